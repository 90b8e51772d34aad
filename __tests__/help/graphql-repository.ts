import { GraphQLError } from 'graphql';
import { fullNameOf, pagesOf } from './github-state.ts';
import type { GitHubState, Token } from './github-state.ts';
import { pullRequestNode } from './graphql-conversation.ts';
import { expressionNode, objectNode, refNode } from './graphql-refs.ts';

export function repositoryNode(state: GitHubState, token: Token): object {
  const { owner, name } = state;
  return {
    __typename: 'Repository',
    id: 'R_1',
    databaseId: 1,
    name,
    nameWithOwner: fullNameOf(state),
    url: `${pagesOf(state)}/${fullNameOf(state)}`,
    owner: { __typename: state.ownerType, id: 'O_1', login: owner, url: `${pagesOf(state)}/${owner}` },
    isInOrganization: state.ownerType === 'Organization',
    isPrivate: state.isPrivate,
    visibility: state.isPrivate ? 'PRIVATE' : 'PUBLIC',
    isArchived: false,
    isFork: false,
    isEmpty: state.store.branches.size === 0,
    defaultBranchRef: () => refNode(state, token, state.defaultBranch),
    ref: ({ qualifiedName }: { readonly qualifiedName: string }) => refNode(state, token, qualifiedName),
    object: ({ oid, expression }: { readonly oid?: string | null; readonly expression?: string | null }) => {
      if (oid) return objectNode(state, token, oid);
      return expression ? expressionNode(state, token, expression) : null;
    },
    pullRequest: ({ number }: { readonly number: number }) => {
      const pullRequest = state.pullRequests.get(number);
      if (pullRequest !== undefined) return pullRequestNode(state, token, pullRequest);
      const message = `Could not resolve to a PullRequest with the number of ${number}.`;
      throw new GraphQLError(message, { extensions: { type: 'NOT_FOUND' } });
    },
    mergeQueue: ({ branch }: { readonly branch?: string | null }) =>
      state.hasMergeQueue && (branch ?? state.defaultBranch) === state.defaultBranch
        ? {
            __typename: 'MergeQueue',
            id: 'MQ_1',
            url: `${pagesOf(state)}/${fullNameOf(state)}/queue/${state.defaultBranch}`,
          }
        : null,
  };
}
