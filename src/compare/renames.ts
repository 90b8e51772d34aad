import type { FileTree } from '../core/tree.ts';

export interface Renamed {
  readonly from: string;
  readonly to: string;
}

/**
 * Which files of head are renamed files of the base: a blob that is equal, else the most similar removed file of the
 * same kind at 60 % of lines or more. Computed from the texts, so that every source of a tree gives the same answer.
 */
export function findRenames(
  head: FileTree,
  base: FileTree,
  kindOf: (path: string) => string | undefined,
): readonly Renamed[] {
  const added = onlyIn(head, base, kindOf);
  let removed = onlyIn(base, head, kindOf);
  const renames: Renamed[] = [];
  const take = (to: string, from: string) => {
    renames.push({ from, to });
    removed = removed.filter((path) => path !== from);
  };
  for (const to of added) {
    const from = removed.find((path) => kindOf(path) === kindOf(to) && base.texts.get(path) === head.texts.get(to));
    if (from !== undefined) take(to, from);
  }
  const rest = added.filter((to) => !renames.some((rename) => rename.to === to));
  const candidates = rest.flatMap((to) =>
    removed
      .filter((from) => kindOf(from) === kindOf(to))
      .map((from) => ({ to, from, similarity: similarityOf(head.texts.get(to) ?? '', base.texts.get(from) ?? '') })),
  );
  candidates.sort((a, b) => b.similarity - a.similarity);
  for (const { to, from, similarity } of candidates) {
    if (similarity < 0.6 || !removed.includes(from) || renames.some((rename) => rename.to === to)) continue;
    take(to, from);
  }
  return renames.sort((a, b) => (a.to < b.to ? -1 : 1));
}

function onlyIn(tree: FileTree, other: FileTree, kindOf: (path: string) => string | undefined): readonly string[] {
  const known = new Set(other.entries.map((entry) => entry.path));
  return [...tree.texts.keys()].filter((path) => !known.has(path) && kindOf(path) !== undefined).slice(0, mostFiles);
}

// Every added file is compared with every removed one of its kind.
const mostFiles = 200;

/** Twice the lines in common, as a multiset without white space and refs of actions, over all lines of both. */
function similarityOf(a: string, b: string): number {
  const ours = linesOf(a);
  const theirs = new Map<string, number>();
  const all = linesOf(b);
  for (const line of all) theirs.set(line, (theirs.get(line) ?? 0) + 1);
  let common = 0;
  for (const line of ours) {
    const count = theirs.get(line) ?? 0;
    if (count === 0) continue;
    theirs.set(line, count - 1);
    common += 1;
  }
  const lines = ours.length + all.length;
  return lines === 0 ? 0 : (2 * common) / lines;
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    // Actions are bumped many at a time; a workflow that moves with that is still the same.
    .map((line) => line.trim().replace(/^((?:- )?uses:[^@]*)@.*$/, '$1'))
    .filter((line) => line !== '');
