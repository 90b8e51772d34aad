import type { components } from '@octokit/openapi-types';
import type { Commit } from './git-store.ts';
import { fullNameOf, pagesOf, restLogin } from './github-state.ts';
import type { Actor, Comment, GitHubState, PullRequest } from './github-state.ts';

type Schemas = components['schemas'];
type Part<T> = { readonly [K in keyof T]?: Part<T[K]> | null };

export const repositoryJson = (state: GitHubState) =>
  ({
    id: 1,
    node_id: 'R_1',
    name: state.name,
    full_name: fullNameOf(state),
    private: state.isPrivate,
    visibility: state.isPrivate ? 'private' : 'public',
    owner: { login: state.owner, id: 1, type: state.ownerType },
    html_url: `${pagesOf(state)}/${fullNameOf(state)}`,
    default_branch: state.defaultBranch,
    fork: false,
    archived: false,
  }) satisfies Part<Schemas['full-repository']>;

export const pullRequestJson = (state: GitHubState, pullRequest: PullRequest) =>
  ({
    id: 1000 + pullRequest.number,
    node_id: `PR_${pullRequest.number}`,
    number: pullRequest.number,
    title: pullRequest.title,
    state: pullRequest.isClosed ? 'closed' : 'open',
    locked: false,
    draft: pullRequest.isDraft,
    merged: false,
    html_url: `${pagesOf(state)}/${fullNameOf(state)}/pull/${pullRequest.number}`,
    user: actorJson(state, pullRequest.author),
    base: {
      label: `${state.owner}:${pullRequest.base.branch}`,
      ref: pullRequest.base.branch,
      sha: pullRequest.base.sha,
      repo: repositoryJson(state),
    },
    head: {
      label: `${pullRequest.head.repository?.split('/')[0] ?? 'unknown repository'}:${pullRequest.head.branch}`,
      ref: pullRequest.head.branch,
      sha: pullRequest.head.sha,
      repo: headRepositoryJson(state, pullRequest),
    },
  }) satisfies Part<Schemas['pull-request']>;

export const commentJson = (state: GitHubState, comment: Comment) =>
  ({
    id: comment.id,
    node_id: `IC_${comment.id}`,
    html_url: `${pagesOf(state)}/${fullNameOf(state)}/pull/${comment.issue}#issuecomment-${comment.id}`,
    body: comment.body,
    user: actorJson(state, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: comment.author.type === 'Bot' ? 'NONE' : 'CONTRIBUTOR',
    performed_via_github_app: null,
  }) satisfies Part<Schemas['issue-comment']>;

export const commitJson = (state: GitHubState, commit: Commit) =>
  ({
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    html_url: `${pagesOf(state)}/${fullNameOf(state)}/commit/${commit.sha}`,
    commit: {
      message: commit.message,
      tree: { sha: commit.tree },
      author: { name: 'A Person', email: 'person@example.com', date: commit.date },
      committer: { name: 'A Person', email: 'person@example.com', date: commit.date },
    },
    parents: commit.parents.map((sha) => ({ sha, url: '', html_url: '' })),
  }) satisfies Part<Schemas['commit']>;

export const actorJson = (state: GitHubState, actor: Actor) =>
  ({
    login: restLogin(actor),
    id: actor.id,
    type: actor.type,
    html_url: `${pagesOf(state)}/${actor.type === 'Bot' ? 'apps/' : ''}${actor.name}`,
    site_admin: false,
  }) satisfies Part<Schemas['simple-user']>;

function headRepositoryJson(state: GitHubState, pullRequest: PullRequest) {
  const { repository } = pullRequest.head;
  if (repository === null) return null;
  if (repository === fullNameOf(state)) return repositoryJson(state);
  const [owner = '', name = ''] = repository.split('/');
  return {
    ...repositoryJson(state),
    id: 2,
    node_id: 'R_2',
    name,
    full_name: repository,
    owner: { login: owner, id: 2, type: 'User' },
    html_url: `${pagesOf(state)}/${repository}`,
    fork: true,
  };
}
