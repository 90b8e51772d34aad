import type { FileText } from './file-text.ts';
import type { FileTree, TreeEntry, Wanted } from './tree.ts';

/** All paths of one side, and why that list is not complete, if it is not. */
export interface Listing {
  readonly entries: readonly TreeEntry[];
  readonly gaps: readonly string[];
}

/** One side and the way to read its files. */
export interface Side {
  readonly listing: Listing;
  readonly readTexts: (entries: readonly TreeEntry[]) => ReadonlyMap<string, FileText>;
}

/** At most so many files are read because other files name them. */
const maxNamed = 30;

/**
 * Trees in two rounds: what is wanted by its path, then what those texts name. The named files are chosen once from all
 * sides together, so that no file is known on one side only.
 */
export function gather(sides: readonly Side[], wanted: Wanted): readonly FileTree[] {
  const first = sides.map((side) => side.readTexts(wantedEntries(side.listing, wanted)));
  const trees = sides.map((side, at) => treeOf(side.listing, first[at] ?? new Map()));
  const named = namedPaths(trees, wanted);
  if (named.size === 0) return trees;
  return sides.map((side, at) => {
    const second = side.readTexts(namedEntries(side.listing, named));
    return treeOf(side.listing, new Map([...(first[at] ?? []), ...second]));
  });
}

/** Regular files that are read for their path alone. */
export const wantedEntries = (listing: Listing, wanted: Wanted): readonly TreeEntry[] =>
  listing.entries.filter((entry) => isRegular(entry) && wanted.isWanted(entry.path));

/** Regular files among the named ones. */
export const namedEntries = (listing: Listing, named: ReadonlySet<string>): readonly TreeEntry[] =>
  listing.entries.filter((entry) => isRegular(entry) && named.has(entry.path));

/** What the texts of the first round name, on any side: what comes first on one of them first. */
export function namedPaths(trees: readonly FileTree[], wanted: Wanted): ReadonlySet<string> {
  const ranks = new Map<string, number>();
  for (const tree of trees) {
    for (const [rank, path] of wanted.alsoWanted(tree).entries())
      ranks.set(path, Math.min(rank, ranks.get(path) ?? rank));
  }
  if (ranks.size === 0) return new Set();
  const named = trees.flatMap((tree) =>
    tree.entries.flatMap((entry) =>
      ranks.has(entry.path) && isRegular(entry) && !isSettled(tree, entry.path) ? [entry.path] : [],
    ),
  );
  const rankOf = (path: string): number => ranks.get(path) ?? 0;
  const ordered = [...new Set(named)].sort((a, b) => rankOf(a) - rankOf(b) || byText(a, b));
  return new Set(ordered.slice(0, maxNamed));
}

export function treeOf(listing: Listing, read: ReadonlyMap<string, FileText>): FileTree {
  const texts = new Map<string, string>();
  const unread = new Map<string, string>();
  for (const [path, outcome] of [...read].sort(([a], [b]) => byText(a, b))) {
    if ('text' in outcome) texts.set(path, outcome.text);
    else unread.set(path, outcome.unread);
  }
  return { entries: listing.entries, texts, unread, gaps: listing.gaps };
}

/** In the order of UTF-16 units, whatever the source's own order is. */
export const sortEntries = (entries: readonly TreeEntry[]): readonly TreeEntry[] =>
  [...entries].sort((a, b) => byText(a.path, b.path));

/** The mode of a path from git's six octal digits; `undefined` for a folder. */
export function modeOf(digits: string): TreeEntry['mode'] | undefined {
  if (digits === '120000') return 'symlink';
  if (digits === '160000') return 'submodule';
  if (digits === '100755') return 'executable';
  return digits.startsWith('100') ? 'file' : undefined;
}

export const isRegular = (entry: TreeEntry): boolean => entry.mode === 'file' || entry.mode === 'executable';

const isSettled = (tree: FileTree, path: string): boolean => tree.texts.has(path) || tree.unread.has(path);

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
