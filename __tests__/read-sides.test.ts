import { afterEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '../src/github/client.ts';
import type { Occasion } from '../src/github/event.ts';
import { readByApi, readFromGit } from '../src/read-sides.ts';
import { startFakeGitHub, type FakeGitHub, type Setup } from './help/fake-github.ts';
import { writeGitFolder } from './help/git-folder.ts';
import { addCommit, repositoryOf, type Files } from './help/git-store.ts';

const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

const ordinary: Files = {
  '.github/workflows/ci.yml': 'on: push\n',
  '.github/plimsoll.yml': 'fail-on: medium\n',
  Dockerfile: 'FROM scratch\n',
};

const odd: Files = {
  ...ordinary,
  '.github/workflows/ci.yml': '\uFEFFon: push\r\njobs: {}\r\n',
  '.github/workflows/link.yml': { symlink: 'ci.yml' },
  '.github/plimsoll.yml': { symlink: '../../etc/passwd' },
  'latin/Dockerfile': Buffer.from('# caf\xe9\nFROM scratch\n', 'latin1'),
  'wide/Dockerfile': Buffer.from('FROM scratch\n', 'utf16le'),
  'large/Dockerfile': `FROM scratch\n${'# 0123456789\n'.repeat(50_000)}`,
  'huge/Dockerfile': `FROM scratch\n${'# 0123456789\n'.repeat(90_000)}`,
  'empty/Dockerfile': '',
  'a\nb "c" ü/Dockerfile': 'FROM scratch\nENTRYPOINT ["./start.sh"]\n',
  'a\nb "c" ü/start.sh': { executable: '#!/bin/sh\n' },
  vendor: { submodule: 'f'.repeat(40) },
  'src/index.js': '',
};

describe('every source gives the same files', () => {
  test.each<[string, (pullRequest: Occasion, main: string) => Occasion]>([
    ['of a pull request', (pullRequest) => pullRequest],
    ['of a merge group', (pullRequest, base) => ({ ...common(pullRequest), kind: 'merge-group', base })],
    ['of a push', (pullRequest) => ({ ...common(pullRequest), kind: 'commit' })],
  ])('%s', async (_, occasionOf) => {
    const { github, folder, occasion } = await stage({ main: ordinary, head: odd });
    const asked = occasionOf(occasion, github.state.store.branches.get('main') ?? '');
    const byApi = await readByApi(await clientOf(github), asked);
    expect(byApi).toEqual(readFromGit(folder, asked));
    expect(github.violations).toEqual([]);
  });
});

describe('a run reads at most six times', () => {
  test.each([1, 150])('with %d files changed', async (count) => {
    const many = Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`service-${at}/Dockerfile`, `FROM scratch\nLABEL at=${at}\n`]),
    );
    const named = { 'a/Dockerfile': 'FROM x\nENTRYPOINT ["/start.sh"]\n', 'a/start.sh': 'exec gosu nobody "$@"\n' };
    const { github, occasion } = await stage({ main: ordinary, head: { ...ordinary, ...many, ...named } });
    await readByApi(await clientOf(github), occasion);
    expect(github.requests.length).toBeLessThanOrEqual(6);
  });
});

describe('a repository too large for one list', () => {
  test('is walked folder by folder, equal folders once', async () => {
    const files: Files = {
      ...ordinary,
      ...Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`docs/${at}.md`, `${at}`])),
      ...Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`lib/${at % 3}/${at}/x.js`, `${at}`])),
    };
    const { github, folder, occasion } = await stage(
      { main: files, head: { ...files, 'lib/0/Dockerfile': 'FROM scratch\n' } },
      { limits: { treeEntries: 40 } },
    );
    const byApi = await readByApi(await clientOf(github), occasion);
    expect(byApi).toEqual(readFromGit(folder, occasion));
    expect(github.requests.length).toBeLessThan(20);
  });

  test('has gaps, the same ones on both sides, where the requests end', async () => {
    const files: Files = {
      ...ordinary,
      ...Object.fromEntries(Array.from({ length: 120 }, (_, at) => [`f${at % 60}/${at}.js`, `${at}`])),
    };
    const { github, occasion } = await stage(
      {
        main: files,
        head: { ...files, 'f59/Dockerfile': 'FROM scratch\n', '.github/workflows/new.yml': 'on: push\n' },
      },
      { limits: { treeEntries: 100 } },
    );
    const sides = await readByApi(await clientOf(github), occasion);
    expect(github.requests.length).toBeLessThanOrEqual(40);
    expect(sides.base?.gaps).toEqual(sides.head.gaps);
    expect(sides.head.gaps).toEqual([expect.stringContaining('too large to list these folders whole: `f')]);
    expect([...sides.head.texts.keys()]).toEqual([
      '.github/plimsoll.yml',
      '.github/workflows/ci.yml',
      '.github/workflows/new.yml',
      'Dockerfile',
      'f59/Dockerfile',
    ]);
  });
});

describe('where forty requests are not enough', () => {
  // Past what a query hands out, so that each is a request of its own.
  const large = (at: number): string => `FROM scratch\n# ${at} 0123456789012345\n`;
  const limits = { blobText: 20 };

  test('the rest is unread on both sides alike, what the pull request changes last of all', async () => {
    const files: Files = {
      ...ordinary,
      ...Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`s${at}/Dockerfile`, large(at)])),
    };
    const { github, occasion } = await stage(
      { main: files, head: { ...files, 's49/Dockerfile': large(50) } },
      { limits },
    );
    const sides = await readByApi(await clientOf(github), occasion);
    expect(github.requests.length).toBeLessThanOrEqual(40);
    expect([...sides.head.unread.keys()]).toEqual([...(sides.base?.unread.keys() ?? [])]);
    expect(sides.head.unread.size).toBeGreaterThan(10);
    expect(sides.head.texts.has('s49/Dockerfile')).toBe(true);
    expect(sides.unreadChanges).toEqual([]);
  });

  test('a changed file that stays unread is named', async () => {
    const changed = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`s${at}/Dockerfile`, large(at)]));
    const { github, occasion } = await stage({ main: ordinary, head: { ...ordinary, ...changed } }, { limits });
    const sides = await readByApi(await clientOf(github), occasion);
    expect(sides.unreadChanges.length).toBeGreaterThan(0);
    expect(sides.unreadChanges).toEqual([...sides.head.unread.keys()]);
  });
});

describe('the policy that judges', () => {
  test('is the one at the tip of the base branch, not the merge base’s and not the head’s', async () => {
    const { github, folder, occasion } = await stage({ main: ordinary, head: { ...ordinary, a: '1' } });
    const { store } = github.state;
    const tip = addCommit(
      store,
      { ...ordinary, '.github/plimsoll.yml': 'fail-on: low\n', '.github/workflows/late.yml': 'on: push\n' },
      [store.branches.get('main') ?? ''],
      'Next',
    );
    store.branches.set('main', tip);
    writeGitFolder(store, folder, 'head', 'https://github.com/octo-org/ships');
    const moved: Occasion = { ...occasion, ...(occasion.kind === 'pull-request' ? { baseTip: tip } : {}) };
    const byApi = await readByApi(await clientOf(github), moved);
    expect(byApi.policy?.file.text).toBe('fail-on: low\n');
    expect([...byApi.tipWorkflows.keys()]).toEqual(['.github/workflows/ci.yml', '.github/workflows/late.yml']);
    expect(byApi).toEqual(readFromGit(folder, moved));
  });

  test('is the one that the event names where the base branch is gone', async () => {
    const { github, occasion } = await stage({ main: ordinary, head: { ...ordinary, a: '1' } });
    github.state.store.branches.delete('main');
    const sides = await readByApi(await clientOf(github), occasion);
    expect(sides.policy?.file.text).toBe('fail-on: medium\n');
  });
});

async function stage(branches: { readonly main: Files; readonly head: Files }, about: Partial<Setup> = {}) {
  const store = repositoryOf(branches);
  const github = await startFakeGitHub({ store, ...about });
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-sides-'));
  writeGitFolder(store, folder, 'head', 'https://github.com/octo-org/ships');
  cleanUps.push(
    () => github.close(),
    () => rmSync(folder, { recursive: true, force: true }),
  );
  const occasion: Occasion = {
    kind: 'pull-request',
    event: 'pull_request',
    repository: `${github.state.owner}/${github.state.name}`,
    isPublic: true,
    head: store.branches.get('head') ?? '',
    number: 7,
    baseBranch: 'main',
    baseTip: store.branches.get('main') ?? '',
    isFork: false,
    isDraft: false,
    byBot: false,
  };
  return { github, folder, occasion };
}

const common = ({ event, repository, isPublic, head }: Occasion) => ({ event, repository, isPublic, head });

const clientOf = (github: FakeGitHub) =>
  createClient({
    token: github.token.value,
    apiUrl: github.apiUrl,
    graphqlUrl: github.graphqlUrl,
    userAgent: 'plimsoll-test',
    deadline: Date.now() + 60_000,
  });
