import type { Repository } from '../../documents/document.ts';
import type { Job } from '../../documents/workflow-model.ts';
import type { Activity, Operation } from './activity.ts';
import { isInert, type Meaning, meaningsOf, meaningsOfTitle } from './activity-meanings.ts';
import { valuesOf } from '../runs/matrix.ts';
import { entryJobsOf, operationsOf } from './operations.ts';

interface ActivitiesOfJob {
  readonly all: readonly Activity[];
  readonly byOperation: ReadonlyMap<Operation, readonly Activity[]>;
}

const ofJobs = new WeakMap<Job, ActivitiesOfJob>();
const ofRepositories = new WeakMap<Repository, readonly Activity[]>();

/** What a job is there for, in the order in which it does it. */
export const activitiesOf = (job: Job, repository: Repository): readonly Activity[] =>
  readActivities(job, repository).all;

/** The same by the operations of the job. */
export const activitiesByOperation = (job: Job, repository: Repository): ActivitiesOfJob['byOperation'] =>
  readActivities(job, repository).byOperation;

function readActivities(job: Job, repository: Repository): ActivitiesOfJob {
  const known = ofJobs.get(job);
  if (known) return known;
  const operations = operationsOf(job, repository);
  const found = operations.map((operation) => ({ operation, activities: recognised(operation, repository) }));
  const named = namedActivities(job, found);
  const byOperation = new Map(
    found.map(({ operation, activities }) => [operation, [...activities, ...(named.get(operation) ?? [])]] as const),
  );
  const read = { all: [...byOperation.values()].flat(), byOperation };
  ofJobs.set(job, read);
  return read;
}

/** What all jobs that events start are there for. */
export function activitiesIn(repository: Repository): readonly Activity[] {
  const known = ofRepositories.get(repository);
  if (known) return known;
  const found = entryJobsOf(repository).flatMap((job) => activitiesOf(job, repository));
  ofRepositories.set(repository, found);
  return found;
}

interface Recognised {
  readonly operation: Operation;
  readonly activities: readonly Activity[];
}

/** Field by field, since a spread would ask for what few want to know: `inputs` and `mute`. */
const withMeaning = (operation: Operation, meaning: Meaning): Activity => ({
  entry: operation.entry,
  step: operation.step,
  job: operation.job,
  innerStep: operation.innerStep,
  at: operation.at,
  evidence: operation.evidence,
  via: operation.via,
  command: operation.command,
  script: operation.script,
  programs: operation.programs,
  folder: operation.folder,
  uses: operation.uses,
  get inputs() {
    return operation.inputs;
  },
  fill: operation.fill,
  get mute() {
    return operation.mute;
  },
  isDisabled: operation.isDisabled,
  isAfterFailure: operation.isAfterFailure,
  isOpaque: operation.isOpaque,
  kind: meaning.kind,
  sort: meaning.sort,
  tool: meaning.tool,
  how: meaning.how,
  certainty: meaning.certainty,
  isDoubtful: meaning.isDoubtful,
});

function recognised(operation: Operation, repository: Repository): readonly Activity[] {
  const kinds = new Set<string>();
  return meaningsOf(operation, repository).flatMap((meaning) => {
    if (kinds.has(meaning.kind)) return [];
    kinds.add(meaning.kind);
    // What an image is made of says what is checked on the way, never what is published.
    if (isInImage(operation) && !checks.has(meaning.kind)) return [];
    return [withMeaning(operation, meaning)];
  });
}

const isInImage = ({ via }: Operation): boolean => via.some(({ kind }) => kind === 'image stage');
const checks: ReadonlySet<string> = new Set(['test', 'lint', 'type-check', 'scan', 'build']);

/** Whether nothing that we know says what an operation does, given what it was recognised as. */
export function isUnknown(operation: Operation, activities: readonly Activity[]): boolean {
  if (activities.some(({ certainty }) => certainty !== 'tentative')) return false;
  // Names tell of the pipeline, not of what its images are made of.
  if (isInImage(operation) || isInert(operation)) return false;
  return operation.isOpaque || (operation.uses === undefined && operation.programs.length > 0);
}

/**
 * What names say, where something in the step or job cannot be understood and nothing stronger says the same:
 * the name of a step counts for what is unknown in that step, the job's for what is unknown in the job, and the workflow's
 * where it has no other job.
 */
function namedActivities(job: Job, found: readonly Recognised[]): ReadonlyMap<Operation, readonly Activity[]> {
  const unknown = found.filter(({ operation, activities }) => isUnknown(operation, activities));
  const named = new Map<Operation, Activity[]>();
  const told = new Set(found.flatMap(({ activities }) => activities.map(({ kind }) => kind)));
  const tell = (operation: Operation, name: string | undefined): void => {
    for (const { kind, sort } of titlesOf(name, operation).flatMap(meaningsOfTitle)) {
      if (told.has(kind)) continue;
      told.add(kind);
      const meaning: Meaning = { kind, sort, tool: name ?? '', how: 'name', certainty: 'tentative', isDoubtful: false };
      named.set(operation, [...(named.get(operation) ?? []), withMeaning(operation, meaning)]);
    }
  };
  for (const { operation } of unknown) tell(operation, operation.innerStep?.name?.text);
  const [first] = unknown;
  if (!first) return named;
  for (const name of [job.name?.text, job.id.text]) tell(first.operation, name);
  if (job.workflow.jobs.length === 1) tell(first.operation, job.workflow.name?.text);
  return named;
}

/** `${{ matrix.suite }}` is as many titles as it has values. */
function titlesOf(name: string | undefined, { innerStep }: Operation): readonly string[] {
  if (name === undefined) return [];
  return innerStep && name.includes('matrix.') ? valuesOf(innerStep, [name]).flat() : [name];
}
