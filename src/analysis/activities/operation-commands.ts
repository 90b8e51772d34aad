import { parseScript, type Command, type Script } from '../../documents/shell.ts';
import type { Repository } from '../../documents/document.ts';
import type { Job, Step } from '../../documents/workflow-model.ts';
import type { Span } from '../../core/source.ts';
import { sourceFile, plainText, spanOf } from '../../core/source.ts';
import type { Mute, Operation, Via } from './activity.ts';
import { findRepositoryFolder } from '../trust/checkouts.ts';
import { programsBehindVariable } from './computed-programs.ts';
import type { Fill } from './fill.ts';
import { valuesOf } from '../runs/matrix.ts';
import { type CallingCommand, findMute } from './mutes.ts';
import { findUnreadCheck, plainScriptOf } from '../shell/plain-lines.ts';
import { programsOf, type Program } from '../shell/programs.ts';
import { foldersIn, foldersOf } from '../shell/script-folders.ts';
import { folderOf, joinPath } from '../folders.ts';
import { allCommandsOf, findScriptElsewhere, scriptOfStep } from '../shell/scripts.ts';
import { shellInputsOf } from '../trust/sinks.ts';
import { binaryOf, type Task, scriptsOfBuild, tasksOf, tasksOfComputed } from './tasks.ts';

/** Where the walk over a job stands. */
export interface Frame {
  readonly repository: Repository;
  readonly entry: Job;
  /** Of the entry job. */
  readonly step: Step | undefined;
  /** The place in the entry job's file, once something of another file is entered. */
  readonly at: Span | undefined;
  readonly via: readonly Via[];
  readonly fill: Fill;
  /** Innermost first, as are the jobs. */
  readonly steps: readonly Step[];
  readonly jobs: readonly Job[];
  /** Outermost first. */
  readonly calls: readonly CallingCommand[];
  readonly isDisabled: boolean;
  readonly isAfterFailure: boolean;
  /** Shared by all frames of one walk: workflows that call each other can stand for more than anybody can read. */
  readonly budget: { left: number };
}

/** Whether there is room for one more operation; what a job writes itself always has it. */
export function takesBudget({ budget, via }: Frame): boolean {
  if (via.length > 0) budget.left -= 1;
  return via.length === 0 || budget.left > 0;
}

/** What a `run:` step does. */
export function operationsOfRun(step: Step, frame: Frame): readonly Operation[] {
  const script = scriptOfStep(step) ?? plainScriptOf(step);
  if (!script)
    return step.run ? [operationOf(undefined, undefined, [], undefined, step.run.value.span, frame, true)] : [];
  const folders = foldersOf(step, script);
  const operations = [
    ...operationsOfScript(script, frame, (command) => findRepositoryFolder(step, folders.get(command) ?? '')),
  ];
  if (script.isBroken && script.commands.length === 0)
    return [operationOf(undefined, script, [], undefined, script.text.span, frame, true)];
  const unread = findUnreadCheck(step);
  if (unread) operations.push(operationOf(undefined, script, [], undefined, unread.span, frame, true));
  const builder = operations.find(({ programs }) => programs.some(({ program }) => builders.has(program)));
  return builder ? [...operations, ...operationsOfBuild(step, builder.evidence, frame)] : operations;
}

const builders: ReadonlySet<string> = new Set(['docker', 'podman', 'buildah']);

/** What is left where the walk ends early: something that nobody knows. */
export const unreadRest = (at: Span, frame: Frame): Operation =>
  operationOf(undefined, undefined, [], undefined, at, frame, true);

/** The scripts that an action is handed as inputs: to run again on failure, on another machine, in an emulator. */
export const operationsOfShellInputs = (step: Step, frame: Frame): readonly Operation[] => [
  ...shellInputsOf(step).flatMap(({ text }) => operationsOfScript(parseScript(text), frame, () => undefined)),
  ...(step.uses ? operationsOfBuild(step, step.uses.text.span, frame) : []),
];

/** Commands of the stages that an image build runs. */
function operationsOfBuild(step: Step, at: Span, frame: Frame): readonly Operation[] {
  return scriptsOfBuild(step, frame.repository).flatMap((script) => {
    const via: Via = { kind: 'image stage', name: script.text.span.file.path, at: script.text.span };
    return operationsOfScript(script, { ...frame, at: frame.at ?? at, via: [...frame.via, via] }, () => undefined);
  });
}

function operationsOfScript(
  script: Script,
  frame: Frame,
  folderAt: (command: Command) => string | undefined,
): readonly Operation[] {
  const operations: Operation[] = [];
  for (const command of allCommandsOf(script)) {
    if (command.words.length === 0) continue;
    if (!takesBudget(frame)) break;
    operations.push(...operationsOfCommand(command, script, folderAt(command), frame));
    const elsewhere = findScriptElsewhere(command, script);
    if (elsewhere) operations.push(...operationsOfScript(elsewhere, frame, () => undefined));
  }
  return operations;
}

function operationsOfCommand(
  command: Command,
  script: Script,
  folder: string | undefined,
  frame: Frame,
): readonly Operation[] {
  if (command.name === undefined) return operationsOfComputed(command, script, folder, frame);
  return operationsOfPrograms({ command, script, programs: programsOf(command), folder }, frame);
}

function operationsOfPrograms(caller: Caller, frame: Frame): readonly Operation[] {
  const { command, script, programs, folder } = caller;
  for (const program of programs) {
    const tasks = program.isElsewhere ? [] : tasksFor(program, folder, frame);
    if (tasks.length > 0) return tasks.flatMap((task) => operationsOfTask(task, caller, frame));
  }
  const inner = programs.at(-1);
  if (inner?.isElsewhere && elsewhereScript.test(inner.word.text)) {
    // `docker run image /src/test.sh`: a script that may be of the repository, and is known by its name.
    const via: Via = { kind: 'script', name: inner.word.text, at: command.span };
    return [operationOf(command, script, programs, folder, command.span, { ...frame, via: [...frame.via, via] }, true)];
  }
  const binary = programs.flatMap((program) => binaryOf(program, folder, frame.repository) ?? []).at(-1);
  const isUnread = programs.length === 0;
  if (!binary) return [operationOf(command, script, programs, folder, command.span, frame, isUnread)];
  const layers = [...programs, binary];
  if (isReadPackage(folder, frame)) return [operationOf(command, script, layers, folder, command.span, frame, false)];
  // A dependency's program, or a script of a package that is not read.
  const via: Via = { kind: 'package script', name: binary.program, at: command.span };
  return [operationOf(command, script, layers, folder, command.span, { ...frame, via: [...frame.via, via] }, true)];
}

const elsewhereScript = /^[\w./-]+\.(?:sh|bash|py|ps1)$/;

const isReadPackage = (folder: string | undefined, { repository }: Frame): boolean =>
  folder !== undefined && repository.tree.texts.has(joinPath(folder, 'package.json') ?? '');

/** A package script that runs a target that runs a script: more is nobody's. */
const mostHops = 5;

function tasksFor(program: Program, folder: string | undefined, frame: Frame): readonly Task[] {
  if (frame.calls.length >= mostHops) return [];
  return tasksOf(program, folder, frame.repository, actionFolderOf(frame));
}

const actionFolderOf = ({ steps: [step] }: Frame): string | undefined =>
  step?.owner.kind === 'action' ? folderOf(step.owner.file.path) : undefined;

interface Caller {
  readonly command: Command;
  readonly script: Script;
  readonly programs: readonly Program[];
  readonly folder: string | undefined;
}

function operationsOfTask(task: Task, caller: Caller, frame: Frame): readonly Operation[] {
  const { command, script, programs, folder } = caller;
  const own: Via = { kind: task.kind, name: task.name, at: task.at ?? command.span };
  const inner: Frame = { ...frame, via: [...frame.via, ...task.through, own] };
  // One level into a file: what that script starts is not followed.
  const isTooDeep = task.kind === 'script' && frame.via.some(({ kind }) => kind === 'script');
  if (!task.bodies || isTooDeep) return [operationOf(command, script, programs, folder, command.span, inner, true)];
  const within: Frame = {
    ...inner,
    at: frame.at ?? command.span,
    isAfterFailure: frame.isAfterFailure || command.afterFailure,
  };
  return task.bodies.flatMap((body) => {
    const call: CallingCommand = { command, script, ignoresStatus: body.ignoresStatus };
    const folders = foldersIn(body.script, body.folder);
    return operationsOfScript(body.script, { ...within, calls: [...frame.calls, call] }, (each) => folders.get(each));
  });
}

/** `${{ matrix.command }}` in the place of a program: each value is a command. */
function operationsOfComputed(
  command: Command,
  script: Script,
  folder: string | undefined,
  frame: Frame,
): readonly Operation[] {
  if (frame.calls.length < mostHops) {
    const tasks = tasksOfComputed(command, folder, frame.repository, actionFolderOf(frame));
    if (tasks.length > 0)
      return tasks.flatMap((task) => operationsOfTask(task, { command, script, programs: [], folder }, frame));
  }
  const [step] = frame.steps;
  const written = command.words.map(({ text }) => text).join(' ');
  const values = step && written.includes('${{') ? valuesOf(step, [frame.fill(written)]) : [];
  const supplied = values.flatMap(([text = '']) => (/^\s*(?:\$|")/.test(text) || text === written ? [] : [text]));
  if (supplied.length === 0) {
    const programs = programsBehindVariable(command, script, frame.fill);
    return operationsOfPrograms({ command, script, programs, folder }, frame);
  }
  return supplied.flatMap((text) => {
    const inner = parseScript(plainText(spanOf(sourceFile(script.text.span.file.path, text), 0, text.length)));
    const via: Via = { kind: 'matrix', name: text, at: command.span };
    const within: Frame = { ...frame, via: [...frame.via, via] };
    return allCommandsOf(inner).flatMap((each) =>
      operationsOfPrograms({ command, script, programs: programsOf(each), folder }, within),
    );
  });
}

function operationOf(
  command: Command | undefined,
  script: Script | undefined,
  programs: readonly Program[],
  folder: string | undefined,
  evidence: Span,
  frame: Frame,
  isOpaque: boolean,
): Operation {
  const { fill, steps, jobs, calls, repository } = frame;
  let muted: { readonly by: Mute | undefined } | undefined;
  return {
    entry: frame.entry,
    step: frame.step,
    job: jobs[0] ?? frame.entry,
    innerStep: steps[0],
    at: frame.at ?? evidence,
    evidence,
    via: frame.via,
    command,
    script,
    programs,
    folder,
    uses: undefined,
    inputs: noInputs,
    fill,
    get mute() {
      if (muted) return muted.by;
      const inner = programs.findLast((program) => !program.isElsewhere) ?? programs.at(-1);
      const words = inner ? [inner.program, ...inner.arguments.map(({ text }) => fill(text))] : [];
      const question = { command, script, words, uses: undefined, inputs: noInputs, steps, jobs, calls, repository };
      muted = { by: findMute(question) };
      return muted.by;
    },
    isDisabled: frame.isDisabled,
    isAfterFailure: frame.isAfterFailure || (command?.afterFailure ?? false),
    isOpaque,
  };
}

const noInputs: ReadonlyMap<string, string> = new Map();
