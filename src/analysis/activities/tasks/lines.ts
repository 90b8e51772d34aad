/** A line without its line break: units of a text. */
export interface Line {
  readonly start: number;
  readonly end: number;
}

/** Ends with LF or CRLF. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length;) {
    const feed = text.indexOf('\n', start);
    const next = feed === -1 ? text.length : feed;
    lines.push({ start, end: next > start && text[next - 1] === '\r' ? next - 1 : next });
    start = next + 1;
  }
  return lines;
}

/** Whether a line ends in a backslash that no other one takes back. */
export function continues(text: string, { start, end }: Line): boolean {
  let count = 0;
  while (end - count > start && text[end - 1 - count] === '\\') count++;
  return count % 2 === 1;
}
