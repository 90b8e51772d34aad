import { ancestorsOf, changesBetween, commitOf, entriesOf, entryAt, historyOf, mergeBaseOf } from './git-store.ts';
import type { Commit } from './git-store.ts';
import { editComment, removeComment, writeComment } from './github-state.ts';
import type { Comment, GitHubState, Token } from './github-state.ts';
import {
  commentFault,
  commentRefused,
  docs,
  forbidden,
  mayRead,
  mayWriteComments,
  notFound,
  refusal,
} from './limits.ts';
import type { Refusal, Right } from './limits.ts';
import { commentJson, commitJson, pullRequestJson, repositoryJson } from './rest-shapes.ts';

export interface RestCall {
  readonly state: GitHubState;
  readonly token: Token;
  readonly variables: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly accept: string;
}

export type Answer = Refusal | { readonly status: number; readonly body: object | string | null };

export const repository = ({ state }: RestCall): Answer => ({ status: 200, body: repositoryJson(state) });

export const pullRequest = guarded('conversation', 'pulls/pulls#get-a-pull-request', (call) => {
  const found = call.state.pullRequests.get(Number(call.variables['pull_number']));
  return found === undefined ? undefined : { status: 200, body: pullRequestJson(call.state, found) };
});

/** `base...head`, either of them a branch, an id, or `owner:branch`. Files are cut at 300. */
export const comparison = guarded('contents', 'commits/commits#compare-two-commits', (call) => {
  const { state } = call;
  const [from, to] = (call.variables['basehead'] ?? '').split('...').map((side) => side.replace(/^[\w.-]+:/, ''));
  const base = commitOf(state.store, from ?? '', state.defaultBranch);
  const head = commitOf(state.store, to ?? '', state.defaultBranch);
  if (base === undefined || head === undefined) return undefined;
  const mergeBase = state.store.commits.get(mergeBaseOf(state.store, base.sha, head.sha) ?? '');
  const page = `${docs}/commits/commits#compare-two-commits`;
  if (mergeBase === undefined) return refusal(404, `No common ancestor between ${base.sha} and ${head.sha}.`, page);
  const reached = new Set(ancestorsOf(state.store, mergeBase.sha));
  const ahead = ancestorsOf(state.store, head.sha).filter((sha) => !reached.has(sha));
  const behind = ancestorsOf(state.store, base.sha).filter((sha) => !reached.has(sha));
  return {
    status: 200,
    body: {
      status:
        ahead.length === 0
          ? behind.length === 0
            ? 'identical'
            : 'behind'
          : behind.length === 0
            ? 'ahead'
            : 'diverged',
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      base_commit: commitJson(state, base),
      merge_base_commit: commitJson(state, mergeBase),
      commits: ahead.reverse().flatMap((sha) => asJson(state, state.store.commits.get(sha))),
      files: changesBetween(state.store, mergeBase.sha, head.sha)
        .slice(0, 300)
        .map((change) => ({ filename: change.path, status: change.status, sha: change.sha })),
    },
  };
});

export const tree = guarded('contents', 'git/trees#get-a-tree', ({ state, variables, query }) => {
  const name = variables['tree_sha'] ?? '';
  const sha = state.store.trees.has(name) ? name : commitOf(state.store, name, state.defaultBranch)?.tree;
  if (sha === undefined) return undefined;
  const all = query.has('recursive') ? entriesOf(state.store, sha) : (state.store.trees.get(sha) ?? []);
  return {
    status: 200,
    body: {
      sha,
      url: '',
      tree: all.slice(0, state.limits.treeEntries).map((entry) => {
        const size = state.store.blobs.get(entry.sha)?.length;
        const path = 'path' in entry ? entry.path : entry.name;
        return { path, mode: entry.mode, type: entry.type, sha: entry.sha, ...(size === undefined ? {} : { size }) };
      }),
      truncated: all.length > state.limits.treeEntries,
    },
  };
});

export const blob = guarded('contents', 'git/blobs#get-a-blob', ({ state, variables, accept }) => {
  const sha = variables['file_sha'] ?? '';
  const bytes = state.store.blobs.get(sha);
  if (bytes === undefined) return undefined;
  if (isRaw(accept)) return { status: 200, body: bytes.toString('utf8') };
  return {
    status: 200,
    body: { sha, size: bytes.length, encoding: 'base64', content: wrapped(bytes), url: '', node_id: '' },
  };
});

/** Unlike trees, blobs and GraphQL, this one follows a link inside the repository. */
export const contents = guarded('contents', 'repos/contents#get-repository-content', (call) => {
  const { state, variables, query, accept } = call;
  const commit = commitOf(state.store, query.get('ref') ?? state.defaultBranch, state.defaultBranch);
  const entry = commit === undefined ? undefined : entryAt(state.store, commit, variables['path'] ?? '');
  if (commit === undefined || entry === undefined) return undefined;
  const target = entry.mode === '120000' ? linkTarget(state, commit, entry.path, entry.sha) : entry;
  const bytes = state.store.blobs.get(target.sha);
  if (bytes === undefined) return undefined;
  if (isRaw(accept)) return { status: 200, body: bytes.toString('utf8') };
  const { name, path } = entry;
  const file = { type: 'file', name, path, sha: target.sha, size: bytes.length, encoding: 'base64' };
  return { status: 200, body: { ...file, content: wrapped(bytes) } };
});

export const gitCommit = guarded('contents', 'git/commits#get-a-commit-object', ({ state, variables }) => {
  const commit = state.store.commits.get(variables['commit_sha'] ?? '');
  if (commit === undefined) return undefined;
  const parents = commit.parents.map((sha) => ({ sha, url: '', html_url: '' }));
  return {
    status: 200,
    body: { sha: commit.sha, message: commit.message, tree: { sha: commit.tree, url: '' }, parents },
  };
});

export const gitRef = guarded('contents', 'git/refs#get-a-reference', ({ state, variables }) => {
  const ref = variables['ref'] ?? '';
  const sha = ref.startsWith('heads/') ? state.store.branches.get(ref.slice('heads/'.length)) : undefined;
  if (sha === undefined) return undefined;
  return { status: 200, body: { ref: `refs/${ref}`, node_id: '', url: '', object: { type: 'commit', sha, url: '' } } };
});

export const branch = guarded('contents', 'branches/branches#get-a-branch', ({ state, variables }) => {
  const name = variables['branch'] ?? '';
  const commit = state.store.commits.get(state.store.branches.get(name) ?? '');
  return commit === undefined
    ? undefined
    : { status: 200, body: { name, commit: commitJson(state, commit), protected: false } };
});

export const commit = guarded('contents', 'commits/commits#get-a-commit', ({ state, variables }) => {
  const found = commitOf(state.store, variables['ref'] ?? '', state.defaultBranch);
  return found === undefined ? undefined : { status: 200, body: commitJson(state, found) };
});

export const commits = guarded('contents', 'commits/commits#list-commits', ({ state, query }) => {
  const from = commitOf(state.store, query.get('sha') ?? state.defaultBranch, state.defaultBranch);
  if (from === undefined) return undefined;
  return {
    status: 200,
    body: paged(query, historyOf(state.store, from.sha, query.get('path') ?? '')).map((at) => commitJson(state, at)),
  };
});

export const commentList = guarded('conversation', 'issues/comments#list-issue-comments', (call) => {
  const issue = Number(call.variables['issue_number']);
  if (!call.state.pullRequests.has(issue)) return undefined;
  const own = call.state.comments.filter((at) => at.issue === issue);
  return { status: 200, body: paged(call.query, own).map((at) => commentJson(call.state, at)) };
});

export const comment = guarded('conversation', 'issues/comments#get-an-issue-comment', (call) => {
  const found = commentIn(call);
  return found === undefined ? undefined : { status: 200, body: commentJson(call.state, found) };
});

export const createdComment = guarded('conversation', 'issues/comments#create-an-issue-comment', (call, page) => {
  const issue = Number(call.variables['issue_number']);
  if (!call.state.pullRequests.has(issue)) return undefined;
  const refused = writingRefused(call, page);
  if (refused !== undefined) return refused;
  return {
    status: 201,
    body: commentJson(call.state, writeComment(call.state, issue, call.token.actor, textIn(call))),
  };
});

export const editedComment = guarded('conversation', 'issues/comments#update-an-issue-comment', (call, page) => {
  const found = commentIn(call);
  if (found === undefined) return undefined;
  const refused = writingRefused(call, page);
  if (refused !== undefined) return refused;
  return { status: 200, body: commentJson(call.state, editComment(call.state, found.id, textIn(call)) ?? found) };
});

export const deletedComment = guarded('conversation', 'issues/comments#delete-an-issue-comment', (call, page) => {
  const found = commentIn(call);
  if (found === undefined) return undefined;
  if (!mayWriteComments(call.token)) return forbidden(page);
  removeComment(call.state, found.id);
  return { status: 204, body: null };
});

/** Asks for the right first, as GitHub does: a missing one is 403, whatever else is wrong. */
function guarded(right: Right, page: string, answer: (call: RestCall, page: string) => Answer | undefined) {
  const address = `${docs}/${page}`;
  return (call: RestCall): Answer => {
    if (!mayRead(call.state, call.token, right)) return forbidden(address);
    return answer(call, address) ?? notFound(address);
  };
}

function writingRefused(call: RestCall, page: string): Refusal | undefined {
  if (!mayWriteComments(call.token)) return forbidden(page);
  const fault = commentFault(call.state, textIn(call));
  return fault === undefined ? undefined : commentRefused(fault, page);
}

const textIn = (call: RestCall): string => {
  const { body } = call;
  return typeof body === 'object' && body !== null && 'body' in body ? String(body.body) : '';
};

const commentIn = (call: RestCall): Comment | undefined =>
  call.state.comments.find((at) => at.id === Number(call.variables['comment_id']));

function paged<T>(query: URLSearchParams, all: readonly T[]): readonly T[] {
  const size = Number(query.get('per_page') ?? 30);
  const page = Number(query.get('page') ?? 1);
  return all.slice((page - 1) * size, page * size);
}

const asJson = (state: GitHubState, at: Commit | undefined) => (at === undefined ? [] : [commitJson(state, at)]);

const isRaw = (accept: string) => accept.includes('raw');

/** Base64 in lines of sixty characters, as GitHub sends it. */
const wrapped = (bytes: Buffer) => bytes.toString('base64').replace(/.{60}/g, '$&\n');

function linkTarget(state: GitHubState, at: Commit, path: string, sha: string) {
  const target = new URL(state.store.blobs.get(sha)?.toString('utf8') ?? '', `file:///${path}`).pathname.slice(1);
  return entryAt(state.store, at, target) ?? { sha };
}
