import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

let folder: string | undefined;

/**
 * A copy of `dist` (or of the folder in `PLIMSOLL_DIST`), away from any `node_modules`: what it needs must be in it. One
 * for all test files of a build.
 */
export function bundleFolder(): string {
  if (folder !== undefined) return folder;
  const dist = process.env['PLIMSOLL_DIST'] ?? join(root, 'dist');
  const hash = createHash('sha1');
  for (const name of ['index.js', 'cli.js']) hash.update(readFileSync(join(dist, name)));
  folder = join(tmpdir(), `plimsoll-dist-${hash.digest('hex')}`);
  if (!existsSync(folder)) {
    const draft = mkdtempSync(join(tmpdir(), 'plimsoll-draft-'));
    cpSync(dist, draft, { recursive: true });
    try {
      renameSync(draft, folder);
    } catch {
      // Another worker was first.
      rmSync(draft, { recursive: true, force: true });
    }
  }
  return folder;
}
