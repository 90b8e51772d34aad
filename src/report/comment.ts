import type { Finding } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import { renderAdoption } from './adoption.ts';
import { emphasised, judgedLine, newsItems, scoreInWords, stepToPass } from './comment-parts.ts';
import { type Block, fitBlocks } from './fit.ts';
import { foldedPart } from './folded-part.ts';
import { comparePlaces, groupByRule, isNews, isWeightyNews } from './groups.ts';
import { detailsLink } from './links.ts';
import { codeSpan, prose } from './markdown.ts';
import { type Published, publishedOf } from './publishable.ts';
import { newsBySeverity, newWaivers, ruleOf } from './wording.ts';

/** The one comment of a pull request. The same commit and policy give the same text, so that nothing is written twice. */
export function renderComment(result: Result): string {
  const published = publishedOf(result);
  const blocks = blocksOf(result, published);
  const [details = 'the step summary'] = detailsLink(result, 'the step summary');
  return fitBlocks([{ rows: [markerOf(result.setting.label)], isKept: true }, ...blocks], {
    most: longest,
    sizeOf: (text) => text.length,
    omitted: (rows) => `*${rows} more in ${details}.*`,
  }).replace('\n\n', '\n');
}

/** The comment's first line, by which it is found again. */
export const markerOf = (label: string | undefined): string => {
  const word = (label ?? '').replace(/[^\w.-]/g, '').slice(0, 40);
  return word === '' ? '<!-- plimsoll:v1 -->' : `<!-- plimsoll:v1 ${word} -->`;
};

function blocksOf(result: Result, published: Published): readonly Block[] {
  if (result.verdict.outcome === 'error') return couldNotLook(result);
  if (result.setting.isAdoption) return renderAdoption(result, published);
  const hasNews = published.findings.some(isWeightyNews) || result.verdict.newWaivers > 0;
  return result.verdict.outcome === 'pass' && !hasNews ? clean(result, published) : withNews(result, published);
}

function clean(result: Result, published: Published): readonly Block[] {
  const fixed = published.fixed.length + published.fixedWithheld.reduce((sum, entry) => sum + entry.count, 0);
  const hasLightNews = published.findings.some(isNews);
  const parts = [
    `**Plimsoll: pass**`,
    scoreInWords(result),
    `nothing new${hasLightNews ? ' of weight' : ''}${fixed > 0 ? `, ${fixed} fixed` : ''}.`,
  ];
  const verdict = [parts.join(' · '), ...detailsLink(result, 'Details')].join(' ');
  return [
    { rows: [`${verdict} · ${judgedLine(result, 'short')}`], isKept: true },
    ...list([...asides(result), ...afterwards(result, published)]),
  ];
}

function withNews(result: Result, published: Published): readonly Block[] {
  const failed = result.verdict.outcome === 'fail';
  const news = [newsBySeverity(result), newWaivers(result)].filter((words) => words !== '').join(', ');
  return [
    {
      rows: [
        `### Plimsoll: ${failed ? 'failed' : 'pass'}${news === '' ? '' : ` – ${news}`}`,
        emphasised(scoreInWords(result)),
      ],
      isKept: true,
    },
    ...list(result.verdict.failing.length > 0 && failed ? [] : result.verdict.reasons.map((reason) => prose(reason))),
    { rows: newsItems(result, published) },
    ...list([...fixedInShort(published), ...afterwards(result, published)]),
    ...stepToPass(result, published),
    foldedPart(result, published),
    { rows: [[judgedLine(result, 'long'), ...detailsLink(result, 'Details')].join(' · ')], isKept: true },
  ].filter((block) => block.rows.length > 0);
}

function couldNotLook(result: Result): readonly Block[] {
  return [
    { rows: ['### Plimsoll: could not look – not a finding'], isKept: true },
    ...list(result.verdict.reasons.map((reason) => prose(reason))),
    { rows: [[judgedLine(result, 'long'), ...detailsLink(result, 'Details')].join(' · ')], isKept: true },
  ];
}

/** What every reader must see beside the verdict: our own step or policy changed, something not delivered in full. */
const asides = (result: Result): readonly string[] => [
  ...(result.verdict.belowLineAnyway
    ? [`Below the line of ${result.setting.gate.failBelow ?? ''}, not because of this pull request.`]
    : []),
  ...[...result.setting.policyChanges, ...result.setting.notices].map((note) => prose(note)),
];

/** What is left to do about what is gone: a secret that stood in the open must be rotated. */
function afterwards(result: Result, published: Published): readonly string[] {
  const rules = new Set([...published.fixed, ...published.fixedWithheld].map((entry) => entry.rule));
  return [...rules].sort().flatMap((id) => {
    const { whenFixed } = ruleOf(result, id);
    return whenFixed === undefined ? [] : [`${codeSpan(id)} is gone from the file: ${prose(whenFixed)}`];
  });
}

function fixedInShort(published: Published): readonly string[] {
  const groups = groupByRule(published.fixed, comparePlaces, (finding: Finding) => finding.points);
  const entries = [
    ...groups.map((group) => ({ rule: group.rule, count: group.findings.length })),
    ...published.fixedWithheld,
  ];
  if (entries.length === 0) return [];
  return [
    `Fixed: ${entries.map(({ rule, count }) => `${count > 1 ? `${count} × ` : ''}${codeSpan(rule)}`).join(', ')}`,
  ];
}

const list = (lines: readonly string[]): readonly Block[] =>
  lines.length > 0 ? [{ rows: lines.map((line) => `- ${line}`) }] : [];

// GitHub takes 65,536 characters; nobody reads as many.
const longest = 11_900;
