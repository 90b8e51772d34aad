// Writes every generated file; `npm run generate`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { renderRulesIndex, rulesOnDisk } from './rules-on-disk.ts';
import { renderToolFile } from './tool-file.ts';

const root = join(import.meta.dirname, '..', '..');
writeFileSync(join(root, 'src', 'rules', 'index.ts'), renderRulesIndex(rulesOnDisk(root)));
// What the rest is made from comes first.
writeFileSync(join(root, 'src', 'knowledge', 'tool.ts'), renderToolFile(root));
const { generatedFiles } = await import('./generated-files.ts');
for (const [path, text] of generatedFiles(root)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
