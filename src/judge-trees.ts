import { compare } from './compare/compare.ts';
import { findRenames } from './compare/renames.ts';
import { areInspectedAlike, changedPathsOf } from './core/changed-paths.ts';
import { code } from './core/message.ts';
import { type Comparison, type Report, readabilityRule } from './core/report.ts';
import type { Result } from './core/result.ts';
import type { Facts, FileTree } from './core/tree.ts';
import { kindOf } from './documents/kind.ts';
import { inspect } from './inspect.ts';
import type { Policy } from './policy/policy.ts';
import { withRedactedPaths } from './redacted-paths.ts';
import { roundToSum, shareOut } from './score/attribution.ts';
import { dampedWeights, fixValuesOf, gradeOf, scoreOf, totalOf } from './score/score.ts';

export interface Judgement {
  readonly report: Report;
  readonly comparison: Comparison | null;
  readonly changedPaths: readonly string[] | null;
  /** One line each on a file that head broke: what stood in it is carried over, and nothing in it is compared. */
  readonly notices: readonly string[];
}

/**
 * Inspects head, and the base with the same policy and facts where there is one, and compares the two. Where both sides
 * hold the same for every rule, one inspection answers for both.
 */
export function judgeTrees(
  head: FileTree,
  base: FileTree | undefined,
  policy: Policy,
  facts: Facts,
  options: { readonly root: string; readonly isFork: boolean; readonly onProgress?: () => void },
): Judgement {
  const { isFork, ...shared } = options;
  if (!base)
    return withRedactedPaths({
      report: inspect(head, policy, facts, shared),
      comparison: null,
      changedPaths: null,
      notices: [],
    });
  const renames = findRenames(head, base, kindOf);
  const renamed = new Map(renames.map((rename) => [rename.to, rename.from]));
  const renamedTo = new Map(renames.map((rename) => [rename.from, rename.to]));
  const baseReport = inspect(base, policy, facts, { ...shared, renamed: renamedTo });
  const isAlike = areInspectedAlike(head, base);
  const headReport = isAlike
    ? baseReport
    : inspect(head, policy, facts, { ...shared, base: baseReport, isFork, renamed });
  const basePaths = new Set(base.entries.map((entry) => entry.path));
  const { report, comparison } = compare(
    headReport,
    baseReport,
    renames,
    {
      rate: scoreOf,
      weigh: dampedWeights,
      shareOut,
      roundToSum,
    },
    (path) => basePaths.has(path),
  );
  const notices = brokenFiles(report, baseReport, renamed);
  return withRedactedPaths({ report, comparison, changedPaths: changedPathsOf(head, base), notices });
}

/** Told, and no news for the gate: what could be read on one side only is not compared. */
const brokenFiles = (head: Report, base: Report, renamed: ReadonlyMap<string, string>): readonly string[] =>
  head.findings
    .filter(({ rule, status, path }) => {
      const before = renamed.get(path) ?? path;
      const wasBroken = base.findings.some((finding) => finding.rule === readabilityRule && finding.path === before);
      return rule === readabilityRule && status === 'unchanged' && !wasBroken;
    })
    .map(
      ({ path, startLine, message }) =>
        `${code(path)} cannot be read from line ${startLine.toString()} on (${message}). Nothing in it is compared, and what stood there still counts`,
    );

/** What renderers are told about the score beyond the report itself. */
export function adviceOf(report: Report): Pick<Result, 'fixValues' | 'withoutCriticals'> {
  const rest = report.findings.filter((finding) => finding.severity !== 'critical' && !finding.disabled);
  const total = totalOf(rest);
  const hasCritical = report.findings.some((finding) => finding.severity === 'critical' && !finding.disabled);
  return {
    fixValues: report.score ? fixValuesOf(report.findings) : [],
    ...(hasCritical && report.score ? { withoutCriticals: { total, grade: gradeOf(total) } } : {}),
  };
}
