import type { Applicability } from '../core/applicability.ts';
import type { Result } from '../core/result.ts';
import { policyInWords } from './comment-parts.ts';
import type { Block } from './fit.ts';
import { placeLink } from './links.ts';
import { codeSpan, plain, prose, table } from './markdown.ts';
import { exactSize, shownScore } from './numbers.ts';
import type { Published } from './publishable.ts';
import { counted, inspectedInWords, sentence, severityWord } from './wording.ts';

/** What did not count and why, what was judged with what, and what could not be looked at. */
export const recordSections = (result: Result, published: Published): readonly Block[] =>
  [
    waivers(result, published),
    policy(result),
    applicability(result),
    { head: '## Not checked\n', rows: result.report.notChecked.map(notCheckedRow) },
    { head: '## How our workflow is set up\n', rows: result.setting.setupNotes.map((note) => `- ${prose(note)}`) },
    whatRan(result),
  ].filter((block) => block.rows.length > 0);

function waivers(result: Result, published: Published): Block {
  const rows = published.waived.map((waiver) => [
    codeSpan(waiver.rule),
    severityWord(waiver.severity),
    waiver.place ? placeLink(result, waiver.place) : 'run it locally to see where',
    codeSpan(waiver.reason),
    waiver.until === null ? 'no end' : plain(waiver.until),
    waiver.waiver ? codeSpan(`${waiver.waiver.path}:${waiver.waiver.startLine}`) : waiver.origin,
    exactSize(waiver.pointsWithheld),
    waiver.isNew ? 'new' : '',
  ]);
  const { head, rows: lines } = table(
    ['Rule', 'Severity', 'Finding', 'Reason', 'Until', 'Waiver', 'Points withheld', 'In this pull request'],
    rows,
  );
  const { score } = result.report;
  const tail = score ? `\nWith nothing waived the score is ${shownScore(score.withoutWaivers)}.` : '';
  return { head: `## Waived\n\n${head}`, rows: lines, tail };
}

function policy(result: Result): Block {
  const { policyNotes } = result.report;
  const notes = policyNotes.map(({ message, path, line }) => {
    const place = path === undefined ? '' : ` (${codeSpan(line === undefined ? path : `${path}:${line}`)})`;
    return `- ${prose(message)}${place}`;
  });
  const path = result.policy.path === null ? '' : `, ${codeSpan(result.policy.path)}`;
  return { head: '## Policy\n', rows: [`- ${sentence(`${policyInWords(result)}${path}`)}`, ...notes] };
}

/** Rules that were not asked, or could not be answered; the same answer for many files is one row. */
function applicability(result: Result): Block {
  const byAnswer = new Map<string, Applicability[]>();
  for (const entry of result.report.applicability) {
    if (entry.answer === 'applies') continue;
    const key = JSON.stringify([entry.rule ?? entry.question, entry.answer, entry.reason]);
    const known = byAnswer.get(key);
    if (known) known.push(entry);
    else byAnswer.set(key, [entry]);
  }
  const rows = [...byAnswer.values()].flatMap((entries) => {
    const [first] = entries;
    if (!first) return [];
    const paths = entries.flatMap((entry) => entry.path ?? []);
    const told = paths.slice(0, 3).map(codeSpan).join(', ');
    return [
      [
        first.rule === undefined ? prose(first.question ?? '') : codeSpan(first.rule),
        first.answer,
        prose(first.reason),
        `${told}${paths.length > 3 ? ` and ${paths.length - 3} more` : ''}`,
      ],
    ];
  });
  const { head, rows: lines } = table(['Rule', 'Answer', 'Reason', 'Files'], rows);
  return { head: `## Does not apply, or unknown\n\n${head}`, rows: lines };
}

function notCheckedRow({ path, rule, reason }: Result['report']['notChecked'][number]): string {
  const what = [path, rule].flatMap((name) => (name === undefined ? [] : [codeSpan(name)]));
  return `- ${what.length > 0 ? `${what.join(', ')}: ` : ''}${prose(reason)}`;
}

function whatRan(result: Result): Block {
  const { facts, score } = result.report;
  const files = inspectedInWords(result);
  return {
    head: '## What ran\n',
    rows: [
      `- Plimsoll ${plain(result.tool.version)}, model ${score?.model ?? 'psm-1'}, ${counted(result.rules.length, 'rule')}`,
      `- Files: ${files.length > 0 ? files.join(', ') : 'none'}`,
      `- First party: ${facts.owner === null ? 'nobody, since no owner is known' : codeSpan(facts.owner)}${facts.server === null ? '' : ` on ${codeSpan(facts.server)}`}`,
    ],
  };
}
