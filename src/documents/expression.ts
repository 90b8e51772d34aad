import { sliceText, spanWithin } from '../core/source.ts';
import type { Span, Text } from '../core/source.ts';
import { parseTerm } from './expression-term.ts';
import type { Scalar } from './yaml-value.ts';

/** One `${{ … }}`, or the whole of an `if:` written without them. */
export interface Expression {
  /** With `${{` and `}}` where they stand. */
  readonly span: Span;
  /** Between them, trimmed. */
  readonly source: Text;
  /** `undefined` where it does not parse; then `error` says why. */
  readonly tree: Term | undefined;
  readonly error: string | undefined;
}

export type Term = Literal | Access | Call | Operation;

export interface Literal {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
  readonly span: Span;
}

/** `github.event.issue.title`, `matrix['os']`, `steps.*.outputs.x`, `fromJSON(x).y`. */
export interface Access {
  readonly kind: 'access';
  /**
   * Lower case, dotted, indices folded in: `github.event.issue.title`; `*` for a filter or an index that is not a
   * literal. Empty where the base is no context.
   */
  readonly path: string;
  /** What is accessed where it is no plain context: a call or an operation. */
  readonly base: Term | undefined;
  /** Terms in computed indices. */
  readonly indices: readonly Term[];
  readonly span: Span;
}

export interface Call {
  readonly kind: 'call';
  /** Lower case. */
  readonly name: string;
  readonly arguments: readonly Term[];
  readonly span: Span;
}

export interface Operation {
  readonly kind: 'operation';
  /** `&&`, `||`, `!`, `==`, `!=`, `<`, `<=`, `>`, `>=`. */
  readonly operator: string;
  readonly operands: readonly Term[];
  readonly span: Span;
}

const ofTexts = new WeakMap<Text, readonly Expression[]>();
const ofConditions = new WeakMap<Scalar, { readonly expression: Expression | undefined }>();

/** Every `${{ }}` of a text, in order. One that is never closed is the last. */
export function expressionsIn(text: Text): readonly Expression[] {
  if (!text.text.includes(opening)) return none;
  const known = ofTexts.get(text);
  if (known) return known;
  const expressions = cut(text);
  ofTexts.set(text, expressions);
  return expressions;
}

/**
 * What an `if:` asks. `undefined` where it asks nothing: no value, or text around `${{ }}` (a line break behind it is
 * enough), which makes the condition a string that always holds.
 */
export function conditionOf(scalar: Scalar): Expression | undefined {
  const known = ofConditions.get(scalar);
  if (known) return known.expression;
  const expression = parseCondition(scalar);
  ofConditions.set(scalar, { expression });
  return expression;
}

/** Whether a term's value is known without running anything: `false`, `!true`, `false && x`. */
export function staticTruthOf(term: Term): boolean | undefined {
  if (term.kind === 'literal') return Boolean(term.value);
  if (term.kind !== 'operation') return undefined;
  const truths = term.operands.map(staticTruthOf);
  switch (term.operator) {
    case '!':
      return truths[0] === undefined ? undefined : !truths[0];
    case '&&':
      return truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
    case '||':
      return truths.includes(true) ? true : truths.includes(undefined) ? undefined : false;
    default:
      return undefined;
  }
}

/** Whether an `if:` can never hold, whatever happens. */
export function isSwitchedOff(condition: Scalar | undefined): boolean {
  if (!condition || !holdsFalsity.test(condition.value.text)) return false;
  const tree = conditionOf(condition)?.tree;
  return tree !== undefined && staticTruthOf(tree) === false;
}

/** What a term must hold to come out false without a run: most conditions only compare. */
const holdsFalsity = /false|null|nan|0|''|!(?!=)/i;

/** A term and everything inside it, outermost first. */
export function termsIn(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'literal':
      return [term];
    case 'access':
      return [term, ...(term.base ? termsIn(term.base) : []), ...term.indices.flatMap(termsIn)];
    case 'call':
      return [term, ...term.arguments.flatMap(termsIn)];
    case 'operation':
      return [term, ...term.operands.flatMap(termsIn)];
  }
}

const opening = '${{';
/** GitHub refuses a text with expressions that is longer than 21,000 units, which leaves room for 3,500 of them. */
const maxExpressions = 3_500;
const none: readonly Expression[] = [];

function cut(text: Text): readonly Expression[] {
  const expressions: Expression[] = [];
  for (let start = text.text.indexOf(opening); start !== -1;) {
    const close = closingOf(text.text, start + opening.length);
    const isTooMany = expressions.length === maxExpressions;
    if (close === -1 || isTooMany) {
      const lineEnd = text.text.indexOf('\n', start);
      const end = lineEnd === -1 ? text.text.length : lineEnd;
      const source = trimmed(text, start + opening.length, end);
      const error = isTooMany ? 'GitHub does not accept so many in one text' : 'It is never closed by `}}`';
      expressions.push({ span: spanWithin(text, start, end), source, tree: undefined, error });
      break;
    }
    const source = trimmed(text, start + opening.length, close);
    expressions.push(expressionOf(spanWithin(text, start, close + 2), source));
    start = text.text.indexOf(opening, close + 2);
  }
  return expressions;
}

/** Parsed when the tree is asked for: many only ask whether there is an expression. */
function expressionOf(span: Span, source: Text): Expression {
  let parsed: ReturnType<typeof parseTerm> | undefined;
  return {
    span,
    source,
    get tree() {
      return (parsed ??= parseTerm(source)).tree;
    },
    get error() {
      return (parsed ??= parseTerm(source)).error;
    },
  };
}

/** The `}}` outside of quotes: `format('{{0}}')` holds one inside. */
function closingOf(text: string, from: number): number {
  let isQuoted = false;
  for (let i = from; i < text.length; i++) {
    if (text[i] === "'") isQuoted = !isQuoted;
    else if (!isQuoted && text[i] === '}' && text[i + 1] === '}') return i;
  }
  return -1;
}

function trimmed(text: Text, start: number, end: number): Text {
  let from = start;
  let to = end;
  while (from < to && (text.text[from] ?? '').trim() === '') from++;
  while (to > from && (text.text[to - 1] ?? '').trim() === '') to--;
  return sliceText(text, from, to);
}

function parseCondition(scalar: Scalar): Expression | undefined {
  const text = scalar.value;
  if (scalar.type === 'null' || text.text.trim() === '') return undefined;
  // YAML knows `False` and `FALSE`, expressions do not.
  if (scalar.type === 'boolean') {
    const value = text.text.toLowerCase() === 'true';
    return { span: text.span, source: text, tree: { kind: 'literal', value, span: text.span }, error: undefined };
  }
  if (!text.text.includes(opening)) {
    const source = trimmed(text, 0, text.text.length);
    return expressionOf(source.span, source);
  }
  const [only, ...others] = expressionsIn(text);
  const isWhole = text.text.startsWith(opening) && closingOf(text.text, opening.length) === text.text.length - 2;
  return only && others.length === 0 && isWhole ? only : undefined;
}
