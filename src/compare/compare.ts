import type { Finding, Status, Waived } from '../core/finding.ts';
import { type Comparison, type NotChecked, type Report, readabilityRule } from '../core/report.ts';
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
 * side could read is not compared: what stood there is carried over as it was, and what appears where the base was blind
 * is not new. A file that came with the fault in it has nothing to be compared with.
 *
 * @param isOnBase whether the base has a file at this path, readable or not
 */
export function compare(
  head: Report,
  base: Report,
  renames: readonly Renamed[],
  rating: Rating,
  isOnBase: (path: string) => boolean,
): Compared {
  const basePathOf = new Map(renames.map((rename) => [rename.to, rename.from]));
  const headPathOf = new Map(renames.map((rename) => [rename.from, rename.to]));
  const unseenByHead = blindSpotsOf(head, (path) => headPathOf.get(path) ?? path);
  const unseenByBase = blindSpotsOf(base, (path) => basePathOf.get(path) ?? path);

  const isTooLarge = tooLargeIn(head);
  const cameSo = (finding: Finding): boolean =>
    isTooLarge(finding) || !isOnBase(basePathOf.get(finding.path) ?? finding.path);

  const wereThere = [...base.findings, ...base.waived.map((entry) => entry.finding)];
  const areThere = [...head.findings, ...head.waived.map((entry) => entry.finding)];
  const waivedAtBase = new Map(base.waived.map((entry) => [entry.finding, entry]));
  const waivedAtHead = new Set(head.waived.map((entry) => entry.finding));
  const hasPart = (report: Report, path: string, part: string) => report.parts?.[path]?.includes(part) ?? false;
  const { pairs, onlyBase } = matchFindings(areThere, wereThere, {
    basePathOf,
    isOnBothSides: ({ path }, part) =>
      hasPart(head, headPathOf.get(path) ?? path, part) && hasPart(base, basePathOf.get(path) ?? path, part),
    standingOf: (finding) => {
      const isWaived = waivedAtBase.has(finding) || waivedAtHead.has(finding);
      return [finding.severity, finding.certainty, finding.disabled, isWaived].join(' ');
    },
  });
  const baseOf = new Map(pairs.map((pair) => [pair.head, pair.base]));
  const statusOf = (finding: Finding): Status => {
    const before = baseOf.get(finding);
    if (unseenByBase(finding)) return 'unchanged';
    if (unseenByHead(finding)) return before || !cameSo(finding) ? 'unchanged' : 'new';
    if (!before) return 'new';
    const isWorse =
      hasWorsened({ head: finding, base: before }, waivedAtBase.get(before)) && !waivedAtHead.has(finding);
    return isWorse ? 'worsened' : 'unchanged';
  };
  const judged = (finding: Finding): Finding => {
    const before = unseenByHead(finding) ? baseOf.get(finding) : undefined;
    return { ...finding, ...(before && weightOf(before)), status: statusOf(finding) };
  };
  const carried = (finding: Finding): Finding => ({
    ...finding,
    path: headPathOf.get(finding.path) ?? finding.path,
    status: 'unchanged',
  });

  const headFindings = head.findings.map((original) => ({ original, now: judged(original) }));
  const gone = onlyBase.filter((finding) => !waivedAtBase.has(finding));
  const fixed = gone.filter((finding) => !unseenByHead(finding));
  const kept = gone.filter(unseenByHead).map(carried);
  const keptWaived = onlyBase.flatMap((finding) => (unseenByHead(finding) ? (waivedAtBase.get(finding) ?? []) : []));

  const findings = [...headFindings.map(({ now }) => now), ...kept].sort(inOrder);
  const waived = [
    ...head.waived.map((entry) => ({ ...entry, finding: judged(entry.finding) })),
    ...keptWaived.map((entry) => ({ ...entry, finding: carried(entry.finding) })),
  ];
  const rated = head.score === null && kept.length === 0 ? null : rating.rate(findings, waived);
  const report: Report = {
    ...head,
    findings: rated?.findings ?? findings,
    waived: rated?.waived ?? waived,
    score: rated?.score ?? null,
  };
  const changes = changesOf(headFindings, head.waived, baseOf, fixed, waivedAtBase, unseenByBase);
  const shown = attributeDelta(report, base, changes, rating);
  return { report, comparison: { baseScore: base.score, ...shown, fixed, renamed: renames } };
}

/**
 * A file that is broken is not compared, and that it is broken is told apart. One that is only too large for us may run:
 * padding must not hide what it does.
 */
function tooLargeIn({ notChecked }: Report): (finding: Finding) => boolean {
  const paths = new Set(notChecked.flatMap((gap) => (gap.isTooLarge ? (gap.path ?? []) : [])));
  return (finding) => finding.rule === readabilityRule && paths.has(finding.path);
}

/** Severity rose, tentative became firm, or what silenced it on the base is gone. */
function hasWorsened({ head, base }: Pair, waivedAtBase: Waived | undefined): boolean {
  if (rankOf(head.severity) > rankOf(base.severity)) return true;
  if (base.certainty === 'tentative' && head.certainty === 'firm') return true;
  if (base.disabled && !head.disabled) return true;
  return waivedAtBase?.origin === 'inline';
}

/** Which findings, of either side, stand where this side could not look: a file, a rule, or both. */
function blindSpotsOf({ notChecked, applicability }: Report, here: (path: string) => string) {
  const gaps: readonly NotChecked[] = [...notChecked, ...applicability.filter(({ answer }) => answer === 'unknown')];
  return (finding: Finding): boolean => {
    const path = here(finding.path);
    return gaps.some(
      (gap) =>
        (gap.path !== undefined || gap.rule !== undefined) &&
        (gap.path === undefined || gap.path === path) &&
        (gap.rule === undefined || gap.rule === finding.rule),
    );
  };
}

const weightOf = ({ severity, certainty, category, disabled }: Finding) => ({
  severity,
  certainty,
  category,
  disabled,
});

function changesOf(
  headFindings: readonly { readonly original: Finding; readonly now: Finding }[],
  headWaived: readonly Waived[],
  baseOf: ReadonlyMap<Finding, Finding>,
  fixed: readonly Finding[],
  waivedAtBase: ReadonlyMap<Finding, Waived>,
  unseenByBase: (finding: Finding) => boolean,
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
      const kind = now.status === 'worsened' ? 'worsened' : unseenByBase(original) ? 'revealed' : 'eased';
      // Each category is shared out for itself.
      if (before.category === now.category) changes.push({ kind, before, after: now });
      else changes.push({ kind, before, after: undefined }, { kind, before: undefined, after: now });
    }
  }
  for (const { finding } of headWaived) {
    const before = baseOf.get(finding);
    if (before && !waivedAtBase.has(before)) changes.push({ kind: 'waived', before, after: undefined });
  }
  return changes;
}

const weighsTheSame = (a: Finding, b: Finding): boolean =>
  a.severity === b.severity && a.certainty === b.certainty && a.category === b.category && a.disabled === b.disabled;

const inOrder = (a: Finding, b: Finding): number =>
  compareText(a.path, b.path) ||
  a.startLine - b.startLine ||
  a.startColumn - b.startColumn ||
  compareText(a.rule, b.rule);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
