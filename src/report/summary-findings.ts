import type { Finding } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import { rankOf } from '../core/severity.ts';
import type { Block } from './fit.ts';
import { byImportance, comparePlaces, type Group, groupByRule } from './groups.ts';
import { placeLink } from './links.ts';
import { codeSpan, html, prose, table } from './markdown.ts';
import { exactSize } from './numbers.ts';
import type { Published } from './publishable.ts';
import { counted, ruleOf, severityWord, weightInWords } from './wording.ts';

/** One row a rule, with those of which only the number is told. */
export function findingsByRule(result: Result, published: Published): readonly Block[] {
  const rows = [
    ...published.withheld.map(({ rule, count, points }) => [
      codeSpan(rule),
      'Critical',
      String(count),
      exactSize(points),
      `${prose(ruleOf(result, rule).title)} (run it locally to see where)`,
    ]),
    ...groupsOf(result, published).map(({ rule, first, findings, points }) => [
      codeSpan(rule),
      severityWord(first.severity),
      String(findings.length),
      exactSize(points),
      prose(ruleOf(result, rule).title),
    ]),
  ];
  if (rows.length === 0) return [{ rows: ['Nothing found.'] }];
  return [heading('Findings by rule', table(['Rule', 'Worst', 'Findings', 'Points', 'What it is'], rows))];
}

/** One row a file. Findings that may not be placed are in none of them. */
export function findingsByFile(published: Published): readonly Block[] {
  const byFile = new Map<string, Finding[]>();
  for (const finding of [...published.findings].sort(comparePlaces)) {
    const known = byFile.get(finding.path);
    if (known) known.push(finding);
    else byFile.set(finding.path, [finding]);
  }
  const rows = [...byFile].map(([path, findings]) => {
    const worst = [...findings].sort((a, b) => rankOf(b.severity) - rankOf(a.severity))[0];
    const points = findings.reduce((sum, finding) => sum + finding.points, 0);
    return [codeSpan(path), worst ? severityWord(worst.severity) : '', String(findings.length), exactSize(points)];
  });
  return rows.length === 0 ? [] : [heading('Findings by file', table(['File', 'Worst', 'Findings', 'Points'], rows))];
}

/** Every finding with its message, folded by rule. */
export function placesByRule(result: Result, published: Published): readonly Block[] {
  const folds = groupsOf(result, published).map((group): Block => {
    const summary = html(`${group.rule}: ${counted(group.findings.length, 'finding')}`);
    return {
      head: `<details><summary>${summary}</summary>\n`,
      rows: group.findings.map(
        (finding) => `- ${weightInWords(finding)} · ${placeLink(result, finding)} · ${prose(finding.message)}`,
      ),
      tail: '\n</details>',
      isLast: true,
    };
  });
  return folds.length === 0 ? [] : [{ rows: ['## Every finding'], isLast: true }, ...folds];
}

const groupsOf = (result: Result, published: Published): readonly Group[] =>
  groupByRule(
    published.findings,
    byImportance(result, (finding) => finding.points),
    (finding) => finding.points,
  );

const heading = (title: string, block: Block): Block => ({ ...block, head: `## ${title}\n\n${block.head ?? ''}` });
