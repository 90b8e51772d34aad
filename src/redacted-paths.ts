import { redact } from './analysis/secrets/secrets.ts';
import type { Judgement } from './judge-trees.ts';

/**
 * The same judgement with every path redacted: a file or folder may be named after a token. Texts are redacted where
 * findings are settled; paths only here, because until now they had to name files.
 */
export function withRedactedPaths(judgement: Judgement): Judgement {
  const { report, comparison, changedPaths } = judgement;
  const paths = [
    ...report.findings.flatMap(({ path, related }) => [path, ...related.map((place) => place.path)]),
    ...report.waived.flatMap(({ path, finding }) => [path, finding.path]),
    ...report.notChecked.map(({ path }) => path ?? ''),
    ...report.applicability.map(({ path }) => path ?? ''),
    ...(comparison?.fixed.map(({ path }) => path) ?? []),
    ...(report.targets?.map(({ path }) => path) ?? []),
    ...(report.practices?.map(({ path }) => path ?? '') ?? []),
    ...(report.flows?.map(({ path }) => path) ?? []),
    ...report.policyNotes.flatMap(({ path, message }) => [path ?? '', message]),
    ...(changedPaths ?? []),
    ...judgement.notices,
  ];
  // Names without a secret are the rule; one look at them all together is cheap.
  const joined = paths.join('\n');
  if (redact(joined) === joined) return judgement;
  return redactedDeep(judgement);
}

/** Every text behind a key that holds a path, and in the list of changed paths. */
function redactedDeep<Value>(value: Value, key = ''): Value {
  // A copy of the same shape: only texts are replaced by texts.
  if (typeof value === 'string') return (pathKeys.has(key) ? redact(value) : value) as Value;
  if (Array.isArray(value)) return value.map((item: unknown) => redactedDeep(item, key)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]: [string, unknown]) => [name, redactedDeep(inner, name)]);
  return Object.fromEntries(entries) as Value;
}

const pathKeys: ReadonlySet<string> = new Set(['path', 'from', 'to', 'changedPaths', 'message', 'reason', 'notices']);
