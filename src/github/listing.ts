import { modeOf, sortEntries, type Listing } from '../core/gather.ts';
import { code } from '../core/message.ts';
import type { TreeEntry } from '../core/tree.ts';
import type { Client } from './client.ts';
import { asList, asNumber, asRecord, asText, isObjectId } from './json.ts';

/** Requests that walking a very large repository leaves over for reading files. */
const leftForFiles = 12;

/** A commit's paths as one answer lists them; `isWhole` is false where GitHub cut it off. */
export interface CommitListing {
  readonly listing: Listing;
  readonly isWhole: boolean;
}

/** Up to 100,000 entries or 7 MB come in one answer: https://docs.github.com/en/rest/git/trees */
export async function readListing(client: Client, repository: string, commit: string): Promise<CommitListing> {
  const tree = await readTree(client, repository, commit, true);
  return { listing: { entries: sortEntries(tree.files), gaps: [] }, isWhole: tree.isWhole };
}

/**
 * For repositories too large for one answer: folder by folder, both sides together, equal folders once. `.github` comes
 * first, then folders that differ, then the rest by name. What the requests do not reach is a gap on every side.
 */
export async function walkListings(
  client: Client,
  repository: string,
  commits: readonly string[],
): Promise<readonly Listing[]> {
  const sides = commits.map((): TreeEntry[] => []);
  const unlisted: string[] = [];
  const folders: Folder[] = [{ path: '', oids: commits }];
  for (let folder = folders.shift(); folder; folder = folders.shift()) {
    const ids = [...new Set(folder.oids)].filter((oid) => oid !== undefined);
    if (client.requestsLeft() - 2 * ids.length < leftForFiles) {
      unlisted.push(folder.path);
      continue;
    }
    const trees = await readFolder(client, repository, ids, folder.path === '');
    const ofSides = folder.oids.map((oid) => trees.get(oid ?? ''));
    for (const [side, tree] of ofSides.entries()) {
      for (const entry of tree?.files ?? []) sides[side]?.push({ ...entry, path: below(folder.path, entry.path) });
    }
    if (ofSides.some((tree) => tree?.isWhole === false)) unlisted.push(folder.path);
    folders.unshift(...foldersIn(folder.path, ofSides));
  }
  const gaps = unlisted.length === 0 ? [] : [gapOf(unlisted)];
  return sides.map((entries) => ({ entries: sortEntries(entries), gaps }));
}

/** Whole where each id's answer is; else the folder's own entries only, its folders left to be read one by one. */
async function readFolder(
  client: Client,
  repository: string,
  ids: readonly string[],
  isRoot: boolean,
): Promise<ReadonlyMap<string, Tree>> {
  const read = (isRecursive: boolean) => Promise.all(ids.map((oid) => readTree(client, repository, oid, isRecursive)));
  // The root is known to be too large for one answer.
  const whole = isRoot ? undefined : await read(true);
  const isEnough = whole?.every((tree) => tree.isWhole) ?? false;
  const trees =
    whole && isEnough ? whole.map((tree) => ({ ...tree, folders: new Map<string, string>() })) : await read(false);
  return new Map(trees.map((tree, at) => [ids[at] ?? '', tree]));
}

function gapOf(folders: readonly string[]): string {
  const named = folders.slice(0, 5).map((path) => code(path === '' ? '.' : path));
  const more = folders.length > named.length ? ` and ${folders.length - named.length} more` : '';
  return `the repository is too large to list these folders whole: ${named.join(', ')}${more}`;
}

/** The same folder on each side, `undefined` where a side has none. */
interface Folder {
  readonly path: string;
  readonly oids: readonly (string | undefined)[];
}

interface Tree {
  /** Paths below this tree. */
  readonly files: readonly TreeEntry[];
  readonly folders: ReadonlyMap<string, string>;
  readonly isWhole: boolean;
}

async function readTree(client: Client, repository: string, oid: string, isRecursive: boolean): Promise<Tree> {
  const path = `repos/${repository}/git/trees/${oid}${isRecursive ? '?recursive=1' : ''}`;
  const answer = await client.get(path, `the list of files of \`${oid.slice(0, 7)}\``);
  const files: TreeEntry[] = [];
  const folders = new Map<string, string>();
  for (const entry of asList(answer['tree']).map(asRecord)) {
    const name = asText(entry['path']);
    const id = entry['sha'];
    if (name === undefined || !isObjectId(id)) continue;
    const mode = modeOf(asText(entry['mode']) ?? '');
    const size = asNumber(entry['size']);
    if (mode) files.push(size === undefined ? { path: name, mode, oid: id } : { path: name, mode, oid: id, size });
    else if (entry['type'] === 'tree') folders.set(name, id);
  }
  return { files, folders, isWhole: answer['truncated'] !== true };
}

function foldersIn(path: string, trees: readonly (Tree | undefined)[]): readonly Folder[] {
  const names = new Set(trees.flatMap((tree) => [...(tree?.folders.keys() ?? [])]));
  const folders = [...names].sort().map((name) => ({
    path: below(path, name),
    oids: trees.map((tree) => tree?.folders.get(name)),
  }));
  const urgency = (folder: Folder): number => (folder.path === '.github' ? 0 : new Set(folder.oids).size > 1 ? 1 : 2);
  return folders.sort((a, b) => urgency(a) - urgency(b));
}

const below = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
