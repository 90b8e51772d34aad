import { textOfSpan } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import type { Workflow } from '../../documents/workflow-model.ts';
import type { Activity } from '../activities/activity.ts';

import type { Target } from '../targets/targets.ts';
import { occasionsOfTarget } from './occasions.ts';
import { followersOf, isSameOperation, neededBy, workflowsFrom } from './order.ts';
import { operationsOf } from '../activities/operations.ts';

/** How production comes to what staging has seen. */
export interface StagingFirst {
  /** `waits`: for the staging deploy. `later`: from a tag, a release or by hand, while staging follows a branch. */
  readonly kind: 'no staging' | 'waits' | 'later' | 'unknown' | 'none';
  readonly staging: Target | undefined;
}

/** For a production target, among all targets of its repository. */
export function stagingFirst(target: Target, targets: readonly Target[], repository: Repository): StagingFirst {
  const stagings = targets.filter((other) => other.class === 'staging' && isOfSame(other, target));
  const [staging] = stagings;
  if (!staging) return { kind: 'no staging', staging: undefined };
  const awaited = stagings.find((other) => waitsFor(target, other, repository));
  if (awaited) return { kind: 'waits', staging: awaited };
  const occasions = occasionsOfTarget(target, repository);
  const isLater = occasions.every(
    ({ event, ref }) => event === 'release' || ref.kind === 'tag' || ref.kind === 'chosen',
  );
  const follows = stagings.find((other) =>
    occasionsOfTarget(other, repository).some(({ ref }) => ref.kind === 'default branch' || ref.kind === 'any branch'),
  );
  if (occasions.length > 0 && isLater && follows) return { kind: 'later', staging: follows };
  const isUnknown =
    occasions.length === 0 ||
    occasions.some(({ ref, event }) => ref.kind === 'unknown' || event === 'repository_dispatch') ||
    // Whoever starts both by hand knows where a version has been.
    [target, ...stagings].every((each) => isByHand(each, repository));
  const isTentative = [target, staging].some(({ certainty }) => certainty === 'tentative');
  return { kind: isUnknown || isTentative ? 'unknown' : 'none', staging };
}

/** Whether no event with one ref changes both: what comes to production has been merged from somewhere else. */
export function haveOwnBranches(staging: Target, production: Target, repository: Repository): boolean {
  const refsOf = (target: Target): readonly string[] =>
    occasionsOfTarget(target, repository).map(({ ref }) => `${ref.kind} ${ref.name ?? ''}`);
  const refs = new Set(refsOf(staging));
  return refs.size > 0 && !refsOf(production).some((ref) => refs.has(ref));
}

const isByHand = (target: Target, repository: Repository): boolean =>
  occasionsOfTarget(target, repository).every(({ ref }) => ref.kind === 'chosen');

/** One workflow, or the same means: a repository may deploy several things that have nothing to do with each other. */
function isOfSame(staging: Target, production: Target): boolean {
  if (staging.job.workflow === production.job.workflow) return true;
  return staging.deploys.some((one) => production.deploys.some((other) => isSameMeans(one, other)));
}

/** `kubectl apply` here and `kubectl set` there are one means. */
const isSameMeans = (one: Activity, other: Activity): boolean => one.tool.split(' ')[0] === other.tool.split(' ')[0];

function waitsFor(target: Target, staging: Target, repository: Repository): boolean {
  if (target.job === staging.job) return isEarlier(staging, target, repository);
  if (neededBy(target.job).has(staging.job)) return true;
  return isAhead(staging.job.workflow, target.job.workflow, repository);
}

/** Whether `workflow_run` leads from the one to the other. */
const isAhead = (first: Workflow, second: Workflow, repository: Repository): boolean =>
  first !== second && workflowsFrom(first, (each) => followersOf(each, repository), 3).has(second);

function isEarlier(staging: Target, target: Target, repository: Repository): boolean {
  const operations = operationsOf(target.job, repository);
  const placeOf = (deploy: Activity): number => operations.findIndex((each) => isSameOperation(each, deploy));
  const { job } = target.first;
  // One after the other, and no further once one has failed.
  if (job.strategy && /\bmax-parallel:\s*1\s*(?:$|[,}\n])/.test(textOfSpan(job.strategy.span))) return true;
  if (staging.first.job === job) return placeOf(staging.first) < placeOf(target.first);
  return neededBy(job).has(staging.first.job);
}
