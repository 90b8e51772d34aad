import { describe, expect, test } from '@jest/globals';
import rule from '../../src/rules/attack-surface/untrusted-checkout.ts';
import { said } from '../help/repository.ts';

const head = 'ref: ${{ github.event.pull_request.head.sha }}';
const workflow = (on: string, uses: string, inputs: string, then: string, job = ''): string => `on: ${on}
jobs:
  job:
    runs-on: ubuntu-24.04
    ${job}
    steps:
      - uses: ${uses}
        with:
          ${inputs}
      - ${then}
`;
const saidOf = (on: string, uses: string, inputs: string, then = 'run: make', job = ''): readonly string[] =>
  said(rule, workflow(on, uses, inputs, then, job)).map((each) => each.replace(/^\d+ /, ''));

describe('the guard of actions/checkout', () => {
  const sha = 'd23441a48e516b6c34aea4fa41551a30e30af803';
  test.each([
    ['actions/checkout@v3', 'critical'],
    ['actions/checkout@v2.7.0', 'critical'],
    ['actions/checkout@v4.3.1', 'critical'],
    ['actions/checkout@v5.0.1', 'critical'],
    ['actions/checkout@v6.0.2', 'critical'],
    [`actions/checkout@${sha} # v6.0.2`, 'critical'],
    [`actions/checkout@${sha} # v6`, 'high, tentative'],
    [`actions/checkout@${sha}`, 'high, tentative'],
    ['actions/checkout@v4', undefined],
    ['actions/checkout@v5', undefined],
    ['actions/checkout@v6', undefined],
    ['actions/checkout@v7', undefined],
    ['actions/checkout@v4.4.0', undefined],
    ['actions/checkout@v5.1.0', undefined],
    ['actions/checkout@v6.1.0', undefined],
    ['actions/checkout@v7.0.0', undefined],
    ['actions/checkout@main', undefined],
    [`actions/checkout@${sha} # v6.1.0`, undefined],
    [`actions/checkout@${sha} # tag=v4.4.0`, undefined],
  ])('%s: %s', (uses, severity) => {
    expect(saidOf('pull_request_target', uses, head)).toEqual(severity === undefined ? [] : [severity]);
  });

  test('the input that takes it away makes it critical again', () => {
    expect(
      saidOf('pull_request_target', 'actions/checkout@v7', `${head}\n          allow-unsafe-pr-checkout: true`),
    ).toEqual(['critical']);
  });

  test('it is not there on comments', () => {
    expect(
      saidOf('issue_comment', 'actions/checkout@v7', 'ref: refs/pull/${{ github.event.issue.number }}/head'),
    ).toEqual(['critical']);
  });

  test('outside github.com nobody knows', () => {
    const files = workflow('pull_request_target', 'actions/checkout@v6', head, 'run: make');
    expect(['git.example.com', 'octo.ghe.com'].map((server) => said(rule, files, { server }))).toEqual([
      ['9 high, tentative'],
      [],
    ]);
  });
});

describe('what names the code of a pull request', () => {
  test.each([
    ['pull_request_target', head, 'critical'],
    ['pull_request_target', 'ref: ${{ github.event.pull_request.merge_commit_sha }}', 'critical'],
    ['pull_request_target', 'ref: refs/pull/${{ github.event.number }}/merge', 'critical'],
    ['pull_request_target', 'repository: ${{ github.event.pull_request.head.repo.full_name }}', 'critical'],
    [
      'pull_request_target',
      'ref: ${{ github.head_ref }}\n          repository: ${{ github.event.pull_request.head.repo.full_name }}',
      'critical',
    ],
    // Only a branch of this repository has that name here.
    ['pull_request_target', 'ref: ${{ github.head_ref }}', 'high, tentative'],
    ['pull_request_target', 'ref: ${{ github.event.pull_request.base.sha }}', undefined],
    ['pull_request_target', 'ref: ${{ github.sha }}', undefined],
    ['pull_request_target', 'fetch-depth: 0', undefined],
    ['workflow_run', 'ref: ${{ github.event.workflow_run.head_sha }}', 'critical'],
    ['workflow_run', 'ref: ${{ github.event.workflow_run.head_branch }}', 'high, tentative'],
    // Checks out what the workflow itself comes with.
    ['pull_request', head, undefined],
    ['push', head, undefined],
  ])('on %s %s: %s', (on, inputs, severity) => {
    expect(saidOf(on, 'actions/checkout@v3', inputs)).toEqual(severity === undefined ? [] : [severity]);
  });
});

describe('what runs it', () => {
  test.each([
    ['run: npm ci', 'critical'],
    ['run: npm install', 'critical'],
    ['run: npx eslint .', 'critical'],
    ['run: yarn', 'critical'],
    ['run: pip install -r requirements.txt', 'critical'],
    ['run: pip install .', 'critical'],
    ['run: python setup.py test', 'critical'],
    ['run: ./gradlew build', 'critical'],
    ['run: bash scripts/build.sh', 'critical'],
    ['run: scripts/build.sh', 'critical'],
    ['run: cd app && cargo test', 'critical'],
    ['run: go test ./...', 'critical'],
    ['run: $GITHUB_WORKSPACE/build.sh', 'critical'],
    ['uses: ./.github/actions/build', 'critical'],
    ['uses: pre-commit/action@v3.0.1', 'critical'],
    ['{ uses: ruby/setup-ruby@v1, with: { bundler-cache: true } }', 'critical'],
    ['{ uses: nick-fields/retry@v3, with: { command: npm test } }', 'critical'],
    ['run: docker build .', 'high, tentative'],
    ['{ uses: docker/build-push-action@v6, with: { context: . } }', 'high, tentative'],
    // The default is fetched anew, from the branch that the workflow runs on.
    ['{ uses: docker/build-push-action@v6, with: { push: true } }', undefined],
    ['run: cat README.md', undefined],
    ['run: npm ci --ignore-scripts', undefined],
    ['run: npm install -g semver', undefined],
    ['run: pip install black', undefined],
    ['run: make --version', undefined],
    ['run: git diff --stat', undefined],
    ['run: cd /tmp && make', undefined],
    ['run: python /opt/check.py', undefined],
    ['{ uses: ruby/setup-ruby@v1 }', undefined],
    ['uses: actions/labeler@v6', undefined],
    ['uses: $/.github/actions/report', undefined],
  ])('%s: %s', (then, severity) => {
    expect(saidOf('pull_request_target', 'actions/checkout@v3', head, then)).toEqual(
      severity === undefined ? [] : [severity],
    );
  });

  test('a checkout into the same folder replaces it', () => {
    const then = 'uses: actions/checkout@v6\n      - run: make';
    expect(saidOf('pull_request_target', 'actions/checkout@v3', head, then)).toEqual([]);
  });

  test('only what stands in its own folder', () => {
    const inputs = `${head}\n          path: theirs`;
    const thens = [
      'run: make',
      'run: make -C theirs',
      'run: cd theirs && make',
      '{ run: make, working-directory: theirs }',
      'uses: ./theirs/action',
      'uses: ./action',
    ];
    expect(thens.map((then) => saidOf('pull_request_target', 'actions/checkout@v3', inputs, then).length)).toEqual([
      0, 1, 1, 1, 1, 0,
    ]);
  });
});

test.each([
  ["if: github.event.pull_request.author_association == 'MEMBER'"],
  ['if: github.event.pull_request.head.repo.full_name == github.repository'],
  ["if: contains(github.event.pull_request.labels.*.name, 'safe')"],
  ['environment: review'],
])('guarded by %s it is a lead', (job) => {
  expect(saidOf('pull_request_target', 'actions/checkout@v3', head, 'run: make', job)).toEqual(['high, tentative']);
});

test('a condition that the event cannot meet is no way in', () => {
  expect(
    saidOf('[push, pull_request_target]', 'actions/checkout@v3', head, 'run: make', "if: github.event_name == 'push'"),
  ).toEqual([]);
});

test('a guard before what runs it counts like one before the checkout', () => {
  const then = "{ run: make, if: github.actor == 'octocat' }";
  expect(saidOf('pull_request_target', 'actions/checkout@v3', head, then)).toEqual(['high, tentative']);
});

test('several events at one place give one finding, the worst', () => {
  const inputs = 'ref: refs/pull/${{ github.event.number || github.event.issue.number }}/head';
  const job = "if: github.event_name == 'issue_comment' || github.actor == 'octocat'";
  expect(saidOf('[pull_request_target, issue_comment]', 'actions/checkout@v3', inputs, 'run: make', job)).toEqual([
    'critical',
  ]);
});

describe('where the code comes from and what reads the script', () => {
  const job = (runsOn: string, steps: string): string => `on: issue_comment
jobs:
  job:
    runs-on: ${runsOn}
    steps:
${steps}
`;
  const saidOfSteps = (steps: string, runsOn = 'ubuntu-24.04'): readonly string[] => said(rule, job(runsOn, steps));
  const checkout = (ref: string): string => `
      - uses: actions/checkout@v6
        with:
          ref: ${ref}
      - run: make`;

  test('an answer of the API, taken apart in the expression', () => {
    expect(saidOfSteps(checkout('${{ fromJSON(steps.pull.outputs.data).head.sha }}'))).toEqual(['9 critical']);
    expect(saidOfSteps(checkout('${{ fromJSON(steps.pull.outputs.data).head.ref }}'))).toEqual(['9 high, tentative']);
    expect(saidOfSteps(checkout('${{ fromJSON(steps.pull.outputs.data).base.sha }}'))).toEqual([]);
  });

  test('what a script returns', () => {
    const returning = (value: string): string => `
      - id: pull
        uses: actions/github-script@v9
        with:
          script: return pull.data.${value}${checkout('${{ steps.pull.outputs.result }}')}`;
    expect(saidOfSteps(returning('head.sha'))).toEqual(['13 critical']);
    expect(saidOfSteps(returning('base.sha'))).toEqual([]);
  });

  test('PowerShell and cmd, in lines that say the same to any shell', () => {
    const built = (command: string, runsOn = 'windows-2025', shell = ''): readonly string[] =>
      saidOfSteps(
        `
      - uses: actions/checkout@v6
        with:
          ref: refs/pull/\${{ github.event.issue.number }}/head
          path: theirs
      - run: |
          ${command}${shell === '' ? '' : `\n        shell: ${shell}`}`,
        runsOn,
      );
    expect(built('cd theirs\n          npm ci')).toEqual(['9 critical']);
    expect(built('.\\theirs\\build.ps1')).toEqual(['9 critical']);
    expect(built('./theirs/build.ps1', 'ubuntu-24.04', 'pwsh')).toEqual(['9 critical']);
    expect(built('npm ci')).toEqual([]);
    expect(built('# theirs\n          Get-Content theirs\\build.ps1')).toEqual([]);
    expect(built('./theirs/build.ps1', 'ubuntu-24.04', 'python')).toEqual([]);
  });
});
