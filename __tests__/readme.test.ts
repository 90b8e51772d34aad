import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { defaultPolicy } from '../src/dev/default-policy.ts';
import { exampleFiles, examplePullRequest } from '../src/dev/example-pull-request.ts';
import { inspect } from '../src/inspect.ts';
import { tool } from '../src/knowledge/tool.ts';
import { gradeAndScore } from '../src/report/numbers.ts';
import { dampingOf } from '../src/score/damping.ts';
import { capFor, weightOf } from '../src/score/model.ts';
import { gradeOf } from '../src/score/score.ts';
import { setupOf } from '../src/setup.ts';
import { fencesIn, read, root } from './help/pages.ts';
import { treeOfFiles } from './help/example-files.ts';

const readme = read('README.md');
const slug = new URL(tool.home).pathname.slice(1);
const path = '.github/workflows/plimsoll.yml';
const dependabot = `version: 2
updates:
  - { package-ecosystem: github-actions, directory: /, schedule: { interval: weekly } }
  - { package-ecosystem: docker, directories: ['**'], schedule: { interval: weekly } }
`;

/** Every YAML text of the README, with a commit in place of the words that stand for one. */
const yaml = fencesIn(readme)
  .filter((fence) => fence.language === 'yaml')
  .map((fence) =>
    fence.text.replaceAll('<full commit SHA of the release>', '8f1d3a5b7c9e0f2a4b6d8e1c3a5f7092b4d6e8f1'),
  );
const [workflow = ''] = yaml;
const codeScanning = yaml.find((text) => text.includes('upload-sarif')) ?? '';
const head = workflow.slice(0, workflow.indexOf('permissions:'));

const reportOn = (files: Readonly<Record<string, string>>) => {
  const tree = treeOfFiles(new Map(Object.entries({ ...files, '.github/dependabot.yml': dependabot })));
  const facts = { today: '2027-01-01', owner: 'octo-org', server: 'github.com' };
  return inspect(tree, defaultPolicy, facts, { root: '.', onCrash: 'throw' });
};

const findingsIn = (files: Readonly<Record<string, string>>): readonly string[] =>
  reportOn(files).findings.map((finding) => `${finding.path}:${finding.startLine} ${finding.rule}`);

describe('the workflow to copy', () => {
  test.each([
    ['as it stands', workflow],
    ['with code scanning', `${head}${codeScanning}`],
  ])('earns no finding %s', (_, text) => {
    expect([text.includes(`uses: ${slug}@8f1d3a5b`), findingsIn({ [path]: text })]).toEqual([true, []]);
  });

  test('leaves our own check of the set-up nothing to say', () => {
    const queue = { '.github/workflows/ci.yml': 'on: merge_group\njobs: {}\n' };
    const tree = treeOfFiles(new Map(Object.entries({ ...queue, [path]: workflow })));
    expect(setupOf({ calling: path, action: slug, head: tree, base: tree, tip: new Map() }).notes).toEqual([]);
  });
});

test('the README names one home and one version, those of package.json', () => {
  const { version, repository } = JSON.parse(read('package.json')) as {
    readonly version: string;
    readonly repository: { readonly url: string };
  };
  const named = [...readme.matchAll(/[\w.-]*plimsoll[\w.-]*\/plimsoll(?:@[^#\n]*# v(\S+)|\/v([\d.]+)\/)?/g)];
  expect(new Set(named.map(([text]) => text.split(/[@]|\/v\d/)[0]))).toEqual(new Set([slug]));
  expect(repository.url).toContain(`/${slug}.git`);
  expect(new Set(named.flatMap(([, behind, between]) => behind ?? between ?? []))).toEqual(new Set([version]));
});

test('the words beside the picture say what it shows', () => {
  const { report, comparison } = examplePullRequest();
  const fresh = report.findings.filter((finding) => finding.status === 'new').map((finding) => finding.severity);
  const words = `one new High and one new Medium, score ${gradeAndScore(report.score)} after ${gradeAndScore(comparison?.baseScore ?? null)}`;
  expect([readme.includes(`failed, ${words};`), [...fresh].sort()]).toEqual([true, ['high', 'medium']]);
});

test('the terminal prints what the README shows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-readme-'));
  try {
    for (const [name, text] of Object.entries(exampleFiles)) {
      mkdirSync(dirname(join(folder, 'shop', name)), { recursive: true });
      writeFileSync(join(folder, 'shop', name), text);
    }
    const loader = join(root, 'scripts', 'register.mjs');
    const run = spawnSync(process.execPath, ['--import', loader, join(root, 'src', 'cli.ts'), 'shop'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GITHUB_REPOSITORY: '', COLUMNS: '100' },
    });
    const shown = fencesIn(readme).find((fence) => fence.text.startsWith('$ node dist/cli.js shop\n'));
    expect(`$ node dist/cli.js shop\n${run.stdout}${run.stderr}`).toBe(shown?.text);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('waivers', () => {
  const steps = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    timeout-minutes: 5\n    permissions: {}\n';
  const waiving = yaml.filter((text) => text.includes('# plimsoll: ignore['));
  const dockerfile = fencesIn(readme).find((fence) => fence.language === 'dockerfile')?.text ?? '';
  const cases: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['on a line of its own', { [path]: `on: push\n${waiving[0] ?? ''}` }],
    ['at the end of a line', { [path]: `${steps}${waiving[1] ?? ''}` }],
    ['inside a script', { [path]: `${steps}    steps:\n${waiving[2] ?? ''}` }],
    ['in a Dockerfile', { Dockerfile: dockerfile }],
  ];

  test.each(cases)('count %s', (_, files) => {
    const { waived, policyNotes } = reportOn(files);
    expect([waived.map((waiver) => waiver.origin), policyNotes]).toEqual([['inline'], []]);
  });

  test('are shown in every place there is', () => {
    expect(waiving).toHaveLength(3);
  });
});

describe('what it will not nag about', () => {
  const job = (lines: string): string =>
    `on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    timeout-minutes: 5\n    steps:\n${lines}`;
  const image = (lines: string): string => `${lines}\nUSER 1000\nCMD ["true"]\n`;
  const silent: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    [
      'versions of system packages',
      { Dockerfile: image('FROM debian:13-slim\nRUN apt-get update && apt-get install -y curl') },
    ],
    ['a major version as a tag', { Dockerfile: image('FROM node:24\nHEALTHCHECK NONE') }],
    [
      'a HEALTHCHECK beside Kubernetes files',
      {
        Dockerfile: image('FROM node:24\nEXPOSE 80'),
        'k8s/deployment.yaml': 'apiVersion: apps/v1\nkind: Deployment\n',
      },
    ],
    [
      'a decision not to cancel',
      {
        [path]: job('      - run: make\n')
          .replace('permissions', 'concurrency: { group: a, cancel-in-progress: false }\npermissions')
          .replace('on: push', 'on: pull_request'),
      },
    ],
  ];

  test.each(silent)('%s', (_, files) => {
    expect(findingsIn(files)).toEqual([]);
  });

  const weights: readonly (readonly [string, Readonly<Record<string, string>>, readonly unknown[]])[] = [
    [
      'a HEALTHCHECK is a remark',
      { Dockerfile: image('FROM node:24\nEXPOSE 80') },
      ['missing-healthcheck', 'info', false],
    ],
    [
      'what does not ship is a severity less',
      { 'examples/Dockerfile': image('FROM node:latest') },
      ['floating-base-image', 'low', false],
    ],
    [
      'GitHub’s own tags are low',
      { [path]: job('      - uses: actions/checkout@v7\n') },
      ['unpinned-action', 'low', false],
    ],
    ['your own tags are low', { [path]: job('      - uses: octo-org/setup@v7\n') }, ['unpinned-action', 'low', false]],
    [
      'a stranger’s tags are medium',
      { [path]: job('      - uses: stranger/setup@v7\n') },
      ['unpinned-action', 'medium', false],
    ],
    [
      'what is switched off weighs nothing',
      { [path]: job('      - uses: stranger/setup@v7\n        if: false\n') },
      ['unpinned-action', 'medium', true],
    ],
  ];

  test.each(weights)('%s', (_, files, expected) => {
    const [finding, ...others] = reportOn(files).findings;
    expect([[finding?.rule, finding?.severity, finding?.disabled], others]).toEqual([expected, []]);
  });
});

test('the ten lines on the score say what the model says', () => {
  const weigh = (severity: 'critical' | 'high' | 'medium' | 'low') => weightOf({ severity, certainty: 'firm' }) / 1000;
  const percent = (n: number): string => `${(dampingOf(n) / 10_000).toFixed(0)} %`;
  const cap = (counts: object): number =>
    (capFor({ criticals: 0, highs: 0, waivedCriticals: 0, ...counts })?.limit ?? 0) / 1000;
  const grades = [90, 80, 70, 60, 40].map((from) => [from, gradeOf(from * 1000), gradeOf(from * 1000 - 1)]);
  expect(readme).toContain(
    `A firm Critical weighs ${weigh('critical')}, High ${weigh('high')}, Medium ${weigh('medium')}, Low ${weigh('low')}, Info nothing`,
  );
  expect(
    weightOf({ severity: 'high', certainty: 'tentative' }) / weightOf({ severity: 'high', certainty: 'firm' }),
  ).toBe(0.4);
  expect(readme).toContain(`the second ${percent(2)}, the third ${percent(3)}, the tenth ${percent(10)}`);
  expect(readme).toContain(`caps the score at ${cap({ criticals: 1 })}, one firm High at ${cap({ highs: 1 })}`);
  expect(grades).toEqual([
    [90, 'A', 'B'],
    [80, 'B', 'C'],
    [70, 'C', 'D'],
    [60, 'D', 'E'],
    [40, 'E', 'F'],
  ]);
});
