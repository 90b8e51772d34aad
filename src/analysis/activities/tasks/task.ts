import type { Span, Text } from '../../../core/source.ts';
import { sourceFile, plainText, spanOf } from '../../../core/source.ts';
import type { Repository } from '../../../documents/document.ts';
import type { Script } from '../../../documents/shell.ts';
import { posixShells, programName } from '../../../knowledge/shells.ts';

/** A package script, a target or a script file of the project that a command starts. */
export interface Task {
  readonly kind: TaskKind;
  /** `test:ci`, `check`, the path of a script; as written where it cannot be found. */
  readonly name: string;
  /** Where it is defined: its name, or the first line of a script. */
  readonly at: Span | undefined;
  /** The tasks of the same file between what the command names and this one, outermost first. */
  readonly through: readonly TaskPlace[];
  /**
   * What it runs itself, in order; what it calls within its file stands as a task of its own before, between or behind.
   * `undefined` where that cannot be read.
   */
  readonly bodies: readonly Body[] | undefined;
}

type TaskKind = 'package script' | 'target' | 'script';

interface TaskPlace {
  readonly kind: TaskKind;
  readonly name: string;
  readonly at: Span;
}

export interface Body {
  readonly script: Script;
  /** Folder of the repository in which it starts; `undefined` where that is not known. */
  readonly folder: string | undefined;
  /** A `-` in front of it, or `ignore_error: true`: that it fails fails nothing. */
  readonly ignoresStatus: boolean;
}

/** What a file of tasks says about one of them. */
export interface Definition {
  readonly name: string;
  readonly at: Span;
  /** In the order in which they run; `undefined` for a language that is not read. */
  readonly parts: readonly (Body | Reference)[] | undefined;
}

/** Another task of the same file. */
export interface Reference {
  readonly task: string;
}

/** A file of tasks, read as far as it is asked. */
export interface TaskFile {
  readonly kind: TaskKind;
  readonly find: (name: string) => Definition | undefined;
  /** What runs where no task is named. */
  readonly usual: string | undefined;
  /** Whether a name that is not found may be a task at all, defined in a file that is not read. */
  readonly mayHold: (name: string) => boolean;
}

const deepestHop = 5;
/** A command that starts more is nobody's. */
const mostTasks = 200;

/** A task of a file with all it calls within that file, each once, in the order in which they run. */
export function followed(file: TaskFile, name: string): readonly Task[] {
  const tasks: Task[] = [];
  const seen = new Set<Definition>();

  function visit(asked: string, through: readonly TaskPlace[]): void {
    if (tasks.length >= mostTasks) return;
    const found = file.find(asked);
    if (!found) {
      if (through.length === 0 || file.mayHold(asked)) tasks.push(unreadTask(file.kind, asked, undefined, through));
      return;
    }
    if (seen.has(found)) return;
    seen.add(found);
    if (!found.parts) tasks.push(unreadTask(file.kind, found.name, found.at, through));
    else visitParts(found, found.parts, through);
  }

  function visitParts(
    { name: own, at }: Definition,
    parts: NonNullable<Definition['parts']>,
    through: readonly TaskPlace[],
  ) {
    const task = { kind: file.kind, name: own, at, through };
    const inner: readonly TaskPlace[] = [...through, { kind: file.kind, name: own, at }];
    let bodies: Body[] = [];
    let isSaid = false;
    for (const part of parts) {
      if ('script' in part) {
        bodies.push(part);
        continue;
      }
      if (bodies.length > 0) tasks.push({ ...task, bodies });
      isSaid ||= bodies.length > 0;
      bodies = [];
      if (inner.length <= deepestHop) visit(part.task, inner);
    }
    // Also without any: a task that does nothing of its own is known to do nothing.
    if (bodies.length > 0 || (through.length === 0 && !isSaid)) tasks.push({ ...task, bodies });
  }

  visit(name, []);
  return tasks;
}

export const unreadTask = (
  kind: TaskKind,
  name: string,
  at: Span | undefined,
  through: readonly TaskPlace[],
): Task => ({ kind, name, at, through, bodies: undefined });

const files = new WeakMap<Repository, Map<string, Text | undefined>>();

/** The text of a file of the repository, one object for each; `undefined` where it is not read. */
export function textAt(repository: Repository, path: string): Text | undefined {
  const known = files.get(repository) ?? new Map<string, Text | undefined>();
  files.set(repository, known);
  if (known.has(path)) return known.get(path);
  const read = repository.tree.texts.get(path);
  const file = read === undefined || read.length > longestFile ? undefined : sourceFile(path, read);
  const text = file && plainText(spanOf(file, 0, file.text.length));
  known.set(path, text);
  return text;
}

/** No person writes longer files of tasks and scripts, and reading them must not take seconds. */
const longestFile = 1 << 18;

/** What one task runs beyond this is no evidence either. */
export const mostBodies = 500;

/** Whether a first line `#!…` leaves the text to a POSIX shell, as a missing one does. */
export function isForShell(text: string): boolean {
  const shebang = /^#![ \t]*([^\n]*)/.exec(text)?.[1];
  return shebang === undefined || shebang.split(/\s+/).some((word) => posixShells.has(programName(word)));
}
