import type { Applicability } from '../core/applicability.ts';
import type { Result } from '../core/result.ts';
import { inert } from './escape.ts';
import { shownScore } from './numbers.ts';
import { type Page, wrapMessage } from './terminal-style.ts';
import { counted, sentence, untoldGaps } from './wording.ts';

/** One line on everything that did not count. */
export function notCounted(result: Result, hidden: number, { style, width, all }: Page): readonly string[] {
  const { report, comparison } = result;
  const silent = rulesThatAnswer(report.applicability, 'does not apply');
  const open = rulesThatAnswer(report.applicability, 'unknown');
  const fixed = comparison?.fixed.length ?? 0;
  const waived = report.waived.length;
  const without = report.score ? ` (without waivers ${shownScore(report.score.withoutWaivers)})` : '';
  const words = [
    report.findings.length === 0 ? 'Nothing found' : '',
    fixed > 0 ? `${fixed} fixed` : '',
    hidden > 0 ? `${hidden} of no weight` : '',
    waived > 0 ? `${waived} waived${without}` : '',
    report.notChecked.length > 0 ? `${report.notChecked.length} not checked` : '',
    silent > 0 ? `${counted(silent, 'rule does', 'rules do')} not apply` : '',
    open > 0 ? `${counted(open, 'rule')} could not tell` : '',
  ].filter((word) => word !== '');
  const more = all || hidden + silent + open === 0 ? '' : ' (--all says which)';
  return words.length === 0 ? [] : wrapMessage(`${words.join(' · ')}${more}`, width, style).map(style.faint);
}

/** What could not be looked at, what the policy said in vain, what was not delivered in full. */
export function remarks(result: Result, { style, width, all }: Page): readonly string[] {
  const { report, setting } = result;
  const notes = [
    ...report.policyNotes.map(({ message, path, line }) => `${placeInWords(path, line)}${message}`),
    ...untoldGaps(result).map(
      ({ path, rule, reason }) => `Not checked: ${placeInWords(path ?? rule, undefined)}${reason}`,
    ),
    ...(all ? silentRules(report.applicability) : []),
    ...setting.policyChanges,
    ...setting.notices,
  ];
  const shown = all ? notes : notes.slice(0, most);
  const left = notes.length - shown.length;
  return [
    ...shown.flatMap((note) => wrapMessage(note, width - 2, style).map((line, i) => `${i === 0 ? '· ' : '  '}${line}`)),
    ...(left > 0 ? [style.faint(`  ${left} more remarks, --all shows them`)] : []),
  ];
}

export function gateLines(result: Result, { style, width }: Page): readonly string[] {
  const { verdict, setting, comparison } = result;
  if (verdict.outcome === 'error')
    return told(style.bad(style.strong('Could not look – not a finding')), verdict.reasons);
  const { failOn, failBelow } = setting.gate;
  const rules = [
    // Without a base only an explicit `--fail-on` counts what stands there; then it is what failed.
    ...(comparison || verdict.failing.length > 0 ? [`fail-on ${inert(failOn)}`] : []),
    `fail-below ${failBelow ?? 'off'}`,
    ...(comparison ? [] : ['nothing is new without --base']),
  ];
  const title =
    verdict.outcome === 'pass' ? style.good(style.strong('Gate: pass')) : style.bad(style.strong('Gate: failed'));
  return told(`${title}  ${style.faint(rules.join(', '))}`, verdict.reasons);

  function told(first: string, reasons: readonly string[]): readonly string[] {
    const lines = reasons.flatMap((reason) => wrapMessage(sentence(reason), width - 2, style));
    return [first, ...lines.map((line) => `  ${line}`)];
  }
}

const placeInWords = (path: string | undefined, line: number | undefined): string =>
  path === undefined ? '' : `${path.replaceAll('`', "'")}${line === undefined ? '' : `:${line}`}: `;

/** What does not apply, or cannot be told, and why: once for each rule and reason. */
const silentRules = (applicability: readonly Applicability[]): readonly string[] => [
  ...new Set(
    applicability
      .filter(({ answer }) => answer !== 'applies')
      .map(
        ({ rule, question, answer, reason }) =>
          `${rule ?? question ?? ''} ${answer === 'unknown' ? 'could not tell' : answer}: ${reason}`,
      ),
  ),
];

function rulesThatAnswer(applicability: readonly Applicability[], answer: Applicability['answer']): number {
  const others = new Set(applicability.filter((entry) => entry.answer !== answer).map((entry) => entry.rule));
  return new Set(applicability.flatMap(({ rule }) => (rule === undefined || others.has(rule) ? [] : [rule]))).size;
}

const most = 8;
