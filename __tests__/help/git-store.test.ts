import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeGitFolder } from './git-folder.ts';
import { addCommit, changesBetween, commitTo, entriesOf, historyOf, mergeBaseOf, repositoryOf } from './git-store.ts';

const files = {
  'a.txt': 'one\n',
  'a/b.txt': 'two\n',
  'a-b/c': { executable: '#!/bin/sh\n' },
  link: { symlink: 'a.txt' },
  'vendor/lib': { submodule: '0123456789abcdef0123456789abcdef01234567' },
  'bytes.bin': Uint8Array.of(0, 255, 10),
};

describe('the git store', () => {
  test('gives objects the ids, modes and order that git gives them', () => {
    const store = repositoryOf({ main: files, head: { ...files, 'a.txt': 'changed\n', 'ü ☃.yml': 'on: push\n' } });
    const folder = mkdtempSync(join(tmpdir(), 'plimsoll-git-'));
    try {
      writeGitFolder(store, folder, 'main', 'https://github.com/octo/repo');
      const git = (...options: string[]) => execFileSync('git', options, { cwd: folder, encoding: 'utf8' });
      const listed = git('ls-tree', '-r', '-t', '-z', '--full-tree', store.branches.get('head') ?? '');
      const commit = store.commits.get(store.branches.get('head') ?? '');
      const ours = entriesOf(store, commit?.tree ?? '').map((at) => `${at.mode} ${at.type} ${at.sha}\t${at.path}\0`);
      expect([git('fsck', '--strict', '--connectivity-only'), listed]).toEqual(['', ours.join('')]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('knows merge bases, changes and history', () => {
    const store = repositoryOf({ main: { x: '1', y: '1' }, head: { x: '1', y: '2', z: '1' } });
    const root = store.branches.get('main') ?? '';
    const head = store.branches.get('head') ?? '';
    const tip = commitTo(store, 'main', { x: '2' });
    const stranger = addCommit(store, { x: '1' }, [], 'Unrelated');
    expect({
      base: mergeBaseOf(store, tip, head),
      none: mergeBaseOf(store, tip, stranger),
      changes: changesBetween(store, root, head).map((change) => `${change.status} ${change.path}`),
      history: historyOf(store, tip, 'x').map((commit) => commit.sha),
    }).toEqual({ base: root, none: undefined, changes: ['modified y', 'added z'], history: [tip, root] });
  });
});
