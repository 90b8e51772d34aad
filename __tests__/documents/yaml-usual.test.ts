import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sourceFile, type SourceFile } from '../../src/core/source.ts';
import { parseAnyYaml } from '../../src/documents/yaml.ts';
import { readUsualYaml } from '../../src/documents/yaml-usual.ts';

/** Everything that is read, with places as offsets; the file itself would be repeated at each. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'file' ? undefined : each)));

const byLibrary = (file: SourceFile): unknown => plain(parseAnyYaml(file));

function byUsual(file: SourceFile): unknown {
  const usual = readUsualYaml(file);
  return usual && plain({ ...usual, problems: [] });
}

const isUsual = (text: string): boolean => readUsualYaml(sourceFile('file.yml', text)) !== undefined;

const workflow = `# What every push goes through.
---
name: 🚀 Build and test   # the one that matters
on:
  push: { branches: [main, 'release/**'], tags: ["v1.*"] }
  pull_request:
  workflow_dispatch: {}

permissions: {}
env:
    EMPTY: ''
    VERSION: 3.10
    MASK: 0x1f
    FLAG: --verbose
jobs:
  build:
    if: \${{ github.event_name == 'push' }} # both
    strategy:
      matrix:
        os: [ubuntu-24.04, windows-2025]
        include:
        - os: macos-15
          nested: [{ a: 1, b: [x, y] }, []]
    steps:
    - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5
    # Installs and tests.
    - name: "Install: all"
      env: { QUOTED: 'it''s', ESCAPED: "a\\n\\"b\\"", PATTERN: "\\\\d" }
      run: |

        if [ -f x ]; then
          echo "# no comment: \${X}"

        fi
    - run: >-
        make all
        test

    - run: |- # 1-2
        last
`;

describe('YAML as it is usually written', () => {
  test('is read without the library, to the same values, places and comments', () => {
    const file = sourceFile('.github/workflows/ci.yml', workflow);
    expect(byUsual(file)).toEqual(byLibrary(file));
    expect(byUsual(file)).toBeDefined();
  });

  test.each<[string, string]>([
    ['an anchor', 'a: &x 1\nb: *x\n'],
    ['a tag', 'a: !!str 1\n'],
    ['a rare escape', 'a: "\\x41"\n'],
    ['a scalar of two lines', 'a: one\n  two\n'],
    ['a flow list of two lines', 'a: [1,\n  2]\n'],
    ['a repeated key', 'a: 1\na: 2\n'],
    ['a repeated key in a flow', 'a: { b: 1, b: 2 }\n'],
    ['a second document', 'a: 1\n---\nb: 2\n'],
    ['a merge key', '<<: a\n'],
    ['a tab in front', '\ta: 1\n'],
    ['a carriage return', 'a: 1\r\nb: 2\r\n'],
    ['an empty block', 'a: |\nb: 1\n'],
    ['blanks beyond a block', 'a: |\n  x\n      \n'],
    ['folding around an empty line', 'a: >\n  x\n\n  y\n'],
    ['a colon in a plain scalar', 'a: b: c\n'],
    ['more lines than the library may read', 'a:\n'.concat('- b\n'.repeat(4_000))],
    ['deep nesting', Array.from({ length: 30 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('%s is left to the library', (_name, text) => {
    expect(isUsual(text)).toBe(false);
  });

  // Lines that fit together often enough, and often enough do not.
  const usualValue = fc.constantFrom(
    ...['', '', ' x', ' x y', ' |', ' |-', ' >', ' >-', ' [a, b]', ' []', ' {}', ' { a: b }', ' null', ' ~', ' true'],
    ...[' 1', ' -1.5e3', ' .5', ' 1:2', ' 0o7', ' .inf', ' "q"', " 'q'", ' a#b', '  x  ', ' ${{ a.b }}', ' é', ' :x'],
    ...[
      ' [a, [b], {c: d}]',
      ' [ "x" , \'y\' ]',
      ' --x',
      ' a "b"',
      ' (x)',
      ' https://x.y/z',
      ' <x',
      ' =',
      ' x,y]',
      " ''",
    ],
  );
  const oddValue = fc.constantFrom(
    ...[' |+', ' {a: 1, a: 2}', ' "q" x', " 'q''r'", ' &a x', ' *a', ' !t x', ' a: b', ' - x', ' ? x', ' @x', ' %x'],
    ...[
      ' [a: b]',
      ' [a,]',
      ' "a\\n"',
      ' x:',
      ' x\t',
      ' \tx',
      ' ---',
      ' |+ # c',
      ' [a',
      ' "b',
      ' {a}',
      ' [a, b] x',
      ' #c',
    ],
  );
  const value = fc.oneof({ arbitrary: usualValue, weight: 12 }, { arbitrary: oddValue, weight: 1 });
  const key = fc.constantFrom(
    ...['k:', 'k:', 'k:', 'k l:', 'k-m:', '', ''],
    ...['"k":', "'k l':", '1:', '#', 'k :', 'k:l:'],
  );
  const line = fc
    .record({
      indent: fc.constantFrom(0, 0, 0, 2, 2, 2, 4, 4, 1),
      dash: fc.constantFrom('', '', '', '', '- ', '- ', '-  ', '-', '- - '),
      key,
      value,
      end: fc.constantFrom('', '', '', '', ' # c', '#c', '   '),
    })
    .map(({ indent, dash, key: name, value: behind, end }) => (index: number) => {
      const unique = name.replace('k', `k${index}`);
      return ' '.repeat(indent) + dash + unique + (unique === '' ? behind.trimStart() : behind) + end;
    });
  const gap = fc.constantFrom('', '  ', '        ', '---', '...', '# c', '    # c').map((each) => () => each);
  const text = fc
    .tuple(fc.array(fc.oneof({ arbitrary: line, weight: 6 }, gap), { minLength: 1, maxLength: 7 }), fc.boolean())
    .map(([lines, isClosed]) => lines.map((each, index) => each(index)).join('\n') + (isClosed ? '\n' : ''));

  test('is read as the library reads it, whatever the lines', () => {
    fc.assert(
      fc.property(text, (each) => {
        const file = sourceFile('file.yml', each);
        const usual = byUsual(file);
        if (usual !== undefined) expect(usual).toEqual(byLibrary(file));
      }),
      { numRuns: 20_000 },
    );
  });
});
