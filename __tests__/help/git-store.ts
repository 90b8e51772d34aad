import { createHash } from 'node:crypto';

/** What a path of a made-up repository holds. */
export type Content =
  string | Uint8Array | { readonly symlink: string } | { readonly submodule: string } | { readonly executable: string };

export type Files = Readonly<Record<string, Content>>;

export type Mode = '100644' | '100755' | '120000' | '160000' | '040000';

export interface TreeItem {
  readonly name: string;
  readonly mode: Mode;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
}

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly date: string;
  /** The object's own text. */
  readonly raw: string;
}

/** Git's objects in memory, under the ids that git itself would give them. */
export interface GitStore {
  readonly blobs: Map<string, Buffer>;
  readonly trees: Map<string, readonly TreeItem[]>;
  readonly commits: Map<string, Commit>;
  readonly branches: Map<string, string>;
}

/** One path of a whole tree, as `git ls-tree -r -t` lists it. */
export interface Entry extends TreeItem {
  readonly path: string;
}

/**
 * A repository whose first branch is the root commit and whose other branches are one commit on top of it:
 * `repositoryOf({ main: files, head: files })`.
 */
export function repositoryOf(branches: Readonly<Record<string, Files>>): GitStore {
  const store: GitStore = { blobs: new Map(), trees: new Map(), commits: new Map(), branches: new Map() };
  let root: string | undefined;
  for (const [branch, files] of Object.entries(branches)) {
    const sha = addCommit(store, files, root === undefined ? [] : [root], `Files of ${branch}`);
    store.branches.set(branch, sha);
    root ??= sha;
  }
  return store;
}

/** Moves a branch one commit on, to these files. */
export function commitTo(store: GitStore, branch: string, files: Files): string {
  const parent = store.branches.get(branch);
  const sha = addCommit(store, files, parent === undefined ? [] : [parent], `Next on ${branch}`);
  store.branches.set(branch, sha);
  return sha;
}

export function addCommit(store: GitStore, files: Files, parents: readonly string[], message: string): string {
  const tree = addTree(store, files);
  const second = store.commits.size;
  const date = new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString().replace('.000', '');
  const person = `A Person <person@example.com> ${Date.UTC(2026, 0, 1, 0, 0, second) / 1000} +0000`;
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${person}`,
    `committer ${person}`,
  ];
  const raw = `${lines.join('\n')}\n\n${message}\n`;
  const sha = idOf('commit', Buffer.from(raw));
  store.commits.set(sha, { sha, tree, parents, message, date, raw });
  return sha;
}

export const idOf = (type: 'blob' | 'tree' | 'commit', body: Uint8Array): string =>
  createHash('sha1').update(`${type} ${body.length}\0`).update(body).digest('hex');

/** The bytes of a tree object: `mode name\0` and twenty bytes of id for each item, in git's order. */
export const treeBytes = (items: readonly TreeItem[]): Buffer =>
  Buffer.concat(
    items.flatMap((item) => [
      Buffer.from(`${item.mode.replace(/^0/, '')} ${item.name}\0`),
      Buffer.from(item.sha, 'hex'),
    ]),
  );

/** The best common ancestor of two commits; `undefined` where there is none. */
export function mergeBaseOf(store: GitStore, one: string, other: string): string | undefined {
  const ancestors = new Set(ancestorsOf(store, one));
  return ancestorsOf(store, other).find((sha) => ancestors.has(sha));
}

/** A commit and all before it, nearest first. */
export function ancestorsOf(store: GitStore, sha: string): string[] {
  const found = new Set<string>();
  const queue = [sha];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const commit = store.commits.get(next);
    if (commit === undefined || found.has(next)) continue;
    found.add(next);
    queue.push(...commit.parents);
  }
  return [...found];
}

/** Everything under a tree, folders before what they hold. */
export function entriesOf(store: GitStore, tree: string, prefix = ''): Entry[] {
  return (store.trees.get(tree) ?? []).flatMap((item) => {
    const entry = { ...item, path: prefix + item.name };
    return item.type === 'tree' ? [entry, ...entriesOf(store, item.sha, `${entry.path}/`)] : [entry];
  });
}

/** The commit that a branch, tag-like name, `refs/heads/…`, `HEAD` or id means. */
export function commitOf(store: GitStore, name: string, head: string): Commit | undefined {
  const branch = name === 'HEAD' ? head : name.replace(/^refs\/heads\//, '');
  return store.commits.get(store.branches.get(branch) ?? name);
}

/** What stands at a path of a commit; the root is the empty path. */
export function entryAt(store: GitStore, commit: Commit, path: string): Entry | undefined {
  if (path === '') return { name: '', path: '', mode: '040000', type: 'tree', sha: commit.tree };
  return entriesOf(store, commit.tree).find((entry) => entry.path === path);
}

/** Commits from this one back that changed a path (or all of them for the empty path), newest first. */
export function historyOf(store: GitStore, sha: string, path: string): Commit[] {
  const changed = [];
  for (const ancestor of ancestorsOf(store, sha)) {
    const commit = store.commits.get(ancestor);
    if (commit === undefined) continue;
    const now = entryAt(store, commit, path)?.sha;
    const parents = commit.parents.map((parent) => store.commits.get(parent));
    const before = parents.map((parent) => (parent === undefined ? undefined : entryAt(store, parent, path)?.sha));
    if (before.length === 0 ? now !== undefined : before.every((id) => id !== now)) changed.push(commit);
  }
  return changed;
}

export interface Change {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified';
  readonly sha: string;
}

/** Paths whose blobs differ between two commits. */
export function changesBetween(store: GitStore, from: string, to: string): Change[] {
  const leaves = (sha: string) => {
    const commit = store.commits.get(sha);
    const entries = commit === undefined ? [] : entriesOf(store, commit.tree);
    return new Map(entries.filter((entry) => entry.type !== 'tree').map((entry) => [entry.path, entry]));
  };
  const before = leaves(from);
  const after = leaves(to);
  const changes: Change[] = [];
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const old = before.get(path);
    const now = after.get(path);
    if (old?.sha === now?.sha && old?.mode === now?.mode) continue;
    const status = old === undefined ? 'added' : now === undefined ? 'removed' : 'modified';
    changes.push({ path, status, sha: (now ?? old)?.sha ?? '' });
  }
  return changes;
}

const isFolder = Symbol('folder');

function addTree(store: GitStore, files: Files): string {
  const root = folder();
  for (const [path, content] of Object.entries(files)) {
    const names = path.split('/');
    const last = names.pop() ?? '';
    let at = root;
    for (const name of names) {
      const inner = at.children.get(name);
      const next = inner !== undefined && isFolder in inner ? inner : folder();
      at.children.set(name, next);
      at = next;
    }
    at.children.set(last, { content });
  }
  return writeFolder(store, root);
}

interface OpenFolder {
  readonly [isFolder]: true;
  readonly children: Map<string, OpenFolder | { readonly content: Content }>;
}

const folder = (): OpenFolder => ({ [isFolder]: true, children: new Map() });

function writeFolder(store: GitStore, at: OpenFolder): string {
  const items = [...at.children].map(([name, child]): TreeItem => {
    if (isFolder in child) return { name, mode: '040000', type: 'tree', sha: writeFolder(store, child) };
    return { name, ...writeContent(store, child.content) };
  });
  // Git orders by bytes, a folder as if its name ended in a slash.
  const key = (item: TreeItem) => Buffer.from(item.type === 'tree' ? `${item.name}/` : item.name);
  items.sort((one, other) => Buffer.compare(key(one), key(other)));
  const sha = idOf('tree', treeBytes(items));
  store.trees.set(sha, items);
  return sha;
}

function writeContent(store: GitStore, content: Content): Omit<TreeItem, 'name'> {
  if (typeof content === 'string') return { mode: '100644', type: 'blob', sha: addBlob(store, Buffer.from(content)) };
  if (content instanceof Uint8Array) return { mode: '100644', type: 'blob', sha: addBlob(store, Buffer.from(content)) };
  if ('symlink' in content) return { mode: '120000', type: 'blob', sha: addBlob(store, Buffer.from(content.symlink)) };
  if ('submodule' in content) return { mode: '160000', type: 'commit', sha: content.submodule };
  return { mode: '100755', type: 'blob', sha: addBlob(store, Buffer.from(content.executable)) };
}

function addBlob(store: GitStore, bytes: Buffer): string {
  const sha = idOf('blob', bytes);
  store.blobs.set(sha, bytes);
  return sha;
}
