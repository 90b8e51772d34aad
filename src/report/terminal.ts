import type { Finding } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import { inert, withoutCommands } from './escape.ts';
import { byImportance, type Group, groupByRule, isNews } from './groups.ts';
import { gradeAndScore, shownDelta, shownPoints, shownScore } from './numbers.ts';
import { linesOfGroup } from './terminal-group.ts';
import { gateLines, notCounted, remarks } from './terminal-ending.ts';
import { type Page, type Style, styleOf, wrapMessage } from './terminal-style.ts';
import { capInWords, counted, inspectedInWords, notRated, ruleOf, sentence } from './wording.ts';

export interface TerminalOptions {
  readonly colour: boolean;
  /** Every finding and every place, also what weighs nothing. */
  readonly all: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** For the one who sits before it: everything is told, since nothing is published. The gate has the last word. */
export function renderTerminal(result: Result, options: TerminalOptions): string {
  const width = Math.min(Math.max(options.width, 40), 120);
  const page: Page = { style: styleOf(options.colour), width, all: options.all };
  const { findings } = result.report;
  const told = page.all ? findings : findings.filter((finding) => finding.severity !== 'info' && !finding.disabled);
  const paragraphs: readonly (readonly string[])[] = [
    heading(result, page),
    doFirst(result, page),
    ...groupsOf(result, told).map((group) => linesOfGroup(result, group, page)),
    notCounted(result, findings.length - told.length, page),
    remarks(result, page),
    gateLines(result, page),
  ];
  const texts = paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return withoutCommands(`${texts.join('\n\n')}\n`);
}

/** What is new comes first, then as everywhere. */
function groupsOf(result: Result, told: readonly Finding[]): readonly Group[] {
  const pointsOf = (finding: Finding): number => finding.points;
  const groups = groupByRule(told, byImportance(result, pointsOf), pointsOf);
  const hasNews = (group: Group): boolean => group.findings.some(isNews);
  return [...groups.filter(hasNews), ...groups.filter((group) => !hasNews(group))];
}

function heading(result: Result, { style, width }: Page): readonly string[] {
  const { report, comparison, tool } = result;
  const { score } = report;
  const words = [
    ...(report.root === '.' ? [] : [inert(report.root)]),
    ...inspectedInWords(result),
    `Plimsoll ${tool.version}, score model ${score?.model ?? 'psm-1'}`,
  ].join(' · ');
  const about = wrapMessage(words.replaceAll('`', "'"), width, style).map(style.faint);
  if (!score) return [style.strong(sentence(notRated)), ...about];
  const paint = paintOf(score.total, style);
  const before = comparison?.baseScore ?? null;
  const change =
    before && comparison?.delta !== null && comparison?.delta !== undefined ? shownDelta(comparison.delta) : '';
  const cap = capInWords(result);
  return [
    [
      paint(style.strong(`${score.grade} ${shownScore(score.total)}`)),
      loadLine(score.total, paint, style),
      ...(before ? [`${change}${change === 'unchanged' ? '' : `, ${gradeAndScore(before)} before`}`] : []),
    ].join('  '),
    ...(cap === undefined ? [] : wrapMessage(sentence(`${cap}; uncapped ${shownScore(score.uncapped)}`), width, style)),
    ...about,
  ];
}

/** Where repetition makes single shares small, what closing a whole kind wins says what is worth doing. */
function doFirst(result: Result, { style, width }: Page): readonly string[] {
  const { findings, score } = result.report;
  const isCritical = (family: string): boolean =>
    findings.some((finding) => finding.family === family && finding.severity === 'critical' && !finding.disabled);
  const values = result.fixValues.filter(({ points }) => shownPoints(points) !== '0.0');
  const ranked = [
    ...values.filter(({ family }) => isCritical(family)),
    ...values.filter(({ family }) => !isCritical(family)),
  ];
  if (ranked.length === 0) return [];
  const rows = ranked.slice(0, most).map(({ family, rules, points }) => {
    const places = findings.filter((finding) => finding.family === family && !finding.disabled).length;
    const [rule = family] = rules;
    const about = [
      ruleOf(result, rule).title,
      ...(places > 1 ? [counted(places, 'place')] : []),
      ...(isCritical(family) ? ['critical'] : []),
    ].join(' · ');
    return { points: shownPoints(points), name: inert(rules.join(', ')), about };
  });
  const [pointsWidth, nameWidth] = [rows.map(({ points }) => points.length), rows.map(({ name }) => name.length)].map(
    (sizes) => Math.max(...sizes),
  );
  const margin = (pointsWidth ?? 0) + (nameWidth ?? 0) + 6;
  const lines = rows.flatMap(({ points, name, about }) => {
    const [first = '', ...rest] = wrapMessage(about, Math.max(20, width - margin), style);
    return [
      `  ${style.good(points.padStart(pointsWidth ?? 0))}  ${style.strong(name.padEnd(nameWidth ?? 0))}  ${style.faint(first)}`,
      ...rest.map((line) => `${' '.repeat(margin)}${style.faint(line)}`),
    ];
  });
  const label = `what each wins once all of its places are mended${score?.cap ? ', before the cap' : ''}`;
  return [`${style.strong('Do first')}  ${style.faint(label)}`, ...lines];
}

/** The score as a line: full is 100. The number stands beside it. */
function loadLine(total: number, paint: (text: string) => string, style: Style): string {
  const filled = Math.floor(total / 5000);
  return paint('━'.repeat(filled)) + style.faint('╌'.repeat(20 - filled));
}

function paintOf(total: number, style: Style): (text: string) => string {
  if (total >= 80_000) return style.good;
  return total >= 60_000 ? (text) => style.severity('medium', text) : style.bad;
}

const most = 3;
