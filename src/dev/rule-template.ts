import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { categories } from '../core/severity.ts';
import { tool } from '../knowledge/tool.ts';

/** Path and text of a new rule, which passes its own examples from the start; or why there is none. */
export function ruleFile(
  category: string,
  id: string,
): { readonly path: string; readonly text: string } | { readonly fault: string } {
  if (!categories.some((known) => known === category)) {
    return { fault: `No category is called ${category}; there are ${categories.join(', ')}` };
  }
  if (!/^[a-z]+(-[a-z]+)+$/.test(id)) {
    return { fault: `${id || 'An id'} must be two or more words in small letters, joined by hyphens` };
  }
  const template = readFileSync(join(import.meta.dirname, 'rule-template.txt'), 'utf8');
  const text = template.replaceAll('CATEGORY', category).replaceAll('RULE-ID', id).replaceAll('VERSION', tool.version);
  return { path: `src/rules/${category}/${id}.ts`, text };
}
