import type { Text } from '../../../core/source.ts';
import type { Repository } from '../../../documents/document.ts';
import { exists, joinPath } from '../../folders.ts';
import { readArguments } from './arguments.ts';
import { pathFrom, type Call } from './call.ts';
import { targetsOfMakefiles } from './makefile.ts';
import { readMakefile } from './makefile-rules.ts';
import { followed, textAt, unreadTask, type Task, type TaskFile } from './task.ts';

const valued: ReadonlySet<string> = new Set([
  ...['-C', '--directory', '-f', '--file', '--makefile', '-I', '--include-dir', '-o', '--old-file', '-W', '--what-if'],
  ...['-O', '--output-sync', '--eval', '-E'],
]);

/** https://www.gnu.org/software/make/manual/html_node/Options-Summary.html */
export function tasksOfMake(call: Call): readonly Task[] {
  // `-j` takes the next word only where that is a number.
  const words = call.words.filter(({ text }, index) => !/^\d+$/.test(text) || call.words[index - 1]?.text !== '-j');
  const given = readArguments(words, valued);
  const targets = [...given.plain, ...given.rest].filter(({ text }) => !/^[^\s=]+=/.test(text));
  const isDry = given.has('-n', '--just-print', '--dry-run', '--recon', '-q', '--question', '-t', '--touch');
  if (isDry) return targets.map(({ text }) => ({ ...unreadTask('target', text, undefined, []), bodies: [] }));

  let folder = call.folder;
  for (const { text, isLiteral } of given.values('-C', '--directory')) {
    folder = isLiteral || text.startsWith('$') ? pathFrom({ ...call, folder }, text) : undefined;
  }
  const named = given.values('-f', '--file', '--makefile')[0];
  const path = named
    ? pathFrom({ ...call, folder }, named.text)
    : folder === undefined
      ? undefined
      : usualFile(call.repository, folder);
  const file = path === undefined || folder === undefined ? undefined : makefileAt(call.repository, path, folder);
  if (targets.length === 0) return file?.usual === undefined ? [] : followed(file, file.usual);
  return targets.flatMap(({ text, isLiteral }) =>
    file && isLiteral ? followed(file, text) : [unreadTask('target', text, undefined, [])],
  );
}

/** In the order in which GNU Make looks. */
const usualFile = (repository: Repository, folder: string): string | undefined =>
  ['GNUmakefile', 'makefile', 'Makefile']
    .flatMap((name) => joinPath(folder, name) ?? [])
    .find((path) => repository.tree.texts.has(path));

const known = new WeakMap<Repository, Map<string, TaskFile | undefined>>();

function makefileAt(repository: Repository, path: string, folder: string): TaskFile | undefined {
  const files = known.get(repository) ?? new Map<string, TaskFile | undefined>();
  known.set(repository, files);
  const key = `${path}\0${folder}`;
  if (!files.has(key)) files.set(key, readWithIncludes(repository, path, folder));
  return files.get(key);
}

const mostIncludes = 20;

function readWithIncludes(repository: Repository, path: string, folder: string): TaskFile | undefined {
  const texts: Text[] = [];
  const paths = new Set([path]);
  let isWhole = true;
  // Included files join while the walk goes on.
  for (const each of paths) {
    const text = textAt(repository, each);
    if (!text) {
      if (each === path) return undefined;
      continue;
    }
    texts.push(text);
    for (const { path: written, isOptional } of readMakefile([text]).includes) {
      const included = /[$*?%]/.test(written) ? undefined : joinPath(folder, written);
      const isThere = included !== undefined && repository.tree.texts.has(included);
      if (isThere && paths.size < mostIncludes) paths.add(included);
      // An optional one that is not there is made by the build or by a developer.
      else if (!isOptional || included === undefined || exists(repository, included)) isWhole = false;
    }
  }
  return targetsOfMakefiles(texts, folder, isWhole);
}
