import type { RuleInfo } from '../core/rule-info.ts';
import { inert, printableJson, withoutCommands } from './escape.ts';
import { docsUrl } from './links.ts';
import { styleOf, wrapMessage } from './terminal-style.ts';
import { sentence, severityWord } from './wording.ts';

/** An example as `explain` shows it: what it is of, and its text with the faulty places between `«` and `»`. */
export interface ExampleInWords {
  readonly title: string;
  readonly text: string;
}

interface Tool {
  readonly version: string;
  readonly home: string;
}

/** The manual page of one rule, for the terminal. */
export function renderExplain(
  rule: RuleInfo,
  examples: readonly ExampleInWords[],
  tool: Tool,
  options: { readonly colour: boolean; readonly width: number },
): string {
  const style = styleOf(options.colour);
  const width = Math.min(Math.max(options.width, 40), 100);
  const wrap = (text: string): readonly string[] => wrapMessage(text, width, style);
  const optionLines = Object.entries(rule.options).flatMap(([name, option]) => [
    `  ${style.strong(name)} (${Array.isArray(option.default) ? `list, [${option.default.join(', ')}]` : String(option.default)})`,
    ...wrapMessage(sentence(option.description), width - 4, style).map((line) => `    ${line}`),
  ]);
  const paragraphs: readonly (readonly string[])[] = [
    [
      `${style.strong(rule.id)}  ${style.severity(rule.severity, severityWord(rule.severity))} · ${rule.category}`,
      ...wrap(sentence(rule.title)),
      style.faint(
        `On ${rule.kinds.join(', ')}; ${rule.optIn ? 'off unless the policy switches it on' : 'on by default'}; since ${rule.since}`,
      ),
    ],
    [style.strong('Why'), ...wrap(rule.why)],
    [
      style.strong('Mend'),
      ...wrap(sentence(rule.remedy)),
      ...(rule.whenFixed === undefined ? [] : wrap(sentence(rule.whenFixed))),
    ],
    optionLines.length > 0 ? [style.strong('Options'), ...optionLines] : [],
    ...examples.map(({ title, text }) => [
      style.strong(title),
      ...text
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => `  ${paintMarks(inert(line))}`.trimEnd()),
    ]),
    [
      ...rule.references.map((reference) => style.faint(reference)),
      style.faint(docsUrl(tool, rule.id)),
      ...(rule.sameAs.length > 0 ? [style.faint(`Known elsewhere as ${rule.sameAs.join(', ')}`)] : []),
    ],
  ];
  const texts = paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return withoutCommands(`${texts.join('\n\n')}\n`);

  function paintMarks(line: string): string {
    return options.colour ? line.replace(/«([^»]*)»/g, (_, faulty: string) => style.bad(faulty)) : line;
  }
}

/** What `rules --format json` prints: stable, in the order given. */
export const rulesJson = (rules: readonly RuleInfo[], tool: Tool) =>
  rules.map((rule) => ({
    id: rule.id,
    category: rule.category,
    severity: rule.severity,
    title: rule.title,
    kinds: rule.kinds,
    default: rule.optIn ? 'off' : 'on',
    sameAs: rule.sameAs,
    docs: docsUrl(tool, rule.id),
  }));

export const renderRulesJson = (rules: readonly RuleInfo[], tool: Tool): string =>
  `${printableJson(rulesJson(rules, tool), 2)}\n`;

/** What `rules` prints: one line a rule, by category. */
export function renderRules(rules: readonly RuleInfo[], options: { readonly colour: boolean }): string {
  const style = styleOf(options.colour);
  const longest = Math.max(0, ...rules.map((rule) => rule.id.length));
  const categories = [...new Set(rules.map((rule) => rule.category))];
  const blocks = categories.map((category) => {
    const lines = rules
      .filter((rule) => rule.category === category)
      .map((rule) => {
        const severity = style.severity(rule.severity, severityWord(rule.severity).padEnd(8));
        return `  ${rule.id.padEnd(longest)}  ${severity}  ${rule.title}${rule.optIn ? style.faint(' (off by default)') : ''}`;
      });
    return [style.strong(category), ...lines].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}
