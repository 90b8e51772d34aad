import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  convertWorkflowTemplate,
  NoOperationTraceWriter,
  parseWorkflow as parseOfficially,
} from '@actions/workflow-parser';
import { describe, expect, test } from '@jest/globals';
import { sourceFile } from '../../src/core/source.ts';
import { kindOf } from '../../src/documents/kind.ts';
import { parseWorkflow } from '../../src/documents/workflow.ts';

const folder = join(import.meta.dirname, '../../../shared/corpus');
const inCorpus = existsSync(folder) ? test : test.skip;

async function isRefusedOfficially(content: string): Promise<boolean> {
  const { context, value } = parseOfficially({ name: 'workflow.yml', content }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().length > 0;
}

const isRefusedByUs = (content: string): boolean =>
  parseWorkflow(sourceFile('.github/workflows/ci.yml', content)).problems.length > 0;

const job = '\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n';

describe('what we call unreadable, GitHub refuses', () => {
  test.each([
    ['an empty file', ''],
    ['nothing but comments', '# on: push\n'],
    ['a list', '- on\n- jobs\n'],
    ['no `on`', 'jobs: { a: { runs-on: x, steps: [{ run: a }] } }\n'],
    ['an empty `on`', `on:${job}      - run: a\n`],
    ['no `jobs`', 'on: push\n'],
    ['empty `jobs`', 'on: push\njobs:\n'],
    ['`jobs` without a job', 'on: push\njobs: {}\n'],
    ['a job that is text', 'on: push\njobs:\n  a: hello\n'],
    ['a job that is nothing', 'on: push\njobs:\n  a:\n'],
    ['a job without `runs-on`', 'on: push\njobs:\n  a:\n    steps:\n      - run: a\n'],
    ['steps that are a mapping', 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      run: a\n'],
    ['a step that is text', `on: push${job}      - npm ci\n`],
    ['a step that does nothing', `on: push${job}      - name: a\n`],
    ['a step with `run` and `uses`', `on: push${job}      - run: a\n        uses: a/b@v1\n`],
    ['a key twice', `on: push\non: pull_request${job}      - run: a\n`],
    ['a merge key', `on: push\nx: &x { a: b }\nenv:\n  <<: *x${job}      - run: a\n`],
    ['a tab as indentation', 'on: push\njobs:\n\ta:\n'],
    ['an unclosed quote', `on: "push${job}      - run: a\n`],
    ['text behind a mapping', `on: push${job}      - run: a: b\n`],
  ])('%s', async (_name, content) => {
    expect([isRefusedByUs(content), await isRefusedOfficially(content)]).toEqual([true, true]);
  });

  inCorpus('every real workflow that we call unreadable', async () => {
    const onlyByUs: string[] = [];
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
      const { files } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { files: Record<string, string> };
      for (const [path, text] of Object.entries(files)) {
        if (kindOf(path) !== 'workflow' || !isRefusedByUs(text)) continue;
        if (!(await isRefusedOfficially(text))) onlyByUs.push(`${name} ${path}`);
      }
    }
    expect(onlyByUs).toEqual([]);
  });
});

describe('what GitHub accepts is readable', () => {
  test.each([
    ['anchors', `on: push\nenv: &env { A: b }${job}      - run: a\n        env: *env\n`],
    ['parallel steps', `on: push${job}      - parallel:\n          - run: a\n          - uses: a/b@v1\n`],
    ['a called workflow', 'on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n'],
    ['a job without steps', 'on: push\njobs:\n  a:\n    runs-on: x\n'],
    ['a list of events', `on: [push]${job}      - run: a\n`],
    ['flow style', '{ on: push, jobs: { a: { runs-on: x, steps: [{ run: a }] } } }'],
    ['a document mark', `---\non: push${job}      - run: a\n`],
    ['Windows line breaks', `on: push${job}      - run: a\n`.replaceAll('\n', '\r\n')],
    ['a tab behind a colon', `on:\tpush${job}      - run: a\n`],
  ])('%s', async (_name, content) => {
    expect([isRefusedByUs(content), await isRefusedOfficially(content)]).toEqual([false, false]);
  });
});

test.each([
  ['background steps', `on: push${job}      - run: a\n        id: a\n        background: true\n      - wait: a\n`],
  ['a comment right behind a quote', `on: "push"#${job}      - run: a\n`],
])('%s are readable, though the official parser for editors says otherwise', (_name, content) => {
  expect(isRefusedByUs(content)).toBe(false);
});
