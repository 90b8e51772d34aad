import { sliceText, type Text } from '../../core/source.ts';
import { skipBlanks } from './lines.ts';
import type { Pair } from './model.ts';
import { quotedWordsOf, unquote } from './words.ts';

export interface Pairs {
  readonly words: readonly Text[];
  readonly pairs: readonly Pair[];
  /** The first word that has no `=` though it needs one. */
  readonly stray: Text | undefined;
}

/** `ENV` and `LABEL`: `key=value …`, or the old `key the rest of the line`. */
export function parsePairs(body: Text, escape: string): Pairs {
  const words = quotedWordsOf(body, escape);
  const first = words[0];
  if (first && !first.text.includes('=')) return parseOldPair(body, first, escape);
  const pairs = words.filter((word) => word.text.includes('=')).map((word) => pairOf(word, escape));
  return { words, pairs, stray: words.find((word) => !word.text.includes('=')) };
}

/** `ARG`: each word a name with or without a default. */
export function parseArguments(body: Text, escape: string): Pairs {
  const words = quotedWordsOf(body, escape);
  return { words, pairs: words.map((word) => pairOf(word, escape)), stray: undefined };
}

function parseOldPair(body: Text, first: Text, escape: string): Pairs {
  // Here the name ends at the first white space, whatever quotes say.
  const gap = body.text.search(/[\t\v\f\r ]/);
  if (gap === -1) return { words: [first], pairs: [], stray: first };
  const name = sliceText(body, 0, gap);
  const value = sliceText(body, skipBlanks(body.text, gap, body.text.length), body.text.length);
  const pair = { name: unquote(name, escape), value: unquote(value, escape), rawValue: value, span: body.span };
  return { words: [name, value], pairs: [pair], stray: undefined };
}

function pairOf(word: Text, escape: string): Pair {
  const equals = word.text.indexOf('=');
  if (equals === -1) {
    return { name: unquote(word, escape), value: undefined, rawValue: undefined, span: word.span };
  }
  const rawValue = sliceText(word, equals + 1, word.text.length);
  return {
    name: unquote(sliceText(word, 0, equals), escape),
    value: unquote(rawValue, escape),
    rawValue,
    span: word.span,
  };
}
