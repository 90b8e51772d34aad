import type { Finding, Waived } from '../core/finding.ts';
import type { CategoryScore, Grade, Score } from '../core/report.ts';
import { categories, type Category } from '../core/severity.ts';
import { shareOut } from './attribution.ts';
import { dampingOf } from './damping.ts';
import { budgets, capFor, fullScore, model, weightOf } from './model.ts';

export interface Scored {
  readonly score: Score;
  /** The same findings in the same order, with their points. */
  readonly findings: readonly Finding[];
  readonly waived: readonly Waived[];
}

/**
 * Rates a set of findings: a pure function of the multiset of (rule family, category, severity, certainty) of those that
 * are not disabled, and of the waived criticals. All numbers are integers in milli-points.
 */
export function scoreOf(findings: readonly Finding[], waived: readonly Waived[]): Scored {
  const effective = findings.filter((finding) => !finding.disabled);
  const losses = lossesOf(effective);
  const uncapped = fullScore - total(losses);
  const cap = capFor({
    criticals: countFirm(effective, 'critical'),
    highs: countFirm(effective, 'high'),
    waivedCriticals: countFirm(
      waived.map((entry) => entry.finding).filter((finding) => !finding.disabled),
      'critical',
    ),
  });
  const all = [...effective, ...waived.map((entry) => entry.finding).filter((finding) => !finding.disabled)];
  const points = pointsOf(effective, losses);
  const pointsOfAll = waived.length > 0 ? pointsOf(all, lossesOf(all)) : points;
  const shown = Math.min(uncapped, cap?.limit ?? fullScore);
  return {
    score: {
      model,
      total: shown,
      uncapped,
      withoutWaivers: waived.length > 0 ? totalOf(all) : shown,
      grade: gradeOf(shown),
      cap: cap && cap.limit < uncapped ? cap : null,
      categories: categoryScores(effective, losses),
    },
    findings: findings.map((finding) => ({ ...finding, points: points.get(finding) ?? 0 })),
    waived: waived.map((entry) => ({ ...entry, pointsWithheld: pointsOfAll.get(entry.finding) ?? 0 })),
  };
}

/** The capped score of a set of effective findings, milli-points. */
export function totalOf(effective: readonly Finding[]): number {
  const cap = capFor({
    criticals: countFirm(effective, 'critical'),
    highs: countFirm(effective, 'high'),
    waivedCriticals: 0,
  });
  return Math.min(fullScore - total(lossesOf(effective)), cap?.limit ?? fullScore);
}

export function gradeOf(milliPoints: number): Grade {
  if (milliPoints >= 90_000) return 'A';
  if (milliPoints >= 80_000) return 'B';
  if (milliPoints >= 70_000) return 'C';
  if (milliPoints >= 60_000) return 'D';
  return milliPoints >= 40_000 ? 'E' : 'F';
}

/** What a finding weighs after damping, in billionths of a point; the weight that shares are made by. */
export function dampedWeights(effective: readonly Finding[]): ReadonlyMap<Finding, number> {
  const damped = new Map<Finding, number>();
  for (const family of byFamily(effective).values()) {
    family.sort((a, b) => weightOf(b) - weightOf(a));
    family.forEach((finding, index) => damped.set(finding, weightOf(finding) * dampingOf(index + 1)));
  }
  return damped;
}

/** Loss of each category in milli-points: B·P / (B + P), P being the damped weights of its findings. */
export function lossesOf(effective: readonly Finding[]): ReadonlyMap<Category, number> {
  const sums = new Map<Category, number>();
  for (const [finding, damped] of dampedWeights(effective)) {
    sums.set(finding.category, (sums.get(finding.category) ?? 0) + damped);
  }
  const losses = new Map<Category, number>();
  for (const [category, sum] of sums) losses.set(category, lossFor(category, sum));
  return losses;
}

/** What each rule family would win if all its findings were mended: the number that ranks advice. Largest first. */
export function fixValuesOf(findings: readonly Finding[]) {
  const effective = findings.filter((finding) => !finding.disabled);
  const uncapped = fullScore - total(lossesOf(effective));
  const families = [...new Set(effective.map((finding) => finding.family))];
  const values = families.map((family) => {
    const members = effective.filter((finding) => finding.family === family);
    const rest = effective.filter((finding) => finding.family !== family);
    return {
      family,
      rules: [...new Set([...members].sort(heaviestFirst).map((finding) => finding.rule))],
      points: fullScore - total(lossesOf(rest)) - uncapped,
    };
  });
  return values.sort((a, b) => b.points - a.points || (a.family < b.family ? -1 : 1));
}

/** What is to be done first is told first. */
const heaviestFirst = (one: Finding, other: Finding): number =>
  weightOf(other) - weightOf(one) || (one.rule < other.rule ? -1 : one.rule > other.rule ? 1 : 0);

function lossFor(category: Category, sum: number): number {
  // Billionths of a point on both sides; the product passes 2^53.
  const budget = BigInt(budgets[category]) * 1_000_000n;
  const penalty = BigInt(sum);
  return Number((budget * penalty) / (budget + penalty) / 1_000_000n);
}

function pointsOf(effective: readonly Finding[], losses: ReadonlyMap<Category, number>): Map<Finding, number> {
  const damped = dampedWeights(effective);
  const points = new Map<Finding, number>();
  for (const [category, loss] of losses) {
    const members = effective.filter((finding) => finding.category === category);
    const shares = shareOut(
      loss,
      members.map((finding) => damped.get(finding) ?? 0),
    );
    members.forEach((finding, index) => points.set(finding, shares[index] ?? 0));
  }
  return points;
}

function categoryScores(
  effective: readonly Finding[],
  losses: ReadonlyMap<Category, number>,
): Readonly<Record<Category, CategoryScore>> {
  const scoreOfCategory = (category: Category): CategoryScore => ({
    budget: budgets[category],
    lost: losses.get(category) ?? 0,
    findings: effective.filter((finding) => finding.category === category).length,
  });
  const scores: Partial<Record<Category, CategoryScore>> = {};
  for (const category of categories) scores[category] = scoreOfCategory(category);
  return scores as Record<Category, CategoryScore>;
}

function byFamily(findings: readonly Finding[]): Map<string, Finding[]> {
  const families = new Map<string, Finding[]>();
  for (const finding of findings) {
    // A rule may file some of its findings in another category; each category damps its own.
    const key = `${finding.category} ${finding.family}`;
    const family = families.get(key);
    if (family) family.push(finding);
    else families.set(key, [finding]);
  }
  return families;
}

const countFirm = (findings: readonly Finding[], severity: 'critical' | 'high'): number =>
  findings.filter((finding) => finding.severity === severity && finding.certainty === 'firm').length;

const total = (losses: ReadonlyMap<Category, number>): number => {
  let sum = 0;
  for (const loss of losses.values()) sum += loss;
  return sum;
};
