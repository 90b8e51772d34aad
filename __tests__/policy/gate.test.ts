import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/core/finding.ts';
import type { Comparison, Report, Score } from '../../src/core/report.ts';
import { categories } from '../../src/core/severity.ts';
import { judge } from '../../src/policy/gate.ts';
import type { GateInput } from '../../src/policy/gate.ts';
import { complaints, repositoryOf, settled, unpinned } from './made-up.ts';

const repository = repositoryOf({ Dockerfile: 'FROM node\n' });
const [plain] = settled(complaints(repository, unpinned, 'Dockerfile', 'node'), repository).findings;

const finding = (also: Partial<Finding>): Finding => {
  if (!plain) throw new Error('The sample has no finding');
  return { ...plain, severity: 'high', status: 'new', ...also };
};

const score = (total: number): Score => ({
  model: 'psm-1',
  total,
  uncapped: total,
  withoutWaivers: total,
  grade: 'B',
  cap: null,
  categories: Object.fromEntries(
    categories.map((category) => [category, { budget: 0, lost: 0, findings: 0 }]),
  ) as Score['categories'],
});

const report = (findings: readonly Finding[], total = 100_000): Report => ({
  root: '.',
  findings,
  waived: [],
  score: score(total),
  applicability: [],
  notChecked: [],
  policyNotes: [],
  inspected: {},
  facts: { owner: null, server: null },
});

const comparison = (baseTotal = 100_000): Comparison => ({
  baseScore: score(baseTotal),
  delta: 0,
  uncappedDelta: 0,
  fixed: [],
  attribution: [],
  renamed: [],
});

const judged = (input: Partial<GateInput>) => {
  const { outcome, reasons, failing, belowLineAnyway } = judge({
    report: report([]),
    comparison: comparison(),
    gate: { failOn: 'high', failBelow: undefined, onError: 'fail' },
    mode: 'pull-request',
    explicitFailOn: false,
    introducedPolicyProblems: [],
    ...input,
  });
  return [outcome, reasons, failing.length, belowLineAnyway];
};

const gate = (failOn: GateInput['gate']['failOn'], failBelow?: number): GateInput['gate'] => ({
  failOn,
  failBelow,
  onError: 'fail',
});

describe('fail-on', () => {
  test.each([
    ['a new high one', finding({}), 'high', 'fail'],
    ['a worsened high one', finding({ status: 'worsened' }), 'high', 'fail'],
    ['a new critical one', finding({ severity: 'critical' }), 'high', 'fail'],
    ['a new medium one', finding({ severity: 'medium' }), 'high', 'pass'],
    ['a new medium one where medium is the line', finding({ severity: 'medium' }), 'medium', 'fail'],
    ['an old critical one', finding({ severity: 'critical', status: 'unchanged' }), 'low', 'pass'],
    ['a tentative critical one', finding({ severity: 'critical', certainty: 'tentative' }), 'low', 'pass'],
    ['one in a job that is switched off', finding({ disabled: true }), 'low', 'pass'],
    ['a new critical one where nothing fails', finding({ severity: 'critical' }), 'never', 'pass'],
    ['a new info one', finding({ severity: 'info' }), 'low', 'pass'],
  ] as const)('with %s (%#) the outcome is as settled', (_, one, failOn, outcome) => {
    expect(judged({ report: report([one]), gate: gate(failOn) })[0]).toBe(outcome);
  });

  test('says how many failed, by severity', () => {
    const findings = [
      finding({}),
      finding({ severity: 'critical' }),
      finding({ status: 'worsened' }),
      finding({ severity: 'low' }),
    ];
    expect(judged({ report: report(findings) })).toEqual([
      'fail',
      ['3 new or worsened findings of severity high or above: 1 critical, 2 high'],
      3,
      false,
    ]);
  });

  test('counts nothing without a base, but all of them in a terminal where it was asked for', () => {
    const one = report([finding({ status: null })]);
    const without = { report: one, comparison: null };
    expect([
      judged({ ...without, mode: 'standing' })[0],
      judged({ ...without, mode: 'terminal' })[0],
      judged({ ...without, mode: 'terminal', explicitFailOn: true }),
    ]).toEqual(['pass', 'pass', ['fail', ['1 finding of severity high'], 1, false]]);
  });
});

describe('fail-below', () => {
  const low = finding({ severity: 'low' });
  test.each([
    // score, base, findings, line → outcome, below anyway, reason
    ['above the line', 86_199, 90_000, [low], 86, 'pass', false, []],
    ['exactly on it as shown', 86_150, 90_000, [low], 86.1, 'pass', false, []],
    [
      'below it, lowered by a new one',
      86_199,
      90_000,
      [low],
      86.2,
      'fail',
      false,
      ['The score 86.1 is below the line of 86.2, and this pull request lowers it from 90.0'],
    ],
    [
      'below it, but not lower as shown',
      86_100,
      86_199,
      [low],
      90,
      'pass',
      true,
      ['The score 86.1 is below the line of 90, not because of this pull request'],
    ],
    [
      'below it, lowered by a tentative one',
      80_000,
      90_000,
      [finding({ certainty: 'tentative' })],
      85,
      'pass',
      true,
      ['The score 80.0 is below the line of 85, not because of this pull request'],
    ],
    [
      'below it, lowered by nothing new',
      80_000,
      90_000,
      [],
      85,
      'pass',
      true,
      ['The score 80.0 is below the line of 85, not because of this pull request'],
    ],
  ] as const)('in a pull request: %s', (_, total, baseTotal, findings, line, outcome, below, reasons) => {
    const [was, why, , anyway] = judged({
      report: report(findings, total),
      comparison: comparison(baseTotal),
      gate: gate('high', line),
    });
    expect([was, anyway, why]).toEqual([outcome, below, reasons]);
  });

  test.each(['standing', 'terminal'] as const)('is strict in mode %s', (mode) => {
    expect(judged({ report: report([], 80_000), comparison: null, gate: gate('high', 85), mode })).toEqual([
      'fail',
      ['The score 80.0 is below the line of 85'],
      0,
      false,
    ]);
  });

  test('a base that was not rated has nothing against it', () => {
    const unrated = { ...comparison(), baseScore: null };
    expect(judged({ report: report([low], 80_000), comparison: unrated, gate: gate('high', 85) })).toEqual([
      'fail',
      ['The score 80.0 is below the line of 85, and this pull request lowers it'],
      1,
      false,
    ]);
  });

  test('passes where nothing can be rated', () => {
    expect(judged({ report: { ...report([]), score: null }, gate: gate('high', 85) })[0]).toBe('pass');
  });
});

test('a policy problem that the pull request brings fails whatever fail-on says', () => {
  expect(
    judged({ gate: gate('never'), introducedPolicyProblems: ['`.github/plimsoll.yml`, line 2: Unknown key `x`'] }),
  ).toEqual(['fail', ['`.github/plimsoll.yml`, line 2: Unknown key `x`'], 0, false]);
});

test.each([
  [{ comparison: null }, 'The pull request could not be compared with its base'],
  [
    { unreadChanges: ['a.yml', 'b.yml'] },
    'A file that this pull request changes could not be read: `a.yml` and 1 more',
  ],
])('a pull request that cannot be seen whole is an error, never a pass', (input, reason) => {
  expect(judged(input)).toEqual(['error', [reason], 0, false]);
});
