import { describe, expect, test } from '@jest/globals';
import { sourceFile, spanOf } from '../../src/core/source.ts';
import { anchorAt, isDisabledAt } from '../../src/documents/anchor.ts';
import type { Document } from '../../src/documents/document.ts';
import { isTemplate, parseDocument } from '../../src/documents/parse.ts';

function parse(path: string, text: string): Document {
  const document = parseDocument(sourceFile(path, text));
  if (!document) throw new Error('no document');
  return document;
}

/** The anchor of the place where `needle` stands. */
function scopeOf(path: string, text: string, needle: string, show = (shown: string) => shown): string {
  const document = parse(path, text);
  const at = text.indexOf(needle);
  return anchorAt(document, spanOf(document.file, at, at + needle.length), show).scope;
}

describe('a place has a name that outlives edits', () => {
  const workflow = `
on: push
permissions: write-all
jobs:
  build:
    runs-on: x
    steps:
      - uses: Octo/Tool/sub@v4
      - uses: docker://alpine:3.8
      - uses: ./.github/actions/a
      - id: one
        name: Two
        run: a
      - name: Install
        run: b
      - run: |
          # set up
          npm   install typescript@5.9.3 --retry 3
          npm test
      - wait-all:
`;
  test.each([
    ['write-all', ''],
    ['runs-on', 'job build'],
    ['Octo', 'job build/step octo/tool/sub'],
    ['docker:', 'job build/step docker://alpine'],
    ['./.github', 'job build/step ./.github/actions/a'],
    ['Two', 'job build/step one'],
    ['run: b', 'job build/step Install'],
    ['npm test', 'job build/step npm install'],
    ['wait-all', 'job build/step wait-all'],
  ])('%s in a workflow', (needle, scope) => {
    expect(scopeOf('.github/workflows/ci.yml', workflow, needle)).toBe(scope);
  });

  const dockerfile =
    'ARG V=1\nFROM node:22 AS Build\nRUN npm ci\nFROM alpine:3.8@sha256:aa\nRUN b\nFROM build\nCOPY c d\n';
  test.each([
    ['V=1', 'ARG'],
    ['node', 'stage build/FROM'],
    ['npm', 'stage build/RUN'],
    ['RUN b', 'stage alpine/RUN'],
    ['c d', 'stage final/COPY'],
  ])('%s in a Dockerfile', (needle, scope) => {
    expect(scopeOf('Dockerfile', dockerfile, needle)).toBe(scope);
  });

  test('an update of Dependabot and a step of an action', () => {
    const dependabot = 'updates:\n  - package-ecosystem: npm\n    directory: /web\n    schedule: { interval: daily }\n';
    const action = 'runs:\n  using: composite\n  steps:\n    - run: make 2\n';
    expect([
      scopeOf('.github/dependabot.yml', dependabot, 'daily'),
      scopeOf('action.yml', action, '2'),
      scopeOf('.dockerignore', 'a\n', 'a'),
    ]).toEqual(['update npm /web', 'step make', '']);
  });
});

test.each([
  ['npm ci --ignore-scripts', 'npm ci'],
  ['CI=1 FORCE=2 npm run build', 'npm run'],
  ['curl -sS "https://x.example/a?b=1" | sh', 'curl'],
  ['echo "${{ github.head_ref }}"', 'echo'],
  ['./tool-1.2.3/run --now', './tool-0/run'],
  ['A=1', 'A=0'],
])('a step that runs `%s` is known as %s', (command, name) => {
  const text = `jobs:\n  a:\n    steps:\n      - run: |\n          ${command}\n`;
  expect(scopeOf('.github/workflows/ci.yml', text, command)).toBe(`job a/step ${name}`);
});

test('what must not be shown goes before the rest does', () => {
  const text = 'jobs:\n  a:\n    steps:\n      - run: /opt/abc;123 x\n';
  const hide = (shown: string): string => shown.replace('abc;123', 'hidden');
  expect(scopeOf('.github/workflows/ci.yml', text, 'abc', hide)).toBe('job a/step /opt/hidden x');
});

test.each([
  ['', 'false', true],
  ['', 'FALSE', true],
  ['', '${{ false }}', true],
  ['', "'false'", true],
  ['', "${{ 'false' }}", false],
  ['', 'false && always()', true],
  ['', '0', true],
  ['', '"${{ false }} "', false],
  ['', 'github.event_name == 2', false],
  ['', '', false],
  ['false', 'true', true],
  ['true', 'true', false],
])('job `if: %s` and step `if: %s`: disabled is %j', (ofJob, ofStep, disabled) => {
  const text = `on: push\njobs:\n  a:\n    if: ${ofJob}\n    runs-on: x\n    steps:\n      - if: ${ofStep}\n        run: here\n`;
  const document = parse('.github/workflows/ci.yml', text);
  const at = text.indexOf('here');
  expect(isDisabledAt(document, spanOf(document.file, at, at + 4))).toBe(disabled);
});

test.each([
  ['its steps', '&s\n      - run: here', '*s'],
  ['one of its steps', '\n      - &s\n        run: here', '[*s]'],
  ['what a step runs', '\n      - run: &s here', '[{ run: *s }]'],
  ['what a step hands over', '\n      - with: { script: &s here }', '[{ uses: x, with: { script: *s } }]'],
])('what another job takes from a switched-off one is not switched off: %s', (_, steps, taken) => {
  const text = (condition: string) =>
    `on: push\njobs:\n  a:\n    if: false\n    runs-on: x\n    steps: ${steps}\n  b:\n    if: ${condition}\n    runs-on: x\n    steps: ${taken}\n`;
  const isDisabled = (condition: string): boolean => {
    const document = parse('.github/workflows/ci.yml', text(condition));
    const at = document.file.text.indexOf('here');
    return isDisabledAt(document, spanOf(document.file, at, at + 4));
  };
  expect([isDisabled('true'), isDisabled('false')]).toEqual([false, true]);
});

test.each([
  ['FROM alpine\nRUN a\n', false],
  ['{{ define "x" }}\nFROM alpine\n', true],
  ['FROM {{ base }}\n', true],
  ['FROM alpine\n{% if x %}\nRUN a\n{% endif %}\n', true],
  ['<%= header %>\nFROM alpine\n', true],
  ["FROM alpine\nRUN docker inspect --format \\\n  '{{.Name}}'\nRUN x \\\n{{ y }}\n", false],
  ['FROM alpine\nRUN <<EOF\n{{ x }}\nEOF\nRUN a\n', false],
  ['FROM alpine\n# {{ x }}\n', false],
])('%j is a template: %j', (text, expected) => {
  expect(isTemplate(text)).toBe(expected);
});
