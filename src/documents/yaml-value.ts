import type { Span, Text } from '../core/source.ts';

/**
 * A YAML value with its place. Aliases are resolved: an alias stands as the very object its anchor names, so that one
 * place in the source is one object however often it is used.
 */
export type Value = Scalar | Mapping | Sequence;

export interface Scalar {
  readonly kind: 'scalar';
  /** The decoded value, mapped to the file: unquoted, unescaped, a block scalar's indentation taken off. */
  readonly value: Text;
  /** The whole scalar in the file, with quotes or a block scalar's header. */
  readonly span: Span;
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded';
  /** What the YAML 1.2 core schema makes of it; quoted scalars and blocks are strings. */
  readonly type: 'string' | 'number' | 'boolean' | 'null';
}

export interface Mapping {
  readonly kind: 'mapping';
  readonly entries: readonly Entry[];
  readonly span: Span;
}

export interface Entry {
  readonly key: Scalar;
  /** `undefined` where nothing stands behind the colon, or an alias that cannot be resolved. */
  readonly value: Value | undefined;
  /** From the key to the end of the value. */
  readonly span: Span;
}

export interface Sequence {
  readonly kind: 'sequence';
  readonly items: readonly Value[];
  readonly span: Span;
}

export interface Comment {
  /** From `#` to the end of the line. */
  readonly span: Span;
  /** Nothing but white space before it on its line. */
  readonly ownLine: boolean;
}

/** Why a text is not what it should be. Data, never thrown. */
export interface SyntaxProblem {
  readonly at: Span;
  readonly message: string;
  /** The text is over a budget of ours, and may be valid all the same. */
  readonly isTooLarge?: boolean;
}

/** Exact match; workflow keys are case-sensitive. */
export function findEntry(value: Value | undefined, key: string): Entry | undefined {
  if (value?.kind !== 'mapping') return undefined;
  return value.entries.find((entry) => entry.key.value.text === key);
}

export const findValue = (value: Value | undefined, key: string): Value | undefined => findEntry(value, key)?.value;

/** The text of a scalar below `key`. */
export function findText(value: Value | undefined, key: string): Text | undefined {
  const found = findValue(value, key);
  return found?.kind === 'scalar' && found.type !== 'null' ? found.value : undefined;
}

/** The texts of a scalar or of a sequence's scalars, as GitHub reads `needs`, `branches`, `types`. */
export function textsOf(value: Value | undefined): readonly Text[] {
  if (value?.kind === 'scalar') return value.type === 'null' ? [] : [value.value];
  if (value?.kind !== 'sequence') return [];
  return value.items.flatMap((item) => (item.kind === 'scalar' ? [item.value] : []));
}
