import type { Finding } from '../core/finding.ts';
import { categories, severities, type Certainty, type Severity } from '../core/severity.ts';
import { dampingOf } from '../score/damping.ts';
import { budgets, capFor, weightOf } from '../score/model.ts';
import { fixValuesOf, gradeOf, scoreOf } from '../score/score.ts';
import { rules } from '../rules/index.ts';
import { markdownTable } from './markdown-table.ts';
import type { Sections } from './sections.ts';

/** The made parts of docs/scoring.md: what the model itself says, and an example that is really rated. */
export const scoringSections: Sections = {
  weights: weightTable,
  damping: dampingTable,
  budgets: budgetTable,
  caps: capTable,
  grades: gradeTable,
  example: exampleTable,
};

function weightTable(): string {
  const weigh = (severity: Severity, certainty: Certainty): string => points(weightOf({ severity, certainty }));
  const rows = [...severities].reverse().map((name) => [name, weigh(name, 'firm'), weigh(name, 'tentative')]);
  return markdownTable(['severity', 'firm', 'tentative'], rows);
}

function dampingTable(): string {
  const places = [1, 2, 3, 4, 5, 10, 20, 50];
  return markdownTable(
    ['n-th heaviest', ...places.map(String)],
    [['counts', ...places.map((n) => (dampingOf(n) / 1_000_000).toFixed(3))]],
  );
}

function budgetTable(): string {
  const rows = categories.map((name) => {
    const count = rules.filter((rule) => rule.info.category === name).length;
    return [name, points(budgets[name]), String(count)];
  });
  return markdownTable(['category', 'budget', 'rules'], rows);
}

function capTable(): string {
  const none = { criticals: 0, highs: 0, waivedCriticals: 0 };
  const cases = [
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((criticals) => ({ ...none, criticals })),
    { ...none, highs: 1 },
    { ...none, waivedCriticals: 1 },
  ];
  const rows = cases.flatMap((counts) => {
    const cap = capFor(counts);
    return cap ? [[cap.reason, points(cap.limit)]] : [];
  });
  return markdownTable(['firm findings', 'the score is at most'], rows);
}

/** The lowest score of each grade, asked of the model tenth by tenth. */
function gradeTable(): string {
  const lowest = new Map<string, number>();
  for (let total = 100_000; total >= 0; total -= 100) lowest.set(gradeOf(total), total);
  const rows = [...lowest].map(([grade, total]) => [grade, total === 0 ? 'below' : points(total)]);
  return markdownTable(['grade', 'from'], rows);
}

/** The findings of the worked example: rule, severity, how many. */
const example: readonly (readonly [string, Severity, number])[] = [
  ['unpinned-action', 'medium', 3],
  ['remote-script', 'medium', 1],
  ['missing-timeout', 'low', 4],
];

function exampleTable(): string {
  const findings = example.flatMap(([rule, severity, count]) =>
    Array.from({ length: count }, () => findingOf(rule, severity)),
  );
  const { score, findings: rated } = scoreOf(findings, []);
  const values = new Map(fixValuesOf(findings).map((value) => [value.family, value.points]));
  const rows = example.map(([rule, severity, count]) => {
    const own = rated.filter((finding) => finding.rule === rule);
    const lost = own.reduce((sum, finding) => sum + finding.points, 0);
    return [rule, `${count} × ${severity}`, own[0]?.category ?? '', exact(lost), exact(values.get(rule) ?? 0)];
  });
  const losses = categories
    .filter((name) => score.categories[name].lost > 0)
    .map((name) => `${name} ${exact(score.categories[name].lost)} of ${points(score.categories[name].budget)}`);
  return [
    markdownTable(['rule', 'findings', 'category', 'points lost', 'fix value'], rows),
    '',
    `Lost: ${losses.join(', ')}. Score: ${exact(score.total)}, shown as ${score.grade} ${(Math.floor(score.total / 100) / 10).toFixed(1)}.`,
  ].join('\n');
}

function findingOf(rule: string, severity: Severity): Finding {
  const info = rules.find((known) => known.info.id === rule)?.info;
  if (!info) throw new Error(`No rule is called ${rule}`);
  return {
    rule,
    category: info.category,
    family: info.family,
    severity,
    certainty: 'firm',
    path: '',
    startLine: 1,
    startColumn: 1,
    endLine: 1,
    endColumn: 1,
    message: '',
    fingerprint: '',
    points: 0,
    status: null,
    related: [],
    fixable: false,
    disabled: false,
    excerpt: [],
    identity: { path: '', anchor: '', key: '', excerpt: '', occurrence: 0 },
  };
}

const points = (milliPoints: number): string => String(milliPoints / 1000);

const exact = (milliPoints: number): string => (milliPoints / 1000).toFixed(3);
