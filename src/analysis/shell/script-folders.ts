import type { Command, Script } from '../../documents/shell.ts';
import type { Step } from '../../documents/workflow-model.ts';
import { allCommandsOf, programOf } from './scripts.ts';
import { joinPaths } from '../workspace-paths.ts';

/** The folder below the workspace in which each command of a step's script runs, by its `cd`s in their written order. */
export const foldersOf = (step: Step, script: Script): ReadonlyMap<Command, string> =>
  walk(script, joinPaths('', step.workingDirectory?.text ?? ''));

/** Likewise for a script that starts in a folder; nothing where that is not known. */
export const foldersIn = (script: Script, folder: string | undefined): ReadonlyMap<Command, string> =>
  folder === undefined ? new Map() : walk(script, folder);

function walk(script: Script, first: string): ReadonlyMap<Command, string> {
  const folders = new Map<Command, string>();
  let folder = first;
  for (const command of allCommandsOf(script)) {
    folders.set(command, folder);
    const program = programOf(command);
    if (program?.program === 'cd' || program?.program === 'pushd') {
      const target = program.arguments.find((word) => !/^-./.test(word.text));
      folder = target && target.text !== '-' ? joinPaths(folder, target.text) : first;
    }
    if (program?.program === 'popd') folder = first;
  }
  return folders;
}
