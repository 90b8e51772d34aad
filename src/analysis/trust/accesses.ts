import { expressionsIn, type Access, type Term } from '../../documents/expression.ts';
import type { Value } from '../../documents/yaml-value.ts';

/**
 * Every context that the expressions below a value read, wherever in them. Only expressions whose text matches `asked`
 * are parsed.
 */
export function accessesBelow(value: Value | undefined, asked: RegExp): readonly Access[] {
  const found: Access[] = [];
  collect(value, asked, found);
  return found;
}

function collect(value: Value | undefined, asked: RegExp, found: Access[]): void {
  if (value?.kind === 'sequence') for (const item of value.items) collect(item, asked, found);
  if (value?.kind === 'mapping') for (const entry of value.entries) collect(entry.value, asked, found);
  if (value?.kind !== 'scalar') return;
  for (const expression of expressionsIn(value.value)) {
    if (asked.test(expression.source.text) && expression.tree) found.push(...accessesOf(expression.tree));
  }
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
