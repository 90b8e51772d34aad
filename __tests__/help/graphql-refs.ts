import { GraphQLError } from 'graphql';
import { ancestorsOf, commitOf, entriesOf, entryAt, historyOf } from './git-store.ts';
import type { Commit, Entry } from './git-store.ts';
import { fullNameOf, pagesOf } from './github-state.ts';
import type { GitHubState, Token } from './github-state.ts';
import { connectionOf } from './graphql-connection.ts';
import type { Page } from './graphql-connection.ts';
import { mayRead, notAccessible } from './limits.ts';

/** A branch, by short or full name; null where there is none. */
export function refNode(state: GitHubState, token: Token, name: string): object | null {
  const branch = name.replace(/^refs\/heads\//, '');
  const sha = state.store.branches.get(branch);
  if (sha === undefined) return null;
  return {
    __typename: 'Ref',
    id: `REF_${branch}`,
    name: branch,
    prefix: 'refs/heads/',
    target: () => objectNode(state, token, sha),
  };
}

/** `object(expression:)`: a commit-ish, or `commit-ish:path`. */
export function expressionNode(state: GitHubState, token: Token, expression: string): object | null {
  const colon = expression.indexOf(':');
  const revision = colon === -1 ? expression : expression.slice(0, colon);
  const commit = commitOf(state.store, revision === '' ? 'HEAD' : revision, state.defaultBranch);
  if (commit === undefined) return colon === -1 ? objectNode(state, token, expression) : null;
  if (colon === -1) return objectNode(state, token, commit.sha);
  const entry = entryAt(state.store, commit, expression.slice(colon + 1));
  return entry === undefined || entry.type === 'commit' ? null : objectNode(state, token, entry.sha);
}

/** A git object by id. Links and submodules are not followed: a link is a blob that holds its target. */
export function objectNode(state: GitHubState, token: Token, sha: string): object | null {
  if (!mayRead(state, token, 'contents')) {
    throw new GraphQLError(notAccessible, { extensions: { type: 'FORBIDDEN', saml_failure: false } });
  }
  const { blobs, trees, commits } = state.store;
  const blob = blobs.get(sha);
  if (blob !== undefined) return blobNode(state, sha, blob);
  if (trees.has(sha)) return treeNode(state, token, sha, '');
  const commit = commits.get(sha);
  return commit === undefined ? null : commitNode(state, token, commit);
}

const common = (state: GitHubState, sha: string) => ({
  id: `O_${sha}`,
  oid: sha,
  abbreviatedOid: sha.slice(0, 7),
  commitUrl: `${pagesOf(state)}/${fullNameOf(state)}/commit/${sha}`,
});

function blobNode(state: GitHubState, sha: string, bytes: Buffer): object {
  const isBinary = bytes.subarray(0, 8000).includes(0);
  return {
    __typename: 'Blob',
    ...common(state, sha),
    byteSize: bytes.length,
    isBinary,
    isTruncated: bytes.length > state.limits.blobText,
    text: isBinary ? null : bytes.subarray(0, state.limits.blobText).toString('utf8'),
  };
}

function treeNode(state: GitHubState, token: Token, sha: string, path: string): object {
  return {
    __typename: 'Tree',
    ...common(state, sha),
    entries: () =>
      (state.store.trees.get(sha) ?? []).map((item) => entryNode(state, token, { ...item, path: path + item.name })),
  };
}

function entryNode(state: GitHubState, token: Token, entry: Entry): object {
  return {
    __typename: 'TreeEntry',
    name: entry.name,
    path: entry.path,
    // A number whose octal digits are git's.
    mode: Number.parseInt(entry.mode, 8),
    type: entry.type,
    oid: entry.sha,
    size: state.store.blobs.get(entry.sha)?.length ?? 0,
    object: () =>
      entry.type === 'tree' ? treeNode(state, token, entry.sha, `${entry.path}/`) : objectNode(state, token, entry.sha),
  };
}

function commitNode(state: GitHubState, token: Token, commit: Commit): object {
  const { store } = state;
  return {
    __typename: 'Commit',
    ...common(state, commit.sha),
    url: `${pagesOf(state)}/${fullNameOf(state)}/commit/${commit.sha}`,
    message: commit.message,
    messageHeadline: commit.message.split('\n')[0] ?? '',
    committedDate: commit.date,
    authoredDate: commit.date,
    tree: () => treeNode(state, token, commit.tree, ''),
    file: ({ path }: { readonly path: string }) => {
      const entry = entriesOf(store, commit.tree).find((at) => at.path === path);
      return entry === undefined ? null : entryNode(state, token, entry);
    },
    parents: (page: Page) => connectionOf('Commit', commit.parents, page, (sha) => objectNode(state, token, sha) ?? {}),
    history: ({ path, ...page }: Page & { readonly path?: string | null }) => {
      const ancestors = ancestorsOf(store, commit.sha).flatMap((sha) => store.commits.get(sha) ?? []);
      const all = path === undefined || path === null ? ancestors : historyOf(store, commit.sha, path);
      return connectionOf('Commit', all, page, (at) => commitNode(state, token, at));
    },
  };
}
