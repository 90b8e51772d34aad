import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { generatedFiles } from '../src/dev/generated-files.ts';
import { renderRulesIndex, rulesOnDisk } from '../src/dev/rules-on-disk.ts';

const root = join(import.meta.dirname, '..');
const onDisk = (path: string): string => readFileSync(join(root, path), 'utf8');

test('the index of rules holds what stands in the folders', () => {
  expect(onDisk('src/rules/index.ts')).toBe(renderRulesIndex(rulesOnDisk(root)));
});

const files = generatedFiles(root);

test.each([...files.keys()])('%s is what `npm run generate` writes', (path) => {
  expect(onDisk(path)).toBe(files.get(path));
});

test('docs/rules holds no page of a rule that is gone', () => {
  const pages = readdirSync(join(root, 'docs', 'rules')).map((name) => `docs/rules/${name}`);
  expect(pages.filter((page) => !files.has(page))).toEqual([]);
});
