import type { Finding } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import type { Kind, RuleInfo } from '../core/rule-info.ts';
import { severities, type Severity } from '../core/severity.ts';
import { isWeightyNews } from './groups.ts';
import { gradeAndScore, shownDelta, shownPoints, shownScore } from './numbers.ts';

/** `Plimsoll: B 86.1 (−6.3), 2 new, failed`: the whole run in a title. Plain text of our own. */
export function headlineOf(result: Result): string {
  if (result.verdict.outcome === 'error') return 'Plimsoll: could not look – not a finding';
  const delta = result.comparison?.delta ?? null;
  const score = `${gradeAndScore(result.report.score)}${delta === null ? '' : ` (${shownDelta(delta)})`}`;
  const news = result.comparison ? `, ${newsInShort(result)}` : '';
  return `Plimsoll: ${score}${news}${newWaivers(result, ', ')}, ${result.verdict.outcome === 'pass' ? 'passed' : 'failed'}`;
}

/** `2 new High, 1 worse High, 1 new Medium`, or nothing. */
export function newsBySeverity(result: Result): string {
  const news = result.report.findings.filter(isWeightyNews);
  const words = [...severities].reverse().flatMap((severity) =>
    (['new', 'worsened'] as const).map((status) => {
      const count = news.filter((finding) => finding.status === status && finding.severity === severity).length;
      return count === 0 ? '' : `${count} ${status === 'new' ? 'new' : 'worse'} ${severityWord(severity)}`;
    }),
  );
  return words.filter((word) => word !== '').join(', ');
}

export const newWaivers = (result: Result, before = ''): string =>
  result.verdict.newWaivers === 0 ? '' : `${before}${counted(result.verdict.newWaivers, 'new waiver')}`;

/** `capped at 39.9 by 1 critical, +6.2 under the cap`, where a cap holds. */
export function capInWords(result: Result): string | undefined {
  const cap = result.report.score?.cap;
  if (!cap) return undefined;
  const under = shownPoints(result.comparison?.uncappedDelta ?? 0);
  return `capped at ${shownScore(cap.limit)} by ${cap.reason}${under === '0.0' ? '' : `, ${under} under the cap`}`;
}

/** Why there is no number. */
export const notRated = 'not rated: no workflow, action or Dockerfile to judge';

export function severityWord(severity: Severity): string {
  return `${severity.slice(0, 1).toUpperCase()}${severity.slice(1)}`;
}

/** `High`, `High, tentative`, `High, switched off`. */
export const weightInWords = (finding: Pick<Finding, 'severity' | 'certainty' | 'disabled'>): string =>
  `${severityWord(finding.severity)}${finding.disabled ? ', switched off' : finding.certainty === 'tentative' ? ', tentative' : ''}`;

/** `5 workflows`, `1 Dockerfile`: what was inspected, the files that most findings are about first. */
export const inspectedInWords = ({ report }: Result): readonly string[] =>
  Object.entries(namesOfKinds).flatMap(([kind, name]) => {
    const count = report.inspected[kind] ?? 0;
    return count === 0 ? [] : [counted(count, name)];
  });

/** The kinds of file as their users call them. */
const namesOfKinds: Readonly<Record<Exclude<Kind, 'repository'>, string>> = {
  workflow: 'workflow',
  action: 'action',
  dockerfile: 'Dockerfile',
  dockerignore: 'ignore file',
  dependabot: 'Dependabot file',
};

/** Where nobody looked, apart from files that cannot be read: those are findings. */
export function untoldGaps({ report }: Result): Result['report']['notChecked'] {
  const told = new Set(report.findings.flatMap(({ rule, path }) => (rule === 'unreadable-file' ? [path] : [])));
  return report.notChecked.filter(({ path, rule }) => path === undefined || rule !== undefined || !told.has(path));
}

export const counted = (count: number, singular: string, plural = `${singular}s`): string =>
  `${grouped(count)} ${count === 1 ? singular : plural}`;

/** `12,345`. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** What is known of a rule; a stranger's id stands for itself. */
export function ruleOf(result: Result, id: string): Pick<RuleInfo, 'id' | 'title' | 'why' | 'remedy' | 'whenFixed'> {
  return result.rules.find((rule) => rule.id === id) ?? { id, title: id, why: '', remedy: '' };
}

/** A sentence as the start of one: a capital, and a full stop unless it has an end already. */
export const sentence = (text: string): string =>
  text === '' ? '' : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.!?…:]$/.test(text) ? '' : '.'}`;

function newsInShort(result: Result): string {
  const news = result.report.findings.filter(isWeightyNews);
  const fresh = news.filter((finding) => finding.status === 'new').length;
  const worse = news.length - fresh;
  if (news.length === 0) return 'nothing new';
  return [fresh > 0 ? `${fresh} new` : '', worse > 0 ? `${worse} worse` : ''].filter((word) => word !== '').join(', ');
}
