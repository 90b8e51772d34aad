import { sourceFile, spanOf, type Text } from '../../../core/source.ts';
import { findEntry, findText as textOf, findValue, textsOf, type Value } from '../../../documents/yaml-value.ts';
import { parseYaml } from '../../../documents/yaml.ts';
import { readArguments } from './arguments.ts';
import type { Call } from './call.ts';
import { findTextAbove, folderByOptions, folderOfText, taskFileOf } from './files.ts';
import { packageAbove } from './package-json.ts';
import { followed, unreadTask, type Definition, type Task, type TaskFile } from './task.ts';
import { bodyOf } from './texts.ts';

const valued: ReadonlySet<string> = new Set(['--cwd', '-c', '--config', '-f', '--filter']);

/** https://docs.deno.com/runtime/reference/cli/task/ */
export function tasksOfDeno(call: Call): readonly Task[] {
  const { plain } = readArguments(call.words, valued);
  const [command, asked] = plain;
  if (command?.text !== 'task' || !asked) return [];
  const folder = folderByOptions(call, valued, ['--cwd']);
  const text = findTextAbove(call.repository, folder, ['deno.json', 'deno.jsonc']);
  const own = text && taskFileOf(text, 'deno', readTasks);
  // Scripts of a package.json are tasks as well.
  const scripts = packageAbove(call.repository, folder)?.scripts;
  const file = [own, scripts].find((each) => each?.find(asked.text));
  return file && asked.isLiteral
    ? followed(file, asked.text)
    : [unreadTask('package script', asked.text, undefined, [])];
}

function readTasks(text: Text): TaskFile {
  const { file } = text.span;
  const { root } = parseYaml(sourceFile(file.path, withoutComments(file.text)));
  const tasks = findValue(root, 'tasks');
  const folder = folderOfText(text);
  const inFile = (value: Text): Text => ({ ...value, span: spanOf(file, value.span.start, value.span.end) });
  return {
    kind: 'package script',
    usual: undefined,
    mayHold: () => true,
    find: (name) => definitionOf(tasks, name, folder, inFile),
  };
}

function definitionOf(
  tasks: Value | undefined,
  name: string,
  folder: string,
  inFile: (value: Text) => Text,
): Definition | undefined {
  const entry = findEntry(tasks, name);
  if (!entry?.value) return undefined;
  const command = entry.value.kind === 'scalar' ? entry.value.value : textOf(entry.value, 'command');
  const needs = textsOf(findValue(entry.value, 'dependencies')).map(({ text }) => ({ task: text }));
  const own = command ? [bodyOf(inFile(command), folder)] : [];
  return { name, at: inFile(entry.key.value).span, parts: [...needs, ...own] };
}

/** Blanks in the place of `//` and of `/* *\/`, which JSON has no room for. */
function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n\r]*|\/\*[^]*?(?:\*\/|$)/g, (found) =>
    found.startsWith('"') ? found : found.replace(/[^\n\r]/g, ' '),
  );
}
