/**
 * Splits a whole number into whole shares in proportion to weights, by largest remainder: the shares sum to the total
 * exactly, and equal remainders go to the earlier place.
 */
export function shareOut(total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((whole, weight) => whole + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (BigInt(total) * BigInt(weight)) / BigInt(sum));
  const shares = exact.map(Number);
  const remainders = weights.map((weight, index) => ({
    index,
    rest: Number((BigInt(total) * BigInt(weight)) % BigInt(sum)),
  }));
  let left = total - shares.reduce((whole, share) => whole + share, 0);
  remainders.sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of remainders) {
    if (left === 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    left -= 1;
  }
  return shares;
}

/**
 * Rounds signed numbers to multiples of `unit` so that they sum to `target`, itself such a multiple, by largest
 * remainder.
 */
export function roundToSum(values: readonly number[], target: number, unit: number): readonly number[] {
  const rounded = values.map((value) => Math.floor(value / unit) * unit);
  let left = Math.round((target - rounded.reduce((whole, value) => whole + value, 0)) / unit);
  const order = values
    .map((value, index) => ({ index, rest: value - (rounded[index] ?? 0) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  if (left < 0) order.reverse();
  const step = left < 0 ? -unit : unit;
  while (left !== 0 && order.length > 0) {
    for (const { index } of order) {
      if (left === 0) break;
      rounded[index] = (rounded[index] ?? 0) + step;
      left += left < 0 ? 1 : -1;
    }
  }
  return rounded;
}
