import type { Finding, Waived } from '../core/finding.ts';
import type { Comparison, Score } from '../core/report.ts';
import type { Result } from '../core/result.ts';
import { severities } from '../core/severity.ts';
import { printableJson } from './escape.ts';

/** The JSON report, described by docs/report.schema.json. Everything is in it, also what may not be published. */
export function reportJson(result: Result) {
  const { report, comparison, verdict } = result;
  return {
    tool: result.tool.name,
    version: result.tool.version,
    model: report.score?.model ?? 'psm-1',
    root: report.root,
    score: report.score ? scoreJson(report.score) : null,
    findings: report.findings.map(findingJson),
    waived: report.waived.map(waivedJson),
    comparison: comparison ? comparisonJson(comparison) : null,
    applicability: report.applicability.map(({ rule, question, answer, reason, path }) => ({
      ...(rule === undefined ? { question } : { rule }),
      answer,
      reason,
      ...(path === undefined ? {} : { path }),
    })),
    notChecked: report.notChecked.map(({ path, rule, reason }) => ({
      ...(path === undefined ? {} : { path }),
      ...(rule === undefined ? {} : { rule }),
      reason,
    })),
    targets: (report.targets ?? []).map(({ path, job, startLine, class: name, reason }) => ({
      path,
      job,
      startLine,
      class: name,
      reason,
    })),
    practices: (report.practices ?? []).map(({ name, answer, detail, path, line }) => ({
      name,
      answer,
      detail,
      ...(path === undefined ? {} : { path }),
      ...(line === undefined ? {} : { line }),
    })),
    counts: countsOf(result),
    policy: { source: result.policy.source, sha: result.policy.sha },
    head: result.head,
    base: result.base,
    verdict: { outcome: verdict.outcome, reasons: verdict.reasons },
    notes: report.policyNotes.map(({ kind, message, path, line }) => ({
      kind,
      message,
      ...(path === undefined ? {} : { path }),
      ...(line === undefined ? {} : { line }),
    })),
    inspected: report.inspected,
    facts: report.facts,
  };
}

export const renderJson = (result: Result): string => `${printableJson(reportJson(result), 2)}\n`;

/** The whole report in one line. */
export const renderJsonLine = (result: Result): string => `${printableJson(reportJson(result))}\n`;

function scoreJson(score: Score) {
  const { total, uncapped, withoutWaivers, grade, cap, categories } = score;
  return {
    total: inPoints(total),
    uncapped: inPoints(uncapped),
    grade,
    cap: cap ? { limit: inPoints(cap.limit), reason: cap.reason } : null,
    categories: Object.fromEntries(
      Object.entries(categories).map(([category, { budget, lost, findings }]) => [
        category,
        { budget: inPoints(budget), lost: inPoints(lost), findings },
      ]),
    ),
    withoutWaivers: inPoints(withoutWaivers),
  };
}

/** A finding's `points` are milli-points, whole numbers, so that they sum exactly. */
const findingJson = (finding: Finding) => ({
  rule: finding.rule,
  category: finding.category,
  severity: finding.severity,
  certainty: finding.certainty,
  path: finding.path,
  ...rangeJson(finding),
  message: finding.message,
  fingerprint: finding.fingerprint,
  points: finding.points,
  status: finding.status,
  related: finding.related.map((place) => ({ path: place.path, ...rangeJson(place), message: place.message })),
  fixable: finding.fixable,
  disabled: finding.disabled,
});

const waivedJson = ({ finding, reason, until, origin, path, line, pointsWithheld, isNew }: Waived) => ({
  rule: finding.rule,
  path: finding.path,
  line: finding.startLine,
  reason,
  until,
  origin,
  severity: finding.severity,
  pointsWithheld,
  message: finding.message,
  fingerprint: finding.fingerprint,
  waiver: { path, line },
  isNew,
});

const comparisonJson = ({ baseScore, delta, uncappedDelta, fixed, attribution }: Comparison) => ({
  baseScore: baseScore ? inPoints(baseScore.total) : null,
  delta: delta === null ? null : inPoints(delta),
  fixed: fixed.map(findingJson),
  uncappedDelta: uncappedDelta === null ? null : inPoints(uncappedDelta),
  attribution: attribution.map(({ kind, rule, fingerprint, points }) => ({
    kind,
    rule,
    fingerprint,
    points: inPoints(points),
  })),
});

function countsOf({ report, comparison }: Result) {
  const withStatus = (status: Finding['status']): number | null =>
    comparison ? report.findings.filter((finding) => finding.status === status).length : null;
  return {
    bySeverity: Object.fromEntries(
      [...severities]
        .reverse()
        .map((severity) => [severity, report.findings.filter((finding) => finding.severity === severity).length]),
    ),
    new: withStatus('new'),
    worsened: withStatus('worsened'),
    fixed: comparison ? comparison.fixed.length : null,
    waived: report.waived.length,
  };
}

const rangeJson = ({
  startLine,
  startColumn,
  endLine,
  endColumn,
}: Pick<Finding, 'startLine' | 'startColumn' | 'endLine' | 'endColumn'>) => ({
  startLine,
  startColumn,
  endLine,
  endColumn,
});

const inPoints = (milliPoints: number): number => milliPoints / 1000;
