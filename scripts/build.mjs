// Bundles the two entries with ncc, one after the other: ncc takes one entry a build. Same bytes from the same sources.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const out = process.argv[2] ?? join(root, 'dist');
const scratch = mkdtempSync(join(tmpdir(), 'plimsoll-build-'));
const entries = [
  { source: 'src/main.ts', name: 'index.js' },
  { source: 'src/cli.ts', name: 'cli.js' },
];

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const licences = new Map();
for (const { source, name } of entries) {
  const folder = join(scratch, name);
  const ncc = join(root, 'node_modules', '@vercel', 'ncc', 'dist', 'ncc', 'cli.js');
  const args = [ncc, 'build', join(root, source), '-o', folder, '-t', '--no-cache', '--license', 'licenses.txt'];
  const run = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`ncc failed on ${source}\n${run.stdout}\n${run.stderr}`);
  const chunks = readdirSync(folder).filter((file) => /^\d+\.index\.js$/.test(file));
  if (chunks.length > 0)
    throw new Error(`${source} was split into chunks (${chunks.join(', ')}): mark the import as eager`);
  // ncc ends well where a module is missing, and writes a bundle that dies when it is reached.
  const missing = /Cannot find module '([^']+)'|eval\("require"\)\("([^"]+)"\)/.exec(
    readFileSync(join(folder, 'index.js'), 'utf8'),
  );
  if (missing) throw new Error(`${source}: ${missing[1] ?? missing[2]} could not be bundled`);
  writeFileSync(join(out, name), inLatin1(readFileSync(join(folder, 'index.js'), 'utf8')));
  if (existsSync(join(folder, 'licenses.txt'))) {
    for (const part of readFileSync(join(folder, 'licenses.txt'), 'utf8').split(/\n\n(?=\S+\n(?:\S|\n))/)) {
      licences.set(part.split('\n')[0], part.trimEnd());
    }
  }
}
writeFileSync(join(out, 'package.json'), '{\n  "type": "module"\n}\n');
writeFileSync(
  join(out, 'licenses.txt'),
  [...licences.keys()]
    .sort()
    .map((key) => licences.get(key))
    .join('\n\n') + '\n',
);
rmSync(scratch, { recursive: true, force: true });

/**
 * With every other character written as an escape: the engine keeps such a text in half the memory and reads it faster.
 * Only in a tagged template would that say something else; a test keeps the rules' examples free of such characters.
 */
function inLatin1(code) {
  // By units, so that a character of two becomes two escapes.
  return code.replace(/[^\0-\u00ff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
