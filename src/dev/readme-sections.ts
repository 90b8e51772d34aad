import { sourceFile } from '../core/source.ts';
import { categories } from '../core/severity.ts';
import { parseYaml } from '../documents/yaml.ts';
import { findText, findValue, type Value } from '../documents/yaml-value.ts';
import { settings } from '../policy/schema.ts';
import { renderTerminal } from '../report/terminal.ts';
import { rules } from '../rules/index.ts';
import { exampleCheckout } from './example-pull-request.ts';
import { markdownTable } from './markdown-table.ts';
import type { Sections } from './sections.ts';

/** The made parts of README.md, from the rules, the terminal, the text of action.yml and the policy's defaults. */
export function readmeSections(actionYml: string): Sections {
  const { root } = parseYaml(sourceFile('action.yml', actionYml));
  return {
    terminal: () => ['```text', '$ node dist/cli.js shop', terminal().trimEnd(), '```'].join('\n'),
    rules: ruleTable,
    inputs: () => inputTable(findValue(root, 'inputs')),
    outputs: () => outputTable(findValue(root, 'outputs')),
  };
}

const terminal = (): string => renderTerminal(exampleCheckout(), { colour: false, all: false, width: 100 });

function ruleTable(): string {
  const rows = categories.flatMap((category) =>
    rules
      .filter((rule) => rule.info.category === category)
      .map(({ info }, at) => [
        at === 0 ? `**${category}**` : '',
        `[${info.id}](docs/rules/${info.id}.md)`,
        info.severity,
        info.title,
      ]),
  );
  return markdownTable(['category', 'rule', 'usual severity', 'what it finds'], rows);
}

function inputTable(inputs: Value | undefined): string {
  const rows = entriesOf(inputs).map(({ name, value }) => {
    const preset = findText(value, 'default')?.text ?? defaultOf(name);
    return [`\`${name}\``, preset === '' ? 'none' : `\`${preset}\``, findText(value, 'description')?.text ?? ''];
  });
  return markdownTable(['input', 'default', 'what it says'], rows);
}

function outputTable(outputs: Value | undefined): string {
  const rows = entriesOf(outputs).map(({ name, value }) => [`\`${name}\``, findText(value, 'description')?.text ?? '']);
  return markdownTable(['output', 'what it holds'], rows);
}

const entriesOf = (value: Value | undefined) =>
  value?.kind === 'mapping' ? value.entries.map((entry) => ({ name: entry.key.value.text, value: entry.value })) : [];

const defaultOf = (input: string): string =>
  Object.entries(settings).find(([name]) => name === input)?.[1].default ?? '';
