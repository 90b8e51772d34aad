import type * as Unbash from 'unbash';
import { spanWithin, type Span, type Text } from '../core/source.ts';
import type { Command, Redirect } from './shell.ts';
import type { Masked } from './shell-expressions.ts';

/** While its neighbours are still being found. */
export type BuiltCommand = { -readonly [Key in keyof Command]: Command[Key] };

/** What is known of the place that is being read; `commands` is where commands go as they are found. */
export interface Reading {
  readonly text: Text;
  readonly masked: Masked;
  readonly depth: number;
  /**
   * The place of an escaped backtick substitution: positions within it count in its decoded text, so that everything
   * in it is mapped to the whole of it.
   */
  readonly decodedAt: readonly [number, number] | undefined;
  readonly afterFailure: boolean;
  readonly isCondition: boolean;
  /** Redirections of the compound commands around. */
  readonly redirects: readonly Redirect[];
  readonly commands: BuiltCommand[];
  /** Reads a list of statements in a place of its own: what a word asks for its substitutions. */
  readonly readList: (statements: readonly Unbash.Statement[], reading: Reading) => void;
}

export function spanAt(reading: Reading, start: number, end: number): Span {
  return reading.decodedAt
    ? spanWithin(reading.text, reading.decodedAt[0], reading.decodedAt[1])
    : spanWithin(reading.text, start, end);
}

export const placeAt = (reading: Reading, start: number, end: number): readonly [number, number] | undefined =>
  reading.decodedAt ? undefined : [start, end];
