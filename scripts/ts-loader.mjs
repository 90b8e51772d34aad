import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export async function load(url, context, nextLoad) {
  if (!url.endsWith('.ts') || url.includes('/node_modules/')) return nextLoad(url, context);
  const fileName = fileURLToPath(url);
  const text = await readFile(fileName, 'utf8');
  const cached = join(cache, `${hashOf(`${fileName}\0${text}`)}.mjs`);
  return {
    format: 'module',
    source: readCached(cached) ?? (await transpile(text, fileName, cached)),
    shortCircuit: true,
  };
}

// Loading the compiler takes longer than most of what is run this way, so what it made is kept.
const root = join(import.meta.dirname, '..');
const makers = ['scripts/ts-transform.mjs', 'node_modules/typescript/package.json'];
const cache = join(
  root,
  '.cache',
  'ts',
  hashOf(makers.map((path) => readFileSync(join(root, path), 'utf8')).join('\0')),
);

function hashOf(text) {
  return createHash('sha1').update(text).digest('hex');
}

function readCached(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

async function transpile(text, fileName, cached) {
  const { default: transformer } = await import('./ts-transform.mjs');
  const { code } = transformer.process(text, fileName);
  const draft = `${cached}.${process.pid}`;
  mkdirSync(cache, { recursive: true });
  writeFileSync(draft, code);
  // Other processes see the whole file or none.
  renameSync(draft, cached);
  return code;
}
