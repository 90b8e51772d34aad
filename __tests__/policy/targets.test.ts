import { expect, test } from '@jest/globals';
import { declaredIn } from '../../src/policy/targets.ts';
import { policyOf, repositoryOf } from './made-up.ts';

const job = (id: string): string => `  ${id}: { runs-on: ubuntu-latest, steps: [{ run: ./x.sh }] }\n`;
const repository = repositoryOf({
  '.github/workflows/deploy.yml': `on: push\njobs:\n${job('ship')}${job('try')}`,
  '.github/workflows/e2e.yaml': `on: push\njobs:\n${job('up')}`,
  '.github/workflows/broken.yml': 'on: [\n',
});

const declared = (text: string, pathsOf: (path: string) => readonly string[] = (path) => [path]) => {
  const { declared, notes } = declaredIn(policyOf(text), repository, pathsOf);
  return [
    ...declared.map((target) => `${target.path} ${target.job} ${target.class}`),
    ...notes.map(({ message, path, line }) => `${path ?? ''}:${line ?? 0} ${message}`),
  ];
};

test.each([
  ['a file name', 'targets: { deploy.yml/ship: production }', ['.github/workflows/deploy.yml ship production']],
  ['a path', 'targets: { .github/workflows/e2e.yaml/up: ephemeral }', ['.github/workflows/e2e.yaml up ephemeral']],
  ['another case', 'targets: { deploy.yml/Ship: staging }', ['.github/workflows/deploy.yml ship staging']],
  ['a file that cannot be read', 'targets: { broken.yml/ship: staging }', []],
  [
    'no such job',
    '# why\ntargets:\n  deploy.yml/shipp: staging',
    [
      '.github/plimsoll.yml:3 `targets` names `deploy.yml/shipp`, and that workflow has no such job; did you mean `ship`?',
    ],
  ],
  [
    'no such workflow',
    'targets:\n  deplyo.yml/ship: staging',
    [
      '.github/plimsoll.yml:2 `targets` names `deplyo.yml/ship`, and there is no such workflow; did you mean `deploy.yml`?',
    ],
  ],
  [
    'nothing like it',
    'targets:\n  release-of-everything.yml/now: staging',
    ['.github/plimsoll.yml:2 `targets` names `release-of-everything.yml/now`, and there is no such workflow'],
  ],
])('a label that names %s', (_, text, expected) => {
  expect(declared(text)).toEqual(expected);
});

test('a renamed workflow goes by its old name too', () => {
  const pathsOf = (path: string): readonly string[] =>
    path === '.github/workflows/deploy.yml' ? [path, '.github/workflows/old.yml'] : [path];
  expect(declared('targets: { old.yml/ship: production }', pathsOf)).toEqual([
    '.github/workflows/deploy.yml ship production',
  ]);
});
