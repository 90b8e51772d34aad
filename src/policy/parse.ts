import type { RuleInfo } from '../core/rule-info.ts';
import type { SourceFile } from '../core/source.ts';
import { parseYaml } from '../documents/yaml.ts';
import { policyShape } from './schema.ts';
import type { PolicyFile } from './schema.ts';
import { report } from './shape.ts';
import type { PolicyProblem } from './shape.ts';

export interface ParsedPolicy {
  /** What the file says itself, as far as it can be followed. */
  readonly says: PolicyFile;
  /** In the order of the file. */
  readonly problems: readonly PolicyProblem[];
}

/** The text of a policy file. What it leaves out stays absent; what is wrong is said with its place and the nearest name. */
export function parsePolicy(file: SourceFile, rules: readonly RuleInfo[]): ParsedPolicy {
  const { root, problems: syntax } = parseYaml(file);
  const problems: PolicyProblem[] = [];
  for (const problem of syntax) report({ name: '', problems }, 'invalid', problem.at, problem.message);
  const says = root && policyShape(rules).read(root, { name: '', problems });
  problems.sort((one, other) => one.line - other.line || one.column - other.column);
  return { says: says ?? {}, problems };
}

export const isInvalid = (parsed: ParsedPolicy): boolean =>
  parsed.problems.some((problem) => problem.kind === 'invalid');
