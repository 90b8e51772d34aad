import type { Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { findVariable, type Job, type Step } from '../../documents/workflow-model.ts';
import { conditionOf, isSwitchedOff } from '../../documents/expression.ts';
import { checkoutGuardOf } from './checkout-guard.ts';
import { isNever } from '../runs/conditions.ts';
import { isFixed } from './fixed-values.ts';
import { forkRefOf, pathsIn } from './fork-refs.ts';
import { findGuard, type Guard } from './guards.ts';
import { findGitFetch } from './git-fetch.ts';
import { findExecution, type Execution } from './project-execution.ts';
import { startsOfJob, type Start } from '../runs/triggers.ts';
import { isWithin, joinPaths } from '../workspace-paths.ts';

/** Code of a pull request, fetched into a job that has the repository's rights, and the first step that runs it. */
export interface ForkCheckout {
  readonly at: Span;
  readonly step: Step;
  readonly start: Start;
  readonly execution: Execution;
  /** What is meant to keep strangers out, of the checkout or of what runs it. */
  readonly guard: Guard | undefined;
  /** Why it may not come to pass. */
  readonly doubt: 'own branches' | 'checkout may refuse it' | 'in a container' | undefined;
}

export const isOpen = ({ guard, doubt }: ForkCheckout): boolean => !guard && !doubt;

const privileged = ['pull_request_target', 'workflow_run', 'issue_comment'];

/** One for each place that fetches, by the way in that has the least in its way. */
export function forkCheckoutsOf(job: Job, repository: Repository): readonly ForkCheckout[] {
  if (!job.steps.some(mayFetch)) return [];
  const found = startsOfJob(job, repository)
    .filter((start) => privileged.includes(start.event) && start.startedBy === 'anyone')
    .flatMap((start) => checkoutsOf(job, start, repository));
  const worst = found.toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
  return worst.filter((each, index) => worst.findIndex(({ at }) => at.start === each.at.start) === index);
}

/** Worth a closer look at all. */
const mayFetch = (step: Step): boolean =>
  step.uses?.repository === 'actions/checkout'
    ? step.with.some(({ name }) => ['ref', 'repository'].includes(name.text.toLowerCase()))
    : step.run !== undefined && /\bgit\b|\bgh\b/.test(step.run.value.text);

interface Fetched {
  readonly at: Span;
  /** The folder below the workspace that it fills. */
  readonly folder: string;
  readonly doubt: ForkCheckout['doubt'];
  /** Where in the step's own script the code stands, for what follows in the same script. */
  readonly from: number | undefined;
}

function checkoutsOf(job: Job, start: Start, repository: Repository): readonly ForkCheckout[] {
  return job.steps.flatMap((step) => {
    if (isSkipped(step, start) && !isSwitchedOff(step.if)) return [];
    const fetched = step.run ? findGitFetch(step, start) : findCheckout(step, start, repository);
    const execution = fetched && findFirstExecution(job, step, fetched, start);
    if (!execution) return [];
    const doubt = fetched.doubt ?? (execution.inContainer ? 'in a container' : undefined);
    const guard = findGuard(step, start) ?? findGuard(execution.step, start);
    return [{ at: fetched.at, step, start, execution, guard, doubt }];
  });
}

function findCheckout(step: Step, start: Start, repository: Repository): Fetched | undefined {
  if (step.uses?.repository !== 'actions/checkout') return undefined;
  const ref = findVariable(step.with, 'ref')?.value;
  const source = findVariable(step.with, 'repository')?.value;
  const named = forkRefOf(ref, step, start);
  const isForks = forkRefOf(source, step, start).repository;
  // Another repository altogether, whatever its ref is called here.
  if (source && !isForks && !source.text.includes('github.repository')) return undefined;
  const isFixedBranch = ref !== undefined && pathsIn(ref, step, start).every((path) => isFixed(path, step, start));
  if (!isForks && !named.commit && (!named.branch || isFixedBranch)) return undefined;
  const guard = checkoutGuardOf(step, start.event, repository);
  if (guard === 'refuses') return undefined;
  const isOwnBranch = !isForks && !named.commit;
  return {
    at: (ref && (named.commit || named.branch) ? ref : (source ?? ref))?.span ?? step.span,
    folder: joinPaths('', findVariable(step.with, 'path')?.value?.text ?? ''),
    doubt: isOwnBranch ? 'own branches' : guard === 'unknown' ? 'checkout may refuse it' : undefined,
    from: undefined,
  };
}

/** The first thing that runs what stands in the folder, until another checkout replaces it. */
function findFirstExecution(job: Job, step: Step, fetched: Fetched, start: Start): Execution | undefined {
  const others = trustedFoldersOf(job, step, fetched.folder);
  const isTheirs = (path: string): boolean =>
    isWithin(path, fetched.folder) &&
    !others.some((folder) => folder.length > fetched.folder.length && isWithin(path, folder));
  for (const later of job.steps.slice(step.index)) {
    if (later !== step && replaces(later, fetched.folder, start)) return undefined;
    if (isSkipped(later, start)) continue;
    if (later === step && fetched.from === undefined) continue;
    const execution = findExecution(later, isTheirs, fetched.folder, later === step ? (fetched.from ?? 0) : 0);
    if (execution) return execution;
  }
  return undefined;
}

/** Folders inside the fetched one that other checkouts fill. */
const trustedFoldersOf = (job: Job, step: Step, folder: string): readonly string[] =>
  job.steps
    .filter((each) => each !== step && each.uses?.repository === 'actions/checkout')
    .map((each) => joinPaths('', findVariable(each.with, 'path')?.value?.text ?? ''))
    .filter((path) => path !== folder);

const replaces = (step: Step, folder: string, start: Start): boolean =>
  step.uses?.repository === 'actions/checkout' &&
  !isSkipped(step, start) &&
  step.if === undefined &&
  joinPaths('', findVariable(step.with, 'path')?.value?.text ?? '') === folder;

function isSkipped(step: Step, start: Start): boolean {
  const tree = step.if && conditionOf(step.if)?.tree;
  return tree !== undefined && isNever(tree, start);
}
