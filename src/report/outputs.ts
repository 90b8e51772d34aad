import type { Result } from '../core/result.ts';
import { deltaOutput, shownScore } from './numbers.ts';

/** The Action's outputs; what is not known is the empty string. */
export type Outputs = Readonly<Record<(typeof outputNames)[number], string>>;

export const outputNames = [
  'verdict',
  'score',
  'grade',
  'base-score',
  'delta',
  'findings',
  'new-findings',
  'report-path',
  'sarif-path',
] as const;

export function outputsOf(
  result: Result,
  paths: { readonly report: string | null; readonly sarif: string | null },
): Outputs {
  const { report, comparison, verdict } = result;
  const isKnown = verdict.outcome !== 'error';
  const fresh = report.findings.filter((finding) => finding.status === 'new').length;
  return {
    verdict: verdict.outcome,
    score: report.score ? shownScore(report.score.total) : '',
    grade: report.score?.grade ?? '',
    'base-score': comparison?.baseScore ? shownScore(comparison.baseScore.total) : '',
    delta: comparison && comparison.delta !== null ? deltaOutput(comparison.delta) : '',
    findings: isKnown ? String(report.findings.length) : '',
    'new-findings': comparison && isKnown ? String(fresh) : '',
    'report-path': paths.report ?? '',
    'sarif-path': paths.sarif ?? '',
  };
}
