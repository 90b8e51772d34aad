import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sourceFile, textOfSpan, type Span } from '../../src/core/source.ts';
import { parseToml } from '../../src/documents/toml.ts';
import type { Value } from '../../src/documents/yaml-value.ts';

const valueOf = (text: string): Value => parseToml(sourceFile('x.toml', text));

/** Plain data, whatever is no string as it is written. */
function plain(value: Value | undefined): unknown {
  if (value === undefined) return undefined;
  if (value.kind === 'scalar') return value.type === 'string' ? value.value.text : { [value.type]: value.value.text };
  if (value.kind === 'sequence') return value.items.map(plain);
  return Object.fromEntries(value.entries.map(({ key, value: inner }) => [key.value.text, plain(inner)]));
}

test.each<[string, unknown]>([
  ['', {}],
  ['a = "b" # c', { a: 'b' }],
  ['a = \'b "c" \\d\'', { a: 'b "c" \\d' }],
  ['a = "b \\"c\\" \\u00e9\\n"', { a: 'b "c" é\n' }],
  ['a = """\nb\\\n   c\r\nd"""', { a: 'bc\nd' }],
  ["a = '''\nb\\\nc'''", { a: 'b\\\nc' }],
  [
    'a = 1\nb = true\nc = 2026-01-01T00:00:00Z',
    { a: { number: '1' }, b: { boolean: 'true' }, c: { number: '2026-01-01T00:00:00Z' } },
  ],
  ['a = ["b", # c\n  [1],\n  {d = "e", f.g = "h"},\n]', { a: ['b', [{ number: '1' }], { d: 'e', f: { g: 'h' } }] }],
  ['[a.b]\nc = "d"\n[a]\ne = "f"\n[a."b".g]\nh = "i"', { a: { b: { c: 'd', g: { h: 'i' } }, e: 'f' } }],
  ['"a b" = "c"\na.b.c = "d"', { 'a b': 'c', a: { b: { c: 'd' } } }],
  ['[[a]]\nb = "c"\n[[a]]\nb = "d"\n[a.e]\nf = "g"', { a: [{ b: 'c' }, { b: 'd', e: { f: 'g' } }] }],
  ['\r\n[a]\r\nb = "c"\r\n', { a: { b: 'c' } }],
  ['a = {', {}],
  ['a = ["b",', {}],
  ['a = \nb = "c"\n= "d"\n[e\nf = "g"\nh = [1 2]\ni = "j', { b: 'c', f: 'g' }],
])('%j', (text, expected) => {
  expect(plain(valueOf(text))).toEqual(expected);
});

function* spansOf(value: Value | undefined): Iterable<Span> {
  if (!value) return;
  yield value.span;
  if (value.kind === 'scalar') yield value.value.span;
  if (value.kind === 'sequence') for (const item of value.items) yield* spansOf(item);
  if (value.kind !== 'mapping') return;
  for (const entry of value.entries) {
    yield entry.span;
    yield* spansOf(entry.key);
    yield* spansOf(entry.value);
  }
}

test('every value stands where it was written', () => {
  const text = '[a]\nb = "c"\nd = [\'e\']\n';
  const places = [...spansOf(valueOf(text))].slice(1).map(textOfSpan);
  expect(places).toEqual([
    'a',
    'a',
    'a',
    'a',
    'b = "c"',
    'b',
    'b',
    '"c"',
    'c',
    "d = ['e']",
    'd',
    'd',
    "['e']",
    "'e'",
    'e',
  ]);
});

test('nothing makes it throw or point outside', () => {
  const pieces = [
    '[',
    ']',
    '[[',
    ']]',
    '=',
    '"',
    "'",
    '"""',
    "'''",
    '\\',
    '\n',
    '\r\n',
    '#',
    '{',
    '}',
    ',',
    '.',
    'a',
    '1',
    ' ',
    '\\u12',
    '\uFEFF',
  ];
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 40 }),
      (parts) => {
        const file = sourceFile('x.toml', parts.join(''));
        const outside = [...spansOf(parseToml(file))].filter(
          ({ start, end }) => !(0 <= start && start <= end && end <= file.text.length),
        );
        expect(outside).toEqual([]);
      },
    ),
    { numRuns: 500 },
  );
});
