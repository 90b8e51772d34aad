import { expect, test } from '@jest/globals';
import { retirementOf } from '../../../src/analysis/actions/retired-actions.ts';
import { plainText, sourceFile, spanOf } from '../../../src/core/source.ts';
import { parseUses } from '../../../src/documents/uses.ts';
import { retiredActions } from '../../../src/knowledge/retired-actions.ts';

function retired(text: string, comment: string | undefined, server: string | undefined): string | undefined {
  return retirementOf(parseUses(plainText(spanOf(sourceFile('x.yml', text), 0, text.length)), comment), server)
    ?.retirement;
}

const commit = '0c45773b623bea8c8e75f6c82b208c3cf94ea4f9';

test.each([
  ['actions/upload-artifact@v1', 'artifacts'],
  ['actions/upload-artifact@v3', 'artifacts'],
  ['actions/upload-artifact@v3.2.1', 'artifacts'],
  ['actions/upload-artifact@v3-node20', undefined],
  ['actions/upload-artifact@v4', undefined],
  ['actions/upload-artifact@main', undefined],
  ['actions/download-artifact@2', 'artifacts'],
  ['actions/upload-pages-artifact@v2', 'artifacts'],
  ['actions/upload-pages-artifact@v3', undefined],
  ['actions/deploy-pages@v3', 'artifacts'],
  ['actions/cache@v2', 'cache'],
  ['actions/cache/restore@v3.3.1', 'cache'],
  ['actions/cache@v3', 'runtime'],
  ['actions/cache@v3.4.0', 'runtime'],
  ['actions/cache@v4', undefined],
  ['actions/cache@v4.0.2', 'cache'],
  ['actions/cache@v4.2', undefined],
  ['actions/cache@v5', undefined],
  ['actions/checkout@v3', 'runtime'],
  ['actions/checkout@v2-beta', 'runtime'],
  ['Actions/Checkout@v4', undefined],
  ['github/codeql-action/init@v2', 'runtime'],
  ['actions/create-release@main', 'unmaintained'],
  ['haskell/actions/setup@v2', 'unmaintained'],
  ['some-org/checkout@v1', undefined],
  ['./actions/checkout@v1', undefined],
])('%s: %s', (text, expected) => {
  expect(retired(text, undefined, 'github.com')).toBe(expected);
});

test('a commit counts by the version beside it', () => {
  expect(retired(`actions/cache@${commit}`, 'v4.0.2', 'github.com')).toBe('cache');
  expect(retired(`actions/cache@${commit}`, 'v4', 'github.com')).toBeUndefined();
  expect(retired(`actions/cache@${commit}`, undefined, 'github.com')).toBeUndefined();
});

test('an enterprise server refuses nothing by itself', () => {
  expect(retired('actions/upload-artifact@v3', undefined, 'github.example.com')).toBeUndefined();
  expect(retired('actions/cache@v2', undefined, 'github.example.com')).toBe('runtime');
  expect(retired('actions/upload-artifact@v3', undefined, 'octo.ghe.com')).toBe('artifacts');
  expect(retired('actions/upload-artifact@v3', undefined, undefined)).toBe('artifacts');
});

test('every row names its source, in lower case where it is compared', () => {
  expect(
    retiredActions.filter(
      ({ repository, source }) =>
        repository !== repository.toLowerCase() || !/^https:\/\/github\.(com|blog)\//.test(source),
    ),
  ).toEqual([]);
});
