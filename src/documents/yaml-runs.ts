import type { Run } from '../core/source.ts';

/**
 * Which characters of the file a decoded scalar is made of. The text itself comes from the YAML library; what is
 * rebuilt here is the way back, run by run, after the folding, escaping and chomping rules of YAML 1.2
 * (https://yaml.org/spec/1.2.2/#chapter-7-flow-style-productions, chapter 8 for blocks).
 */

/** A plain scalar: itself on one line, folded over several. */
export const runsOfPlain = (source: string, start: number, end: number): readonly Run[] =>
  foldedRuns(source, start, end, false);

/** What stands between single quotes: `''` is one quote. */
export const runsOfSingleQuoted = (source: string, start: number, end: number): readonly Run[] =>
  foldedRuns(source, start, end, true);

/** What stands between double quotes. */
export function runsOfDoubleQuoted(source: string, start: number, end: number): readonly Run[] {
  const runs = runWriter();
  for (let i = start; i < end;) {
    const from = i;
    const unit = source[i];
    if (unit === '\r' && source[i + 1] === '\n') {
      i += 1;
    } else if (unit === '\n') {
      let breaks = 0;
      for (i += 1; i < end && isFoldable(source, i); i++) if (source[i] === '\n') breaks++;
      runs.replace(Math.max(1, breaks), from, i);
    } else if (unit === '\\') {
      i = escapeEnd(source, i, end);
      runs.replace(escapedLength(source, from, i), from, i);
    } else if (isBlank(unit)) {
      while (i < end && isBlank(source[i])) i++;
      if (isLineBreak(source, i)) continue;
      runs.copy(from, i);
    } else {
      runs.copy(from, ++i);
    }
  }
  return runs.runs;
}

/** Where a block scalar's content stands and how its header wants it read. */
export interface BlockShape {
  /** First unit after the header's line. */
  readonly start: number;
  readonly end: number;
  /** Indentation of the parent. */
  readonly parentIndent: number;
  /** From the header: `|2` says 2 more than the parent; 0 where the first line decides. */
  readonly indent: number;
  readonly chomp: '-' | '+' | '';
  readonly folded: boolean;
}

/** A block scalar, literal or folded. */
export function runsOfBlock(source: string, shape: BlockShape): readonly Run[] {
  if (shape.start === shape.end) return [];
  const lines = linesOf(source, shape.start, shape.end);
  const { chompStart, contentStart, indent } = extentOf(lines, shape);
  const runs = runWriter();
  const newline = (line: Line): void =>
    line.next - line.end === 1 ? runs.copy(line.end, line.next) : runs.replace(1, line.end, line.next);
  const contentFrom = (line: Line): number =>
    Math.min(line.end, line.start + Math.min(indent, line.content - line.start));

  if (lines.every((line) => line.content === line.end)) {
    if (shape.chomp === '+') for (const line of lines.slice(0, Math.max(1, lines.length - 1))) newline(line);
    return runs.runs;
  }
  for (const line of lines.slice(0, contentStart)) {
    runs.copy(contentFrom(line), line.content);
    newline(line);
  }
  const content = lines.slice(contentStart, chompStart);
  if (shape.folded) writeFolded(runs, source, content, contentFrom, indent);
  else {
    for (const [index, line] of content.entries()) {
      runs.copy(contentFrom(line), line.end);
      if (index < content.length - 1) newline(line);
    }
  }
  const last = content.at(-1);
  if (!last || shape.chomp === '-') return runs.runs;
  newline(last);
  if (shape.chomp === '') return runs.runs;
  // The last of `lines` is the empty rest behind the final line break, so its own break is the one written before it.
  for (const [index, line] of lines.slice(chompStart).entries()) {
    runs.copy(contentFrom(line), line.content);
    const isLast = chompStart + index === lines.length - 1;
    if (!isLast || line.content > contentFrom(line)) newline(line);
  }
  return runs.runs;
}

interface Line {
  readonly start: number;
  /** First unit that is no indentation. */
  readonly content: number;
  /** Before the line break, CRLF taken as one. */
  readonly end: number;
  /** After the line break. */
  readonly next: number;
}

function linesOf(source: string, start: number, end: number): readonly Line[] {
  const lines: Line[] = [];
  for (let at = start; ;) {
    const found = source.indexOf('\n', at);
    const hasBreak = found !== -1 && found < end;
    const next = hasBreak ? found + 1 : end;
    const lineEnd = hasBreak ? (found > at && source[found - 1] === '\r' ? found - 1 : found) : end;
    let content = at;
    while (content < lineEnd && source[content] === ' ') content++;
    lines.push({ start: at, content, end: lineEnd, next });
    if (!hasBreak) return lines;
    at = next;
  }
}

/** Which lines are content rather than what chomping takes, and how deep the content is indented. */
function extentOf(
  lines: readonly Line[],
  shape: BlockShape,
): { chompStart: number; contentStart: number; indent: number } {
  const isEmpty = (line: Line): boolean => line.content === line.end;
  let chompStart = lines.length;
  while (chompStart > 0 && isEmpty(lines[chompStart - 1] ?? emptyLine)) chompStart--;
  let indent = shape.parentIndent + shape.indent;
  let contentStart = 0;
  for (const [index, line] of lines.slice(0, chompStart).entries()) {
    const width = line.content - line.start;
    if (!isEmpty(line)) {
      if (shape.indent === 0) indent = width;
      contentStart = index;
      break;
    }
    if (shape.indent === 0 && width > indent) indent = width;
  }
  for (let i = lines.length - 1; i >= chompStart; i--) {
    const line = lines[i] ?? emptyLine;
    if (line.content - line.start > indent) chompStart = i + 1;
  }
  return { chompStart, contentStart, indent };
}

const emptyLine: Line = { start: 0, content: 0, end: 0, next: 0 };

/** Folding of `>`: line breaks between text lines become blanks, those around more-indented lines stay. */
function writeFolded(
  runs: RunWriter,
  source: string,
  lines: readonly Line[],
  contentFrom: (line: Line) => number,
  indent: number,
): void {
  let separator = '';
  // Breaks of empty lines that are already part of the value, ahead of the separator.
  let kept = 0;
  let wasMoreIndented = false;
  let lastEnd = lines[0]?.start ?? 0;
  const write = (line: Line, length: number): void => {
    const from = contentFrom(line);
    if (length > 0) runs.replace(length, lastEnd, from);
    runs.copy(from, line.end);
    lastEnd = line.end;
    kept = 0;
  };
  for (const line of lines) {
    if (line.content - line.start > indent || source[line.content] === '\t') {
      if (separator === ' ') separator = '\n';
      else if (!wasMoreIndented && separator === '\n') separator = '\n\n';
      write(line, kept + separator.length);
      separator = '\n';
      wasMoreIndented = true;
    } else if (line.content === line.end) {
      if (separator === '\n') kept++;
      else separator = '\n';
    } else {
      write(line, kept + separator.length);
      separator = ' ';
      wasMoreIndented = false;
    }
  }
  if (kept > 0) runs.replace(kept, lastEnd, lines.at(-1)?.end ?? lastEnd);
}

/** Plain and single-quoted scalars: blanks around line breaks go, one break is a blank, n + 1 breaks are n. */
function foldedRuns(source: string, start: number, end: number, quoted: boolean): readonly Run[] {
  const runs = runWriter();
  const write = (from: number, to: number): void => {
    if (!quoted) return runs.copy(from, to);
    let done = from;
    for (let i = source.indexOf("''", from); i !== -1 && i + 2 <= to; i = source.indexOf("''", i + 2)) {
      runs.copy(done, i);
      runs.replace(1, i, i + 2);
      done = i + 2;
    }
    runs.copy(done, to);
  };
  const lines = linesOf(source, start, end);
  let lastEnd = start;
  let separator = 0;
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1;
    let from = line.start;
    let to = line.end;
    if (index > 0) while (from < to && isBlank(source[from])) from++;
    if (!isLast) while (to > from && isBlank(source[to - 1])) to--;
    if (index > 0 && from === to && !isLast) {
      separator++;
      continue;
    }
    // `separator` counts the empty lines since the last text.
    if (index > 0) runs.replace(Math.max(1, separator), lastEnd, from);
    write(from, to);
    lastEnd = to;
    separator = 0;
  }
  return runs.runs;
}

const isBlank = (unit: string | undefined): boolean => unit === ' ' || unit === '\t';

const isLineBreak = (source: string, at: number): boolean =>
  source[at] === '\n' || (source[at] === '\r' && source[at + 1] === '\n');

const isFoldable = (source: string, at: number): boolean => isBlank(source[at]) || isLineBreak(source, at);

/** The end of an escape sequence that begins at `at`; an escaped line break takes the next line's indentation with it. */
function escapeEnd(source: string, at: number, end: number): number {
  const kind = source[at + 1];
  if (kind === '\n' || (kind === '\r' && source[at + 2] === '\n')) {
    let i = at + (kind === '\n' ? 2 : 3);
    while (i < end && isBlank(source[i])) i++;
    return i;
  }
  const digits = kind === 'x' ? 2 : kind === 'u' ? 4 : kind === 'U' ? 8 : 0;
  return Math.min(source.length, at + 2 + digits);
}

/** Units of the value that the escape sequence stands for. */
function escapedLength(source: string, start: number, end: number): number {
  const kind = source[start + 1];
  if (kind === '\n' || (kind === '\r' && source[start + 2] === '\n')) return 0;
  if (kind !== 'x' && kind !== 'u' && kind !== 'U') return simpleEscapes.has(kind ?? '') ? 1 : end - start;
  const code = /^[0-9a-fA-F]+$/.test(source.slice(start + 2, end)) ? parseInt(source.slice(start + 2, end), 16) : NaN;
  if (!(code <= 0x10ffff)) return end - start;
  return code > 0xffff ? 2 : 1;
}

const simpleEscapes = new Set([...'0abefnrtvN_LP "/\\\t']);

interface RunWriter {
  readonly runs: readonly Run[];
  /** Units that stand in the file as they are. */
  readonly copy: (from: number, to: number) => void;
  /** `length` units of the value in place of a piece of the file. */
  readonly replace: (length: number, from: number, to: number) => void;
}

function runWriter(): RunWriter {
  const runs: Run[] = [];
  let at = 0;
  let isCopy = false;
  const push = (length: number, from: number, to: number): void => {
    runs.push({ at, length, fileStart: from, fileLength: to - from });
    at += length;
  };
  return {
    runs,
    copy: (from, to) => {
      if (from >= to) return;
      const last = runs.at(-1);
      if (isCopy && last && last.fileStart + last.fileLength === from) {
        runs.pop();
        at = last.at;
        push(last.length + to - from, last.fileStart, to);
      } else {
        push(to - from, from, to);
      }
      isCopy = true;
    },
    replace: (length, from, to) => {
      if (length === 0) return;
      push(length, from, to);
      isCopy = false;
    },
  };
}
