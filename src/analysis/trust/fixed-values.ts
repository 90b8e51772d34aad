import type { Text } from '../../core/source.ts';
import { conditionOf, type Term } from '../../documents/expression.ts';
import type { Job, Step } from '../../documents/workflow-model.ts';
import { literalListOf } from '../runs/conditions.ts';
import { lineOf, type Start } from '../runs/triggers.ts';

/** Whether the trigger's own filter, or a condition on the way, leaves this context only harmless values. */
export function isFixed(path: string, step: Step, start: Start): boolean {
  const jobs: readonly Job[] = [...(step.owner.kind === 'job' ? [step.owner] : []), ...start.callers].flatMap(lineOf);
  return (
    isFixedByFilter(path, start) || [step, ...start.users, ...jobs].some((place) => isFixedByCondition(path, place))
  );
}

function isFixedByFilter(path: string, { event, trigger }: Start): boolean {
  if (!trigger) return false;
  if (isRef(path) || path === 'github.event.ref') {
    const filters = [...trigger.branches, ...trigger.tags];
    return event === 'push' && filters.length > 0 && filters.every(isHarmless);
  }
  return hasBranchFilter.test(path) && trigger.branches.length > 0 && trigger.branches.every(isHarmless);
}

const isRef = (path: string): boolean => path === 'github.ref' || path === 'github.ref_name';

const hasBranchFilter =
  /^github\.(?:base_ref|event\.pull_request\.base\.ref|event\.workflow_run\.head_branch|event\.merge_group\.head_ref)$/;

/**
 * A pattern that only letters, digits and `._/-` can match: a literal, or one with classes of them.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */
const isHarmless = ({ text }: Text): boolean =>
  text.startsWith('!') || /^(?:[\w./+?-]|\[(?:[a-z]-[a-z]|[A-Z]-[A-Z]|\d-\d|[\w.])+\])+$/.test(text);

function isFixedByCondition(path: string, place: Job | Step): boolean {
  const tree = place.if && conditionOf(place.if)?.tree;
  return tree !== undefined && fixes(tree, path);
}

function fixes(term: Term, path: string): boolean {
  if (term.kind === 'call') {
    const [list, value] = term.arguments;
    return term.name === 'contains' && literalListOf(list) !== undefined && value !== undefined && isPath(value, path);
  }
  if (term.kind !== 'operation') return false;
  if (term.operator === '&&') return term.operands.some((each) => fixes(each, path));
  if (term.operator === '||') return term.operands.every((each) => fixes(each, path));
  const [left, right] = term.operands;
  if (term.operator !== '==' || !left || !right) return false;
  return (isPath(left, path) && right.kind === 'literal') || (isPath(right, path) && left.kind === 'literal');
}

/** `github.ref` and `github.ref_name` name the same. */
const isPath = (term: Term, path: string): boolean =>
  term.kind === 'access' && !term.base && (term.path === path || (isRef(term.path) && isRef(path)));
