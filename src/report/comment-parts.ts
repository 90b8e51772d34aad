import type { Finding } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import type { Block } from './fit.ts';
import { byImportance, changeIn, failingIn, type Group, groupByRule, isWeightyNews } from './groups.ts';
import { placeLink } from './links.ts';
import { codeSpan, plain, prose } from './markdown.ts';
import { gradeAndScore, shownDelta, shownPoints } from './numbers.ts';
import type { Published } from './publishable.ts';
import { capInWords, notRated, ruleOf, sentence, weightInWords } from './wording.ts';

/** `B 84.5 (was A 92.4, −7.9)`, `A 92.4, unchanged`, with what a cap hides. */
export function scoreInWords(result: Result): string {
  const { score } = result.report;
  if (!score) return notRated;
  const cap = capInWords(result);
  return `${gradeAndScore(score)}${againstBase(result)}${cap === undefined ? '' : ` · ${plain(cap)}`}`;
}

/** Grade and number stand out from what is said of them. */
export const emphasised = (score: string): string => score.replace(/^[A-F] [\d.]+|^not rated/, '**$&**');

/** What was compared. No time and no run: the same commits give the same words. */
export function judgedLine(result: Result, length: 'short' | 'long'): string {
  const { head, base } = result;
  if (!head) return policyInWords(result);
  const pair = `judged ${shortSha(head)}${base ? ` against ${shortSha(base)}` : ''}`;
  return length === 'short' ? pair : `${pair}${base ? ' (merge base)' : ''}, ${policyInWords(result)}`;
}

/** `policy main@0123456`: where it is from and the file's own version; a moving branch changes nothing. */
export function policyInWords({ policy, setting }: Result): string {
  const { source, path, sha } = policy;
  if (source === 'defaults') return 'default policy';
  if (source === 'inputs') return 'policy of the inputs';
  const name = setting.pullRequest?.baseBranch ?? path ?? source;
  const more = source === 'file and inputs' ? ' and stricter inputs' : '';
  return `policy ${codeSpan(sha === null ? name : `${name}@${sha.slice(0, 7)}`)}${more}`;
}

/** What this pull request brings: each by itself while they are few, else by rule. */
export function newsItems(result: Result, published: Published): readonly string[] {
  const changeOf = changeIn(result);
  const news = published.findings.filter(isWeightyNews).sort(byImportance(result, changeOf));
  if (news.length <= most) return news.map((finding) => newsItem(result, finding, changeOf(finding)));
  const groups = groupByRule(news, byImportance(result, changeOf), changeOf);
  const rest = groups.slice(most).map((group) => `${group.findings.length} × ${codeSpan(group.rule)}`);
  return [
    ...groups.slice(0, most).map((group) => groupItem(result, group)),
    ...(rest.length > 0 ? [`- And ${rest.slice(0, 10).join(', ')}${rest.length > 10 ? ' …' : ''}`] : []),
  ];
}

/** The one best next step: the remedies of what fails, the gravest first. */
export function stepToPass(result: Result, published: Published): readonly Block[] {
  if (result.verdict.outcome !== 'fail') return [];
  const isFailing = failingIn(result);
  const news = published.findings.filter(isWeightyNews).sort(byImportance(result, changeIn(result)));
  const failing = news.some(isFailing)
    ? news.filter(isFailing)
    : news.filter((finding) => finding.certainty === 'firm');
  const rules = [...new Set(failing.map((finding) => finding.rule))];
  const remedies = rules.slice(0, 2).map((id) => prose(sentence(ruleOf(result, id).remedy)));
  if (remedies.length === 0) return [];
  const rest = rules.slice(2, 7).map(codeSpan);
  return [{ rows: [`**To pass:** ${remedies.join(' ')}${rest.length > 0 ? ` Then ${rest.join(', ')}.` : ''}`] }];
}

export function newsItem(result: Result, finding: Finding, change: number): string {
  const about = [placeLink(result, finding), codeSpan(finding.rule), ...pointsIfAny(change)].join(' · ');
  return `- **${weightOfNews(finding)}** · ${prose(finding.message, 300)}\n  ${about}`;
}

function groupItem(result: Result, group: Group): string {
  const { first, findings, rule, points } = group;
  if (findings.length === 1) return newsItem(result, first, points);
  const places = findings.slice(0, 3).map((finding) => placeLink(result, finding));
  const rest = findings.length > 3 ? ` and ${findings.length - 3} more` : '';
  const about = [`${places.join(', ')}${rest}`, codeSpan(rule), ...pointsIfAny(points)].join(' · ');
  return `- **${weightOfNews(first)}** · ${findings.length} × ${prose(ruleOf(result, rule).title)}\n  ${about}`;
}

const weightOfNews = (finding: Finding): string =>
  `${weightInWords(finding)}${finding.status === 'worsened' ? ', worse than before' : ''}`;

export const pointsIfAny = (points: number): readonly string[] => {
  const shown = shownPoints(points);
  return shown === '0.0' ? [] : [shown];
};

function againstBase({ comparison }: Result): string {
  if (!comparison) return '';
  if (!comparison.baseScore || comparison.delta === null) return ' (base not rated)';
  const delta = shownDelta(comparison.delta);
  return delta === 'unchanged' ? `, ${delta}` : ` (was ${gradeAndScore(comparison.baseScore)}, ${delta})`;
}

const shortSha = (sha: string): string => codeSpan(sha.slice(0, 7));

const most = 5;
