import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decodeText, maxFileSize, tooLarge, type FileText } from './core/file-text.ts';
import { gather, modeOf, sortEntries, type Listing, type Side } from './core/gather.ts';
import type { FileTree, TreeEntry, Wanted } from './core/tree.ts';
import { findRepository, runGit } from './run-git.ts';

/** A folder as it lies on disk; in a repository without the files that git ignores. */
export function readDiskTree(root: string, wanted: Wanted): FileTree {
  const side = diskSide(root);
  return gather([side], wanted)[0] ?? { ...side.listing, texts: new Map(), unread: new Map() };
}

/** For reading it together with another side, with `gather`. */
export const diskSide = (root: string): Side => ({ listing: listingOf(root), readTexts: readerOf(root) });

const maxPaths = 200_000;

function listingOf(root: string): Listing {
  if (!findRepository(root)) return walk(root);
  const output = runGit(root, [
    'ls-files',
    '-z',
    '-t',
    '--cached',
    '--stage',
    '--deleted',
    '--others',
    '--exclude-standard',
  ]);
  if (output.status === 0) return indexListing(root, output.stdout.toString('utf8'));
  const cause = output.isMissing
    ? 'git is not on the PATH'
    : `git failed (${output.stderr.trim().split('\n')[0] ?? ''})`;
  const walked = walk(root);
  return { ...walked, gaps: [...walked.gaps, `${cause}: every file in the folder was taken, ignored ones too`] };
}

/**
 * Reads `git ls-files -t -z`: a tag, for files in the index mode, object id and stage, then the path. `?` is untracked,
 * `R` deleted from disk. The index's object ids are left out: the file on disk may differ from them.
 */
function indexListing(root: string, output: string): Listing {
  const modes = new Map<string, TreeEntry['mode'] | undefined>();
  const deleted = new Set<string>();
  for (const line of output.split('\0')) {
    const [, tag, digits, path] = /^(\S) (?:(\d{6}) [0-9a-f]+ \d\t)?([^]+)$/.exec(line) ?? [];
    if (tag === undefined || path === undefined) continue;
    if (tag === 'R') deleted.add(path);
    else if (tag !== '?') modes.set(path, modeOf(digits ?? ''));
    // A folder of its own, another repository: listed with a slash at the end, not looked into.
    else if (!modes.has(path)) modes.set(path, path.endsWith('/') ? undefined : modeOnDisk(join(root, path)));
  }
  const entries: TreeEntry[] = [];
  for (const [path, mode] of modes) if (mode && !deleted.has(path)) entries.push({ path, mode });
  return bounded(entries);
}

/** Everything but `.git` and `node_modules`, links not followed. */
function walk(root: string): Listing {
  const entries: TreeEntry[] = [];
  const gaps: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const child of childrenOf(root, folder, gaps)) {
      if (child.name === '.git' || child.name === 'node_modules') continue;
      const path = folder === '' ? child.name : `${folder}/${child.name}`;
      if (child.isDirectory()) folders.push(path);
      else if (child.isSymbolicLink()) entries.push({ path, mode: 'symlink' });
      else if (child.isFile()) entries.push({ path, mode: modeOnDisk(join(root, path)) ?? 'file' });
    }
    if (entries.length > maxPaths) break;
  }
  return bounded(entries, gaps);
}

function childrenOf(root: string, folder: string, gaps: string[]) {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if (folder === '') throw new Error(`\`${root}\` cannot be read as a folder`, { cause: error });
    gaps.push(`the folder \`${folder}\` cannot be read`);
    return [];
  }
}

function bounded(entries: readonly TreeEntry[], gaps: readonly string[] = []): Listing {
  const sorted = sortEntries(entries);
  if (sorted.length <= maxPaths) return { entries: sorted, gaps };
  return { entries: sorted.slice(0, maxPaths), gaps: [...gaps, 'more than 200,000 paths: the rest is not listed'] };
}

function modeOnDisk(path: string): TreeEntry['mode'] | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink()) return 'symlink';
  if (!stat?.isFile()) return undefined;
  return (stat.mode & 0o100) === 0 ? 'file' : 'executable';
}

function readerOf(root: string): Side['readTexts'] {
  const folders = new Map<string, boolean>();
  return (entries) => new Map(entries.map(({ path }) => [path, readFile(root, path, folders)]));
}

/** Never through a link: not the file itself, not a folder above it. */
function readFile(root: string, path: string, folders: Map<string, boolean>): FileText {
  if (!isRealFolder(root, dirname(path), folders)) return { unread: 'below a symbolic link' };
  // Without blocking: opening a pipe would wait for a writer for ever.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  let file: number;
  try {
    file = openSync(join(root, path), flags);
  } catch (error) {
    return { unread: `cannot be opened (${codeOf(error)})` };
  }
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return { unread: 'no regular file' };
    return stat.size > maxFileSize ? tooLarge : decodeText(readFileSync(file));
  } catch (error) {
    return { unread: `cannot be read (${codeOf(error)})` };
  } finally {
    closeSync(file);
  }
}

function isRealFolder(root: string, folder: string, known: Map<string, boolean>): boolean {
  if (folder === '.') return true;
  const before = known.get(folder);
  if (before !== undefined) return before;
  const isReal =
    isRealFolder(root, dirname(folder), known) &&
    lstatSync(join(root, folder), { throwIfNoEntry: false })?.isDirectory() === true;
  known.set(folder, isReal);
  return isReal;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error';
