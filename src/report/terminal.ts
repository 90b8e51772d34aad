import type { Finding } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import { inert } from './escape.ts';
import { byImportance, groupByRule, isNews, type Group } from './groups.ts';
import { gradeAndScore, shownDelta, shownPoints, shownScore } from './numbers.ts';
import { linesOfGroup } from './terminal-group.ts';
import { type Style, styleOf, widthOf, wrapMessage } from './terminal-style.ts';
import { capInWords, counted, notRated, ruleOf, sentence } from './wording.ts';

export interface TerminalOptions {
  readonly colour: boolean;
  /** Every finding and every place, also what weighs nothing. */
  readonly all: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** For the one who sits before it: everything is told, since nothing is published. The gate has the last word. */
export function renderTerminal(result: Result, options: TerminalOptions): string {
  const page: Page = {
    style: styleOf(options.colour),
    width: Math.min(Math.max(options.width, 40), 120),
    all: options.all,
  };
  const { findings } = result.report;
  const told = page.all ? findings : findings.filter((finding) => finding.severity !== 'info' && !finding.disabled);
  const paragraphs: readonly (readonly string[])[] = [
    heading(result, page),
    doFirst(result, page),
    ...groupsOf(result, told).map((group) => linesOfGroup(result, group, page)),
    notCounted(result, findings.length - told.length, page),
    remarks(result, page),
    gate(result, page),
  ];
  const text = paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${text.join('\n\n')}\n`;
}

export interface Page {
  readonly style: Style;
  readonly width: number;
  readonly all: boolean;
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
  const files = Object.entries(report.inspected).filter(([, count]) => count > 0);
  const kinds = files.map(([kind, count]) => `${count} ${inert(kind)}`).join(', ');
  const about = style.faint(`Plimsoll ${tool.version} · ${score?.model ?? 'psm-1'}${kinds === '' ? '' : ` · ${kinds}`}`);
  if (!score) return [style.strong(sentence(notRated)), about];
  const good = score.total >= 80_000;
  const paint = good ? style.good : score.total >= 60_000 ? (text: string) => style.severity('medium', text) : style.bad;
  const base = comparison?.baseScore;
  const was = base && comparison.delta !== null ? `${gradeAndScore(base)} before, ${shownDelta(comparison.delta)}` : '';
  const notes = [was, capInWords(result) ?? ''].filter((note) => note !== '').join(' · ');
  const title = `${paint(style.strong(`${score.grade} ${shownScore(score.total)}`))}  ${loadLine(score.total, paint, style)}`;
  return [notes === '' ? title : `${title}  ${inert(notes)}`, about].flatMap((line) => (widthOf(line) > 4 * width ? [] : [line]));
}
