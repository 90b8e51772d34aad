import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { bundleFolder, root } from './bundle.ts';
import { readOutput } from './command-parser.ts';
import type { Annotation } from './command-parser.ts';
import type { Event } from './events.ts';
import type { FakeGitHub } from './fake-github.ts';
import { readAssignments, readSummary } from './file-commands.ts';
import { fullNameOf, pagesOf } from './github-state.ts';
import { outcomeOf } from './terminal.ts';

/** One step of a job: the bundled Action, run as the runner runs it. */
export interface StepSettings {
  readonly github: FakeGitHub;
  readonly event: Event;
  /** As `with:` names them; what the workflow leaves out has the default of `action.yml`. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Path of the Node to run it with. */
  readonly node?: string;
  /** What lies in `GITHUB_WORKSPACE`: nothing, unless the job checked something out. */
  readonly workspace?: (folder: string) => void;
}

export interface Step {
  readonly exitCode: number;
  readonly annotations: readonly Annotation[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Lines of the log that are no commands. */
  readonly log: readonly string[];
  /** Annotations over ten of a level, foreign commands, written variables and the like: nothing, if all is well. */
  readonly misuse: readonly string[];
  /** Files the Action left in the runner's folder for temporary ones. */
  readonly files: ReadonlyMap<string, string>;
  /** What `report-path` and `sarif-path` lead to; `null` as text where they are empty. */
  readonly report: string;
  readonly sarif: string;
  readonly masks: readonly string[];
  /** Everything that was written anywhere on this machine, for plain searches. */
  readonly everything: string;
  readonly milliseconds: number;
}

export async function runStep(settings: StepSettings): Promise<Step> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-step-'));
  try {
    return await runIn(folder, settings);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The Nodes that the bundle must run on: this one, and 24 where it is installed. */
export function nodes(): readonly { readonly name: string; readonly path: string }[] {
  const path = process.env['PLIMSOLL_NODE24'] ?? join(root, '.cache', 'node24', 'bin', 'node');
  const here = { name: `Node ${process.versions.node.split('.')[0]}`, path: process.execPath };
  if (process.versions.node.startsWith('24.')) return [here];
  if (existsSync(path)) return [here, { name: 'Node 24', path }];
  if (process.env['CI'] === 'true') throw new Error(`No Node 24 in ${path}: run \`node scripts/node24.mjs\``);
  console.warn('skipped: no Node 24');
  return [here];
}

/** The one that the Action declares, where it is there: for what does not depend on Node. */
export const newestNode = (): { readonly name: string; readonly path: string } =>
  nodes().at(-1) ?? { name: 'Node', path: process.execPath };

async function runIn(folder: string, settings: StepSettings): Promise<Step> {
  const paths = pathsIn(folder);
  for (const path of [paths.workspace, paths.temp, paths.home]) mkdirSync(path, { recursive: true });
  for (const path of Object.values(paths.commands)) writeFileSync(path, '');
  writeFileSync(paths.event, JSON.stringify(settings.event.payload));
  settings.workspace?.(paths.workspace);
  const before = new Set(filesUnder(paths.workspace));
  const start = Date.now();
  const { exitCode, stdout, stderr } = await spawned(settings, paths);
  const milliseconds = Date.now() - start;
  const written = Object.fromEntries(Object.entries(paths.commands).map(([name, path]) => [name, readFileSync(path)]));
  const [out, err] = [readOutput(stdout), readOutput(stderr)];
  const misuse = [
    ...[...out.foreign, ...err.foreign].map((line) => `foreign command: ${line}`),
    ...(out.dropped + err.dropped > 0 ? [`${out.dropped + err.dropped} annotations too many`] : []),
    ...(err.annotations.length > 0 ? ['annotations on standard error'] : []),
    ...(out.isStopped || err.isStopped ? ['commands never resumed'] : []),
    ...['env', 'path', 'state']
      .filter((name) => written[name]?.length !== 0)
      .map((name) => `GITHUB_${name.toUpperCase()} written`),
    ...filesUnder(paths.workspace)
      .filter((path) => !before.has(path))
      .map((path) => `workspace written: ${path}`),
  ];
  const files = new Map(filesUnder(paths.temp).map((path) => [path, readFileSync(join(paths.temp, path), 'utf8')]));
  const texts = Object.values(written).map((bytes) => bytes.toString('utf8'));
  const outputs = Object.fromEntries(readAssignments(written['output']?.toString('utf8') ?? ''));
  const textAt = (path: string | undefined) => (path ? readFileSync(path, 'utf8') : 'null');
  return {
    exitCode,
    annotations: out.annotations,
    outputs,
    report: textAt(outputs['report-path']),
    sarif: textAt(outputs['sarif-path']),
    summary: readSummary(written['summary'] ?? new Uint8Array()),
    log: [...out.log, ...err.log],
    misuse,
    files,
    masks: out.masks,
    everything: [stdout, stderr, ...texts, ...files.keys(), ...files.values()].join('\n'),
    milliseconds,
  };
}

type Paths = ReturnType<typeof pathsIn>;

function pathsIn(folder: string) {
  const commands = Object.fromEntries(
    ['output', 'summary', 'env', 'path', 'state'].map((name) => [name, join(folder, `${name}_1`)]),
  );
  return {
    commands,
    event: join(folder, 'event.json'),
    workspace: join(folder, 'workspace'),
    temp: join(folder, 'temp'),
    home: join(folder, 'home'),
  };
}

function spawned(settings: StepSettings, paths: Paths) {
  const child = spawn(settings.node ?? process.execPath, [join(bundleFolder(), 'index.js')], {
    cwd: paths.workspace,
    env: { ...environment(settings, paths), ...inputsOf(settings), ...settings.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return outcomeOf(child);
}

/** `with:` as variables: upper case, spaces to underscores, hyphens kept. */
const inputsOf = ({ github, inputs }: StepSettings) =>
  Object.fromEntries(
    Object.entries({ ...defaults(), token: github.token.value, ...inputs }).map(([name, value]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      value,
    ]),
  );

function environment({ github, event }: StepSettings, paths: Paths): Record<string, string> {
  const { state } = github;
  const workflow = `${fullNameOf(state)}/.github/workflows/plimsoll.yml@${event.ref}`;
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: paths.home,
    TMPDIR: paths.temp,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: 'plimsoll',
    GITHUB_ACTION_REPOSITORY: 'plimsoll-ci/plimsoll',
    GITHUB_ACTION_REF: 'v1',
    GITHUB_ACTOR: event.actor ?? 'mona',
    GITHUB_TRIGGERING_ACTOR: event.actor ?? 'mona',
    GITHUB_API_URL: github.apiUrl,
    GITHUB_GRAPHQL_URL: github.graphqlUrl,
    GITHUB_SERVER_URL: pagesOf(state),
    GITHUB_BASE_REF: event.baseRef ?? '',
    GITHUB_HEAD_REF: event.headRef ?? '',
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: paths.event,
    GITHUB_JOB: 'plimsoll',
    GITHUB_REF: event.ref,
    GITHUB_REPOSITORY: fullNameOf(state),
    GITHUB_REPOSITORY_ID: '1',
    GITHUB_REPOSITORY_OWNER: state.owner,
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '987654321',
    GITHUB_RUN_NUMBER: '42',
    GITHUB_SHA: event.sha,
    GITHUB_WORKFLOW: 'Plimsoll',
    GITHUB_WORKFLOW_REF: workflow,
    GITHUB_WORKFLOW_SHA: event.sha,
    GITHUB_WORKSPACE: paths.workspace,
    GITHUB_OUTPUT: paths.commands['output'] ?? '',
    GITHUB_STEP_SUMMARY: paths.commands['summary'] ?? '',
    GITHUB_ENV: paths.commands['env'] ?? '',
    GITHUB_PATH: paths.commands['path'] ?? '',
    GITHUB_STATE: paths.commands['state'] ?? '',
    RUNNER_ARCH: 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'GitHub Actions 1',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: paths.temp,
    RUNNER_TOOL_CACHE: join(paths.home, 'tools'),
  };
}

let inputDefaults: Readonly<Record<string, string>> | undefined;

/** Every input of `action.yml` reaches the step, empty where nothing is said. */
function defaults(): Readonly<Record<string, string>> {
  if (inputDefaults) return inputDefaults;
  // Our own file; a shape other than this fails the tests of `action.yml`.
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
    readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  };
  inputDefaults = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? '']));
  return inputDefaults;
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
