import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readDiskTree } from '../src/disk.ts';
import { inspect } from '../src/inspect.ts';
import { resolvePolicy } from '../src/policy/effective.ts';
import { rules } from '../src/rules/index.ts';
import { wanted } from '../src/wanted.ts';

test('Plimsoll has nothing to say about Plimsoll', () => {
  const { policy } = resolvePolicy({ inputs: {}, rules: rules.map((rule) => rule.info), onBroken: 'throw' });
  const tree = readDiskTree(join(import.meta.dirname, '..'), wanted);
  const facts = { today: '2026-01-01', owner: 'plimsoll-ci', server: 'github.com' };
  const report = inspect(tree, policy, facts, { root: '.', onCrash: 'throw' });
  expect([
    report.findings.map((finding) => `${finding.path}:${finding.startLine} ${finding.rule}`),
    report.waived,
    report.score?.total,
  ]).toEqual([[], [], 100_000]);
});
