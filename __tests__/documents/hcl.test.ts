import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sourceFile, textOfSpan } from '../../src/core/source.ts';
import { blocksOfType, type HclBlock, parseHcl, stringsOf } from '../../src/documents/hcl.ts';

const read = (text: string): readonly HclBlock[] => parseHcl(sourceFile('main.tf', text));

/** A block as one line: type, labels, attributes with their literal strings, inner blocks. */
const shown = ({ type, labels, attributes, blocks }: HclBlock): string =>
  [
    [type, ...labels].join(' '),
    ...attributes.map(
      ({ name, strings, word }) => `${name}=${strings ? strings.map(({ text }) => text).join('|') : (word ?? '?')}`,
    ),
    ...blocks.map((block) => `{${shown(block)}}`),
  ].join(' ');

describe('blocks', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'labels with and without quotes',
      'resource "a" "b" {\n}\nterraform {}\nlocals {}',
      ['resource a b', 'terraform', 'locals'],
    ],
    ['attributes', 'a {\n  b = "c"\n  d = true\n  e = [ "f", "g", ]\n}', ['a b=c d=true e=f|g']],
    [
      'inner blocks, on one line too',
      'a {\n  b { c = "d" }\n  e "f" {\n    g = x.y\n  }\n}',
      ['a {b c=d} {e f g=x.y}'],
    ],
    ['computed values', 'a {\n  b = concat(["c"], d)\n  e = x ? "y" : "z"\n  f = "${g}/h"\n}', ['a b=? e=? f=?']],
    [
      'lists and objects over many lines',
      'a {\n  b = [\n    "c", # d\n    "e",\n  ]\n  f = {\n    g = "h"\n  }\n  i = "j"\n}',
      ['a b=c|e f=? i=j'],
    ],
    ['comments of all kinds', '# a {\n// b {\n/* c { */ d { # e\n  /* f = "g" */\n}', ['d']],
    ['heredocs', 'a {\n  b = <<-EOT\n    c { "d\n    EOT\n  e = "f"\n}', ['a b=? e=f']],
    [
      'strings within expressions within strings',
      'a {\n  b = "${lookup(c, "d}")}"\n  e = "f \\" }"\n}',
      ['a b=? e=f " }'],
    ],
    ['a text that breaks off', 'a {\n  b = "c\n  d {', ['a b=? {d}']],
  ])('%s', (_name, text, expected) => {
    expect(read(text).map(shown)).toEqual(expected);
  });

  test('have their places', () => {
    const [block] = read('x {}\nresource "a" "b" {\n  names = ["c", "d"]\n}\n');
    expect(block && textOfSpan(block.span)).toBe('x {}');
    const [, resource] = read('x {}\nresource "a" "b" {\n  names = ["c", "d"]\n}\n');
    expect(resource && stringsOf(resource, 'names').map(({ span }) => textOfSpan(span))).toEqual(['c', 'd']);
  });

  test('of a type are found at any depth', () => {
    expect(blocksOfType(read('a { b { c {} } }\nc {}'), 'c')).toHaveLength(2);
  });

  test('nothing throws, and every place lies in the file', () => {
    const pieces = fc.constantFrom(
      'a',
      '"',
      '{',
      '}',
      '[',
      ']',
      '=',
      '\n',
      '<<E',
      '${',
      '#',
      '/*',
      '*/',
      '\\',
      ' ',
      'é',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        for (const { span } of read(text)) expect(span.start <= span.end && span.end <= text.length).toBe(true);
      }),
    );
  });

  test('depth is bounded', () => {
    expect(read('a {'.repeat(10_000))).toHaveLength(1);
  });
});
