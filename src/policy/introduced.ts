import type { RuleInfo } from '../core/rule-info.ts';
import type { SourceFile } from '../core/source.ts';
import { parsePolicy } from './parse.ts';
import type { PolicyProblem } from './shape.ts';

/**
 * What is wrong with the head's policy file and not already wrong with the base's: the pull request that brings it is
 * the one that can mend it. Lines may have moved, so problems are the same when they say the same.
 */
export function introducedProblems(
  headFile: SourceFile | undefined,
  baseFile: SourceFile | undefined,
  rules: readonly RuleInfo[],
): readonly PolicyProblem[] {
  if (!headFile || headFile.text === baseFile?.text) return [];
  const known = baseFile ? parsePolicy(baseFile, rules).problems.map((problem) => problem.message) : [];
  return parsePolicy(headFile, rules).problems.filter((problem) => {
    const at = known.indexOf(problem.message);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
}

/** One problem as a sentence of its own, for the verdict's reasons. */
export const sentenceOf = (problem: PolicyProblem, path: string): string =>
  `\`${path}\`, line ${problem.line}: ${problem.message}`;
