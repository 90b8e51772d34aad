import type { Finding } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import { inert } from './escape.ts';
import { comparePlaces, failingIn, type Group } from './groups.ts';
import { shownSize } from './numbers.ts';
import { excerptOf } from './terminal-excerpt.ts';
import { type Page, wrapMessage } from './terminal-style.ts';
import { counted, ruleOf, sentence, weightInWords } from './wording.ts';

/** One rule: what it is, its first places (all on demand, by folder), and what to do. */
export function linesOfGroup(result: Result, group: Group, page: Page): readonly string[] {
  const { style, width, all } = page;
  const { title, remedy } = ruleOf(result, group.rule);
  const about = [
    inert(title),
    ...(group.findings.length > 1 ? [counted(group.findings.length, 'place')] : []),
    ...(shownSize(group.points) === '0.0' ? [] : [`costs ${shownSize(group.points)}`]),
  ];
  const weight = style.severity(group.first.severity, style.strong(weightInWords(group.first)));
  const isFailing = failingIn(result);
  const mend = remedy === '' ? [] : wrapMessage(sentence(remedy), width - 8, style);
  return [
    `${weight}  ${style.strong(inert(group.rule))}  ${style.faint(about.join(' · '))}`,
    ...(all ? byFolder(group, isFailing, page) : firstPlaces(group, isFailing, page)),
    ...mend.map((line, i) => `  ${i === 0 ? style.good('Mend: ') : '      '}${line}`),
  ];
}

function firstPlaces(group: Group, isFailing: (finding: Finding) => boolean, page: Page): readonly string[] {
  const shown = group.findings.slice(0, most);
  const hidden = group.findings.slice(most);
  const lines = shown.flatMap((finding, i) => place(finding, group, isFailing(finding), i === 0, page));
  if (hidden.length === 0) return lines;
  const folders = [...countByFolder(hidden)].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const told = folders
    .slice(0, 3)
    .map(([folder, count]) => `${folders.length > 1 ? `${count} ` : ''}in ${inert(folder)}`);
  const more = `${hidden.length} more${folders.length > 1 ? ':' : ''} ${told.join(', ')}${folders.length > 3 ? ', …' : ''}`;
  return [...lines, `  ${page.style.faint(`${more} (--all)`)}`];
}

function byFolder(group: Group, isFailing: (finding: Finding) => boolean, page: Page): readonly string[] {
  const folders = countByFolder([...group.findings].sort(comparePlaces));
  return [...folders].flatMap(([folder, count]) => [
    ...(folders.size > 1 ? [`  ${page.style.strong(inert(folder))} ${page.style.faint(`(${count})`)}`] : []),
    ...group.findings
      .filter((finding) => folderOf(finding.path) === folder)
      .sort(comparePlaces)
      .flatMap((finding) => place(finding, group, isFailing(finding), true, page)),
  ]);
}

function place(
  finding: Finding,
  group: Group,
  fails: boolean,
  withExcerpt: boolean,
  { style, width }: Page,
): readonly string[] {
  // The heading speaks of the first; what weighs less says so itself.
  const weight = weightInWords(finding);
  const other = weight === weightInWords(group.first) ? '' : `  ${style.severity(finding.severity, weight)}`;
  const marks = [
    ...(finding.status === 'new' || finding.status === 'worsened' ? [finding.status === 'new' ? 'new' : 'worse'] : []),
    ...(fails ? ['fails the gate'] : []),
  ];
  const where = `${inert(finding.path)}:${finding.startLine}:${finding.startColumn}`;
  return [
    `  ${style.faint(where)}${other}${marks.length > 0 ? `  ${style.bad(marks.join(', '))}` : ''}`,
    ...wrapMessage(finding.message, width - 4, style).map((line) => `    ${line}`),
    ...(withExcerpt && !isOfWholeFile(finding)
      ? excerptOf(finding, width - 6, style).map((line) => `      ${line}`)
      : []),
    ...(withExcerpt
      ? finding.related
          .slice(0, 3)
          .flatMap((related) =>
            wrapMessage(
              `${related.path.replaceAll('`', "'")}:${related.startLine}: ${related.message}`,
              width - 8,
              style,
            ).map((line, i) => `      ${i === 0 ? '→ ' : '  '}${line}`),
          )
      : []),
  ];
}

/** Such a finding stands on the first line because it must stand somewhere; that line says nothing about it. */
const isOfWholeFile = ({ identity }: Finding): boolean =>
  identity.anchor === 'repository' || identity.anchor === 'dockerignore';

function countByFolder(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { path } of findings) counts.set(folderOf(path), (counts.get(folderOf(path)) ?? 0) + 1);
  return counts;
}

const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.');

const most = 3;
