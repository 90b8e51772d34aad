import type { Problem } from '../core/problem.ts';
import { lineSpan, rangeOf, textOfSpan } from '../core/source.ts';
import type { SourceFile, Span } from '../core/source.ts';

/** What may be shown of files that hold secrets. */
export interface Shown {
  /** The lines around a span: at most three, long ones cut around it. */
  readonly excerptOf: (at: Span) => readonly string[];
  /** A text of a problem's own, without its secrets. */
  readonly textOf: (text: string, problem: Problem) => string;
}

/**
 * Secrets of known formats are replaced by `redact` wherever they stand. What only its name gives away is known by the
 * rules that found it: such a span is replaced in every excerpt of its lines, whichever finding shows them.
 */
export function shownWithout(problems: readonly Problem[], redact: (text: string) => string): Shown {
  const secrets = new Map<string, Mask[]>();
  for (const problem of problems) {
    for (const span of problem.secrets ?? []) {
      const masks = secrets.get(span.file.path) ?? [];
      if (masks.length === 0) secrets.set(span.file.path, masks);
      masks.push({ start: span.start, end: span.end, label: labelOf(textOfSpan(span), redact) });
    }
  }
  const masksByPath = new Map<string, readonly Mask[]>();
  const masksOf = (file: SourceFile): readonly Mask[] => {
    const known = masksByPath.get(file.path);
    if (known) return known;
    const masks = merged([...(secrets.get(file.path) ?? []), ...privateKeysOf(file)]);
    masksByPath.set(file.path, masks);
    return masks;
  };
  const masked = (file: SourceFile, start: number, end: number): string => redact(without(file, start, end, masksOf(file)));
  return {
    excerptOf: (at) => excerptLines(at, (start, end) => masked(at.file, start, end)),
    textOf: (text, problem) => {
      let shown = text;
      for (const span of problem.secrets ?? []) {
        const secret = textOfSpan(span);
        if (secret.length >= 4) shown = shown.replaceAll(secret, () => labelOf(secret, redact));
      }
      return redact(shown);
    },
  };
}

interface Mask {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

/** By a known prefix and the length, else by the length alone. */
function labelOf(secret: string, redact: (text: string) => string): string {
  const known = redact(secret);
  return known === secret ? `…(${secret.length})` : known;
}

/** The bodies of private keys: a line from the middle of one is no known format by itself. */
function privateKeysOf(file: SourceFile): readonly Mask[] {
  const { text } = file;
  if (!text.includes('PRIVATE KEY')) return [];
  const header = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
  const masks: Mask[] = [];
  for (let found = header.exec(text); found; found = header.exec(text)) {
    const start = header.lastIndex;
    const footer = text.indexOf('-----END', start);
    const end = footer < 0 ? text.length : footer;
    masks.push({ start, end, label: `…(${end - start})` });
    header.lastIndex = end;
  }
  return masks;
}

/** In order, overlapping ones as one. */
function merged(masks: readonly Mask[]): readonly Mask[] {
  const result: Mask[] = [];
  for (const mask of [...masks].sort((one, other) => one.start - other.start || other.end - one.end)) {
    const last = result.at(-1);
    if (last && mask.start < last.end) {
      const end = Math.max(last.end, mask.end);
      const label = end === last.end ? last.label : `…(${end - last.start})`;
      result[result.length - 1] = { start: last.start, end, label };
    } else {
      result.push(mask);
    }
  }
  return result;
}

function without(file: SourceFile, start: number, end: number, masks: readonly Mask[]): string {
  let shown = '';
  let at = start;
  for (const mask of masks) {
    if (mask.end <= at || mask.start >= end) continue;
    shown += file.text.slice(at, Math.max(at, mask.start)) + (mask.start >= start ? mask.label : '…');
    at = Math.min(mask.end, end);
  }
  return shown + file.text.slice(at, end);
}

const maxLines = 3;
const maxLength = 300;
/** A longer line is looked at only so far to both sides of the span: enough for any secret to be seen whole. */
const reach = 4000;

function excerptLines(at: Span, shown: (start: number, end: number) => string): readonly string[] {
  const { startLine, endLine, endColumn } = rangeOf(at);
  // A span that ends with a line break does not show the line after it.
  const last = endLine > startLine && endColumn === 1 ? endLine - 1 : endLine;
  const lines: string[] = [];
  for (let line = startLine; line <= last && lines.length < maxLines; line++) {
    const { start, end } = lineSpan(at.file, line);
    const focus = Math.min(Math.max(at.start, start), end);
    const from = Math.max(start, focus - reach);
    const text = shown(from, Math.min(end, focus + reach));
    lines.push(text.length <= maxLength ? text : cutAround(text, shown(from, focus).length));
  }
  return lines;
}

function cutAround(text: string, focus: number): string {
  const wanted = Math.max(0, Math.min(focus - 100, text.length - maxLength));
  const from = wanted > 0 && isLowSurrogate(text, wanted) ? wanted + 1 : wanted;
  const to = Math.min(text.length, from + maxLength);
  const end = to < text.length && isLowSurrogate(text, to) ? to - 1 : to;
  return `${from > 0 ? '…' : ''}${text.slice(from, end)}${end < text.length ? '…' : ''}`;
}

const isLowSurrogate = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
