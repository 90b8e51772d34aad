import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contains, plainText, sourceFile, spanOf, textOfSpan } from '../../src/core/source.ts';
import { parseDockerfile } from '../../src/documents/dockerfile/parse.ts';
import { parseScript, type Script } from '../../src/documents/shell.ts';

function parse(text: string): Script {
  const file = sourceFile('script.sh', text);
  return parseScript(plainText(spanOf(file, 0, text.length)));
}

/** The words of each command. */
const words = (text: string): readonly (readonly string[])[] =>
  parse(text).commands.map((command) => command.words.map((word) => word.text));

describe('commands', () => {
  test.each([
    ['in lists and lines', 'a; b && c || d\ne & f', [['a'], ['b'], ['c'], ['d'], ['e'], ['f']]],
    [
      'in conditions and loops',
      'if a; then b; elif c; then d; else e; fi; while f; do g; done; for x in $(h); do i; done',
      [...'abcdefghi'].map((name) => [name]),
    ],
    [
      'in groups, functions and cases',
      '(a); { b; }; f() { c; }; case $x in y) d;; *) e;; esac',
      [...'abcde'].map((name) => [name]),
    ],
    [
      'in substitutions',
      'a "$(b `c`)" <(d) x=$(e)',
      [['a', '$(b `c`)', '<(d)', 'x=$(e)'], ['b', '`c`'], ['c'], ['d'], ['e']],
    ],
    ['with quotes and escapes taken off', `a 'b c' "d \\"e" f\\ g h"i"'j'`, [['a', 'b c', 'd "e', 'f g', 'hij']]],
    ['with expansions as written', 'a $b "${c:-d}" {e,f} *.g', [['a', '$b', '${c:-d}', '{e,f}', '*.g']]],
    ['behind declarations', 'export A=b C; local d=$(e)', [['export', 'A=b', 'C'], ['local', 'd=$(e)'], ['e']]],
    ['but no comments, heredocs or tests', 'a <<E # b\n  c; d\nE\n[[ -f $(e) ]]', [['a'], ['e']]],
  ])('%s', (_name, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('know their neighbours', () => {
    const { commands } = parse('a | b && c || { d; e; } ; f & g');
    expect(
      commands.map(({ name, pipedFrom, pipedInto, followedBy, next, afterFailure }) => [
        name,
        [pipedFrom?.name, pipedInto?.name],
        [followedBy, next?.name],
        afterFailure,
      ]),
    ).toEqual([
      ['a', [undefined, 'b'], ['&&', 'c'], false],
      ['b', ['a', undefined], ['&&', 'c'], false],
      ['c', [undefined, undefined], ['||', 'd'], false],
      ['d', [undefined, undefined], [';', 'e'], true],
      ['e', [undefined, undefined], [';', 'f'], true],
      ['f', [undefined, undefined], ['&', 'g'], false],
      ['g', [undefined, undefined], [undefined, undefined], false],
    ]);
  });

  test('in groups are piped and redirected with them', () => {
    const { commands } = parse('{ a; (b | c) > y; } >> "$x"; { d; e; } | f');
    expect(
      commands.map(({ name, pipedInto, redirects }) => [
        name,
        pipedInto?.name,
        redirects.map(({ target }) => target?.text),
      ]),
    ).toEqual([
      ['a', undefined, ['$x']],
      ['b', 'c', ['y', '$x']],
      ['c', undefined, ['y', '$x']],
      ['d', undefined, []],
      ['e', 'f', []],
      ['f', undefined, []],
    ]);
  });

  test('that are only asked are told apart', () => {
    const { commands } = parse('if a; then b; fi; ! c; while d; do e; done; f');
    expect(commands.filter(({ isCondition }) => isCondition).map(({ name }) => name)).toEqual(['a', 'c', 'd']);
  });

  test('have no name where an expansion decides', () => {
    expect(
      parse('$a b; A=b; "c" d').commands.map(({ name, assignments }) => [name, assignments.map((one) => one.name)]),
    ).toEqual([
      [undefined, []],
      [undefined, ['A']],
      ['c', []],
    ]);
  });

  test('hold their heredocs, tabs taken off where asked', () => {
    const [first, second] = parse('a <<"E"\n\tb $x\nE\nc <<-E | d\n\t\te\n\tE\n').commands;
    expect([first, second].map((command) => command?.redirects[0]?.heredoc?.text)).toEqual(['\tb $x\n', 'e\n']);
  });
});

describe('${{ }}', () => {
  test('stands in words as written and makes them unknown', () => {
    const { commands } = parse(`a "x \${{ github.event.issue.title }}" \${{ '}}' }}\${{b}} 'c\${{ d }}'; \${{ e }} f`);
    expect(commands.map(({ name, words: all }) => [name, all.map(({ text, isLiteral }) => [text, isLiteral])])).toEqual(
      [
        [
          'a',
          [
            ['a', true],
            ['x ${{ github.event.issue.title }}', false],
            ["${{ '}}' }}${{b}}", false],
            ['c${{ d }}', false],
          ],
        ],
        [
          undefined,
          [
            ['${{ e }}', false],
            ['f', true],
          ],
        ],
      ],
    );
  });

  test('that never ends is shell', () => {
    expect(words('a ${{ b; c').flat()).toContain('a');
  });
});

test('commands stand where they are written, across continuations of a Dockerfile', () => {
  const { instructions } = parseDockerfile(
    sourceFile('Dockerfile', 'FROM a\nRUN apt-get \\\n# no\n  install "a \\\n b" && c\n'),
  );
  const body = instructions[1]?.body ?? plainText(spanOf(sourceFile('', ''), 0, 0));
  const { commands } = parseScript(body);
  expect(commands.map(({ span, words: all }) => [textOfSpan(span), all.map((word) => textOfSpan(word.span))])).toEqual([
    ['apt-get \\\n# no\n  install "a \\\n b"', ['apt-get', 'install', '"a \\\n b"']],
    ['c', ['c']],
  ]);
  expect(parseScript(body).commands).toBe(commands);
});

test('whatever the text, commands and words stand inside it', () => {
  const part = fc.constantFrom(
    ...[
      'a',
      ' ',
      '\n',
      ';',
      '&&',
      '||',
      '|',
      '&',
      '$(',
      ')',
      '`',
      '\\',
      '"',
      "'",
      '$',
      '{',
      '}',
      '(',
      '<',
      '<<E',
      'E\n',
      '>',
      '<<<',
    ],
    ...[
      'if ',
      'then ',
      'fi',
      'for x in ',
      'do ',
      'done',
      'case ',
      'esac',
      'in ',
      '[[ ',
      ' ]]',
      '$((',
      '))',
      '${',
      '${{',
      '}}',
      '#',
      '=',
      '!',
      'é😀',
    ],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const { text, commands } = parse(parts.join(''));
      for (const command of commands) {
        for (const { span } of [command, ...command.words, ...command.redirects, ...command.assignments]) {
          expect(contains(text.span, span) && span.start <= span.end).toBe(true);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test('scripts beyond all measure are broken, not slow', () => {
  const start = performance.now();
  const broken = ['a;', '$(', '"$(', '<<A ', '$((1+', '`\\'].map(
    (unit) => parse(unit.repeat(100_000 / unit.length)).isBroken,
  );
  expect([new Set(broken), performance.now() - start < 1000]).toEqual([new Set([true]), true]);
});
