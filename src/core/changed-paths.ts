import type { FileTree, TreeEntry } from './tree.ts';

/** Paths that only one tree has, or whose content or mode differs, sorted. */
export function changedPathsOf(head: FileTree, base: FileTree): readonly string[] {
  const before = new Map(base.entries.map((entry) => [entry.path, entry]));
  const changed = new Set<string>();
  for (const entry of head.entries) {
    const old = before.get(entry.path);
    if (!old || old.mode !== entry.mode || contentDiffers(entry, old, head, base)) changed.add(entry.path);
    before.delete(entry.path);
  }
  for (const path of before.keys()) changed.add(path);
  return [...changed].sort();
}

/**
 * Whether a second inspection could say anything else than the first: the same paths with the same modes, and the same
 * text or the same reason for its absence wherever one was asked for.
 */
export function areInspectedAlike(head: FileTree, base: FileTree): boolean {
  return (
    head.entries.length === base.entries.length &&
    head.entries.every((entry, at) => entry.path === base.entries[at]?.path && entry.mode === base.entries[at].mode) &&
    areEqual(head.texts, base.texts) &&
    areEqual(head.unread, base.unread) &&
    head.gaps.join('\n') === base.gaps.join('\n')
  );
}

/** By git's object ids where both sides have one (a working tree has none), else by what was read. */
function contentDiffers(entry: TreeEntry, old: TreeEntry, head: FileTree, base: FileTree): boolean {
  if (entry.oid !== undefined && old.oid !== undefined) return entry.oid !== old.oid;
  return head.texts.get(entry.path) !== base.texts.get(entry.path);
}

const areEqual = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  a.size === b.size && [...a].every(([path, text]) => b.get(path) === text);
