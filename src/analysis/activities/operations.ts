import type { Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { isSwitchedOff } from '../../documents/expression.ts';
import { parseScript, type Word } from '../../documents/shell.ts';
import {
  type Action,
  findVariable,
  type Job,
  type Step,
  type Uses,
  type Workflow,
} from '../../documents/workflow-model.ts';
import type { Mute, Operation, Via } from './activity.ts';
import { runsOnFailure } from './failure-conditions.ts';
import { type Fill, fillNothing, fillOfCall, fillOfJob, fillOfStep } from './fill.ts';
import { folderOf, nameOf } from '../folders.ts';
import { parseImageReference } from '../images/images.ts';
import { findMute } from './mutes.ts';
import { type Frame, operationsOfRun, operationsOfShellInputs, takesBudget, unreadRest } from './operation-commands.ts';
import type { Program } from '../shell/programs.ts';

const known = new WeakMap<Job, readonly Operation[]>();

/**
 * Everything that a job does, in order: commands and actions, those of composite actions, reusable workflows, package
 * scripts, task targets and scripts of this repository in the place of what calls them.
 */
export function operationsOf(job: Job, repository: Repository): readonly Operation[] {
  const found = known.get(job);
  if (found) return found;
  const frame = frameOf(job, repository);
  const read = operationsOfJob(job, frame);
  const operations = frame.budget.left > 0 ? read : [...read, unreadRest(job.id.span, frame)];
  known.set(job, operations);
  return operations;
}

/** What stands in other places, far above what any real repository has; shared among its jobs, so that many of them cannot make many more. */
const mostOperations = 40_000;
const mostOfJob = 5_000;

const jobCounts = new WeakMap<Repository, number>();

function budgetOf(repository: Repository): number {
  const known = jobCounts.get(repository);
  const count = known ?? repository.workflows.reduce((sum, { jobs }) => sum + jobs.length, 0);
  jobCounts.set(repository, count);
  return Math.max(50, Math.min(mostOfJob, Math.floor(mostOperations / Math.max(1, count))));
}

/** The jobs that events start: all but those of workflows that only workflows of this repository call. */
export function entryJobsOf(repository: Repository): readonly Job[] {
  const found =
    entries.get(repository) ??
    repository.workflows.filter((workflow) => !isOnlyCalled(workflow, repository)).flatMap((workflow) => workflow.jobs);
  entries.set(repository, found);
  return found;
}

const entries = new WeakMap<Repository, readonly Job[]>();
const all = new WeakMap<Repository, readonly Operation[]>();

/** What all of them do, job by job. */
export function operationsIn(repository: Repository): readonly Operation[] {
  const found = all.get(repository) ?? entryJobsOf(repository).flatMap((job) => operationsOf(job, repository));
  all.set(repository, found);
  return found;
}

function isOnlyCalled(workflow: Workflow, repository: Repository): boolean {
  const [trigger, ...others] = workflow.triggers;
  if (others.length > 0 || trigger?.event.text !== 'workflow_call') return false;
  return repository.workflows.some(({ jobs }) =>
    jobs.some(({ uses }) => uses !== undefined && findWorkflow(uses, repository) === workflow),
  );
}

const frameOf = (entry: Job, repository: Repository): Frame => ({
  repository,
  entry,
  step: undefined,
  at: undefined,
  via: [],
  fill: fillNothing,
  steps: [],
  jobs: [],
  calls: [],
  isDisabled: false,
  isAfterFailure: false,
  budget: { left: budgetOf(repository) },
});

/** GitHub allows ten levels of called workflows; a repository's own rarely go beyond two. */
const deepestCall = 4;

function operationsOfJob(job: Job, outer: Frame): readonly Operation[] {
  const frame: Frame = {
    ...outer,
    jobs: [job, ...outer.jobs],
    fill: fillOfJob(job, outer.fill),
    isDisabled: outer.isDisabled || isSwitchedOff(job.if),
    isAfterFailure: outer.isAfterFailure || runsOnFailure(job.if),
  };
  if (!job.uses) return job.steps.flatMap((step) => operationsOfStep(step, frame));
  const called = findWorkflow(job.uses, frame.repository);
  frame.budget.left -= 1;
  if (!called || frame.jobs.length > deepestCall) return [operationOfUses(job.uses, undefined, job.with, frame, true)];
  const inner = entered(frame, job.uses, { kind: 'reusable workflow', name: called.file.path, at: job.uses.text.span });
  const fill = fillOfCall(called, job.with, frame.fill);
  return called.jobs.flatMap((each) => (frame.budget.left > 0 ? operationsOfJob(each, { ...inner, fill }) : []));
}

const findWorkflow = (uses: Uses, { workflows }: Repository): Workflow | undefined =>
  isOwn(uses) ? workflows.find(({ file }) => file.path === uses.path) : undefined;

const findAction = (uses: Uses, { actions }: Repository): Action | undefined =>
  isOwn(uses) ? actions.find(({ file }) => folderOf(file.path) === uses.path.replace(/\/$/, '')) : undefined;

const isOwn = ({ kind }: Uses): boolean => kind === 'local' || kind === 'self';

const entered = (frame: Frame, uses: Uses, via: Via): Frame => ({
  ...frame,
  at: frame.at ?? uses.text.span,
  via: [...frame.via, via],
});

function operationsOfStep(step: Step, outer: Frame): readonly Operation[] {
  const frame: Frame = {
    ...outer,
    step: outer.step ?? (step.owner === outer.entry ? step : undefined),
    steps: [step, ...outer.steps],
    fill: fillOfStep(step, outer.fill),
    isDisabled: outer.isDisabled || isSwitchedOff(step.if),
    isAfterFailure: outer.isAfterFailure || runsOnFailure(step.if),
  };
  if (!takesBudget(frame)) return [];
  if (step.run) return operationsOfRun(step, frame);
  const { uses } = step;
  if (!uses) return [];
  const action = findAction(uses, frame.repository);
  const isRead = action !== undefined && action.steps.length > 0 && frame.steps.length <= deepestCall;
  const own = operationOfUses(uses, step, step.with, frame, !isRead);
  if (!isRead) return [own, ...operationsOfShellInputs(step, frame)];
  const inner = entered(frame, uses, { kind: 'composite action', name: action.file.path, at: uses.text.span });
  const fill: Fill = fillOfCall(action, step.with, frame.fill);
  return [own, ...action.steps.flatMap((each) => operationsOfStep(each, { ...inner, fill }))];
}

function operationOfUses(
  uses: Uses,
  innerStep: Step | undefined,
  given: Step['with'],
  frame: Frame,
  isOpaque: boolean,
): Operation {
  const { fill, steps, jobs, calls } = frame;
  const span: Span = uses.text.span;
  let filled: Operation['inputs'] | undefined;
  let muted: { readonly by: Mute | undefined } | undefined;
  return {
    entry: frame.entry,
    step: frame.step,
    job: jobs[0] ?? frame.entry,
    innerStep,
    at: frame.at ?? span,
    evidence: span,
    via: frame.via,
    command: undefined,
    script: undefined,
    programs: programsOfImage(uses, innerStep),
    folder: undefined,
    uses,
    get inputs() {
      return (filled ??= inputsOf(given, fill));
    },
    fill,
    get mute() {
      if (muted) return muted.by;
      const { repository } = frame;
      const nothing = { command: undefined, script: undefined, words: [] };
      filled ??= inputsOf(given, fill);
      muted = { by: findMute({ ...nothing, uses, inputs: filled, steps, jobs, calls, repository }) };
      return muted.by;
    },
    isDisabled: frame.isDisabled,
    isAfterFailure: frame.isAfterFailure,
    isOpaque,
  };
}

/** Read when they are asked for, which is of few actions. */
const inputsOf = (given: Step['with'], fill: Fill): Operation['inputs'] =>
  new Map(given.flatMap(({ name, value }) => (value ? [[name.text.toLowerCase(), fill(value.text)]] : [])));

/** `uses: docker://IMAGE` runs what the image is there for, with `args` as its words. */
function programsOfImage({ image }: Uses, step: Step | undefined): readonly Program[] {
  if (!image) return [];
  const args = step && findVariable(step.with, 'args')?.value;
  const [command] = args ? parseScript(args).commands : [];
  const program = nameOf(parseImageReference(image.text).repository);
  const word: Word = { span: image.span, place: undefined, text: image.text, isLiteral: true, commands: [] };
  return [{ program, word, arguments: command?.words ?? [], isElsewhere: true }];
}
