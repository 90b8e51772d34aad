import { describe, expect, test } from '@jest/globals';
import { findGuard } from '../../../src/analysis/trust/guards.ts';
import { startsOfStep } from '../../../src/analysis/runs/triggers.ts';
import { sample } from '../../../src/rules/rule.ts';
import { repositoryOfFiles } from '../../help/repository.ts';

describe('conditions that keep strangers out', () => {
  test.each([
    ["github.event.pull_request.author_association == 'MEMBER'", 'a test of the author’s association'],
    [
      'contains(fromJSON(\'["OWNER", "MEMBER"]\'), github.event.pull_request.author_association)',
      'a test of the author’s association',
    ],
    ["contains('OWNER,MEMBER', github.event.pull_request.author_association)", 'a test of the author’s association'],
    ['github.event.pull_request.head.repo.full_name == github.repository', 'a test for the same repository'],
    ['github.repository == github.event.pull_request.head.repo.full_name', 'a test for the same repository'],
    ['github.event.pull_request.head.repo.fork == false', 'a test for the same repository'],
    ['!github.event.pull_request.head.repo.fork', 'a test for the same repository'],
    ["startsWith(github.event.pull_request.head.label, 'octo-org:')", 'a test for the same repository'],
    ["github.event.pull_request.user.login == 'dependabot[bot]'", 'a list of names'],
    ["github.actor == 'dependabot[bot]'", 'a list of names'],
    ['contains(fromJSON(\'["a", "b"]\'), github.actor)', 'a list of names'],
    ['contains(fromJSON(vars.MAINTAINERS), github.actor)', 'a list of names'],
    ["contains(github.event.pull_request.labels.*.name, 'safe')", 'a label'],
    ["github.event.label.name == 'safe'", 'a label'],
    ['github.event.pull_request.merged == true', 'a merge'],
    [
      "github.event_name == 'push' || github.event.pull_request.head.repo.full_name == github.repository",
      'a test for the same repository',
    ],
    ["github.event.action != 'closed' && github.actor == 'octocat'", 'a list of names'],
    ["!(github.actor != 'octocat' || github.event.number == 1)", 'a list of names'],
  ])('%s', (condition, guard) => {
    expect(guardOf(condition)).toBe(guard);
  });
});

describe('conditions that do not', () => {
  test.each([
    ["github.actor != 'dependabot[bot]'"],
    ["github.repository == 'octo-org/app'"],
    ["github.event.pull_request.author_association != 'NONE'"],
    ['contains(fromJSON(\'["NONE", "MEMBER"]\'), github.event.pull_request.author_association)'],
    ['github.event.pull_request.head.repo.full_name != github.repository'],
    ['github.event.pull_request.head.repo.fork == true'],
    ["github.actor == 'octocat' || github.event.number == 1"],
    ['github.actor == github.event.pull_request.user.login'],
    ["startsWith(github.head_ref, 'dependabot/')"],
    ['github.event.pull_request.merged == false'],
    ["contains(github.event.pull_request.title, '[trusted]')"],
  ])('%s', (condition) => {
    expect(guardOf(condition)).toBeUndefined();
  });
});

test.each([
  ["github.event.workflow_run.event == 'push'", 'a test of the event before'],
  ["github.event.workflow_run.event != 'pull_request'", 'a test of the event before'],
  ["github.event.workflow_run.event == 'pull_request'", undefined],
  ['github.event.workflow_run.head_repository.full_name == github.repository', 'a test for the same repository'],
  ["github.event.workflow_run.conclusion == 'success'", undefined],
])('on workflow_run: %s', (condition, guard) => {
  expect(guardOf(condition, 'workflow_run')).toBe(guard);
});

test('a permission check in an earlier step guards what follows, in a later one nothing', () => {
  const check = `
      - run: |
          allowed=$(gh api "repos/$REPO/collaborators/$USER/permission" --jq .permission)
          [ "$allowed" = write ] || exit 1
`;
  expect(guardOfSteps(check, '')).toBe('a check of rights');
  expect(guardOfSteps('', check)).toBeUndefined();
});

test.each([
  ['- uses: xt0rted/slash-command-action@v2', 'a check of rights'],
  ['- uses: lannonbr/repo-permission-check-action@2.0.2', 'a check of rights'],
  [
    '- { uses: actions/github-script@v9, with: { script: "const p = await github.rest.repos.getCollaboratorPermissionLevel(x); if (!p) core.setFailed(\'no\')" } }',
    'a check of rights',
  ],
  // Says so in an output that nobody reads.
  ['- uses: actions-cool/check-user-permission@v2', undefined],
  ['- run: gh api "repos/$REPO/collaborators"', undefined],
])('%s', (step, guard) => {
  expect(guardOfSteps(`\n      ${step}\n`, '')).toBe(guard);
});

test('an output of a check guards where a condition reads it, in the job or in one that needs it', () => {
  const repository = repositoryOfFiles(sample`
    on: issue_comment
    jobs:
      authorize:
        runs-on: ubuntu-24.04
        outputs:
          ok: \${{ steps.check.outputs.require-result }}
        steps:
          - id: check
            uses: actions-cool/check-user-permission@v2
          - if: steps.check.outputs.require-result == 'true'
            run: echo inside
          - run: echo outside
      run:
        needs: authorize
        if: needs.authorize.outputs.ok == 'true'
        runs-on: ubuntu-24.04
        steps:
          - run: echo inside
      later:
        needs: run
        runs-on: ubuntu-24.04
        steps:
          - run: echo inside
      anyway:
        needs: run
        if: always()
        runs-on: ubuntu-24.04
        steps:
          - run: echo outside
  `);
  const steps = repository.workflows.flatMap(({ jobs }) => jobs.flatMap((job) => job.steps)).filter((step) => step.run);
  const guards = steps.map((step) => {
    const [start] = startsOfStep(step, repository);
    return `${step.run?.value.text ?? ''}: ${(start && findGuard(step, start))?.what ?? 'open'}`;
  });
  expect(guards).toEqual([
    'echo inside: a check of rights',
    'echo outside: open',
    'echo inside: a check of rights',
    'echo inside: a check of rights',
    'echo outside: open',
  ]);
});

test('an environment guards its job and those that need it', () => {
  expect(guardOf(undefined, 'pull_request_target', 'environment: review')).toBe('an environment');
});

test('a label is attached by those who may triage, but by anyone through an issue form', () => {
  const types = (event: string): string => `\n  ${event}:\n    types: [labeled]`;
  expect([guardOf(undefined, types('pull_request_target')), guardOf(undefined, types('issues'))]).toEqual([
    'a label',
    undefined,
  ]);
});

function guardOf(condition: string | undefined, on = 'pull_request_target', more = ''): string | undefined {
  const when = condition === undefined ? '' : `if: ${JSON.stringify(condition)}`;
  return guardOfFirst(`on: ${on}
jobs:
  test:
    runs-on: ubuntu-24.04
    ${when}
    ${more}
    steps:
      - run: echo here
`);
}

const guardOfSteps = (before: string, after: string): string | undefined =>
  guardOfFirst(`on: issue_comment
jobs:
  test:
    runs-on: ubuntu-24.04
    steps:${before}
      - run: echo here
${after}`);

function guardOfFirst(workflow: string): string | undefined {
  const repository = repositoryOfFiles(workflow);
  const step = repository.workflows[0]?.jobs[0]?.steps.find((each) => each.run?.value.text === 'echo here');
  const [start] = step ? startsOfStep(step, repository) : [];
  if (!step || !start) throw new Error('never runs');
  return findGuard(step, start)?.what;
}
