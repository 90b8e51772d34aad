import type { Text } from '../../core/source.ts';
import { deriveText, type Piece } from '../derived-text.ts';
import { wordLimit } from './words.ts';

/** The strings of a JSON array; `not-strings` for an array of other things; `undefined` where the text is no array. */
export function parseJsonForm(text: Text): readonly Text[] | 'not-strings' | undefined {
  const value = text.text;
  if (!value.startsWith('[')) return undefined;
  let array: unknown;
  try {
    array = JSON.parse(value);
  } catch {
    // By documentation what is no valid JSON is read as the shell form.
    return undefined;
  }
  if (!Array.isArray(array)) return undefined;
  if (!array.every((element) => typeof element === 'string')) return 'not-strings';
  return stringsOf(text);
}

/** The string literals of a text known to be a JSON array of strings. */
function stringsOf(text: Text): readonly Text[] {
  const value = text.text;
  const strings: Text[] = [];
  for (let at = value.indexOf('"'); at !== -1; at = value.indexOf('"', at + 1)) {
    const pieces: Piece[] = [];
    let from = at + 1;
    at++;
    for (; at < value.length && value[at] !== '"'; at++) {
      if (value[at] !== '\\') continue;
      if (at > from) pieces.push({ start: from, end: at });
      const end = at + (value[at + 1] === 'u' ? 6 : 2);
      pieces.push({ start: at, end, text: decodedEscape(value.slice(at, end)) });
      from = end;
      at = end - 1;
    }
    if (at > from || pieces.length === 0) pieces.push({ start: from, end: at });
    strings.push(deriveText(text, pieces));
    if (strings.length === wordLimit) break;
  }
  return strings;
}

function decodedEscape(escape: string): string {
  const character = escape[1] ?? '';
  if (character === 'u') return String.fromCharCode(Number.parseInt(escape.slice(2), 16));
  return { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }[character] ?? character;
}
