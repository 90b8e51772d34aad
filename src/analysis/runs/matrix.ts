import { findValue, type Value } from '../../documents/yaml-value.ts';
import type { Job, Step } from '../../documents/workflow-model.ts';

/** More combinations than this are not worth telling apart. */
const limit = 60;

/**
 * The texts with `${{ matrix.… }}` replaced, once for each value the job's matrix gives; as written where it cannot be
 * known. Texts that use one axis or one `include` entry stay together.
 */
export const valuesOf = ({ owner }: Step, texts: readonly string[]): readonly (readonly string[])[] =>
  owner.kind === 'job' ? valuesInJob(owner, texts) : [texts];

/** The same for what stands in a job outside of its steps. */
export function valuesInJob(job: Job, texts: readonly string[]): readonly (readonly string[])[] {
  if (!texts.some((text) => text.includes('matrix.'))) return [texts];
  const names = texts.flatMap((text) => Array.from(text.matchAll(use), (match) => match[1] ?? ''));
  if (names.length === 0) return [texts];
  const rows = rowsOf(job).filter((row) => names.every((name) => textBelow(row, name) !== undefined));
  if (rows.length === 0) return [texts];
  const filled = rows
    .slice(0, limit)
    .map((row) => texts.map((text) => text.replace(use, (written, name: string) => textBelow(row, name) ?? written)));
  return [...new Map(filled.map((values) => [JSON.stringify(values), values])).values()];
}

const use = /\$\{\{\s*matrix\.([\w.-]+)\s*\}\}/g;

/** Axis or property to value. */
type Row = ReadonlyMap<string, Value>;

/** One row for each value of an axis and each entry of `include`; axes are not multiplied with each other. */
function rowsOf(job: Job): readonly Row[] {
  const matrix = job.strategy?.matrix;
  if (matrix?.kind !== 'mapping') return [];
  const rows: Row[] = [];
  for (const { key, value } of matrix.entries) {
    if (value?.kind !== 'sequence' || key.value.text === 'exclude') continue;
    for (const item of value.items) {
      if (key.value.text !== 'include') rows.push(new Map([[key.value.text, item]]));
      else if (item.kind === 'mapping')
        rows.push(new Map(item.entries.flatMap((entry) => (entry.value ? [[entry.key.value.text, entry.value]] : []))));
    }
  }
  return rows;
}

function textBelow(row: Row, path: string): string | undefined {
  const [first = '', ...rest] = path.split('.');
  let value = row.get(first);
  for (const key of rest) value = findValue(value, key);
  return value?.kind === 'scalar' ? value.value.text : undefined;
}
