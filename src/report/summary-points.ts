import type { Finding } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import type { Block } from './fit.ts';
import { byImportance, isNews } from './groups.ts';
import { placeLink } from './links.ts';
import { codeSpan, plain, table } from './markdown.ts';
import { exactPoints, exactSize, shownDelta } from './numbers.ts';
import type { Published } from './publishable.ts';

/** "Why this many points": the share of every finding, what stood here apart from what this pull request brings. */
export function attributionSections(result: Result, published: Published): readonly Block[] {
  const { score } = result.report;
  const changes = result.comparison?.attribution ?? [];
  if (!score || (score.uncapped === 100_000 && changes.length === 0)) return [];
  const order = byImportance(result, (finding) => finding.points);
  const cost = published.findings
    .filter((finding) => finding.points > 0)
    .sort((a, b) => b.points - a.points || order(a, b));
  const older = cost.filter((finding) => !isNews(finding));
  const withheldRows = published.withheld.map(({ rule, count, points }) => [
    exactSize(points),
    `${count} × critical`,
    codeSpan(rule),
  ]);
  const sums = [
    `100 less ${exactSize(100_000 - score.uncapped)} lost is ${exactSize(score.uncapped)}.`,
    ...(score.cap
      ? [
          `Cap: ${plain(score.cap.reason)} allows ${exactSize(score.cap.limit)} at most, ${exactPoints(score.total - score.uncapped)}.`,
        ]
      : []),
  ];
  return [
    { rows: ['## Why this many points\n', sums.join(' ')] },
    ...(result.comparison
      ? [
          change(result, published),
          ...shares('What this pull request brings costs', rowsOf(result, cost.filter(isNews))),
        ]
      : []),
    ...shares(result.comparison ? 'What stood here before costs' : 'Every finding costs', [
      ...withheldRows,
      ...rowsOf(result, older),
    ]),
  ];
}

/** The change against the base by its causes; they sum to the difference of the two scores shown. */
function change(result: Result, published: Published): Block {
  const told = new Map([...published.findings, ...published.fixed].map((finding) => [finding.fingerprint, finding]));
  const changes = [...(result.comparison?.attribution ?? [])].sort((a, b) => a.points - b.points);
  const rows = changes.map(({ kind, fingerprint, rule, points }) => {
    const finding = told.get(fingerprint ?? '');
    const place = finding && kind !== 'fixed' ? placeLink(result, finding) : finding ? codeSpan(finding.path) : '';
    return [exactPoints(points), kind, rule === null ? '' : codeSpan(rule), place];
  });
  const delta = result.comparison?.delta ?? null;
  const sum = delta === null ? 'not rated on both sides' : shownDelta(delta);
  return {
    ...table(['Change', 'Cause', 'Rule', 'Where'], rows),
    head: `### The change: ${sum}\n${rows.length === 0 ? '' : `\n${table(['Change', 'Cause', 'Rule', 'Where'], []).head}`}`,
  };
}

function shares(title: string, rows: readonly (readonly string[])[]): readonly Block[] {
  if (rows.length === 0) return [];
  const body = table(['Points', 'Where', 'Rule'], rows);
  return [
    {
      head: `<details><summary>${title}</summary>\n\n${body.head}`,
      rows: body.rows,
      tail: '\n</details>',
      isLast: true,
    },
  ];
}

const rowsOf = (result: Result, findings: readonly Finding[]): readonly (readonly string[])[] =>
  findings.map((finding) => [exactSize(finding.points), placeLink(result, finding), codeSpan(finding.rule)]);
