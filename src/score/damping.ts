import { dampingTable } from './damping-table.ts';

/**
 * How much the n-th heaviest finding of a family counts, in millionths: log2(1 + 1/n), so that n equal findings together
 * count log2(1 + n). Positive and decreasing; integers, so that every machine gets the same score.
 *
 * @param n from 1
 */
export function dampingOf(n: number): number {
  // Past the table log2(1 + 1/n) is 1/(n·ln 2) to within a millionth.
  return dampingTable[n - 1] ?? Math.floor(1_442_695 / n);
}
