import { once } from '../../core/once.ts';
import type { Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { conditionOf } from '../../documents/expression.ts';
import type { Job, Step, Workflow } from '../../documents/workflow-model.ts';
import { actionsThatAwaitChecks } from '../../knowledge/deploy-tools.ts';
import { activitiesOf } from '../activities/activities.ts';
import type { Activity, Operation } from '../activities/activity.ts';
import { isNever } from '../runs/conditions.ts';
import { findOtherCi } from '../gates/other-ci.ts';
import type { Occasion } from '../targets/occasions.ts';
import type { Target } from '../targets/targets.ts';
import { occasionsOfTarget } from './occasions.ts';
import { lineOf } from '../runs/triggers.ts';
import { beforeOf, followedBy, mayRun, neededBy, placesOf, workflowsFrom, workflowsNamed } from './order.ts';
import { javaScriptTextOf, scriptTextOf } from './script-text.ts';
import { isVersion } from './versions.ts';

/** What has to pass before a target changes. */
export interface Checks {
  /**
   * `checked`: a test or scan. `not waited for`: there is one in the workflow, and the deploy does not wait for it.
   * `whatever came out`: it follows a workflow with one, and goes on after its failure. `muted`: none that can fail.
   */
  readonly kind: 'checked' | 'not waited for' | 'whatever came out' | 'muted' | 'unknown' | 'none';
  readonly at: Span | undefined;
  /** The tool, the job or the workflow. */
  readonly by: string | undefined;
}

export const checksBefore = once((target: Target, repository: Repository): Checks => {
  const occasions = occasionsOfTarget(target, repository);
  const before = beforeOf(target, repository);
  const checks = before.activities.filter(isCheck).filter((check) => isAsked(check, occasions));
  const sound = checks.find(({ mute }) => !mute);
  if (sound) return { kind: 'checked', at: sound.at, by: sound.tool };
  const awaited = findAwaited(target);
  if (awaited) return { kind: 'checked', at: awaited.span, by: awaited.uses?.repository };
  const followed = followedChecks(target, occasions, repository);
  if (followed && followed.kind !== 'none') return followed;
  if (target.deploys.every(({ tool }) => planning.test(tool))) return { kind: 'unknown', at: undefined, by: 'a plan' };
  if (isPicked(occasions, before.activities)) return { kind: 'unknown', at: undefined, by: 'the version' };
  const unknown = before.unknown.find(mayCheck) ?? before.operations.find(isUnreadScript);
  if (unknown) return { kind: 'unknown', at: unknown.at, by: undefined };
  if (occasions.some(({ ref }) => ref.kind === 'unknown')) return { kind: 'unknown', at: undefined, by: 'a caller' };
  const other = findOtherCi(repository);
  if (other !== undefined) return { kind: 'unknown', at: undefined, by: other.path };
  const [muted] = checks;
  if (muted?.mute) return { kind: 'muted', at: muted.mute.at, by: muted.mute.text };
  return findUnawaited(target, occasions, repository) ?? { kind: 'none', at: undefined, by: undefined };
});

const isCheck = ({ kind, isDisabled, isAfterFailure }: Activity): boolean =>
  (kind === 'test' || kind === 'scan') && !isDisabled && !isAfterFailure;

const isAsked = (check: Operation, occasions: readonly Occasion[]): boolean =>
  occasions.length === 0 || occasions.some((occasion) => mayRun(check, occasion));

/** What stands before an apply is told with the stages that it lacks. */
const planning = /^(?:terraform|tofu|terragrunt)\b/;

/** Whoever starts it by hand says which version: one that was built, and maybe tested, before. */
const isPicked = (occasions: readonly Occasion[], before: readonly Activity[]): boolean =>
  occasions.length > 0 &&
  occasions.every(({ event, trigger }) => event === 'workflow_dispatch' && trigger?.inputs.some(isVersion)) &&
  !before.some(({ kind }) => kind === 'build' || kind === 'package');

/** An unread script or workflow may test; an unread action that does would say so. */
const mayCheck = ({ uses, innerStep }: Operation): boolean => !uses || innerStep === undefined;

/** `./build.sh` may well test what it builds. */
const isUnreadScript = ({ isOpaque, via }: Operation): boolean => isOpaque && via.at(-1)?.kind === 'script';

/** Waits for checks that run elsewhere: an action that is there for it, `gh pr checks`, a look at the API. */
function findAwaited({ first, job }: Target): Step | undefined {
  const jobs = new Set([job, first.job, ...neededBy(job), ...neededBy(first.job)]);
  for (const each of jobs) {
    const step = findAwaitingStep(each);
    if (step) return step;
  }
  return undefined;
}

const findAwaitingStep = once((job: Job) =>
  job.steps.find(
    (step) =>
      (step.uses?.repository !== undefined && actionsThatAwaitChecks.has(step.uses.repository)) ||
      awaitingText.test(scriptTextOf(step)) ||
      awaitingCall.test(javaScriptTextOf(step)),
  ),
);

const awaitingText =
  /\bgh\s+(?:pr\s+checks|run\s+watch)\b|\/(?:check-runs|check-suites|statuses?)\b|\bstatusCheckRollup\b|workflow_run\.conclusion/;

// https://docs.github.com/en/rest/checks, https://docs.github.com/en/rest/commits/statuses
const awaitingCall = /\bchecks\.list\w+|getCombinedStatusForRef|listCommitStatusesForRef|workflow_run\.conclusion/;

/** What the workflows test that `workflow_run` follows, and whether their outcome is asked for. */
function followedChecks(target: Target, occasions: readonly Occasion[], repository: Repository): Checks | undefined {
  const following = occasions.filter(({ event }) => event === 'workflow_run');
  // Whoever starts it by hand as well means to go round the checks.
  const others = occasions.filter(({ event }) => event !== 'workflow_run' && event !== 'workflow_dispatch');
  if (following.length === 0 || others.length > 0) return undefined;
  const names = following.flatMap(({ trigger }) => trigger?.workflows.map(({ text }) => text) ?? []);
  const named = names.map((name) => workflowsNamed(name, repository));
  const followed = repository.workflows.filter((each) => named.some((all) => all.includes(each)));
  if (named.some((all) => all.length === 0)) {
    return { kind: 'unknown', at: undefined, by: names[0] };
  }
  const check = followed.flatMap((each) => soundChecksOf(each, repository))[0];
  if (!check) return hasFollowedChecks(followed, repository) ? followedFurther : undefined;
  const by = check.entry.workflow.name?.text ?? check.entry.workflow.file.path;
  const asksForOutcome = following.every((occasion) => isShutAfterFailure(target, occasion));
  const at = following[0]?.trigger?.event.span;
  return { kind: asksForOutcome ? 'checked' : 'whatever came out', at, by };
}

/** Something was tested two runs ago: whether each of them asked for the outcome of the one before is not followed. */
const followedFurther: Checks = { kind: 'unknown', at: undefined, by: 'a run before' };

const hasFollowedChecks = (workflows: readonly Workflow[], repository: Repository): boolean =>
  workflows.some((workflow) =>
    [...workflowsFrom(workflow, (each) => followedBy(each, repository), 3)].some(
      (each) => soundChecksOf(each, repository).length > 0,
    ),
  );

const soundChecksOf = once((workflow: Workflow, repository: Repository) =>
  workflow.jobs.flatMap((job) => activitiesOf(job, repository)).filter((each) => isCheck(each) && !each.mute),
);

function isShutAfterFailure({ first, job }: Target, occasion: Occasion): boolean {
  const places = new Set([...placesOf(first), ...lineOf(job), ...lineOf(first.job)]);
  const known = new Map([['github.event.workflow_run.conclusion', 'failure']]);
  return [...places].some(({ if: condition }) => {
    const tree = condition && conditionOf(condition)?.tree;
    return tree !== undefined && isNever(tree, { ...occasion, known });
  });
}

/** A check in the same workflow that runs on the same occasion, in a job that the deploy does not wait for. */
function findUnawaited(target: Target, occasions: readonly Occasion[], repository: Repository): Checks | undefined {
  const check = soundChecksOf(target.job.workflow, repository).find(
    (each) => each.entry !== target.job && !neededBy(each.entry).has(target.job) && isAsked(each, occasions),
  );
  return check && { kind: 'not waited for', at: check.entry.id.span, by: check.entry.id.text };
}
