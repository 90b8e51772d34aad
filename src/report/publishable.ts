import type { Finding, Waived } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import { type Severity } from '../core/severity.ts';

/**
 * What may stand on a surface that others read: comment, annotations, summary, log. In a public repository an open
 * Critical that this pull request did not bring is a way in for whoever reads of it, so it is told as rule and number
 * only; the JSON and SARIF files hold it in full. Renderers of such surfaces take their findings from here alone.
 */
export interface Published {
  readonly findings: readonly Finding[];
  readonly withheld: readonly Withheld[];
  readonly fixed: readonly Finding[];
  readonly fixedWithheld: readonly Withheld[];
  readonly waived: readonly PublishedWaiver[];
}

/** Findings of which only rule and number are told. */
export interface Withheld {
  readonly rule: string;
  readonly count: number;
  readonly points: number;
}

/** The record of a waiver; `place` and `waiver` are null where the finding's place is not told. */
export interface PublishedWaiver {
  readonly rule: string;
  readonly severity: Severity;
  readonly reason: string;
  readonly until: string | null;
  readonly origin: Waived['origin'];
  readonly isNew: boolean;
  readonly pointsWithheld: number;
  readonly place: Place | null;
  readonly waiver: Place | null;
}

export interface Place {
  readonly path: string;
  readonly startLine: number;
}

export function publishedOf(result: Result): Published {
  const { isPublic } = result.setting;
  const isTold = (finding: Finding): boolean => !isPublic || !isOldCritical(finding);
  // What is fixed here stands on the base until this is merged.
  const fixed = (result.comparison?.fixed ?? []).map((finding) => ({
    finding,
    isTold: !isPublic || finding.severity !== 'critical',
  }));
  return {
    findings: result.report.findings.filter(isTold),
    withheld: countByRule(result.report.findings.filter((finding) => !isTold(finding))),
    fixed: fixed.filter((entry) => entry.isTold).map((entry) => entry.finding),
    fixedWithheld: countByRule(fixed.filter((entry) => !entry.isTold).map((entry) => entry.finding)),
    waived: result.report.waived.map((waived) =>
      publishedWaiver(waived, !isPublic || waived.isNew || waived.finding.severity !== 'critical'),
    ),
  };
}

const isOldCritical = (finding: Finding): boolean =>
  finding.severity === 'critical' && finding.status !== 'new' && finding.status !== 'worsened';

function publishedWaiver(waived: Waived, isTold: boolean): PublishedWaiver {
  const { finding, path, line, ...record } = waived;
  return {
    ...record,
    rule: finding.rule,
    severity: finding.severity,
    place: isTold ? { path: finding.path, startLine: finding.startLine } : null,
    waiver: isTold ? { path, startLine: line } : null,
  };
}

function countByRule(findings: readonly Finding[]): readonly Withheld[] {
  const counts = new Map<string, Withheld>();
  for (const { rule, points } of findings) {
    const known = counts.get(rule);
    counts.set(rule, { rule, count: (known?.count ?? 0) + 1, points: (known?.points ?? 0) + points });
  }
  return [...counts.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1));
}
