import { once } from '../../core/once.ts';
import { conditionOf } from '../../documents/expression.ts';
import type { Repository } from '../../documents/document.ts';
import type { Job, Step, Workflow } from '../../documents/workflow-model.ts';
import { activitiesByOperation, isUnknown } from '../activities/activities.ts';
import type { Activity, Operation } from '../activities/activity.ts';
import { isNever, type Occasion, type Value } from '../runs/conditions.ts';
import { jobsFrom, needsOf, waitersOf } from '../runs/needs.ts';
import { entryJobsOf, operationsOf } from '../activities/operations.ts';
import type { Target } from '../targets/targets.ts';

/** What happens on one side of a deploy. */
export interface Surroundings {
  readonly operations: readonly Operation[];
  readonly activities: readonly Activity[];
  /** Operations of which nothing is known. */
  readonly unknown: readonly Operation[];
}

/** What must have gone well before a target's first deploy: earlier in its job, and in the jobs that this one waits for. */
export function beforeOf({ job, first }: Target, repository: Repository): Surroundings {
  const place = placeIn(job, first, repository);
  const needed = neededBy(first.job);
  const own = surroundings(job, repository, (operation, index) => {
    if (operation.job === first.job) return index < place;
    if (operation.job.workflow === first.job.workflow) return needed.has(operation.job);
    return index < place;
  });
  return joined(own, neededBy(job), repository);
}

/** What comes behind one of a target's deploys: later in its job, in jobs that wait for it, in workflows that follow. */
export function afterOf({ job }: Target, deploy: Activity, repository: Repository): Surroundings {
  const place = placeIn(job, deploy, repository);
  const own = surroundings(job, repository, (operation, index) => {
    if (operation.job === deploy.job) return index > place;
    if (operation.job.workflow === deploy.job.workflow) return needersOf(deploy.job).has(operation.job);
    return index > place;
  });
  const needing = needersOf(job);
  const later = job.workflow.jobs.filter((each) => needing.has(each));
  const following = followersOf(job.workflow, repository).flatMap((workflow) => workflow.jobs);
  return joined(own, [...later, ...following], repository);
}

interface Following {
  readonly byName: ReadonlyMap<string, readonly Workflow[]>;
  /** By the name that `workflow_run` says. */
  readonly followers: ReadonlyMap<string, readonly Workflow[]>;
}

const followings = new WeakMap<Repository, Following>();

function followingIn(repository: Repository): Following {
  const known = followings.get(repository);
  if (known) return known;
  const { workflows } = repository;
  const following = {
    byName: grouped(workflows.map((workflow) => [nameOf(workflow), workflow])),
    followers: grouped(
      workflows.flatMap((workflow) => [...new Set(followedNames(workflow))].map((name) => [name, workflow] as const)),
    ),
  };
  followings.set(repository, following);
  return following;
}

function grouped(pairs: readonly (readonly [string, Workflow])[]): ReadonlyMap<string, readonly Workflow[]> {
  const all = new Map<string, Workflow[]>();
  for (const [name, workflow] of pairs) {
    const others = all.get(name);
    if (others) others.push(workflow);
    else all.set(name, [workflow]);
  }
  return all;
}

/** A workflow without a name goes by its path. */
const nameOf = ({ name, file }: Workflow): string => name?.text ?? file.path;

const followedNames = ({ triggers }: Workflow): readonly string[] =>
  triggers.flatMap(({ event, workflows }) => (event.text === 'workflow_run' ? workflows.map(({ text }) => text) : []));

/** The workflows that `workflow_run` starts once this one has run. */
export const followersOf = (workflow: Workflow, repository: Repository): readonly Workflow[] =>
  followingIn(repository).followers.get(nameOf(workflow)) ?? [];

/** The workflows of a name that `workflow_run` may say. */
export const workflowsNamed = (name: string, repository: Repository): readonly Workflow[] =>
  followingIn(repository).byName.get(name) ?? [];

/** The workflows after which `workflow_run` starts this one. */
export function followedBy(workflow: Workflow, repository: Repository): readonly Workflow[] {
  const found = new Set(followedNames(workflow).flatMap((name) => workflowsNamed(name, repository)));
  return found.size < 2 ? [...found] : repository.workflows.filter((each) => found.has(each));
}

/** Workflows that are at most so many steps away, the nearest first, without the first one itself. */
export function workflowsFrom(
  workflow: Workflow,
  next: (workflow: Workflow) => readonly Workflow[],
  steps: number,
): ReadonlySet<Workflow> {
  const found = new Set<Workflow>();
  let edge: readonly Workflow[] = [workflow];
  for (let step = 0; step < steps; step++) {
    edge = [...new Set(edge.flatMap(next))].filter((each) => !found.has(each));
    for (const each of edge) found.add(each);
  }
  return found;
}

const neededJobs = new WeakMap<Job, ReadonlySet<Job>>();
const needingJobs = new WeakMap<Job, ReadonlySet<Job>>();

/** The jobs without whose success a job does not run, near and far. */
export const neededBy = (job: Job): ReadonlySet<Job> => reached(job, neededJobs, awaitedOf);

/** The jobs that wait for a job, however it ends, near and far. */
const needersOf = (job: Job): ReadonlySet<Job> => reached(job, needingJobs, waitersOf);

function reached(
  job: Job,
  known: WeakMap<Job, ReadonlySet<Job>>,
  next: (job: Job) => readonly Job[],
): ReadonlySet<Job> {
  const found = known.get(job) ?? jobsFrom(job, next);
  known.set(job, found);
  return found;
}

const awaitedJobs = new WeakMap<Job, readonly Job[]>();

function awaitedOf(job: Job): readonly Job[] {
  const found = awaitedJobs.get(job) ?? needsOf(job).filter((need) => waitsForSuccess(job, need));
  awaitedJobs.set(job, found);
  return found;
}

/**
 * Without a status function in its condition a job waits for success; with one only if the condition asks for it.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#status-check-functions
 */
function waitsForSuccess({ if: condition }: Job, need: Job): boolean {
  const text = condition?.value.text ?? '';
  if (!/\b(?:always|failure|cancelled)\s*\(/i.test(text) || /!\s*failure\s*\(/i.test(text)) return true;
  const tree = condition && conditionOf(condition)?.tree;
  const failed: ReadonlyMap<string, Value> = new Map([
    [`needs.${need.id.text.toLowerCase()}.result`, 'failure'],
    ['needs.*.result', 'failure'],
  ]);
  return tree !== undefined && isNever(tree, { event: '', trigger: undefined, known: failed });
}

/** Whether an operation can run on an occasion, by its own conditions and those of its jobs. */
export const mayRun = (operation: Operation, occasion: Occasion): boolean =>
  placesOf(operation).every(({ if: condition }) => {
    const tree = condition && conditionOf(condition)?.tree;
    return tree === undefined || !isNever(tree, occasion);
  });

/** The steps and jobs whose conditions an operation stands under. */
export function placesOf({ step, innerStep, job, entry }: Operation): readonly (Step | Job)[] {
  const places: readonly (Step | Job | undefined)[] = [innerStep, step, job, entry];
  return [...new Set(places.flatMap((place) => place ?? []))];
}

/** Whether both stand for the same command or action at the same place. */
export const isSameOperation = (one: Operation, other: Operation): boolean =>
  one.evidence === other.evidence && one.at === other.at && one.command === other.command && one.step === other.step;

const placeIn = (job: Job, deploy: Activity, repository: Repository): number =>
  operationsOf(job, repository).findIndex((operation) => isSameOperation(operation, deploy));

const always = (): boolean => true;

function surroundings(
  job: Job,
  repository: Repository,
  isThere: (operation: Operation, index: number) => boolean,
): Surroundings {
  const operations = operationsOf(job, repository).filter(
    (operation, index) => !operation.isDisabled && isThere(operation, index),
  );
  const all = activitiesByOperation(job, repository);
  const activitiesAt = (operation: Operation): readonly Activity[] => all.get(operation) ?? [];
  return {
    operations,
    activities: operations.flatMap(activitiesAt),
    unknown: operations.filter((operation) => isUnknown(operation, activitiesAt(operation))),
  };
}

const ofJobs = new WeakMap<Job, Surroundings>();

/** All that a job does. */
function surroundingsIn(job: Job, repository: Repository): Surroundings {
  const found = ofJobs.get(job) ?? surroundings(job, repository, always);
  ofJobs.set(job, found);
  return found;
}

/** Nobody waits for more; many jobs of many commands that all wait for each other are no pipeline. */
const mostAround = 5_000;

/** What stands in the job itself and in the jobs around it, the nearest of them first. */
function joined(own: Surroundings, jobs: Iterable<Job>, repository: Repository): Surroundings {
  const all = [own];
  let count = own.operations.length;
  for (const job of jobs) {
    if (count > mostAround) break;
    const around = surroundingsIn(job, repository);
    // A job of nothing takes its time, too.
    count += around.operations.length + 1;
    all.push(around);
  }
  return {
    operations: all.flatMap(({ operations }) => operations),
    activities: all.flatMap(({ activities }) => activities),
    unknown: all.flatMap(({ unknown }) => unknown),
  };
}

/** The jobs of workflows that run when GitHub hears of a deployment. */
export const jobsOnDeployment = once((repository: Repository): readonly Job[] =>
  entryJobsOf(repository).filter(({ workflow }) =>
    workflow.triggers.some(({ event }) => event.text === 'deployment_status' || event.text === 'deployment'),
  ),
);
