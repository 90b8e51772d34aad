import type { Finding } from '../core/finding.ts';
import type { Comparison, Report, Score } from '../core/report.ts';
import { isAtLeast, severities } from '../core/severity.ts';
import type { Verdict } from '../core/verdict.ts';
import type { GateSettings } from './policy.ts';

export interface GateInput {
  /** The head's, with statuses where there is a comparison. */
  readonly report: Report;
  readonly comparison: Comparison | null;
  readonly gate: GateSettings;
  readonly mode: 'pull-request' | 'standing' | 'terminal';
  /** In the terminal: `fail-on` was asked for, so that without a base it counts all. */
  readonly explicitFailOn: boolean;
  /** Sentences, with their lines. */
  readonly introducedPolicyProblems: readonly string[];
  /** Files that the pull request changes and that could not be read. */
  readonly unreadChanges?: readonly string[];
}

/** Pass or fail, from report, comparison and policy alone. */
export function judge(input: GateInput): Verdict {
  const { report, comparison, gate, mode, introducedPolicyProblems } = input;
  const newWaivers = report.waived.filter((waived) => waived.isNew).length;
  const blindness = blindnessOf(input);
  if (blindness.length > 0) {
    return { outcome: 'error', reasons: blindness, failing: [], newWaivers, belowLineAnyway: false };
  }
  const severe = severeFindings(input);
  const lowered = mode === 'pull-request' ? loweringFindings(report, comparison) : undefined;
  const isBelow = isBelowLine(report.score, gate);
  // What lowers the score fails the gate only where the score ends below the line.
  const failsByScore = isBelow && (lowered === undefined || lowered.length > 0);
  const failing = report.findings.filter(
    (finding) => severe.includes(finding) || (failsByScore && lowered?.includes(finding)),
  );
  const reasons = [
    ...introducedPolicyProblems,
    ...(severe.length > 0 ? [severeReason(severe, gate, comparison !== null)] : []),
    ...(isBelow ? [lineReason(report, comparison, gate, mode, failsByScore)] : []),
  ];
  const hasFailed = introducedPolicyProblems.length > 0 || severe.length > 0 || failsByScore;
  return {
    outcome: hasFailed ? 'fail' : 'pass',
    reasons,
    failing,
    newWaivers,
    belowLineAnyway: isBelow && !failsByScore,
  };
}

/** What keeps a pull request from being judged: never a silent pass. */
function blindnessOf({ comparison, mode, unreadChanges = [] }: GateInput): readonly string[] {
  const [first, ...others] = unreadChanges;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return [
    ...(mode === 'pull-request' && !comparison ? ['The pull request could not be compared with its base'] : []),
    ...(first === undefined ? [] : [`A file that this pull request changes could not be read: \`${first}\`${more}`]),
  ];
}

/** Tentative findings and those in switched-off jobs and steps never fail a gate. */
const counts = (finding: Finding): boolean => finding.certainty === 'firm' && !finding.disabled;

const isNews = (finding: Finding): boolean => finding.status === 'new' || finding.status === 'worsened';

function severeFindings({ report, comparison, gate, mode, explicitFailOn }: GateInput): readonly Finding[] {
  const { failOn } = gate;
  if (failOn === 'never') return [];
  const countsAll = !comparison && mode === 'terminal' && explicitFailOn;
  if (!comparison && !countsAll) return [];
  return report.findings.filter(
    (finding) => counts(finding) && isAtLeast(finding.severity, failOn) && (countsAll || isNews(finding)),
  );
}

/** The findings through which a pull request lowers the score as shown; none where it does not. A base that is not rated has nothing against it. */
function loweringFindings(report: Report, comparison: Comparison | null): readonly Finding[] {
  if (!report.score || tenthsOf(report.score) >= (comparison?.baseScore ? tenthsOf(comparison.baseScore) : 1000))
    return [];
  return report.findings.filter((finding) => counts(finding) && isNews(finding) && finding.severity !== 'info');
}

const isBelowLine = (score: Score | null, gate: GateSettings): boolean =>
  score !== null && gate.failBelow !== undefined && tenthsOf(score) / 10 < gate.failBelow;

/** As shown: floored to one decimal. */
const tenthsOf = (score: Score): number => Math.floor(score.total / 100);

const shownScore = (score: Score): string => (tenthsOf(score) / 10).toFixed(1);

function severeReason(severe: readonly Finding[], gate: GateSettings, isCompared: boolean): string {
  const bySeverity = [...severities].reverse().flatMap((severity) => {
    const count = severe.filter((finding) => finding.severity === severity).length;
    return count > 0 ? [`${count} ${severity}`] : [];
  });
  const which = isCompared ? 'new or worsened ' : '';
  const what = `${severe.length} ${which}${severe.length === 1 ? 'finding' : 'findings'}`;
  const [worst] = severe.map((finding) => finding.severity);
  if (bySeverity.length === 1 && worst) return `${what} of severity ${worst}`;
  return `${what} of severity ${gate.failOn} or above: ${bySeverity.join(', ')}`;
}

function lineReason(
  report: Report,
  comparison: Comparison | null,
  gate: GateSettings,
  mode: GateInput['mode'],
  hasFailed: boolean,
): string {
  const below = `The score ${report.score ? shownScore(report.score) : ''} is below the line of ${gate.failBelow ?? 0}`;
  if (mode !== 'pull-request') return below;
  if (!hasFailed) return `${below}, not because of this pull request`;
  const was = comparison?.baseScore ? ` from ${shownScore(comparison.baseScore)}` : '';
  return `${below}, and this pull request lowers it${was}`;
}
