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
  const renames = new Map<string, string>();
  const added = onlyIn(head, base);
  const removed = new Set(onlyIn(base, head));
  const take = (to: string, from: string) => {
    renames.set(to, from);
    removed.delete(from);
  };
  const byContent = new Map<string, string[]>();
  const contentOf = (path: string, tree: FileTree): string => `${kindOf(path) ?? ''}\n${tree.texts.get(path) ?? ''}`;
  for (const from of removed) {
    const content = contentOf(from, base);
    byContent.set(content, [...(byContent.get(content) ?? []), from]);
  }
  for (const to of added) {
    const from = byContent.get(contentOf(to, head))?.shift();
    if (from !== undefined) take(to, from);
  }
  const ofOurKinds = (paths: Iterable<string>) => [...paths].filter((path) => kindOf(path)).slice(0, mostFiles);
  const before = ofOurKinds(removed).map((from) => ({ from, lines: linesOf(base.texts.get(from) ?? '') }));
  const candidates = ofOurKinds(added.filter((to) => !renames.has(to))).flatMap((to) => {
    const lines = linesOf(head.texts.get(to) ?? '');
    return before
      .filter(({ from }) => kindOf(from) === kindOf(to))
      .map((old) => ({ to, from: old.from, similarity: similarityOf(lines, old.lines) }));
  });
  candidates.sort((a, b) => b.similarity - a.similarity);
  for (const { to, from, similarity } of candidates) {
    if (similarity >= 0.6 && removed.has(from) && !renames.has(to)) take(to, from);
  }
  return [...renames].map(([to, from]) => ({ from, to })).sort((a, b) => (a.to < b.to ? -1 : 1));
}

/** What was read and says something. */
function onlyIn(tree: FileTree, other: FileTree): readonly string[] {
  const known = new Set(other.entries.map((entry) => entry.path));
  return [...tree.texts].flatMap(([path, text]) => (text !== '' && !known.has(path) ? [path] : []));
}

// Every added file is compared with every removed one of its kind.
const mostFiles = 200;

/** Twice the lines in common, as a multiset, over all lines of both. */
function similarityOf(ours: readonly string[], theirs: readonly string[]): number {
  const left = new Map<string, number>();
  for (const line of theirs) left.set(line, (left.get(line) ?? 0) + 1);
  let common = 0;
  for (const line of ours) {
    const count = left.get(line) ?? 0;
    if (count === 0) continue;
    left.set(line, count - 1);
    common += 1;
  }
  const lines = ours.length + theirs.length;
  return lines === 0 ? 0 : (2 * common) / lines;
}

/** Without white space and refs of actions. */
const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    // Actions are bumped many at a time; a workflow that moves with that is still the same.
    .map((line) => line.trim().replace(/^((?:- )?uses:[^@]*)@.*$/, '$1'))
    .filter((line) => line !== '');
