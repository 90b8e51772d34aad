import { plainText, spanOf, type Text } from '../../../core/source.ts';
import { parseScript, type Word } from '../../../documents/shell.ts';
import { readArguments } from './arguments.ts';
import type { Call } from './call.ts';
import { packageAbove, type Package } from './package-json.ts';
import { followed, unreadTask, type Task } from './task.ts';

const valued: ReadonlySet<string> = new Set([
  ...['--max-parallel', '--npm-path', '-n', '--names', '--prefix', '--prefix-colors', '-m', '--max-processes', '-k'],
  ...['--success', '--restart-tries', '--restart-after', '--name-separator', '-s', '-c', '-l', '-t', '-p'],
]);
const bare: ReadonlySet<string> = new Set(['--max-parallel', '--npm-path']);

/** https://github.com/mysticatea/npm-run-all and its successor npm-run-all2 */
export function tasksOfRunAll(call: Call): readonly Task[] {
  const own = packageAbove(call.repository, call.folder);
  return readArguments(call.words, bare).plain.flatMap((word) =>
    tasksNamed(word.text.split(/\s/)[0] ?? '', word.isLiteral, own),
  );
}

/** `"npm:lint:*"` are scripts, all else commands: https://github.com/open-cli-tools/concurrently */
export function tasksOfConcurrently(call: Call): readonly Task[] {
  const own = packageAbove(call.repository, call.folder);
  return readArguments(call.words, valued).plain.flatMap((word) => {
    const [, script] = /^(?:npm|yarn|pnpm|bun|node):(\S+)/.exec(word.text) ?? [];
    if (script !== undefined) return tasksNamed(script, word.isLiteral, own);
    const text = textOf(word);
    const bodies = [{ script: parseScript(text), folder: call.folder, ignoresStatus: false }];
    return [{ kind: 'package script', name: word.text, at: text.span, through: [], bodies }] as const;
  });
}

const mostScripts = 100;

/** As `*` and `**` of globs with `:` in the place of `/`. */
function tasksNamed(pattern: string, isLiteral: boolean, own: Package | undefined): readonly Task[] {
  if (!own || !isLiteral) return [unreadTask('package script', pattern, undefined, [])];
  const names = pattern.includes('*')
    ? own.scriptNames.filter((name) => matches(name, pattern)).slice(0, mostScripts)
    : [pattern];
  return names.flatMap((name) => followed(own.scripts, name));
}

function matches(name: string, pattern: string): boolean {
  const parts = pattern.split(':');
  const words = name.split(':');
  return (
    parts.every((part, index) => {
      if (part === '**') return true;
      const word = words[index];
      if (word === undefined) return false;
      const [before = '', after] = part.split('*');
      return after === undefined
        ? part === word
        : word.startsWith(before) && word.endsWith(after) && word.length >= before.length + after.length;
    }) &&
    (parts.includes('**') || words.length === parts.length)
  );
}

/** What stands between the quotes of a word, exactly where nothing in it is escaped. */
function textOf({ span, text }: Word): Text {
  const written = span.file.text.slice(span.start, span.end);
  const at = written.indexOf(text);
  if (at !== -1) return plainText(spanOf(span.file, span.start + at, span.start + at + text.length));
  return {
    text,
    span,
    runs: [{ at: 0, length: text.length, fileStart: span.start, fileLength: span.end - span.start }],
  };
}
