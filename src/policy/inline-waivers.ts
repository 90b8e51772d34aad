import type { PolicyNote } from '../core/report.ts';
import { lineCountOf, lineSpan, positionOf, spanOf, textOfSpan } from '../core/source.ts';
import type { SourceFile, Span } from '../core/source.ts';
import type { Document } from '../documents/document.ts';
import type { Dockerfile } from '../documents/dockerfile/model.ts';
import { stepsOf } from '../documents/workflow-model.ts';
import type { Action, Dependabot, Workflow } from '../documents/workflow-model.ts';
import { blocksByLine, nextLineWithContent } from './coverage.ts';
import type { Coverage } from './coverage.ts';
import { parseWaiverComment } from './waiver-comment.ts';

/** A comment that waives findings, well formed and with its reason; whether it counts is decided with the policy. */
export interface InlineWaiver {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly until: string | undefined;
  readonly path: string;
  readonly line: number;
  /** `undefined` where nothing follows it. */
  readonly coverage: Coverage | undefined;
}

export interface InlineWaivers {
  readonly waivers: readonly InlineWaiver[];
  /** Comments that were meant to waive and cannot. */
  readonly refused: readonly PolicyNote[];
}

export function findInlineWaivers(document: Document): InlineWaivers {
  const marks = marksOf(document);
  const waivers: InlineWaiver[] = [];
  const refused: PolicyNote[] = [];
  const { path } = document.file;
  const refuse = (line: number, message: string): void =>
    void refused.push({ kind: 'waiver-refused', message, path, line });
  for (const mark of marks) {
    const { line } = positionOf(document.file, mark.span.start);
    const read = parseWaiverComment(textOfSpan(mark.span).trimEnd());
    if (!read) continue;
    if (waivers.length + refused.length === maxWaivers) {
      refuse(line, `A file may hold ${maxWaivers} waivers; this one and those below it do not count`);
      break;
    }
    const message = read.kind === 'refused' ? read.message : mark.fault;
    if (message !== undefined) refuse(line, message);
    else if (read.kind === 'waiver') waivers.push({ ...read, path, line, coverage: mark.coverage() });
  }
  const readLines = new Set(marks.map((mark) => positionOf(document.file, mark.span.start).line));
  for (const line of strayLines(document.file)) {
    if (!readLines.has(line)) refuse(line, strayMessage(document));
  }
  return { waivers, refused };
}

const maxWaivers = 500;

/** A comment that could waive. */
interface Mark {
  readonly span: Span;
  readonly coverage: () => Coverage | undefined;
  /** Why a waiver cannot stand here. */
  readonly fault?: string | undefined;
}

function marksOf(document: Document): readonly Mark[] {
  switch (document.kind) {
    case 'workflow':
    case 'action':
      return [...commentMarks(document), ...scriptMarks(document)];
    case 'dependabot':
      return commentMarks(document);
    case 'dockerfile':
      return dockerMarks(document);
    case 'dockerignore':
      return [];
  }
}

function commentMarks(document: Workflow | Action | Dependabot): readonly Mark[] {
  const { file } = document;
  let blocks: ReadonlyMap<number, Span> | undefined;
  let firstLine: number | undefined;
  return document.comments.map((comment) => {
    const { line } = positionOf(file, comment.span.start);
    if (!comment.ownLine)
      return { span: comment.span, coverage: () => ({ how: 'touching', span: lineSpan(file, line) }) };
    const coverage = (): Coverage | undefined => {
      const next = nextLineWithContent(file, line + 1);
      const block = next === undefined ? undefined : (blocks ??= blocksByLine(file, document.root)).get(next);
      // What is said of a whole file stands on its first line, which may be the comment's own.
      const isFirst = (firstLine ??= nextLineWithContent(file, 1)) === next;
      return block && { how: 'inside', span: isFirst ? spanOf(file, 0, block.end) : block };
    };
    return { span: comment.span, coverage };
  });
}

/** Lines of `run: |` that are comments to the shell: each stands for its whole step. */
function scriptMarks(document: Workflow | Action): readonly Mark[] {
  const { file } = document;
  if (!/plim/i.test(file.text)) return [];
  // A step that an alias repeats stands in the file once.
  const steps = new Map(stepsOf(document).map((step) => [step.span.start, step]));
  return [...steps.values()].flatMap((step) => {
    if (step.run?.style !== 'literal' && step.run?.style !== 'folded') return [];
    const { start, end } = step.run.span;
    const lineOfStep = lineSpan(file, positionOf(file, step.span.start).line);
    const coverage: Coverage = { how: 'inside', span: spanOf(file, lineOfStep.start, step.span.end) };
    return [...file.text.slice(start, end).matchAll(/\n[ \t]*(#.*)/g)].map((found) => {
      const to = start + found.index + found[0].length;
      return { span: spanOf(file, to - (found[1]?.length ?? 0), to), coverage: () => coverage };
    });
  });
}

function dockerMarks(document: Dockerfile): readonly Mark[] {
  const { file, instructions } = document;
  const firstStart = instructions[0]?.span.start ?? file.text.length;
  const lastDirective = document.comments.findLast(
    (comment) => comment.span.start < firstStart && /^#\s*(?:syntax|escape|check)\s*=/i.test(textOfSpan(comment.span)),
  );
  return document.comments.map((comment) => {
    const coverage = (): Coverage | undefined => {
      const next = instructions.find((instruction) => instruction.span.start >= comment.span.end);
      if (!next) return undefined;
      const start = next === instructions[0] ? 0 : next.span.start;
      return { how: 'inside', span: spanOf(file, start, next.span.end) };
    };
    const isAboveDirective = lastDirective !== undefined && comment.span.start < lastDirective.span.start;
    const fault = isAboveDirective
      ? 'A waiver above a directive does not count: Docker reads `# syntax=` only before every other comment; put the waiver below it'
      : comment.inContinuation
        ? 'A waiver inside an instruction does not count; put it on a line of its own above the instruction'
        : undefined;
    return { span: comment.span, coverage, fault };
  });
}

/** Lines with a waiver in a place where none is read. */
function strayLines(file: SourceFile): readonly number[] {
  if (!file.text.includes('plimsoll:')) return [];
  const lines: number[] = [];
  for (let line = 1; line <= lineCountOf(file); line++) {
    const text = textOfSpan(lineSpan(file, line)).slice(0, 2000);
    if (/(?:^|[ \t])(?:#|\/\/)[ \t]*plimsoll:[ \t]*ignore\[/.test(text)) lines.push(line);
  }
  return lines;
}

function strayMessage({ kind }: Document): string {
  if (kind === 'dockerignore') return 'A waiver does not count in an ignore file; put it into the policy';
  const place =
    kind === 'dockerfile' ? 'on a line of its own above the instruction' : 'above the key or step that it is for';
  return `A waiver does not count here; put it ${place}`;
}
