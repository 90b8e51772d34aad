import type { Command, Script } from '../documents/shell.ts';
import type { Step } from '../documents/workflow-model.ts';
import { allCommandsOf, programOf } from './scripts.ts';
import { joinPaths } from './workspace-paths.ts';

/** The folder below the workspace in which each command of a step's script runs, by its `cd`s in their written order. */
export function foldersOf(step: Step, script: Script): ReadonlyMap<Command, string> {
  const first = joinPaths('', step.workingDirectory?.text ?? '');
  const folders = new Map<Command, string>();
  let folder = first;
  for (const command of allCommandsOf(script)) {
    folders.set(command, folder);
    const program = programOf(command);
    const [target] = program?.arguments.filter((word) => !/^-./.test(word.text)) ?? [];
    if (program?.program === 'cd' || program?.program === 'pushd')
      folder = target && target.text !== '-' ? joinPaths(folder, target.text) : first;
    if (program?.program === 'popd') folder = first;
  }
  return folders;
}
