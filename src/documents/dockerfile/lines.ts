import { spanOf, type Run, type SourceFile, type Span, type Text } from '../../core/source.ts';
import type { DockerComment } from './model.ts';

/** One line of the file: `end` without its line break, `next` behind it. A lone carriage return is no line break. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** `undefined` at the end of the file. */
export function lineAt(file: SourceFile, start: number): Line | undefined {
  const { text } = file;
  if (start >= text.length) return undefined;
  const feed = text.indexOf('\n', start);
  const next = feed === -1 ? text.length : feed + 1;
  let end = feed === -1 ? text.length : feed;
  while (end > start && text[end - 1] === '\r') end--;
  return { start, end, next };
}

/** An instruction's line as BuildKit joins it over its continuations, and what it left out. */
export interface LogicalLine {
  readonly text: Text;
  readonly comments: readonly DockerComment[];
  /** Where the next line begins. */
  readonly next: number;
}

/**
 * Joins continuation lines: the escape character and blanks behind it go, and so do comment lines and empty lines in
 * between. Two escape characters at the end of a line continue nothing.
 * https://docs.docker.com/reference/dockerfile/#format
 */
export function readLogicalLine(file: SourceFile, first: Line, escape: string): LogicalLine {
  const runs: Run[] = [];
  const comments: DockerComment[] = [];
  const parts: string[] = [];
  let length = 0;
  let end = first.end;
  let next = first.next;
  const add = (from: number, to: number): void => {
    if (to <= from) return;
    runs.push({ at: length, length: to - from, fileStart: from, fileLength: to - from });
    parts.push(file.text.slice(from, to));
    length += to - from;
  };

  const start = skipBlanks(file.text, first.start, first.end);
  let continuation = continuationAt(file.text, start, first.end, escape);
  add(start, continuation ?? first.end);
  while (continuation !== undefined) {
    const line = lineAt(file, next);
    if (!line) break;
    next = line.next;
    const content = skipBlanks(file.text, line.start, line.end);
    if (content === line.end) continue;
    if (file.text[content] === '#') {
      comments.push({ span: spanOf(file, content, line.end), inContinuation: true });
      continue;
    }
    continuation = continuationAt(file.text, line.start, line.end, escape);
    add(line.start, continuation ?? line.end);
    end = line.end;
  }
  const span: Span = spanOf(file, start, end);
  return { text: { text: parts.join(''), span, runs }, comments, next };
}

/** Where the escape character stands that continues the line, if one does. */
function continuationAt(text: string, start: number, end: number, escape: string): number | undefined {
  let at = end - 1;
  while (at >= start && (text[at] === ' ' || text[at] === '\t')) at--;
  if (at < start || text[at] !== escape) return undefined;
  return at > start && text[at - 1] === escape ? undefined : at;
}

export const isBlank = (character: string | undefined): boolean =>
  character === ' ' ||
  character === '\t' ||
  character === '\r' ||
  character === '\v' ||
  character === '\f' ||
  character === '\n' ||
  character === '\u0085' ||
  character === '\u00a0';

export function skipBlanks(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(text[at])) at++;
  return at;
}

/** The end of the text without blanks behind it. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text[at - 1])) at--;
  return at;
}
