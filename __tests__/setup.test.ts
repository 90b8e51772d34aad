import { describe, expect, test } from '@jest/globals';
import type { FileTree } from '../src/core/tree.ts';
import { setupOf } from '../src/setup.ts';

const path = '.github/workflows/gate.yml';
const good = `on:
  pull_request: { types: [opened, synchronize, reopened, ready_for_review, edited] }
  merge_group:
permissions: { contents: read, pull-requests: write }
jobs:
  gate:
    runs-on: ubuntu-24.04
    steps:
      - uses: Octo/Plimsoll@v1
        with: { fail-on: medium }
`;
const unrelated = 'on: push\njobs: { a: { runs-on: x, steps: [{ run: make }] } }\n';

describe('our step', () => {
  test('is new where the base has it nowhere', () => {
    expect(setup({ [path]: good }, {})).toEqual({
      isAdoption: true,
      changesOwnWorkflow: true,
      notes: [],
      changes: [],
    });
  });

  test.each<[string, Files, Files]>([
    ['in the same workflow', { [path]: good }, {}],
    ['in another workflow', { '.github/workflows/old.yml': good }, {}],
    ['on the base branch by now', {}, { '.github/workflows/old.yml': good }],
  ])('is not new where the base has it %s', (_, base, tip) => {
    expect(setup({ [path]: good, ...base }, base, tip).isAdoption).toBe(false);
  });

  test('is not new where another action merely has such a name', () => {
    const other = good.replace('Octo/Plimsoll@v1', 'octo/plimsoll-more@v1');
    expect(setup({ [path]: good }, { [path]: other }).isAdoption).toBe(true);
  });

  test('may be the repository’s own action', () => {
    const own = good.replace('Octo/Plimsoll@v1', './');
    expect(setup({ [path]: own }, { [path]: unrelated }, {}, '').isAdoption).toBe(true);
  });
});

describe('what makes the gate deaf or weak', () => {
  test('is said, in words of the workflow', () => {
    const deaf = `on: { pull_request: { paths: ['**.yml'] } }
jobs:
  gate:
    continue-on-error: true
    steps: [{ uses: octo/plimsoll@v1 }]
`;
    const queue = { '.github/workflows/ci.yml': 'on: merge_group\njobs: {}\n' };
    expect(setup({ [path]: deaf, ...queue }, { [path]: deaf, ...queue }).notes).toEqual([
      '`.github/workflows/gate.yml`: `paths` keeps the check from reporting, so that a required one waits for ever',
      '`.github/workflows/gate.yml`: `types` lacks `edited`: a pull request with a new base branch is not judged again',
      '`.github/workflows/gate.yml`: `types` lacks `ready_for_review`: a draft that becomes ready gets no comment before its next push',
      '`.github/workflows/gate.yml`: `continue-on-error` lets the check pass whatever the verdict is',
      '`.github/workflows/gate.yml`: `merge_group` is missing: a merge queue waits for this check for ever',
    ]);
  });

  test('is silent about a workflow that has all of it', () => {
    expect(setup({ [path]: good }, { [path]: good }).notes).toEqual([]);
  });
});

describe('a change of how we are called', () => {
  test('is one line that names what changed', () => {
    const changed = good
      .replace('Octo/Plimsoll@v1', 'octo/plimsoll@v2')
      .replace('medium', 'never')
      .replace('pull-requests: write', 'pull-requests: read');
    expect(setup({ [path]: changed }, { [path]: good }).changes).toEqual([
      '`.github/workflows/gate.yml` changes how Plimsoll is called: `permissions`, `uses`, `with`',
    ]);
  });

  test('is none where only a comment or a name changed', () => {
    expect(setup({ [path]: `# hello\n${good}` }, { [path]: good }).changes).toEqual([]);
  });

  test('is told where another workflow drops us', () => {
    const second = '.github/workflows/second.yml';
    const { changes } = setup({ [path]: good, [second]: unrelated }, { [path]: good, [second]: good });
    expect(changes).toEqual(['`.github/workflows/second.yml` no longer runs Plimsoll']);
  });
});

type Files = Readonly<Record<string, string>>;

const setup = (head: Files, base: Files, tip: Files = {}, action = 'octo/plimsoll') =>
  setupOf({ calling: path, action, head: treeOf(head), base: treeOf(base), tip: new Map(Object.entries(tip)) });

const treeOf = (files: Files): FileTree => ({
  entries: Object.keys(files).map((name) => ({ path: name, mode: 'file' })),
  texts: new Map(Object.entries(files)),
  unread: new Map(),
  gaps: [],
});
