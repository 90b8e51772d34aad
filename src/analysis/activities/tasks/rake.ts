import { sliceText, spanWithin, type Text } from '../../../core/source.ts';
import { parseScript } from '../../../documents/shell.ts';
import { readArguments } from './arguments.ts';
import type { Call } from './call.ts';
import { findTextAbove, folderOfText, taskFileOf, tasksNamed } from './files.ts';
import { linesOf } from './lines.ts';
import type { Body, Definition, Reference, Task, TaskFile } from './task.ts';
import { bodyOf } from './texts.ts';

const valued: ReadonlySet<string> = new Set([
  '-f',
  '--rakefile',
  '-C',
  '--directory',
  '-I',
  '--libdir',
  '-R',
  '-r',
  '--require',
  '-j',
]);

/** https://ruby.github.io/rake/ */
export function tasksOfRake(call: Call): readonly Task[] {
  const given = readArguments(call.words, valued);
  if (given.has('-T', '--tasks', '-P', '--prereqs', '-D', '--describe', '-W', '--where', '--version')) return [];
  const asked = given.plain.flatMap((word) =>
    /^\w+=/.test(word.text) ? [] : [{ ...word, text: word.text.replace(/\[.*$/, '') }],
  );
  const isElsewhere = given.has('-f', '--rakefile', '-C', '--directory');
  const text = isElsewhere ? undefined : findTextAbove(call.repository, call.folder, ['Rakefile', 'rakefile']);
  const file = text && taskFileOf(text, 'rake', readRakefile);
  if (asked.length === 0)
    return file?.find('default') ? tasksNamed(file, 'target', [{ text: 'default', isLiteral: true }]) : [];
  return tasksNamed(file, 'target', asked);
}

/** Classes that make a task of a tool. */
const classes: readonly (readonly [pattern: RegExp, usual: string, command: string])[] = [
  [/\bRSpec::Core::RakeTask\b/, 'spec', 'rspec'],
  [/\bRake::TestTask\b/, 'test', 'minitest'],
  [/\bMinitest::TestTask\b/, 'test', 'minitest'],
  [/\bRuboCop::RakeTask\b/, 'rubocop', 'rubocop'],
  [/\bCucumber::Rake::Task\b/, 'features', 'cucumber'],
  [/\bYARD::Rake::YardocTask\b/, 'yard', 'yard'],
];

interface RakeTask {
  /** With its namespaces, `db:migrate`. */
  readonly name: string;
  /** `db:` */
  readonly prefix: string;
  readonly at: readonly [number, number];
  readonly needs: readonly string[];
  readonly bodies: Body[];
  readonly hasBlock: boolean;
}

/** What is plain to see of a Rakefile: needs of tasks, `sh` and the classes of well-known tools. */
function readRakefile(text: Text): TaskFile {
  const tasks = new Map<string, RakeTask[]>();
  const folder = folderOfText(text);
  const spaces: { readonly name: string; readonly indent: number }[] = [];
  let current: RakeTask | undefined;
  let indentOfCurrent = 0;
  for (const { start, end } of linesOf(text.text)) {
    const written = text.text.slice(start, end);
    if (/^\s*(?:#|$)/.test(written)) continue;
    const indent = written.length - written.trimStart().length;
    if (/^\s*end\b/.test(written)) {
      if (spaces.at(-1)?.indent === indent) spaces.pop();
      if (indent <= indentOfCurrent) current = undefined;
      continue;
    }
    const [, space] = /^\s*namespace[ (]+:?["']?(\w+)/.exec(written) ?? [];
    if (space !== undefined) spaces.push({ name: space, indent });
    const task =
      space === undefined
        ? taskAt(
            text,
            start,
            written,
            spaces.map(({ name }) => name),
            folder,
          )
        : undefined;
    if (task) {
      const same = tasks.get(task.name);
      if (same) same.push(task);
      else tasks.set(task.name, [task]);
      // `task(:x) { sh 'y' }`
      if (/\}\s*$/.test(written)) task.bodies.push(...commandIn(text, start, written, folder));
      else if (task.hasBlock) current = task;
      indentOfCurrent = indent;
      continue;
    }
    if (current) current.bodies.push(...commandIn(text, start, written, folder));
  }
  return {
    kind: 'target',
    usual: undefined,
    mayHold: () => true,
    find: (name) => definitionOf(text, tasks, name),
  };
}

/** `sh 'command'`; `system` says nothing of a failure. */
function commandIn(text: Text, start: number, written: string, folder: string): readonly Body[] {
  const found = /(?:^|[\s{;])(sh|system)[ (]+(["'])/.exec(written);
  if (!found) return [];
  const [head, method, quote = ''] = found;
  const from = found.index + head.length;
  const close = written.indexOf(quote, from);
  if (close === -1) return [];
  const body = bodyOf(sliceText(text, start + from, start + close), folder);
  return [{ ...body, ignoresStatus: method === 'system' }];
}

function taskAt(
  text: Text,
  start: number,
  written: string,
  spaces: readonly string[],
  folder: string,
): RakeTask | undefined {
  const prefix = spaces.map((space) => `${space}:`).join('');
  for (const [pattern, usual, command] of classes) {
    const found = pattern.exec(written);
    if (!found) continue;
    const [, named = usual] = /\.(?:new|create)[ (]+:?["']?([\w:]+)/.exec(written) ?? [];
    const at = [start + found.index, start + found.index + found[0].length] as const;
    const span = spanWithin(text, ...at);
    const length = command.length;
    const script = {
      text: command,
      span,
      runs: [{ at: 0, length, fileStart: span.start, fileLength: span.end - span.start }],
    };
    const bodies = [{ script: parseScript(script), folder, ignoresStatus: false }];
    return { name: prefix + named, prefix, at, needs: [], bodies, hasBlock: false };
  }
  const [head, name] =
    /^\s*(?:multi)?task[ (]+(?:["']([\w:-]+)["']|:?([\w-]+))/.exec(written)?.filter((part) => part !== undefined) ?? [];
  if (head === undefined || name === undefined) return undefined;
  const rest = written.slice(head.length);
  const from = start + head.lastIndexOf(name);
  return {
    name: prefix + name,
    prefix,
    at: [from, from + name.length],
    needs: needsIn(rest),
    bodies: [],
    hasBlock: /\bdo\b|\{/.test(rest.replace(/%[iwIW]\{[^}]*\}/g, '')),
  };
}

/** `task a: [:b, :c]`, `task :a => %w[b c]`, `task :a, [:x] => :b`. */
function needsIn(rest: string): readonly string[] {
  const arrow = rest.indexOf('=>');
  const written = arrow !== -1 ? rest.slice(arrow + 2) : /^\s*:/.test(rest) ? rest.replace(/^\s*:/, '') : '';
  const listed = written.replace(/\bdo\b.*$/, '').replace(/#.*$/, '');
  const words = /%[iwIW]([[({])([^\])}]*)/.exec(listed)?.[2];
  if (words !== undefined) return words.split(/\s+/).filter((word) => word !== '');
  return Array.from(
    listed.matchAll(/:["']?([\w:]+)|["']([\w:-]+)["']/g),
    ([, symbol, quoted]) => symbol ?? quoted ?? '',
  );
}

function definitionOf(text: Text, all: ReadonlyMap<string, readonly RakeTask[]>, name: string): Definition | undefined {
  const tasks = all.get(name) ?? [];
  const [first] = tasks;
  if (!first) return undefined;
  const parts: readonly (Body | Reference)[] = tasks.flatMap(({ prefix, needs, bodies }) => [
    // A task of the same namespace comes first.
    ...needs.map((need) => ({ task: all.has(prefix + need) ? prefix + need : need })),
    ...bodies,
  ]);
  // A block of Ruby in which nothing is plain to see.
  const isRead = parts.length > 0 || !tasks.some(({ hasBlock }) => hasBlock);
  return { name, at: spanWithin(text, ...first.at), parts: isRead ? parts : undefined };
}
