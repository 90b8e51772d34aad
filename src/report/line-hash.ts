/**
 * The hash that code scanning knows a line by (`primaryLocationLineHash`), for all lines of a text. GitHub fills it in
 * from a checkout, which we do not need, so it is computed here to the same value: over the 100 characters from the
 * line's start that are neither space nor tab, line breaks as one LF, the end as 65535 followed by zeros, the
 * polynomial of base 37 modulo 2^64; then which of several equal ones it is.
 * https://github.com/github/codeql-action/blob/main/src/fingerprints.ts
 */
export function lineHashesOf(text: string): readonly string[] {
  const { units, lineStarts } = significantUnits(text);
  const hashes: string[] = [];
  const seen = new Map<string, number>();
  let high = 0;
  let low = 0;
  let nextLine = 0;
  for (let end = 0; nextLine < lineStarts.length; end++) {
    const entering = units[end] ?? 0;
    const leaving = end >= span ? (units[end - span] ?? 0) : 0;
    // Exact in doubles: a 32-bit half times 37, or times a 16-bit unit, stays below 2^53.
    const lowSum = low * base + entering - leaving * dropped.low;
    const carry = Math.floor(lowSum / two32);
    low = lowSum - carry * two32;
    const highSum = high * base + carry - leaving * dropped.high;
    high = highSum - Math.floor(highSum / two32) * two32;
    if (lineStarts[nextLine] !== end - span + 1) continue;
    const hash = high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    hashes.push(`${hash}:${count}`);
    nextLine += 1;
  }
  return hashes;
}

function significantUnits(text: string): { readonly units: readonly number[]; readonly lineStarts: readonly number[] } {
  const units: number[] = [];
  const lineStarts: number[] = [];
  let isLineStart = true;
  const add = (unit: number): void => {
    if (isLineStart) lineStarts.push(units.length);
    isLineStart = unit === lineFeed;
    units.push(unit);
  };
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === space || unit === tab || (unit === lineFeed && text.charCodeAt(i - 1) === carriageReturn)) continue;
    add(unit === carriageReturn ? lineFeed : unit);
  }
  add(endOfText);
  return { units, lineStarts };
}

const span = 100;
const base = 37;
const two32 = 2 ** 32;
const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const endOfText = 65535;

/** 37^100 modulo 2^64: what a unit has grown to when it leaves the window. */
const dropped = { high: 3_852_259_482, low: 857_529_201 };
