import { describe, expect, test } from '@jest/globals';
import { deltaOutput, exactPoints, shownDelta, shownPoints, shownScore } from '../../src/report/numbers.ts';
import { outputsOf } from '../../src/report/outputs.ts';
import { comparison, report, result } from './example-result.ts';
import { failedRun } from './example-runs.ts';

describe('numbers', () => {
  test('a score is floored, so that it never looks better than its grade', () => {
    expect([100_000, 89_999, 90_000, 39_900, 15_049, 0].map(shownScore)).toEqual([
      '100.0',
      '89.9',
      '90.0',
      '39.9',
      '15.0',
      '0.0',
    ]);
  });

  test('a change has a sign that is no hyphen, or is none', () => {
    expect([6300, -6300, 0, 49, -100].map(shownDelta)).toEqual(['+6.3', '−6.3', 'unchanged', 'unchanged', '−0.1']);
    expect([4000, -1949, 12].map(shownPoints)).toEqual(['+4.0', '−1.9', '0.0']);
    expect([4000, -1949, 12].map(exactPoints)).toEqual(['+4.000', '−1.949', '+0.012']);
  });

  test('a change for programs is ASCII', () => {
    expect([6300, -6300, 0, -0].map(deltaOutput)).toEqual(['+6.3', '-6.3', '0.0', '0.0']);
  });
});

describe('outputs', () => {
  test('are filled from the result', () => {
    expect(outputsOf(failedRun(), { report: '/tmp/report.json', sarif: '/tmp/report.sarif' })).toEqual({
      verdict: 'fail',
      score: '84.5',
      grade: 'B',
      'base-score': '92.4',
      delta: '-7.9',
      findings: '20',
      'new-findings': '3',
      'report-path': '/tmp/report.json',
      'sarif-path': '/tmp/report.sarif',
    });
  });

  test('are empty where nothing is known', () => {
    const none = { report: null, sarif: null };
    const unrated = result({
      report: report({ score: null }),
      comparison: comparison({ baseScore: null, delta: null }),
    });
    expect(Object.values(outputsOf(unrated, none))).toEqual(['pass', '', '', '', '', '0', '0', '', '']);
    expect(Object.values(outputsOf(result({ comparison: null }), none))).toEqual([
      'pass',
      '92.4',
      'A',
      '',
      '',
      '0',
      '',
      '',
      '',
    ]);
  });
});
