import { fullNameOf } from './github-state.ts';
import type { GitHubState, PullRequest } from './github-state.ts';
import { actorJson, pullRequestJson, repositoryJson } from './rest-shapes.ts';

/** What makes a workflow run, as the runner hands it to a step. */
export interface Event {
  readonly name: string;
  readonly payload: object;
  readonly sha: string;
  readonly ref: string;
  readonly baseRef?: string;
  readonly headRef?: string;
  readonly actor?: string;
}

/** `changes` holds the earlier base of a retargeted pull request. */
export function pullRequestEvent(
  state: GitHubState,
  number: number,
  about: {
    readonly action?: string;
    readonly name?: 'pull_request' | 'pull_request_target';
    readonly changes?: object;
  } = {},
): Event {
  const pullRequest = found(state, number);
  const { action = 'synchronize', name = 'pull_request', changes } = about;
  const isTarget = name === 'pull_request_target';
  return {
    name,
    payload: {
      action,
      number,
      pull_request: pullRequestJson(state, pullRequest),
      ...(changes === undefined ? {} : { changes }),
      ...common(state),
      sender: actorJson(state, pullRequest.author),
    },
    // The test merge, or the default branch: neither is what the pull request holds.
    sha: isTarget ? tipOf(state, state.defaultBranch) : '5'.repeat(40),
    ref: isTarget ? `refs/heads/${state.defaultBranch}` : `refs/pull/${number}/merge`,
    baseRef: pullRequest.base.branch,
    headRef: pullRequest.head.branch,
    actor: pullRequest.author.name,
  };
}

export function mergeGroupEvent(state: GitHubState, number: number, headSha: string): Event {
  const { base } = found(state, number);
  const commit = state.store.commits.get(headSha);
  const ref = `refs/heads/gh-readonly-queue/${base.branch}/pr-${number}-${base.sha}`;
  return {
    name: 'merge_group',
    payload: {
      action: 'checks_requested',
      merge_group: {
        head_sha: headSha,
        head_ref: ref,
        base_sha: base.sha,
        base_ref: `refs/heads/${base.branch}`,
        head_commit: { id: headSha, tree_id: commit?.tree, message: commit?.message, timestamp: commit?.date },
      },
      ...common(state),
    },
    sha: headSha,
    ref,
  };
}

export function pushEvent(state: GitHubState, branch: string, before: string): Event {
  const sha = tipOf(state, branch);
  return {
    name: 'push',
    payload: { ref: `refs/heads/${branch}`, before, after: sha, forced: false, commits: [], ...common(state) },
    sha,
    ref: `refs/heads/${branch}`,
  };
}

export function branchEvent(
  state: GitHubState,
  name: 'schedule' | 'workflow_dispatch' | 'workflow_run' | 'issues',
): Event {
  const payload = name === 'schedule' ? { schedule: '0 5 * * 1' } : { ref: `refs/heads/${state.defaultBranch}` };
  return {
    name,
    payload: { ...payload, ...common(state) },
    sha: tipOf(state, state.defaultBranch),
    ref: `refs/heads/${state.defaultBranch}`,
  };
}

const common = (state: GitHubState) => ({
  repository: repositoryJson(state),
  ...(state.ownerType === 'Organization' ? { organization: { login: state.owner, id: 1 } } : {}),
  sender: { login: 'mona', id: 7, type: 'User' },
});

function found(state: GitHubState, number: number): PullRequest {
  const pullRequest = state.pullRequests.get(number);
  if (pullRequest === undefined) throw new Error(`${fullNameOf(state)} has no pull request ${number}`);
  return pullRequest;
}

const tipOf = (state: GitHubState, branch: string): string => state.store.branches.get(branch) ?? '';
