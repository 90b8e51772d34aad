import type { Text } from '../core/source.ts';
import { expressionsIn, type Access, type Term } from '../documents/expression.ts';
import type { Value } from '../documents/yaml-value.ts';

/** Every context that the expressions below a value read, wherever in them. */
export function* accessesBelow(value: Value | undefined): Iterable<Access> {
  if (value?.kind === 'scalar') yield* accessesIn(value.value);
  if (value?.kind === 'sequence') for (const item of value.items) yield* accessesBelow(item);
  if (value?.kind === 'mapping') for (const entry of value.entries) yield* accessesBelow(entry.value);
}

function* accessesIn(text: Text): Iterable<Access> {
  for (const { tree } of expressionsIn(text)) if (tree) yield* accessesOf(tree);
}

function* accessesOf(term: Term): Iterable<Access> {
  if (term.kind === 'access') {
    yield term;
    if (term.base) yield* accessesOf(term.base);
    for (const index of term.indices) yield* accessesOf(index);
  }
  if (term.kind === 'call') for (const each of term.arguments) yield* accessesOf(each);
  if (term.kind === 'operation') for (const each of term.operands) yield* accessesOf(each);
}
