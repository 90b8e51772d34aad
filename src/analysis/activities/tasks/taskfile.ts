import type { Text } from '../../../core/source.ts';
import type { Repository } from '../../../documents/document.ts';
import { findEntry, findText as textOf, findValue, type Value } from '../../../documents/yaml-value.ts';
import { folderOf, joinPath } from '../../folders.ts';
import { readArguments } from './arguments.ts';
import { pathFrom, type Call } from './call.ts';
import { findTextAbove, folderByOptions, folderOfText, rootOf, taskFileOf, tasksNamed } from './files.ts';
import { textAt, type Body, type Definition, type Reference, type Task, type TaskFile } from './task.ts';
import { bodyOf, replaceIn } from './texts.ts';

const valued: ReadonlySet<string> = new Set([
  ...['-d', '--dir', '-t', '--taskfile', '-o', '--output', '-C', '--concurrency', '-I', '--interval', '--sort'],
  ...['--output-group-begin', '--output-group-end', '--timeout', '--expiry'],
]);
const shows = [
  '-l',
  '--list',
  '-a',
  '--list-all',
  '-i',
  '--init',
  '--summary',
  '--version',
  '--completion',
  '--status',
];
const names = [
  'Taskfile.yml',
  'taskfile.yml',
  'Taskfile.yaml',
  'taskfile.yaml',
  'Taskfile.dist.yml',
  'Taskfile.dist.yaml',
];

/** https://taskfile.dev/docs/reference/schema; `undefined` where there is no such file. */
export function tasksOfTaskfile(call: Call): readonly Task[] | undefined {
  const given = readArguments(call.words, valued);
  if (given.has(...shows)) return [];
  const named = given.values('-t', '--taskfile')[0];
  const path = named && pathFrom(call, named.text);
  const folder = folderByOptions(call, valued, ['-d', '--dir']);
  const text = named
    ? path === undefined
      ? undefined
      : textAt(call.repository, path)
    : findTextAbove(call.repository, folder, names);
  const asked = given.plain.filter((word) => !/^\w+=/.test(word.text));
  if (!text) return undefined;
  const file = taskfileAt(text, call.repository, folderOfText(text), 0);
  const tasks = tasksNamed(file, 'target', asked.length > 0 ? asked : [{ text: 'default', isLiteral: true }]);
  return given.has('-n', '--dry') ? tasks.map((task) => ({ ...task, bodies: [] })) : tasks;
}

const deepestInclude = 3;
const longestName = 200;

/** Included ones run in the folder of the file that includes them, unless it says another. */
const taskfileAt = (text: Text, repository: Repository, folder: string | undefined, depth: number): TaskFile =>
  taskFileOf(text, `task ${depth.toString()} ${folder ?? ''}`, () => readTaskfile(text, repository, folder, depth));

function readTaskfile(text: Text, repository: Repository, folder: string | undefined, depth: number): TaskFile {
  const root = rootOf(text);
  const tasks = findValue(root, 'tasks');
  return {
    kind: 'target',
    usual: 'default',
    mayHold: (name) => name.includes(':') || findValue(root, 'includes') !== undefined,
    find: (name) => {
      const found = findEntry(tasks, name) ?? aliased(tasks, name);
      if (!found) return depth < deepestInclude ? includedDefinition(name, text, repository, folder, depth) : undefined;
      const key = found.key.value;
      return { name: key.text, at: key.span, parts: partsOfTask(found.value, root, folder) };
    },
  };
}

function aliased(tasks: Value | undefined, name: string): ReturnType<typeof findEntry> {
  if (tasks?.kind !== 'mapping') return undefined;
  return tasks.entries.find(({ value }) => {
    const listed = findValue(value, 'aliases');
    return (
      listed?.kind === 'sequence' && listed.items.some((item) => item.kind === 'scalar' && item.value.text === name)
    );
  });
}

/** `docs:build` is `build` of the file included as `docs`. */
function includedDefinition(
  name: string,
  text: Text,
  repository: Repository,
  folder: string | undefined,
  depth: number,
): Definition | undefined {
  if (name.length > longestName) return undefined;
  const [, space = '', rest = ''] = /^([^:]+):(.+)$/.exec(name) ?? [];
  const include = findValue(findValue(rootOf(text), 'includes'), space);
  const written = include?.kind === 'scalar' ? include.value.text : textOf(include, 'taskfile')?.text;
  if (written === undefined) return undefined;
  const path = joinPath(folderOf(text.span.file.path), written) ?? '';
  const included = [path, ...names.map((each) => `${path}/${each}`)]
    .map((each) => textAt(repository, each))
    .find((each) => each !== undefined);
  const inside = folderNamed(folder, textOf(include, 'dir')?.text);
  const inner = included && taskfileAt(included, repository, inside, depth + 1).find(rest);
  if (!inner) return undefined;
  const outside = (part: Reference): Reference => ({
    task: part.task.startsWith(':') ? part.task.slice(1) : `${space}:${part.task}`,
  });
  return { ...inner, name, parts: inner.parts?.map((part) => ('task' in part ? outside(part) : part)) };
}

function folderNamed(base: string | undefined, dir: string | undefined): string | undefined {
  if (dir === undefined) return base;
  return base === undefined || /[{$~]|^\//.test(dir) ? undefined : joinPath(base, dir);
}

function partsOfTask(
  task: Value | undefined,
  root: Value | undefined,
  base: string | undefined,
): NonNullable<Definition['parts']> {
  const vars = [findValue(task, 'vars'), findValue(root, 'vars')];
  const folder = folderNamed(base, textOf(task, 'dir')?.text);
  const ignores = textOf(task, 'ignore_error')?.text === 'true';
  const commands = task?.kind === 'mapping' ? [findValue(task, 'cmds'), findValue(task, 'cmd')] : [task];
  return [findValue(task, 'deps'), ...commands].flatMap((value, index) =>
    itemsOf(value).flatMap((item): readonly (Body | Reference)[] => {
      const isNeed = index === 0;
      const called = isNeed && item.kind === 'scalar' ? item.value.text : textOf(item, 'task')?.text;
      if (called !== undefined) return [{ task: called }];
      const deferred = findValue(item, 'defer');
      const deferredTask = textOf(deferred, 'task')?.text;
      if (deferredTask !== undefined) return [{ task: deferredTask }];
      const text = item.kind === 'scalar' ? item.value : (textOf(item, 'cmd') ?? textOf(item, 'defer'));
      if (!text) return [];
      const body = bodyOf(filled(text, vars), folder);
      return [{ ...body, ignoresStatus: ignores || textOf(item, 'ignore_error')?.text === 'true' }];
    }),
  );
}

const itemsOf = (value: Value | undefined): readonly Value[] =>
  value === undefined ? [] : value.kind === 'sequence' ? value.items : value.kind === 'scalar' ? [value] : [];

const filled = (text: Text, vars: readonly (Value | undefined)[]): Text =>
  replaceIn(text, /\{\{([^{}]*)\}\}/g, (_, inside) => {
    const [, name] = /^-?\s*\.(\w+)\s*(?:[|-]|$)/.exec(inside) ?? [];
    if (name === undefined) return '${task}';
    if (name === 'CLI_ARGS') return '';
    const value = vars.map((each) => textOf(each, name)?.text).find((each) => each !== undefined);
    return value === undefined || value.includes('{{') ? `\${${name}}` : value;
  });
