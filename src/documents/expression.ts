import type { Span, Text } from '../core/source.ts';

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
