import { describe, expect, jest, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeGitFolder } from '../help/git-folder.ts';
import type { FakeGitHub } from '../help/fake-github.ts';
import { newestNode } from '../help/runner.ts';
import { mona, sail } from './port.ts';
import type { Voyage } from './port.ts';
import { careless, ships } from './ships.ts';

jest.setTimeout(120_000);

/** What `actions/checkout` leaves with `fetch-depth: 0`: all objects, and some branch checked out, changed by hand. */
const checkout = (folder: string, { state }: FakeGitHub): void =>
  writeGitFolder(state.store, folder, 'main', 'https://github.com/octo-org/ships');

const voyages: readonly (readonly [string, Voyage])[] = [
  ['a new fault', {}],
  [
    'a link, a submodule, an executable and a file of bytes',
    {
      head: {
        ...ships,
        '.github/workflows/release.yml': { executable: careless },
        '.github/workflows/link.yml': { symlink: 'release.yml' },
        'vendor/lib': { submodule: 'e'.repeat(40) },
        'tools/Dockerfile': Uint8Array.of(0x46, 0x52, 0xff, 0x00, 0x0a),
        'ünïcode dir/Dockerfile': 'FROM alpine:latest\nCMD ["a"]\n',
      },
    },
  ],
];

const { name, path: node } = newestNode();

describe(`on ${name}`, () => {
  test.concurrent.each(voyages)('the report is the same from the API and from git: %s', async (_, voyage) => {
    const reports = [];
    const outcomes = [];
    for (const source of ['api', 'workspace']) {
      const { step, arrival } = await sail({ ...voyage, node, workspace: checkout, inputs: { source } });
      outcomes.push(arrival);
      reports.push(JSON.parse(step.report));
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(reports[1]).toEqual(reports[0]);
  });

  test.concurrent('git is read without a single request but those of the comment', async () => {
    const { github } = await sail({ node, workspace: checkout, inputs: { source: 'workspace' } });
    const others = github.requests.filter(({ path, body }) => !/comments/.test(path + body));
    expect(others).toEqual([]);
  });

  test.concurrent('a shallow clone is an error that says how to get a whole one', async () => {
    const { arrival, step, github } = await sail({
      node,
      inputs: { source: 'workspace' },
      workspace: (folder, at) => {
        checkout(folder, at);
        const head = at.state.store.branches.get('head') ?? '';
        rmSync(join(folder, '.git', 'objects', head.slice(0, 2), head.slice(2)));
      },
    });
    expect({ ...arrival, message: step.annotations[0]?.message, requests: github.requests }).toEqual({
      verdict: 'error',
      exitCode: 1,
      annotations: ['error Plimsoll: could not look – not a finding'],
      comments: [],
      reads: 'at most 6',
      faults: [],
      message: expect.stringContaining('fetch-depth: 0'),
      requests: [],
    });
  });

  test.concurrent('without a token the clone is read, and nobody is asked', async () => {
    const { arrival, github } = await sail({ node, inputs: { token: '' }, workspace: checkout });
    expect([arrival.verdict, arrival.faults, github.requests]).toEqual(['fail', [], []]);
  });

  test.concurrent('a repository that is neither checked out nor readable is an error', async () => {
    const { arrival } = await sail({ node, inputs: { token: '' }, pullRequest: { author: mona } });
    expect([arrival.verdict, arrival.exitCode, arrival.faults]).toEqual(['error', 1, []]);
  });
});
