import type { Command } from '../documents/shell.ts';
import type { Repository } from '../documents/document.ts';
import type { Job, Step } from '../documents/workflow-model.ts';
import { type PackageManager, packageManagers } from '../knowledge/package-managers.ts';
import { exists, joinPath } from './folders.ts';
import { foldersOf } from './script-folders.ts';
import { allCommandsOf, programOf, scriptOfStep, type Program } from './scripts.ts';

/** A command that installs what a project depends on, and the folder of the project. */
export interface Install {
  readonly manager: PackageManager;
  readonly command: Command;
  readonly program: Program;
  /** Below the repository's root. */
  readonly folder: string;
}

/** The installs of a step whose folder holds the manager's lock file. */
export function lockedInstallsOf(step: Step, repository: Repository): readonly Install[] {
  const script = scriptOfStep(step);
  if (!script) return [];
  const folders = foldersOf(step, script);
  return allCommandsOf(script).flatMap((command) => {
    const install = installOf(command, folders.get(command) ?? '');
    return install && hasLockFile(install, repository) ? [install] : [];
  });
}

/** What a command installs; `undefined` for anything else, or where it names packages instead. */
export function installOf(command: Command, folder: string): Install | undefined {
  const program = programOf(command);
  if (!program || program.isElsewhere) return undefined;
  const first = program.arguments.find(({ text }) => !text.startsWith('-'))?.text ?? '';
  const manager = packageManagers.find(({ installs }) =>
    installs.some((install) => install.program === program.program && install.command.test(first)),
  );
  if (!manager) return undefined;
  const inFolder = folderOption(program);
  const joined = inFolder === undefined ? folder : joinPath(folder, inFolder);
  return joined === undefined ? undefined : { manager, command, program, folder: joined };
}

/** Words behind the subcommand that name packages: `npm install eslint`. */
export const namedPackages = ({ program }: Install): readonly string[] => {
  const words = program.arguments.map(({ text }) => text);
  const names: string[] = [];
  let passed = false;
  for (const [index, word] of words.entries()) {
    if (word.startsWith('-')) continue;
    if (!passed && index === words.findIndex((other) => !other.startsWith('-'))) {
      passed = true;
      continue;
    }
    if (!folderOptions.has(words[index - 1] ?? '') && !valueOptions.has(words[index - 1] ?? '')) names.push(word);
  }
  return names;
};

/** Installs what the project's own files name, rather than a tool. */
export const isOfProject = (install: Install): boolean =>
  namedPackages(install).length === 0 &&
  !install.program.arguments.some(({ text }) => text === '-g' || text === '--global');

/** Jobs that a person waits for: not those that only releases start, where a cache is a risk, nor machines that keep their disk. */
export const isEverydayJob = (job: Job): boolean =>
  !job.runsOn.some((label) => /self-hosted/i.test(label.text)) &&
  job.workflow.triggers.some(({ event, tags, branches }) => {
    if (event.text === 'push') return tags.length === 0 || branches.length > 0;
    return event.text === 'pull_request' || event.text === 'merge_group' || event.text === 'pull_request_target';
  });

const folderOptions: ReadonlySet<string> = new Set([
  '--prefix',
  '-C',
  '--cwd',
  '--dir',
  '--manifest-path',
  '--gemfile',
  '-d',
  '--working-dir',
]);

const valueOptions: ReadonlySet<string> = new Set([
  '--registry',
  '--loglevel',
  '--jobs',
  '-j',
  '--retry',
  '--filter',
  '-F',
  '--cache',
  '--network-timeout',
  '--mutex',
]);

function folderOption({ arguments: words }: Program): string | undefined {
  for (const [index, { text }] of words.entries()) {
    const [name = '', value] = text.split('=', 2);
    if (!['--prefix', '-C', '--cwd', '--dir', '-d', '--working-dir'].includes(name)) continue;
    return value ?? words[index + 1]?.text;
  }
  return undefined;
}

/** In the folder of the install, or, for a workspace, in one above it. */
function hasLockFile({ manager, folder }: Install, repository: Repository): boolean {
  if (/\$|\/\/|~/.test(folder)) return false;
  return manager.lockFiles.some((name) => exists(repository, folder === '' ? name : `${folder}/${name}`));
}
