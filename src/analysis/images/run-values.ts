import type { Repository } from '../../documents/document.ts';
import type { Script } from '../../documents/shell.ts';
import { findVariable, type Action, type Job, type Step, type Workflow } from '../../documents/workflow-model.ts';
import { findText, findValue } from '../../documents/yaml-value.ts';
import type { Operation } from '../activities/activity.ts';
import { folderOf } from '../folders.ts';
import { metadataTags } from './metadata-tags.ts';
import { operationsOf } from '../activities/operations.ts';
import { assignmentsIn, onlyValue, writtenTo } from '../shell/script-variables.ts';
import { withModifier, withShortHashes } from '../shell/shell-expansions.ts';

/**
 * What a text of an operation comes to in a run, as far as the files tell: variables of the script, of `env` and of
 * `$GITHUB_ENV`, outputs of steps and of needed jobs. What only the run knows stays, written in one way, so that equal
 * texts mean equal values: `$GITHUB_SHA` is `${{ github.sha }}`.
 */
export const valueIn = (text: string, operation: Operation, repository: Repository): string =>
  resolved(text, scopeOf(operation, repository));

/** Where names are looked up. */
interface Scope {
  readonly repository: Repository;
  /** The job that an event starts. */
  readonly entry: Job;
  /** The job or composite action whose steps are meant by `steps.…`. */
  readonly owner: Job | Action;
  /** For `needs.…`. */
  readonly job: Job;
  readonly step: Step | undefined;
  readonly script: Script | undefined;
  readonly fill: (text: string) => string;
  /** Look-ups that are left: variables that name each other twice over would grow without end. */
  readonly budget: { left: number };
}

const mostLookups = 200;
/** Nobody's tag; a list of them is not much longer. */
const longestValue = 8_000;

const scopeOf = (operation: Operation, repository: Repository): Scope => ({
  repository,
  entry: operation.entry,
  owner: operation.innerStep?.owner ?? operation.job,
  job: operation.job,
  step: operation.innerStep,
  script: operation.script,
  fill: operation.fill,
  budget: { left: mostLookups },
});

/** The same look-ups from another step of the same run. */
function scopeOfStep(step: Step, scope: Scope): Scope {
  const operation = operationsWithin(scope).find(({ innerStep }) => innerStep === step);
  if (!operation) return { ...scope, owner: step.owner, step, script: undefined };
  return { ...scopeOf(operation, scope.repository), budget: scope.budget };
}

const operationsWithin = ({ entry, repository }: Scope): readonly Operation[] => operationsOf(entry, repository);

function resolved(text: string, scope: Scope): string {
  const filled = scope.fill(text);
  if (!filled.includes('$') || filled.length > longestValue) return filled;
  return inShell(inExpressions(filled, scope), scope);
}

const expression = /\$\{\{([^{}]*)\}\}/g;

function inExpressions(text: string, scope: Scope): string {
  return text.replace(expression, (_, written: string) => {
    const source = written.trim().replace(/\s+/g, ' ');
    return valueOfAccess(source, scope) ?? `\${{ ${source} }}`;
  });
}

function valueOfAccess(source: string, scope: Scope): string | undefined {
  if (scope.budget.left <= 0) return undefined;
  scope.budget.left -= 1;
  const literal = /^'([^']*)'$/.exec(source)?.[1];
  if (literal !== undefined) return literal;
  const first = /^fromjson\((steps\.[\w-]+\.outputs\.)json\)\.tags\[0\]$/i.exec(source)?.[1];
  if (first !== undefined) return valueOfAccess(`${first}tags`, scope)?.split('\n')[0];
  const choices = source.split(' || ').filter((choice) => choice !== "''");
  if (source.includes(' || ')) {
    const values = choices.map((choice) => (/^[\w.-]+$/.test(choice) ? valueOfAccess(choice, scope) : undefined));
    return values.every((value) => value !== undefined) ? values.join('\n') : undefined;
  }
  const [context = '', id = '', outputs, name = '', ...more] = source.split('.');
  if (more.length > 0) return undefined;
  switch (context.toLowerCase()) {
    case 'env':
      return outputs === undefined ? exported(id, scope) : undefined;
    case 'steps':
      return outputs === 'outputs' ? outputOfStep(id, name, scope) : undefined;
    case 'needs':
    case 'jobs':
      return outputs === 'outputs' ? outputOfJob(id, name, scope) : undefined;
    default:
      return undefined;
  }
}

/** `$X`, `${X}`, `${X:-y}`, `${X::7}` and the few commands that say which commit it is; `${{ … }}` is none of them. */
const variable = /\$\{(?!\{)(\w+)([^{}]*)\}|\$(\w+)/g;

function inShell(text: string, scope: Scope): string {
  return withShortHashes(text).replace(variable, (written, braced?: string, modifier?: string, bare?: string) => {
    const name = braced ?? bare ?? '';
    const value = valueOfVariable(name, scope);
    return withModifier(value, modifier ?? '') ?? written;
  });
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/variables#default-environment-variables */
const defaults: Readonly<Record<string, string>> = {
  GITHUB_ACTOR: '${{ github.actor }}',
  GITHUB_HEAD_REF: '${{ github.head_ref }}',
  GITHUB_REF: '${{ github.ref }}',
  GITHUB_REF_NAME: '${{ github.ref_name }}',
  GITHUB_REPOSITORY: '${{ github.repository }}',
  GITHUB_REPOSITORY_OWNER: '${{ github.repository_owner }}',
  GITHUB_RUN_ID: '${{ github.run_id }}',
  GITHUB_RUN_NUMBER: '${{ github.run_number }}',
  GITHUB_SHA: '${{ github.sha }}',
};

function valueOfVariable(name: string, scope: Scope): string | undefined {
  if (Object.hasOwn(defaults, name)) return defaults[name];
  if (name === 'DOCKER_METADATA_OUTPUT_TAGS') return lastMetadata(scope);
  if (scope.budget.left <= 0) return undefined;
  scope.budget.left -= 1;
  const settings = scope.script ? assignmentsIn(scope.script) : [];
  const assigned = onlyValue(
    settings.filter(({ value }) => !isSame(withShortHashes(value), name)),
    name,
  );
  // `X=$X-suffix` would go round in circles.
  if (assigned !== undefined && !assigned.includes('$')) return assigned;
  if (assigned !== undefined) return namesItself(assigned, name) ? undefined : resolved(assigned, scope);
  return exported(name, scope);
}

/** Nothing but a variable or what commands print. */
const isComputed = (value: string): boolean => /^(?:|\$\w+|\$\{\w+\}|\$\(.*\)|`.*`)$/s.test(value);

/** `X=$(echo $X | tr A-Z a-z)`: names are compared without case. */
const isSame = (value: string, name: string): boolean => value === `$${name}` || value === `\${${name}}`;

const namesItself = (value: string, name: string): boolean => new RegExp(String.raw`\$\{?${name}\b`).test(value);

/** `docker/metadata-action` hands its outputs to later steps in the environment as well. */
function lastMetadata(scope: Scope): string | undefined {
  const earlier = scope.owner.steps.slice(0, scope.step?.index);
  const step = earlier.findLast(({ uses }) => uses?.repository === 'docker/metadata-action');
  return step && outputOfUses(step, 'tags', scopeOfStep(step, scope));
}

/** What earlier steps of the job wrote to `$GITHUB_ENV`. */
function exported(name: string, scope: Scope): string | undefined {
  const { owner, step } = scope;
  const earlier = step ? owner.steps.slice(0, step.index) : owner.steps;
  for (const each of earlier.toReversed()) {
    if (!each.run?.value.text.includes('GITHUB_ENV')) continue;
    const inner = scopeOfStep(each, scope);
    const value = inner.script && onlyValue(writtenTo('GITHUB_ENV', inner.script), name);
    if (value !== undefined) return resolved(value, inner);
  }
  return undefined;
}

/** `steps.ID.outputs.NAME`; `undefined` where only the run knows. */
function outputOfStep(id: string, name: string, scope: Scope): string | undefined {
  const step = scope.owner.steps.find((each) => each.id?.text.toLowerCase() === id.toLowerCase());
  if (!step) return undefined;
  const inner = scopeOfStep(step, scope);
  if (step.run) {
    const value = inner.script && onlyValue(writtenTo('GITHUB_OUTPUT', inner.script), name);
    // What a script works out is better known by the output's own name.
    const told = value === undefined ? '' : resolved(value, inner);
    return isComputed(told) ? undefined : told;
  }
  return step.uses ? outputOfUses(step, name.toLowerCase(), inner) : undefined;
}

function outputOfUses(step: Step, name: string, inner: Scope): string | undefined {
  const { uses } = step;
  if (uses?.kind === 'local' || uses?.kind === 'self') return outputOfAction(uses.path, name, inner);
  const input = (each: string): string => resolved(findVariable(step.with, each)?.value?.text ?? '', inner);
  switch (uses?.repository ?? '') {
    case 'docker/metadata-action':
    case 'crazy-max/ghaction-docker-meta': {
      const found = metadataTags({ images: input('images'), tags: input('tags'), flavor: input('flavor') });
      if (name === 'tags') return found.join('\n');
      const [only, ...others] = found;
      // Which of several is the version depends on the event.
      return name === 'version' && only !== undefined && others.length === 0 ? tagOf(only) : undefined;
    }
    case 'docker/build-push-action':
    case 'depot/build-push-action':
      return name === 'digest' || name === 'imageid' ? digestOf(step) : undefined;
    case 'aws-actions/amazon-ecr-login':
      return name === 'registry' ? ecrRegistry : undefined;
    default:
      return undefined;
  }
}

const tagOf = (reference: string): string => reference.slice(reference.lastIndexOf(':') + 1);

/** Stands for the registry of the account that is logged in to. */
export const ecrRegistry = 'account.dkr.ecr.amazonaws.com';

/** Stands for the digest of what the step builds; the same text in every job that is handed it. */
export const digestOf = ({ owner, id, index }: Step): string => {
  const place = owner.kind === 'job' ? `${owner.workflow.file.path} ${owner.id.text}` : owner.file.path;
  return `\${{ digest of ${place} ${id?.text ?? index.toString()} }}`;
};

/** Of a composite action of this repository: `value: ${{ steps.build.outputs.digest }}`. */
function outputOfAction(path: string, name: string, scope: Scope): string | undefined {
  const action = scope.repository.actions.find(({ file }) => folderOf(file.path) === path.replace(/\/$/, ''));
  const value = action && findText(findValue(findValue(action.root, 'outputs'), name), 'value')?.text;
  return action && value !== undefined ? resolved(value, { ...scope, owner: action, step: undefined }) : undefined;
}

/** `needs.ID.outputs.NAME` and, in the outputs of a reusable workflow, `jobs.ID.outputs.NAME`. */
function outputOfJob(id: string, name: string, scope: Scope): string | undefined {
  const job = scope.job.workflow.jobs.find((each) => each.id.text.toLowerCase() === id.toLowerCase());
  if (!job) return undefined;
  // A job of a workflow that is called stays within the run of its caller.
  const entry = scope.job === scope.entry ? job : scope.entry;
  const inner: Scope = {
    ...scope,
    entry,
    job,
    owner: job,
    step: undefined,
    script: undefined,
    fill: fillOf(job, entry, scope),
  };
  if (job.uses) return outputOfCall(job, name, inner);
  const value = findVariable(job.outputs, name)?.value?.text;
  return value === undefined ? undefined : resolved(value, inner);
}

/** What callers hand over is known to the operations of the job. */
const fillOf = (job: Job, entry: Job, { repository }: Scope): Scope['fill'] =>
  operationsOf(entry, repository).find((operation) => operation.job === job)?.fill ?? ((text) => text);

function outputOfCall(caller: Job, name: string, scope: Scope): string | undefined {
  const called = scope.repository.workflows.find(({ file }) => isOwn(caller) && file.path === caller.uses?.path);
  const value = called && callOutput(called, name);
  const [first] = called?.jobs ?? [];
  return value === undefined || !first ? undefined : resolved(value, { ...scope, job: first, owner: first });
}

const isOwn = ({ uses }: Job): boolean => uses?.kind === 'local' || uses?.kind === 'self';

function callOutput({ triggers }: Workflow, name: string): string | undefined {
  const call = triggers.find(({ event }) => event.text === 'workflow_call');
  return findText(findValue(findValue(call?.value, 'outputs'), name), 'value')?.text;
}
