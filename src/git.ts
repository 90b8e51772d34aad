import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText, maxFileSize, tooLarge, type FileText } from './core/file-text.ts';
import { gather, modeOf, sortEntries, type Listing, type Side } from './core/gather.ts';
import type { FileTree, TreeEntry, Wanted } from './core/tree.ts';
import { findRepository, runGit, type GitOutput } from './run-git.ts';

/** A commit's tree from git's objects, whatever is checked out. */
export function readGitTree(root: string, revision: string, wanted: Wanted): FileTree {
  const side = gitSide(root, revision);
  return gather([side], wanted)[0] ?? { ...side.listing, texts: new Map(), unread: new Map() };
}

/** For reading it together with another side, with `gather`. */
export const gitSide = (root: string, revision: string): Side => ({
  listing: listingOf(root, resolveRevision(root, revision)),
  readTexts: (entries) => readBlobs(root, entries),
});

/** The full id of the commit that `revision` names. */
export function resolveRevision(root: string, revision: string): string {
  const output = runGit(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  if (output.status !== 0) throw new GitError(`\`${revision}\` is not in this clone`, output);
  return output.stdout.toString('utf8').trim();
}

/** Whether `HEAD` names a branch that has no commit yet. */
export const isUnborn = (root: string): boolean =>
  runGit(root, ['symbolic-ref', '--quiet', 'HEAD']).status === 0 &&
  runGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD']).status !== 0;

/** The commit that two lines of history have in common. */
export function mergeBase(root: string, one: string, other: string): string {
  const ids = [resolveRevision(root, one), resolveRevision(root, other)];
  const output = runGit(root, ['merge-base', ...ids]);
  if (output.status !== 0)
    throw new GitError(`\`${one}\` and \`${other}\` have no common commit in this clone`, output);
  return output.stdout.toString('utf8').trim();
}

/** Whose repository this is, by the remote `upstream`, else `origin`: the first part of the path on the server. */
export function remoteOwner(root: string): { readonly owner: string; readonly host: string } | undefined {
  const repository = findRepository(root);
  if (!repository) return undefined;
  const urls = remoteUrls(textOrEmpty(join(repository.commonDir, 'config')));
  return parseRemote(urls.get('upstream') ?? '') ?? parseRemote(urls.get('origin') ?? '');
}

/** What git could not do, and what to do about it. */
export class GitError extends Error {
  constructor(what: string, output: GitOutput) {
    super(output.isMissing ? `${what}: git is not on the PATH` : `${what}. ${adviceFor(output)}`);
    this.name = 'GitError';
  }
}

function adviceFor(output: GitOutput): string {
  const said = output.stderr.trim().split('\n')[0] ?? '';
  const depth = 'Check out the whole history: `fetch-depth: 0` in `actions/checkout`, or `git fetch --unshallow`.';
  return said === '' ? depth : `${depth} (git says: ${said.slice(0, 200)})`;
}

/** Below `root` where that is a folder inside the repository. */
function listingOf(root: string, commit: string): Listing {
  const output = runGit(root, ['ls-tree', '-r', '-z', '-l', commit]);
  if (output.status !== 0) throw new GitError(`The files of \`${commit}\` are not in this clone`, output);
  const entries: TreeEntry[] = [];
  for (const line of output.stdout.toString('utf8').split('\0')) {
    const [, digits, oid, size, path] = /^(\d{6}) \w+ ([0-9a-f]+) +(\d+|-)\t([^]+)$/.exec(line) ?? [];
    const mode = modeOf(digits ?? '');
    if (mode === undefined || oid === undefined || path === undefined) continue;
    entries.push(size === '-' ? { path, mode, oid } : { path, mode, oid, size: Number(size) });
  }
  return { entries: sortEntries(entries), gaps: [] };
}

function readBlobs(root: string, entries: readonly TreeEntry[]): ReadonlyMap<string, FileText> {
  const read = new Map<string, FileText>();
  const small: TreeEntry[] = [];
  for (const entry of entries) {
    if ((entry.size ?? 0) > maxFileSize) read.set(entry.path, tooLarge);
    else small.push(entry);
  }
  const ids = [...new Set(small.flatMap((entry) => entry.oid ?? []))];
  if (ids.length === 0) return read;
  const output = runGit(root, ['cat-file', '--batch'], `${ids.join('\n')}\n`);
  if (output.status !== 0) throw new GitError('Files of that commit are not in this clone', output);
  const texts = textsIn(output.stdout);
  for (const { path, oid } of small) {
    const text = texts.get(oid ?? '');
    if (!text) throw new GitError(`\`${path}\` is not in this clone`, output);
    read.set(path, text);
  }
  return read;
}

/** `<oid> blob <size>`, a line break, so many bytes, a line break; `<oid> missing` for an absent one. */
function textsIn(output: Buffer): ReadonlyMap<string, FileText> {
  const texts = new Map<string, FileText>();
  for (let at = 0; at < output.length;) {
    const lineEnd = output.indexOf(0x0a, at);
    if (lineEnd === -1) break;
    const [oid, type, size] = output.toString('utf8', at, lineEnd).split(' ');
    at = lineEnd + 1;
    if (oid === undefined || type !== 'blob') continue;
    const end = at + Number(size);
    texts.set(oid, decodeText(output.subarray(at, end)));
    at = end + 1;
  }
  return texts;
}

/** Names and addresses in the text of `.git/config`. Files it includes are not read: nothing is started for a name. */
function remoteUrls(config: string): ReadonlyMap<string, string> {
  const urls = new Map<string, string>();
  let remote: string | undefined;
  for (const line of config.split('\n')) {
    const section = /^\s*\[\s*([\w.-]+)(?:\s+"([^"]*)")?\s*\]/.exec(line);
    if (section) remote = section[1]?.toLowerCase() === 'remote' ? section[2] : undefined;
    const url = /^\s*(?:\[[^\]]*\]\s*)?url\s*=\s*"?([^"\s]+)"?/i.exec(line)?.[1];
    if (remote !== undefined && url !== undefined && !urls.has(remote)) urls.set(remote, url);
  }
  return urls;
}

/** `https://host/owner/name.git`, `ssh://git@host:22/owner/name`, `git@host:owner/name`. */
export function parseRemote(address: string): { readonly owner: string; readonly host: string } | undefined {
  const url = /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([\w.-]+)(?::\d+)?\/+([^/]+)\/[^/]/i.exec(address);
  const short = /^(?:[^@/:]+@)?([\w.-]{2,}):\/?([^/:]+)\/[^/]/.exec(address);
  const [, host, owner] = url ?? (address.includes('://') ? [] : (short ?? []));
  if (host === undefined || owner === undefined) return undefined;
  // GitHub's ssh over the https port has a host name of its own.
  const lower = host.toLowerCase();
  return { owner, host: lower === 'ssh.github.com' ? 'github.com' : lower };
}

function textOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
