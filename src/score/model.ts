import type { Category, Certainty, Severity } from '../core/severity.ts';

/**
 * The score model `psm-1`: weights, budgets and caps, all in milli-points. Changing any of them, the formula or the
 * damping makes another model with another name. See docs/scoring.md.
 */
export const model = 'psm-1';

export const fullScore = 100_000;

const weights: Readonly<Record<Severity, number>> = {
  critical: 25_000,
  high: 12_000,
  medium: 6_000,
  low: 1_500,
  info: 0,
};

/** What a finding weighs before repetition damps it. A tentative one weighs two fifths. */
export const weightOf = (finding: { readonly severity: Severity; readonly certainty: Certainty }): number =>
  finding.certainty === 'firm' ? weights[finding.severity] : (weights[finding.severity] * 2) / 5;

/** The most that a category can cost. They sum to the full score. */
export const budgets: Readonly<Record<Category, number>> = {
  'attack-surface': 20_000,
  'supply-chain': 22_000,
  access: 17_000,
  image: 15_000,
  testing: 6_000,
  delivery: 6_000,
  correctness: 6_000,
  speed: 5_000,
  upkeep: 3_000,
};

/** The cap that firm criticals, firm highs and waived criticals put on the score; `null` for none. */
export function capFor(counts: {
  readonly criticals: number;
  readonly highs: number;
  readonly waivedCriticals: number;
}) {
  const { criticals, highs, waivedCriticals } = counts;
  if (criticals > 0) {
    return { limit: Math.max(15_000, 39_900 - 4_000 * (criticals - 1)), reason: `${criticals} critical` };
  }
  if (highs > 0) return { limit: 89_900, reason: `${highs} high` };
  if (waivedCriticals > 0) return { limit: 89_900, reason: `${waivedCriticals} waived critical` };
  return null;
}
