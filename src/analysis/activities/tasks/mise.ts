import type { Text } from '../../../core/source.ts';
import { findEntry, findText as textOf, findValue, type Value } from '../../../documents/yaml-value.ts';
import { joinPath } from '../../folders.ts';
import { readArguments } from './arguments.ts';
import type { Call } from './call.ts';
import { findTextAbove, folderByOptions, folderOfText, rootOf, taskFileOf, tasksNamed } from './files.ts';
import type { Body, Definition, Reference, Task } from './task.ts';
import { bodyOf, replaceIn } from './texts.ts';

const valued: ReadonlySet<string> = new Set([
  '-C',
  '--cd',
  '-E',
  '--env',
  '-j',
  '--jobs',
  '-t',
  '--tool',
  '-o',
  '--output',
  '-s',
  '--shell',
]);

/** https://mise.jdx.dev/tasks/toml-tasks.html */
export function tasksOfMise(call: Call): readonly Task[] {
  const given = readArguments(call.words, valued);
  const words = given.plain.map(({ text }) => text);
  const skip = words[0] === 'tasks' && words[1] === 'run' ? 2 : words[0] === 'run' || words[0] === 'r' ? 1 : 0;
  // `mise run lint ::: test --fast` starts two.
  const asked = given.plain.filter((_, index) => index === skip || (index > skip && words[index - 1] === ':::'));
  const folder = folderByOptions(call, valued, ['-C', '--cd']);
  const text = findTextAbove(call.repository, folder, ['mise.toml', '.mise.toml']);
  const tasks = text && findValue(rootOf(text), 'tasks');
  const file =
    text &&
    tasks &&
    taskFileOf(text, 'mise', () => ({
      kind: 'target',
      usual: undefined,
      mayHold: () => true,
      find: (name) => definitionOf(tasks, name, text),
    }));
  // `mise lint` is short for `mise run lint` where there is such a task.
  const [first] = asked;
  if (skip === 0 && !(first && file?.find(first.text))) return [];
  return tasksNamed(file, 'target', asked);
}

function definitionOf(tasks: Value, name: string, text: Text): Definition | undefined {
  const entry = findEntry(tasks, name);
  const { value } = entry ?? {};
  if (!entry || !value) return undefined;
  const at = entry.key.value.span;
  if (
    textOf(value, 'file') ||
    /python|node|ruby|deno|pwsh|powershell|fish|nu\b/.test(textOf(value, 'shell')?.text ?? '')
  )
    return { name, at, parts: undefined };
  const run = value.kind === 'mapping' ? findValue(value, 'run') : value;
  const dir = textOf(value, 'dir')?.text;
  const base = folderOfText(text);
  const folder = dir === undefined ? base : /[{$~]|^\//.test(dir) ? undefined : joinPath(base, dir);
  const items = run === undefined ? [] : run.kind === 'sequence' ? run.items : [run];
  const own = items.flatMap((item): readonly (Body | Reference)[] => {
    const task = textOf(item, 'task')?.text;
    if (task !== undefined) return [{ task }];
    return item.kind === 'scalar' ? [bodyOf(filled(item.value), folder)] : [];
  });
  const before = ['depends', 'wait_for'].flatMap((key) => referencesIn(findValue(value, key)));
  return { name, at, parts: [...before, ...own, ...referencesIn(findValue(value, 'depends_post'))] };
}

function referencesIn(value: Value | undefined): readonly Reference[] {
  const items = value?.kind === 'sequence' ? value.items : value ? [value] : [];
  return items.flatMap((item) => (item.kind === 'scalar' ? [{ task: item.value.text.split(/\s/)[0] ?? '' }] : []));
}

/** Templates of arguments: https://mise.jdx.dev/tasks/task-arguments.html */
const filled = (text: Text): Text => replaceIn(text, /\{\{([^{}]*)\}\}/g, () => '${mise}');
