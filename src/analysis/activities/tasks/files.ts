import type { Text } from '../../../core/source.ts';
import type { Repository } from '../../../documents/document.ts';
import { parseToml } from '../../../documents/toml.ts';
import { parseYaml } from '../../../documents/yaml.ts';
import type { Value } from '../../../documents/yaml-value.ts';
import { folderOf, joinPath } from '../../folders.ts';
import { readArguments } from './arguments.ts';
import { pathFrom, type Call } from './call.ts';
import { followed, textAt, unreadTask, type Task, type TaskFile } from './task.ts';

/** The first of these files in a folder. */
export function findText(
  repository: Repository,
  folder: string | undefined,
  names: readonly string[],
): Text | undefined {
  if (folder === undefined) return undefined;
  for (const name of names) {
    const path = joinPath(folder, name);
    const text = path === undefined ? undefined : textAt(repository, path);
    if (text) return text;
  }
  return undefined;
}

/** The first of these files in a folder or the nearest above it. */
export function findTextAbove(
  repository: Repository,
  folder: string | undefined,
  names: readonly string[],
): Text | undefined {
  for (const above of foldersAbove(folder)) {
    const text = findText(repository, above, names);
    if (text) return text;
  }
  return undefined;
}

const longestPath = 1_000;

/** A folder of the repository and those above it, the nearest first. */
export function foldersAbove(folder: string | undefined): readonly string[] {
  const folders: string[] = [];
  let at = folder !== undefined && folder.length <= longestPath ? folder : undefined;
  for (; at !== undefined; at = at === '' ? undefined : folderOf(at)) folders.push(at);
  return folders;
}

const roots = new WeakMap<Text, { readonly root: Value | undefined }>();

/** A file's value by its name: TOML, YAML or JSON. */
export function rootOf(text: Text): Value | undefined {
  const known = roots.get(text);
  if (known) return known.root;
  const { file } = text.span;
  const root = file.path.endsWith('.toml') || file.path.endsWith('Pipfile') ? parseToml(file) : parseYaml(file).root;
  roots.set(text, { root });
  return root;
}

export const folderOfText = (text: Text): string => folderOf(text.span.file.path);

const read = new WeakMap<Text, Map<string, TaskFile>>();

/** The tasks that one reader sees in a text, read once. */
export function taskFileOf(text: Text, reader: string, readTasks: (text: Text) => TaskFile): TaskFile {
  const known = read.get(text) ?? new Map<string, TaskFile>();
  read.set(text, known);
  const file = known.get(reader) ?? readTasks(text);
  known.set(reader, file);
  return file;
}

/** The folder in which a runner works: its own, or what the options that change it say. */
export function folderByOptions(
  call: Call,
  valued: ReadonlySet<string>,
  options: readonly string[],
): string | undefined {
  let { folder } = call;
  for (const { text } of readArguments(call.words, valued).values(...options))
    folder = pathFrom({ ...call, folder }, text);
  return folder;
}

/** What the words of a command name in a file of tasks; by their names alone where there is none. */
export function tasksNamed(
  file: TaskFile | undefined,
  kind: TaskFile['kind'],
  names: readonly { readonly text: string; readonly isLiteral: boolean }[],
): readonly Task[] {
  return names.flatMap(({ text, isLiteral }) =>
    file && isLiteral ? followed(file, text) : [unreadTask(kind, text, undefined, [])],
  );
}
