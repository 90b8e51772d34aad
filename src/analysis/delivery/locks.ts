import type { Span, Text } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { expressionsIn, type Term } from '../../documents/expression.ts';
import type { Concurrency } from '../../documents/workflow-model.ts';
import { actionsThatLock } from '../../knowledge/deploy-tools.ts';
import { valueOf } from '../runs/conditions.ts';
import { type Occasion, valuesOfRef } from '../targets/occasions.ts';
import { withValues } from '../targets/substitution.ts';
import type { Target } from '../targets/targets.ts';
import { occasionsOfTarget } from './occasions.ts';
import { findDeployTool } from './deploy-tools.ts';
import { beforeOf } from './order.ts';

/** What keeps two runs from changing a target at once. */
export interface Lock {
  /**
   * `one at a time`: a concurrency group. `by the tool`: it holds a lock or lets no second deploy in. `group of its own`:
   * a group that no other run shares. `cancels`: a newer run stops one that deploys.
   */
  readonly kind: 'one at a time' | 'by the tool' | 'group of its own' | 'cancels' | 'unknown' | 'none';
  readonly at: Span | undefined;
}

export function lockOf(target: Target, repository: Repository): Lock {
  const { job, first } = target;
  const occasions = occasionsOfTarget(target, repository);
  const around = [job, first.job, ...occasions.flatMap(({ callers }) => callers)];
  const groups = new Set(
    around.flatMap((each) => [each.concurrency, each.workflow.concurrency]).flatMap((group) => group ?? []),
  );
  // What a newer commit of a pull request replaces was for that pull request.
  const lasting = occasions.filter(({ ref }) => ref.kind !== 'pull request');
  const cancelling = [...groups].find((group) => lasting.some((occasion) => cancels(group, occasion, target)));
  if (cancelling) {
    const isHarmful = target.deploys.some(isLeftHalfway);
    return { kind: isHarmful ? 'cancels' : 'unknown', at: cancelling.cancelInProgress?.span ?? cancelling.span };
  }
  const shared = [...groups].find((group) => !occasions.every((occasion) => isOfOneRun(group, occasion, target)));
  if (shared) return { kind: 'one at a time', at: shared.span };
  const isLocked = target.deploys.every((deploy) => findDeployTool(deploy)?.locks);
  if (isLocked || takesLock(target, repository)) return { kind: 'by the tool', at: first.at };
  if (occasions.length === 0 || occasions.some(({ ref }) => ref.kind === 'unknown'))
    return { kind: 'unknown', at: undefined };
  // Whoever starts it by hand, and waits for the environment, sees what else runs.
  const isByHand = occasions.every(({ event }) => event === 'workflow_dispatch');
  if (isByHand && (first.job.environment ?? job.environment)) return { kind: 'unknown', at: undefined };
  const [own] = [...groups];
  return own ? { kind: 'group of its own', at: own.group?.span ?? own.span } : { kind: 'none', at: undefined };
}

/** Hosts that switch once everything is there are left as they were. */
function isLeftHalfway(deploy: Target['first']): boolean {
  const tool = findDeployTool(deploy);
  return tool !== undefined && tool.settles !== 'unknown' && tool.wayBack !== 'inherent';
}

function cancels({ cancelInProgress }: Concurrency, occasion: Occasion, { first }: Target): boolean {
  const text = cancelInProgress?.text.trim();
  if (cancelInProgress === undefined || text === undefined || text === 'false') return false;
  if (text === 'true') return true;
  const [expression] = expressionsIn(cancelInProgress);
  if (!expression?.tree) return false;
  const value = valueOf(withValues(expression.tree, valuesOfRef(occasion, [expression.tree]), first), occasion);
  return value !== undefined && Boolean(value);
}

const isOfOneRun = ({ group }: Concurrency, occasion: Occasion, target: Target): boolean =>
  group !== undefined && differs(group, occasion, target);

const differs = (group: Text, occasion: Occasion, { first }: Target): boolean =>
  expressionsIn(group).some(
    ({ tree }) => tree && isUnique(withValues(tree, valuesOfRef(occasion, [tree]), first), occasion),
  );

/** Whether a term is another one in each run. */
function isUnique(term: Term, occasion: Occasion): boolean {
  if (term.kind === 'access') return ofOneRun.test(term.path);
  if (term.kind === 'call') return term.name === 'format' && term.arguments.some((each) => isUnique(each, occasion));
  if (term.kind !== 'operation') return false;
  const { operator, operands } = term;
  if (operator !== '||' && operator !== '&&') return false;
  // The first that decides is the value.
  for (const operand of operands) {
    const value = valueOf(operand, occasion);
    if (value === undefined) return isUnique(operand, occasion);
    if (Boolean(value) === (operator === '||')) return false;
  }
  return false;
}

const ofOneRun = /^github\.(?:run_id|run_number|sha|event\.(?:after|head_commit\.id|workflow_run\.(?:id|head_sha)))$/;

const takesLock = (target: Target, repository: Repository): boolean =>
  beforeOf(target, repository).operations.some(
    ({ uses }) => uses?.repository !== undefined && actionsThatLock.has(uses.repository),
  );
