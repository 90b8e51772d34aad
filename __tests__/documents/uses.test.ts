import { expect, test } from '@jest/globals';
import { plainText, sourceFile, spanOf, textOfSpan } from '../../src/core/source.ts';
import { parseUses } from '../../src/documents/uses.ts';

const partsOf = (text: string): unknown[] => {
  const file = sourceFile('x', `uses: ${text}\n`);
  const uses = parseUses(plainText(spanOf(file, 6, 6 + text.length)));
  const { kind, repository, owner, path, ref, image } = uses;
  return [kind, repository, owner, path, ref && textOfSpan(ref.span), image && textOfSpan(image.span)];
};

const sha = '08c6903cd8c0fde910a37f88322edcfb5dd907a8';

test.each([
  ['actions/checkout@v4', ['repository', 'actions/checkout', 'actions', '', 'v4', undefined]],
  [`Actions/Cache/Save@${sha}`, ['repository', 'actions/cache', 'actions', 'Save', sha, undefined]],
  [
    'octo/repo/.github/workflows/ci.yml@release/v1',
    ['repository', 'octo/repo', 'octo', '.github/workflows/ci.yml', 'release/v1', undefined],
  ],
  ['./', ['local', undefined, undefined, '', undefined, undefined]],
  ['./.github/actions/setup/', ['local', undefined, undefined, '.github/actions/setup', undefined, undefined]],
  ['$/.github/actions/setup', ['self', undefined, undefined, '.github/actions/setup', undefined, undefined]],
  ['$/tools/x@v1', ['self', undefined, undefined, 'tools/x', 'v1', undefined]],
  ['docker://alpine:3.8', ['docker', undefined, undefined, '', undefined, 'alpine:3.8']],
  ['docker://', ['malformed', undefined, undefined, '', undefined, '']],
  ['${{ matrix.action }}', ['expression', undefined, undefined, '', undefined, undefined]],
  ['actions/checkout', ['malformed', undefined, undefined, '', undefined, undefined]],
  ['actions/checkout@', ['malformed', undefined, undefined, '', undefined, undefined]],
  ['checkout@v4', ['malformed', undefined, undefined, '', 'v4', undefined]],
  ['../other@v1', ['malformed', undefined, undefined, '', 'v1', undefined]],
  ['a/b@c@d', ['malformed', undefined, undefined, '', 'c@d', undefined]],
  ['', ['malformed', undefined, undefined, '', undefined, undefined]],
])('%j', (text, parts) => {
  expect(partsOf(text)).toEqual(parts);
});
