import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { policySections } from './policy-sections.ts';
import { readmeSections } from './readme-sections.ts';
import { scoringSections } from './scoring-sections.ts';

/** Parts of a page that are made from the code, by name. */
export type Sections = Readonly<Record<string, () => string>>;

/** Path to text of every hand-written page with its made parts as they should be. */
export function pagesWithSections(root: string): ReadonlyMap<string, string> {
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const pages: Readonly<Record<string, Sections>> = {
    'README.md': readmeSections(read('action.yml')),
    'docs/policy.md': policySections,
    'docs/scoring.md': scoringSections,
  };
  return new Map(Object.entries(pages).map(([path, sections]) => [path, withSections(read(path), sections)]));
}

/** What stands between `<!-- generated:name -->` and `<!-- /generated -->` is replaced; every section has its place. */
export function withSections(page: string, sections: Sections): string {
  const placed = new Set<string>();
  const text = page.replace(
    /(<!-- generated:([\w-]+) -->\n)[^]*?(<!-- \/generated -->)/g,
    (_, opening: string, name: string, closing: string) => {
      const render = sections[name];
      if (!render) throw new Error(`No section is called ${name}; known are ${Object.keys(sections).join(', ')}`);
      placed.add(name);
      return `${opening}\n${render()}\n\n${closing}`;
    },
  );
  const missing = Object.keys(sections).filter((name) => !placed.has(name));
  if (missing.length > 0) throw new Error(`The page has no place for ${missing.join(', ')}`);
  return text;
}
