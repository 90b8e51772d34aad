import { describe, expect, test } from '@jest/globals';
import { readabilityRule } from '../src/core/report.ts';
import type { FileTree } from '../src/core/tree.ts';
import { defaultPolicy } from '../src/dev/default-policy.ts';
import { inspect } from '../src/inspect.ts';
import { resolvePolicy } from '../src/policy/effective.ts';
import { sourceFile } from '../src/core/source.ts';
import { rules } from '../src/rules/index.ts';
import { sample } from '../src/rules/rule.ts';
import { treeOfFiles } from './help/example-files.ts';

const facts = { today: '2026-06-15', server: 'github.com' };

const treeOf = (files: Readonly<Record<string, string>>, unread: Readonly<Record<string, string>> = {}): FileTree => {
  const tree = treeOfFiles(new Map(Object.entries({ ...files, ...unread })));
  const texts = new Map([...tree.texts].filter(([path]) => !(path in unread)));
  return { ...tree, texts, unread: new Map(Object.entries(unread)) };
};

const reportOn = (tree: FileTree, only?: readonly string[]) =>
  inspect(tree, defaultPolicy, facts, {
    root: '.',
    ...(only ? { rules: rules.filter((rule) => only.includes(rule.info.id)) } : {}),
  });

const briefly = (report: ReturnType<typeof inspect>): readonly string[] =>
  report.findings.map(({ rule, path, startLine, certainty }) => `${path}:${startLine} ${rule} ${certainty}`);

test('the rule that tells of broken files exists', () => {
  expect(rules.map((rule) => rule.info.id)).toContain(readabilityRule);
});

describe('a broken file', () => {
  test('of YAML is one finding, whatever the half of it seems to say', () => {
    const workflow = sample`
      on: push
      jobs:
        test:
          runs-on: ubuntu-latest
          runs-on: windows-latest
          steps: [{ uses: a/b@v1 }]
    `;
    const report = reportOn(treeOf({ '.github/workflows/ci.yml': workflow }), ['unreadable-file', 'unpinned-action']);
    expect(briefly(report)).toEqual(['.github/workflows/ci.yml:5 unreadable-file firm']);
  });

  test('with instructions is read as far as it goes, and that is less certain', () => {
    const dockerfile = sample`
      FROM node:latest
      ENV API_KEY=plimsoll-mark-1876 # NEVER
      CMD ["node"]
    `;
    const report = reportOn(treeOf({ Dockerfile: dockerfile }), [
      ...['unreadable-file', 'literal-secret', 'floating-base-image'],
    ]);
    expect([briefly(report), report.notChecked]).toEqual([
      [
        'Dockerfile:1 floating-base-image tentative',
        'Dockerfile:2 unreadable-file firm',
        'Dockerfile:2 literal-secret tentative',
      ],
      [{ path: 'Dockerfile', reason: 'it can be read only in part: see unreadable-file' }],
    ]);
  });
});

describe('a file that could not be read', () => {
  const binary = { '.env': 'a binary file' };

  test('is named, whichever rule would have asked for it', () => {
    expect(reportOn(treeOf({ Dockerfile: 'FROM scratch\n' }, binary)).notChecked).toEqual([
      { path: '.env', reason: 'a binary file' },
    ]);
  });

  test('may be a template, which says nothing before it is filled in', () => {
    const report = reportOn(treeOf({ Dockerfile: 'FROM node:latest\n{{ user }}\n' }));
    expect([report.notChecked, report.findings, report.score]).toEqual([
      [{ path: 'Dockerfile', reason: 'a template' }],
      [],
      null,
    ]);
  });

  test('is not named where the policy leaves it out', () => {
    const { policy } = resolvePolicy({
      baseFile: sourceFile('.github/plimsoll.yml', 'ignore: [.env]\n'),
      inputs: {},
      rules: rules.map((rule) => rule.info),
      onBroken: 'throw',
    });
    expect(inspect(treeOf({}, binary), policy, facts, { root: '.' }).notChecked).toEqual([]);
  });

  test('is rated where it is the only one', () => {
    const { score } = reportOn(treeOf({}, { '.github/workflows/ci.yml': 'larger than 1 MiB' }));
    expect([score?.total, score?.categories.correctness.findings]).toEqual([89_900, 1]);
  });
});

test('a rule that crashes is named, and the others go on', () => {
  const crashing = rules.map((rule) =>
    rule.info.id === 'floating-base-image'
      ? {
          ...rule,
          check: () => {
            throw new Error('boom');
          },
        }
      : rule,
  );
  const tree = treeOf({ Dockerfile: 'FROM node:latest\nUSER node\nCOPY . .\n' });
  const report = inspect(tree, defaultPolicy, facts, { root: '.', rules: crashing });
  expect(report.notChecked).toEqual([
    { rule: 'floating-base-image', path: 'Dockerfile', reason: 'the rule failed (boom); please report it' },
  ]);
  expect(report.findings.map(({ rule }) => rule)).toContain('missing-dockerignore');
});

test('what the policy says of a target is told, and a line of it that names nothing is noted', () => {
  const { policy } = resolvePolicy({
    baseFile: sourceFile('.github/plimsoll.yml', 'targets:\n  deploy.yml/ship: staging\n  deploy.yml/ships: docs\n'),
    inputs: {},
    rules: rules.map((rule) => rule.info),
    onBroken: 'throw',
  });
  const workflow = sample`
    on: { push: { branches: [main] } }
    jobs:
      ship:
        runs-on: ubuntu-latest
        steps:
          - run: fly deploy
  `;
  const tree = treeOf({ '.github/workflows/deploy.yml': workflow });
  const [declared, told] = [policy, defaultPolicy].map((each) => inspect(tree, each, facts, { root: '.', rules: [] }));
  const target = { path: '.github/workflows/deploy.yml', job: 'ship', startLine: 6 };
  expect([told?.targets, declared?.targets, declared?.policyNotes]).toEqual([
    [{ ...target, class: 'production', reason: 'the default branch starts it' }],
    [{ ...target, class: 'staging', reason: 'the policy says so' }],
    [
      {
        kind: 'policy-warning',
        message: '`targets` names `deploy.yml/ships`, and that workflow has no such job; did you mean `ship`?',
        path: '.github/plimsoll.yml',
        line: 3,
      },
    ],
  ]);
});
