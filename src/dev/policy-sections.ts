import type { JsonSchema } from '../policy/shape.ts';
import { policySchema } from '../policy/json-schema.ts';
import { rules } from '../rules/index.ts';
import { markdownTable } from './markdown-table.ts';
import type { Sections } from './sections.ts';

/** The made parts of docs/policy.md. */
export const policySections: Sections = { keys: keyTable, options: optionTable };

function keyTable(): string {
  const schema = policySchema(rules.map((rule) => rule.info)) as { readonly properties: Record<string, JsonSchema> };
  const rows = Object.entries(schema.properties).map(([name, property]) => [
    `\`${name}\``,
    typeof property['default'] === 'string' && property['default'] !== '' ? `\`${property['default']}\`` : 'none',
    typeof property['description'] === 'string' ? property['description'] : '',
  ]);
  return markdownTable(['key', 'default', 'what it says'], rows);
}

function optionTable(): string {
  const rows = rules.flatMap(({ info }) =>
    Object.entries(info.options).map(([name, option]) => [
      `[${info.id}](rules/${info.id}.md)`,
      `\`${name}\``,
      `\`${JSON.stringify(option.default)}\``,
      option.description,
    ]),
  );
  return markdownTable(['rule', 'option', 'default', 'what it says'], rows);
}
