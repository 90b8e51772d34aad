import type { SourceFile, Text } from '../core/source.ts';
import { stepsFrom } from './steps.ts';
import type { Concurrency, Environment, Job, RunDefaults, Strategy, Trigger, Workflow } from './workflow-model.ts';
import {
  containerOf,
  defaultsOf,
  entriesOf,
  inputsOf,
  itemsOf,
  permissionsOf,
  scalarOf,
  textOf,
  usesOf,
  variablesOf,
} from './workflow-parts.ts';
import { workflowProblems } from './workflow-problems.ts';
import { parseYaml } from './yaml.ts';
import { findEntry, findText, findValue, textsOf } from './yaml-value.ts';
import type { Comment, Entry, Value } from './yaml-value.ts';

/** A file of `.github/workflows/` as GitHub reads it; what is broken or absent is `undefined` or empty. */
export function parseWorkflow(file: SourceFile): Workflow {
  const { root, comments, problems } = parseYaml(file);
  const jobs: Job[] = [];
  const workflow: Workflow = {
    kind: 'workflow',
    file,
    root,
    comments,
    // A tree built around a syntax error says nothing certain about what is missing in it.
    problems: problems.length > 0 ? problems : workflowProblems(file, root),
    name: findText(root, 'name'),
    runName: findText(root, 'run-name'),
    triggers: triggersOf(findValue(root, 'on')),
    permissions: permissionsOf(root),
    env: variablesOf(findValue(root, 'env')),
    defaults: defaultsOf(root),
    concurrency: concurrencyOf(root),
    jobs,
  };
  for (const entry of entriesOf(findValue(root, 'jobs'))) jobs.push(jobOf(entry, workflow, comments));
  return workflow;
}

/** `on: push`, `on: [push, pull_request]` or a mapping with filters. */
function triggersOf(on: Value | undefined): readonly Trigger[] {
  if (on?.kind === 'mapping') return on.entries.map((entry) => triggerOf(entry.key.value, entry.value));
  return textsOf(on).map((event) => triggerOf(event, undefined));
}

function triggerOf(event: Text, value: Value | undefined): Trigger {
  const texts = (key: string): readonly Text[] => textsOf(findValue(value, key));
  return {
    event,
    types: texts('types'),
    branches: texts('branches'),
    branchesIgnore: texts('branches-ignore'),
    tags: texts('tags'),
    tagsIgnore: texts('tags-ignore'),
    paths: texts('paths'),
    pathsIgnore: texts('paths-ignore'),
    workflows: texts('workflows'),
    inputs: inputsOf(findValue(value, 'inputs')),
    crons: event.text === 'schedule' ? itemsOf(value).flatMap((item) => findText(item, 'cron') ?? []) : [],
    value,
  };
}

function jobOf(entry: Entry, workflow: Workflow, comments: readonly Comment[]): Job {
  const value = entry.value;
  const own = defaultsOf(value);
  const defaults: RunDefaults = {
    shell: own.shell ?? workflow.defaults.shell,
    workingDirectory: own.workingDirectory ?? workflow.defaults.workingDirectory,
  };
  const secrets = findValue(value, 'secrets');
  const steps: Job['steps'][number][] = [];
  const job: Job = {
    kind: 'job',
    workflow,
    id: entry.key.value,
    span: entry.span,
    entries: entriesOf(value),
    name: findText(value, 'name'),
    if: scalarOf(findValue(value, 'if')),
    needs: textsOf(findValue(value, 'needs')),
    runsOn: runsOnOf(findValue(value, 'runs-on')),
    permissions: permissionsOf(value),
    environment: environmentOf(value),
    concurrency: concurrencyOf(value),
    timeoutMinutes: findText(value, 'timeout-minutes'),
    continueOnError: findText(value, 'continue-on-error'),
    strategy: strategyOf(value),
    container: containerOf(findEntry(value, 'container'), undefined),
    services: entriesOf(findValue(value, 'services')).flatMap(
      (service) => containerOf(service, service.key.value) ?? [],
    ),
    env: variablesOf(findValue(value, 'env')),
    outputs: variablesOf(findValue(value, 'outputs')),
    defaults: own,
    steps,
    uses: usesOf(value, comments),
    with: variablesOf(findValue(value, 'with')),
    inheritsSecrets: textOf(secrets),
    secrets: variablesOf(secrets),
  };
  steps.push(...stepsFrom(findValue(value, 'steps'), job, defaults, comments));
  return job;
}

/** A label, a list of them, or `{ group, labels }`. */
const runsOnOf = (value: Value | undefined): readonly Text[] =>
  textsOf(value?.kind === 'mapping' ? findValue(value, 'labels') : value).filter(
    (label) => !label.text.includes('${{'),
  );

function environmentOf(job: Value | undefined): Environment | undefined {
  const entry = findEntry(job, 'environment');
  if (!entry?.value || entry.value.kind === 'sequence') return undefined;
  const name = entry.value.kind === 'scalar' ? textOf(entry.value) : findText(entry.value, 'name');
  return { name, url: findText(entry.value, 'url'), span: entry.span };
}

function concurrencyOf(parent: Value | undefined): Concurrency | undefined {
  const entry = findEntry(parent, 'concurrency');
  if (!entry?.value || entry.value.kind === 'sequence') return undefined;
  return {
    span: entry.span,
    group: entry.value.kind === 'scalar' ? textOf(entry.value) : findText(entry.value, 'group'),
    cancelInProgress: findText(entry.value, 'cancel-in-progress'),
  };
}

function strategyOf(job: Value | undefined): Strategy | undefined {
  const entry = findEntry(job, 'strategy');
  if (!entry?.value) return undefined;
  const matrix = findValue(entry.value, 'matrix');
  return {
    span: entry.span,
    matrix: matrix?.kind === 'sequence' ? undefined : matrix,
    failFast: findText(entry.value, 'fail-fast'),
  };
}
