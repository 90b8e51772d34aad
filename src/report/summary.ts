import type { Result } from '../core/result.ts';
import { emphasised, judgedLine, newsItem, scoreInWords } from './comment-parts.ts';
import { type Block, fitBlocks } from './fit.ts';
import { older } from './folded-part.ts';
import { byImportance, changeIn, isNews } from './groups.ts';
import { codeSpan, plain, prose, table } from './markdown.ts';
import { exactSize, gradeAndScore, shownPoints } from './numbers.ts';
import { type Published, publishedOf } from './publishable.ts';
import { deliverySections } from './summary-delivery.ts';
import { flowSections } from './summary-flows.ts';
import { findingsByFile, findingsByRule, placesByRule } from './summary-findings.ts';
import { attributionSections } from './summary-points.ts';
import { practiceSections } from './summary-practices.ts';
import { recordSections } from './summary-record.ts';
import { newsBySeverity, newWaivers, ruleOf, sentence } from './wording.ts';

/** The step summary: all that may be published, the verdict first. GitHub refuses a page of more than 1 MiB whole. */
export function renderSummary(result: Result): string {
  const published = publishedOf(result);
  const blocks: readonly Block[] = [
    { rows: heading(result, published), isKept: true },
    // Of thousands of them the page shows as many as fit beside all that is said of them together.
    ...section('What this pull request brings', { rows: newsRows(result, published), isLast: true }),
    ...section('What it mends', { rows: fixedRows(result, published) }),
    ...section('What wins most', fixValues(result)),
    ...section('Points by category', categoryTable(result)),
    ...findingsByRule(result, published),
    ...findingsByFile(published),
    ...attributionSections(result, published),
    ...deliverySections(result),
    ...flowSections(result, published),
    ...practiceSections(result),
    ...recordSections(result, published),
    ...placesByRule(result, published),
  ];
  const text = fitBlocks(
    blocks.filter((block) => block.rows.length > 0),
    {
      most: mebibyte - 1024,
      sizeOf: (part) => Buffer.byteLength(part),
      omitted: (rows) =>
        `*${rows} more rows are left out here: the page must stay under 1 MiB. The JSON report holds them all.*`,
    },
  );
  return `${text}\n`;
}

/** A heading stands or falls with what it is above. */
export const section = (title: string, block: Block): readonly Block[] =>
  block.rows.length === 0
    ? []
    : [{ ...block, head: `## ${title}\n${block.head === undefined ? '' : `\n${block.head}`}` }];

function heading(result: Result, published: Published): readonly string[] {
  const { verdict, setting } = result;
  const news = [newsBySeverity(result), newWaivers(result)].filter((words) => words !== '').join(', ');
  const outcome = { pass: 'pass', fail: 'failed', error: 'could not look – not a finding' }[verdict.outcome];
  const gate = `fail-on ${plain(setting.gate.failOn)}, fail-below ${setting.gate.failBelow ?? 'off'}`;
  const notes = [
    ...verdict.reasons.map((reason) => prose(reason)),
    ...(verdict.belowLineAnyway ? ['The score is below the line, not because of this pull request.'] : []),
    ...[...setting.policyChanges, ...setting.notices].map((note) => prose(note)),
    result.report.findings.length === 0 ? '' : older(result, published),
  ].filter((note) => note !== '');
  return [
    `# Plimsoll: ${outcome}${news === '' ? '' : ` – ${news}`}\n`,
    `${emphasised(scoreInWords(result))}\n`,
    `${sentence(judgedLine(result, 'long'))} Gate: ${gate}.\n`,
    ...notes.map((note) => `- ${note}`),
  ];
}

function newsRows(result: Result, published: Published): readonly string[] {
  const changeOf = changeIn(result);
  const told = new Set<string>();
  return published.findings
    .filter(isNews)
    .sort(byImportance(result, changeOf))
    .map((finding) => {
      const remedy = told.has(finding.rule) ? '' : sentence(ruleOf(result, finding.rule).remedy);
      told.add(finding.rule);
      return `${newsItem(result, finding, changeOf(finding))}${remedy === '' ? '' : `\n  ${prose(remedy)}`}`;
    });
}

function fixedRows(result: Result, published: Published): readonly string[] {
  const changeOf = changeIn(result);
  const rules = [...new Set([...published.fixed, ...published.fixedWithheld].map((entry) => entry.rule))].sort();
  return [
    ...published.fixed.map((finding) => {
      const change = shownPoints(changeOf(finding));
      const about = [`${codeSpan(finding.path)}, line ${finding.startLine}`, codeSpan(finding.rule)];
      return `- ${prose(finding.message)}\n  ${[...about, ...(change === '0.0' ? [] : [change])].join(' · ')}`;
    }),
    ...published.fixedWithheld.map(({ rule, count }) => `- ${count} × ${codeSpan(rule)} (critical)`),
    ...rules.flatMap((id) => {
      const { whenFixed } = ruleOf(result, id);
      return whenFixed === undefined ? [] : [`- ${codeSpan(id)}: ${prose(whenFixed)}`];
    }),
  ];
}

/** Labelled apart from the shares: closing a kind wins more than its repeats cost one by one. */
function fixValues(result: Result): Block {
  const values = result.fixValues.filter(({ points }) => shownPoints(points) !== '0.0');
  const rows = values.slice(0, 10).map(({ family, rules, points }) => {
    const [rule = family] = rules;
    return [prose(sentence(ruleOf(result, rule).remedy)), rules.map(codeSpan).join(', '), shownPoints(points)];
  });
  return table(['Do this everywhere', 'Rule', 'Wins, before any cap'], rows);
}

function categoryTable(result: Result): Block {
  const { score } = result.report;
  if (!score || score.uncapped === 100_000) return { rows: [] };
  const rows = Object.entries(score.categories).map(([category, { budget, lost, findings }]) => [
    category,
    exactSize(lost),
    String(budget / 1000),
    String(findings),
  ]);
  const total = `Shown: ${gradeAndScore(score)}, floored to one decimal; the model is ${score.model}.`;
  return { ...table(['Category', 'Lost', 'At most', 'Findings'], rows), tail: `\n${total}` };
}

const mebibyte = 1024 * 1024;
