import type { SourceFile, Span, Text } from '../core/source.ts';
import type { Comment, Entry, Mapping, Scalar, SyntaxProblem, Value } from './yaml-value.ts';

/** What every document has. A document whose text is broken still exists; `problems` says what is wrong. */
export interface DocumentBase {
  readonly file: SourceFile;
  readonly problems: readonly SyntaxProblem[];
}

/** A document read from YAML. */
export interface YamlBase extends DocumentBase {
  /** `undefined` for an empty or unreadable file. */
  readonly root: Value | undefined;
  readonly comments: readonly Comment[];
}

/** A file directly in `.github/workflows/`. */
export interface Workflow extends YamlBase {
  readonly kind: 'workflow';
  readonly name: Text | undefined;
  readonly runName: Text | undefined;
  readonly triggers: readonly Trigger[];
  readonly permissions: Permissions | undefined;
  readonly env: readonly Variable[];
  readonly defaults: RunDefaults;
  readonly concurrency: Concurrency | undefined;
  readonly jobs: readonly Job[];
}

/** One event of `on:`. */
export interface Trigger {
  readonly event: Text;
  readonly types: readonly Text[];
  readonly branches: readonly Text[];
  readonly branchesIgnore: readonly Text[];
  readonly tags: readonly Text[];
  readonly tagsIgnore: readonly Text[];
  readonly paths: readonly Text[];
  readonly pathsIgnore: readonly Text[];
  /** Of `workflow_run`. */
  readonly workflows: readonly Text[];
  /** Of `workflow_dispatch` and `workflow_call`. */
  readonly inputs: readonly Input[];
  /** Of `schedule`: the cron texts. */
  readonly crons: readonly Text[];
  /** What stands below the event, `undefined` for the short forms. */
  readonly value: Value | undefined;
}

export interface Input {
  readonly name: Text;
  readonly type: Text | undefined;
  readonly default: Text | undefined;
  readonly required: boolean;
}

export interface Permissions {
  /** The whole value. */
  readonly span: Span;
  readonly keySpan: Span;
  readonly kind: 'all' | 'scopes';
  /** `read-all` or `write-all`, where `kind` is `all`. */
  readonly all: Text | undefined;
  /** Empty for `{}`: no rights at all. */
  readonly scopes: readonly PermissionScope[];
}

export interface PermissionScope {
  readonly name: Text;
  readonly level: Text | undefined;
  readonly span: Span;
}

/** One `NAME: value` of `env`, `with`, `secrets`, `outputs`. */
export interface Variable {
  readonly name: Text;
  /** `undefined` where the value is no scalar or empty. */
  readonly value: Text | undefined;
  readonly span: Span;
}

export interface RunDefaults {
  readonly shell: Text | undefined;
  readonly workingDirectory: Text | undefined;
}

export interface Concurrency {
  readonly span: Span;
  readonly group: Text | undefined;
  readonly cancelInProgress: Text | undefined;
}

export interface Job {
  readonly kind: 'job';
  readonly workflow: Workflow;
  readonly id: Text;
  /** From the id to the end of the job. */
  readonly span: Span;
  readonly entries: readonly Entry[];
  readonly name: Text | undefined;
  readonly if: Scalar | undefined;
  readonly needs: readonly Text[];
  /** Labels; empty where it is an expression of unknown value or a group. */
  readonly runsOn: readonly Text[];
  readonly permissions: Permissions | undefined;
  readonly environment: Environment | undefined;
  readonly concurrency: Concurrency | undefined;
  readonly timeoutMinutes: Text | undefined;
  readonly continueOnError: Text | undefined;
  readonly strategy: Strategy | undefined;
  readonly container: Container | undefined;
  readonly services: readonly Container[];
  readonly env: readonly Variable[];
  readonly outputs: readonly Variable[];
  readonly defaults: RunDefaults;
  /** In order; the members of a `parallel:` group stand flat, each with `parallel: true`. */
  readonly steps: readonly Step[];
  /** The reusable workflow it calls; such a job has no steps. */
  readonly uses: Uses | undefined;
  readonly with: readonly Variable[];
  /** `inherit`, or what is handed to a called workflow. */
  readonly inheritsSecrets: Text | undefined;
  readonly secrets: readonly Variable[];
}

export interface Environment {
  readonly name: Text | undefined;
  readonly url: Text | undefined;
  readonly span: Span;
}

export interface Strategy {
  readonly span: Span;
  /** The matrix as written; a scalar where it is one expression. */
  readonly matrix: Mapping | Scalar | undefined;
  readonly failFast: Text | undefined;
}

export interface Container {
  /** A service's name; `undefined` for the job's own container. */
  readonly id: Text | undefined;
  readonly image: Text | undefined;
  readonly env: readonly Variable[];
  readonly options: Text | undefined;
  readonly span: Span;
}

/** A step of a job or of a composite action. */
export interface Step {
  readonly kind: 'step';
  readonly owner: Job | Action;
  /** Position in `steps`, from 0. */
  readonly index: number;
  readonly span: Span;
  readonly entries: readonly Entry[];
  readonly id: Text | undefined;
  readonly name: Text | undefined;
  readonly if: Scalar | undefined;
  readonly env: readonly Variable[];
  readonly continueOnError: Text | undefined;
  readonly timeoutMinutes: Text | undefined;
  readonly parallel: boolean;
  /** `undefined` for `uses` steps and the kinds that run nothing (`wait`, `wait-all`, `cancel`). */
  readonly run: Scalar | undefined;
  /** As written on the step, else the defaults of its job or workflow. */
  readonly shell: Text | undefined;
  readonly workingDirectory: Text | undefined;
  readonly uses: Uses | undefined;
  readonly with: readonly Variable[];
}

/** A `uses:` reference, taken apart. */
export interface Uses {
  /** As written. */
  readonly text: Text;
  readonly kind: 'repository' | 'local' | 'self' | 'docker' | 'expression' | 'malformed';
  /** `owner/repo` in lower case, for `repository`. */
  readonly repository: string | undefined;
  readonly owner: string | undefined;
  /** Folder or file below the repository (`repository`), below the root (`local`, `self`), no leading `./`. */
  readonly path: string;
  readonly ref: Text | undefined;
  /** For `docker`: the image. */
  readonly image: Text | undefined;
  /** The text of a trailing comment on the line, without `#`. */
  readonly comment: string | undefined;
}

/** An `action.yml` or `action.yaml`, anywhere. */
export interface Action extends YamlBase {
  readonly kind: 'action';
  readonly name: Text | undefined;
  /** `composite`, `node24`, `docker` … */
  readonly using: Text | undefined;
  readonly inputs: readonly Input[];
  readonly outputs: readonly Variable[];
  /** Of a composite action. */
  readonly steps: readonly Step[];
  /** Of a Docker action: `Dockerfile` or `docker://…`. */
  readonly image: Text | undefined;
}

/** `.github/dependabot.yml` or `.yaml`. */
export interface Dependabot extends YamlBase {
  readonly kind: 'dependabot';
  readonly updates: readonly DependabotUpdate[];
}

export interface DependabotUpdate {
  readonly span: Span;
  readonly ecosystem: Text | undefined;
  /** `directory` and `directories`. */
  readonly directories: readonly Text[];
  readonly interval: Text | undefined;
}

/** The value of `NAME` in `with` or `env`; action inputs compare without case. */
export function findVariable(variables: readonly Variable[], name: string): Variable | undefined {
  const wanted = name.toLowerCase();
  return variables.find((variable) => variable.name.text.toLowerCase() === wanted);
}

export const isReusableCall = (job: Job): boolean => job.uses !== undefined;

export const hasTrigger = (workflow: Workflow, event: string): boolean =>
  workflow.triggers.some((trigger) => trigger.event.text === event);

/** All steps of a workflow or composite action, in order. */
export const stepsOf = (document: Workflow | Action): readonly Step[] =>
  document.kind === 'workflow' ? document.jobs.flatMap((job) => job.steps) : document.steps;
