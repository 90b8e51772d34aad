import type { Repository } from '../../documents/document.ts';
import type { Command } from '../../documents/shell.ts';
import type { Step } from '../../documents/workflow-model.ts';
import { type PackageManager, packageManagers } from '../../knowledge/package-managers.ts';
import { findRepositoryFolder } from '../trust/checkouts.ts';
import { exists, joinPath } from '../folders.ts';
import { plainScriptOf } from '../shell/plain-lines.ts';
import { foldersOf } from '../shell/script-folders.ts';
import { allCommandsOf, programOf, scriptOfStep } from '../shell/scripts.ts';
import { joinPaths } from '../workspace-paths.ts';

/** A command that installs what a project's own files list, rather than a tool. */
export interface Install {
  readonly manager: PackageManager;
  readonly command: Command;
  /** `install`, `ci`; empty for a lone `yarn`. */
  readonly subcommand: string;
  /** Everything behind the program. */
  readonly words: readonly string[];
  /** The folder that an option names, as written: `npm --prefix web ci`. */
  readonly folder: string | undefined;
}

/** An install of a project that has a lock file. */
export interface LockedInstall extends Install {
  readonly lockFile: string;
}

/** Cheap to ask of a script: where it names no manager, its commands need no parsing. */
export const namesManager = new RegExp(packageManagers.map(({ program }) => program).join('|'));

/** What a command installs; `undefined` for anything else, and for tools, which are named or go to the whole machine. */
export function installOf(command: Command): Install | undefined {
  const program = programOf(command);
  if (!program || program.isElsewhere) return undefined;
  const words = program.arguments.map(({ text }) => text);
  const at = words.findIndex((word) => !word.startsWith('-'));
  const isAlone = at === -1 || isValue(words, at);
  const subcommand = isAlone ? '' : (words[at] ?? '');
  const manager = packageManagers.find(
    (candidate) => candidate.program === program.program && candidate.commands.includes(subcommand),
  );
  if (!manager || (isAlone && words.some((word) => asksOnly.test(word)))) return undefined;
  const isNamed = words.some(
    (word, index) => index > at && at !== -1 && !word.startsWith('-') && !isValue(words, index),
  );
  // Cargo's words are targets of the build, never packages to fetch.
  if (manager.name !== 'cargo' && (isNamed || words.some((word) => /^(?:-g|--global|--location=global)$/.test(word)))) {
    return undefined;
  }
  return { manager, command, subcommand, words, folder: findFolder(words) };
}

/** The installs of a step that stand in a folder of this repository with the manager's lock file. */
export function lockedInstallsOf(step: Step, repository: Repository): readonly LockedInstall[] {
  const script = scriptOfStep(step) ?? plainScriptOf(step);
  if (!script || !namesManager.test(script.text.text)) return [];
  const folders = foldersOf(step, script);
  return allCommandsOf(script).flatMap((command) => {
    const install = installOf(command);
    if (!install) return [];
    const folder = findRepositoryFolder(step, joinPaths(folders.get(command) ?? '', install.folder ?? ''));
    const lockFile = folder === undefined ? undefined : findLockFile(install.manager, folder, repository);
    return lockFile === undefined ? [] : [{ ...install, lockFile }];
  });
}

/** The manager's lock file in a folder of the repository. */
export function findLockFile(
  { lockFiles }: PackageManager,
  folder: string,
  repository: Repository,
): string | undefined {
  if (/\$|\/\/|~/.test(folder)) return undefined;
  return lockFiles.flatMap((name) => joinPath(folder, name) ?? []).find((path) => exists(repository, path));
}

/** Tells something and installs nothing. */
const asksOnly = /^(?:-v|-V|--version|-h|--help)$/;

const folderOptions: ReadonlySet<string> = new Set([
  ...['--prefix', '-C', '--cwd', '--dir', '-d', '--working-dir', '--directory', '--project'],
]);

/** Options of some manager that take the next word and no folder. */
const valueOptions: ReadonlySet<string> = new Set([
  ...['--registry', '--loglevel', '--reporter', '--jobs', '-j', '--retry', '--filter', '-F', '--cache', '--omit'],
  ...['--include', '--workspace', '-w', 'workspace', '--network-timeout', '--network-concurrency', '--mutex'],
  ...['--cache-folder', '--modules-folder', '--store-dir', '--path', '--with', '--without', '--gemfile', '--mode'],
  ...['--group', '--only-group', '--no-group', '--extra', '--python', '-p', '--package', '--index-url', '--script'],
  ...['--resolution', '--python-platform', '--only', '--categories', '--extra-pip-args', '--upgrade-package', '-P'],
]);

const isValue = (words: readonly string[], index: number): boolean => {
  const before = words[index - 1] ?? '';
  return folderOptions.has(before) || valueOptions.has(before) || valueOptions.has(words[index] ?? '');
};

function findFolder(words: readonly string[]): string | undefined {
  for (const [index, word] of words.entries()) {
    const [name = '', value] = word.split('=', 2);
    if (folderOptions.has(name)) return value ?? words[index + 1];
  }
  return undefined;
}
