import type { TargetClass } from '../../core/delivery.ts';
import type { Repository } from '../../documents/document.ts';
import type { Job } from '../../documents/workflow-model.ts';
import { activitiesOf } from '../activities/activities.ts';
import type { Activity, Operation } from '../activities/activity.ts';
import { entryJobsOf, operationsOf } from '../activities/operations.ts';
import { classesOf } from './classes.ts';
import { isDeployIndeed } from './doubtful.ts';
import { joinedDeploys, standInFor } from './stand-ins.ts';
import { saysRollback, titlesOf } from './titles.ts';

/** What a job deploys or publishes to one class of target. */
export interface Target {
  /** One that events start. */
  readonly job: Job;
  /** In their order; none that is switched off, runs only after a failure or brings back what ran before. */
  readonly deploys: readonly Activity[];
  /** Of those that are deploys beyond doubt, if any is. */
  readonly first: Activity;
  readonly last: Activity;
  readonly class: TargetClass;
  /** Why it is taken for this class, in few words. */
  readonly reason: string;
  /** Of the class. */
  readonly certainty: 'firm' | 'tentative';
  /** The environment, namespace, job … that tells the class. */
  readonly name: string | undefined;
}

const known = new WeakMap<Repository, readonly Target[]>();

/** Where everything goes that the workflows deploy and publish, by path and line; one target for each job and class. */
export function targetsOf(repository: Repository): readonly Target[] {
  const found =
    known.get(repository) ??
    entryJobsOf(repository)
      .flatMap((job) => targetsOfJob(job, repository))
      .sort(inOrder);
  known.set(repository, found);
  return found;
}

function targetsOfJob(job: Job, repository: Repository): readonly Target[] {
  const targets = new Map<TargetClass, Target>();
  for (const deploy of deploysOf(job, repository)) {
    for (const { class: name, ...told } of classesOf(deploy, declaredClass(deploy, repository), repository)) {
      const other = targets.get(name);
      if (!other) {
        targets.set(name, { job, deploys: [deploy], first: deploy, last: deploy, class: name, ...told });
        continue;
      }
      const deploys = other.last === deploy ? other.deploys : [...other.deploys, deploy];
      // One that is certain speaks for the others.
      const better = other.certainty === 'tentative' && told.certainty === 'firm' ? told : {};
      const first = other.first.isDoubtful && !deploy.isDoubtful ? deploy : other.first;
      targets.set(name, { ...other, ...better, deploys, first, last: deploy });
    }
  }
  // What only its name gives away is most likely part of what is known of the same job.
  const isKnown = [...targets.values()].some(
    ({ class: name, first }) => name !== 'unknown' && (first.kind === 'deploy' || first.sort === 'store'),
  );
  return [...targets.values()].filter((target) => target.class !== 'unknown' || !isKnown);
}

function deploysOf(job: Job, repository: Repository): readonly Activity[] {
  const delivers = ({ kind }: Activity): boolean => kind === 'deploy' || kind === 'publish';
  const runs = ({ isDisabled, isAfterFailure }: Operation): boolean => !isDisabled && !isAfterFailure;
  const activities = activitiesOf(job, repository)
    .filter((each) => delivers(each) && runs(each))
    .slice(0, mostDeploys);
  const found = activities.filter((each) => isDeployIndeed(each, repository)).filter(goesForward);
  if (found.some(({ kind, how }) => kind === 'deploy' && how !== 'name')) return found;
  const operations = operationsOf(job, repository);
  const joined = joinedDeploys(operations.filter(runs), repository).filter(goesForward);
  if (joined.some(({ how }) => how !== 'name')) return [...found.filter(({ how }) => how !== 'name'), ...joined];
  if (found.length > 0 || joined.length > 0) return found.length > 0 ? found : joined;
  const declared = repository.declaredTargets?.some((each) =>
    operations.some((one) => isOf(each, one.entry) || isOf(each, one.job)),
  );
  const standIn = declared ? standInFor(operations.filter(runs)) : undefined;
  return standIn ? [standIn] : [];
}

/** What brings back a version that ran before asks for no tests, and for no staging. */
const goesForward = (deploy: Activity): boolean => deploy.kind === 'publish' || !titlesOf(deploy).some(saysRollback);

/** More in one job than this are more of the same. */
const mostDeploys = 60;

/** What the policy says of the job that events start, else of the one that holds the command. */
function declaredClass({ entry, job, kind }: Activity, repository: Repository): TargetClass | undefined {
  const declared = repository.declaredTargets ?? [];
  const found = declared.find((each) => isOf(each, entry)) ?? declared.find((each) => isOf(each, job));
  if (!found || kind === 'deploy' || found.class === 'ephemeral') return found?.class;
  // An image that is pushed before it is deployed stays one that is published.
  const deploys = activitiesOf(entry, repository).some((each) => each.kind === 'deploy');
  return deploys ? 'publish' : found.class;
}

const isOf = ({ path, job: id }: { readonly path: string; readonly job: string }, job: Job): boolean =>
  path === job.workflow.file.path && id === job.id.text;

function inOrder(one: Target, other: Target): number {
  const [path, otherPath] = [one.job.workflow.file.path, other.job.workflow.file.path];
  if (path !== otherPath) return path < otherPath ? -1 : 1;
  return one.first.at.start - other.first.at.start || one.first.evidence.start - other.first.evidence.start;
}
