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

function significantUnits(text: string): { readonly units: Uint16Array; readonly lineStarts: readonly number[] } {
  const units = new Uint16Array(text.length + 1);
  const lineStarts: number[] = [];
  let count = 0;
  let isLineStart = true;
  let before = 0;
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : endOfText;
    const isSkipped = unit === space || unit === tab || (unit === lineFeed && before === carriageReturn);
    before = unit;
    if (isSkipped) continue;
    if (isLineStart) lineStarts.push(count);
    isLineStart = unit === lineFeed || unit === carriageReturn;
    units[count] = isLineStart ? lineFeed : unit;
    count += 1;
  }
  return { units: units.subarray(0, count), lineStarts };
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
