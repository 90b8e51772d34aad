import { plainText, sliceText, spanOf, type Text } from '../../../core/source.ts';
import { deriveText, type Piece } from '../../../documents/derived-text.ts';
import { parseScript, type Script } from '../../../documents/shell.ts';
import type { Body } from './task.ts';

/** A text with what matches replaced, each replacement mapped to what it stands for; `undefined` leaves it as it is. */
export function replaceIn(
  text: Text,
  pattern: RegExp,
  valueOf: (found: string, inside: string) => string | undefined,
): Text {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index, 0: found, 1: inside = '' } of text.text.matchAll(pattern)) {
    const value = valueOf(found, inside);
    if (value === undefined) continue;
    if (from < index) pieces.push({ start: from, end: index });
    from = index + found.length;
    pieces.push({ start: index, end: from, text: value.length > longest ? '${text}' : value });
  }
  if (pieces.length === 0) return text;
  if (from < text.text.length) pieces.push({ start: from, end: text.text.length });
  return deriveText(text, pieces);
}

/** A longer value is no part of a command that somebody has written. */
const longest = 500;

/** A command given as a list of words, `["pytest", "-q"]`, as a shell would have to read it. */
export function scriptOfWords(words: readonly Text[]): Script | undefined {
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return undefined;
  const base = plainText(spanOf(first.span.file, first.span.start, last.span.end));
  const pieces: Piece[] = [];
  let from = 0;
  for (const { text, span } of words) {
    const start = span.start - first.span.start;
    const end = span.end - first.span.start;
    if (start < from || end < start) return undefined;
    if (from < start) pieces.push({ start: from, end: start, text: ' ' });
    const isPlain = plainWord.test(text) && base.text.slice(start, end) === text;
    pieces.push(isPlain ? { start, end } : { start, end, text: `'${text.replaceAll("'", `'\\''`)}'` });
    from = end;
  }
  return parseScript(deriveText(base, pieces));
}

const plainWord = /^[\w@%+=:,./-]+$/;

/** A command line with the marks that some runners allow in front of it: `-` passes over failure, `@` is silent. */
export function bodyOfLine(text: Text, folder: string | undefined, marks: RegExp): Body | undefined {
  const [prefix = ''] = marks.exec(text.text) ?? [];
  const line = prefix === '' ? text : sliceText(text, prefix.length, text.text.length);
  if (/^\s*(?:#[^\n]*)?$/.test(line.text)) return undefined;
  return { script: parseScript(line), folder, ignoresStatus: prefix.includes('-') };
}

export const bodyOf = (text: Text, folder: string | undefined): Body => ({
  script: parseScript(text),
  folder,
  ignoresStatus: false,
});
