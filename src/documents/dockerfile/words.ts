import { sliceText, type Text } from '../../core/source.ts';
import { deriveText, type Piece } from '../derived-text.ts';

/** No instruction anybody wrote has as many words; what stands behind is left out. */
export const wordLimit = 10_000;

/** Split at white space, blind to quotes: how `FROM`, `EXPOSE`, `COPY` and most others are read. */
export function plainWordsOf(text: Text): readonly Text[] {
  const words: Text[] = [];
  for (const { index, 0: word } of text.text.matchAll(/[^\t\v\f\r ]+/g)) {
    words.push(sliceText(text, index, index + word.length));
    if (words.length === wordLimit) break;
  }
  return words;
}

/** Split at white space outside quotes, quotes and escapes kept: how `ENV`, `ARG`, `LABEL` and heredocs are read. */
export function quotedWordsOf(text: Text, escape: string): readonly Text[] {
  const value = text.text;
  const words: Text[] = [];
  let start = -1;
  let quote = '';
  for (let at = 0; at < value.length; at++) {
    const character = value[at] ?? '';
    if (start === -1) {
      if (isSpace(character)) continue;
      start = at;
    }
    if (character === escape) at++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (isSpace(character)) {
      words.push(sliceText(text, start, at));
      start = -1;
      if (words.length === wordLimit) return words;
    }
  }
  if (start !== -1) words.push(sliceText(text, start, value.length));
  return words;
}

/**
 * Takes quotes and escapes off a word, leaving variables as they stand. In single quotes nothing is escaped, in double
 * quotes the escape character stays unless a quote, `$` or itself follows.
 */
export function unquote(word: Text, escape: string): Text {
  const value = word.text;
  if (!value.includes('"') && !value.includes("'") && !value.includes(escape)) return word;
  const pieces: Piece[] = [];
  let from = 0;
  let quote = '';
  const skip = (at: number): void => {
    if (at > from) pieces.push({ start: from, end: at });
    from = at + 1;
  };
  for (let at = 0; at < value.length; at++) {
    const character = value[at] ?? '';
    if (quote === "'") {
      if (character !== "'") continue;
      quote = '';
      skip(at);
    } else if (character === escape) {
      const next = value[at + 1];
      if (quote === '' || next === '"' || next === '$' || next === escape) skip(at);
      at++;
    } else if (character === quote) {
      quote = '';
      skip(at);
    } else if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
      skip(at);
    }
  }
  if (value.length > from) pieces.push({ start: from, end: value.length });
  return { ...deriveText(word, pieces), span: word.span };
}

const isSpace = (character: string): boolean =>
  character === ' ' || character === '\t' || character === '\v' || character === '\f' || character === '\r';
