import type { Dockerfile, Instruction } from '../documents/dockerfile/model.ts';
import type { Repository } from '../documents/document.ts';
import type { Action, Step, Workflow } from '../documents/workflow-model.ts';
import { stepsOf } from '../documents/workflow-model.ts';
import { contextOf } from './contexts.ts';
import { copiesOf } from './copies.ts';
import { exists, folderOf, joinPath } from './folders.ts';
import { type Install, installOf, isOfProject, lockedInstallsOf } from './installs.ts';
import { allCommandsOf, programOf, scriptOfStep, scriptsOfInstruction } from './scripts.ts';
import { ancestryOf } from './stages.ts';

/** An install that has a lock file to keep to and may not. */
export interface UnlockedInstall {
  readonly install: Install;
  readonly lockFile: string;
  /** The command that keeps to it. */
  readonly instead: string;
}

export function installsIn(
  document: Workflow | Action | Dockerfile,
  repository: Repository,
): readonly UnlockedInstall[] {
  if (document.kind === 'dockerfile') return imageInstalls(document, repository);
  return stepsOf(document).flatMap((step) => {
    if (updatesLockFile(step)) return [];
    return lockedInstallsOf(step, repository).flatMap((install) => judged(install, repository, { isCi: true }));
  });
}

interface Surroundings {
  /** `CI` is set, as it is in every workflow: https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
  readonly isCi: boolean;
}

function judged(install: Install, repository: Repository, { isCi }: Surroundings): readonly UnlockedInstall[] {
  const { manager, folder } = install;
  const words = install.program.arguments.map(({ text }) => text);
  const lockFile = manager.lockFiles.find((name) => exists(repository, joinedName(folder, name)));
  if (lockFile === undefined || !isOfProject(install)) return [];
  if (words.some((word) => /^(--package-lock-only|--lockfile-only|--no-save|--dry-run)$/.test(word))) return [];
  const instead = frozenForm(install, words, repository, isCi);
  return instead === undefined ? [] : [{ install, lockFile, instead }];
}

/** How the command should read, `undefined` where it keeps to the lock file already. */
function frozenForm(
  { manager, folder }: Install,
  words: readonly string[],
  repository: Repository,
  isCi: boolean,
): string | undefined {
  const isFrozen = words.some((word) =>
    /^--(frozen-lockfile|immutable|deploy|ignore-pipfile|frozen)(=true)?$/.test(word),
  );
  const isLoose = words.some((word) =>
    /^--(no-frozen-lockfile|no-immutable|frozen-lockfile=false|immutable=false)$/.test(word),
  );
  switch (manager.name) {
    case 'npm':
      return /^(ci|clean-install)$/.test(words.find((word) => !word.startsWith('-')) ?? '') ? undefined : 'npm ci';
    case 'yarn': {
      const isBerry = usesBerry(folder, repository);
      if (isBerry && isCi && !isLoose) return undefined;
      return isFrozen ? undefined : `yarn install ${isBerry ? '--immutable' : '--frozen-lockfile'}`;
    }
    case 'pnpm':
      return (isCi && !isLoose) || isFrozen ? undefined : 'pnpm install --frozen-lockfile';
    case 'pipenv':
      return isFrozen || words.includes('sync') || words.includes('--system') ? undefined : 'pipenv install --deploy';
    default:
      return undefined;
  }
}

/** Yarn from version 2 on: https://yarnpkg.com/configuration/yarnrc */
function usesBerry(folder: string, repository: Repository): boolean {
  const folders = [folder, ''];
  return folders.some(
    (place) =>
      exists(repository, joinedName(place, '.yarnrc.yml')) ||
      /"packageManager"\s*:\s*"yarn@(?![01]\.)/.test(
        repository.tree.texts.get(joinedName(place, 'package.json')) ?? '',
      ),
  );
}

/** A job that is there to write the lock file anew. */
function updatesLockFile(step: Step): boolean {
  const steps = step.owner.steps;
  return steps.some((other) => {
    if (/create-pull-request|git-auto-commit|add-and-commit/.test(other.uses?.repository ?? '')) return true;
    const script = other.index >= step.index ? scriptOfStep(other) : undefined;
    return script !== undefined && /\bgit\b/.test(script.text.text) && allCommandsOf(script).some(isCommit);
  });
}

const isCommit = (command: Parameters<typeof programOf>[0]): boolean => {
  const program = programOf(command);
  return program?.program === 'git' && program.arguments.some(({ text }) => text === 'commit' || text === 'push');
};

function imageInstalls(dockerfile: Dockerfile, repository: Repository): readonly UnlockedInstall[] {
  const context = contextOf(dockerfile, repository);
  if (!context) return [];
  return dockerfile.stages.flatMap((stage) => {
    const isCi = ancestryOf(stage).some((one) => one.instructions.some(setsCi));
    return stage.instructions.flatMap((instruction, index) => {
      if (instruction.keyword !== 'RUN') return [];
      const before = [
        ...ancestryOf(stage)
          .slice(1)
          .flatMap((one) => one.instructions),
        ...stage.instructions.slice(0, index),
      ];
      const folders = manifestFolders(before);
      return scriptsOfInstruction(instruction).flatMap((script) =>
        allCommandsOf(script).flatMap((command) => {
          for (const folder of folders) {
            const place = joinPath(context.root, folder);
            const install = place === undefined ? undefined : installOf(command, place);
            const found = install ? judged({ ...install, folder: place ?? '' }, repository, { isCi }) : [];
            if (found.length > 0) return found;
          }
          return [];
        }),
      );
    });
  });
}

const setsCi = (instruction: Instruction): boolean =>
  instruction.keyword === 'ENV' &&
  instruction.pairs.some(({ name, value }) => name.text === 'CI' && value !== undefined && value.text !== '');

/** Folders of the context whose manifest has been copied in; all of the context counts as its root. */
function manifestFolders(instructions: readonly Instruction[]): readonly string[] {
  const folders = new Set<string>();
  for (const instruction of instructions) {
    for (const copy of copiesOf(instruction)) {
      const text = copy.source.text.replace(/^\.?\//, '');
      if (copy.isBroad) folders.add('');
      else if (/(package[^/]*\.json|package\*|package\*\.json|Pipfile|yarn\.lock|pnpm-lock\.yaml)$/.test(text))
        folders.add(folderOf(text));
      else if (copy.path !== undefined && !/\.[^/]+$/.test(copy.path)) folders.add(copy.path);
    }
  }
  return [...folders].filter((folder) => !/[*?[$]/.test(folder));
}

const joinedName = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
