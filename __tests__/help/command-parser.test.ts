import { describe, expect, test } from '@jest/globals';
import { readOutput } from './command-parser.ts';
import { readAssignments, readSummary } from './file-commands.ts';

const nothing = { annotations: [], dropped: 0, masks: [], foreign: [], log: [], isStopped: false };

describe('the port of the runner’s command parser', () => {
  test.each([
    ['after white space', ' \t::error::text', [{ level: 'error', message: 'text' }]],
    ['whatever its case', '::WARNING::text', [{ level: 'warning', message: 'text' }]],
    [
      'with escaped properties',
      '::notice file=a%2Cb.yml,line=2,endLine=2,col=3,endColumn=5,title=A%3A 100%25::one%0Atwo%250A',
      [
        {
          level: 'notice',
          file: 'a,b.yml',
          line: 2,
          endLine: 2,
          col: 3,
          endColumn: 5,
          title: 'A: 100%',
          message: 'one\ntwo%0A',
        },
      ],
    ],
    ['in the old form in the middle of a line', 'name: ##[error]text', [{ level: 'error', message: 'text' }]],
    ['after a lone carriage return', 'text\r::error::text', [{ level: 'error', message: 'text' }]],
    [
      'without columns over several lines',
      '::error line=1,endLine=2,col=3::x',
      [{ level: 'error', message: 'x', line: 1, endLine: 2 }],
    ],
    ['without lines that run backwards', '::error line=3,endLine=2::x', [{ level: 'error', message: 'x' }]],
    ['from its end line alone', '::error endLine=2::x', [{ level: 'error', message: 'x', line: 2, endLine: 2 }]],
    ['cut at 4,096 characters', `::error::${'x'.repeat(5000)}`, [{ level: 'error', message: 'x'.repeat(4096) }]],
  ])('reads a command %s', (_, text, annotations) => {
    expect(readOutput(text).annotations).toEqual(annotations);
  });

  test.each([
    'text ::error::text',
    '::unknown::text',
    '::error text',
    '# #[error]text',
    '##[unknown]text',
    ': :error::',
  ])('takes %j for text', (line) => {
    expect(readOutput(line)).toEqual({ ...nothing, log: [line] });
  });

  test('shows ten annotations of each level and counts the rest', () => {
    const text = ['error', 'warning'].map((level) => `::${level}::x\n`.repeat(12)).join('');
    const { annotations, dropped } = readOutput(text);
    expect([annotations.length, dropped]).toEqual([20, 4]);
  });

  test('stops at `stop-commands` and goes on at the token only', () => {
    const text = '::stop-commands::t0ken\n::error::a\n##[set-env name=A]b\n::other::\n::T0KEN::\n::error::c\n';
    expect(readOutput(text)).toEqual({
      ...nothing,
      annotations: [{ level: 'error', message: 'c' }],
      log: ['::error::a', '##[set-env name=A]b', '::other::'],
    });
    expect(readOutput('::stop-commands::t0ken\n::error::a').isStopped).toBe(true);
  });

  test('names commands that are not ours to give', () => {
    const text = '::add-mask::abc\n::group::g\n::endgroup::\n::debug::d\n::set-output name=a::b\nx ##[add-path]/tmp\n';
    expect(readOutput(text)).toEqual({
      ...nothing,
      masks: ['abc'],
      log: ['::group::g', '::endgroup::'],
      foreign: ['::set-output name=a::b', 'x ##[add-path]/tmp'],
    });
  });
});

describe('the files for the runner', () => {
  test('hold names and values in both forms', () => {
    const text = 'a=1=2\nb<<END\none\n\nb=two\nEND\nc<<E\nE\nd=x<<y\n';
    expect([...readAssignments(text)]).toEqual([
      ['a', '1=2'],
      ['b', 'one\n\nb=two'],
      ['c', ''],
      ['d', 'x<<y'],
    ]);
  });

  test.each(['a', 'a<<', 'a<<END\nx\n'])('fail the step at %j', (text) => {
    expect(() => readAssignments(text)).toThrow();
  });

  test('hold no summary over one mebibyte', () => {
    expect(readSummary(Buffer.from('# Hi'))).toBe('# Hi');
    expect(() => readSummary(Buffer.alloc(1024 * 1024 + 1))).toThrow();
  });
});
