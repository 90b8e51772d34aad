/** A file of the repository: its path (with `/`, relative to the root, case kept) and its text without a byte order mark. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A slice of one file: offsets in UTF-16 units, `end` exclusive. */
export interface Span {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** Where a span stands, as people and annotations count: lines and columns from 1, `endColumn` exclusive. */
export interface Range {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * A string as the program sees it, with its place in the file. Quoting, escapes, indentation and line
 * continuations may make `text` differ from the file's own characters; `spanWithin` maps back exactly.
 */
export interface Text {
  readonly text: string;
  readonly span: Span;
  /** Runs of the value in ascending order; between runs the file holds characters that are not part of `text`. */
  readonly runs: readonly Run[];
}

/**
 * `length` units of the value from `at` stand for `fileLength` units of the file from `fileStart`.
 * Equal lengths map unit by unit; different ones (an escape sequence) are never split.
 */
export interface Run {
  readonly at: number;
  readonly length: number;
  readonly fileStart: number;
  readonly fileLength: number;
}

export const sourceFile = (path: string, text: string): SourceFile => ({
  path,
  text: text.startsWith('\uFEFF') ? text.slice(1) : text,
});

export const spanOf = (file: SourceFile, start: number, end: number): Span => ({ file, start, end });

export const textOfSpan = (span: Span): string => span.file.text.slice(span.start, span.end);

export const contains = (outer: Span, inner: Span): boolean =>
  outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;

/** A text that is the file's own characters, unit by unit. */
export const plainText = (span: Span): Text => ({
  text: textOfSpan(span),
  span,
  runs: [{ at: 0, length: span.end - span.start, fileStart: span.start, fileLength: span.end - span.start }],
});

/** The span in the file of the value's units from `start` to `end`. An empty slice gives an empty span. */
export function spanWithin(text: Text, start: number, end: number): Span {
  const from = fileOffset(text, start, false);
  const to = end > start ? fileOffset(text, end, true) : from;
  return spanOf(text.span.file, from, Math.max(from, to));
}

/** A part of a text, keeping its mapping to the file. */
export function sliceText(text: Text, start: number, end: number): Text {
  const runs: Run[] = [];
  for (let index = Math.max(0, lastRunBefore(text.runs, start + 1)); index < text.runs.length; index++) {
    const run = text.runs[index];
    if (!run || run.at >= end) break;
    const from = Math.max(start, run.at);
    const to = Math.min(end, run.at + run.length);
    if (from >= to) continue;
    const whole = run.length !== run.fileLength;
    runs.push(
      whole
        ? { ...run, at: from - start, length: to - from }
        : { at: from - start, length: to - from, fileStart: run.fileStart + from - run.at, fileLength: to - from },
    );
  }
  return { text: text.text.slice(start, end), span: spanWithin(text, start, end), runs };
}

/** `asEnd`: the place just after the unit before `offset`, rather than the place of the unit at `offset`. */
function fileOffset(text: Text, offset: number, asEnd: boolean): number {
  const run = text.runs[lastRunBefore(text.runs, asEnd ? offset : offset + 1)];
  if (run && offset >= run.at && offset < run.at + run.length + (asEnd ? 1 : 0)) {
    if (run.length === run.fileLength) return run.fileStart + offset - run.at;
    return asEnd ? run.fileStart + run.fileLength : run.fileStart;
  }
  const last = text.runs.at(-1);
  if (!last) return text.span.start;
  return offset <= 0 ? (text.runs[0]?.fileStart ?? text.span.start) : last.fileStart + last.fileLength;
}

/** Index of the last run that begins before `offset` of the value; -1 where none does. A text may have a run a line. */
function lastRunBefore(runs: readonly Run[], offset: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.at ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const lineStarts = new WeakMap<SourceFile, readonly number[]>();

function lineStartsOf(file: SourceFile): readonly number[] {
  const known = lineStarts.get(file);
  if (known) return known;
  const starts = [0];
  for (let i = file.text.indexOf('\n'); i !== -1; i = file.text.indexOf('\n', i + 1)) starts.push(i + 1);
  lineStarts.set(file, starts);
  return starts;
}

/** Line and column, both from 1, of an offset. */
export function positionOf(file: SourceFile, offset: number): { readonly line: number; readonly column: number } {
  const starts = lineStartsOf(file);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

export function rangeOf(span: Span): Range {
  const start = positionOf(span.file, span.start);
  const end = positionOf(span.file, span.end);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** The span of a whole line (from 1) without its line break; empty at the end of the file for a line past it. */
export function lineSpan(file: SourceFile, line: number): Span {
  const starts = lineStartsOf(file);
  const start = starts[line - 1] ?? file.text.length;
  const next = starts[line];
  const end = next === undefined ? file.text.length : next - 1;
  const withoutReturn = end > start && file.text[end - 1] === '\r' ? end - 1 : end;
  return spanOf(file, start, Math.max(start, withoutReturn));
}

export const lineCountOf = (file: SourceFile): number => lineStartsOf(file).length;
