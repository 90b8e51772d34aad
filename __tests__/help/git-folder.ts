import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { entriesOf, treeBytes } from './git-store.ts';
import type { GitStore } from './git-store.ts';

/** Writes a store as a real git repository, with the files of one branch checked out. */
export function writeGitFolder(store: GitStore, folder: string, checkedOut: string, remote: string): void {
  const git = join(folder, '.git');
  for (const [sha, bytes] of store.blobs) writeObject(git, 'blob', sha, bytes);
  for (const [sha, items] of store.trees) writeObject(git, 'tree', sha, treeBytes(items));
  for (const [sha, commit] of store.commits) writeObject(git, 'commit', sha, Buffer.from(commit.raw));
  for (const [branch, sha] of store.branches) write(join(git, 'refs', 'heads', branch), `${sha}\n`);
  write(join(git, 'HEAD'), `${store.branches.get(checkedOut) ?? ''}\n`);
  write(join(git, 'config'), `[core]\n\trepositoryformatversion = 0\n[remote "origin"]\n\turl = ${remote}\n`);
  const commit = store.commits.get(store.branches.get(checkedOut) ?? '');
  for (const entry of commit === undefined ? [] : entriesOf(store, commit.tree)) {
    const bytes = store.blobs.get(entry.sha);
    if (bytes !== undefined && entry.mode !== '120000') write(join(folder, entry.path), bytes);
  }
}

function writeObject(git: string, type: string, sha: string, body: Uint8Array) {
  const bytes = deflateSync(Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body]));
  write(join(git, 'objects', sha.slice(0, 2), sha.slice(2)), bytes);
}

function write(path: string, content: string | Uint8Array) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
