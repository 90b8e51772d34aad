import { sliceText, spanWithin, type Text } from '../../core/source.ts';
import { deriveText, type Piece } from '../derived-text.ts';
import { isBlank, skipBlanks } from './lines.ts';
import type { Flag } from './model.ts';
import { wordLimit } from './words.ts';

/** The `--name=value` words in front of an instruction's arguments, and where those begin. */
export function parseFlags(line: Text, start: number): { readonly flags: readonly Flag[]; readonly end: number } {
  const flags: Flag[] = [];
  let at = skipBlanks(line.text, start, line.text.length);
  while (line.text.startsWith('--', at) && flags.length < wordLimit) {
    const end = flagEnd(line.text, at);
    if (end === at + 2) break;
    flags.push(flagOf(line, at, end));
    at = skipBlanks(line.text, end, line.text.length);
  }
  return { flags, end: at };
}

/** Blanks inside quotes, or behind a backslash, belong to the flag. */
function flagEnd(text: string, start: number): number {
  let quote = '';
  let at = start;
  for (; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\\') at++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (isBlank(character)) break;
  }
  return Math.min(at, text.length);
}

function flagOf(line: Text, start: number, end: number): Flag {
  const word = sliceText(line, start + 2, end);
  const span = spanWithin(line, start, end);
  const equals = word.text.indexOf('=');
  if (equals === -1) return { name: word.text, value: undefined, span };
  return {
    name: word.text.slice(0, equals),
    value: withoutQuotes(sliceText(word, equals + 1, word.text.length)),
    span,
  };
}

/** In flags quotes and backslashes go whatever the escape directive says. */
function withoutQuotes(value: Text): Text {
  if (!/["'\\]/.test(value.text)) return value;
  const pieces: Piece[] = [];
  let from = 0;
  let quote = '';
  for (let at = 0; at < value.text.length; at++) {
    const character = value.text[at] ?? '';
    const isQuote = quote === '' ? character === '"' || character === "'" : character === quote;
    if (!isQuote && character !== '\\') continue;
    if (at > from) pieces.push({ start: from, end: at });
    from = at + 1;
    if (isQuote) quote = quote === '' ? character : '';
    else at++;
  }
  if (value.text.length > from) pieces.push({ start: from, end: value.text.length });
  return { ...deriveText(value, pieces), span: value.span };
}
