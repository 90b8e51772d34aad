import { once } from '../../core/once.ts';
import type { Text } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import type { Trigger, Workflow } from '../../documents/workflow-model.ts';
import type { Activity } from '../activities/activity.ts';
import { occasionsOfTarget } from '../delivery/occasions.ts';
import { findPush } from '../trust/pull-request-publishes.ts';
import { isMainBranch, type Occasion, occasionsOf } from '../targets/occasions.ts';
import { valuesOfText } from '../targets/values.ts';
import { type Target, targetsOf } from '../targets/targets.ts';

/** What starts a workflow so far as it leads to one of the targets: `push (main) · workflow_dispatch`. */
export function startInWords(workflow: Workflow, targets: readonly Target[], repository: Repository): string {
  const occasions = targets.flatMap((target) => occasionsFor(target, repository));
  const leading = workflow.triggers.filter((trigger) => occasions.some((occasion) => isBy(occasion, trigger)));
  const shown = leading.length > 0 ? leading : workflow.triggers;
  const words = shown.slice(0, mostEvents).map((trigger) => {
    const own = occasions.filter((occasion) => isBy(occasion, trigger));
    return triggerInWords(trigger, own);
  });
  return words.length === 0 ? 'start' : `${words.join(' · ')}${shown.length > mostEvents ? ' …' : ''}`;
}

const mostEvents = 4;

/** An event of its own, or one of a workflow that calls it. */
const isBy = ({ trigger, callers }: Occasion, own: Trigger): boolean =>
  trigger === own || (own.event.text === 'workflow_call' && callers.length > 0);

function triggerInWords({ event, branches, tags, workflows }: Trigger, occasions: readonly Occasion[]): string {
  const leads = (isTag: boolean): boolean =>
    occasions.length === 0 || occasions.some(({ ref }) => (ref.kind === 'tag') === isTag);
  const refs = occasions.map(({ ref }) => ref);
  const counts = ({ text }: Text): boolean =>
    refs.length === 0 ||
    refs.some(
      ({ kind, name }) => name === text || (kind === 'default branch' && isMainBranch(text)) || text.includes('*'),
    );
  const own = event.text === 'push' ? branches.filter(counts) : branches;
  const names = [...workflows, ...(leads(false) ? own : []), ...(leads(true) ? tags : [])].map(({ text }) => text);
  const told = names.length > 3 ? [...names.slice(0, 2), '…'] : names;
  return told.length === 0 ? event.text : `${event.text} (${told.join(', ')})`;
}

/** On which of the flow's occasions a target is reached, in few words; empty where it is on all of them. */
export function whenInWords(target: Target, targets: readonly Target[], repository: Repository): string {
  const own = occasionsInWords(target, repository);
  const all = allInWords(targets, repository);
  if (own.length === all.size || own.length === 0) return '';
  if (own.length > mostOccasions) return '';
  return own.join(' or ');
}

const mostOccasions = 3;

const allInWords = once(
  (targets: readonly Target[], repository: Repository): ReadonlySet<string> =>
    new Set(targets.flatMap((each) => occasionsInWords(each, repository))),
);

const occasionsInWords = once((target: Target, repository: Repository): readonly string[] => [
  ...new Set(occasionsFor(target, repository).map(occasionInWords)),
]);

function occasionInWords({ event, ref, trigger }: Occasion): string {
  if (event === 'schedule') return 'on schedule';
  if (event === 'release') return 'on release';
  switch (ref.kind) {
    case 'default branch':
      return `on ${trigger?.branches.map(({ text }) => text).find(isMainBranch) ?? 'the default branch'}`;
    case 'branch':
      return `on ${ref.name ?? 'a branch'}`;
    case 'any branch':
      return 'on any branch';
    case 'tag':
      return 'on tag';
    case 'pull request':
      return 'on pull request';
    case 'chosen':
      return 'by hand';
    case 'unknown':
      return 'when called';
  }
}

/** The occasions that lead to a target: all that bring its job's deploys about, but for those of the job's other targets. */
export function occasionsFor(target: Target, repository: Repository): readonly Occasion[] {
  const all = target.deploys.flatMap((deploy) =>
    occasionsOf(deploy, repository).filter((occasion) => isSwitchedOn(deploy, occasion)),
  );
  if (targetsOf(repository).every((other) => other === target || other.job !== target.job)) return all;
  if (target.class === 'production' || target.class === 'staging') return occasionsOfTarget(target, repository);
  const ofPullRequests = all.filter(({ ref }) => ref.kind === 'pull request');
  return target.class === 'preview' && ofPullRequests.length > 0 ? ofPullRequests : all;
}

/** `push: ${{ github.event_name != 'pull_request' }}` */
function isSwitchedOn(deploy: Activity, occasion: Occasion): boolean {
  const push = deploy.kind === 'publish' && deploy.innerStep ? findPush(deploy.innerStep)?.value : undefined;
  const values = push && valuesOfText(push.text, deploy, occasion);
  return !values || values.some((value) => value !== 'false' && value !== '');
}
