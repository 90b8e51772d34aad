import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sourceFile, spanWithin, textOfSpan } from '../../src/core/source.ts';
import type { Text } from '../../src/core/source.ts';
import { parseYaml } from '../../src/documents/yaml.ts';
import type { ParsedYaml } from '../../src/documents/yaml.ts';
import { findEntry, findValue } from '../../src/documents/yaml-value.ts';
import type { Scalar, Value } from '../../src/documents/yaml-value.ts';

const parse = (text: string): ParsedYaml => parseYaml(sourceFile('file.yml', text));

function scalarOf(text: string, key: string): Scalar {
  const found = findValue(parse(text).root, key);
  if (found?.kind !== 'scalar') throw new Error(`no scalar at ${key}`);
  return found;
}

/** Plain data, for comparing whole trees. */
function plain(value: Value | undefined): unknown {
  if (!value) return undefined;
  if (value.kind === 'scalar') return value.value.text;
  if (value.kind === 'sequence') return value.items.map(plain);
  return Object.fromEntries(value.entries.map((entry) => [entry.key.value.text, plain(entry.value)]));
}

const messagesOf = (text: string): readonly string[] =>
  parse(text).problems.map((problem) => `${textOfSpan(problem.at)}: ${problem.message}`);

describe('a YAML file is read as GitHub reads it', () => {
  test('words that older YAML takes for booleans are strings', () => {
    const { root } = parse('%YAML 1.1\n---\non: yes\noff: no\nis: true\nn: 3.10\nnone: ~\n');
    if (root?.kind !== 'mapping') throw new Error('no mapping');
    const types = root.entries.map(({ key, value }) => [
      key.value.text,
      key.type,
      value?.kind === 'scalar' && `${value.type} ${value.value.text}`,
    ]);
    expect(types).toEqual([
      ['on', 'string', 'string yes'],
      ['off', 'string', 'string no'],
      ['is', 'string', 'boolean true'],
      ['n', 'string', 'number 3.10'],
      ['none', 'string', 'null ~'],
    ]);
  });

  test('an alias stands as the very object its anchor names, the last one of that name', () => {
    const { root, problems } = parse('a: &x { k: 1 }\nb: *x\nc: &x two\nd: [*x, *x]\n');
    expect([plain(root), problems]).toEqual([{ a: { k: '1' }, b: { k: '1' }, c: 'two', d: ['two', 'two'] }, []]);
    expect(findValue(root, 'b')).toBe(findValue(root, 'a'));
  });

  test('an entry ends where its value ends, not with the comments behind it', () => {
    const text = 'a:\n  b: 1 # one\n  # two\n\nc: &x [1,\n  2]\nd: *x\ne:\n';
    const { root } = parse(text);
    const spans = ['a', 'c', 'd', 'e'].map((key) => {
      const entry = findEntry(root, key);
      return entry && textOfSpan(entry.span);
    });
    expect(spans).toEqual(['a:\n  b: 1', 'c: &x [1,\n  2]', 'd: *x', 'e:']);
  });

  test('nothing behind a colon is no value, in a list it is null', () => {
    const { root } = parse('a:\nb: [~]\nc:\n  -\n  - x\n');
    const list = findValue(root, 'c');
    expect([
      findEntry(root, 'a')?.value,
      list?.kind === 'sequence' && list.items.map((item) => item.kind === 'scalar' && item.type),
    ]).toEqual([undefined, ['null', 'string']]);
  });

  test('comments are listed with their place', () => {
    const { comments } = parse('# one\na: "#no" # two\nb: |\n  # text\n  x\n  # y\n# three\nc: |- # four\n  x\n');
    expect(comments.map(({ span, ownLine }) => [textOfSpan(span), ownLine])).toEqual([
      ['# one', true],
      ['# two', false],
      ['# three', true],
      ['# four', false],
    ]);
  });

  test('a byte order mark counts for nothing', () => {
    const { root, problems } = parse('\uFEFFa: b\n');
    expect([plain(root), problems, findEntry(root, 'a')?.span.start]).toEqual([{ a: 'b' }, [], 0]);
  });
});

describe('what is wrong has its place', () => {
  test.each([
    ['a: 1\nb: 2\na: 3\n', ['a: Key `a` is defined twice in the same mapping']],
    ['a: 1\nA: 2\n"a": 3\n', ['"a": Key `a` is defined twice in the same mapping']],
    ['x: &x { a: 1 }\ny:\n  <<: *x\n', ['<<: GitHub does not read merge keys (`<<`)']],
    ['"<<": 1\n', []],
    ['a: *b\n', ['*b: No anchor `&b` stands before this alias']],
    ['a: &a [*a]\n', ['*a: Alias `*a` stands inside what it names']],
    ['a: 1\n---\nb: 2\n', ['---: A second YAML document begins here; GitHub reads files of one document']],
    ['? [a]\n: b\n', ['[a]: A key is a list or a mapping here; GitHub reads only plain keys']],
    ['a: b: c\n', ['b: Not valid YAML: Nested mappings are not allowed in compact mappings']],
    ['a: "b\n', [': Not valid YAML: Missing closing "quote']],
    ['a: "\\q"\n', ['\\: Not valid YAML: Invalid escape sequence \\q']],
  ])('%j', (text, messages) => {
    expect(messagesOf(text)).toEqual(messages);
  });

  test('what stands before and after a fault is still read', () => {
    const { root } = parse('a: 1\nb: "\\q"\nc: *none\nd: 4\n');
    expect(plain(root)).toEqual({ a: '1', b: '\\q', c: undefined, d: '4' });
  });
});

describe('a scalar knows where each of its characters stands', () => {
  const place = (text: string, key: string, part: string): string => {
    const { value } = scalarOf(text, key);
    const start = value.text.indexOf(part);
    return textOfSpan(spanWithin(value, start, start + part.length));
  };

  test.each([
    ['plain', 'k: one\n   two\n\n  three\n', 'one two\nthree', 'two\nthree', 'two\n\n  three'],
    ['single quotes', "k: 'it''s\n  fine'\n", "it's fine", "'s f", "''s\n  f"],
    ['double quotes', 'k: "a\\tb\\u0041 \\\n   c\n\n  d"\n', 'a\tbA c\nd', 'A c\nd', '\\u0041 \\\n   c\n\n  d'],
    ['literal', 'k: |\n  one\n    two\n\n  three\n', 'one\n  two\n\nthree\n', '  two\n\nthree', '  two\n\n  three'],
    ['literal with indicator', 'k: |2-\n    one\n   two\n', '  one\n two', 'one\n two', 'one\n   two'],
    [
      'folded',
      'k: >-\n  one\n  two\n\n  three\n   four\n  five\n',
      'one two\nthree\n four\nfive',
      'two\nthree',
      'two\n\n  three',
    ],
    ['Windows line breaks', 'k: |\r\n  one\r\n  two\r\n', 'one\ntwo\n', 'one\ntwo', 'one\r\n  two'],
    ['tabs', 'k: |\n  \tone\n  two\t\n', '\tone\ntwo\t\n', 'one\ntwo\t', 'one\n  two\t'],
  ])('%s', (_name, text, value, part, inFile) => {
    expect([scalarOf(text, 'k').value.text, place(text, 'k', part)]).toEqual([value, inFile]);
  });

  test('spans leave out quotes from the value and the last line break from a block', () => {
    const { span, value } = scalarOf('k: "v" # c\n', 'k');
    const block = scalarOf('k: |+\n  one\n\n\nl: 1\n', 'k');
    expect([span, value.span, block.span, block.value.span].map(textOfSpan)).toEqual(['"v"', 'v', '|+\n  one', 'one']);
  });

  const anyText = fc.string({ unit: fc.constantFrom(...'ab \t\'"\\#:-|>{[\n') });
  const line = fc.string({ unit: fc.constantFrom(...'ab \t\'"\\#:-{}é😀$') });

  test('any script in a literal block is read back character by character', () => {
    const scripts = fc.tuple(fc.array(line), fc.integer({ min: 1, max: 9 }), fc.constantFrom('\n', '\r\n'));
    fc.assert(
      fc.property(scripts, ([lines, indent, lineBreak]) => {
        const script = lines.map((text) => `${' '.repeat(indent)}${text}${lineBreak}`).join('');
        const { value } = scalarOf(`k: |${indent}+${lineBreak}${script}`, 'k');
        expect(value.text).toBe(lines.map((text) => `${text}\n`).join(''));
        expect(faultOf(value)).toBeUndefined();
      }),
    );
  });

  test('any text in double quotes is read back through its escapes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { value } = scalarOf(`k: ${JSON.stringify(text)}\n`, 'k');
        expect([value.text, faultOf(value)]).toEqual([text, undefined]);
      }),
    );
  });

  test('any text in single quotes', () => {
    fc.assert(
      fc.property(line, (text) => {
        const { value } = scalarOf(`k: '${text.replaceAll("'", "''")}'\n`, 'k');
        expect([value.text, faultOf(value)]).toEqual([text, undefined]);
      }),
    );
  });

  test('whatever the file: nothing throws, every span lies inside, every character is accounted for', () => {
    const pieces = [
      'a',
      'b',
      ' ',
      '  ',
      '\n',
      '\n',
      '\n  ',
      '\n    ',
      ': ',
      ':',
      '- ',
      '#',
      '"',
      "'",
      '|',
      '>',
      '|-',
      '>+',
    ];
    const rarer = [
      '|2',
      '{',
      '}',
      '[',
      ']',
      ',',
      '&a ',
      '*a',
      '!t ',
      '? ',
      '\\',
      '\\n',
      '\t',
      '\r\n',
      '---\n',
      '...\n',
      '%',
      '@',
    ];
    const files = fc.string({ unit: fc.constantFrom(...pieces, ...pieces, ...rarer), maxLength: 60 });
    fc.assert(
      fc.property(files, (text) => {
        const { root, comments, problems } = parse(text);
        const spans = [...comments.map((comment) => comment.span), ...problems.map((problem) => problem.at)];
        const faults = [...faultsIn(root), ...spans.flatMap((span) => (isInside(span) ? [] : ['outside']))];
        expect(faults).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

const isInside = ({ file, start, end }: Text['span']): boolean => 0 <= start && start <= end && end <= file.text.length;

/** Runs must cover the value without gaps, ascend in the file, and hold the same characters where the lengths agree. */
function faultOf({ text, span, runs }: Text): string | undefined {
  const source = span.file.text;
  let at = 0;
  let fileEnd = 0;
  for (const run of runs) {
    if (run.at !== at) return `gap before ${run.at}`;
    if (run.fileStart < fileEnd || run.fileStart + run.fileLength > source.length) return `misplaced at ${run.at}`;
    const value = text.slice(run.at, run.at + run.length);
    const inFile = source.slice(run.fileStart, run.fileStart + run.fileLength);
    const isFolded = value.trim() === '' && inFile.trim() === '';
    if (run.length === run.fileLength && value !== inFile && !isFolded) return `${value} is ${inFile} in the file`;
    at += run.length;
    fileEnd = run.fileStart + run.fileLength;
  }
  return at === text.length ? undefined : `covers ${at} of ${text.length}`;
}

function faultsIn(value: Value | undefined): readonly string[] {
  if (!value) return [];
  const own = isInside(value.span) ? [] : ['outside'];
  if (value.kind === 'scalar')
    return [...own, ...(isInside(value.value.span) ? [] : ['outside']), faultOf(value.value) ?? []].flat();
  if (value.kind === 'sequence') return [...own, ...value.items.flatMap(faultsIn)];
  return [
    ...own,
    ...value.entries.flatMap((entry) => [
      ...(isInside(entry.span) ? [] : ['outside']),
      ...faultsIn(entry.key),
      ...faultsIn(entry.value),
    ]),
  ];
}
