import type { Span, Text } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { conditionOf, isSwitchedOff } from '../../documents/expression.ts';
import { findVariable, type Job, type Step } from '../../documents/workflow-model.ts';
import { activitiesOf, isUnknown } from '../activities/activities.ts';
import type { Operation } from '../activities/activity.ts';
import { isNever } from '../runs/conditions.ts';
import { isOf } from './gates.ts';
import { operationsOf } from '../activities/operations.ts';
import { startsOfJob } from '../runs/triggers.ts';

/** Uses of CodeQL's `analyze` to which nothing in the job before has led with `init`. */
export function analysesWithoutInit(job: Job, repository: Repository): readonly Span[] {
  const operations = operationsOf(job, repository);
  const found = operations.findIndex((operation) => isCodeql(operation, 'analyze'));
  const analyze = operations[found];
  if (!analyze || analyze.job !== job) return [];
  const before = operations.slice(0, found);
  // An action that we know nothing of may do it; commands cannot.
  const isOpen = before.some(
    (each) => isCodeql(each, 'init') || (each.uses !== undefined && isMystery(each, repository)),
  );
  return isOpen ? [] : [analyze.at];
}

const isMystery = (operation: Operation, repository: Repository): boolean =>
  isUnknown(
    operation,
    activitiesOf(operation.entry, repository).filter((activity) => isOf(activity, operation)),
  );

const isCodeql = ({ uses }: Operation, path: string): boolean =>
  uses?.repository === 'github/codeql-action' && uses.path === path;

/** The files that steps upload to code scanning although nothing in the job can have written them. */
export const uploadsOfNothing = (job: Job, repository: Repository): readonly Text[] =>
  job.steps.flatMap((step) => {
    const file = findVariable(step.with, 'sarif_file')?.value;
    if (!file || !isUpload(step) || !/^[\w./-]+\.(?:sarif|json)$/.test(file.text)) return [];
    return mayBeWritten(file.text, step, job, repository) ? [] : [file];
  });

const isUpload = ({ uses }: Step): boolean =>
  uses?.repository === 'github/codeql-action' && uses.path === 'upload-sarif';

/** By a step that names it, or one of which we do not know what it writes. */
function mayBeWritten(path: string, step: Step, job: Job, repository: Repository): boolean {
  const plain = path.replace(/^\.\//, '');
  if (repository.paths.includes(plain)) return true;
  const name = plain.slice(plain.lastIndexOf('/') + 1);
  const folder = plain.split('/').slice(0, -1).join('/');
  return operationsOf(job, repository)
    .filter((operation) => operation.step !== undefined && operation.step.index < step.index)
    .some((operation) => {
      const { uses, inputs, command, isOpaque } = operation;
      const texts = uses ? [...inputs.values()] : (command?.words.map(({ text }) => text) ?? []);
      const redirects = command?.redirects.flatMap(({ target }) => target?.text ?? []) ?? [];
      const all = [...texts, ...redirects];
      if (all.some((text) => isNamedIn(text, name) || (folder !== '' && text.includes(folder)))) return true;
      // `-o "$REPORT"`, `cd out && ls > *`: what a variable or a pattern stands for may be this file.
      if (all.some((text) => /[$*]/.test(text) || /sarif/i.test(text))) return !namesOutput(operation);
      return uses ? !writesNothing(operation) : isOpaque || isMystery(operation, repository);
    });
}

/** Not as the end of another name: `results.sarif` in `trivy-results.sarif`. */
const isNamedIn = (text: string, name: string): boolean =>
  text.split(/[^\w.-]+/).some((part) => part === name || part === `-o${name}`);

/** Actions that write what one input names, and nothing else. https://github.com/aquasecurity/trivy-action#inputs … */
const outputInputs: Readonly<Record<string, string>> = {
  'aquasecurity/trivy-action': 'output',
  'ossf/scorecard-action': 'results_file',
  'hadolint/hadolint-action': 'output-file',
};

const namesOutput = ({ uses, inputs }: Operation): boolean => {
  const input = outputInputs[uses?.repository ?? ''];
  const written = input === undefined ? undefined : inputs.get(input);
  return written !== undefined && !/[$*]/.test(written);
};

const writesNothing = (operation: Operation): boolean =>
  namesOutput(operation) || setUps.test(operation.uses?.repository ?? '');

const setUps =
  /^(?:actions\/(?:checkout|setup-[\w-]+|cache)|docker\/(?:login|setup-[\w-]+|build-push|metadata)-action|step-security\/harden-runner)$/;

/**
 * The jobs that a checking job needs and that are left out on every event on which it would run itself: it never runs
 * either, and nobody is told.
 */
export function needsThatNeverRun(job: Job, repository: Repository): readonly Text[] {
  if (isSwitchedOff(job.if) || ignoresSkips(job) || !checksSomething(job, repository)) return [];
  const occasions = startsOfJob({ ...job, needs: [] }, repository);
  if (occasions.length === 0) return [];
  return job.needs.filter(({ text }) => {
    const needed = job.workflow.jobs.find(({ id }) => id.text.toLowerCase() === text.toLowerCase());
    const condition = needed?.if && !isSwitchedOff(needed.if) ? conditionOf(needed.if)?.tree : undefined;
    return condition !== undefined && occasions.every((occasion) => isNever(condition, occasion));
  });
}

const ignoresSkips = ({ if: condition }: Job): boolean =>
  condition !== undefined && /\b(?:always|failure|cancelled)\s*\(/i.test(condition.value.text);

const checks: ReadonlySet<string> = new Set(['test', 'lint', 'type-check', 'scan']);

const checksSomething = (job: Job, repository: Repository): boolean =>
  activitiesOf(job, repository).some(({ kind, certainty }) => checks.has(kind) && certainty !== 'tentative');
