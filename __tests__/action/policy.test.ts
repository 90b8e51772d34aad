import { describe, expect, jest, test } from '@jest/globals';
import { commitTo } from '../help/git-store.ts';
import { pullRequestEvent } from '../help/events.ts';
import { newestNode } from '../help/runner.ts';
import { arrivalOf, sail } from './port.ts';
import type { Voyage } from './port.ts';
import { careless, plimsoll, ships, shipsWith } from './ships.ts';

jest.setTimeout(120_000);

const release = '.github/workflows/release.yml';
const policyPath = '.github/plimsoll.yml';
const waived = careless.replace(
  '      - name: Scan',
  '      # plimsoll: ignore[unpinned-action] reason="Pinned by the vendor" until=2999-12-31\n      - name: Scan',
);
const policyWaiver = `waivers:
  - rule: unpinned-action
    path: ${release}
    reason: The vendor pins it
    until: 2999-12-31
`;

/** Verdict, headline of the comment, and the titles of annotations. */
async function outcome(voyage: Voyage) {
  const { step, github } = await sail(voyage);
  const { verdict, comments, annotations, faults } = arrivalOf(step, github);
  return { verdict, comments: comments.map((line) => line.replace('github-actions[bot]: ', '')), annotations, faults };
}

const cases: readonly (readonly [
  string,
  Voyage,
  { readonly verdict: string; readonly comments: readonly string[]; readonly annotations: readonly string[] },
])[] = [
  [
    'an inline waiver with a reason lets it pass, and is counted',
    { head: shipsWith({ [release]: waived }) },
    {
      verdict: 'pass',
      comments: ['Plimsoll: pass – 1 new waiver'],
      annotations: ['notice Plimsoll: …, nothing new, 1 new waiver, passed', 'warning Plimsoll: 1 new waiver'],
    },
  ],
  [
    'an inline waiver without a reason does not',
    { head: shipsWith({ [release]: waived.replace(/ reason=.*/, '') }) },
    {
      verdict: 'fail',
      comments: ['Plimsoll: failed – 1 new High'],
      annotations: ['notice Plimsoll: …, 1 new, failed', 'error unpinned-action (high)'],
    },
  ],
  [
    'nor does one with `inline-waivers: off`',
    {
      main: shipsWith({ [policyPath]: 'inline-waivers: off\n' }),
      head: shipsWith({ [policyPath]: 'inline-waivers: off\n', [release]: waived }),
    },
    {
      verdict: 'fail',
      comments: ['Plimsoll: failed – 1 new High'],
      annotations: ['notice Plimsoll: …, 1 new, failed', 'error unpinned-action (high)'],
    },
  ],
  [
    'nor one from a fork',
    {
      head: shipsWith({ [release]: waived }),
      prepare: ({ state }) => {
        const own = state.pullRequests.get(7);
        if (own) state.pullRequests.set(7, { ...own, head: { ...own.head, repository: 'mona/ships' } });
      },
    },
    {
      verdict: 'fail',
      comments: ['Plimsoll: failed – 1 new High'],
      annotations: ['notice Plimsoll: …, 1 new, failed', 'error unpinned-action (high)'],
    },
  ],
  [
    'a waiver in the policy counts once it is on the base branch, even after this branch was cut',
    { prepare: ({ state }) => void commitTo(state.store, 'main', shipsWith({ [policyPath]: policyWaiver })) },
    {
      verdict: 'pass',
      comments: ['Plimsoll: pass'],
      annotations: ['notice Plimsoll: …, nothing new, passed'],
    },
  ],
  [
    'a waiver in the policy of the pull request does not count',
    { head: shipsWith({ [release]: careless, [policyPath]: policyWaiver }) },
    {
      verdict: 'fail',
      comments: ['Plimsoll: failed – 1 new High'],
      annotations: ['notice Plimsoll: …, 1 new, failed', 'error unpinned-action (high)'],
    },
  ],
  [
    'an input may tighten the base’s policy',
    {
      main: shipsWith({ [policyPath]: 'fail-on: critical\n' }),
      head: shipsWith({ [policyPath]: 'fail-on: critical\n', [release]: careless }),
      inputs: { 'fail-on': 'medium' },
    },
    {
      verdict: 'fail',
      comments: ['Plimsoll: failed – 1 new High'],
      annotations: ['notice Plimsoll: …, 1 new, failed', 'error unpinned-action (high)'],
    },
  ],
  [
    'an input may not loosen it',
    {
      main: shipsWith({ [policyPath]: 'fail-on: medium\n' }),
      head: shipsWith({ [policyPath]: 'fail-on: medium\n', [release]: careless }),
      inputs: { 'fail-on': 'never' },
    },
    {
      verdict: 'fail',
      comments: ['Plimsoll: failed – 1 new High'],
      annotations: ['notice Plimsoll: …, 1 new, failed', 'error unpinned-action (high)'],
    },
  ],
  [
    'a pull request that breaks the policy fails, whatever `fail-on` says',
    {
      main: shipsWith({ [policyPath]: 'fail-on: critical\n' }),
      head: shipsWith({ [policyPath]: 'fail-on: [\n' }),
      inputs: {},
    },
    {
      verdict: 'fail',
      comments: ['Plimsoll: failed'],
      annotations: ['notice Plimsoll: …, nothing new, failed'],
    },
  ],
  [
    'so does one that brings an unknown key',
    { head: shipsWith({ [policyPath]: 'fial-on: high\n' }) },
    {
      verdict: 'fail',
      comments: ['Plimsoll: failed'],
      annotations: ['notice Plimsoll: …, nothing new, failed'],
    },
  ],
  [
    'a policy that is broken on the base is not this pull request’s fault',
    {
      main: shipsWith({ [policyPath]: 'fail-on: [\n' }),
      head: shipsWith({ [policyPath]: 'fail-on: [\n', 'Dockerfile.dockerignore': '.git\n' }),
    },
    { verdict: 'pass', comments: ['Plimsoll: pass'], annotations: ['notice Plimsoll: …, nothing new, passed'] },
  ],
  [
    'the pull request that brings us is judged by what it adds alone',
    {
      main: shipsWith({ '.github/workflows/plimsoll.yml': undefined, [release]: careless }),
      head: shipsWith({ '.github/workflows/plimsoll.yml': plimsoll, [release]: careless }),
      event: ({ state }) => pullRequestEvent(state, 7, { action: 'opened' }),
    },
    {
      verdict: 'pass',
      comments: ['Plimsoll is set up: … – this pull request is not blocked'],
      annotations: ['notice Plimsoll: …, nothing new, passed'],
    },
  ],
  [
    'a change of our own step is told',
    {
      head: shipsWith({
        '.github/workflows/plimsoll.yml': ships['.github/workflows/plimsoll.yml'].replace(
          'timeout-minutes: 5',
          'timeout-minutes: 5\n    continue-on-error: true',
        ),
      }),
    },
    {
      verdict: 'pass',
      comments: ['Plimsoll: pass'],
      annotations: ['notice Plimsoll: …, nothing new, passed', 'notice Plimsoll: remarks'],
    },
  ],
];

const { name, path: node } = newestNode();

describe(`on ${name}`, () => {
  test.concurrent.each(cases)('%s', async (_, voyage, expected) => {
    expect(await outcome({ ...voyage, node })).toEqual({ ...expected, faults: [] });
  });
});
