/** The files that a step writes for the runner. */

/** `GITHUB_OUTPUT` as the runner reads it: `name=value` or `name<<mark`, lines, `mark`. Throws where the runner fails the step. */
export function readAssignments(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === '') continue;
    const equals = line.indexOf('=');
    const marks = line.indexOf('<<');
    if (equals !== -1 && (marks === -1 || equals < marks)) {
      values.set(line.slice(0, equals), line.slice(equals + 1));
      continue;
    }
    const name = line.slice(0, Math.max(0, marks));
    const mark = line.slice(marks + 2);
    if (marks === -1 || name === '' || mark === '') throw new Error(`Invalid format '${line}'`);
    const end = lines.indexOf(mark);
    if (end === -1) throw new Error(`Invalid value. Matching delimiter not found '${mark}'`);
    values.set(
      name,
      lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join('\n'),
    );
  }
  return values;
}

/** A step's summary: over one mebibyte the whole of it is thrown away. */
export function readSummary(bytes: Uint8Array): string {
  if (bytes.length > 1024 * 1024) {
    throw new Error(`$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${bytes.length}`);
  }
  return Buffer.from(bytes).toString('utf8');
}
