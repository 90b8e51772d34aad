import { describe, expect, jest, test } from '@jest/globals';
import { branchEvent, mergeGroupEvent, pullRequestEvent, pushEvent } from '../help/events.ts';
import { addCommit, commitTo } from '../help/git-store.ts';
import type { FakeGitHub } from '../help/fake-github.ts';
import { nodes } from '../help/runner.ts';
import { startProxy } from '../help/proxy.ts';
import { sail } from './port.ts';
import type { Arrival, Voyage } from './port.ts';
import { careless, ships, shipsWith } from './ships.ts';

// Spawned processes on a busy machine, and waits of ten seconds on purpose.
jest.setTimeout(120_000);

const failed: Arrival = {
  verdict: 'fail',
  exitCode: 1,
  annotations: ['notice Plimsoll: …, 1 new, failed', 'error unpinned-action (high)'],
  comments: ['github-actions[bot]: Plimsoll: failed – 1 new High'],
  reads: 'at most 6',
  faults: [],
};

const unsaid: Arrival = {
  ...failed,
  annotations: [...failed.annotations, 'notice Plimsoll: remarks'],
  comments: [],
};

/** Without a comparison nothing is new. */
const alone: Arrival = { ...failed, verdict: 'pass', exitCode: 0, annotations: [], comments: [] };

const readOnly = { contents: 'read', 'pull-requests': 'read' } as const;
const dependabot = { name: 'dependabot', type: 'Bot', id: 49699333 } as const;
const withRelease = shipsWith({ '.github/workflows/release.yml': careless });

const sha = (github: FakeGitHub, branch: string) => github.state.store.branches.get(branch) ?? '';

/** Another branch, with a pull request of its own below ours. */
const onto = (github: FakeGitHub, branch: string) => {
  const below = addCommit(github.state.store, shipsWith({ 'src/deck.js': '' }), [sha(github, 'main')], 'Deck');
  github.state.store.branches.set(branch, below);
  const head = addCommit(
    github.state.store,
    shipsWith({ 'src/deck.js': '', '.github/workflows/release.yml': careless }),
    [below],
    'Release',
  );
  github.state.store.branches.set('head', head);
  const own = github.state.pullRequests.get(7);
  if (own === undefined) return;
  github.state.pullRequests.set(7, { ...own, base: { branch, sha: below }, head: { ...own.head, sha: head } });
};

const voyages: readonly (readonly [string, Voyage, Arrival])[] = [
  ['a pull request that adds a High', {}, failed],
  [
    'a pull request that changes nothing we read',
    { head: shipsWith({ 'src/index.js': '// changed\n' }) },
    { ...alone, annotations: ['notice Plimsoll: …, nothing new, passed'] },
  ],
  [
    'a pull request that touches a workflow and breaks nothing',
    { head: shipsWith({ '.github/workflows/ci.yml': `${ships['.github/workflows/ci.yml']}# the end\n` }) },
    {
      ...failed,
      verdict: 'pass',
      exitCode: 0,
      annotations: ['notice Plimsoll: …, nothing new, passed'],
      comments: ['github-actions[bot]: Plimsoll: pass'],
    },
  ],
  [
    'a fork',
    {
      github: { permissions: readOnly },
      pullRequest: { head: { branch: 'head', sha: '', repository: 'mona/ships' } },
      prepare: (github) => {
        const own = github.state.pullRequests.get(7);
        if (own) github.state.pullRequests.set(7, { ...own, head: { ...own.head, sha: sha(github, 'head') } });
      },
    },
    unsaid,
  ],
  [
    'Dependabot with a read-only token',
    { github: { permissions: readOnly }, pullRequest: { author: dependabot } },
    unsaid,
  ],
  [
    'Dependabot with nothing new',
    {
      pullRequest: { author: dependabot },
      head: shipsWith({ '.github/workflows/ci.yml': `${ships['.github/workflows/ci.yml']}# the end\n` }),
    },
    { ...alone, annotations: ['notice Plimsoll: …, nothing new, passed'] },
  ],
  ['a draft', { pullRequest: { isDraft: true } }, { ...failed, comments: [] }],
  [
    'a retargeted pull request',
    {
      prepare: (github) => onto(github, 'next'),
      event: ({ state }) =>
        pullRequestEvent(state, 7, {
          action: 'edited',
          changes: { base: { ref: { from: 'main' }, sha: { from: '0'.repeat(40) } } },
        }),
    },
    failed,
  ],
  ['a pull request stacked on another', { prepare: (github) => onto(github, 'deck') }, failed],
  [
    'a base branch that moved on and fixed nothing',
    { prepare: ({ state }) => void commitTo(state.store, 'main', shipsWith({ 'src/later.js': '' })) },
    failed,
  ],
  [
    'a base branch that has the same fault by now, unlike the merge base',
    { prepare: ({ state }) => void commitTo(state.store, 'main', withRelease) },
    failed,
  ],
  [
    'a merge queue',
    { event: (github) => mergeGroupEvent(github.state, 7, sha(github, 'head')) },
    { ...failed, comments: [] },
  ],
  [
    '`pull_request_target`',
    { event: ({ state }) => pullRequestEvent(state, 7, { name: 'pull_request_target' }) },
    failed,
  ],
  ['a push', { main: withRelease, event: (github) => pushEvent(github.state, 'main', '0'.repeat(40)) }, alone],
  ['a schedule', { main: withRelease, event: ({ state }) => branchEvent(state, 'schedule') }, alone],
  ['a dispatch', { main: withRelease, event: ({ state }) => branchEvent(state, 'workflow_dispatch') }, alone],
  [
    'a push below the line',
    {
      main: withRelease,
      event: (github) => pushEvent(github.state, 'main', '0'.repeat(40)),
      inputs: { 'fail-below': '99' },
    },
    { ...alone, verdict: 'fail', exitCode: 1 },
  ],
  ['an enterprise server', { github: { isEnterpriseServer: true } }, failed],
  ['a private repository', { github: { isPrivate: true } }, failed],
  ['a token that may not write', { github: { permissions: { contents: 'read' } } }, unsaid],
  ['`comment: never`', { inputs: { comment: 'never' } }, { ...failed, comments: [] }],
  ['`annotations: off`', { inputs: { annotations: 'off' } }, { ...failed, annotations: [] }],
  [
    '`fail-on: never`',
    { inputs: { 'fail-on': 'never' } },
    {
      ...failed,
      verdict: 'pass',
      exitCode: 0,
      annotations: ['notice Plimsoll: …, 1 new, passed', 'warning unpinned-action (high)'],
      comments: ['github-actions[bot]: Plimsoll: pass – 1 new High'],
    },
  ],
];

describe.each(nodes())('on $name', ({ path: node }) => {
  test.concurrent.each(voyages)('%s', async (_, voyage, arrival) => {
    expect((await sail({ ...voyage, node })).arrival).toEqual(arrival);
  });

  test.concurrent('a proxy is all that is talked to', async () => {
    let proxy: Awaited<ReturnType<typeof startProxy>> | undefined;
    try {
      const { arrival } = await sail({
        node,
        event: (github) => pullRequestEvent(github.state, 7),
        beforeRun: async (github) => void (proxy = await startProxy(github.port)),
        env: () => ({
          http_proxy: proxy?.url ?? '',
          HTTP_PROXY: proxy?.url ?? '',
          GITHUB_API_URL: 'http://api.ships.example',
          GITHUB_GRAPHQL_URL: 'http://api.ships.example/graphql',
        }),
      });
      const hosts = new Set(proxy?.hosts.map((host) => host.replace(/:80$/, '')));
      expect([arrival, [...hosts]]).toEqual([failed, ['api.ships.example']]);
    } finally {
      await proxy?.close();
    }
  });

  test.concurrent('any other event is an error that names the six', async () => {
    const { arrival, step } = await sail({ node, event: ({ state }) => branchEvent(state, 'workflow_run') });
    expect([{ ...arrival, annotations: [] }, step.everything]).toEqual([
      { ...alone, verdict: 'error', exitCode: 1 },
      expect.stringContaining('pull_request, pull_request_target, merge_group, push, schedule and workflow_dispatch'),
    ]);
  });
});
