import type { Repository } from '../documents/document.ts';

/** `a/b` joined and cleaned; `undefined` where it leaves the repository. The root is the empty string. */
export function joinPath(folder: string, path: string): string | undefined {
  const segments: string[] = [];
  // An absolute path stands in the repository only if it says so with the workspace, which the caller takes off.
  for (const segment of `${folder}/${path}`.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}

export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether the path stands in the folder; everything stands in the root. */
export const isInside = (path: string, folder: string): boolean =>
  folder === '' || path === folder || path.startsWith(`${folder}/`);

const allPaths = new WeakMap<Repository, ReadonlySet<string>>();

/** Whether a file or folder of this path exists, symbolic links and submodules included. */
export function exists(repository: Repository, path: string): boolean {
  let known = allPaths.get(repository);
  if (!known) {
    known = withFolders(repository);
    allPaths.set(repository, known);
  }
  return path === '' || known.has(path);
}

function withFolders(repository: Repository): ReadonlySet<string> {
  const all = new Set<string>();
  const entries = repository.tree.entries.map(({ path }) => path);
  for (const path of [...entries, ...repository.paths]) {
    all.add(path);
    // Paths are sorted: a folder seen before has all its own folders in already.
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = path.slice(0, slash);
      if (all.has(folder)) break;
      all.add(folder);
    }
  }
  return all;
}
