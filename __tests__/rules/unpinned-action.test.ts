import { expect, test } from '@jest/globals';
import { refKindOf, versionOfUses } from '../../src/analysis/actions/refs.ts';
import rule from '../../src/rules/supply-chain/unpinned-action.ts';
import { said } from '../help/repository.ts';

const workflow = (uses: string, job = ''): string => `on: push
jobs:
  job:
    runs-on: ubuntu-24.04
    ${job}
    steps:
      - uses: ${uses}
`;

test.each([
  ['some-org/act@main', '', 'medium'],
  ['some-org/act@main', 'permissions: { contents: write }', 'high'],
  ['some-org/act@main', 'permissions: write-all', 'high'],
  ['some-org/act@main', 'permissions: { contents: read }', 'medium'],
  ['some-org/act@main', 'permissions: {}', 'medium'],
  ['some-org/act@main', 'env: { KEY: "${{ secrets.KEY }}" }', 'high'],
  ['some-org/act@main', 'env: { KEY: "${{ secrets.GITHUB_TOKEN }}" }', 'medium'],
  ['some-org/act@release/v1', 'permissions: { packages: write }', 'high'],
  ['actions/checkout@main', 'permissions: { contents: write }', 'high'],
  ['some-org/act@v1', 'permissions: { contents: write }', 'medium'],
  ['some-org/act@stable', '', 'medium'],
  ['some-org/act@1.2.3', '', 'medium'],
  ['some-org/act@8f1d3a5', '', 'medium'],
  ['actions/checkout@v6', '', 'low'],
  ['github/codeql-action/init@v4', '', 'low'],
  ['Octo-Org/act@v1', '', 'low'],
  ['some-org/act@8f1d3a5b7c9e0f2a4b6d8e1c3a5f7092b4d6e8f1', '', undefined],
  ['./act', '', undefined],
  ['$/act', '', undefined],
  ['docker://alpine:3.22', '', undefined],
])('%s, %s: %s', (uses, job, severity) => {
  const findings = said(rule, workflow(uses, job), { owner: 'octo-org' });
  expect(findings).toEqual(severity === undefined ? [] : [`7 ${severity}`]);
});

test('a called workflow counts like a step', () => {
  const call =
    'on: push\njobs:\n  call:\n    uses: some-org/flows/.github/workflows/x.yml@main\n    secrets: inherit\n';
  expect(said(rule, call)).toEqual(['4 high']);
});

test.each([
  ['8f1d3a5b7c9e0f2a4b6d8e1c3a5f7092b4d6e8f1', 'commit'],
  ['8f1d3a5', 'short commit'],
  ['20240101', 'tag'],
  ['facade', 'tag'],
  ['v1', 'tag'],
  ['HEAD', 'branch'],
  ['refs/heads/x', 'branch'],
  ['releases', 'tag'],
])('%s is a %s', (ref, kind) => {
  expect(refKindOf(ref)).toBe(kind);
});

test.each([
  ['v4', undefined, { version: [4], isPinned: false }],
  ['v4.2.2', undefined, { version: [4, 2, 2], isPinned: false }],
  ['8f1d3a5b7c9e0f2a4b6d8e1c3a5f7092b4d6e8f1', 'v4.2.2', { version: [4, 2, 2], isPinned: true }],
  ['8f1d3a5b7c9e0f2a4b6d8e1c3a5f7092b4d6e8f1', 'tag=v4.2.2', { version: [4, 2, 2], isPinned: true }],
  ['8f1d3a5b7c9e0f2a4b6d8e1c3a5f7092b4d6e8f1', 'ratchet:actions/checkout@v4', { version: [4], isPinned: true }],
  ['8f1d3a5b7c9e0f2a4b6d8e1c3a5f7092b4d6e8f1', undefined, undefined],
  ['main', 'v4', undefined],
])('%s with %s', (ref, comment, version) => {
  expect(versionOfUses(ref, comment)).toEqual(version);
});
