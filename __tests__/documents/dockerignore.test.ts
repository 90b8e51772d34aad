import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sourceFile, textOfSpan } from '../../src/core/source.ts';
import { isIgnored, parseDockerignore } from '../../src/documents/dockerignore.ts';

const parse = (text: string) => parseDockerignore(sourceFile('.dockerignore', text));

/** Those of the paths that enter the context. */
const entering = (text: string, paths: string): readonly string[] =>
  paths.split(' ').filter((path) => !isIgnored(parse(text), path));

test('patterns are cleaned, comments and what says nothing left out', () => {
  const text = '# a\n\n  /a/b/ \r\n! ./c//d\n #e\n.\n/\n!\na/../../f\n';
  expect(parse(text).patterns.map(({ pattern, negated, span }) => [pattern, negated, textOfSpan(span)])).toEqual([
    ['a/b', false, '/a/b/'],
    ['c/d', true, '! ./c//d'],
    ['#e', false, '#e'],
    ['../f', false, 'a/../../f'],
  ]);
});

describe('what enters the context', () => {
  test.each([
    ['names are anchored at its root', 'a', 'a a/b b/a ab', ['b/a', 'ab']],
    ['a star stays in its folder', '*.md\na/*.js', 'x.md a/x.md a/x.js a/b/x.js', ['a/x.md', 'a/b/x.js']],
    ['two stars take any folders', '**/x', 'x a/x a/b/x/c ax', ['ax']],
    ['two stars in between', 'a/**/x', 'a/x a/b/c/x x b/a/x', ['x', 'b/a/x']],
    ['two stars at the end', 'a/**', 'a/b a/b/c ab', ['ab']],
    ['the last match wins', '*.md\n!README.md\nREADME-*.md', 'a.md README.md README-x.md', ['README.md']],
    ['an exception reaches into an ignored folder', 'a\n!a/b', 'a/b a/b/c a/d', ['a/b', 'a/b/c']],
    ['an allow-list', '*\n!src\n!package*.json', 'src/a/b.ts package.json .git/x .env', ['src/a/b.ts', 'package.json']],
    ['an exception that comes too early', '!a\n*', 'a b', []],
    ['one character and classes', '?x\n[a-c]1\n[^0-9]2', 'ax x b1 d1 a2 12', ['x', 'd1', '12']],
    ['escapes', '\\*a\n\\!b\n\\[c', '*a xa !b [c', ['xa']],
    ['an unclosed class is text', '[a', '[a a', ['a']],
    ['hidden files match like others', '*', '.env', []],
    ['hidden files anywhere', '**/.*', '.git/config a/.env a/b', ['a/b']],
  ])('%s', (_name, text, paths, expected) => {
    expect(entering(text, paths)).toEqual(expected);
  });
});

test('patterns with many stars are answered in time, and nothing throws', () => {
  const part = fc.constantFrom('*', '**', '/', '?', '[', ']', '^', '-', 'a', 'b', '!', '\\', '.', '\n');
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 40 }),
      fc.array(fc.constantFrom('a', 'b', '/', '.'), { maxLength: 40 }),
      (lines, path) => {
        isIgnored(parse(lines.join('')), path.join(''));
      },
    ),
  );
  const start = performance.now();
  entering(`${'*a'.repeat(200)}b\n${'**/a/'.repeat(200)}b`, `${'a'.repeat(2000)} ${'a/'.repeat(2000)}`);
  expect(performance.now() - start).toBeLessThan(1000);
});

test('more patterns than any project has are a problem where they begin', () => {
  const { patterns, problems } = parse(`# a\n${'b\n'.repeat(2_001)}`);
  expect([patterns.length, problems.map(({ at, message }) => [at.start, message])]).toEqual([
    2_000,
    [[4_004, 'The file has more than 2000 patterns, more than Plimsoll reads']],
  ]);
});
