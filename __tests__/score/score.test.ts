import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../../src/core/finding.ts';
import { categories, severities } from '../../src/core/severity.ts';
import { shareOut } from '../../src/score/attribution.ts';
import { dampingOf } from '../../src/score/damping.ts';
import { budgets } from '../../src/score/model.ts';
import { fixValuesOf, gradeOf, scoreOf } from '../../src/score/score.ts';
import { findingOf } from '../help/findings.ts';

const several = (count: number, parts: Partial<Finding>): readonly Finding[] =>
  Array.from({ length: count }, (_, index) =>
    findingOf({ ...parts, fingerprint: `${parts.rule ?? ''}${index.toString()}` }),
  );

const total = (findings: readonly Finding[]): number => scoreOf(findings, []).score.total;
const uncapped = (findings: readonly Finding[]): number => scoreOf(findings, []).score.uncapped;

describe('worked examples of the model', () => {
  test.each([
    ['nothing found', [], 100_000, 'A'],
    ['three low ones of three rules', ['a', 'b', 'c'].map((rule) => findingOf({ rule, severity: 'low' })), 96_265, 'A'],
    ['one firm critical alone', [findingOf({ severity: 'critical', category: 'attack-surface' })], 39_900, 'F'],
    ['two firm criticals', several(2, { severity: 'critical', category: 'attack-surface' }), 35_900, 'F'],
    ['ten firm criticals', several(10, { severity: 'critical', category: 'attack-surface' }), 15_000, 'F'],
    ['a tentative critical does not cap', [findingOf({ severity: 'critical', certainty: 'tentative' })], 93_125, 'A'],
    ['info alone weighs nothing', several(9, { severity: 'info' }), 100_000, 'A'],
    ['a disabled critical weighs nothing', [findingOf({ severity: 'critical', disabled: true })], 100_000, 'A'],
  ] as const)('%s', (_, findings, expected, grade) => {
    const { score } = scoreOf(findings, []);
    expect([score.total, score.grade]).toEqual([expected, grade]);
  });

  test('a high caps below A and says so', () => {
    const { score } = scoreOf([findingOf({ severity: 'high', category: 'upkeep' })], []);
    expect(score.cap).toEqual({ limit: 89_900, reason: '1 high' });
  });

  test('a waived firm critical caps below A', () => {
    const finding = findingOf({ severity: 'critical', category: 'attack-surface' });
    const waiver = {
      reason: 'accepted',
      until: null,
      origin: 'policy',
      path: 'x',
      line: 1,
      pointsWithheld: 0,
      isNew: false,
    } as const;
    const { score } = scoreOf([], [{ finding, ...waiver }]);
    expect([score.total, score.withoutWaivers]).toEqual([89_900, 39_900]);
  });

  test('5,000 findings of one family cost less than their budget', () => {
    const { score } = scoreOf(several(5_000, { severity: 'high' }), []);
    expect(score.categories['supply-chain'].lost).toBeLessThan(budgets['supply-chain']);
  });

  test('the budgets sum to the full score', () => {
    expect(Object.values(budgets).reduce((sum, budget) => sum + budget, 0)).toBe(100_000);
  });

  test('damping falls and stays positive past the end of its table', () => {
    const values = [1, 2, 3, 999, 1000, 1001, 1002, 5000].map(dampingOf);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect([values[0], Math.min(...values) > 0]).toEqual([1_000_000, true]);
  });

  test.each([
    [90_000, 'A'],
    [89_999, 'B'],
    [80_000, 'B'],
    [70_000, 'C'],
    [60_000, 'D'],
    [59_999, 'E'],
    [39_999, 'F'],
  ] as const)('%i milli-points are a %s', (points, grade) => {
    expect(gradeOf(points)).toBe(grade);
  });
});

const aFinding = fc
  .record({
    category: fc.constantFrom(...categories),
    severity: fc.constantFrom(...severities),
    certainty: fc.constantFrom('firm' as const, 'tentative' as const),
    rule: fc.constantFrom('a', 'b', 'c', 'd'),
    disabled: fc.boolean(),
    id: fc.nat(),
  })
  // A rule has one category: rules of two would be two families.
  .map(({ rule, category, id, ...rest }) =>
    findingOf({ ...rest, category, rule: `${category}-${rule}`, fingerprint: id.toString() }),
  );
const someFindings = fc.array(aFinding, { maxLength: 40 });

describe('properties of the score', () => {
  test('adding a finding never raises it', () => {
    fc.assert(
      fc.property(someFindings, aFinding, (findings, one) => {
        expect(total([...findings, one])).toBeLessThanOrEqual(total(findings));
      }),
    );
  });

  test('a higher severity or more certainty never raises it', () => {
    fc.assert(
      fc.property(someFindings, aFinding, fc.constantFrom(...severities), (findings, one, severity) => {
        const worse = {
          ...one,
          severity: severities.indexOf(severity) > severities.indexOf(one.severity) ? severity : one.severity,
        };
        expect(total([...findings, { ...worse, certainty: 'firm' }])).toBeLessThanOrEqual(total([...findings, one]));
      }),
    );
  });

  test('it lies between 0 and 100 and no category costs more than its budget', () => {
    fc.assert(
      fc.property(someFindings, (findings) => {
        const { score } = scoreOf(findings, []);
        const isOver = categories.some((category) => score.categories[category].lost > budgets[category]);
        expect([score.total > 0, score.total <= 100_000, score.total <= score.uncapped, isOver]).toEqual([
          true,
          true,
          true,
          false,
        ]);
      }),
    );
  });

  test('order does not matter', () => {
    fc.assert(
      fc.property(someFindings, (findings) => {
        expect(scoreOf([...findings].reverse(), []).score).toEqual(scoreOf(findings, []).score);
      }),
    );
  });

  test('the points of all findings sum to what the uncapped score lost', () => {
    fc.assert(
      fc.property(someFindings, (findings) => {
        const scored = scoreOf(findings, []);
        const sum = scored.findings.reduce((whole, finding) => whole + finding.points, 0);
        expect([sum, scored.findings.every((finding) => finding.points >= 0)]).toEqual([
          100_000 - scored.score.uncapped,
          true,
        ]);
      }),
    );
  });

  test('a part never scores less than the whole', () => {
    fc.assert(
      fc.property(someFindings, fc.nat(40), (findings, count) => {
        expect(uncapped(findings.slice(0, count))).toBeGreaterThanOrEqual(uncapped(findings));
      }),
    );
  });

  test('what closing a family wins is what the score rises by', () => {
    fc.assert(
      fc.property(someFindings, (findings) => {
        for (const { family, points } of fixValuesOf(findings)) {
          const rest = findings.filter((finding) => finding.family !== family);
          expect(uncapped(rest) - uncapped(findings)).toBe(points);
        }
      }),
    );
  });
});

test('shares are whole, follow the weights and sum to the total', () => {
  expect(shareOut(10, [1, 1, 1])).toEqual([4, 3, 3]);
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 20 }),
      (whole, weights) => {
        expect(shareOut(whole, weights).reduce((sum, share) => sum + share, 0)).toBe(whole);
      },
    ),
  );
});
