import { isNonShipping } from '../../core/paths.ts';
import type { Span } from '../../core/source.ts';
import type { Dockerfile, Stage } from '../../documents/dockerfile/model.ts';
import type { Repository } from '../../documents/document.ts';
import type { Word } from '../../documents/shell.ts';
import type { Job, Step } from '../../documents/workflow-model.ts';
import type { Operation } from '../activities/activity.ts';
import { findBuildCommand } from './build-commands.ts';
import { builtWith } from '../activities/build-scripts.ts';
import { commandsOf } from './commands-of-stage.ts';
import { joinPath } from '../folders.ts';
import { imageWorkOf } from './image-work.ts';
import { installOf } from '../installs/installs.ts';
import { entryJobsOf, operationsOf } from '../activities/operations.ts';
import { placeOf } from '../activities/place-of.ts';
import type { Program } from '../shell/programs.ts';
import { labelsOf } from '../runs/runners.ts';
import { findStage } from './stages.ts';
import { startsOfStep } from '../runs/triggers.ts';

/** A build of an image that every change starts, of a Dockerfile that installs or compiles something. */
export interface EverydayBuild {
  /** The command or action that builds it. */
  readonly at: Span;
  readonly dockerfile: Dockerfile;
  /** What is done again where no layer is kept: `npm ci`. */
  readonly work: string;
  readonly keepsLayers: boolean;
}

/** One for each place and Dockerfile, in the order of the files. */
export function everydayBuildsOf(repository: Repository): readonly EverydayBuild[] {
  const byPlace = new Map<string, EverydayBuild>();
  for (const job of entryJobsOf(repository)) {
    const operations = operationsOf(job, repository);
    for (const operation of operations) {
      for (const build of buildsOfOperation(operation, operations, repository)) {
        const key = JSON.stringify([build.at.file.path, build.at.start, build.dockerfile.file.path]);
        if (!byPlace.has(key)) byPlace.set(key, build);
      }
    }
  }
  return [...byPlace.values()];
}

function buildsOfOperation(
  operation: Operation,
  operations: readonly Operation[],
  repository: Repository,
): readonly EverydayBuild[] {
  const { innerStep, isDisabled } = operation;
  if (!innerStep || isDisabled || !isForgetful(operation.job)) return [];
  const made = imageWorkOf(operation, repository).flatMap((work) => (work.kind === 'build' ? work.made : []));
  if (made.length === 0 || !isEveryday(innerStep, repository)) return [];
  const keepsLayers = keepsOwnLayers(operation) || operations.some(keepsLayersForOthers);
  const at = placeOf(operation, repository);
  const written = new Set(operations.flatMap(writtenBy));
  return made.flatMap(({ build }) => {
    const dockerfile = repository.dockerfiles.find(({ file }) => file.path === build?.dockerfile);
    if (!build || !dockerfile || dockerfile.problems.length > 0 || isNonShipping(dockerfile.file.path)) return [];
    if (written.has(dockerfile.file.path)) return [];
    const last = build.target === undefined ? dockerfile.stages.at(-1) : findStage(dockerfile, build.target);
    const work = last && findWork(builtWith(last));
    return work === undefined ? [] : [{ at, dockerfile, work, keepsLayers }];
  });
}

/** Files that a job makes itself: what lies in the repository under that name is another. */
const writtenBy = ({ command, folder }: Operation): readonly string[] =>
  (command?.redirects ?? []).flatMap(({ operator, target }) =>
    operator.startsWith('>') && target && folder !== undefined ? (joinPath(folder, target.text) ?? []) : [],
  );

/** A machine that starts empty: GitHub's own. Others may keep their disk. */
const isForgetful = (job: Job): boolean => {
  const labels = labelsOf(job);
  return labels.length > 0 && labels.every((label) => /^(?:ubuntu|windows|macos)-/i.test(label));
};

/** Whether pull requests or pushes to branches start it, rather than releases, the clock or a person. */
function isEveryday(step: Step, repository: Repository): boolean {
  const conditions = [step.if, step.owner.kind === 'job' ? step.owner.if : undefined];
  const isForTags = conditions.some((condition) => asksForTag.test(condition?.value.text ?? ''));
  return startsOfStep(step, repository).some(({ event, trigger }) => {
    if (event !== 'push') return event === 'pull_request' || event === 'merge_group' || event === 'pull_request_target';
    if (isForTags) return false;
    const isForTagsOnly = trigger?.branches.length === 0 && trigger.branchesIgnore.length === 0;
    return !(isForTagsOnly && trigger.tags.length + trigger.tagsIgnore.length > 0);
  });
}

const asksForTag = /refs\/tags\/|ref_type\s*==\s*'tag'/;

/** Or is told not to. */
function keepsOwnLayers({ uses, inputs, command, programs }: Operation): boolean {
  if (uses) {
    if (uses.repository !== 'docker/build-push-action') return true;
    const given = ['cache-from', 'cache-to', 'no-cache', 'no-cache-filters'].some((name) => inputs.get(name)?.trim());
    return Boolean(given) || /INLINE_CACHE/.test(inputs.get('build-args') ?? '') || inputs.has('builder');
  }
  const words = programs.flatMap(({ arguments: all }) => all);
  const variables = command?.assignments.map(({ name }) => name) ?? [];
  return words.some(({ text }) => ofCache.test(text)) || variables.some((name) => /CACHE/.test(name));
}

/** An option, or a variable that may hold one. */
const ofCache = /^--(?:cache-(?:from|to)|no-cache)|INLINE_CACHE|^\$\{?\w*(?:cache|args|opts|options|flags|extra)/i;

/** A step that brings layers back, or hands the build to a builder that keeps them. */
function keepsLayersForOthers({ uses, inputs }: Operation): boolean {
  const name = uses?.repository;
  if (name === undefined) return false;
  if (/^(?:depot|namespacelabs|useblacksmith|warpbuilds)\//.test(name)) return true;
  if (name === 'docker/setup-buildx-action') {
    return /cloud|remote|kubernetes/.test(inputs.get('driver') ?? '') || Boolean(inputs.get('endpoint'));
  }
  if (!name.includes('cache')) return false;
  return /docker|buildx|buildkit|layer/.test(name) || /docker|buildx|buildkit/i.test([...inputs.values()].join('\n'));
}

/** The first install or compilation, as its command begins; packages of the system where there is nothing else. */
function findWork(stages: readonly Stage[]): string | undefined {
  let ofSystem: string | undefined;
  for (const stage of stages) {
    const commands = commandsOf(stage, namesInstall);
    const install = commands.find(({ command, program }) => installOf(command) || installsProject(program));
    if (install) return nameOf(install.program);
    const compile = findBuildCommand(stage);
    if (compile) return compile.name;
    const system = commands.find(({ program }) => installsSystem(program));
    if (system) ofSystem ??= nameOf(system.program);
  }
  return ofSystem;
}

const plainWords = (words: readonly Word[]): readonly string[] =>
  words.map(({ text }) => text).filter((text) => !text.startsWith('-'));

const nameOf = ({ program, arguments: words }: Program): string =>
  [program, ...plainWords(words).slice(0, program === 'go' ? 2 : 1)].join(' ');

/** Cheap to ask of a script; the managers of `installOf` and the programs below. */
const namesInstall =
  /npm|yarn|bun|composer|poetry|uv|pip|cargo|go|mvn|gradle|dotnet|apt|apk|dnf|yum|conda|mamba|gem|mix|stack|cabal/;

/** What takes long beside the managers with a lock file. */
function installsProject({ program, arguments: words }: Program): boolean {
  const texts = words.map(({ text }) => text);
  const [first = '', second = ''] = plainWords(words);
  switch (program) {
    case 'pip':
      return first === 'install' && texts.some((text) => /^(?:-r|--requirement|\.|-e|--editable)/.test(text));
    case 'uv':
      return first === 'pip' && second === 'install' && texts.some((text) => /^(?:-r|\.|-e)/.test(text));
    case 'go':
      return first === 'mod' && second === 'download';
    case 'mvn':
    case 'mvnw':
    case 'gradle':
    case 'gradlew':
      return first !== '';
    case 'dotnet':
      return first === 'restore';
    default:
      return false;
  }
}

/** A handful of packages comes in seconds. */
function installsSystem({ program, arguments: words }: Program): boolean {
  if (!/^(?:apt|apt-get|apk|dnf|microdnf|yum)$/.test(program)) return false;
  const [first = '', ...packages] = plainWords(words);
  return /^(?:install|add)$/.test(first) && packages.length > 5;
}
