import type { Practice } from '../core/delivery.ts';
import type { Result } from '../core/result.ts';
import type { Block } from './fit.ts';
import { placeLink, shortPath } from './links.ts';
import { codeSpan, plain, prose } from './markdown.ts';

/** What is good to know of how the team works, one line each; what was not seen is left to the JSON report. */
export function practiceSections(result: Result): readonly Block[] {
  const practices = result.report.practices ?? [];
  const seen = practices.filter(({ answer }) => answer === 'seen');
  if (seen.length === 0) return [];
  const unknown = practices.filter(({ answer }) => answer === 'unknown');
  const reasons = unknown.map(({ name, detail }) => `${plain(name)} (${prose(detail)})`).join(', ');
  return [
    {
      head: '## Also seen\n',
      rows: seen.map((practice) => rowOf(result, practice)),
      ...(unknown.length === 0 ? {} : { tail: `\nFiles do not tell: ${reasons}.` }),
    },
  ];
}

function rowOf(result: Result, { name, detail, path, line }: Practice): string {
  const words = plain(name.slice(0, 1).toUpperCase() + name.slice(1));
  const told = `- ${words}: ${prose(detail)}`;
  if (path === undefined) return told;
  if (line !== undefined) return `${told} – ${placeLink(result, { path, startLine: line })}`;
  // The detail often names the file already.
  return detail.includes(`\`${path}\``) ? told : `${told} – ${codeSpan(shortPath(path))}`;
}
