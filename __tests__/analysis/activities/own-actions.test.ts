import { expect, test } from '@jest/globals';
import { activitiesIn } from '../../../src/analysis/activities/activities.ts';
import { repositoryOfFiles } from '../../help/repository.ts';

const program = 'name: a\nruns:\n  using: node24\n  main: index.js\n';
const steps = 'name: a\nruns:\n  using: composite\n  steps:\n    - run: ls\n      shell: bash\n';

const testsOf = (uses: string, path: string, action: string, checkout = '{}'): number =>
  activitiesIn(
    repositoryOfFiles({
      '.github/workflows/ci.yml': `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v6\n        with: ${checkout}\n      - uses: ${uses}\n`,
      [path]: action,
    }),
  ).filter(({ kind }) => kind === 'test').length;

test.each([
  ['./', 'action.yml', program, 1],
  ['./', 'action.yml', steps, 1],
  ['./upload', 'upload/action.yml', program, 1],
  ['./upload', 'upload/action.yml', steps, 0],
  ['./ci/upload', 'ci/upload/action.yml', program, 0],
  ['./.github/actions/upload', '.github/actions/upload/action.yml', program, 0],
  ['./elsewhere', 'action.yml', program, 0],
])('%s of %s', (uses, path, action, tests) => {
  expect(testsOf(uses, path, action)).toBe(tests);
});

test('the own action below the folder into which it is checked out', () => {
  expect([
    testsOf('./here', 'action.yml', program, '{ path: here }'),
    testsOf('./here', 'action.yml', program, '{ path: here, repository: plum/other }'),
  ]).toEqual([1, 0]);
});
