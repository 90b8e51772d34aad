import type { Text } from '../../../core/source.ts';
import type { Repository } from '../../../documents/document.ts';
import { parseScript } from '../../../documents/shell.ts';
import { findEntry, findText, findValue, type Value } from '../../../documents/yaml-value.ts';
import { parseYaml } from '../../../documents/yaml.ts';
import { folderOf, joinPath, nameOf } from '../../folders.ts';
import { foldersAbove } from './files.ts';
import { textAt, type Definition, type Reference, type TaskFile } from './task.ts';

/** A package of the repository. */
export interface Package {
  readonly name: string | undefined;
  readonly folder: string;
  readonly scripts: TaskFile;
  readonly scriptNames: readonly string[];
}

const known = new WeakMap<Text, Package>();

/** The package that npm and its kin find from a folder: its own or the nearest above. */
export function packageAbove(repository: Repository, folder: string | undefined): Package | undefined {
  for (const at of foldersAbove(folder)) {
    const path = joinPath(at, 'package.json');
    const text = path === undefined ? undefined : textAt(repository, path);
    if (text) return packageOf(text);
    // It is there and cannot be read.
    if (path !== undefined && repository.tree.unread.has(path)) return undefined;
  }
  return undefined;
}

const all = new WeakMap<Repository, readonly Package[]>();

/** All packages below the root. */
export function packagesOf(repository: Repository): readonly Package[] {
  const before = all.get(repository);
  if (before) return before;
  const paths = [...repository.tree.texts.keys()].filter(
    (path) => nameOf(path) === 'package.json' && path.includes('/'),
  );
  const found = paths.slice(0, mostPackages).flatMap((path) => {
    const text = textAt(repository, path);
    return text ? [packageOf(text)] : [];
  });
  all.set(repository, found);
  return found;
}

const mostPackages = 300;

function packageOf(text: Text): Package {
  const before = known.get(text);
  if (before) return before;
  const { file } = text.span;
  const { root } = parseYaml(file);
  const folder = folderOf(file.path);
  const scripts = findValue(root, 'scripts');
  const entries = scripts?.kind === 'mapping' ? scripts.entries : [];
  const read: Package = {
    name: findText(root, 'name')?.text,
    folder,
    scriptNames: entries.map(({ key }) => key.value.text),
    scripts: {
      kind: 'package script',
      find: (name) => definitionOf(root, scripts, name, folder),
      usual: undefined,
      mayHold: () => true,
    },
  };
  known.set(text, read);
  return read;
}

function definitionOf(
  root: Value | undefined,
  scripts: Value | undefined,
  name: string,
  folder: string,
): Definition | undefined {
  const entry = findEntry(scripts, name);
  const value = findText(scripts, name);
  if (!entry || !value) return undefined;
  const wired = /^\s*wireit\s*$/.test(value.text) ? findValue(findValue(root, 'wireit'), name) : undefined;
  const command = wired ? findText(wired, 'command') : value;
  const own = command ? [{ script: parseScript(command), folder, ignoresStatus: false }] : [];
  const extra = (when: 'pre' | 'post'): readonly Reference[] =>
    findEntry(scripts, `${when}${name}`) ? [{ task: `${when}${name}` }] : [];
  return {
    name,
    at: entry.key.value.span,
    parts: [...extra('pre'), ...(wired ? dependenciesOf(wired) : []), ...own, ...extra('post')],
  };
}

/** Of other packages (`../a:build`) nothing is said here: https://github.com/google/wireit#dependencies */
function dependenciesOf(wired: Value): readonly Reference[] {
  const listed = findValue(wired, 'dependencies');
  if (listed?.kind !== 'sequence') return [];
  return listed.items.flatMap((item) => {
    const task = item.kind === 'scalar' ? item.value.text : findText(item, 'script')?.text;
    return task !== undefined && !task.includes('/') ? [{ task }] : [];
  });
}
