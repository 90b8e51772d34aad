import { describe, expect, test } from '@jest/globals';
import { allCommandsOf, scriptOfStep, scriptsOfInstruction } from '../../../src/analysis/shell/scripts.ts';
import { sourceFile, textOfSpan } from '../../../src/core/source.ts';
import { parseDockerfile } from '../../../src/documents/dockerfile/parse.ts';
import { stepsOf } from '../../../src/documents/workflow-model.ts';
import { parseWorkflow } from '../../../src/documents/workflow.ts';

/** The command lines of the last instruction, each as it stands in the file. */
function commandsIn(dockerfile: string): readonly string[] {
  const instruction = parseDockerfile(sourceFile('Dockerfile', dockerfile)).instructions.at(-1);
  const scripts = instruction ? scriptsOfInstruction(instruction) : [];
  return scripts.flatMap(allCommandsOf).map((command) => textOfSpan(command.span));
}

describe('an instruction', () => {
  test.each([
    ['the shell form', 'FROM a\nRUN b && c', ['b', 'c']],
    ['a heredoc', 'FROM a\nRUN <<EOF\nb\nc\nEOF', ['b', 'c']],
    ['a heredoc with a shell on its first line', 'FROM a\nRUN <<EOF\n#!/usr/bin/env bash\nb\nEOF', ['b']],
    ['a heredoc in another language', 'FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nb\nEOF', []],
    ['a heredoc for a shell', 'FROM a\nRUN bash -ex <<EOF\nb\nEOF', ['bash -ex <<EOF', 'b']],
    ['a heredoc for another program', 'FROM a\nRUN python3 <<EOF\nb\nEOF', ['python3 <<EOF']],
    ['the JSON form', 'FROM a\nRUN ["b", "c"]', ['["b", "c"]']],
    ['a shell in the JSON form', 'FROM a\nCMD ["/bin/bash", "-o", "pipefail", "-c", "b | c"]', ['b', 'c']],
    ['a script for a shell', `FROM a\nRUN sh -c 'b && "c"'`, [`sh -c 'b && "c"'`, 'b', '"c"']],
    ['a health check', 'FROM a\nHEALTHCHECK CMD b || exit 1', ['b', 'exit 1']],
    ['a trigger', 'FROM a\nONBUILD RUN b', ['b']],
    ['PowerShell', 'FROM a\nSHELL ["pwsh", "-c"]\nRUN b', []],
    ['a shell again', 'FROM a\nSHELL ["pwsh", "-c"]\nSHELL ["/bin/bash", "-c"]\nRUN b', ['b']],
    ['the shell of the stage below', 'FROM a AS b\nSHELL ["powershell"]\nFROM b\nRUN c', []],
    ['a Windows image', 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nRUN dir', []],
  ])('%s', (_name, text, expected) => {
    expect(commandsIn(text)).toEqual(expected);
  });
});

describe('a step', () => {
  const isShell = (job: string, step: string): boolean => {
    const text = `on: push\njobs:\n  a:\n${job}    steps:\n      - run: echo hi\n${step}`;
    const [first] = stepsOf(parseWorkflow(sourceFile('.github/workflows/ci.yml', text)));
    return first !== undefined && scriptOfStep(first) !== undefined;
  };
  const on = (labels: string): string => `    runs-on: ${labels}\n`;
  const matrix = (values: string): string => `${on('${{ matrix.os }}')}    strategy: { matrix: { os: [${values}] } }\n`;

  test.each([
    ['on Linux', on('ubuntu-24.04'), '', true],
    ['on Windows', on('windows-2025'), '', false],
    ['on a Windows machine of its own', on('[self-hosted, windows]'), '', false],
    ['on Windows with Bash', on('windows-2025'), '        shell: bash\n', true],
    ['on several systems', matrix('ubuntu-24.04, windows-2025'), '', true],
    ['on several Windows', matrix('windows-2022, windows-2025'), '', false],
    ['with options', on('ubuntu-24.04'), '        shell: bash -leo pipefail {0}\n', true],
    ['inside another tool', on('ubuntu-24.04'), '        shell: nix develop -c bash -e {0}\n', true],
    ['in Python', on('ubuntu-24.04'), '        shell: python\n', false],
    ['in an unknown shell', on('ubuntu-24.04'), '        shell: ${{ matrix.shell }}\n', false],
  ])('%s', (_name, job, step, expected) => {
    expect(isShell(job, step)).toBe(expected);
  });
});
