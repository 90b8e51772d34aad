import type { Dockerfile } from '../../documents/dockerfile/model.ts';
import type { Repository } from '../../documents/document.ts';
import type { Word } from '../../documents/shell.ts';
import { findVariable, stepsOf, type Action, type Step, type Workflow } from '../../documents/workflow-model.ts';
import { buildOptionsOf, pushesOutput, type BuildOptions } from './build-options.ts';
import { composeServicesOf } from './compose.ts';
import { exists, folderOf, isInside, joinPath } from '../folders.ts';
import { valuesOf } from '../runs/matrix.ts';
import { allCommandsOf, programOf, scriptOfStep } from '../shell/scripts.ts';

/** One place that builds an image from a Dockerfile of this repository. */
export interface ImageBuild {
  readonly origin: 'workflow' | 'compose' | 'action';
  /** Path of the Dockerfile. */
  readonly dockerfile: string;
  /** `undefined` where it is built from somewhere else or an expression decides. */
  readonly context: BuildContext | undefined;
  readonly target: string | undefined;
  readonly pushes: boolean;
  readonly step: Step | undefined;
}

export interface BuildContext {
  /** Folder relative to the root of the repository, which is the empty string. */
  readonly root: string;
  /** `git`: fetched by the builder at the commit, so that no ignore file is read and nothing untracked enters. */
  readonly kind: 'directory' | 'git';
}

const builds = new WeakMap<Repository, ReadonlyMap<string, readonly ImageBuild[]>>();

/** All builds of one Dockerfile that workflows, actions and Compose files name. */
export function buildsOf(dockerfile: Dockerfile, repository: Repository): readonly ImageBuild[] {
  const known = builds.get(repository) ?? byDockerfile(repository);
  builds.set(repository, known);
  return known.get(dockerfile.file.path) ?? [];
}

function byDockerfile(repository: Repository): ReadonlyMap<string, readonly ImageBuild[]> {
  const all = new Map<string, ImageBuild[]>();
  for (const named of allBuilds(repository)) {
    const build = locatedIn(repository, named);
    const same = all.get(build.dockerfile);
    if (same) same.push(build);
    else all.set(build.dockerfile, [build]);
  }
  return all;
}

function* allBuilds(repository: Repository): Iterable<ImageBuild> {
  for (const document of [...repository.workflows, ...repository.actions]) {
    yield* buildsOfSteps(document, repository);
    if (document.kind === 'action') yield* buildsOfAction(document);
  }
  for (const { build } of composeServicesOf(repository)) {
    if (build?.dockerfile === undefined || build.context === undefined) continue;
    const context: BuildContext = { root: build.context, kind: 'directory' };
    yield {
      origin: 'compose',
      dockerfile: build.dockerfile,
      context,
      target: build.target,
      pushes: false,
      step: undefined,
    };
  }
}

/** An action that runs in a container is built with its own folder as context. */
function* buildsOfAction(action: Action): Iterable<ImageBuild> {
  const image = action.image?.text;
  if (action.using?.text !== 'docker' || image === undefined || image.startsWith('docker://')) return;
  const folder = folderOf(action.file.path);
  const dockerfile = joinPath(folder, image);
  if (dockerfile === undefined) return;
  const context: BuildContext = { root: folderOf(dockerfile), kind: 'directory' };
  yield { origin: 'action', dockerfile, context, target: undefined, pushes: false, step: undefined };
}

function* buildsOfSteps(document: Workflow | Action, repository: Repository): Iterable<ImageBuild> {
  for (const step of stepsOf(document)) {
    if (step.uses?.repository === 'docker/build-push-action') {
      yield* buildPushBuilds(step, repository);
    } else if (namesBuilder.test(step.run?.value.text ?? '')) yield* commandBuilds(step, repository);
  }
}

/** The build as seen from this repository, where the job checked it out into a folder of its own. */
export const locatedIn = (repository: Repository, build: ImageBuild): ImageBuild =>
  exists(repository, build.dockerfile) ? build : fromCheckout(build);

function fromCheckout(build: ImageBuild): ImageBuild {
  const folder = build.step && checkoutFolder(build.step);
  if (folder === undefined || !isInside(build.dockerfile, folder)) return build;
  const inside = (path: string): string => path.slice(folder.length + 1);
  const { context } = build;
  const isContextInside = context?.kind === 'directory' && isInside(context.root, folder);
  return {
    ...build,
    dockerfile: inside(build.dockerfile),
    context: isContextInside ? { ...context, root: inside(context.root) } : undefined,
  };
}

/** `path:` of an earlier checkout of this very repository. */
function checkoutFolder(step: Step): string | undefined {
  const earlier = step.owner.steps.slice(0, step.index);
  const checkout = earlier.find(
    ({ uses, with: inputs }) =>
      uses?.repository === 'actions/checkout' && !findVariable(inputs, 'repository') && findVariable(inputs, 'path'),
  );
  const path = checkout && findVariable(checkout.with, 'path')?.value?.text;
  const folder = path === undefined || path.includes('$') ? undefined : joinPath('', path);
  return folder === '' ? undefined : folder;
}

/** https://github.com/docker/build-push-action#inputs */
function buildPushBuilds(step: Step, repository: Repository): readonly ImageBuild[] {
  const input = (name: string): string | undefined => findVariable(step.with, name)?.value?.text.trim();
  const values = valuesOf(step, [input('context') ?? '', input('file') ?? '', input('target') ?? '']);
  const push = input('push') ?? 'false';
  const pushes = push !== 'false' || pushesOutput.test(input('outputs') ?? '');
  return values.flatMap(([context = '', file = '', target = '']) =>
    buildOfAction({ context, file, target, pushes }, step, repository),
  );
}

/** What a build is told: texts as written, empty where nothing is said. */
export interface Recipe {
  readonly context: string;
  readonly file: string;
  readonly target: string;
  readonly pushes: boolean;
}

/** The build that inputs of `docker/build-push-action` describe; none where an expression decides on the Dockerfile. */
export function buildOfAction(
  { context: contextText, file, target, pushes }: Recipe,
  step: Step,
  repository: Repository,
): readonly ImageBuild[] {
  const context = namedContext(contextText);
  // In a Git context the file is looked up within it, else from the working directory.
  const base = context?.kind === 'git' ? context.root : '';
  const dockerfile = dockerfileNamed(file, base, context?.root, repository);
  if (dockerfile === undefined) return [];
  return [{ origin: 'workflow', dockerfile, context, target: knownTarget(target), pushes, step }];
}

/** An expression as target says nothing; the last stage is what an empty one builds. */
const knownTarget = (target: string): string | undefined =>
  target === '' || target.includes('$') ? undefined : target;

/** By default a Git context at the root; `{{defaultContext}}:folder` is one in a folder of it. */
function namedContext(text: string): BuildContext | undefined {
  const folder = /^(?:\{\{\s*defaultContext\s*\}\}(?::(.*))?)?$/.exec(text);
  if (folder) {
    const root = joinPath('', folder[1] ?? '');
    return root === undefined ? undefined : { root, kind: 'git' };
  }
  const path = withoutWorkspace(text);
  if (/^(?:[a-z+]+:\/\/|git@|\/|~|\$)/i.test(path) || path.includes('${{')) return undefined;
  const root = joinPath('', path);
  return root === undefined ? undefined : { root, kind: 'directory' };
}

const withoutWorkspace = (path: string): string =>
  path.replace(/^(?:\$\{\{\s*github\.workspace\s*\}\}|\$\{?GITHUB_WORKSPACE\}?)\/?/, './');

/** As `--file` says, seen from `base`; else the usual name in the context. */
function dockerfileNamed(
  file: string,
  base: string,
  context: string | undefined,
  repository: Repository,
): string | undefined {
  if (file === '') return context === undefined ? undefined : dockerfileIn(context, repository);
  const path = withoutWorkspace(file);
  return /[$`]|^\/|^~/.test(path) ? undefined : joinPath(base, path);
}

/** BuildKit falls back to the name in lower case. */
function dockerfileIn(folder: string, repository: Repository): string | undefined {
  const lower = joinPath(folder, 'dockerfile');
  const usual = joinPath(folder, 'Dockerfile');
  return lower !== undefined && usual !== undefined && exists(repository, lower) && !exists(repository, usual)
    ? lower
    : usual;
}

/** Cheap to ask; only such a script is worth parsing. */
const namesBuilder = /(?:docker|podman)(?:[^\n]|\\\r?\n){0,300}?build|buildah/;

function commandBuilds(step: Step, repository: Repository): readonly ImageBuild[] {
  const script = scriptOfStep(step);
  if (!script) return [];
  const found: ImageBuild[] = [];
  const commands = allCommandsOf(script);
  const pushesLater = commands.some(
    (command) =>
      /^(?:docker|podman)$/.test(programOf(command)?.program ?? '') &&
      programOf(command)?.arguments[0]?.text === 'push',
  );
  let folder = joinPath('', withoutWorkspace(step.workingDirectory?.text ?? ''));
  for (const command of commands) {
    const program = programOf(command);
    if (program?.program === 'cd') folder = changedFolder(folder, program.arguments);
    const options = program && buildOptionsOf(program.program, program.arguments);
    if (!options || folder === undefined) continue;
    found.push(...commandBuild(step, options, folder, pushesLater, repository));
  }
  return found;
}

function changedFolder(folder: string | undefined, words: readonly Word[]): string | undefined {
  const path = words[0];
  if (folder === undefined || !path) return undefined;
  const written = withoutWorkspace(path.text);
  if (/[$~]|^-/.test(written) || written.startsWith('/')) return undefined;
  return joinPath(folder, written);
}

function commandBuild(
  step: Step,
  options: BuildOptions,
  folder: string,
  pushesLater: boolean,
  repository: Repository,
): readonly ImageBuild[] {
  const values = valuesOf(step, [options.context, options.file ?? '', options.target ?? '']);
  const pushes = options.pushes || pushesLater;
  return values.flatMap(([context = '', file = '', target = '']) =>
    buildOfCommand({ context, file, target, pushes }, folder, step, repository),
  );
}

/** The build that a command describes which runs in this folder. */
export function buildOfCommand(
  { context: contextText, file, target, pushes }: Recipe,
  folder: string,
  step: Step,
  repository: Repository,
): readonly ImageBuild[] {
  const path = withoutWorkspace(contextText);
  const isUnknown = /^(?:[a-z+]+:\/\/|git@|\/|~|-$)|[$`]/i.test(path);
  const root = isUnknown ? undefined : joinPath(folder, path);
  const dockerfile = dockerfileNamed(file, folder, root, repository);
  if (dockerfile === undefined) return [];
  const context = root === undefined ? undefined : ({ root, kind: 'directory' } as const);
  return [{ origin: 'workflow', dockerfile, context, target: knownTarget(target), pushes, step }];
}
