import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import transformer from './ts-transform.mjs';

export async function load(url, context, nextLoad) {
  if (!url.endsWith('.ts') || url.includes('/node_modules/')) return nextLoad(url, context);
  const fileName = fileURLToPath(url);
  const { code } = transformer.process(await readFile(fileName, 'utf8'), fileName);
  return { format: 'module', source: code, shortCircuit: true };
}
