import { describe, expect, test } from '@jest/globals';
import { reportSchema } from '../../src/report/json-schema.ts';
import { renderJson, renderJsonLine, reportJson } from '../../src/report/json.ts';
import { comparison, finding, report, result, score, waived } from './example-result.ts';
import { adoptionRun, failedRun } from './example-runs.ts';
import { faultsOf } from './schema-reader.ts';

describe('the JSON report', () => {
  test('has its keys in the documented order', () => {
    const json = reportJson(failedRun());
    expect(Object.keys(json)).toEqual([
      ...[
        'tool',
        'version',
        'model',
        'root',
        'score',
        'findings',
        'waived',
        'comparison',
        'applicability',
        'notChecked',
        'targets',
        'practices',
      ],
      ...['counts', 'policy', 'head', 'base', 'verdict', 'notes', 'inspected', 'facts'],
    ]);
    expect(Object.keys(json.findings[0] ?? {})).toEqual([
      ...[
        'rule',
        'category',
        'severity',
        'certainty',
        'path',
        'startLine',
        'startColumn',
        'endLine',
        'endColumn',
        'message',
      ],
      ...['fingerprint', 'points', 'status', 'related', 'fixable', 'disabled'],
    ]);
  });

  test('gives scores in points and the shares of findings in milli-points', () => {
    const run = result({
      report: report({ findings: [finding({ points: 1234 })], score: score(86_134, 'B', { uncapped: 86_999 }) }),
      comparison: comparison({ baseScore: score(92_431, 'A'), delta: -6300, uncappedDelta: -5432 }),
    });
    const json = reportJson(run);
    expect([
      json.score?.total,
      json.score?.uncapped,
      json.findings[0]?.points,
      json.comparison?.baseScore,
      json.comparison?.delta,
    ]).toEqual([86.134, 86.999, 1234, 92.431, -6.3]);
  });

  test('counts by severity and status', () => {
    expect(reportJson(failedRun()).counts).toEqual({
      bySeverity: { critical: 0, high: 2, medium: 1, low: 17, info: 0 },
      new: 3,
      worsened: 0,
      fixed: 0,
      waived: 1,
    });
  });

  test('is described by its schema', () => {
    const bare = result({
      report: report({
        score: null,
        notChecked: [{ reason: 'x' }, { path: 'a', rule: 'b', reason: 'c' }],
        policyNotes: [{ kind: 'rule-off', message: 'x' }],
        applicability: [{ rule: 'a', answer: 'applies', reason: 'b', path: 'c' }],
        targets: [{ path: 'a', job: 'b', startLine: 1, class: 'production', reason: 'environment `live`' }],
        practices: [
          { name: 'coverage', answer: 'seen', detail: '`pytest`', path: 'a', line: 1 },
          { name: 'load tests', answer: 'not seen', detail: 'no step runs one' },
        ],
      }),
      comparison: null,
      head: null,
      base: null,
      policy: { source: 'defaults', path: null, sha: null },
    });
    const fixed = result({
      comparison: comparison({ baseScore: null, delta: null, uncappedDelta: null, fixed: [finding({})] }),
    });
    const waivers = result({ report: report({ waived: [waived({}), waived({ until: null })] }) });
    for (const run of [failedRun(), adoptionRun(true), bare, fixed, waivers]) {
      expect(faultsOf(JSON.parse(renderJson(run)), reportSchema())).toEqual([]);
    }
  });

  test('a schema that is broken is noticed', () => {
    const json = {
      ...reportJson(failedRun()),
      head: 7,
      counts: undefined,
      unknown: 1,
      verdict: { outcome: 'maybe', reasons: [] },
    };
    expect(faultsOf(JSON.parse(JSON.stringify(json)), reportSchema())).toEqual([
      '$: counts is missing',
      '$: unknown is not described',
      '$.head: none of the choices',
      '$.verdict.outcome: not in the list',
    ]);
  });

  test('is one line where lines are wanted', () => {
    const run = failedRun();
    expect(renderJsonLine(run).trimEnd()).not.toContain('\n');
    expect(JSON.parse(renderJsonLine(run))).toEqual(JSON.parse(renderJson(run)));
  });
});
