import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rangeOf, sourceFile, spanWithin, textOfSpan, type Text } from '../../src/core/source.ts';
import type { Dockerfile, Instruction } from '../../src/documents/dockerfile/model.ts';
import { parseDockerfile } from '../../src/documents/dockerfile/parse.ts';

const parse = (text: string): Dockerfile => parseDockerfile(sourceFile('Dockerfile', text));

const first = (text: string): Instruction | undefined => parse(text).instructions[0];

/** Keyword and words of each instruction, with its line. */
const outline = (text: string): readonly string[] =>
  parse(text).instructions.map(
    ({ span, keyword, words }) =>
      `${rangeOf(span).startLine.toString()} ${[keyword, ...words.map((word) => word.text)].join('|')}`,
  );

describe('lines', () => {
  test('continue over comments, empty lines and blanks behind the escape character', () => {
    expect(outline('FROM a\nRUN one && \\  \n  # why\n\n  two \\\n\t&& three\nRUN four\n')).toEqual([
      '1 FROM|a',
      '2 RUN|one &&   two \t&& three',
      '7 RUN|four',
    ]);
  });

  test('end at two escape characters', () => {
    expect(outline('RUN a \\\\\nRUN b')).toEqual(['1 RUN|a \\\\', '2 RUN|b']);
  });

  test('read the same with Windows line breaks', () => {
    const text = '# escape=`\nFROM a\nRUN b `\n  c\nCOPY <<EOF /x\nd\nEOF\n';
    const body = (file: Dockerfile): readonly string[] => file.instructions.map((instruction) => instruction.body.text);
    expect(body(parse(text.replaceAll('\n', '\r\n')))).toEqual(body(parse(text)));
  });

  test('a keyword may be split and in any case', () => {
    expect(outline('fr\\\nom a as b')).toEqual(['1 FROM|a|as|b']);
  });

  test('comments are told apart by where they stand', () => {
    const { comments } = parse('# one\nFROM a\nRUN b \\\n # two\n  c # three\n');
    expect(comments.map(({ span, inContinuation }) => [textOfSpan(span), inContinuation])).toEqual([
      ['# one', false],
      ['# two', true],
    ]);
  });
});

describe('directives', () => {
  const directives = (text: string): readonly string[] =>
    parse(text).directives.map(({ name, value }) => `${name}=${value.text}`);

  test.each([
    [
      'in any case and spacing',
      '#SYNTAX = docker/dockerfile:1 \n# escape=`\n# check=skip=all\n',
      ['syntax=docker/dockerfile:1', 'escape=`', 'check=skip=all'],
    ],
    ['not behind a comment', '# hello\n# escape=`\n', []],
    ['not behind an empty line', '\n# escape=`\n', []],
    ['not behind an unknown one', '# owner=me\n# escape=`\n', []],
    ['not behind an instruction', 'FROM a\n# syntax=b\n', []],
  ])('%s', (_name, text, expected) => {
    expect(directives(text)).toEqual(expected);
  });

  test('the escape character continues lines, and a backslash no longer does', () => {
    expect(outline('# escape=`\nFROM a\nCOPY x C:\\\nRUN b `\n c')).toEqual([
      '2 FROM|a',
      '3 COPY|x|C:\\',
      '4 RUN|b  c',
    ]);
  });
});

describe('flags', () => {
  test('stand in front of the arguments, quotes taken off', () => {
    const { flags, words } = first('COPY --from=build --chown="a:b c" --link \\\n --exclude=*.md a --b c') ?? {
      flags: [],
      words: [],
    };
    expect([flags.map(({ name, value }) => [name, value?.text]), words.map(({ text }) => text)]).toEqual([
      [
        ['from', 'build'],
        ['chown', 'a:b c'],
        ['link', undefined],
        ['exclude', '*.md'],
      ],
      ['a', '--b', 'c'],
    ]);
  });
});

describe('forms', () => {
  test.each([
    ['CMD ["a b", "c\\u0064\\n"]', 'json', ['a b', 'cd\n']],
    ['CMD [ "a" ,\\\n# no\n "b"]', 'json', ['a', 'b']],
    ["CMD ['a']", 'shell', ["['a']"]],
    ['RUN [ -f x ]', 'shell', ['[ -f x ]']],
    ['CMD ["a"', 'shell', ['["a"']],
    ['CMD ["a"] b', 'shell', ['["a"] b']],
    ['COPY ["a b", "c"]', 'json', ['a b', 'c']],
    ['VOLUME ["/a"]', 'json', ['/a']],
    ['HEALTHCHECK --interval=5s CMD ["a", "b"]', 'json', ['CMD', 'a', 'b']],
    ['HEALTHCHECK CMD a || exit 1', 'shell', ['CMD', 'a || exit 1']],
    ['HEALTHCHECK NONE', 'shell', ['NONE']],
    ['USER "a b"', 'shell', ['"a b"']],
    ['ENTRYPOINT []', 'json', []],
  ])('%s', (text, form, words) => {
    expect([first(text)?.form, first(text)?.words.map((word) => word.text)]).toEqual([form, words]);
  });
});

describe('pairs', () => {
  test.each([
    [
      'ENV A=b C="d e" F=\\ g',
      [
        ['A', 'b'],
        ['C', 'd e'],
        ['F', ' g'],
      ],
    ],
    ['ENV A b "c" d=e', [['A', 'b c d=e']]],
    [
      'ENV A=\'$x\\n\' B="\\$y\\n"',
      [
        ['A', '$x\\n'],
        ['B', '$y\\n'],
      ],
    ],
    [
      'ENV A=a=b \\\n# c\n  B=',
      [
        ['A', 'a=b'],
        ['B', ''],
      ],
    ],
    [
      'ARG A B=c',
      [
        ['A', undefined],
        ['B', 'c'],
      ],
    ],
    ['LABEL "a b"="c"', [['a b', 'c']]],
  ])('%s', (text, pairs) => {
    expect(first(text)?.pairs.map(({ name, value }) => [name.text, value?.text])).toEqual(pairs);
  });
});

describe('heredocs', () => {
  const heredocs = (text: string): readonly unknown[] =>
    parse(text).instructions.map(({ keyword, heredocs: all }) => [
      keyword,
      ...all.map(({ name, fileDescriptor, expands, body }) => [name, fileDescriptor, expands, body.text]),
    ]);

  test('several in one line, quoted, with tabs and a file descriptor', () => {
    expect(heredocs('COPY <<a <<-"b" /x/\nFROM $A\na\n\t\tB\n\tb\nRUN 3<<E cat\nx\nE\nUSER u\n')).toEqual([
      ['COPY', ['a', 0, true, 'FROM $A\n'], ['b', 0, false, 'B\n']],
      ['RUN', ['E', 3, true, 'x\n']],
      ['USER'],
    ]);
  });

  test.each([
    ['a here string', 'RUN cat <<<x\nUSER a'],
    ['words in quotes', 'RUN echo "a <<EOF b"\nUSER a'],
    ['arithmetic', 'RUN echo $((1<<2))\nUSER a'],
    ['the JSON form', 'RUN ["a", "<<EOF"]\nUSER a'],
    ['other instructions', 'LABEL a=b <<EOF\nUSER a'],
  ])('%s opens none', (_name, text) => {
    expect(
      parse(text)
        .instructions.map(({ keyword }) => keyword)
        .at(-1),
    ).toBe('USER');
  });

  test('of a trigger belong to it', () => {
    expect(parse('FROM a\nONBUILD RUN <<E\nx\nE\n').instructions[1]?.trigger?.heredocs[0]?.body.text).toBe('x\n');
  });

  test('an instruction spans its last one', () => {
    expect(
      rangeOf(first('RUN <<E\nx\nE  \nE\nUSER a')?.span ?? spanWithin(parse('').comments[0] as never, 0, 0)),
    ).toMatchObject({ endLine: 4, endColumn: 2 });
  });
});

describe('stages', () => {
  test('hold their instructions, and global arguments stand apart', () => {
    const { stages, globalArgs } = parse(
      'ARG V=1\nFROM a:$V AS One\nUSER x\nFROM --platform=$BUILDPLATFORM one\nCMD y\n',
    );
    expect([
      globalArgs.map(({ body }) => body.text),
      stages.map(({ name, base, instructions }) => [
        name?.text,
        base?.text,
        instructions.map(({ keyword }) => keyword),
      ]),
    ]).toEqual([
      ['V=1'],
      [
        ['One', 'a:$V', ['USER']],
        [undefined, 'one', ['CMD']],
      ],
    ]);
  });
});

describe('problems', () => {
  const problems = (text: string): readonly string[] => parse(text).problems.map(({ message }) => message);

  test.each([
    ['FROM a\nRUNN x', ['`RUNN` is no Dockerfile instruction']],
    ['FROM a\nRUN x &&\n  apt install\n  curl\nUSER a', ['`APT` is no Dockerfile instruction']],
    ['RUN x\nFROM a', ['`RUN` stands before the first `FROM`']],
    ['FROM a b', ['`FROM` takes an image, or an image, `AS` and a name']],
    ['FROM a AS 1b', ['A stage name begins with a letter and has no symbols']],
    ['FROM a\nCOPY x', ['`COPY` needs a source and a destination']],
    ['FROM a\nENV A', ['`ENV` needs a name and a value']],
    ['FROM a\nENV A=b C', ['A word of this `ENV` has no `=`']],
    ['FROM a\nRUN <<EOF\nx', ['This heredoc has no closing line']],
    ['FROM a\nSHELL /bin/bash -c', ['`SHELL` takes the JSON form only']],
    ['FROM a\nCMD ["a", 1]', ['The JSON form takes strings only']],
    ['FROM a\nHEALTHCHECK curl x', ['`HEALTHCHECK` takes `CMD` or `NONE`']],
    ['FROM a\nONBUILD FROM b', ['`FROM` is not allowed as an `ONBUILD` trigger']],
    ['# escape=/\nFROM a', ['The escape character is neither `\\` nor a backtick']],
    ['# syntax=a\n# syntax=b\nFROM a', []],
    ['# escape=`\n# escape=`\nFROM a', ['The directive `escape` stands here twice']],
  ])('%j', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test.each([
    ['another frontend', '# syntax=docker.io/example/more:1\nFROM a\nINCLUDE b'],
    ['a template', 'FROM {{ image }}:{{ tag }}\nRUN a'],
    ['a template of another kind', 'FROM a\n%%PACKAGES%%'],
    ['a fragment without a stage', 'RUN a\nFOO b'],
    ['an empty file', ''],
    ['the usual frontend of an upstream build', '# syntax=docker/dockerfile-upstream:master-labs\nFROM a'],
    ['old spellings', 'from a as b\nmaintainer me\nenv a b\nlabel a b\n'],
    ['a continuation at the end', 'FROM a\nRUN a \\\n'],
    ['broken JSON', "FROM a\nCMD ['a', 'b']"],
    ['a heredoc as source', 'FROM a\nCOPY <<EOF /x\nhi\nEOF'],
  ])('none in %s', (_name, text) => {
    expect(problems(text)).toEqual([]);
  });

  test('one for a file that is too large', () => {
    expect(problems(`FROM a\n${'#\n'.repeat(600_000)}`)).toEqual(['This file is larger than 1 MiB and was not read']);
  });
});

/** Pieces that meet in unlucky ways. */
const fragments = fc.constantFrom(
  ...[
    'FROM a\n',
    'RUN ',
    'COPY ',
    'ENV ',
    'ARG ',
    'ONBUILD ',
    'HEALTHCHECK ',
    'CMD ',
    'LABEL ',
    '--mount=',
    '--x ',
    '<<EOF',
    '<<-"A"',
    '3<<B',
  ],
  ...[
    '\n',
    '\r\n',
    '\\\n',
    '`\n',
    '\\',
    '`',
    ' ',
    '\t',
    '#',
    '# escape=`\n',
    '# syntax=a\n',
    'EOF\n',
    'A\n',
    '"',
    "'",
    '$',
    '${',
    '}',
    ':-',
  ],
  ...['[', ']', '"a"', ',', '=', 'a', 'b=c', 'é😀', '\uFEFF', '\u0000', '\\u0041', '\\"'],
);
const anyDockerfile = fc.array(fragments, { maxLength: 60 }).map((parts) => parts.join(''));

function textsOf(instruction: Instruction): readonly Text[] {
  const own = [
    instruction.body,
    ...instruction.words,
    ...instruction.pairs.flatMap(({ name, value, rawValue }) =>
      [name, value, rawValue].filter((text) => text !== undefined),
    ),
    ...instruction.flags.flatMap(({ value }) => value ?? []),
    ...instruction.heredocs.map(({ body }) => body),
  ];
  return instruction.trigger ? [...own, ...textsOf(instruction.trigger)] : own;
}

describe('whatever the text', () => {
  test('every unit of a value stands at its place in the file', () => {
    fc.assert(
      fc.property(anyDockerfile, (written) => {
        const { file, instructions } = parse(written);
        for (const text of instructions.flatMap(textsOf)) {
          expect(text.runs.reduce((sum, run) => sum + run.length, 0)).toBe(text.text.length);
          for (const { at, length, fileStart, fileLength } of text.runs) {
            if (length !== fileLength) continue;
            expect(text.text.slice(at, at + length)).toBe(file.text.slice(fileStart, fileStart + fileLength));
          }
          expect(0 <= text.span.start && text.span.start <= text.span.end && text.span.end <= file.text.length).toBe(
            true,
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  test('instructions follow each other and read the same on their own', () => {
    fc.assert(
      fc.property(anyDockerfile, (written) => {
        const dockerfile = parse(written);
        let end = 0;
        for (const instruction of dockerfile.instructions) {
          expect(instruction.span.start).toBeGreaterThanOrEqual(end);
          end = instruction.span.end;
          const head = dockerfile.escape === '`' ? '# escape=`\n' : '\n';
          const alone = parse(head + textOfSpan(instruction.span)).instructions;
          expect(alone.map(({ body }) => body.text)).toEqual([instruction.body.text]);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('more instructions than any image has are a problem where they begin', () => {
    const { instructions, problems } = parse(`FROM a\n${'RUN b\n'.repeat(2_000)}`);
    expect([instructions.length, problems.map(({ at, message }) => [at.start, message])]).toEqual([
      2_000,
      [
        [
          'FROM a\n'.length + 1_999 * 'RUN b\n'.length,
          'The file has more than 2000 instructions, more than Plimsoll reads',
        ],
      ],
    ]);
    expect(parse(`FROM a\n${'RUN b\n'.repeat(1_999)}# the end\n`).problems).toEqual([]);
  });

  test('long and hostile files are read in time', () => {
    const slow = [
      'FROM a ',
      '\\\n b',
      '#\n',
      '"a",',
      '${A:-',
      '<<A ',
      '--a="',
      'ONBUILD ',
      'A=b ',
      '[',
      'FROM a AS a\n',
      '\r',
    ]
      .map((part) =>
        ['FROM x\nENV ', 'FROM x\nCMD [', 'FROM x\nRUN ', ''].map(
          (start) => start + part.repeat(1_000_000 / part.length),
        ),
      )
      .flat()
      .map((text) => {
        const start = performance.now();
        parse(text);
        return performance.now() - start;
      });
    // Ten times what an idle machine needs: here many tests run at once.
    expect(Math.max(...slow)).toBeLessThan(2500);
  });
});
