import { code } from '../../core/message.ts';
import { once } from '../../core/once.ts';
import type { Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { conditionOf, termsIn } from '../../documents/expression.ts';
import type { Job } from '../../documents/workflow-model.ts';
import type { Scalar } from '../../documents/yaml-value.ts';
import { activitiesOf } from '../activities/activities.ts';
import { isMainBranch, type Occasion } from '../targets/occasions.ts';
import { classOfName, classOfTitle } from '../targets/words.ts';
import type { Target } from '../targets/targets.ts';
import { occasionsOfTarget } from './occasions.ts';
import { lineOf } from '../runs/triggers.ts';
import { findDeployTool } from './deploy-tools.ts';
import { beforeOf, followedBy, neededBy, placesOf } from './order.ts';

/** Who is asked before a target changes. Whether an environment has reviewers is a setting that no file shows. */
export interface Approval {
  readonly kind: 'environment' | 'job' | 'step' | 'manual start' | 'release' | 'branch' | 'unknown' | 'none';
  readonly at: Span | undefined;
  /** The environment, the job, the action, the branch; of `none` what goes all the way, in words: "a push to `main`". */
  readonly by: string | undefined;
}

export const approvalOf = once(
  (target: Target, repository: Repository): Approval =>
    findEnvironment(target) ??
    findApprovingJob(target, repository) ??
    findApprovingStep(target, repository) ??
    findController(target) ??
    approvalOfStart(target, repository),
);

function findEnvironment({ first, job }: Target): Approval | undefined {
  const environment = first.job.environment ?? job.environment;
  return environment && { kind: 'environment', at: environment.span, by: environment.name?.text };
}

/** A needed job with an environment approves if that is what it is there for; a deploy to staging approves nothing. */
function findApprovingJob({ first, job }: Target, repository: Repository): Approval | undefined {
  const needed = [...neededBy(first.job), ...neededBy(job)];
  const found = needed.find((each) => each.environment && existsToApprove(each, repository));
  return found && { kind: 'job', at: found.environment?.span, by: found.id.text };
}

const existsToApprove = once((job: Job, repository: Repository): boolean => {
  const names = [job.id.text, job.name?.text ?? '', job.environment?.name?.text ?? ''];
  if (names.some((name) => /approv|sign.?off|gate\b|confirm|review(?!.?app)/i.test(name))) return true;
  const environment = job.environment?.name?.text ?? '';
  if (classOfName(environment) === 'staging' || names.some((name) => classOfTitle(name) === 'staging')) return false;
  const works = activitiesOf(job, repository).some(({ kind }) => kind === 'deploy' || kind === 'publish');
  return !works && (classOfName(environment) === 'production' || job.steps.every((step) => !step.uses));
});

function findApprovingStep(target: Target, repository: Repository): Approval | undefined {
  const step = beforeOf(target, repository).activities.find(({ kind, mute }) => kind === 'approve' && !mute);
  return step && { kind: 'step', at: step.at, by: step.tool };
}

/** Whether a commit takes effect at once or is looked at first is for the controller to say. */
function findController({ deploys, first }: Target): Approval | undefined {
  const isControlled = deploys.every((deploy) => findDeployTool(deploy)?.isGitOps);
  return isControlled ? { kind: 'unknown', at: first.at, by: first.tool } : undefined;
}

function approvalOfStart(target: Target, repository: Repository): Approval {
  const approvals = occasionsOfTarget(target, repository).map((each) => approvalOfOccasion(each, target, repository));
  const none: Approval = { kind: 'unknown', at: undefined, by: undefined };
  return (
    approvals.find(({ kind }) => kind === 'none') ??
    approvals.find(({ kind }) => kind === 'unknown') ??
    approvals[0] ??
    none
  );
}

function approvalOfOccasion(occasion: Occasion, target: Target, repository: Repository): Approval {
  const { event, ref, trigger } = occasion;
  const at = trigger?.event.span;
  switch (event) {
    case 'workflow_dispatch':
    case 'issue_comment':
    case 'pull_request_review':
      return { kind: 'manual start', at, by: event };
    case 'release':
      return { kind: 'release', at, by: event };
    case 'push':
      if (ref.kind === 'tag') return { kind: 'release', at, by: ref.name };
      if (ref.kind === 'branch' && isReleaseBranch(ref.name ?? '')) return { kind: 'branch', at, by: ref.name };
      if (waitsForRelease(target)) return { kind: 'release', at, by: undefined };
      return { kind: 'none', at, by: whatIsPushed(occasion) };
    case 'schedule':
      return { kind: 'none', at, by: 'the schedule' };
    case 'workflow_run':
      return approvalOfFollowed(occasion, target, repository);
    case 'pull_request':
    case 'pull_request_target':
      if (ref.kind === 'pull request') return { kind: 'none', at, by: 'a pull request' };
      return approvalOfMerge(occasion);
    default:
      return { kind: 'unknown', at, by: event };
  }
}

/** Into a branch that is there to be released, a merge is what a push to it is. */
function approvalOfMerge({ trigger }: Occasion): Approval {
  const at = trigger?.event.span;
  const bases = trigger?.branches.map(({ text }) => text) ?? [];
  return bases.length > 0 && bases.every(isReleaseBranch)
    ? { kind: 'branch', at, by: bases[0] }
    : { kind: 'none', at, by: 'a merged pull request' };
}

function whatIsPushed({ ref, trigger }: Occasion): string {
  if (ref.kind === 'any branch') return 'a push to any branch';
  const main = trigger?.branches.map(({ text }) => text).find(isMainBranch);
  const name = ref.name ?? main;
  return name === undefined ? 'a push to the default branch' : `a push to ${code(name)}`;
}

/** A branch that only exists to be released: what is merged into it has been decided on. */
const isReleaseBranch = (name: string): boolean =>
  classOfName(name) === 'production' || /^(?:release|stable|deploy|v\d)/i.test(name);

/** A condition on what a release tool has found: it goes on when its pull request is merged. */
function waitsForRelease({ first }: Target): boolean {
  const places = new Set([...placesOf(first), ...lineOf(first.entry), ...lineOf(first.job)]);
  return [...places].some(({ if: condition }) => condition !== undefined && asksForRelease(condition));
}

const asksForRelease = once((condition: Scalar): boolean => {
  const tree = conditionOf(condition)?.tree;
  return tree !== undefined && termsIn(tree).some((term) => term.kind === 'access' && releaseOutput.test(term.path));
});

const releaseOutput =
  /^(?:needs|steps)\.(?:[^.]*release[^.]*\.outputs\.|[^.]+\.outputs\.[^.]*(?:release|tag|publish|version))/;

/** A run that follows another was approved if that one was. */
function approvalOfFollowed({ trigger }: Occasion, target: Target, repository: Repository): Approval {
  const at = trigger?.event.span;
  const followed = followedBy(target.job.workflow, repository);
  const events = followed.flatMap(({ triggers }) => triggers.map(({ event }) => event.text));
  const names = followed.map(({ name, file }) => name?.text ?? file.path);
  const isPushed = followed.some(({ triggers }) =>
    triggers.some(({ event, branches, tags }) => event.text === 'push' && (branches.length > 0 || tags.length === 0)),
  );
  if (isPushed) return { kind: 'none', at, by: `a run of ${code(names[0] ?? '')}` };
  const isManual = events.length > 0 && events.every((event) => event === 'workflow_dispatch' || event === 'release');
  return { kind: isManual ? 'manual start' : 'unknown', at, by: names[0] };
}
