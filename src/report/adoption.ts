import type { Finding } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import { judgedLine, newsItems, stepToPass } from './comment-parts.ts';
import type { Block } from './fit.ts';
import { comparePlaces } from './groups.ts';
import { detailsLink, placeLink } from './links.ts';
import { codeSpan, plain, prose } from './markdown.ts';
import { gradeAndScore, shownPoints, shownScore } from './numbers.ts';
import type { Published } from './publishable.ts';
import { capInWords, counted, grouped, ruleOf, sentence } from './wording.ts';

/** The comment on the pull request that brings us: what stands here, told as a way forward rather than as a heap. */
export function renderAdoption(result: Result, published: Published): readonly Block[] {
  const { verdict, report } = result;
  const blocked = verdict.outcome === 'fail' ? 'blocked' : 'not blocked';
  const news = verdict.outcome === 'fail' ? newsItems(result, published) : [];
  return [
    {
      rows: [
        `### Plimsoll is set up: ${gradeAndScore(report.score)} – this pull request is ${blocked}`,
        inShort(result, published),
      ],
      isKept: true,
    },
    { rows: verdict.failing.length > 0 ? [] : verdict.reasons.map((reason) => `- ${prose(reason)}`) },
    { rows: news },
    ...stepToPass(result, published),
    { rows: today(result, published) },
    steps(result),
    { rows: [...result.setting.policyChanges, ...result.setting.notices].map((note) => `- ${prose(note)}`) },
    {
      rows: [
        [
          'Later pull requests are judged only on what they add.',
          ...detailsLink(result, `All ${grouped(totalOf(published))} by file`),
        ].join(' '),
      ],
      isKept: true,
    },
    { rows: [judgedLine(result, 'long')], isKept: true },
  ].filter((block) => block.rows.length > 0);
}

function inShort(result: Result, published: Published): string {
  const total = totalOf(published);
  if (total === 0) return 'Nothing found.';
  const kinds = new Set([...published.findings, ...published.withheld].map((entry) => entry.rule)).size;
  const criticals = criticalsIn(published).length + published.withheld.reduce((sum, entry) => sum + entry.count, 0);
  const found = `${counted(total, 'finding is', 'findings are')} only **${counted(kinds, 'kind of problem', 'kinds of problem')}**`;
  if (criticals === 0) return `${found}.${capped(result)}`;
  const without = result.withoutCriticals;
  const score = without
    ? ` Without ${criticals === 1 ? 'it' : 'them'} the score would be ${shownScore(without.total)} (${without.grade}).`
    : capped(result);
  return `${found}; ${criticals} ${criticals === 1 ? 'needs' : 'need'} a human today.${score}`;
}

const capped = (result: Result): string => {
  const cap = capInWords(result);
  return cap === undefined ? '' : ` The score is ${plain(cap)}.`;
};

/** What cannot wait. */
function today(result: Result, published: Published): readonly string[] {
  const [first, ...others] = [...criticalsIn(published)].sort(comparePlaces);
  const lines: string[] = [];
  if (first) {
    const rule = ruleOf(result, first.rule);
    const more = others.length > 0 ? ` And ${others.length} more of them.` : '';
    lines.push(
      `**Today: ${prose(withinSentence(rule.title))} (critical).**`,
      `${placeLink(result, first)}: ${prose(sentence(first.message), 300)} ${prose(sentence(rule.remedy))}${more}`,
    );
  }
  const hidden = published.withheld.map(({ rule, count }) => `${count} × ${codeSpan(rule)}`).join(', ');
  if (hidden !== '') lines.push(`**${first ? 'And' : 'Today'}: ${hidden} (critical).** Run it locally to see where.`);
  return lines;
}

/** A title after a colon: its first word in small letters, where it is an ordinary one. */
const withinSentence = (title: string): string =>
  title
    .replace(/\.$/, '')
    .replace(/^(An?|The|Any(one|thing)|Every(one|thing)?|No(body|thing)?|Text|Code|Secrets?|Untrusted)\b/, (word) =>
      word.toLowerCase(),
    );

function steps(result: Result): Block {
  const { findings } = result.report;
  const critical = new Set(findings.filter(isOpenCritical).map((finding) => finding.family));
  const rows = result.fixValues
    .filter((value) => !critical.has(value.family) && shownPoints(value.points) !== '0.0')
    .slice(0, 3)
    .map(({ family, rules, points }) => {
      const places = findings.filter((finding) => finding.family === family && !finding.disabled).length;
      const [rule = family] = rules;
      return `- ${prose(sentence(ruleOf(result, rule).remedy), 200)} ${codeSpan(rule)}, ${counted(places, 'place')}: ${shownPoints(points)}`;
    });
  const head = critical.size > 0 ? 'Then, by points won once that is closed' : 'By points won';
  return { head: `**${head}**\n`, rows };
}

const criticalsIn = (published: Published): readonly Finding[] => published.findings.filter(isOpenCritical);

const isOpenCritical = (finding: Finding): boolean =>
  finding.severity === 'critical' && finding.certainty === 'firm' && !finding.disabled;

const totalOf = (published: Published): number =>
  published.findings.length + published.withheld.reduce((sum, entry) => sum + entry.count, 0);
