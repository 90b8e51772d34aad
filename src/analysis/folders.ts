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

const allPaths = new WeakMap<Repository, readonly string[]>();

/** Whether a file or folder of this path exists, symbolic links and submodules included. */
export function exists(repository: Repository, path: string): boolean {
  if (path === '') return true;
  const known = allPaths.get(repository) ?? sortedPaths(repository);
  allPaths.set(repository, known);
  return known[indexOf(known, path)] === path || (known[indexOf(known, `${path}/`)]?.startsWith(`${path}/`) ?? false);
}

/** Lists are sorted already; those that tests make may not be. */
function sortedPaths({ tree }: Repository): readonly string[] {
  const paths = tree.entries.map(({ path }) => path);
  return paths.every((path, index) => index === 0 || (paths[index - 1] ?? '') <= path) ? paths : paths.sort();
}

/** Of the first path that is not before the one asked for. */
function indexOf(paths: readonly string[], path: string): number {
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((paths[middle] ?? '') < path) low = middle + 1;
    else high = middle;
  }
  return low;
}
