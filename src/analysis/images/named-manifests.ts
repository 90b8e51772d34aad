import { isRegular } from '../../core/gather.ts';
import type { FileTree } from '../../core/tree.ts';
import { kindOf } from '../../documents/kind.ts';
import { folderOf, joinPath } from '../folders.ts';

/** Manifests that `kubectl -f` of workflows and composite actions names: they say which images are deployed. */
export function namedManifestsIn(tree: FileTree): readonly string[] {
  const named = new Set<string>();
  for (const [path, text] of tree.texts) {
    const kind = kindOf(path);
    if ((kind !== 'workflow' && kind !== 'action') || !text.includes('kubectl')) continue;
    for (const [, written = ''] of text.matchAll(option)) {
      for (const part of written.split(',')) named.add(joinPath('', part) ?? '');
    }
  }
  if (named.size === 0) return [];
  const manifests = tree.entries.filter((entry) => isRegular(entry) && /\.ya?ml$/.test(entry.path));
  const found = manifests.flatMap(({ path }) => (named.has(path) || named.has(folderOf(path)) ? [path] : []));
  return found.filter((path) => !tree.texts.has(path)).slice(0, mostManifests);
}

const option = /\s(?:-f|--filename)[ =]["']?([\w.@+,/-]+)/g;

/** A folder of more is no deploy of one application; other files want to be read as well. */
const mostManifests = 10;
