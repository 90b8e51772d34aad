// Makes the file of a new rule: `npm run new-rule -- CATEGORY ID`
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ruleFile } from './rule-template.ts';

const root = join(import.meta.dirname, '..', '..');
const [category = '', id = ''] = process.argv.slice(2);
const file = ruleFile(category, id);
if ('fault' in file) {
  console.error(`${file.fault}\nUsage: npm run new-rule -- CATEGORY ID`);
  process.exitCode = 2;
} else if (existsSync(join(root, file.path))) {
  console.error(`${file.path} exists already`);
  process.exitCode = 2;
} else {
  mkdirSync(dirname(join(root, file.path)), { recursive: true });
  writeFileSync(join(root, file.path), file.text, { flag: 'wx' });
  console.log(`Wrote ${file.path}. Next:
  npm run generate
  npm run jest -- __tests__/rules.test.ts -t ${id}`);
}
