import type { Problem } from '../core/problem.ts';
import { lineSpan, positionOf, rangeOf, textOfSpan } from '../core/source.ts';
import type { SourceFile, Span } from '../core/source.ts';

/** How secrets of known formats are taken out. Lines keep their numbers. */
export interface Redaction {
  readonly redact: (text: string) => string;
  /** A file's lines, redacted as a whole: a line from the middle of a private key looks like nothing on its own. */
  readonly redactedLinesOf: (file: SourceFile) => readonly string[];
}

/** What may be shown of files that hold secrets. */
export interface Shown {
  /** The lines of a span: at most three, long ones cut around it. */
  readonly excerptOf: (at: Span) => readonly string[];
  /** A text of a problem's own, without its secrets. */
  readonly textOf: (text: string, problem: Problem) => string;
}

/**
 * Secrets of known formats are replaced wherever they stand. What only its name gives away is known to the rules that
 * found it: such a span is replaced in every excerpt of its lines, whichever finding shows them.
 */
export function shownWithout(problems: readonly Problem[], { redact, redactedLinesOf }: Redaction): Shown {
  const secrets = new Map<string, Span[]>();
  for (const span of problems.flatMap((problem) => problem.secrets ?? [])) {
    const spans = secrets.get(span.file.path);
    if (spans) spans.push(span);
    else secrets.set(span.file.path, [span]);
  }
  const lines = new Map<string, readonly string[]>();
  const linesOf = (file: SourceFile): readonly string[] => {
    const spans = secrets.get(file.path);
    if (!spans) return redactedLinesOf(file);
    const known = lines.get(file.path) ?? redact(without(file, spans, redact)).split('\n');
    lines.set(file.path, known);
    return known;
  };
  const shown = new Map<string, string>();
  return {
    excerptOf: (at) => excerptLines(at, linesOf(at.file)),
    textOf: (text, problem) => {
      // What another rule says of the same file may name the same step or command.
      const spans = secrets.get(problem.at.file.path) ?? problem.secrets;
      if (spans) return redact(withoutValues(text, spans, redact));
      const known = shown.get(text) ?? redact(text);
      shown.set(text, known);
      return known;
    },
  };
}

/** By a known prefix and the length, else by the length alone. */
function labelOf(secret: string, redact: (text: string) => string): string {
  const known = redact(secret);
  return known === secret ? `…(${secret.length} characters)` : known;
}

function without(file: SourceFile, spans: readonly Span[], redact: (text: string) => string): string {
  let shown = '';
  let at = 0;
  for (const span of [...spans].sort((one, other) => one.start - other.start || other.end - one.end)) {
    if (span.end <= at) continue;
    const secret = file.text.slice(Math.max(at, span.start), span.end);
    const label = labelOf(secret, redact).replaceAll('\n', '');
    shown += file.text.slice(at, Math.max(at, span.start)) + label + secret.replace(/[^\n]+/g, '');
    at = span.end;
  }
  return shown + file.text.slice(at);
}

function withoutValues(text: string, spans: readonly Span[], redact: (text: string) => string): string {
  let shown = text;
  for (const secret of spans.map(textOfSpan)) {
    // A shorter one would be found in the middle of ordinary words.
    if (secret.length >= 4) shown = shown.replaceAll(secret, () => labelOf(secret, redact));
  }
  return shown;
}

const maxLines = 3;
const maxLength = 300;

function excerptLines(at: Span, fileLines: readonly string[]): readonly string[] {
  const { startLine, endLine, endColumn } = rangeOf(at);
  // A span that ends with a line break does not show the line after it.
  const last = endLine > startLine && endColumn === 1 ? endLine - 1 : endLine;
  const lines: string[] = [];
  for (let line = startLine; line <= last && lines.length < maxLines; line++) {
    const text = (fileLines[line - 1] ?? '').replace(/\r$/, '');
    const column = line === startLine ? positionOf(at.file, at.start).column : 1;
    lines.push(
      text.length <= maxLength ? text : cutAround(text, focusOf(text, textOfSpan(lineSpan(at.file, line)), column - 1)),
    );
  }
  return lines;
}

/** Where a place of the original stands after redaction: counted from the start or, behind what was replaced, from the end. */
function focusOf(text: string, original: string, offset: number): number {
  return text.startsWith(original.slice(0, offset)) ? offset : Math.max(0, text.length - (original.length - offset));
}

function cutAround(text: string, focus: number): string {
  const wanted = Math.max(0, Math.min(focus - 100, text.length - maxLength));
  const from = wanted > 0 && isLowSurrogate(text, wanted) ? wanted + 1 : wanted;
  const to = Math.min(text.length, from + maxLength);
  const end = to < text.length && isLowSurrogate(text, to) ? to - 1 : to;
  return `${from > 0 ? '…' : ''}${text.slice(from, end)}${end < text.length ? '…' : ''}`;
}

const isLowSurrogate = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
