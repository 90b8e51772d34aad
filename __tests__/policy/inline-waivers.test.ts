import { describe, expect, test } from '@jest/globals';
import { sourceFile, textOfSpan } from '../../src/core/source.ts';
import { parseDocument } from '../../src/documents/parse.ts';
import { findInlineWaivers } from '../../src/policy/inline-waivers.ts';
import { parseWaiverComment } from '../../src/policy/waiver-comment.ts';

const found = (path: string, text: string) => {
  const document = parseDocument(sourceFile(path, text));
  return document ? findInlineWaivers(document) : { waivers: [], refused: [] };
};

/** For each waiver: its line, how it covers, and the first and last words of what it covers. */
const covered = (path: string, text: string): readonly string[] =>
  found(path, text).waivers.map(({ line, coverage }) => {
    if (!coverage) return `${line} nothing`;
    const lines = textOfSpan(coverage.span).trim().split('\n');
    return `${line} ${coverage.how} ${[...new Set([lines[0], lines.at(-1)])].map((each) => each?.trim()).join(' … ')}`;
  });

const refused = (path: string, text: string): readonly string[] =>
  found(path, text).refused.map(({ line, message }) => `${line ?? 0} ${message}`);

const workflow = '.github/workflows/ci.yml';

describe('a waiver comment', () => {
  test.each([
    [
      '# plimsoll: ignore[unpinned-action] reason="ours" until=2027-03-31',
      { kind: 'waiver', rules: ['unpinned-action'], reason: 'ours', until: '2027-03-31' },
    ],
    [
      '#plimsoll:ignore[ a-rule ,b-rule ]   until=2027-03-31 reason=\'it is "fine"\'  ',
      { kind: 'waiver', rules: ['a-rule', 'b-rule'], reason: 'it is "fine"', until: '2027-03-31' },
    ],
    ['# plimsoll: ignore[a] reason="r"', { kind: 'waiver', rules: ['a'], reason: 'r', until: undefined }],
    ['# runs the tests', undefined],
    ['# Plimsoll ignores this folder', undefined],
    ['# plimsoll scores this repository: see the README', undefined],
    ['# v4.2.0', undefined],
  ])('`%s` is read', (comment, expected) => {
    expect(parseWaiverComment(comment)).toEqual(expected);
  });

  test.each([
    ['# plimsoll: ignore[a]', 'Waiver of `a` does not count: it gives no reason; write `reason="…"` behind it'],
    [
      '# plimsoll: ignore[a] reason=" "',
      'Waiver of `a` does not count: it gives no reason; write `reason="…"` behind it',
    ],
    [
      '# plimsoll: ignore[a] reason="r" until=tomorrow',
      'Waiver of `a` does not count: `until` must be a date such as `until=2027-03-31`',
    ],
    ['# plimsoll: ignore[] reason="r"', 'A waiver names no rule; write `# plimsoll: ignore[rule-id] reason="…"`'],
    [
      '# plimsoll: ignore[a] reason=ours',
      'A waiver does not count: `reason=ours` is not understood; write `# plimsoll: ignore[rule-id] reason="…"`',
    ],
    [
      '# plimsoll: ignore[a] reason="r" because',
      'A waiver does not count: `because` is not understood; write `# plimsoll: ignore[rule-id] reason="…"`',
    ],
    ['# plimsoll: ignore[a] reason="r" reason="s"', 'A waiver does not count: it says `reason` twice'],
    ...[
      '# plimsol: ignore[a] reason="r"',
      '# plimsoll: ignroe[a] reason="r"',
      '# plimsoll: ignore a',
      '# Plimsoll: Ignore[a]',
      '# plimsoll-ignore a',
      '# plimsoll:disable=a',
      '# v4.2.0 # plimsoll: ignore[a] reason="r"',
    ].map((comment) => [
      comment,
      'A comment looks like a waiver and is none; write `# plimsoll: ignore[rule-id] reason="…"`',
    ]),
  ])('`%s` is refused, and why', (comment, message) => {
    expect(parseWaiverComment(comment ?? '')).toEqual({ kind: 'refused', message });
  });
});

describe('in a workflow a waiver covers', () => {
  const waiver = '# plimsoll: ignore[a] reason="r"';
  test.each([
    [
      'the key that begins below it, with everything inside',
      `on: push\njobs:\n  ${waiver}\n  build:\n    runs-on: x\n    steps:\n      - run: y\n  other:\n    runs-on: z\n`,
      ['3 inside build: … - run: y'],
    ],
    [
      'the step that begins below it',
      `on: push\njobs:\n  build:\n    steps:\n      ${waiver}\n      - uses: a/b@v1\n        with: { c: d }\n      - run: y\n`,
      ['5 inside - uses: a/b@v1 … with: { c: d }'],
    ],
    [
      'a key in the middle of a step',
      `jobs:\n  build:\n    steps:\n      - name: n\n        ${waiver}\n        uses: a/b@v1\n        with: { c: d }\n`,
      ['5 inside uses: a/b@v1'],
    ],
    [
      'a step whose dash stands alone',
      `jobs:\n  build:\n    steps:\n      ${waiver}\n      -\n        uses: a/b@v1\n        id: x\n      - run: y\n`,
      ['4 inside - … id: x'],
    ],
    [
      'past other comments and blank lines',
      `jobs:\n  ${waiver}\n  # another\n\n  build:\n    runs-on: x\n`,
      ['2 inside build: … runs-on: x'],
    ],
    [
      'the file’s own first line where the first key is meant',
      `${waiver}\nname: n\non: push\n`,
      [`1 inside ${waiver} … name: n`],
    ],
    [
      'the line it ends',
      `jobs:\n  build:\n    steps:\n      - uses: a/b@v1 ${waiver}\n`,
      [`4 touching - uses: a/b@v1 ${waiver}`],
    ],
    [
      'the step whose script it is a comment of',
      `jobs:\n  build:\n    steps:\n      - name: n\n        run: |\n          set -e\n          ${waiver}\n          curl x | sh\n        env: { A: b }\n      - run: y\n`,
      ['7 inside - name: n … env: { A: b }'],
    ],
    ['nothing at the end of the file', `on: push\njobs: {}\n${waiver}\n`, ['3 nothing']],
    [
      'an item of a list',
      `on:\n  push:\n    branches:\n      ${waiver}\n      - main\n      - next\n`,
      ['4 inside - main'],
    ],
  ])('%s', (_, text, expected) => {
    expect(covered(workflow, text)).toEqual(expected);
  });

  test('a step that an alias repeats is waived once', () => {
    const step = `- &s\n        run: |\n          ${waiver}\n          x`;
    expect(covered(workflow, `jobs:\n  a:\n    steps:\n      ${step}\n  b:\n    steps:\n      - *s\n`)).toHaveLength(1);
  });

  test('not in the script of an action, and it is said', () => {
    const text = `jobs:\n  a:\n    steps:\n      - uses: actions/github-script@v7\n        with:\n          script: |\n            // plimsoll: ignore[a] reason="r"\n            x\n`;
    expect([covered(workflow, text), refused(workflow, text)]).toEqual([
      [],
      ['7 A waiver does not count here; put it above the key or step that it is for'],
    ]);
  });
});

describe('in a Dockerfile a waiver covers', () => {
  const waiver = '# plimsoll: ignore[a] reason="r"';
  test.each([
    ['the instruction below it', `FROM x\n${waiver}\nRUN a && \\\n  b\nRUN c\n`, ['2 inside RUN a && \\ … b']],
    [
      'the whole file above its first instruction',
      `# syntax=docker/dockerfile:1\n${waiver}\nFROM x\n`,
      ['2 inside # syntax=docker/dockerfile:1 … FROM x'],
    ],
    ['nothing at the end of the file', `FROM x\n${waiver}\n`, ['2 nothing']],
  ])('%s', (_, text, expected) => {
    expect(covered('Dockerfile', text)).toEqual(expected);
  });

  test.each([
    [
      'above a directive',
      `${waiver}\n# syntax=docker/dockerfile:1\nFROM x\n`,
      '1 A waiver above a directive does not count: Docker reads `# syntax=` only before every other comment; put the waiver below it',
    ],
    [
      'inside an instruction',
      `FROM x\nRUN a && \\\n  ${waiver}\n  b\n`,
      '3 A waiver inside an instruction does not count; put it on a line of its own above the instruction',
    ],
    [
      'behind an instruction',
      `FROM x\nRUN a ${waiver}\n`,
      '2 A waiver does not count here; put it on a line of its own above the instruction',
    ],
  ])('but not %s', (_, text, expected) => {
    expect([covered('Dockerfile', text), refused('Dockerfile', text)]).toEqual([[], [expected]]);
  });
});

test('a file of nothing but waivers is read in no time', () => {
  const text = `FROM x\n${'# plimsoll: ignore[a] reason="r"\n'.repeat(20_000)}RUN y\n`;
  const start = performance.now();
  const { waivers, refused: notes } = found('Dockerfile', text);
  expect([waivers.length, notes.length, performance.now() - start < 2000]).toEqual([500, 1, true]);
});
