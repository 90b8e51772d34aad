import { describe, expect, test } from '@jest/globals';
import excessivePermissions from '../../src/rules/access/excessive-permissions.ts';
import missingPermissions from '../../src/rules/access/missing-permissions.ts';
import persistedCredentials from '../../src/rules/access/persisted-credentials.ts';
import secretInScript from '../../src/rules/access/secret-in-script.ts';
import { said } from '../help/repository.ts';

describe('excessive-permissions', () => {
  const jobs = (permissions: string, job = '') => `on: push
permissions:
  ${permissions}
jobs:
  a:
    runs-on: ubuntu-24.04
    steps: [{ run: make }]
  b:
    runs-on: ubuntu-24.04
    ${job}
    steps: [{ run: make }]
`;

  test.each([
    ...[
      'contents',
      'actions',
      'packages',
      'id-token',
      'deployments',
      'attestations',
      'pages',
      'pull-requests',
      'issues',
    ].map((scope) => [`${scope}: write`, 'medium'] as const),
    ...['checks', 'discussions', 'security-events', 'statuses', 'repository-projects'].map(
      (scope) => [`${scope}: write`, 'low'] as const,
    ),
    ['contents: read', undefined],
    ['contents: none', undefined],
  ])('%s for two jobs: %s', (permissions, severity) => {
    expect(said(excessivePermissions, jobs(permissions))).toEqual(severity === undefined ? [] : [`3 ${severity}`]);
  });

  test('one finding at the worst scope, also where only one job inherits', () => {
    expect(said(excessivePermissions, jobs('statuses: write\n  contents: write', 'permissions: {}'))).toEqual([
      '4 medium',
    ]);
  });

  test('write-all is high wherever it stands', () => {
    const workflow = 'on: push\njobs:\n  a:\n    permissions: write-all\n    runs-on: x\n    steps: [{ run: make }]\n';
    expect(said(excessivePermissions, workflow)).toEqual(['4 high']);
  });

  const onPullRequest = (scope: string, steps: string) =>
    `on: pull_request\njobs:\n  a:\n    permissions:\n      ${scope}: write\n    runs-on: x\n    steps:\n${steps}`;
  test.each([
    ['checks', '      - run: make\n', 1],
    ['security-events', '      - uses: github/codeql-action/analyze@v4\n', 0],
    [
      'checks',
      '      - uses: actions/checkout@v6\n      - run: make\n        env: { TOKEN: "${{ secrets.GITHUB_TOKEN }}" }\n',
      0,
    ],
    ['checks', '      - uses: ./local\n', 0],
    // A script gets at these without being handed anything.
    ['id-token', '      - run: make\n', 0],
    ['contents', '      - uses: actions/checkout@v6\n      - run: git push\n', 0],
  ])('%s for %j on a pull request: %i', (scope, steps, number) => {
    expect(said(excessivePermissions, onPullRequest(scope, steps))).toHaveLength(number);
  });
});

test('missing-permissions is a lead: a setting may have taken care of it', () => {
  expect(said(missingPermissions, 'on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{ run: make }]\n')).toEqual([
    '3 medium, tentative',
  ]);
});

describe('secret-in-script', () => {
  const run = (script: string) =>
    `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: |\n          ${script}\n`;
  test.each([
    ['deploy --key ${{ secrets.KEY }}', 'medium'],
    ['curl -H "X-Key: ${{ secrets.KEY }}" https://example.com', 'high'],
    ['echo ${{ secrets.KEY }} | curl --data @- https://example.com', 'high'],
    ['X=$(wget "https://example.com?${{ secrets.KEY }}")', 'high'],
    ['echo ${{ secrets.KEY }}; curl https://example.com', 'medium'],
    ['echo ${{ secrets.KEY }} | docker login --password-stdin', 'medium'],
    ["echo ${{ secrets.KEY || 'none' }}", 'medium'],
    ['echo ${{ toJSON(secrets) }}', 'medium'],
    ['gh api -H "Authorization: ${{ secrets.GITHUB_TOKEN }}" /user', 'low'],
    ['curl -H "Authorization: ${{ secrets.GITHUB_TOKEN }}" https://api.github.com', 'low'],
    ['echo ${{ github.token }} | gh auth login --with-token', 'low'],
    ["echo ${{ secrets.KEY != '' }}", undefined],
    ["echo ${{ secrets.KEY && 'yes' || 'no' }}", undefined],
    ['echo ${{ vars.KEY }}', undefined],
  ])('%s: %s', (script, severity) => {
    expect(said(secretInScript, run(script))).toEqual(severity === undefined ? [] : [`7 ${severity}`]);
  });
});

describe('persisted-credentials', () => {
  const job = (checkout: string, upload: string) =>
    `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - ${checkout}\n      - ${upload}\n`;
  const hidden = (path: string) =>
    `{ uses: actions/upload-artifact@v7, with: { path: "${path}", include-hidden-files: true } }`;
  test.each([
    ['uses: actions/checkout@v5', hidden('.'), 1],
    ['uses: actions/checkout@v5', hidden('./'), 1],
    ['uses: actions/checkout@v5', hidden('**'), 1],
    ['uses: actions/checkout@v5', hidden('./*'), 1],
    ['uses: actions/checkout@v5', hidden('${{ github.workspace }}'), 1],
    ['uses: actions/checkout@v5', '{ uses: actions/upload-artifact@v3, with: { path: . } }', 1],
    ['uses: actions/checkout@v5', '{ uses: actions/upload-artifact@v7, with: { path: . } }', 0],
    ['uses: actions/checkout@v5', hidden('dist'), 0],
    ['uses: actions/checkout@v5', hidden('/tmp/out'), 0],
    ['uses: actions/checkout@v6', hidden('.'), 0],
    ['uses: actions/checkout@d23441a48e516b6c34aea4fa41551a30e30af803 # v6.1.0', hidden('.'), 0],
    ['uses: actions/checkout@d23441a48e516b6c34aea4fa41551a30e30af803 # v4.2.2', hidden('.'), 1],
    ['{ uses: actions/checkout@v5, with: { persist-credentials: false } }', hidden('.'), 0],
    ['{ uses: actions/checkout@v5, with: { persist-credentials: true } }', hidden('.'), 1],
  ])('%s, then %s: %i', (checkout, upload, number) => {
    expect(said(persistedCredentials, job(checkout, upload))).toHaveLength(number);
  });
});
