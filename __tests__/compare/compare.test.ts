import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Rating, compare } from '../../src/compare/compare.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { Report } from '../../src/core/report.ts';
import { categories } from '../../src/core/severity.ts';
import { roundToSum, shareOut } from '../../src/score/attribution.ts';
import { dampedWeights, scoreOf } from '../../src/score/score.ts';
import { findingOf, reportOf } from '../help/findings.ts';

const rating: Rating = { rate: scoreOf, weigh: dampedWeights, shareOut, roundToSum };

const compared = (base: Report, head: Report, renames: readonly { from: string; to: string }[] = []) =>
  compare(head, base, renames, rating, () => true);

const statuses = (
  base: readonly Finding[],
  head: readonly Finding[],
  renames?: readonly { from: string; to: string }[],
) => {
  const { report, comparison } = compared(reportOf(base), reportOf(head), renames);
  return { head: report.findings.map((finding) => finding.status), fixed: comparison.fixed.length };
};

const at = (anchor: string, parts: Partial<Finding> = {}, identity: Partial<Finding['identity']> = {}): Finding =>
  findingOf({
    path: 'a.yml',
    ...parts,
    identity: { path: parts.path ?? 'a.yml', anchor, key: 'k', excerpt: 'e', occurrence: 0, ...identity },
  });

describe('what is the same finding', () => {
  test('one that moved to another line', () => {
    expect(statuses([at('job a', { startLine: 3 })], [at('job a', { startLine: 30 })])).toEqual({
      head: ['unchanged'],
      fixed: 0,
    });
  });

  test('one whose step was renamed', () => {
    expect(statuses([at('job a/step x')], [at('job a/step y')])).toEqual({ head: ['unchanged'], fixed: 0 });
  });

  const aboutJob = (id: string) => at(`workflow/job ${id}`, {}, { excerpt: `${id}:` });

  test('one about a job that was renamed', () => {
    expect(statuses([aboutJob('a')], [aboutJob('b')])).toEqual({ head: ['unchanged'], fixed: 0 });
  });

  test('one about an image whose stages were all renamed', () => {
    const ofImage = (stage: string, base: string) =>
      at(`dockerfile/stage ${stage}/FROM`, {}, { key: 'USER', excerpt: `FROM ${base}` });
    expect(statuses([ofImage('final', 'base')], [ofImage('app', 'app-base')])).toEqual({
      head: ['unchanged'],
      fixed: 0,
    });
  });

  test('not one about another job, where the first is still there', () => {
    const { report, comparison } = compared(
      reportOf([aboutJob('a')], { parts: { 'a.yml': ['a'] } }),
      reportOf([aboutJob('b')], { parts: { 'a.yml': ['a', 'b'] } }),
    );
    expect([report.findings.map(({ status }) => status), comparison.fixed.length]).toEqual([['new'], 1]);
  });

  test.each([
    ['milder', { severity: 'low' }],
    ['switched off', { disabled: true }],
    ['less certain', { certainty: 'tentative' }],
  ] as const)('of two equal ones, when the %s one is mended, the other', (_, parts) => {
    const { report, comparison } = compared(
      reportOf([at('job a', parts), at('job a', {}, { occurrence: 1 })]),
      reportOf([at('job a')]),
    );
    expect([report.findings.map(({ status }) => status), comparison.fixed]).toEqual([
      ['unchanged'],
      [expect.objectContaining(parts)],
    ]);
  });

  test('of two equal ones, when the one without a waiver is mended, the other', () => {
    const waiver = { reason: 'r', until: null, path: 'a.yml', line: 1, pointsWithheld: 0, isNew: false } as const;
    const waived = [{ finding: at('job a', {}, { occurrence: 1 }), origin: 'inline', ...waiver }] as const;
    const { comparison } = compared(reportOf([at('job a')], { waived }), reportOf([], { waived }));
    expect(comparison.fixed.length).toBe(1);
  });

  test('one in a renamed file', () => {
    const moved = statuses(
      [at('job a', { path: 'a.yml' })],
      [at('job a', { path: 'b.yml' })],
      [{ from: 'a.yml', to: 'b.yml' }],
    );
    expect(moved).toEqual({ head: ['unchanged'], fixed: 0 });
  });

  test('a second one beside an old one is new', () => {
    const base = [at('job a')];
    const head = [at('job a'), at('job b', {}, { excerpt: 'other', key: 'other' })];
    expect(statuses(base, head)).toEqual({ head: ['unchanged', 'new'], fixed: 0 });
  });

  test('one of another rule at the same place is not', () => {
    expect(statuses([at('job a', { rule: 'one' })], [at('job a', { rule: 'two' })])).toEqual({
      head: ['new'],
      fixed: 1,
    });
  });
});

describe('what is worse', () => {
  test.each([
    ['a higher severity', { severity: 'low' }, { severity: 'high' }, 'worsened'],
    ['certain now', { certainty: 'tentative' }, { certainty: 'firm' }, 'worsened'],
    ['no longer switched off', { disabled: true }, { disabled: false }, 'worsened'],
    ['a lower severity', { severity: 'high' }, { severity: 'low' }, 'unchanged'],
  ] as const)('%s', (_, base, head, status) => {
    expect(statuses([at('job a', base)], [at('job a', head)]).head).toEqual([status]);
  });

  test('a finding whose inline waiver is gone', () => {
    const finding = at('job a');
    const waiver = { reason: 'r', until: null, path: 'a.yml', line: 1, pointsWithheld: 0, isNew: false } as const;
    const inline = reportOf([], { waived: [{ finding, origin: 'inline', ...waiver }] });
    const policy = reportOf([], { waived: [{ finding, origin: 'policy', ...waiver }] });
    const after = (base: Report) => compared(base, reportOf([finding])).report.findings.map(({ status }) => status);
    expect([after(inline), after(policy)]).toEqual([['worsened'], ['unchanged']]);
  });
});

describe('what one side could not read', () => {
  const broken = [{ path: 'a.yml', reason: 'it cannot be read' }];

  test('a file broken at head keeps what the base showed, and nothing in it is new', () => {
    const base = reportOf([at('job a', { severity: 'high' })]);
    const head = reportOf([at('workflow', { rule: 'unreadable-file' })], { notChecked: broken });
    const { report, comparison } = compared(base, head);
    expect(report.findings.map(({ rule, status }) => [rule, status])).toEqual([
      ['some-rule', 'unchanged'],
      ['unreadable-file', 'unchanged'],
    ]);
    expect([comparison.fixed.length, (report.score?.total ?? 0) <= (base.score?.total ?? 0)]).toEqual([0, true]);
  });

  test('a file too large for us may run all the same, so that it is too large is new', () => {
    const head = reportOf([at('workflow', { rule: 'unreadable-file' })], {
      notChecked: [{ ...broken[0], reason: 'r', isTooLarge: true }],
    });
    expect(compared(reportOf([]), head).report.findings.map(({ status }) => status)).toEqual(['new']);
  });

  test('a new file that is broken is new, with all that is still seen in it', () => {
    const seen = at('stage final/ENV', { certainty: 'tentative' });
    const head = reportOf([at('workflow', { rule: 'unreadable-file' }), seen], { notChecked: broken });
    const { report } = compare(head, reportOf([]), [], rating, () => false);
    expect(report.findings.map(({ status }) => status)).toEqual(['new', 'new']);
  });

  test('what a mended file shows is not new', () => {
    const base = reportOf([at('workflow', { rule: 'unreadable-file' })], { notChecked: broken });
    expect(compared(base, reportOf([at('job a')])).report.findings.map(({ status }) => status)).toEqual(['unchanged']);
  });

  test('what a broken file still shows is what it was, and what else it seems to show is not new', () => {
    const base = reportOf([at('stage final/ENV', { severity: 'high' })]);
    const head = reportOf(
      [at('stage final/ENV', { certainty: 'tentative' }), at('stage final/FROM', { rule: 'other' })],
      { notChecked: broken },
    );
    const told = compared(base, head).report.findings.map(({ rule, severity, certainty, status }) =>
      [rule, severity, certainty, status].join(' '),
    );
    expect(told).toEqual(['other medium firm unchanged', 'some-rule high firm unchanged']);
  });

  test('a mended file makes nothing worse', () => {
    const base = reportOf([at('stage final/ENV', { certainty: 'tentative' })], { notChecked: broken });
    const { report, comparison } = compared(base, reportOf([at('stage final/ENV')]));
    expect(report.findings.map(({ status }) => status)).toEqual(['unchanged']);
    expect(comparison.attribution.map(({ kind }) => kind)).toEqual(['revealed']);
  });

  test('a file that is broken on both sides is one finding, wherever the fault stands', () => {
    const fault = (anchor: string) => at(anchor, { rule: 'unreadable-file' }, { key: 'file', excerpt: anchor });
    const base = reportOf([fault('job a')], { notChecked: broken });
    const { report, comparison } = compared(base, reportOf([fault('job b')], { notChecked: broken }));
    expect([report.findings.map(({ status }) => status), comparison.fixed]).toEqual([['unchanged'], []]);
  });

  test('a waiver in a broken file still caps', () => {
    const finding = at('job a', { severity: 'critical' });
    const waiver = { reason: 'r', until: null, path: 'a.yml', line: 1, pointsWithheld: 0, isNew: false } as const;
    const base = reportOf([], { waived: [{ finding, origin: 'policy', ...waiver }] });
    const { report } = compared(base, reportOf([], { notChecked: broken }));
    expect([report.score?.total, report.waived.length]).toEqual([89_900, 1]);
  });

  test('a rule that does not know its answer on one side is not compared', () => {
    const unknown = { applicability: [{ rule: 'some-rule', answer: 'unknown', reason: 'r', path: 'a.yml' }] } as const;
    const [known, blind] = [reportOf([at('job a')]), reportOf([], unknown)];
    const statusesOf = (base: Report, head: Report) => compared(base, head).report.findings.map(({ status }) => status);
    expect([statusesOf(known, blind), statusesOf(blind, known)]).toEqual([['unchanged'], ['unchanged']]);
  });

  test('what is carried over stands in the file that was renamed', () => {
    const head = reportOf([], { notChecked: [{ path: 'b.yml', reason: 'it cannot be read' }] });
    const { report } = compared(reportOf([at('job a')]), head, [{ from: 'a.yml', to: 'b.yml' }]);
    expect(report.findings.map(({ path }) => path)).toEqual(['b.yml']);
  });

  test('a rule that failed on the base makes nothing new', () => {
    const base = reportOf([], { notChecked: [{ rule: 'some-rule', reason: 'it failed' }] });
    expect(compared(base, reportOf([at('job a')])).report.findings.map(({ status }) => status)).toEqual(['unchanged']);
  });
});

const aFinding = fc
  .record({
    category: fc.constantFrom(...categories),
    severity: fc.constantFrom('low' as const, 'medium' as const, 'high' as const, 'critical' as const),
    certainty: fc.constantFrom('firm' as const, 'tentative' as const),
    disabled: fc.boolean(),
    key: fc.integer({ min: 0, max: 30 }),
  })
  .map(({ key, category, ...rest }) =>
    at(
      'job a',
      { ...rest, category, rule: `rule-${category}` },
      { key: `k${key.toString()}`, excerpt: `e${key.toString()}` },
    ),
  );
const someFindings = fc.uniqueArray(aFinding, { selector: (finding) => finding.fingerprint, maxLength: 25 });

describe('whatever the findings are', () => {
  const ofFile = (findings: readonly Finding[], path: string) =>
    findings.map((finding) => ({ ...finding, path, identity: { ...finding.identity, path } }));
  const gap = [{ path: 'b', reason: 'it cannot be read: see unreadable-file' }];
  /** One file of two is broken: some of its findings are still seen, as tentative ones, and some that were not there. */
  const sides = fc
    .record({
      whole: someFindings,
      waivedOnly: someFindings,
      files: fc.tuple(someFindings, fc.array(fc.nat({ max: 2 }), { minLength: 25, maxLength: 25 }), someFindings),
    })
    .map(({ whole, waivedOnly, files: [inFile, fates, artefacts] }) => {
      const others = ofFile(whole, 'a');
      const seen = ofFile(inFile, 'b').flatMap((finding, index): readonly Finding[] => {
        if (fates[index] === 0) return [];
        return [{ ...finding, certainty: 'tentative', severity: fates[index] === 1 ? finding.severity : 'low' }];
      });
      const unseen = ofFile(artefacts, 'b').map((finding): Finding => ({ ...finding, certainty: 'tentative' }));
      const fault = at('', { rule: 'unreadable-file', path: 'b', category: 'correctness' }, { key: 'file' });
      const waived = ofFile(waivedOnly, 'b').map((finding) => ({
        ...{ finding: { ...finding, rule: 'waived' }, origin: 'policy', reason: 'r', until: null },
        ...{ path: 'p', line: 1, pointsWithheld: 0, isNew: false },
      })) as Report['waived'];
      return {
        readable: reportOf([...others, ...ofFile(inFile, 'b')], { waived }),
        broken: reportOf([...others, ...seen, ...unseen, fault], { notChecked: gap }),
      };
    });

  test('breaking a file never raises the score, and nothing in it is news', () => {
    fc.assert(
      fc.property(sides, ({ readable, broken }) => {
        const { report, comparison } = compared(readable, broken);
        expect(report.score?.total).toBeLessThanOrEqual(readable.score?.total ?? 0);
        expect(report.score?.uncapped).toBeLessThanOrEqual(readable.score?.uncapped ?? 0);
        expect(comparison.fixed).toEqual([]);
        const news = report.findings.filter(({ status }) => status !== 'unchanged');
        expect(news).toEqual([]);
      }),
    );
  });

  test('mending a file makes nothing new or worse', () => {
    fc.assert(
      fc.property(sides, ({ readable, broken }) => {
        const { report, comparison } = compared(broken, readable);
        expect(report.findings.filter(({ status }) => status !== 'unchanged')).toEqual([]);
        const sum = comparison.attribution.reduce((whole, part) => whole + part.points, 0);
        expect(sum).toBe(comparison.delta);
      }),
    );
  });
});

describe('the delta', () => {
  const shown = (score: { total: number } | null): number => Math.floor((score?.total ?? 0) / 100) * 100;

  test('is attributed whole', () => {
    fc.assert(
      fc.property(someFindings, someFindings, (before, after) => {
        const { report, comparison } = compared(reportOf(before), reportOf(after));
        const sum = comparison.attribution.reduce((whole, part) => whole + part.points, 0);
        expect([sum, comparison.delta]).toEqual([comparison.delta, shown(report.score) - shown(comparison.baseScore)]);
      }),
    );
  });

  test('of a finding that does another harm than before stands in both categories', () => {
    const base = reportOf([at('job a', { category: 'upkeep' })]);
    const { comparison } = compared(base, reportOf([at('job a', { category: 'correctness', severity: 'high' })]));
    expect(comparison.attribution).toEqual([
      expect.objectContaining({ kind: 'worsened', points: 2000 }),
      expect.objectContaining({ kind: 'worsened', points: -4000 }),
      expect.objectContaining({ kind: 'cap', points: -6100 }),
    ]);
  });

  test('of a report with itself is nothing at all', () => {
    fc.assert(
      fc.property(someFindings, (findings) => {
        const { report, comparison } = compared(reportOf(findings), reportOf([...findings].reverse()));
        expect([comparison.delta, comparison.fixed, comparison.attribution]).toEqual([0, [], []]);
        expect(report.findings.every((finding) => finding.status === 'unchanged')).toBe(true);
      }),
    );
  });

  test('every finding of the base is either still there or fixed', () => {
    fc.assert(
      fc.property(someFindings, someFindings, (before, after) => {
        const { report, comparison } = compared(reportOf(before), reportOf(after));
        const known = report.findings.filter((finding) => finding.status !== 'new').length;
        expect(known + comparison.fixed.length).toBe(before.length);
      }),
    );
  });
});
