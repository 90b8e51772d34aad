import type { Job, Workflow } from '../../documents/workflow-model.ts';

/** Which jobs of a workflow wait for which. */
interface Graph {
  readonly needs: ReadonlyMap<Job, readonly Job[]>;
  readonly waiters: ReadonlyMap<Job, readonly Job[]>;
}

const graphs = new WeakMap<Workflow, Graph>();

/** The jobs that a job names in `needs`, as the file lists them. */
export const needsOf = (job: Job): readonly Job[] => graphOf(job.workflow).needs.get(job) ?? [];

/** The jobs that name it. */
export const waitersOf = (job: Job): readonly Job[] => graphOf(job.workflow).waiters.get(job) ?? [];

/** Ids compare without case. */
function graphOf(workflow: Workflow): Graph {
  const known = graphs.get(workflow);
  if (known) return known;
  const byId = new Map<string, Job[]>();
  for (const job of workflow.jobs) addTo(byId, job.id.text.toLowerCase(), job);
  const places = new Map(workflow.jobs.map((job, place) => [job, place]));
  const placeOf = (job: Job): number => places.get(job) ?? 0;
  const needs = new Map<Job, readonly Job[]>();
  const waiters = new Map<Job, Job[]>();
  for (const job of workflow.jobs) {
    const found = new Set(job.needs.flatMap(({ text }) => byId.get(text.toLowerCase()) ?? []));
    needs.set(
      job,
      [...found].sort((one, other) => placeOf(one) - placeOf(other)),
    );
    for (const need of found) addTo(waiters, need, job);
  }
  const graph = { needs, waiters };
  graphs.set(workflow, graph);
  return graph;
}

function addTo<Key>(all: Map<Key, Job[]>, key: Key, job: Job): void {
  const others = all.get(key);
  if (others) others.push(job);
  else all.set(key, [job]);
}

/** The jobs that `next` leads to from a job, the nearest first, without the job itself. */
export function jobsFrom(job: Job, next: (job: Job) => readonly Job[]): ReadonlySet<Job> {
  const line = new Set([job]);
  // Grows while it is walked.
  for (const each of line) for (const found of next(each)) line.add(found);
  line.delete(job);
  return line;
}
