import type { Finding } from '../core/finding.ts';
import { inert } from './escape.ts';
import { type Style, widthOf } from './terminal-style.ts';

/**
 * The finding's lines with their numbers, the faulty part underlined; with a bar beside them where they are several, or
 * where a very long one was cut in front and its columns say nothing any more:
 *
 *     41 │ uses: snyk/actions/node@master
 *        │       ━━━━━━━━━━━━━━━━━━━━━━━━
 */
export function excerptOf(finding: Finding, width: number, style: Style): readonly string[] {
  const lines = withoutBlankEnd(finding.excerpt);
  const hasColumns = lines.length === 1 && lines[0]?.startsWith('…') === false;
  const numberWidth = String(finding.startLine + lines.length - 1).length;
  const indent = commonIndent(lines);
  const room = Math.max(20, width - numberWidth - 3);
  const paint = (text: string): string => style.severity(finding.severity, text);
  return lines.flatMap((line, i) => {
    // What was redacted may have made the line shorter than the columns know.
    const length = line.trimEnd().length;
    const from = hasColumns ? Math.min(Math.max(indent, finding.startColumn - 1), length) : indent;
    const to = hasColumns && finding.endLine === finding.startLine ? Math.min(finding.endColumn - 1, length) : length;
    const { text, start, end } = windowOf(line, from, Math.max(from, to), indent, room);
    const number = style.faint(String(finding.startLine + i).padStart(numberWidth));
    const shown = `${number} ${hasColumns ? style.faint('│') : paint('┃')} ${text}`.trimEnd();
    if (!hasColumns) return [shown];
    const underline = `${' '.repeat(start)}${paint('━'.repeat(Math.max(1, end - start)))}`;
    return [shown, `${' '.repeat(numberWidth)} ${style.faint('│')} ${underline}`];
  });
}

/**
 * The part of a line that fits, with the faulty part in sight, and the columns of that part on the screen. What must be
 * written out (`\u{…}`) is wider than it was, so columns are measured on what is shown.
 */
function windowOf(line: string, from: number, to: number, indent: number, room: number) {
  const isNear = from - indent < room - 12;
  const first = isNear ? indent : wholePairs(line, from - Math.floor(room / 4));
  const before = `${isNear ? '' : '…'}${inert(line.slice(first, from))}`;
  const marked = inert(line.slice(from, Math.min(to, from + room + 1)));
  const after = inert(line.slice(to, to + room));
  const start = Math.min(widthOf(before), room - 1);
  return { text: cutToWidth(before + marked + after, room), start, end: Math.min(start + widthOf(marked), room) };
}

const wholePairs = (line: string, at: number): number => (/[\uDC00-\uDFFF]/.test(line[at] ?? '') ? at + 1 : at);

function cutToWidth(text: string, room: number): string {
  if (widthOf(text) <= room) return text;
  let used = 0;
  let shown = '';
  for (const character of text) {
    used += widthOf(character);
    if (used > room - 1) break;
    shown += character;
  }
  return `${shown}…`;
}

function withoutBlankEnd(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return lines.slice(0, last + 1);
}

function commonIndent(lines: readonly string[]): number {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  return indents.length > 0 ? Math.max(0, Math.min(...indents) - 2) : 0;
}
