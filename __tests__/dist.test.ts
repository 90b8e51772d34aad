import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const fresh = mkdtempSync(join(tmpdir(), 'plimsoll-dist-'));

beforeAll(() => {
  const build = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs'), fresh], { encoding: 'utf8' });
  if (build.status !== 0) throw new Error(build.stderr);
}, 300_000);

afterAll(() => rmSync(fresh, { recursive: true, force: true }));

test('dist is what the sources make', () => {
  expect(readdirSync(dist).sort()).toEqual(readdirSync(fresh).sort());
  const stale = readdirSync(fresh).filter(
    (name) => readFileSync(join(dist, name), 'utf8') !== readFileSync(join(fresh, name), 'utf8'),
  );
  expect(stale).toEqual([]);
});

test('each bundle is one file', () => {
  expect(
    readdirSync(dist)
      .filter((name) => name.endsWith('.js'))
      .sort(),
  ).toEqual(['cli.js', 'index.js']);
});

test('the terminal bundle holds nothing that talks to GitHub', () => {
  expect(
    /node_modules\/(@actions\/(core|github)|undici|@octokit)\//.test(readFileSync(join(dist, 'cli.js'), 'utf8')),
  ).toBe(false);
});

/** ncc names each module that it takes in by its path. */
const bundled = (): readonly string[] => {
  const text = readdirSync(dist)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(dist, name), 'utf8'))
    .join('\n');
  const names = [...text.matchAll(/;\/\/ CONCATENATED MODULE: \.\/node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//g)].map(
    (match) => match[1] ?? '',
  );
  // CommonJS packages are taken in without their names.
  return [...new Set([...names, 'yaml', 'picomatch', 'undici', 'tunnel'])].sort();
};

test('the licences of everything bundled are with it', () => {
  const licences = readFileSync(join(dist, 'licenses.txt'), 'utf8');
  expect(bundled().length).toBeGreaterThan(3);
  expect(bundled().filter((name) => !licences.includes(`${name}\n`))).toEqual([]);
});
