import { lineCountOf, lineSpan, positionOf, spanOf, textOfSpan } from '../core/source.ts';
import type { SourceFile, Span } from '../core/source.ts';
import type { Value } from '../documents/yaml-value.ts';

/** What a waiver covers: findings that begin inside the span, or that touch it anywhere. */
export interface Coverage {
  readonly how: 'inside' | 'touching';
  readonly span: Span;
}

export function covers(coverage: Coverage, at: Span): boolean {
  const { span } = coverage;
  if (at.file.path !== span.file.path) return false;
  if (coverage.how === 'inside') return span.start <= at.start && at.start < Math.max(span.end, span.start + 1);
  return at.start <= span.end && Math.max(at.end, at.start + 1) > span.start;
}

/** The whole of what begins on a line of a YAML file: the outermost key or sequence item, by line. */
export function blocksByLine(file: SourceFile, root: Value | undefined): ReadonlyMap<number, Span> {
  const blocks = new Map<number, Span>();
  // Aliases are the very object that they name, and one object stands at one place.
  const seen = new Set<Value>();
  const add = (line: number, end: number): void => {
    if (!blocks.has(line)) blocks.set(line, spanOf(file, lineSpan(file, line).start, end));
  };
  const walk = (value: Value | undefined): void => {
    if (!value || value.kind === 'scalar' || seen.has(value)) return;
    seen.add(value);
    if (value.kind === 'mapping') {
      for (const entry of value.entries) {
        if (isFirstOnLine(entry.key.span)) add(positionOf(file, entry.key.span.start).line, entry.span.end);
        walk(entry.value);
      }
      return;
    }
    for (const item of value.items) {
      const line = lineOfItem(item.span);
      if (line !== undefined) add(line, item.span.end);
      walk(item);
    }
  };
  walk(root);
  return blocks;
}

/** The first line at or below `line` that holds something other than a comment. */
export function nextLineWithContent(file: SourceFile, line: number): number | undefined {
  const count = lineCountOf(file);
  for (let next = line; next <= count; next++) {
    const text = textOfSpan(lineSpan(file, next)).trim();
    if (text !== '' && !text.startsWith('#')) return next;
  }
  return undefined;
}

/** Whether nothing but white space and dashes stands before it on its line. */
function isFirstOnLine(span: Span): boolean {
  const line = lineSpan(span.file, positionOf(span.file, span.start).line);
  return /^[\s-]*$/.test(span.file.text.slice(line.start, span.start));
}

/** An item begins at its dash, which may stand alone on a line above; properties (`&anchor`) belong to it. */
function lineOfItem(span: Span): number | undefined {
  const { file } = span;
  const { line } = positionOf(file, span.start);
  const before = file.text.slice(lineSpan(file, line).start, span.start);
  if (/^\s*-/.test(before)) return line;
  if (before.trim() !== '') return undefined;
  for (let above = line - 1; above > 0; above--) {
    const text = textOfSpan(lineSpan(file, above)).trim();
    if (text === '' || text.startsWith('#')) continue;
    // Of a flow sequence, an item may stand on a line of its own without a dash.
    return /^-(?:\s|$)/.test(text) && !/^-\s+[^&!#]/.test(text) ? above : line;
  }
  return line;
}
