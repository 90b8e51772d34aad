import { expect, test } from '@jest/globals';
import { doubleRunsOf } from '../../../src/analysis/runs/double-runs.ts';
import { repositoryOfFiles } from '../../help/repository.ts';

/** The jobs that run twice. */
function twice(text: string): readonly string[] {
  const repository = repositoryOfFiles(text);
  return repository.workflows.flatMap((workflow) =>
    doubleRunsOf(workflow, repository).flatMap(({ jobs }) => jobs.map(({ id }) => id.text)),
  );
}

const workflow = (more: string, jobs = '  job:\n    runs-on: x\n    steps: []\n'): string =>
  `on: [push, pull_request]\n${more}jobs:\n${jobs}`;

const group = (name: string, cancels = 'true'): string =>
  `concurrency:\n  group: ${name}\n  cancel-in-progress: ${cancels}\n`;

test.each([
  ['ci'],
  ['${{ github.workflow }}'],
  ['${{ github.workflow }}-${{ github.head_ref || github.ref_name }}'],
  ['${{ github.event.pull_request.head.sha || github.sha }}'],
  ["${{ format('{0}-{1}', github.workflow, github.head_ref || github.ref_name) }}"],
  ['refs/heads/${{ github.event.pull_request.head.ref || github.ref_name }}-${{ vars.LANE }}'],
])('both runs share the group %s', (name) => {
  expect(twice(workflow(group(name)))).toEqual([]);
});

test.each([
  ['${{ github.ref }}'],
  ['${{ github.sha }}'],
  ['${{ github.head_ref || github.run_id }}'],
  ['${{ github.event.pull_request.number || github.ref }}'],
  ['${{ github.event_name }}-${{ github.head_ref || github.ref_name }}'],
])('the group %s holds one of them', (name) => {
  expect(twice(workflow(group(name)))).toEqual(['job']);
});

test.each([
  ['branches-ignore: [main]', ['job']],
  ['branches-ignore: [gh-readonly-queue/**]', ['job']],
  ['branches-ignore: [dependabot/**]', []],
  ["branches: ['**', '!pr/**']", []],
  ["branches: ['**']", ['job']],
])('pushes limited by %s', (filter, expected) => {
  expect(twice(`on:\n  push:\n    ${filter}\n  pull_request:\njobs:\n  job:\n    runs-on: x\n    steps: []\n`)).toEqual(
    expected,
  );
});

test('a group that lets both run cancels nothing; an expression may', () => {
  expect(twice(workflow(group('ci', 'false')))).toEqual(['job']);
  expect(twice(workflow(group('ci', '${{ vars.CANCEL }}')))).toEqual([]);
});

test.each([
  ["github.event_name == 'push'", []],
  ["github.event_name != 'pull_request' || github.event.pull_request.head.repo.fork", []],
  ["github.event_name == 'push' || github.event.pull_request.head.repo.full_name != github.repository", []],
  ["github.event_name == 'push' || github.event.pull_request.head.repo.owner.login != 'plum'", []],
  ["github.ref == 'refs/heads/main'", []],
  ["github.ref_name == 'main' || github.ref_type == 'tag'", []],
  ['false', []],
  ["github.repository == 'plum/shop'", ['job']],
  ["github.actor != 'dependabot[bot]'", ['job']],
  ['github.event.pull_request.draft == false || true', ['job']],
])('under the condition %s', (condition, expected) => {
  expect(twice(workflow('', `  job:\n    if: ${condition}\n    runs-on: x\n    steps: []\n`))).toEqual(expected);
});

test('a job that needs one which is left out is left out as well', () => {
  const jobs = `  first:\n    if: github.event_name == 'push'\n    runs-on: x\n    steps: []\n  second:\n    needs: first\n    runs-on: x\n    steps: []\n`;
  expect(twice(workflow('', jobs))).toEqual([]);
});
