import { expect, test } from '@jest/globals';
import { globFault, matcherOf } from '../../src/policy/glob.ts';

test.each([
  ['docs/', 'docs/a/b.yml', true],
  ['docs', 'docs/a', false],
  ['docs/**', 'docs/.hidden/a', true],
  ['./docs/*.yml', 'docs/.a.yml', true],
  ['/docs/*.yml', 'docs/a/b.yml', false],
  ['**/Dockerfile', 'Dockerfile', true],
  ['*', '.env', true],
  ['*', 'a/b', false],
  ['**', '.github/workflows/ci.yml', true],
  ['**/*.{yml,yaml}', '.github/workflows/a.yaml', true],
  ['app/(group)/Dockerfile', 'app/(group)/Dockerfile', true],
  ['a\\*b', 'a*b', true],
  ['a[0-9]', 'a3', true],
  ['Docs/**', 'docs/a', false],
])('%s and %s: %s', (glob, path, matches) => {
  expect(matcherOf([glob])(path)).toBe(matches);
});

test('of several globs one is enough, and none matches nothing', () => {
  expect([matcherOf(['a', 'b'])('b'), matcherOf([])('b')]).toEqual([true, false]);
});

test.each(['', ' ', '!docs', 'a'.repeat(301), '*a*a*a*a*a*b'])('`%s` is no glob', (glob) => {
  expect(globFault(glob)).toBeDefined();
});
