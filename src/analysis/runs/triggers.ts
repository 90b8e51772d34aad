import { once } from '../../core/once.ts';
import type { Repository } from '../../documents/document.ts';
import { conditionOf, isSwitchedOff } from '../../documents/expression.ts';
import type { Action, Job, Step, Trigger, Workflow } from '../../documents/workflow-model.ts';
import { forkEvents, triggerEventOf } from '../../knowledge/trigger-events.ts';
import { isNever, type Occasion } from './conditions.ts';

/** One way in which a job comes to run: an event, and the jobs that call this workflow on the way, nearest first. */
export interface Start extends Occasion {
  readonly callers: readonly Job[];
  /** The steps that use the composite action, nearest first, where the question is about one. */
  readonly users: readonly Step[];
  /** `writers` also for a `workflow_run` that only follows runs which no stranger can start. */
  readonly startedBy: 'anyone' | 'anyone, read-only' | 'writers' | 'unknown';
}

/**
 * All ways in which a step can come to run; those that a condition on the way excludes are left out. What is itself
 * switched off is asked about as if it were on: the finding is listed, and counts again on the day the switch goes.
 */
export function startsOfStep(step: Step, repository: Repository): readonly Start[] {
  const starts =
    step.owner.kind === 'job'
      ? startsOfJob(step.owner, repository)
      : startsOfAction(step.owner, repository, [], deepestCall);
  return starts.filter((start) => isPossible(step, start) || isSwitchedOff(step.if));
}

/** All ways in which a job can come to run, likewise. */
export const startsOfJob = (job: Job, repository: Repository): readonly Start[] =>
  startsOf(job, repository, [], deepestCall, { left: mostCallers }, isSwitchedOff(job.if) ? job : undefined);

/** GitHub knows some forty events, and a file may name each of them once. */
const mostTriggers = 60;

// GitHub allows ten levels of called workflows and of composite actions; a repository's own rarely go beyond two.
const deepestCall = 4;

function startsOf(
  job: Job,
  repository: Repository,
  callers: readonly Job[],
  depth: number,
  budget: Budget,
  asIfOn?: Job,
): readonly Start[] {
  const { workflow } = job;
  const own = workflow.triggers
    .slice(0, mostTriggers)
    .flatMap((trigger) =>
      trigger.event.text === 'workflow_call'
        ? startsOfCall(workflow, trigger, repository, callers, depth, budget)
        : [startOf(trigger, callers, repository)],
    );
  return own.filter((start) => lineOf(job).every((each) => each === asIfOn || isPossible(each, start)));
}

function startOf(trigger: Trigger, callers: readonly Job[], repository: Repository): Start {
  const event = trigger.event.text;
  const startedBy =
    event === 'workflow_run' && followsOnlyWriters(trigger, repository) ? 'writers' : triggerEventOf(event).startedBy;
  return { event, trigger, callers, users: [], startedBy };
}

/** The ways of those who call the workflow in this repository; without any, the event is unknown. */
function startsOfCall(
  workflow: Workflow,
  trigger: Trigger,
  repository: Repository,
  callers: readonly Job[],
  depth: number,
  budget: Budget,
): readonly Start[] {
  const found = depth === 0 ? [] : callersOf(workflow, repository).filter((job) => !callers.includes(job));
  if (found.length > 0)
    return found.flatMap((job) => {
      budget.left -= 1;
      return budget.left > 0 ? startsOf(job, repository, [...callers, job], depth - 1, budget) : [];
    });
  return [{ event: 'workflow_call', trigger, callers, users: [], startedBy: 'unknown' }];
}

/** Workflows that all call each other can be started in more ways than anybody can go through. */
const mostCallers = 60;

interface Budget {
  left: number;
}

const callersOf = once((workflow: Workflow, repository: Repository): readonly Job[] =>
  repository.workflows.flatMap((each) =>
    each.jobs.filter(
      (job) => (job.uses?.kind === 'local' || job.uses?.kind === 'self') && job.uses.path === workflow.file.path,
    ),
  ),
);

function startsOfAction(
  action: Action,
  repository: Repository,
  users: readonly Step[],
  depth: number,
): readonly Start[] {
  const folder = action.file.path.replace(/(^|\/)[^/]*$/, '');
  const found = depth === 0 ? [] : usersOf(folder, repository).filter((step) => !users.includes(step));
  if (found.length === 0)
    return [{ event: 'workflow_call', trigger: undefined, callers: [], users, startedBy: 'unknown' }];
  return found.flatMap((step) => {
    const above = [...users, step];
    const starts =
      step.owner.kind === 'job'
        ? startsOf(step.owner, repository, [], deepestCall, { left: mostCallers }).map((start) => ({
            ...start,
            users: above,
          }))
        : startsOfAction(step.owner, repository, above, depth - 1);
    return starts.filter((start) => isPossible(step, start));
  });
}

const usersOf = (folder: string, repository: Repository): readonly Step[] =>
  [
    ...repository.workflows.flatMap((workflow) => workflow.jobs.flatMap((job) => job.steps)),
    ...repository.actions.flatMap((action) => action.steps),
  ].filter(
    (step) =>
      (step.uses?.kind === 'local' || step.uses?.kind === 'self') && step.uses.path.replace(/\/$/, '') === folder,
  );

/** Whether the runs that a `workflow_run` follows are all known here and none is open to strangers. */
function followsOnlyWriters(trigger: Trigger, repository: Repository): boolean {
  if (trigger.workflows.length === 0) return false;
  return trigger.workflows.every(({ text }) => {
    const named = repository.workflows.filter((workflow) => (workflow.name?.text ?? workflow.file.path) === text);
    return (
      named.length > 0 &&
      named.every((workflow) => workflow.triggers.every(({ event }) => !forkEvents.includes(event.text)))
    );
  });
}

const lines = new WeakMap<Job, readonly Job[]>();

/** A job and the jobs it needs, directly or not: where one of them is skipped, so is it, unless its condition says otherwise. */
export function lineOf(job: Job): readonly Job[] {
  const known = lines.get(job);
  if (known) return known;
  const byId = jobsById(job.workflow);
  const line = new Set<Job>([job]);
  for (const each of line) {
    if (ignoresNeeds(each)) continue;
    for (const need of each.needs) {
      const found = byId.get(need.text.toLowerCase());
      if (found) line.add(found);
    }
  }
  const found = [...line];
  lines.set(job, found);
  return found;
}

const byIds = new WeakMap<Workflow, ReadonlyMap<string, Job>>();

/** Ids compare without case; of two equal ones the first counts. */
function jobsById(workflow: Workflow): ReadonlyMap<string, Job> {
  const known = byIds.get(workflow);
  if (known) return known;
  const jobs = new Map([...workflow.jobs].reverse().map((job) => [job.id.text.toLowerCase(), job] as const));
  byIds.set(workflow, jobs);
  return jobs;
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds */
const ignoresNeeds = (job: Job): boolean =>
  job.if !== undefined && /\b(?:always|failure|cancelled)\s*\(/i.test(job.if.value.text);

function isPossible(place: Job | Step, start: Occasion): boolean {
  const tree = place.if && conditionOf(place.if)?.tree;
  return tree === undefined || !isNever(tree, start);
}
