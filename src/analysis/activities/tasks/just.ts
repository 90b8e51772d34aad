import type { Text } from '../../../core/source.ts';
import type { Repository } from '../../../documents/document.ts';
import { folderOf, joinPath } from '../../folders.ts';
import { readArguments } from './arguments.ts';
import { pathFrom, type Call } from './call.ts';
import { findTextAbove, folderOfText } from './files.ts';
import { readJustfile, type Justfile } from './justfile.ts';
import { followed, textAt, unreadTask, type Task } from './task.ts';

const valued: ReadonlySet<string> = new Set([
  ...['-f', '--justfile', '-d', '--working-directory', '--shell', '--shell-arg', '--color', '--dotenv-filename'],
  ...['-E', '--dotenv-path', '--chooser', '--list-heading', '--list-prefix', '-s', '--show', '--cygpath', '--tempdir'],
]);
const shows = [
  '-l',
  '--list',
  '--summary',
  '--fmt',
  '--evaluate',
  '--variables',
  '--dump',
  '-s',
  '--show',
  '-e',
  '--edit',
];

/** https://just.systems/man/en/ */
export function tasksOfJust(call: Call): readonly Task[] {
  const given = readArguments(call.words, valued);
  if (given.has(...shows, '--init', '--choose', '--changelog', '--version', '-c', '--command')) return [];
  const words = [...given.plain, ...given.rest].filter(({ text }) => !/^\w+=/.test(text));
  const [first] = words;
  // `just web/test` is `test` of the justfile in that folder.
  const slash = first?.text.lastIndexOf('/') ?? -1;
  const folder = slash > 0 ? pathFrom(call, first?.text.slice(0, slash) ?? '') : call.folder;
  const named = given.values('-f', '--justfile')[0];
  const path = named && pathFrom(call, named.text);
  const text = named
    ? path === undefined
      ? undefined
      : textAt(call.repository, path)
    : findTextAbove(call.repository, folder, ['justfile', 'Justfile', '.justfile']);
  const file = text && justfileAt(text, call.repository);
  const tasks = file ? namedIn(file, words, slash) : first ? [unreadTask('target', first.text, undefined, [])] : [];
  return given.has('-n', '--dry-run') ? tasks.map((task) => ({ ...task, bodies: [] })) : tasks;
}

/** A recipe takes as many words as it has parameters. */
function namedIn(file: Justfile, words: Call['words'], slash: number): readonly Task[] {
  const [first] = words;
  if (!first) return file.tasks.usual === undefined ? [] : followed(file.tasks, file.tasks.usual);
  const tasks: Task[] = [];
  for (let at = 0; at < words.length;) {
    const word = words[at++];
    if (!word) break;
    const name = at === 1 && slash > 0 ? word.text.slice(slash + 1) : word.text;
    if (!word.isLiteral) return [...tasks, unreadTask('target', name, undefined, [])];
    tasks.push(...followed(file.tasks, name));
    at += file.parametersOf(name);
  }
  return tasks;
}

const known = new WeakMap<Text, Justfile>();
const mostImports = 10;

function justfileAt(text: Text, repository: Repository): Justfile {
  const before = known.get(text);
  if (before) return before;
  const texts = new Set([text]);
  let isWhole = true;
  // Imported files join while the walk goes on.
  for (const each of texts) {
    for (const [, written = ''] of each.text.matchAll(/^import\??[ \t]+["']([^"'\n]+)["']/gm)) {
      const path = joinPath(folderOf(each.span.file.path), written);
      const imported = path === undefined ? undefined : textAt(repository, path);
      if (imported && texts.size < mostImports) texts.add(imported);
      else isWhole = false;
    }
  }
  const file = readJustfile([...texts], folderOfText(text), isWhole);
  known.set(text, file);
  return file;
}
