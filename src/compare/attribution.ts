import type { Finding, Waived } from '../core/finding.ts';
import type { Attribution, Report, Score } from '../core/report.ts';
import { categories } from '../core/severity.ts';

/** The score model, handed in: this folder knows which findings changed, not what they weigh. */
export interface Rating {
  readonly rate: (
    findings: readonly Finding[],
    waived: readonly Waived[],
  ) => { readonly score: Score; readonly findings: readonly Finding[]; readonly waived: readonly Waived[] };
  /** What each finding weighs among these, damped. */
  readonly weigh: (findings: readonly Finding[]) => ReadonlyMap<Finding, number>;
  readonly shareOut: (total: number, weights: readonly number[]) => readonly number[];
  readonly roundToSum: (values: readonly number[], target: number, unit: number) => readonly number[];
}

/** A finding that weighs other than before: what it was among the base's, what it is among head's. */
export interface Change {
  readonly kind: Exclude<Attribution['kind'], 'cap'>;
  readonly before: Finding | undefined;
  readonly after: Finding | undefined;
}

/**
 * Splits the difference of the two scores shown over what changed: per category first what went (its share of the gain
 * by its weight on the base), then what came (its share of the loss by its weight at head), then the cap's change.
 */
export function attributeDelta(head: Report, base: Report, changes: readonly Change[], rating: Rating) {
  if (!head.score || !base.score) return { delta: null, uncappedDelta: null, attribution: [] };
  const delta = shownOf(head.score.total) - shownOf(base.score.total);
  const uncappedDelta = head.score.uncapped - base.score.uncapped;
  const parts = changes.map((change) => ({ change, points: 0 }));
  for (const category of categories) {
    const here = parts.filter(({ change }) => (change.after ?? change.before)?.category === category);
    if (here.length === 0) continue;
    const before = base.findings.filter((finding) => finding.category === category && !finding.disabled);
    const after = head.findings.filter((finding) => finding.category === category && !finding.disabled);
    const went = new Set(here.map(({ change }) => change.before));
    const stayed = before.filter((finding) => !went.has(finding));
    const lost = base.score.categories[category].lost;
    const lostWithout = rating.rate(stayed, []).score.categories[category].lost;
    const weightBefore = weightsIn(before, rating);
    share(lost - lostWithout, here, (change) => weightBefore(change.before));
    const weightAfter = weightsIn(after, rating);
    share(lostWithout - head.score.categories[category].lost, here, (change) => weightAfter(change.after));
  }
  const capped = head.score.total - base.score.total - uncappedDelta;
  const exact = [...parts.map((part) => part.points), capped];
  const rounded = rating.roundToSum(exact, delta, 100);
  const attribution: Attribution[] = parts.map(({ change }, index) => {
    const finding = change.after ?? change.before;
    return {
      kind: change.kind,
      fingerprint: finding?.fingerprint ?? null,
      rule: finding?.rule ?? null,
      points: rounded[index] ?? 0,
    };
  });
  const cap = rounded.at(-1) ?? 0;
  if (cap !== 0) attribution.push({ kind: 'cap', fingerprint: null, rule: null, points: cap });
  return { delta, uncappedDelta, attribution };

  function share(total: number, over: typeof parts, weightOf: (change: Change) => number) {
    const weights = over.map(({ change }) => weightOf(change));
    const size = Math.abs(total);
    rating.shareOut(size, weights).forEach((points, index) => {
      const part = over[index];
      if (part) part.points += total < 0 ? -points : points;
    });
  }
}

/** By fingerprint: findings are copied when they get their points and statuses. */
function weightsIn(findings: readonly Finding[], rating: Rating): (finding: Finding | undefined) => number {
  const weights = new Map([...rating.weigh(findings)].map(([finding, weight]) => [finding.fingerprint, weight]));
  return (finding) => (finding && !finding.disabled ? (weights.get(finding.fingerprint) ?? 0) : 0);
}

/** Floored to tenths, as every surface shows it. */
const shownOf = (milliPoints: number): number => Math.floor(milliPoints / 100) * 100;
