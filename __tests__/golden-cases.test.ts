import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { gather } from '../src/core/gather.ts';
import type { Finding } from '../src/core/finding.ts';
import { inspect } from '../src/inspect.ts';
import { resolvePolicy } from '../src/policy/effective.ts';
import { rules } from '../src/rules/index.ts';
import { wanted } from '../src/wanted.ts';
import { parseTreeText, sideOf } from './help/made-up-tree.ts';

/**
 * Examples of good and bad pipelines and images as handbooks print them, one text each: what it shows, which findings it
 * must have (`fires: RULE PATH:LINE`) and which rules must say nothing of it (`silent: RULE, RULE`).
 */

const folder = join(import.meta.dirname, 'golden-cases');
const infos = rules.map((rule) => rule.info);
const ids = new Set(infos.map((info) => info.id));

const cases = readdirSync(folder)
  .sort()
  .map((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const head = text.slice(0, text.indexOf('\n-- '));
    const linesOf = (key: string): readonly string[] =>
      Array.from(head.matchAll(new RegExp(`^${key}: (.+)$`, 'gm')), ([, value = '']) => value);
    return {
      name: file.replace('.txt', ''),
      text,
      policy: linesOf('policy').join('\n'),
      fires: linesOf('fires'),
      silent: linesOf('silent').flatMap((line) => line.split(', ')),
      silentByDefault: linesOf('silent without policy').flatMap((line) => line.split(', ')),
    };
  });

function findingsIn(text: string, inlinePolicy: string): readonly Finding[] {
  const [tree] = gather([sideOf(parseTreeText(text))], wanted);
  if (!tree) throw new Error('No tree');
  const { policy } = resolvePolicy({ inputs: {}, inlinePolicy, rules: infos, onBroken: 'throw' });
  const facts = { today: '2026-11-21', owner: 'example-shop', server: 'github.com' };
  return inspect(tree, policy, facts, { root: 'example', onCrash: 'throw' }).findings;
}

/** The whole pipeline of a handbook, which is a golden repository as well: rule to the lines of its findings. */
const pipeline: Readonly<Record<string, readonly number[]>> = {
  'missing-permissions': [22, 52, 111, 148],
  'excessive-permissions': [74],
  'missing-timeout': [22, 52, 69, 111, 148],
  'deploy-without-concurrency': [130, 168],
  'retired-action-version': [46, 66],
  'broken-gate': [66],
  'secret-in-script': [218],
  'skipped-staging': [168],
  'no-image-scan': [101],
  // Waits, looks, goes back, and pushes only what is no pull request.
  'unverified-deploy': [],
  'no-rollback': [],
  'publish-from-pull-request': [],
  'deploy-without-checks': [],
  'no-approval-gate': [],
};

describe('the whole pipeline', () => {
  const [path, text] = ['.github/workflows/pipeline.yml', readPipeline()];
  const findings = findingsIn(text, '').filter((finding) => finding.path === path);

  test.each(Object.entries(pipeline))('%s', (rule, lines) => {
    expect(findings.filter((finding) => finding.rule === rule).map(({ startLine }) => startLine)).toEqual(lines);
  });

  test('an action on a branch in a job with a secret is High, one of others by its tag Medium, one of GitHub Low', () => {
    const bySeverity = (severity: string): number =>
      findings.filter((finding) => finding.rule === 'unpinned-action' && finding.severity === severity).length;
    expect([bySeverity('high'), bySeverity('medium'), bySeverity('low')]).toEqual([1, 9, 7]);
  });
});

function readPipeline(): string {
  const [base, change] = ['base.txt', 'pull-request.txt'].map((file) =>
    readFileSync(join(import.meta.dirname, 'repositories', 'pipeline', file), 'utf8'),
  );
  return `${base ?? ''}${change?.slice(change.indexOf('\n-- ') + 1) ?? ''}`;
}

describe.each(cases)('$name', ({ text, policy, fires, silent, silentByDefault }) => {
  const findings = findingsIn(text, policy);
  const byDefault = findingsIn(text, '');
  const placeOf = ({ rule, path, startLine }: Finding): string => `${rule} ${path}:${startLine}`;

  test('expects something, of rules that exist', () => {
    const named = [...fires.map((line) => line.split(' ')[0] ?? ''), ...silent, ...silentByDefault];
    expect(named).not.toEqual([]);
    expect(named.filter((rule) => !ids.has(rule))).toEqual([]);
  });

  test('has the findings it must have', () => {
    const asked = new Set(fires.map((line) => line.split(' ')[0]));
    const found = findings.filter(({ rule }) => asked.has(rule)).map(placeOf);
    expect(found.sort()).toEqual([...fires].sort());
  });

  test('has none that it must not have', () => {
    expect(findings.filter(({ rule }) => silent.includes(rule)).map(placeOf)).toEqual([]);
    expect(byDefault.filter(({ rule }) => silentByDefault.includes(rule)).map(placeOf)).toEqual([]);
  });
});
