import type { Span } from '../../core/source.ts';
import { conditionOf } from '../../documents/expression.ts';
import type { Repository } from '../../documents/document.ts';
import type { Job, Step, Workflow } from '../../documents/workflow-model.ts';
import { activitiesOf, isUnknown } from '../activities.ts';
import type { Activity, Operation } from '../activity.ts';
import { isNever, type Occasion, type Value } from '../conditions.ts';
import { entryJobsOf, operationsOf } from '../operations.ts';
import type { Target } from '../targets.ts';

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
  const own = surroundings(job, repository, (operation, index) => {
    if (operation.job === first.job) return index < place;
    if (operation.job.workflow === first.job.workflow) return neededBy(first.job).includes(operation.job);
    return index < place;
  });
  return joined([own, ...neededBy(job).map((each) => surroundings(each, repository, always))]);
}

/** What comes behind one of a target's deploys: later in its job, in jobs that wait for it, in workflows that follow. */
export function afterOf({ job }: Target, deploy: Activity, repository: Repository): Surroundings {
  const place = placeIn(job, deploy, repository);
  const own = surroundings(job, repository, (operation, index) => {
    if (operation.job === deploy.job) return index > place;
    if (operation.job.workflow === deploy.job.workflow) return needsOf(operation.job).includes(deploy.job);
    return index > place;
  });
  const later = job.workflow.jobs.filter((each) => needsOf(each).includes(job));
  const following = followersOf(job.workflow, repository).flatMap((workflow) => workflow.jobs);
  return joined([own, ...[...later, ...following].map((each) => surroundings(each, repository, always))]);
}

/** The workflows that `workflow_run` starts once this one has run. */
export const followersOf = (workflow: Workflow, repository: Repository): readonly Workflow[] =>
  repository.workflows.filter(({ triggers }) =>
    triggers.some(
      ({ event, workflows }) => event.text === 'workflow_run' && workflows.some(({ text }) => isNamed(workflow, text)),
    ),
  );

/** A workflow without a name goes by its path. */
export const isNamed = ({ name, file }: Workflow, text: string): boolean => (name?.text ?? file.path) === text;

/** The jobs without whose success a job does not run, near and far. */
export const neededBy = (job: Job): readonly Job[] => reached(job, awaited, waitsForSuccess);

/** The jobs that a job waits for, however they end. */
const needsOf = (job: Job): readonly Job[] => reached(job, needed, always);

const awaited = new WeakMap<Job, readonly Job[]>();
const needed = new WeakMap<Job, readonly Job[]>();

function reached(
  job: Job,
  known: WeakMap<Job, readonly Job[]>,
  isFollowed: (job: Job, need: Job) => boolean,
): readonly Job[] {
  const before = known.get(job);
  if (before) return before;
  const line = new Set([job]);
  // Grows while it is walked.
  for (const each of line) for (const need of directNeeds(each)) if (isFollowed(each, need)) line.add(need);
  const found = [...line].slice(1);
  known.set(job, found);
  return found;
}

function directNeeds({ needs, workflow }: Job): readonly Job[] {
  if (needs.length === 0) return [];
  const names = new Set(needs.map(({ text }) => text.toLowerCase()));
  return workflow.jobs.filter(({ id }) => names.has(id.text.toLowerCase()));
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
  const operations = operationsOf(job, repository)
    .filter(isThere)
    .filter(({ isDisabled }) => !isDisabled);
  const all = activitiesByPlace(job, repository);
  const activitiesAt = (operation: Operation): readonly Activity[] =>
    (all.get(operation.evidence) ?? []).filter((activity) => isSameOperation(activity, operation));
  return {
    operations,
    activities: operations.flatMap(activitiesAt),
    unknown: operations.filter((operation) => isUnknown(operation, activitiesAt(operation))),
  };
}

const byPlace = new WeakMap<Job, ReadonlyMap<Span, readonly Activity[]>>();

function activitiesByPlace(job: Job, repository: Repository): ReadonlyMap<Span, readonly Activity[]> {
  const known = byPlace.get(job);
  if (known) return known;
  const found = new Map<Span, Activity[]>();
  for (const activity of activitiesOf(job, repository)) {
    const others = found.get(activity.evidence);
    if (others) others.push(activity);
    else found.set(activity.evidence, [activity]);
  }
  byPlace.set(job, found);
  return found;
}

const joined = (all: readonly Surroundings[]): Surroundings => ({
  operations: all.flatMap(({ operations }) => operations),
  activities: all.flatMap(({ activities }) => activities),
  unknown: all.flatMap(({ unknown }) => unknown),
});

/** The jobs of workflows that run when GitHub hears of a deployment. */
export const jobsOnDeployment = (repository: Repository): readonly Job[] =>
  entryJobsOf(repository).filter(({ workflow }) =>
    workflow.triggers.some(({ event }) => event.text === 'deployment_status' || event.text === 'deployment'),
  );
