import type { Result } from '../core/result.ts';
import { inert } from './escape.ts';
import { byImportance, isWeightyNews } from './groups.ts';
import { publishedOf } from './publishable.ts';
import { counted, headlineOf, ruleOf, sentence, weightInWords } from './wording.ts';

/**
 * The run's log, which everyone who may read the repository can read: the verdict, why, and what is new. No line
 * begins with text from the repository, and nothing in one is a command to the runner.
 */
export function renderLog(result: Result): string {
  const { verdict, setting } = result;
  const published = publishedOf(result);
  const pointsOf = (finding: { readonly points: number }): number => finding.points;
  const news = published.findings.filter(isWeightyNews).sort(byImportance(result, pointsOf));
  const lines = [
    headlineOf(result),
    ...verdict.reasons.map((reason) => `- ${inert(sentence(reason))}`),
    ...news
      .slice(0, most)
      .flatMap((finding) => [
        `- ${weightInWords(finding)}: ${inert(finding.message)} (${inert(finding.rule)})`,
        `  at ${inert(finding.path)}:${finding.startLine}:${finding.startColumn}. ${inert(sentence(ruleOf(result, finding.rule).remedy))}`,
      ]),
    ...(news.length > most ? [`- ${news.length - most} more in the step summary`] : []),
    ...published.withheld.map(
      ({ rule, count }) => `- ${counted(count, 'older critical')}: ${inert(rule)}; run it locally to see where`,
    ),
    ...[...setting.policyChanges, ...setting.notices].map((note) => `- ${inert(sentence(note))}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

const most = 50;
