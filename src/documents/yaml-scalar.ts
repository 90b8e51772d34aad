import { plainText, spanOf } from '../core/source.ts';
import type { Run, SourceFile, Span, Text } from '../core/source.ts';
import { runsOfBlock, runsOfDoubleQuoted, runsOfPlain, runsOfSingleQuoted } from './yaml-runs.ts';
import type { Scalar } from './yaml-value.ts';

/** A scalar as the YAML library hands it over. */
export interface ComposedScalar {
  readonly range: readonly [start: number, end: number, after: number];
  readonly type?: string;
  /** Decoded. */
  readonly source: string;
  readonly value: unknown;
  /** What it was composed from: the indentation is that of the parent, `props` a block's header up to the line break. */
  readonly srcToken?: { readonly indent?: number; readonly props?: readonly object[] };
}

/** The scalar with its way back to the file. */
export function scalarOf(file: SourceFile, node: ComposedScalar): Scalar {
  if (node.type === 'QUOTE_SINGLE') return quoted(file, node, 'single', runsOfSingleQuoted);
  if (node.type === 'QUOTE_DOUBLE') return quoted(file, node, 'double', runsOfDoubleQuoted);
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')
    return block(file, node, node.type === 'BLOCK_FOLDED');
  const span = spanOf(file, node.range[0], node.range[1]);
  return {
    kind: 'scalar',
    value: textAt(span, node.source, runsOfPlain),
    span,
    style: 'plain',
    type: typeOf(node.value),
  };
}

function typeOf(value: unknown): Scalar['type'] {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'number' ? 'number' : 'string';
}

type RunsOf = (source: string, start: number, end: number) => readonly Run[];

function quoted(file: SourceFile, node: ComposedScalar, style: 'single' | 'double', runsOf: RunsOf): Scalar {
  const [start, end] = node.range;
  const isClosed = end - start > 1 && file.text[end - 1] === file.text[start];
  const inner = spanOf(file, Math.min(start + 1, end), isClosed ? end - 1 : end);
  // A quote without its end is an error; what the library makes of it is one piece.
  const runs = isClosed ? runsOf : wholeRun(node.source.length);
  return {
    kind: 'scalar',
    value: textAt(inner, node.source, runs),
    span: spanOf(file, start, end),
    style,
    type: 'string',
  };
}

/** The quote in front is taken in, so that the lengths differ and nothing inside is told apart. */
const wholeRun =
  (length: number): RunsOf =>
  (_source, start, end) =>
    length === 0 ? [] : [{ at: 0, length, fileStart: start - 1, fileLength: end - start + 1 }];

/** Most scalars stand in the file as they are. */
function textAt(span: Span, text: string, runsOf: RunsOf): Text {
  const isExact = text.length === span.end - span.start && span.file.text.startsWith(text, span.start);
  return isExact ? plainText(span) : lazyText(text, span, () => runsOf(span.file.text, span.start, span.end));
}

function block(file: SourceFile, node: ComposedScalar, folded: boolean): Scalar {
  const [start, end] = node.range;
  const [header = '', ...rest] = (node.srcToken?.props ?? []).map(sourceOf);
  const headerEnd = rest.reduce((at, part) => at + part.length, start + header.length);
  const chomp = /[-+]/.exec(header)?.[0];
  const shape = {
    start: Math.min(headerEnd, end),
    end,
    parentIndent: node.srcToken?.indent ?? 0,
    indent: Number(/[1-9]/.exec(header)?.[0] ?? 0),
    chomp: chomp === '-' || chomp === '+' ? chomp : '',
    folded,
  } as const;
  // The span ends with the last text, not on the line after it, where an excerpt would show something else.
  let from = shape.start;
  let to = end;
  while (to > shape.start && isWhite(file.text[to - 1])) to--;
  while (from < to && isWhite(file.text[from])) from++;
  if (to === shape.start) {
    // Nothing but the header: without its line break.
    while (to > start && isWhite(file.text[to - 1])) to--;
    from = to;
  }
  const value = lazyText(node.source, spanOf(file, from, to), () => runsOfBlock(file.text, shape));
  return { kind: 'scalar', value, span: spanOf(file, start, to), style: folded ? 'folded' : 'literal', type: 'string' };
}

const sourceOf = (token: object): string => ('source' in token && typeof token.source === 'string' ? token.source : '');

const isWhite = (unit: string | undefined): boolean => unit === ' ' || unit === '\t' || unit === '\n' || unit === '\r';

/** Most scalars are never mapped back beyond their span, so the runs are made when somebody asks. */
function lazyText(text: string, span: Span, runsOf: () => readonly Run[]): Text {
  let known: readonly Run[] | undefined;
  return {
    text,
    span,
    get runs() {
      return (known ??= runsOf());
    },
  };
}
