import type { Text } from '../core/source.ts';
import type { Dockerfile, Heredoc, Instruction, Stage } from '../documents/dockerfile/model.ts';
import { unquote } from '../documents/dockerfile/words.ts';
import { parseScript, type Command, type Script, type Word } from '../documents/shell.ts';
import type { Step } from '../documents/workflow-model.ts';
import { sliceText } from '../core/source.ts';
import { otherShells, posixShells, programName, shellWrappers } from '../knowledge/shells.ts';
import { programOf } from './programs.ts';
import { runsOnWindows } from './runners.ts';
import { ancestryOf, baseOf } from './stages.ts';

export { programOf, programsOf, type Program } from './programs.ts';

/** The script of a `run:` step; `undefined` without one, or where another interpreter than a POSIX shell reads it. */
export function scriptOfStep(step: Step): Script | undefined {
  if (!step.run) return undefined;
  if (step.shell) return isPosixShellLine(step.shell.text) ? parseScript(step.run.value) : undefined;
  return runsOnWindows(step) ? undefined : parseScript(step.run.value);
}
