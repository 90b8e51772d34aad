import type { GitStore } from './git-store.ts';

/** Somebody on GitHub. Bots are called `name[bot]` in REST and `name` in GraphQL; a user may be called the same. */
export interface Actor {
  readonly name: string;
  readonly type: 'User' | 'Bot';
  readonly id: number;
}

export type Access = 'read' | 'write';

export interface Token {
  readonly value: string;
  readonly actor: Actor;
  /** What `permissions:` left of it; `metadata: read` always stays. */
  readonly permissions: { readonly contents?: Access; readonly issues?: Access; readonly 'pull-requests'?: Access };
}

export interface Comment {
  readonly id: number;
  readonly author: Actor;
  readonly issue: number;
  readonly body: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly author: Actor;
  readonly isDraft: boolean;
  readonly isClosed: boolean;
  readonly base: { readonly branch: string; readonly sha: string };
  /** `repository` differs from ours for a fork, and is null once that is deleted. */
  readonly head: { readonly branch: string; readonly sha: string; readonly repository: string | null };
}

/** Everything the fake GitHub remembers. One repository; tests change it as they like. */
export interface GitHubState {
  readonly owner: string;
  readonly name: string;
  readonly ownerType: 'User' | 'Organization';
  isPrivate: boolean;
  defaultBranch: string;
  readonly store: GitStore;
  readonly pullRequests: Map<number, PullRequest>;
  comments: Comment[];
  readonly tokens: Token[];
  readonly limits: Limits;
  readonly hasMergeQueue: boolean;
  /** Serves `/api/v3` and `/api/graphql` and sends no rate headers, as an enterprise server does. */
  readonly isEnterpriseServer: boolean;
  /** Origin it answers under, once it listens. */
  origin: string;
  nextId: number;
}

/** https://docs.github.com/en/rest: sizes past which GitHub cuts, truncates or refuses. */
export interface Limits {
  readonly treeEntries: number;
  readonly blobText: number;
  readonly commentCharacters: number;
}

export const githubLimits: Limits = { treeEntries: 100_000, blobText: 512_000, commentCharacters: 65_536 };

export const actionsBot: Actor = { name: 'github-actions', type: 'Bot', id: 41898282 };

export const restLogin = (actor: Actor): string => (actor.type === 'Bot' ? `${actor.name}[bot]` : actor.name);

/** The origin people see: pages live beside the API on an enterprise server and elsewhere on github.com. */
export const pagesOf = (state: GitHubState): string => (state.isEnterpriseServer ? state.origin : 'https://github.com');

export const fullNameOf = (state: GitHubState): string => `${state.owner}/${state.name}`;

/** No clock: every moment is a count of what happened before. */
export function nextMoment(state: GitHubState): { readonly id: number; readonly at: string } {
  state.nextId += 1;
  return {
    id: 2_000_000_000 + state.nextId,
    at: new Date(Date.UTC(2026, 5, 1, 0, 0, state.nextId)).toISOString().replace('.000', ''),
  };
}

export function writeComment(state: GitHubState, issue: number, author: Actor, body: string): Comment {
  const { id, at } = nextMoment(state);
  const comment = { id, author, issue, body, createdAt: at, updatedAt: at };
  state.comments = [...state.comments, comment];
  return comment;
}

export function editComment(state: GitHubState, id: number, body: string): Comment | undefined {
  const { at } = nextMoment(state);
  state.comments = state.comments.map((comment) => (comment.id === id ? { ...comment, body, updatedAt: at } : comment));
  return state.comments.find((comment) => comment.id === id);
}

export function removeComment(state: GitHubState, id: number): void {
  state.comments = state.comments.filter((comment) => comment.id !== id);
}

/** A push to the pull request's branch. */
export function moveHead(state: GitHubState, number: number, sha: string): void {
  const pullRequest = state.pullRequests.get(number);
  if (pullRequest) state.pullRequests.set(number, { ...pullRequest, head: { ...pullRequest.head, sha } });
}
