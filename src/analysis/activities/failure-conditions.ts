import { conditionOf, termsIn, type Term } from '../../documents/expression.ts';
import type { Scalar } from '../../documents/yaml-value.ts';

/** Whether an `if:` holds only after something failed: `failure()`, `needs.deploy.result == 'failure'`. */
export function runsOnFailure(condition: Scalar | undefined): boolean {
  if (!condition || !/fail/i.test(condition.value.text)) return false;
  const tree = conditionOf(condition)?.tree;
  return tree !== undefined && asksForFailure(tree);
}

function asksForFailure(term: Term): boolean {
  if (term.kind === 'call') return term.name === 'failure';
  if (term.kind !== 'operation') return false;
  const { operator, operands } = term;
  if (operator === '&&') return operands.some(asksForFailure);
  if (operator === '||')
    return operands.some(asksForFailure) && operands.every((each) => asksForFailure(each) || isCancelled(each));
  if (operator !== '==') return false;
  const terms = operands.flatMap(termsIn);
  return (
    terms.some((each) => each.kind === 'literal' && each.value === 'failure') &&
    terms.some((each) => each.kind === 'access' && /\.(?:result|outcome|conclusion)$/.test(each.path))
  );
}

const isCancelled = (term: Term): boolean => term.kind === 'call' && term.name === 'cancelled';
