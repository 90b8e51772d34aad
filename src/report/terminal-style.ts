import type { Severity } from '../core/severity.ts';
import { inert } from './escape.ts';
import { partsOf } from './markdown.ts';

/** The few things that differ in look. Without colours every one of them is the text itself. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly quote: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly severity: (severity: Severity, text: string) => string;
}

/** How the terminal is to be written to. */
export interface Page {
  readonly style: Style;
  readonly width: number;
  readonly all: boolean;
}

export function styleOf(colour: boolean): Style {
  const wrap = (open: number, close: number) => (text: string) =>
    colour && text !== '' ? `\u001B[${open}m${text}\u001B[${close}m` : text;
  const severities: Readonly<Record<Severity, (text: string) => string>> = {
    critical: (text) => wrap(1, 22)(wrap(31, 39)(text)),
    high: wrap(31, 39),
    medium: wrap(33, 39),
    low: wrap(34, 39),
    info: wrap(2, 22),
  };
  return {
    strong: wrap(1, 22),
    faint: wrap(2, 22),
    quote: wrap(36, 39),
    good: wrap(32, 39),
    bad: wrap(31, 39),
    severity: (severity, text) => severities[severity](text),
  };
}

/** A message in lines of at most `width` columns; quotes keep their backticks, so that they can be copied. */
export function wrapMessage(message: string, width: number, style: Style): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of wordsOf(message)) {
    const size = widthOf(word.text);
    if (used > 0 && word.isSpaced && used + 1 + size > width) {
      lines.push(line);
      line = '';
      used = 0;
    }
    const gap = used > 0 && word.isSpaced ? ' ' : '';
    line += gap + (word.isQuote ? style.quote(word.text) : word.text);
    used += gap.length + size;
  }
  if (used > 0) lines.push(line);
  return lines;
}

interface Word {
  readonly text: string;
  readonly isQuote: boolean;
  /** A space stands before it. */
  readonly isSpaced: boolean;
}

/** A quote is one word: breaking it would make two. */
function wordsOf(message: string): readonly Word[] {
  const words: Word[] = [];
  let isSpaced = false;
  for (const part of partsOf(message, 2000)) {
    if (part.kind === 'code') {
      words.push({ text: `\`${inert(part.text)}\``, isQuote: true, isSpaced });
      isSpaced = false;
      continue;
    }
    for (const piece of inert(part.text).split(/( +)/)) {
      if (piece.startsWith(' ')) isSpaced = true;
      else if (piece !== '') {
        words.push({ text: piece, isQuote: false, isSpaced });
        isSpaced = false;
      }
    }
  }
  return words;
}

/** Columns that a text takes in a terminal: two for wide characters, none for combining marks. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += combining.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

const combining = /^[\p{Mn}\p{Me}\uFE0F]$/u;
const wide =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1F64F}\u{1F680}-\u{1F6FF}\u{1F900}-\u{1FAFF}\u{20000}-\u{3FFFD}]$/u;
