import { expect, test } from '@jest/globals';
import { sourceFile } from '../../src/core/source.ts';
import { stepsOf } from '../../src/documents/workflow-model.ts';
import { parseWorkflow } from '../../src/documents/workflow.ts';

const mebibyte = 1024 * 1024;
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');
const filled = (unit: string, prefix = ''): string => prefix + unit.repeat((mebibyte - prefix.length) / unit.length);

// Each took a naive reader from one second to four minutes, or its process down.
test.each<[string, string]>([
  ['a mapping of 10,000 keys', lines(10_000, (i) => `k${i}: 1`)],
  ['a mapping of 100,000 keys', lines(100_000, (i) => `k${i}: 1`)],
  ['500 nested explicit keys', '? '.repeat(500)],
  ['300 mappings nested in keys', '[{'.repeat(300)],
  ['4,000 nested lists', '['.repeat(4_000)],
  ['1,000 nested mappings', lines(1_000, (i) => `${' '.repeat(i)}a:`)],
  [
    'aliases that stand for billions',
    `a0: &a0 x\n${lines(11, (i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]`)}`,
  ],
  ['a chain of 4,000 aliases', `a0: &a0 x\n${lines(4_000, (i) => `a${i + 1}: &a${i + 1} [*a${i}]`)}`],
  ['4,000 anchors', lines(4_000, (i) => `a${i}: &a${i} x\nb${i}: *a${i}`)],
  ['an alias of itself', 'jobs: &a\n  a: *a\n'],
  ['10 MB of one scalar', `a: ${'x'.repeat(10_000_000)}`],
  ['a list of 100,000', '- a\n'.repeat(100_000)],
  ['1 MiB of list', filled('- a\n')],
  ['1 MiB of flow list', filled('a,', '[')],
  ['1 MiB of comment signs', filled('#\n')],
  ['1 MiB of line breaks', filled('\n')],
  ['1 MiB of blanks', filled(' ')],
  ['1 MiB of wrong escapes', filled('\\q', '"')],
  ['1 MiB of empty block lines', filled('\n', 'a: |+\n')],
  ['1 MiB of folded lines', filled('  a\n   b\n', 'a: >\n')],
  ['1 MiB of one key', `${filled('a')}: b`.slice(2)],
  ['40,000 closing brackets', ']'.repeat(40_000)],
  ['20,000 anchors on nothing', '&a '.repeat(20_000)],
  ['20,000 empty keys', ':\n'.repeat(20_000)],
  ['12,000 times the same key', 'a: 1\n'.repeat(12_000)],
  ['40,000 documents', '---\n'.repeat(40_000)],
  ['20,000 directives', '%x\n'.repeat(20_000)],
])('%s takes no more than a quarter of a second', (_name, text) => {
  const file = sourceFile('.github/workflows/ci.yml', text);
  let fastest = Infinity;
  for (let round = 0; round < 4 && fastest > 250; round++) {
    const before = process.cpuUsage();
    stepsOf(parseWorkflow(file));
    const { user, system } = process.cpuUsage(before);
    fastest = Math.min(fastest, (user + system) / 1000);
  }
  expect(fastest).toBeLessThan(250);
});

test('a workflow is refused by name when it is beyond the budget, and only then', () => {
  const workflow = 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: a\n';
  const messageOf = (text: string): string | undefined =>
    parseWorkflow(sourceFile('.github/workflows/ci.yml', text)).problems[0]?.message;
  expect([
    messageOf(workflow + `# ${'padding '.repeat(3)}\n`.repeat(21_000)),
    messageOf(workflow + '# padding\n'.repeat(40_000)),
    messageOf(workflow + `# ${'padding '.repeat(140_000)}`),
    messageOf(`${workflow}          ${'\n'.repeat(70_000)}`),
    messageOf(`env: ${'['.repeat(101)}`),
  ]).toEqual([
    undefined,
    'The file has more than 50000 YAML tokens, more than Plimsoll reads',
    'The file is larger than 1 MiB, more than Plimsoll reads',
    'The file has more than 60000 lines, more than Plimsoll reads',
    'Nested deeper than 100 levels, more than Plimsoll reads',
  ]);
});
