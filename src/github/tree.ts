import type { FileText } from '../core/file-text.ts';
import { namedEntries, namedPaths, treeOf, wantedEntries, type Listing } from '../core/gather.ts';
import type { FileTree, TreeEntry, Wanted } from '../core/tree.ts';
import { outOfRequests, readBlobs, withheld, type Blob } from './blobs.ts';
import type { Client } from './client.ts';
import { readListing, walkListings, type CommitListing } from './listing.ts';

export interface CommitTrees {
  /** One a commit, in the order asked for. */
  readonly trees: readonly FileTree[];
  /** Texts of further blobs, by object id. */
  readonly extra: ReadonlyMap<string, string>;
  /** Files that differ between the sides and stayed unread for no fault of their own. */
  readonly unreadChanges: readonly string[];
}

/** Requests kept for the second round. */
const spareForNamed = 2;

/**
 * The trees of commits that are read together: a list of paths each, then the wanted blobs of all of them by object id,
 * equal ones once, then what their texts name. `extra` are blobs asked for on the side. Where requests run out, a path is
 * unread on every side.
 */
export async function readTrees(
  client: Client,
  repository: string,
  listings: readonly Listing[],
  wanted: Wanted,
  extra: readonly string[],
): Promise<CommitTrees> {
  const wantedPaths = new Set(listings.flatMap((listing) => wantedEntries(listing, wanted).map((entry) => entry.path)));
  const first = await readBlobs(client, repository, withExtra(extra, blobsOf(listings, wantedPaths)), spareForNamed);
  const trees = listings.map((listing) => treeOf(listing, textsOf(listings, listing, wantedPaths, first)));
  const extraTexts = new Map(
    extra.flatMap((oid) => {
      const outcome = first.get(oid);
      return outcome && 'text' in outcome ? [[oid, outcome.text] as const] : [];
    }),
  );
  const named = namedPaths(trees, wanted);
  if (named.size === 0) return { trees, extra: extraTexts, unreadChanges: unreadChangesIn(listings, trees) };

  const missing = blobsOf(listings, named).filter((blob) => !first.has(blob.oid));
  const all = new Map([...first, ...(await readBlobs(client, repository, missing, 0))]);
  const paths = new Set([...wantedPaths, ...named]);
  const complete = listings.map((listing) => treeOf(listing, textsOf(listings, listing, paths, all)));
  return { trees: complete, extra: extraTexts, unreadChanges: unreadChangesIn(listings, complete) };
}

/** The lists of paths of commits; the first may have been asked for already, as `head`. */
export async function readListings(
  client: Client,
  repository: string,
  commits: readonly string[],
  head?: CommitListing,
): Promise<readonly Listing[]> {
  const all = await Promise.all(
    commits.map((commit, at) => (at === 0 && head ? Promise.resolve(head) : readListing(client, repository, commit))),
  );
  if (all.every((listing) => listing.isWhole)) return all.map(({ listing }) => listing);
  return walkListings(client, repository, commits);
}

/** What is asked for on the side comes first: the policy is among it. Its size is known only where a side has it too. */
function withExtra(extra: readonly string[], blobs: readonly Blob[]): readonly Blob[] {
  const known = new Map(blobs.map((blob) => [blob.oid, blob]));
  const asked = new Map(extra.map((oid) => [oid, known.get(oid) ?? { oid, size: 0 }]));
  return [...asked.values(), ...blobs.filter((blob) => !asked.has(blob.oid))];
}

/** What to read, in this order: `.github/`, what differs between the sides, Dockerfiles by path, the rest. */
function blobsOf(listings: readonly Listing[], paths: ReadonlySet<string>): readonly Blob[] {
  const byPath = new Map<string, TreeEntry[]>();
  for (const entry of listings.flatMap((listing) => namedEntries(listing, paths))) {
    byPath.set(entry.path, [...(byPath.get(entry.path) ?? []), entry]);
  }
  const urgencyOf = (path: string): number => {
    if (path.startsWith('.github/')) return 0;
    if (differs(byPath.get(path) ?? [], listings.length)) return 1;
    return /(?:^|[/.])(?:docker|container)file(?:[.-][^/]*)?$/i.test(path) ? 2 : 3;
  };
  const ordered = [...byPath.keys()].sort().sort((a, b) => urgencyOf(a) - urgencyOf(b));
  const blobs = new Map<string, Blob>();
  for (const { oid, size } of ordered.flatMap((path) => byPath.get(path) ?? [])) {
    if (oid !== undefined) blobs.set(oid, { oid, size: size ?? 0 });
  }
  return [...blobs.values()];
}

function textsOf(
  listings: readonly Listing[],
  listing: Listing,
  paths: ReadonlySet<string>,
  read: ReadonlyMap<string, FileText>,
): ReadonlyMap<string, FileText> {
  const skipped = new Set(
    listings.flatMap((each) =>
      namedEntries(each, paths).flatMap(({ path, oid }) => (read.get(oid ?? '') === outOfRequests ? [path] : [])),
    ),
  );
  return new Map(
    namedEntries(listing, paths).flatMap(({ path, oid }) => {
      const outcome = skipped.has(path) ? outOfRequests : read.get(oid ?? '');
      return outcome ? [[path, outcome] as const] : [];
    }),
  );
}

function unreadChangesIn(listings: readonly Listing[], trees: readonly FileTree[]): readonly string[] {
  if (listings.length < 2) return [];
  const reasons = [outOfRequests.unread, withheld.unread];
  const skipped = trees.flatMap((tree) => [...tree.unread].filter(([, reason]) => reasons.includes(reason)));
  return [...new Set(skipped.map(([path]) => path))].sort().filter((path) => {
    const entries = listings.flatMap((listing) => namedEntries(listing, new Set([path])));
    return differs(entries, listings.length);
  });
}

const differs = (entries: readonly TreeEntry[], sides: number): boolean =>
  entries.length < sides || new Set(entries.map((entry) => entry.oid)).size > 1;
