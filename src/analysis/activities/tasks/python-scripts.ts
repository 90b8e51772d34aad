import type { Text } from '../../../core/source.ts';
import { findEntry, findText as textOf, findValue, type Value } from '../../../documents/yaml-value.ts';
import { joinPath } from '../../folders.ts';
import { readArguments } from './arguments.ts';
import type { Call } from './call.ts';
import { findTextAbove, folderByOptions, folderOfText, rootOf, taskFileOf } from './files.ts';
import { followed, unreadTask, type Body, type Definition, type Reference, type Task, type TaskFile } from './task.ts';
import { bodyOf, bodyOfLine, replaceIn, scriptOfWords } from './texts.ts';

type Part = Body | Reference;

/** A runner of Python projects whose tasks stand in a table of `pyproject.toml` or a file of its own. */
interface Runner {
  readonly files: readonly (readonly [name: string, ...path: readonly string[]])[];
  /** What a list is: words of one command, commands, or names of other tasks. */
  readonly list: 'words' | 'commands' | 'tasks';
  readonly valued: readonly string[];
  readonly folders: readonly string[];
  /** `hatch run`; a runner without any takes the task as its first word. */
  readonly subcommands: readonly string[];
  /** Commands stand for other tasks by their first word. */
  readonly isMixed: boolean;
}

const runners: Readonly<Record<string, Runner>> = {
  // https://poethepoet.natn.io/tasks/index.html
  poe: {
    files: [
      ['pyproject.toml', 'tool', 'poe', 'tasks'],
      ['poe_tasks.toml', 'tasks'],
    ],
    list: 'tasks',
    valued: ['-C', '--directory', '-e', '--executor', '-X', '--executor-opt'],
    folders: ['-C', '--directory'],
    subcommands: [],
    isMixed: false,
  },
  // https://pdm-project.org/latest/usage/scripts/
  pdm: {
    files: [['pyproject.toml', 'tool', 'pdm', 'scripts']],
    list: 'words',
    valued: ['-p', '--project', '-f', '--env-file', '-c', '--config', '--venv'],
    folders: ['-p', '--project'],
    subcommands: ['run'],
    isMixed: true,
  },
  // https://hatch.pypa.io/latest/config/environment/overview/#scripts
  hatch: {
    files: [
      ['pyproject.toml', 'tool', 'hatch', 'envs'],
      ['hatch.toml', 'envs'],
    ],
    list: 'commands',
    valued: ['-e', '--env', '-p', '--project', '--data-dir', '--cache-dir', '--config', '-f', '--filter'],
    folders: [],
    subcommands: ['run', 'env run'],
    isMixed: true,
  },
  // https://github.com/taskipy/taskipy
  task: {
    files: [['pyproject.toml', 'tool', 'taskipy', 'tasks']],
    list: 'commands',
    valued: [],
    folders: [],
    subcommands: [],
    isMixed: false,
  },
  // https://pixi.sh/latest/workspace/advanced_tasks/
  pixi: {
    files: [
      ['pixi.toml', 'tasks'],
      ['pyproject.toml', 'tool', 'pixi', 'tasks'],
    ],
    list: 'words',
    valued: ['-e', '--environment', '--manifest-path', '-m', '--color'],
    folders: [],
    subcommands: ['run'],
    isMixed: false,
  },
  // https://pipenv.pypa.io/en/latest/scripts.html
  pipenv: {
    files: [['Pipfile', 'scripts']],
    list: 'words',
    valued: ['--python'],
    folders: [],
    subcommands: ['run'],
    isMixed: false,
  },
  // https://rye.astral.sh/guide/pyproject/#toolryescripts
  rye: {
    files: [['pyproject.toml', 'tool', 'rye', 'scripts']],
    list: 'words',
    valued: ['--pyproject'],
    folders: [],
    subcommands: ['run'],
    isMixed: false,
  },
};

/** What the named runner starts; `undefined` where it holds no such task, so that the word may be a program. */
export function tasksOfPython(call: Call, name: string): readonly Task[] {
  const runner = runners[name];
  if (!runner) return [];
  const valued = new Set(runner.valued);
  const given = readArguments(call.words, valued);
  // `pdm lint` is short for `pdm run lint` where there is such a script.
  const asked = taskAsked(runner, given.plain) ?? (name === 'pdm' ? given.plain[0] : undefined);
  if (!asked) return [];
  const folder = folderByOptions(call, valued, runner.folders);
  const [env = 'default'] = name === 'hatch' ? given.values('-e', '--env').map(({ text }) => text) : [];
  const file = fileOf(runner, name, call, folder, env);
  if (file && asked.isLiteral && file.find(asked.text)) return followed(file, asked.text);
  // With `run` it may be any program; poe and taskipy run nothing but tasks.
  return runner.subcommands.length > 0 ? [] : [unreadTask('package script', asked.text, undefined, [])];
}

function taskAsked(runner: Runner, plain: Call['words']): Call['words'][number] | undefined {
  if (runner.subcommands.length === 0) return plain[0];
  const written = plain.slice(0, 2).map(({ text }) => text);
  const subcommand = runner.subcommands.find((each) => each === written[0] || each === written.join(' '));
  if (subcommand === undefined) return undefined;
  return plain.slice(subcommand.split(' ').length).find(({ text }) => !text.startsWith('+'));
}

function fileOf(
  runner: Runner,
  name: string,
  call: Call,
  folder: string | undefined,
  env: string,
): TaskFile | undefined {
  for (const [fileName, ...path] of runner.files) {
    const text = findTextAbove(call.repository, folder, [fileName]);
    const table = text && path.reduce<Value | undefined>(findValue, rootOf(text));
    if (text && table) {
      return taskFileOf(text, `${name} ${env}`, () => ({
        kind: 'package script',
        usual: undefined,
        mayHold: () => true,
        find: (task) => (name === 'hatch' ? hatchScript(table, task, env, text) : scriptIn(table, task, runner, text)),
      }));
    }
  }
  return undefined;
}

/** `lint:style` is `style` of the environment `lint`. */
function hatchScript(envs: Value, task: string, env: string, text: Text): Definition | undefined {
  const hatch = runners.hatch;
  const [, named, script = task] = /^([^:]+):(.+)$/.exec(task) ?? [];
  const table = findValue(findValue(envs, named ?? env), 'scripts') ?? findValue(findValue(envs, 'default'), 'scripts');
  const found = hatch && table && scriptIn(table, script, hatch, text);
  if (!found || named === undefined) return found;
  const parts = found.parts?.map((part) => ('task' in part ? { task: `${named}:${part.task}` } : part));
  return { ...found, parts };
}

function scriptIn(table: Value, name: string, runner: Runner, text: Text): Definition | undefined {
  const entry = findEntry(table, name);
  const { value } = entry ?? {};
  if (!entry || !value) return undefined;
  const base = folderOfText(text);
  const around = (prefix: string): readonly Reference[] => {
    const found = [`${prefix}_${name}`, `${prefix}-${name}`].find((each) => findEntry(table, each));
    return found === undefined ? [] : [{ task: found }];
  };
  const own = partsOf(value, base, runner, (task) => task !== name && findEntry(table, task) !== undefined);
  const parts = own && [...around('pre'), ...own, ...around('post')];
  return { name, at: entry.key.value.span, parts };
}

/** `undefined` for functions of Python and other things that are no commands. */
function partsOf(
  value: Value,
  base: string,
  runner: Runner,
  isTask: (name: string) => boolean,
): readonly Part[] | undefined {
  if (value.kind === 'scalar') return partsOfLine(value.value, base, runner, isTask);
  if (value.kind === 'sequence') {
    const texts = value.items.flatMap((item) => (item.kind === 'scalar' ? [item.value] : []));
    if (runner.list === 'words') return partsOfWords(texts, base);
    const parts = value.items.flatMap((item): readonly Part[] => {
      if (item.kind === 'scalar' && runner.list === 'tasks') return [{ task: item.value.text.split(/\s/)[0] ?? '' }];
      return partsOf(item, base, runner, isTask) ?? [];
    });
    return parts.length > 0 || value.items.length === 0 ? parts : undefined;
  }
  const needs = [findValue(value, 'deps'), findValue(value, 'depends-on'), findValue(value, 'depends_on')].flatMap(
    namesOf,
  );
  const dir = textOf(value, 'cwd') ?? textOf(value, 'working_dir');
  const folder = dir ? (joinPath(base, dir.text) ?? base) : base;
  const ignores = /^(?:true|return_zero)$/.test(textOf(value, 'ignore_fail')?.text ?? '');
  const own = ownParts(value, folder, runner, isTask);
  if (!own) return needs.length > 0 && !isOpaque(value) ? needs : undefined;
  return [...needs, ...own.map((part) => ('script' in part && ignores ? { ...part, ignoresStatus: true } : part))];
}

const isOpaque = (value: Value): boolean =>
  ['script', 'call', 'expr', 'switch'].some((key) => findValue(value, key) !== undefined);

function ownParts(
  value: Value,
  folder: string,
  runner: Runner,
  isTask: (name: string) => boolean,
): readonly Part[] | undefined {
  const command = findValue(value, 'cmd') ?? findValue(value, 'shell');
  if (command?.kind === 'scalar') return partsOfLine(command.value, folder, runner, isTask);
  if (command?.kind === 'sequence') return partsOfWords(textsIn(command), folder);
  const reference = textOf(value, 'ref')?.text.split(/\s/)[0];
  if (reference !== undefined) return [{ task: reference }];
  const several =
    findValue(value, 'sequence') ??
    findValue(value, 'composite') ??
    findValue(value, 'chain') ??
    findValue(value, 'parallel');
  if (several?.kind !== 'sequence') return undefined;
  const isPlain = findValue(value, 'composite') !== undefined;
  return several.items.flatMap((item): readonly Part[] => {
    if (item.kind !== 'scalar') return partsOf(item, folder, runner, isTask) ?? [];
    const [first = ''] = item.value.text.split(/\s/);
    return isPlain && !isTask(first) ? [bodyOf(item.value, folder)] : [{ task: first }];
  });
}

function partsOfLine(text: Text, folder: string, runner: Runner, isTask: (name: string) => boolean): readonly Part[] {
  const [first = ''] = text.text.trim().split(/\s/);
  if (runner.isMixed && isTask(first)) return [{ task: first }];
  const body = bodyOfLine(withoutPlaceholders(text), folder, runner.list === 'commands' ? /^\s*(?:- )?/ : /^/);
  return body ? [body] : [];
}

function partsOfWords(texts: readonly Text[], folder: string): readonly Part[] {
  const script = scriptOfWords(texts);
  return script ? [{ script, folder, ignoresStatus: false }] : [];
}

const textsIn = (value: Value): readonly Text[] =>
  value.kind === 'sequence' ? value.items.flatMap((item) => (item.kind === 'scalar' ? [item.value] : [])) : [];

/** Of tasks that come before: names, or tables that name them. */
const namesOf = (value: Value | undefined): readonly Reference[] =>
  value?.kind !== 'sequence'
    ? []
    : value.items.flatMap((item) => {
        const name = item.kind === 'scalar' ? item.value.text : textOf(item, 'task')?.text;
        return name === undefined ? [] : [{ task: name.split(/\s/)[0] ?? '' }];
      });

/** `{args:tests}` of hatch and pdm is what stands behind the colon unless something is given. */
const withoutPlaceholders = (text: Text): Text =>
  replaceIn(text, /(?<!\$)\{(args(?::[^{}]*)?)\}/g, (_, inside) => inside.slice('args:'.length));
