import { modeOf, sortEntries, type Listing } from '../core/gather.ts';
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
  const gaps: string[] = [];
  const known = new Map<string, Promise<Tree>>();
  const read = (oid: string, isRecursive: boolean): Promise<Tree> => {
    const key = `${oid}${isRecursive ? ' recursive' : ''}`;
    const tree = known.get(key) ?? readTree(client, repository, oid, isRecursive);
    known.set(key, tree);
    return tree;
  };

  const folders: Folder[] = [{ path: '', oids: commits }];
  for (let folder = folders.shift(); folder; folder = folders.shift()) {
    const oids = [...new Set(folder.oids)].filter((oid) => oid !== undefined);
    if (client.requestsLeft() - 2 * oids.length < leftForFiles) {
      gaps.push(`the folder \`${folder.path}\` is not listed: the repository is too large`);
      continue;
    }
    // The root is known to be too large for a recursive answer.
    const isRecursive = folder.path !== '';
    const whole = await Promise.all(oids.map((oid) => read(oid, isRecursive)));
    const isSplit = !isRecursive || whole.some((tree) => !tree.isWhole);
    const trees = isSplit && isRecursive ? await Promise.all(oids.map((oid) => read(oid, false))) : whole;
    const treeBy = new Map(oids.map((oid, at) => [oid, trees[at]]));
    const ofSides = folder.oids.map((oid) => (oid === undefined ? undefined : treeBy.get(oid)));
    for (const [side, tree] of ofSides.entries()) {
      for (const entry of tree?.files ?? []) sides[side]?.push({ ...entry, path: below(folder.path, entry.path) });
    }
    if (isSplit) folders.unshift(...foldersIn(folder.path, ofSides));
  }
  return sides.map((entries) => ({ entries: sortEntries(entries), gaps }));
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
