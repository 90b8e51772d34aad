import type { Span } from '../../core/source.ts';
import { parseScript, type Command, type Script, type Word } from '../../documents/shell.ts';
import { findVariable, type Step } from '../../documents/workflow-model.ts';
import { projectActions } from '../../knowledge/project-actions.ts';
import {
  containerPrograms,
  interpreters,
  projectPrograms,
  takesFolders,
  withoutScripts,
} from '../../knowledge/project-programs.ts';
import { plainScriptOf } from '../shell/plain-lines.ts';
import { foldersOf } from '../shell/script-folders.ts';
import { allCommandsOf, programsOf, scriptOfStep, type Program } from '../shell/scripts.ts';
import { shellInputsOf } from './sinks.ts';
import { isWithin, joinPaths } from '../workspace-paths.ts';

/** A place that runs code of the project that is checked out in a folder. */
export interface Execution {
  readonly at: Span;
  readonly step: Step;
  /** A container stands between that code and the job. */
  readonly inContainer: boolean;
}

/** The first place of a step, behind `from`, that runs what stands in a folder of which `isTheirs` holds. */
export function findExecution(
  step: Step,
  isTheirs: (path: string) => boolean,
  folder: string,
  from: number,
): Execution | undefined {
  if (step.uses) return executionByAction(step, isTheirs, folder);
  const script = scriptOfStep(step) ?? plainScriptOf(step);
  return script && executionInScript(script, step, isTheirs, folder, from);
}

function executionByAction(step: Step, isTheirs: (path: string) => boolean, folder: string): Execution | undefined {
  const { uses } = step;
  if (!uses) return undefined;
  const found = { at: uses.text.span, step, inContainer: false };
  if (uses.kind === 'local') return isTheirs(uses.path) ? found : undefined;
  for (const { text } of shellInputsOf(step)) {
    const execution = executionInScript(parseScript(text), step, isTheirs, folder, 0);
    if (execution) return execution;
  }
  const action = uses.repository === undefined ? undefined : projectActions[uses.repository];
  if (!action) return undefined;
  const input = action.when === undefined ? undefined : findVariable(step.with, action.when)?.value?.text.trim();
  if (action.when !== undefined && (!input || input === 'false' || input === 'null')) return undefined;
  // A context that is a URL is fetched anew, from the branch that the workflow itself runs on.
  if (action.inContainer)
    return input && !input.includes('://') && isTheirs(joinPaths('', input))
      ? { ...found, inContainer: true }
      : undefined;
  return isTheirs(joinPaths('', findVariable(step.with, 'working-directory')?.value?.text ?? '')) ? found : undefined;
}

function executionInScript(
  script: Script,
  step: Step,
  isTheirs: (path: string) => boolean,
  folder: string,
  from: number,
): Execution | undefined {
  const folders = foldersOf(step, script);
  for (const command of allCommandsOf(script)) {
    if (command.span.start < from) continue;
    const here = folders.get(command) ?? '';
    const inContainer = howRun(command, here, isTheirs, folder);
    if (inContainer !== undefined) return { at: command.span, step, inContainer };
  }
  return undefined;
}

/** Whether the command runs their code and, if so, whether a container is around it. */
function howRun(
  command: Command,
  here: string,
  isTheirs: (path: string) => boolean,
  folder: string,
): boolean | undefined {
  const name = command.words[0]?.text ?? '';
  if (name.includes('/') && isTheirs(joinPaths(here, name))) return false;
  for (const program of programsOf(command)) {
    if (program.isElsewhere) continue;
    const names = (word: Word): boolean => isTheirs(joinPaths(here, word.text));
    const isHere =
      isTheirs(here) ||
      (folder !== '' &&
        takesFolders.has(program.program) &&
        program.arguments.some((word) => isNamed(word, here, folder)));
    if (interpreters.has(program.program)) {
      const file = fileOf(program.arguments);
      if (file && names(file)) return false;
    }
    if (isHere && calls(program, projectPrograms) && usesProject(program)) return false;
    if (isHere && calls(program, containerPrograms)) return true;
  }
  return undefined;
}

/** `-C pr`, `--prefix=pr`, `./pr` */
const isNamed = (word: Word, here: string, folder: string): boolean =>
  isWithin(joinPaths(here, word.text.replace(/^-[^=]*=/, '')), folder);

/** The file an interpreter is given; none where a text or a module stands in its place. */
function fileOf(words: readonly Word[]): Word | undefined {
  const [first] = words.filter((word) => !/^[-+][a-z]*[xeuo]/.test(word.text) || /^-(?:c|e|m|s)/.test(word.text));
  return first && !first.text.startsWith('-') && /[./]/.test(first.text) ? first : undefined;
}

function calls({ program, arguments: words }: Program, table: Readonly<Record<string, readonly string[]>>): boolean {
  const subcommands = Object.hasOwn(table, program) ? table[program] : undefined;
  if (!subcommands) return false;
  if (words.length === 1 && /^(?:--?version|-v|-V|--help|-h|version|help)$/.test(words[0]?.text ?? '')) return false;
  if (subcommands.length === 0) return true;
  const subcommand = words.find((word) => !word.text.startsWith('-'))?.text ?? '';
  return subcommands.includes(subcommand);
}

/** Whether the call is about the project at all, and lets its scripts run. */
function usesProject({ program, arguments: words }: Program): boolean {
  const texts = words.map((word) => word.text);
  if (texts.some((text) => withoutScripts.includes(text))) return false;
  if (program === 'npm' || program === 'pnpm') return !texts.some((text) => text === '-g' || text === '--global');
  if (program === 'pip')
    return texts.some((text) => /^(?:-r|-e|--requirement|--editable)\b|^\.|^\.{0,2}\/|\.(?:txt|whl|gz)$/.test(text));
  if (program === 'cargo' && texts.includes('install')) return texts.includes('--path');
  return true;
}
