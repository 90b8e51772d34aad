import { isRegular } from '../../core/gather.ts';
import type { FileTree } from '../../core/tree.ts';
import { isDependency, kindOf } from '../../documents/kind.ts';
import { folderOf, joinPath, nameOf } from '../folders.ts';

/**
 * Scripts and files of tasks that workflows, composite actions and files of tasks seem to name, the first of them
 * first: words of their texts, without parsing any. That such a file exists makes up for it; one too many costs a read.
 */
export function namedFilesIn(tree: FileTree): readonly string[] {
  const files = new Map(tree.entries.flatMap((entry) => (isRegular(entry) ? [[entry.path, entry.mode] as const] : [])));
  const isScript = (path: string): boolean =>
    !isDependency(path) && (shellName.test(path) || (files.get(path) === 'executable' && !otherName.test(path)));
  const names = new Set([...files.keys()].filter(isScript).map(nameOf));
  const scripts = new Set<string>();
  const taskFiles = new Set<string>();
  const indirect = new Set<string>();
  for (const [path, text] of tree.texts) {
    const kind = kindOf(path);
    const isPipeline = kind === 'workflow' || kind === 'action';
    if (!isPipeline && !(kind === undefined && tasks.test(path))) continue;
    const folders = isPipeline
      ? ['', ...(kind === 'action' ? [folderOf(path)] : []), ...foldersIn(text)]
      : [folderOf(path)];
    for (const file of candidatesIn(text, folders, names)) {
      if (files.has(file) && isScript(file)) (isPipeline ? scripts : indirect).add(file);
    }
    for (const file of includesIn(text, path)) if (files.has(file)) taskFiles.add(file);
    if (!isPipeline) continue;
    for (const folder of folders) {
      for (const name of taskFileNames) {
        const file = joinPath(folder, name);
        if (file !== undefined && files.has(file)) taskFiles.add(file);
      }
    }
  }
  return [...new Set([...scripts, ...taskFiles, ...indirect])].filter((path) => !tree.texts.has(path));
}

const tasks =
  /^(?:package\.json|GNUmakefile|[Mm]akefile|\.?[Jj]ustfile|[Tt]askfile\.ya?ml|tox\.ini|composer\.json|mise\.toml)$/;
const taskFileNames = (
  'Makefile GNUmakefile makefile justfile Justfile Taskfile.yml Taskfile.yaml tox.ini noxfile.py composer.json deno.json ' +
  'deno.jsonc pyproject.toml mise.toml Rakefile'
).split(' ');

const shellName = /\.(?:sh|bash)$/;
/** Programs in languages that are not read, and wrappers that stand for a build tool. */
const otherName = /\.[A-Za-z]\w*$|(?:^|\/)(?:gradlew|mvnw|sbt|configure)$/;

/** Words that may be the path of a script, by the names there are, seen from each of the folders. */
function* candidatesIn(text: string, folders: readonly string[], names: ReadonlySet<string>): Iterable<string> {
  const words = new Set<string>();
  for (const [word] of names.size === 0 ? [] : text.matchAll(/[\w.@+/-]+/g)) {
    if ((word.includes('/') || shellName.test(word)) && word.length <= longestPath && names.has(nameOf(word)))
      words.add(word);
    if (words.size > mostWords) break;
  }
  for (const written of words) {
    const path = written.replace(/^(?:GITHUB_WORKSPACE|GITHUB_ACTION_PATH|PWD)?\/+/, '');
    for (const folder of folders) {
      const joined = joinPath(folder, path);
      if (joined !== undefined) yield joined;
    }
  }
}

const longestPath = 200;
const mostWords = 5_000;

/** Of a Makefile. */
function includesIn(text: string, path: string): readonly string[] {
  if (!/akefile$/.test(path)) return [];
  return Array.from(text.matchAll(/^[-s]?include[ \t]+([^\n#]+)/gm), ([, words = '']) =>
    words.split(/\s+/).flatMap((word) => joinPath(folderOf(path), word) ?? []),
  ).flat();
}

/** Folders in which a workflow's commands run, as far as they are written out. */
function foldersIn(text: string): readonly string[] {
  const found = Array.from(
    text.matchAll(/(?:\bworking-directory:|\bcd|\s-C|\s--(?:directory|prefix|cwd|dir))[ =]["']?(?:\.\/)?([\w.@+/-]+)/g),
    ([, folder = '']) => joinPath('', folder) ?? '',
  );
  return [...new Set(found)].filter((folder) => folder !== '').slice(0, mostFolders);
}

const mostFolders = 10;
