/** A script with its `${{ }}` replaced by identifiers of equal length, so that a shell parser sees plain words. */
export interface Masked {
  readonly source: string;
  /** Start and end of each `${{ … }}`, ascending. */
  readonly places: readonly (readonly [number, number])[];
}

export function maskExpressions(text: string): Masked {
  const places: [number, number][] = [];
  const parts: string[] = [];
  let from = 0;
  for (let start = text.indexOf('${{'); start !== -1; start = text.indexOf('${{', from)) {
    const end = expressionEnd(text, start + 3);
    if (end === undefined) break;
    places.push([start, end]);
    parts.push(text.slice(from, start), standIn(end - start));
    from = end;
  }
  if (places.length === 0) return { source: text, places };
  parts.push(text.slice(from));
  return { source: parts.join(''), places };
}

/** A word of the masked script from `start` to `end`, `value` without its quotes, with its expressions as written. */
export function unmask(value: string, start: number, end: number, text: string, masked: Masked): string {
  const inside = placesWithin(masked, start, end);
  if (inside.length === 0) return value;
  let index = 0;
  const restored = value.replace(/GHX+Z/g, (found) => {
    const place = inside[index++];
    return place ? text.slice(place[0], place[1]) : found;
  });
  return index === inside.length ? restored : text.slice(start, end);
}

export const hasExpression = (masked: Masked, start: number, end: number): boolean =>
  placesWithin(masked, start, end).length > 0;

function placesWithin(masked: Masked, start: number, end: number): readonly (readonly [number, number])[] {
  if (masked.places.length === 0) return [];
  let low = 0;
  let high = masked.places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((masked.places[middle]?.[0] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const inside = [];
  for (let index = low; index < masked.places.length; index++) {
    const place = masked.places[index];
    if (!place || place[0] >= end) break;
    if (place[1] <= end) inside.push(place);
  }
  return inside;
}

/** Five characters at least: `${{}}`. */
const standIn = (length: number): string => `GH${'X'.repeat(length - 3)}Z`;

/** Behind the `}}`; inside single quotes it ends nothing, as in GitHub's own expressions. */
function expressionEnd(text: string, start: number): number | undefined {
  let isQuoted = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === "'") isQuoted = !isQuoted;
    else if (!isQuoted && character === '}' && text[at + 1] === '}') return at + 2;
  }
  return undefined;
}
