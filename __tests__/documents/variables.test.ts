import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sourceFile } from '../../src/core/source.ts';
import { parseDockerfile } from '../../src/documents/dockerfile/parse.ts';
import { resolve } from '../../src/documents/dockerfile/variables.ts';

/** The words of the last instruction; a tilde behind what is not known. */
function lastWords(text: string): readonly string[] {
  const instruction = parseDockerfile(sourceFile('Dockerfile', text)).instructions.at(-1);
  return (instruction?.words ?? []).map((word) => {
    const { value, isResolved } = instruction ? resolve(word, instruction) : { value: '', isResolved: false };
    return isResolved ? value : `${value}~`;
  });
}

describe('a variable in FROM', () => {
  test.each([
    ['takes the default of a global ARG', 'ARG V=22\nFROM node:$V', ['node:22']],
    ['follows one default to another', 'ARG A=a\nARG B=${A}b\nFROM ${B}c', ['abc']],
    ['without a default is not known', 'ARG V\nFROM node:$V', ['node:$V~']],
    ['falls back to what it says itself', 'ARG V\nFROM node:${V:-22}-${W-slim}', ['node:22-slim']],
    ['may depend on being set', 'ARG V=1\nFROM a${V:+b}${W:+c}', ['ab']],
    [
      'of the platform is not known',
      'FROM --platform=$BUILDPLATFORM a-${TARGETARCH:-amd64}',
      ['a-${TARGETARCH:-amd64}~'],
    ],
    ['does not see arguments of stages', 'FROM a\nARG V=1\nFROM b:$V', ['b:$V~']],
    ['may stand in quotes', 'ARG V="1"\nFROM "a:$V"', ['a:1']],
    ['nests', 'FROM ${A:-${B:-c}}', ['c']],
    ['may lose a prefix or suffix', 'ARG V=v1.2\nFROM a:${V#v}-${V%.2}-${V/./_}', ['a:1.2-v1-v1_2']],
    ['with a pattern is left alone', 'ARG V=1.2.3\nFROM a:${V%.*}', ['a:${V%.*}~']],
  ])('%s', (_name, text, expected) => {
    expect(lastWords(text)).toEqual(expected);
  });
});

describe('a variable in a stage', () => {
  test.each([
    ['is re-declared to see the global default', 'ARG V=1\nFROM a\nARG V\nCOPY $V b', ['1', 'b']],
    ['does not see it otherwise', 'ARG V=1\nFROM a\nCOPY $V b', ['$V~', 'b']],
    ['is overridden by ENV', 'FROM a\nENV V=1\nARG V=2\nUSER $V', ['1']],
    ['changes from line to line', 'FROM a\nENV V=1\nENV V=2 W=$V\nUSER $V$W', ['21']],
    ['is not seen in front of its line', 'FROM scratch\nUSER ${V:-none}\n', ['none']],
    ['is inherited from the stage below', 'FROM a AS b\nENV V=1\nARG W=2\nFROM B\nUSER $V$W', ['12']],
    ['of another stage is not', 'FROM a AS b\nENV V=1\nFROM c\nUSER $V', ['$V~']],
    ['in single quotes is text', 'FROM a\nENV V=1\nUSER \'$V\'"$V"\\$V', ['$V1$V']],
    ['may come from the base image', 'FROM a\nUSER ${NAME:-root}', ['${NAME:-root}~']],
    ['guarded by the escape directive', '# escape=`\nFROM a\nENV V=1\nUSER `$V\\$V', ['$V\\1']],
  ])('%s', (_name, text, expected) => {
    expect(lastWords(text)).toEqual(expected);
  });

  test('a pair of ENV keeps what its quotes guard', () => {
    const { instructions } = parseDockerfile(sourceFile('Dockerfile', 'FROM a\nARG V=1\nENV A=\'$V\' B="$V"'));
    const env = instructions.at(-1);
    expect(env?.pairs.map(({ value }) => value && env && resolve(value, env).value)).toEqual(['$V', '1']);
  });
});

test('values that grow out of each other stay bounded, and nothing throws', () => {
  const growing = `FROM a\nENV A=aaaa\n${'ENV A=$A$A$A\n'.repeat(300)}USER $A`;
  expect(lastWords(growing).join('').length).toBeLessThan(20_000);
  const part = fc.constantFrom(
    '$',
    '${',
    '}',
    'A',
    ':-',
    ':+',
    '?',
    '#',
    '%',
    '/',
    '//',
    '"',
    "'",
    '\\',
    ' ',
    '*',
    'é',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      lastWords(`ARG A=1\nFROM a\nARG A\nENV B=${parts.join('')}\nCOPY ${parts.join('')}`);
    }),
  );
});
