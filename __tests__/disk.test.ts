import { afterAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { areInspectedAlike, changedPathsOf } from '../src/core/changed-paths.ts';
import type { Wanted } from '../src/core/tree.ts';
import { readDiskTree } from '../src/disk.ts';
import { mergeBase, parseRemote, readGitTree, remoteOwner, resolveRevision } from '../src/git.ts';

const root = mkdtempSync(join(tmpdir(), 'plimsoll-disk-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const wanted: Wanted = {
  isWanted: (path) => path.includes('Dockerfile'),
  alsoWanted: () => ['start.sh', '../outside', 'a'],
};

describe('a folder without git', () => {
  const folder = folderOf('plain', {
    Dockerfile: '\uFEFFFROM scratch\r\n',
    'a/Dockerfile': Buffer.from([0x46, 0xff, 0x0a]),
    'b/Dockerfile': Buffer.from([0x46, 0, 0x0a]),
    'c/Dockerfile': 'x'.repeat(1024 * 1024 + 1),
    'node_modules/x/Dockerfile': 'FROM x',
    'start.sh': 'echo',
    'new\nline Dockerfile': 'FROM scratch',
  });
  chmodSync(join(folder, 'start.sh'), 0o755);
  symlinkSync('Dockerfile', join(folder, 'Dockerfile.link'));
  symlinkSync('a', join(folder, 'linked'));
  execFileSync('mkfifo', [join(folder, 'pipe.Dockerfile')]);
  const tree = readDiskTree(folder, wanted);

  test('is listed whole but for dependencies, pipes and what links lead to', () => {
    expect(tree.entries.map((entry) => `${entry.mode} ${entry.path}`)).toEqual([
      'file Dockerfile',
      'symlink Dockerfile.link',
      'file a/Dockerfile',
      'file b/Dockerfile',
      'file c/Dockerfile',
      'symlink linked',
      'file new\nline Dockerfile',
      'executable start.sh',
    ]);
  });

  test('is read as UTF-8 without a byte order mark, and what cannot be read says why', () => {
    expect(Object.fromEntries(tree.texts)).toEqual({
      Dockerfile: 'FROM scratch\r\n',
      'a/Dockerfile': 'F\uFFFD\n',
      'new\nline Dockerfile': 'FROM scratch',
      'start.sh': 'echo',
    });
    expect(Object.fromEntries(tree.unread)).toEqual({
      'b/Dockerfile': 'a binary file',
      'c/Dockerfile': 'larger than 1 MiB',
    });
  });
});

describe('a folder with git', () => {
  const folder = folderOf('tracked', {
    Dockerfile: 'FROM one',
    'gone/Dockerfile': 'FROM two',
    'moved/Dockerfile': 'FROM three',
    'start.sh': 'echo',
    '.gitignore': 'ignored.Dockerfile\n',
  });
  symlinkSync('start.sh', join(folder, 'link.sh'));
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', 'one');
  const first = git(folder, 'rev-parse', 'HEAD');

  test('gives the same from disk and from git’s objects when nothing was changed', () => {
    const disk = readDiskTree(folder, wanted);
    const objects = readGitTree(folder, 'HEAD', wanted);
    expect(areInspectedAlike(disk, objects)).toBe(true);
    expect(changedPathsOf(disk, objects)).toEqual([]);
  });

  test('gives the files as they lie on disk: new ones, none that git ignores, none that are gone or behind a link', () => {
    const outside = folderOf('outside', { Dockerfile: 'FROM secret' });
    writeFileSync(join(folder, 'new.Dockerfile'), 'FROM new');
    writeFileSync(join(folder, 'ignored.Dockerfile'), 'FROM ignored');
    rmSync(join(folder, 'gone'), { recursive: true });
    rmSync(join(folder, 'moved'), { recursive: true });
    symlinkSync(outside, join(folder, 'moved'));
    execFileSync('git', ['init', '-q', join(folder, 'nested')]);
    writeFileSync(join(folder, 'nested', 'Dockerfile'), 'FROM nested');

    const disk = readDiskTree(folder, wanted);
    expect(Object.fromEntries(disk.texts)).toEqual({
      Dockerfile: 'FROM one',
      'new.Dockerfile': 'FROM new',
      'start.sh': 'echo',
    });
    expect(disk.entries).toContainEqual({ path: 'moved', mode: 'symlink' });
    expect(changedPathsOf(disk, readGitTree(folder, first, wanted))).toEqual([
      'gone/Dockerfile',
      'moved',
      'moved/Dockerfile',
      'new.Dockerfile',
    ]);
  });

  test('is read below a folder inside it as well', () => {
    const below = folderOf('tracked/service', { Dockerfile: 'FROM below' });
    expect(readDiskTree(below, wanted).entries).toEqual([{ path: 'Dockerfile', mode: 'file' }]);
  });

  test('starts nothing that the repository configures', () => {
    const mark = join(root, 'started');
    const program = folderOf('programs', { 'run.sh': `#!/bin/sh\ntouch '${mark}'\n` });
    const path = join(program, 'run.sh');
    chmodSync(path, 0o755);
    for (const key of ['core.fsmonitor', 'core.sshCommand', 'core.pager', 'filter.x.clean', 'filter.x.smudge']) {
      git(folder, 'config', key, path);
    }
    git(folder, 'config', 'core.hooksPath', program);
    git(folder, 'config', 'extensions.partialClone', 'origin');
    git(folder, 'config', 'remote.origin.promisor', 'true');
    git(folder, 'config', 'remote.origin.url', `ext::${path}`);
    git(folder, 'config', 'protocol.ext.allow', 'always');
    writeFileSync(join(folder, '.gitattributes'), '* filter=x diff=x\n');
    rmSync(mark, { force: true });

    readDiskTree(folder, wanted);
    readGitTree(folder, first, wanted);
    expect(() => resolveRevision(folder, '0123456789012345678901234567890123456789')).toThrow('fetch-depth: 0');
    expect(existsSync(mark)).toBe(false);
  });

  test('takes a revision for nothing but a revision', () => {
    expect(() => resolveRevision(folder, '--help')).toThrow('is not in this clone');
  });

  test('knows the commit that two branches have in common', () => {
    const clean = folderOf('branches', { a: '1' });
    git(clean, 'init', '-q', '-b', 'main');
    git(clean, 'add', '-A');
    git(clean, 'commit', '-qm', 'base');
    const base = git(clean, 'rev-parse', 'HEAD');
    git(clean, 'commit', '-qm', 'main moves', '--allow-empty');
    git(clean, 'checkout', '-q', '-b', 'topic', base);
    git(clean, 'commit', '-qm', 'topic', '--allow-empty');
    git(clean, 'checkout', '-q', '--orphan', 'alone');
    git(clean, 'commit', '-qm', 'alone', '--allow-empty');
    expect(mergeBase(clean, 'main', 'topic')).toBe(base);
    expect(() => mergeBase(clean, 'main', 'alone')).toThrow('no common commit');
  });
});

describe('the owner of a clone', () => {
  test('is upstream’s, else origin’s', () => {
    const folder = folderOf('owner', {});
    git(folder, 'init', '-q');
    expect(remoteOwner(folder)).toBeUndefined();
    git(folder, 'remote', 'add', 'origin', 'git@github.com:fork-owner/hello.git');
    expect(remoteOwner(folder)).toEqual({ owner: 'fork-owner', host: 'github.com' });
    git(folder, 'remote', 'add', 'upstream', 'https://github.example.com/Octo/hello');
    expect(remoteOwner(folder)).toEqual({ owner: 'Octo', host: 'github.example.com' });
  });

  test.each([
    ['https://user:token@github.com/octo/hello.git', 'octo github.com'],
    ['ssh://git@ssh.github.com:443/octo/hello.git', 'octo github.com'],
    ['git@GitHub.com:octo/hello', 'octo github.com'],
    ['../elsewhere', undefined],
    ['/srv/git/hello.git', undefined],
    ['C:/repos/octo/hello', undefined],
    ['file:///srv/git/octo/hello', undefined],
  ])('%s belongs to %s', (address, expected) => {
    const remote = parseRemote(address);
    expect(remote && `${remote.owner} ${remote.host}`).toBe(expected);
  });
});

function folderOf(name: string, files: Readonly<Record<string, string | Buffer>>): string {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

function git(folder: string, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com', '-c', 'commit.gpgSign=false'];
  return execFileSync('git', ['-C', folder, ...identity, ...args], { encoding: 'utf8' }).trim();
}
