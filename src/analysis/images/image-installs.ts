import type { Repository } from '../../documents/document.ts';
import { isIgnored } from '../../documents/dockerignore.ts';
import type { Dockerfile, Instruction } from '../../documents/dockerfile/model.ts';
import type { Command } from '../../documents/shell.ts';
import { commandsOf } from './commands-of-stage.ts';
import { contextOf, type Context } from './contexts.ts';
import { mayUnlock, type Surroundings } from '../installs/frozen-installs.ts';
import { joinPath } from '../folders.ts';
import { contextFoldersAt, folderOfCommand } from './image-folders.ts';
import { findLockFile, type Install, installOf, type LockedInstall, namesManager } from '../installs/installs.ts';
import { ancestryOf } from './stages.ts';

/** An install in a `RUN`, of a project whose lock file lies in the build context. */
export interface ImageInstall {
  readonly install: LockedInstall;
  readonly surroundings: Surroundings;
}

/** At most so many: each looks at all that is copied before it. */
export function imageInstallsOf(dockerfile: Dockerfile, repository: Repository, most: number): readonly ImageInstall[] {
  const context = contextOf(dockerfile, repository);
  if (!context) return [];
  const installs = dockerfile.stages
    .flatMap((stage) => commandsOf(stage, namesManager))
    .flatMap(({ instruction, command }) => {
      const install = installOf(command);
      return install ? [{ instruction, install }] : [];
    })
    .slice(0, most);
  return installs.flatMap(({ instruction, install }) => {
    const lockFile = findLockFileIn(instruction, install, context, repository);
    return lockFile === undefined
      ? []
      : [{ install: { ...install, lockFile }, surroundings: surroundingsOf(instruction, install.command) }];
  });
}

function findLockFileIn(
  instruction: Instruction,
  { manager, command, folder }: Install,
  context: Context,
  repository: Repository,
): string | undefined {
  for (const place of contextFoldersAt(instruction, folderOfCommand(instruction, command), folder)) {
    const inRepository = joinPath(context.root, place);
    const lockFile = inRepository === undefined ? undefined : findLockFile(manager, inRepository, repository);
    if (lockFile === undefined) continue;
    const inContext = context.root === '' ? lockFile : lockFile.slice(context.root.length + 1);
    // An ignore file that keeps the lock file out leaves nothing to keep to.
    if (!context.ignoreFile || !isIgnored(context.ignoreFile, inContext)) return lockFile;
  }
  return undefined;
}

function surroundingsOf(instruction: Instruction, command: Command): Surroundings {
  const stages = instruction.stage ? ancestryOf(instruction.stage).toReversed() : [];
  const isBefore = (other: Instruction): boolean => other.span.start < instruction.span.start;
  return {
    variable: (name) =>
      command.assignments.find((assignment) => assignment.name === name)?.value?.text ??
      stages
        .flatMap((stage) => stage.instructions.filter(isBefore))
        .filter(({ keyword }) => keyword === 'ENV' || keyword === 'ARG')
        .flatMap((setter) => setter.pairs.map((pair) => ({ setter, pair })))
        .findLast(({ pair }) => pair.name.text === name && pair.value !== undefined)?.pair.value?.text,
    earlier: () =>
      stages
        .flatMap((stage) => commandsOf(stage, mayUnlock))
        .filter((other) => other.command.span.start < command.span.start)
        .map(({ program }) => program),
  };
}
