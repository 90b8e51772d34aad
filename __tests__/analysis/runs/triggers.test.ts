import { expect, test } from '@jest/globals';
import { startsOfJob, startsOfStep } from '../../../src/analysis/runs/triggers.ts';
import { sample } from '../../../src/rules/rule.ts';
import { repositoryOfFiles, type Files } from '../../help/repository.ts';

const startsOf = (files: Files, path: string): readonly string[] => {
  const repository = repositoryOfFiles(files);
  const job = repository.workflows.find(({ file }) => file.path === path)?.jobs[0];
  return job ? startsOfJob(job, repository).map(({ event, startedBy }) => `${event} by ${startedBy}`) : [];
};

test('a called workflow runs under the events of its callers, through their conditions', () => {
  const files = {
    '.github/workflows/called.yml': 'on: workflow_call\njobs:\n  job:\n    runs-on: x\n    steps: []\n',
    '.github/workflows/middle.yml':
      'on: [workflow_call, push]\njobs:\n  call:\n    uses: $/.github/workflows/called.yml\n',
    '.github/workflows/top.yml': sample`
      on: [issues, pull_request, schedule]
      jobs:
        gate:
          if: github.event_name != 'schedule'
          runs-on: x
          steps: []
        call:
          needs: gate
          if: github.event_name != 'issues'
          uses: ./.github/workflows/middle.yml
    `,
  };
  expect(startsOf(files, '.github/workflows/called.yml')).toEqual([
    'pull_request by anyone, read-only',
    'push by writers',
  ]);
});

test('one that nobody here calls may run under any event', () => {
  const files = { '.github/workflows/called.yml': 'on: workflow_call\njobs:\n  job:\n    runs-on: x\n    steps: []\n' };
  expect(startsOf(files, '.github/workflows/called.yml')).toEqual(['workflow_call by unknown']);
});

test('workflows that call each other come to an end', () => {
  const files = {
    '.github/workflows/a.yml': 'on: workflow_call\njobs:\n  job:\n    uses: ./.github/workflows/b.yml\n',
    '.github/workflows/b.yml': 'on: workflow_call\njobs:\n  job:\n    uses: ./.github/workflows/a.yml\n',
  };
  expect(startsOf(files, '.github/workflows/a.yml')).toEqual(['workflow_call by unknown']);
});

test('a run after another is open to strangers unless all it may follow are known and closed', () => {
  const after = (name: string, others: Files): readonly string[] =>
    startsOf(
      {
        ...others,
        '.github/workflows/z.yml': `on: { workflow_run: { workflows: [${name}] } }\njobs:\n  job: { runs-on: x, steps: [] }\n`,
      },
      '.github/workflows/z.yml',
    );
  const push = { '.github/workflows/push.yml': 'name: Push\non: push\njobs: {}\n' };
  const pull = { '.github/workflows/pull.yml': 'name: Pull\non: pull_request\njobs: {}\n' };
  expect([after('Push', push), after('Push, Pull', { ...push, ...pull }), after('Elsewhere', push)]).toEqual([
    ['workflow_run by writers'],
    ['workflow_run by anyone'],
    ['workflow_run by anyone'],
  ]);
});

test('a composite action runs where its users do', () => {
  const repository = repositoryOfFiles({
    'tools/act/action.yml': 'name: x\nruns:\n  using: composite\n  steps: [{ run: echo, shell: bash }]\n',
    '.github/workflows/ci.yml': sample`
      on: [issues, push]
      jobs:
        job:
          runs-on: x
          steps:
            - uses: ./tools/act/
              if: github.event_name == 'issues'
    `,
  });
  const step = repository.actions[0]?.steps[0];
  expect(step && startsOfStep(step, repository).map(({ event }) => event)).toEqual(['issues']);
});

test('what is itself switched off is asked about as if it were on; what only runs through it is not', () => {
  const files = {
    '.github/workflows/a.yml': sample`
      on: issues
      jobs:
        off:
          if: false
          uses: ./.github/workflows/called.yml
    `,
    '.github/workflows/called.yml': 'on: workflow_call\njobs:\n  job:\n    runs-on: x\n    steps: []\n',
  };
  expect(startsOf(files, '.github/workflows/a.yml')).toEqual(['issues by anyone']);
  expect(startsOf(files, '.github/workflows/called.yml')).toEqual([]);
});
