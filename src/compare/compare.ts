import type { Finding, Status, Waived } from '../core/finding.ts';
import type { Comparison, NotChecked, Report } from '../core/report.ts';
import { rankOf } from '../core/severity.ts';
import { type Change, type Rating, attributeDelta } from './attribution.ts';
import { type Pair, matchFindings } from './match.ts';
import type { Renamed } from './renames.ts';

export type { Rating } from './attribution.ts';

export interface Compared {
  /** Head's report with statuses, and with what the base showed where head could not be read. */
  readonly report: Report;
  readonly comparison: Comparison;
}

/**
 * What head changes against its base: both reports made with the same policy, facts and date. A place that only one
 * side could read is not compared: what stood there is carried over, and what appears where the base was blind is not
 * new. That a file can no longer be read is.
 */
export function compare(head: Report, base: Report, renames: readonly Renamed[], rating: Rating): Compared {
  const basePathOf = new Map(renames.map((rename) => [rename.to, rename.from]));
  const headPathOf = new Map(renames.map((rename) => [rename.from, rename.to]));
  const unseenByHead = blindSpotsOf(head.notChecked, (path) => headPathOf.get(path) ?? path);
  const unseenByBase = blindSpotsOf(base.notChecked, (path) => basePathOf.get(path) ?? path);

  const wereThere = [...base.findings, ...base.waived.map((entry) => entry.finding)];
  const areThere = [...head.findings, ...head.waived.map((entry) => entry.finding)];
  const { pairs, onlyBase } = matchFindings(areThere, wereThere, basePathOf);

  const baseOf = new Map(pairs.map((pair) => [pair.head, pair.base]));
  const waivedAtBase = new Map(base.waived.map((entry) => [entry.finding, entry]));
  const waivedAtHead = new Set(head.waived.map((entry) => entry.finding));
  const statusOf = (finding: Finding): Status => {
    const before = baseOf.get(finding);
    // What head shows in a file that it cannot read whole is that very fault, and the base would have told of it.
    if (!before) return unseenByBase(finding) ? 'unchanged' : 'new';
    const isWorse =
      hasWorsened({ head: finding, base: before }, waivedAtBase.get(before)) && !waivedAtHead.has(finding);
    return isWorse ? 'worsened' : 'unchanged';
  };

  const headFindings = head.findings.map((finding) => ({ original: finding, now: withStatus(finding, statusOf) }));
  const carried = onlyBase
    .filter((finding) => unseenByHead(finding) && !waivedAtBase.has(finding))
    .map((finding) => withStatus(finding, () => 'unchanged'));
  const fixed = onlyBase.filter((finding) => !unseenByHead(finding) && !waivedAtBase.has(finding));

  const findings = [...headFindings.map(({ now }) => now), ...carried].sort(inOrder);
  const rated = head.score === null && carried.length === 0 ? null : rating.rate(findings, head.waived);
  const report: Report = {
    ...head,
    findings: rated?.findings ?? findings,
    waived: (rated?.waived ?? head.waived).map((entry) => withWaiverStatus(entry, statusOf)),
    score: rated?.score ?? null,
  };
  const changes = changesOf(headFindings, head.waived, baseOf, fixed, waivedAtBase);
  const shown = attributeDelta(report, base, changes, rating);
  return { report, comparison: { baseScore: base.score, ...shown, fixed, renamed: renames } };
}

/** Severity rose, tentative became firm, or what silenced it on the base is gone. */
function hasWorsened({ head, base }: Pair, waivedAtBase: Waived | undefined): boolean {
  if (rankOf(head.severity) > rankOf(base.severity)) return true;
  if (base.certainty === 'tentative' && head.certainty === 'firm') return true;
  if (base.disabled && !head.disabled) return true;
  return waivedAtBase?.origin === 'inline';
}

/** Which findings of the other side stand where this side could not look: a file, a rule, or both. */
function blindSpotsOf(notChecked: readonly NotChecked[], here: (path: string) => string) {
  return (finding: Finding): boolean => {
    const path = here(finding.path);
    return notChecked.some(
      (gap) =>
        (gap.path !== undefined || gap.rule !== undefined) &&
        (gap.path === undefined || gap.path === path) &&
        (gap.rule === undefined || gap.rule === finding.rule),
    );
  };
}

function changesOf(
  headFindings: readonly { readonly original: Finding; readonly now: Finding }[],
  headWaived: readonly Waived[],
  baseOf: ReadonlyMap<Finding, Finding>,
  fixed: readonly Finding[],
  waivedAtBase: ReadonlyMap<Finding, Waived>,
): readonly Change[] {
  const changes: Change[] = fixed.map((finding) => ({ kind: 'fixed', before: finding, after: undefined }));
  for (const { original, now } of headFindings) {
    const before = baseOf.get(original);
    if (!before || waivedAtBase.has(before)) {
      changes.push({
        kind: now.status === 'unchanged' ? 'revealed' : (now.status ?? 'new'),
        before: undefined,
        after: now,
      });
    } else if (!weighsTheSame(before, now)) {
      changes.push({ kind: now.status === 'worsened' ? 'worsened' : 'eased', before, after: now });
    }
  }
  for (const { finding } of headWaived) {
    const before = baseOf.get(finding);
    if (before && !waivedAtBase.has(before)) changes.push({ kind: 'waived', before, after: undefined });
  }
  return changes;
}

const weighsTheSame = (a: Finding, b: Finding): boolean =>
  a.severity === b.severity && a.certainty === b.certainty && a.disabled === b.disabled;

const withStatus = (finding: Finding, statusOf: (finding: Finding) => Status): Finding => ({
  ...finding,
  status: statusOf(finding),
});

const withWaiverStatus = (entry: Waived, statusOf: (finding: Finding) => Status): Waived => ({
  ...entry,
  finding: withStatus(entry.finding, statusOf),
});

const inOrder = (a: Finding, b: Finding): number =>
  compareText(a.path, b.path) ||
  a.startLine - b.startLine ||
  a.startColumn - b.startColumn ||
  compareText(a.rule, b.rule);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
