import type { Finding } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import { rankOf } from '../core/severity.ts';

/** The findings of one rule, the most important first. */
export interface Group {
  readonly rule: string;
  readonly findings: readonly Finding[];
  /** Milli-points of all of them together, by the same measure that the findings were given with. */
  readonly points: number;
  readonly first: Finding;
}

export type PointsOf = (finding: Finding) => number;

/** By rule, the most important group first. */
export function groupByRule(findings: readonly Finding[], compare: Order, pointsOf: PointsOf): readonly Group[] {
  const byRule = new Map<string, Finding[]>();
  for (const finding of [...findings].sort(compare)) {
    const group = byRule.get(finding.rule);
    if (group) group.push(finding);
    else byRule.set(finding.rule, [finding]);
  }
  const groups: Group[] = [];
  for (const [rule, members] of byRule) {
    const [first] = members;
    if (first)
      groups.push({
        rule,
        findings: members,
        points: members.reduce((sum, finding) => sum + pointsOf(finding), 0),
        first,
      });
  }
  return groups;
}

export type Order = (a: Finding, b: Finding) => number;

/** What fails the gate, then by severity, certainty and cost, then by place. */
export function byImportance(result: Result, pointsOf: PointsOf): Order {
  const isFailing = failingIn(result);
  return (a, b) =>
    Number(isFailing(b)) - Number(isFailing(a)) ||
    Number(a.disabled) - Number(b.disabled) ||
    rankOf(b.severity) - rankOf(a.severity) ||
    Number(a.certainty === 'tentative') - Number(b.certainty === 'tentative') ||
    Math.abs(pointsOf(b)) - Math.abs(pointsOf(a)) ||
    comparePlaces(a, b);
}

export function comparePlaces(a: Finding, b: Finding): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.startLine - b.startLine || a.startColumn - b.startColumn || (a.rule < b.rule ? -1 : 1);
}

export function failingIn(result: Result): (finding: Finding) => boolean {
  const fingerprints = new Set(result.verdict.failing.map((finding) => finding.fingerprint));
  return (finding) => fingerprints.has(finding.fingerprint);
}

/** What a finding changed in the score against the base, signed, where the pull request brought it. */
export function changeIn(result: Result): PointsOf {
  const changes = new Map<string, number>();
  for (const { fingerprint, points } of result.comparison?.attribution ?? []) {
    if (fingerprint !== null) changes.set(fingerprint, (changes.get(fingerprint) ?? 0) + points);
  }
  return (finding) => changes.get(finding.fingerprint) ?? 0;
}

/** New or worse, whatever it weighs. */
export const isNews = (finding: Finding): boolean => finding.status === 'new' || finding.status === 'worsened';

/** New or worse, and worth a reader's time. */
export const isWeightyNews = (finding: Finding): boolean =>
  isNews(finding) && finding.severity !== 'info' && !finding.disabled;
