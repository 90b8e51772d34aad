import type { Text } from '../../../core/source.ts';
import { readArguments } from './arguments.ts';
import { pathFrom, type Call } from './call.ts';
import { findText, folderOfText, taskFileOf, tasksNamed } from './files.ts';
import { readNoxfile, usualSessionsOf } from './noxfile.ts';
import { textAt, type Task } from './task.ts';

const valued: ReadonlySet<string> = new Set([
  ...['-s', '--session', '--sessions', '-e', '-f', '--noxfile', '-k', '--keywords', '-t', '--tags', '-p', '--python'],
  ...['--pythons', '--envdir', '--default-venv-backend', '-db', '--force-venv-backend', '-fb', '--extra-pythons', '-P'],
]);

/** https://nox.thea.codes/en/stable/usage.html */
export function tasksOfNox(call: Call): readonly Task[] {
  const given = readArguments(call.words, valued);
  if (given.has('-l', '--list', '--list-sessions', '--version', '--install-only')) return [];
  const named = given.values('-f', '--noxfile')[0];
  const path = named && pathFrom(call, named.text);
  const text =
    path !== undefined ? textAt(call.repository, path) : findText(call.repository, call.folder, ['noxfile.py']);
  const file = text && taskFileOf(text, 'nox', readSessions);
  // `-s lint test` takes all words behind it.
  const first = given.values('-s', '--session', '--sessions', '-e');
  const asked = first.length > 0 ? [...first, ...given.plain].filter(({ text: name }) => !name.startsWith('-')) : [];
  if (asked.length > 0) return tasksNamed(file, 'target', asked);
  // By keyword or tag some of them.
  if (!text || given.has('-k', '--keywords', '-t', '--tags')) return [];
  return tasksNamed(
    file,
    'target',
    usualSessionsOf(text).map((name) => ({ text: name, isLiteral: true })),
  );
}

const readSessions = (text: Text) => readNoxfile(text, folderOfText(text));
