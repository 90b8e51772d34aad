import type { Repository } from '../../../documents/document.ts';
import { findText as textOf, findValue } from '../../../documents/yaml-value.ts';
import { folderOf, joinPath, nameOf } from '../../folders.ts';
import { readArguments } from './arguments.ts';
import { pathFrom, type Call } from './call.ts';
import { findText, rootOf } from './files.ts';
import { followed, textAt, unreadTask, type Task } from './task.ts';
import { readToxFile, type ToxFile } from './tox-file.ts';
import { readToxToml } from './tox-toml.ts';

const valued: ReadonlySet<string> = new Set([
  ...['-e', '-c', '--conf', '--workdir', '--root', '-f', '-m', '--skip-env', '--result-json', '--installpkg', '-x'],
  ...['--override', '--hashseed', '--discover', '--parallel', '--runner', '--develop-pkg'],
]);
const shows = [
  'l',
  'list',
  'c',
  'config',
  'd',
  'devenv',
  'q',
  'quickstart',
  's',
  'schema',
  'man',
  'depends',
  'de',
  'exec',
  'e',
];

/** https://tox.wiki/en/stable/config.html */
export function tasksOfTox(call: Call): readonly Task[] {
  const given = readArguments(call.words, valued);
  const [subcommand] = given.plain;
  if (subcommand && shows.includes(subcommand.text)) return [];
  if (given.has('-l', '--listenvs', '-a', '--listenvs-all', '--showconfig', '--version')) return [];
  const asked = given.values('-e').flatMap(({ text, isLiteral }) => {
    const names = isLiteral ? text.split(/[,\s]+/).filter((name) => name !== '') : [text];
    return names.map((text) => ({ text, isLiteral }));
  });
  const conf = given.values('-c', '--conf')[0];
  const file = fileFor(call.repository, call.folder, conf && pathFrom(call, conf.text));
  const isDry = given.has('-n', '--notest');
  if (!file) return asked.map(({ text }) => unreadTask('target', text, undefined, []));
  const words = asked.length > 0 ? asked : file.envs.map((text) => ({ text, isLiteral: true }));
  const tasks = words.flatMap(({ text, isLiteral }) =>
    isLiteral
      ? followed(file.tasks, text === 'ALL' ? (file.envs[0] ?? text) : text)
      : [unreadTask('target', text, undefined, [])],
  );
  return distinct(isDry ? tasks.map((task) => ({ ...task, bodies: [] })) : tasks);
}

/** Five versions of Python run the same commands. */
function distinct(tasks: readonly Task[]): readonly Task[] {
  const seen = new Set<string>();
  return tasks.filter(({ at, bodies }) => {
    if (!bodies) return true;
    const places = bodies.map(({ script }) => `${script.text.span.start.toString()} ${script.text.text}`);
    const key = [at?.start ?? '', ...places].join('\n');
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

const known = new WeakMap<Repository, Map<string, ToxFile | undefined>>();

function fileFor(repository: Repository, folder: string | undefined, named: string | undefined): ToxFile | undefined {
  const files = known.get(repository) ?? new Map<string, ToxFile | undefined>();
  known.set(repository, files);
  const paths =
    named !== undefined
      ? [named]
      : folder === undefined
        ? []
        : ['tox.ini', 'setup.cfg', 'pyproject.toml', 'tox.toml'].flatMap((name) => joinPath(folder, name) ?? []);
  for (const path of paths) {
    if (!files.has(path)) files.set(path, readFile(repository, path));
    const file = files.get(path);
    if (file) return file;
  }
  return undefined;
}

function readFile(repository: Repository, path: string): ToxFile | undefined {
  const text = textAt(repository, path);
  if (!text) return undefined;
  const folder = folderOf(path);
  if (!path.endsWith('.toml')) return readToxFile(text, folder, nameOf(path) === 'setup.cfg' ? 'tox:tox' : 'tox');
  const root = nameOf(path) === 'tox.toml' ? rootOf(text) : findValue(findValue(rootOf(text), 'tool'), 'tox');
  if (!root) return undefined;
  const legacy = textOf(root, 'legacy_tox_ini');
  return legacy
    ? readToxFile(legacy, folder, 'tox')
    : readToxToml(root, folder, findText(repository, folder, [nameOf(path)]) ?? text);
}
