import type { Applicability } from '../core/applicability.ts';
import type { Result } from '../core/result.ts';
import type { Block } from './fit.ts';
import { byImportance, changeIn, isNews, isWeightyNews } from './groups.ts';
import { codeSpan, prose } from './markdown.ts';
import type { Published } from './publishable.ts';
import { counted, ruleOf, sentence, untoldGaps } from './wording.ts';

/** Why it matters, what did not count, how to get past it: for the reader who disagrees. */
export function foldedPart(result: Result, published: Published): Block {
  const news = published.findings.filter(isWeightyNews).sort(byImportance(result, changeIn(result)));
  const rules = [...new Set(news.map((finding) => finding.rule))];
  const lines = [
    ...rules.slice(0, 2).map((id) => prose(ruleOf(result, id).why, 400)),
    older(result, published),
    ...result.setting.policyChanges.map((change) => prose(change)),
    withoutEffect(result),
    notChecked(result),
    ...result.setting.notices.map((notice) => prose(notice)),
    howToWaive(result, news[0]),
  ].filter((line) => line !== '');
  return {
    head: '<details><summary>Why, what did not count, how to get past it</summary>\n',
    rows: lines.map((line) => `- ${line}`),
    tail: '\n</details>',
  };
}

/** What stands in the repository as it did: counted, never gated. */
export function older(result: Result, published: Published): string {
  const withheld = published.withheld.reduce((sum, entry) => sum + entry.count, 0);
  const count = published.findings.filter((finding) => !isNews(finding)).length + withheld;
  if (count === 0) return result.comparison ? 'Nothing older stands open.' : '';
  const open = result.comparison
    ? `${counted(count, 'older finding is', 'older findings are')} unchanged and ${count === 1 ? 'does' : 'do'} not block.`
    : `${counted(count, 'finding')}; nothing was compared, so none of them is new.`;
  return withheld === 0 ? open : `${open} ${withheldInWords(published)}`;
}

/** In a public repository an old Critical is a rule and a number. */
const withheldInWords = ({ withheld }: Published): string =>
  `Critical: ${withheld.map(({ rule, count }) => `${count} × ${codeSpan(rule)}`).join(', ')}; run it locally to see where.`;

function withoutEffect(result: Result): string {
  const silent = answers(result, 'does not apply');
  const open = answers(result, 'unknown');
  const words = [
    silent.count > 0 ? `${counted(silent.count, 'rule does', 'rules do')} not apply: ${silent.reasons}.` : '',
    open.count > 0 ? `${counted(open.count, 'rule is', 'rules are')} unknown: ${open.reasons}.` : '',
  ];
  return words.filter((word) => word !== '').join(' ');
}

/** Rules that answered so everywhere they were asked, with up to three different reasons. */
function answers(
  result: Result,
  answer: Applicability['answer'],
): { readonly count: number; readonly reasons: string } {
  const { applicability } = result.report;
  const others = new Set(applicability.filter((entry) => entry.answer !== answer).map((entry) => entry.rule));
  const alike = applicability.filter(
    (entry) => entry.rule !== undefined && entry.answer === answer && !others.has(entry.rule),
  );
  const reasons = [...new Set(alike.map((entry) => entry.reason))];
  const told = reasons.slice(0, 3).map((reason) => prose(reason.replace(/\.$/, ''), 160));
  return {
    count: new Set(alike.map((entry) => entry.rule)).size,
    reasons: `${told.join('; ')}${reasons.length > 3 ? ' …' : ''}`,
  };
}

function notChecked(result: Result): string {
  const entries = untoldGaps(result);
  if (entries.length === 0) return '';
  const told = entries.slice(0, 3).map((entry) => {
    const what = entry.path ?? entry.rule;
    return `${what === undefined ? '' : `${codeSpan(what.slice(-120))}: `}${prose(entry.reason, 160)}`;
  });
  return `Not checked: ${told.join('; ')}${entries.length > 3 ? ` and ${entries.length - 3} more` : ''}`;
}

function howToWaive(result: Result, finding: Result['report']['findings'][number] | undefined): string {
  if (!finding) return '';
  const waiver = codeSpan(`# plimsoll: ignore[${finding.rule}] reason="…" until=YYYY-MM-DD`);
  const pull = result.setting.pullRequest;
  const base = pull ? codeSpan(pull.baseBranch) : 'the base branch';
  if (finding.severity === 'critical' && finding.certainty === 'firm') {
    return `Not for you? A critical can be waived only on ${base}: ${waiver}, with a reason.`;
  }
  const where = pull?.isFork ? `on ${base}, since one from a fork does not count` : 'above the line';
  return sentence(`Not for you? ${waiver} ${where}; a reason is needed, and reviewers will see it here`);
}
