import type { Score } from '../core/report.ts';

/** Floored to one decimal, so that it never looks better than its grade. */
export const shownScore = (total: number): string => tenths(Math.floor(total / 100));

export const gradeAndScore = (score: Pick<Score, 'grade' | 'total'> | null): string =>
  score ? `${score.grade} ${shownScore(score.total)}` : 'not rated';

/** `+6.3`, `−6.3` (U+2212) or `unchanged`. */
export function shownDelta(delta: number): string {
  const change = shownPoints(delta);
  return change === '0.0' ? 'unchanged' : change;
}

/** One decimal without a sign, half away from zero. */
export const shownSize = (points: number): string => tenths(Math.round(Math.abs(points) / 100));

/** Signed, one decimal; `0.0` for what rounds to nothing. */
export function shownPoints(points: number): string {
  const size = shownSize(points);
  if (size === '0.0') return size;
  return `${points < 0 ? '−' : '+'}${size}`;
}

/** Signed and exact, three decimals. */
export const exactPoints = (points: number): string =>
  `${points < 0 ? '−' : points > 0 ? '+' : ''}${exactSize(Math.abs(points))}`;

/** Three decimals without a sign. */
export const exactSize = (points: number): string => (points / 1000).toFixed(3);

/** For machines: signed, one decimal, ASCII. */
export const deltaOutput = (delta: number): string =>
  `${delta > 0 ? '+' : ''}${(Math.round(delta / 100) / 10).toFixed(1)}`.replace('-0.0', '0.0');

const tenths = (count: number): string => (count / 10).toFixed(1);
