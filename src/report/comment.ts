import type { Result } from '../core/result.ts';
import { renderAdoption } from './adoption.ts';
import { emphasised, judgedLine, newsItems, pointsIfAny, scoreInWords, stepToPass } from './comment-parts.ts';
import { cutText } from './escape.ts';
import { type Block, fitBlocks } from './fit.ts';
import { foldedPart } from './folded-part.ts';
import { changeIn, comparePlaces, groupByRule, isNews, isWeightyNews } from './groups.ts';
import { detailsLink, placeLink } from './links.ts';
import { codeSpan, plain, prose } from './markdown.ts';
import { type Published, publishedOf } from './publishable.ts';
import { counted, newsBySeverity, newWaivers, ruleOf, sentence } from './wording.ts';

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
    ...list([...asides(result), ...stillToDo(result, published)]),
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
    {
      rows: [
        ...newsItems(result, published),
        ...[...newWaiverLines(result, published), ...fixedLines(result, published)].map((line) => `- ${line}`),
      ],
    },
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
function stillToDo(result: Result, published: Published): readonly string[] {
  const rules = new Set([...published.fixed, ...published.fixedWithheld].map((entry) => entry.rule));
  return [...rules].sort().flatMap((id) => {
    const { whenFixed } = ruleOf(result, id);
    return whenFixed === undefined ? [] : [`Fixed: ${codeSpan(id)}. ${prose(sentence(whenFixed))}`];
  });
}

/** What is gone, with what that won, and what is left to do about it. */
function fixedLines(result: Result, published: Published): readonly string[] {
  const groups = groupByRule(published.fixed, comparePlaces, changeIn(result));
  const entries = [
    ...groups.map((group) => ({ rule: group.rule, count: group.findings.length, points: group.points })),
    ...published.fixedWithheld.map(({ rule, count }) => ({ rule, count, points: 0 })),
  ].filter(({ rule }) => ruleOf(result, rule).whenFixed === undefined);
  const told = entries.map(({ rule, count, points }) =>
    [`${count > 1 ? `${count} × ` : ''}${codeSpan(rule)}`, ...pointsIfAny(points)].join(' '),
  );
  return [...(told.length > 0 ? [`Fixed: ${told.join(', ')}`] : []), ...stillToDo(result, published)];
}

/** Nobody should have to unfold anything to see what is excused, and what that is worth. */
function newWaiverLines(result: Result, published: Published): readonly string[] {
  const changes = new Map<string, number>();
  for (const { kind, rule, points } of result.comparison?.attribution ?? []) {
    if (kind === 'waived' && rule !== null) changes.set(rule, (changes.get(rule) ?? 0) + points);
  }
  const waivers = published.waived.filter((waiver) => waiver.isNew);
  const lines = waivers.slice(0, 5).map(({ rule, reason, waiver, until }) => {
    const end = until === null ? '' : `, until ${plain(until)}`;
    const isOnly = waivers.filter((other) => other.rule === rule).length === 1;
    const points = isOnly ? pointsIfAny(changes.get(rule) ?? 0) : [];
    const about = [...(waiver ? [placeLink(result, waiver)] : []), ...points].join(' · ');
    return `New waiver of ${codeSpan(rule)}${end}: ${codeSpan(cutText(reason, 200))}${about === '' ? '' : `\n  ${about}`}`;
  });
  return [...lines, ...(waivers.length > 5 ? [`And ${counted(waivers.length - 5, 'new waiver')} more`] : [])];
}

const list = (lines: readonly string[]): readonly Block[] =>
  lines.length > 0 ? [{ rows: lines.map((line) => `- ${line}`) }] : [];

// GitHub takes 65,536 characters; nobody reads as many.
const longest = 11_900;
