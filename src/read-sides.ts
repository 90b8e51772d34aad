import { policyPaths } from './policy/policy.ts';
import { redact } from './analysis/secrets/secrets.ts';
import { gather } from './core/gather.ts';
import { sourceFile, type SourceFile } from './core/source.ts';
import type { FileTree } from './core/tree.ts';
import { gitSide, mergeBase, resolveRevision } from './git.ts';
import type { Client } from './github/client.ts';
import type { Occasion, PullRequest } from './github/event.ts';
import { GitHubError } from './github/failure.ts';
import { readListing } from './github/listing.ts';
import { readBaseTip, readMergeBase, type BaseTip } from './github/opening.ts';
import { readListings, readTrees } from './github/tree.ts';
import { wanted } from './wanted.ts';

/** What a run judges, complete before anything is inspected. */
export interface Sides {
  readonly head: FileTree;
  readonly base: FileTree | undefined;
  readonly baseCommit: string | undefined;
  /** The policy file that judges: never the pull request's own. */
  readonly policy: TrustedPolicy | undefined;
  /** Workflows at the base branch's tip, as far as they could be read. */
  readonly tipWorkflows: ReadonlyMap<string, string>;
  /** Changed files that the requests did not reach. */
  readonly unreadChanges: readonly string[];
}

export interface TrustedPolicy {
  readonly file: SourceFile;
  readonly oid: string | null;
}

/** What a policy says is quoted in many places, so a secret in it is gone before it is read. */
export const policyFile = (path: string, text: string): SourceFile => sourceFile(path, redact(text));

/** Through the API, at exact commits. Two reads at a time where neither waits for the other. */
export async function readByApi(client: Client, occasion: Occasion): Promise<Sides> {
  const { repository, head } = occasion;
  if (occasion.kind !== 'pull-request') {
    const commits = occasion.kind === 'merge-group' ? [head, occasion.base] : [head];
    const listings = await readListings(client, repository, commits);
    const { trees, unreadChanges } = await readTrees(client, repository, listings, wanted, []);
    return sidesOf(occasion, trees, commits[1], policyIn(trees.at(-1)), new Map(), unreadChanges);
  }
  const [tip, headListing] = await Promise.all([readBaseTip(client, occasion), readListing(client, repository, head)]);
  const base = await readMergeBase(client, repository, tip.commit, head);
  const listings = await readListings(client, repository, [head, base], headListing);
  const asked = trustedFiles(tip);
  const { trees, extra, unreadChanges } = await readTrees(client, repository, listings, wanted, [...asked.values()]);
  const texts = new Map([...asked].flatMap(([path, oid]) => textEntry(path, extra.get(oid))));
  return sidesOf(occasion, trees, base, policyAtTip(tip, texts), texts, unreadChanges);
}

/** From the objects of a clone: the same commits, the same files, never what is checked out. */
export function readFromGit(root: string, occasion: Occasion): Sides {
  const { head } = occasion;
  if (occasion.kind !== 'pull-request') {
    const base = occasion.kind === 'merge-group' ? occasion.base : undefined;
    const trees = gather(
      [head, ...(base === undefined ? [] : [base])].map((commit) => gitSide(root, commit)),
      wanted,
    );
    return sidesOf(occasion, trees, base, policyIn(trees.at(-1)), new Map(), []);
  }
  const tip = tipInClone(root, occasion);
  const base = mergeBase(root, tip, head);
  const trees = gather([gitSide(root, head), gitSide(root, base)], wanted);
  const [atTip] = gather([gitSide(root, tip)], { isWanted: isTrusted, alsoWanted: () => [] });
  return sidesOf(occasion, trees, base, policyIn(atTip), atTip?.texts ?? new Map<string, string>(), []);
}

function sidesOf(
  occasion: Occasion,
  [head, base]: readonly FileTree[],
  baseCommit: string | undefined,
  policy: TrustedPolicy | undefined,
  tip: ReadonlyMap<string, string>,
  unreadChanges: readonly string[],
): Sides {
  if (!head) throw new Error(`No tree of \`${occasion.head}\``);
  const tipWorkflows = new Map([...tip].filter(([path]) => !policyPaths.includes(path)));
  return { head, base, baseCommit, policy, tipWorkflows, unreadChanges };
}

const isTrusted = (path: string): boolean =>
  policyPaths.includes(path) || /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path);

const trustedFiles = (tip: BaseTip): ReadonlyMap<string, string> =>
  new Map([...tip.files].filter(([path]) => isTrusted(path)));

const textEntry = (path: string, text: string | undefined): readonly (readonly [string, string])[] =>
  text === undefined ? [] : [[path, text]];

function policyAtTip(tip: BaseTip, texts: ReadonlyMap<string, string>): TrustedPolicy | undefined {
  const path = policyPaths.find((each) => tip.files.has(each));
  const oid = path === undefined ? undefined : tip.files.get(path);
  if (path === undefined || oid === undefined) return undefined;
  const text = texts.get(path);
  // Judging without it would be judging by other rules than the base's.
  if (text === undefined)
    throw new GitHubError('refused', `The policy \`${path}\` of the base cannot be read as text.`);
  return { file: policyFile(path, text), oid };
}

function policyIn(tree: FileTree | undefined): TrustedPolicy | undefined {
  const entry = tree?.entries.find(({ path }) => path === policyPaths.find((each) => tree.texts.has(each)));
  const text = entry && tree?.texts.get(entry.path);
  return entry && text !== undefined ? { file: policyFile(entry.path, text), oid: entry.oid ?? null } : undefined;
}

/** The base branch as the clone last saw it; where it has no such branch, the commit that the event names. */
function tipInClone(root: string, pullRequest: PullRequest): string {
  try {
    return resolveRevision(root, `refs/remotes/origin/${pullRequest.baseBranch}`);
  } catch {
    return resolveRevision(root, pullRequest.baseTip);
  }
}
