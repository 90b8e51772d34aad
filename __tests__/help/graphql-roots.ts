import { GraphQLError } from 'graphql';
import { commentNode, pullRequestNode } from './graphql-conversation.ts';
import { repositoryNode } from './graphql-repository.ts';
import { editComment, removeComment, restLogin, writeComment } from './github-state.ts';
import type { Comment, GitHubState, PullRequest, Token } from './github-state.ts';
import { commentFault, isOurRepository, mayRead, mayWriteComments, notAccessible } from './limits.ts';

/** Fields of `Query`. */
export const queries = (state: GitHubState, token: Token) => ({
  repository: ({ owner, name }: { readonly owner: string; readonly name: string }) => {
    if (isOurRepository(state, owner, name) && mayRead(state, token, 'metadata')) return repositoryNode(state, token);
    throw fault('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
  },
  // The workflow's token is nobody's account; `viewer` names the app's bot, `[bot]` and all.
  viewer: () => ({
    __typename: 'User',
    login: restLogin(token.actor),
    databaseId: token.actor.id,
    id: `U_${token.actor.id}`,
  }),
  rateLimit: () => ({
    __typename: 'RateLimit',
    cost: 1,
    limit: 1000,
    nodeCount: 1,
    remaining: 990,
    resetAt: '2026-06-01T01:00:00Z',
    used: 10,
  }),
  node: ({ id }: { readonly id: string }) => {
    const pullRequest = pullRequestWith(state, id);
    if (pullRequest !== undefined) return pullRequestNode(state, token, pullRequest);
    const comment = commentWith(state, id);
    if (comment !== undefined) return commentNode(state, token, comment);
    throw fault('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
  },
});

/** Fields of `Mutation`. */
export const mutations = (state: GitHubState, token: Token) => ({
  addComment: ({ input }: { readonly input: { readonly subjectId: string; readonly body: string } }) => {
    const pullRequest = pullRequestWith(state, input.subjectId);
    if (pullRequest === undefined)
      throw fault('NOT_FOUND', `Could not resolve to a node with the global id of '${input.subjectId}'`);
    checkWriting(state, token, input.body);
    const comment = writeComment(state, pullRequest.number, token.actor, input.body);
    return {
      __typename: 'AddCommentPayload',
      clientMutationId: null,
      subject: pullRequestNode(state, token, pullRequest),
      commentEdge: {
        __typename: 'IssueCommentEdge',
        cursor: String(comment.id),
        node: commentNode(state, token, comment),
      },
    };
  },
  updateIssueComment: ({ input }: { readonly input: { readonly id: string; readonly body: string } }) => {
    const comment = ownComment(state, token, input.id);
    checkWriting(state, token, input.body);
    const edited = editComment(state, comment.id, input.body) ?? comment;
    return {
      __typename: 'UpdateIssueCommentPayload',
      clientMutationId: null,
      issueComment: commentNode(state, token, edited),
    };
  },
  deleteIssueComment: ({ input }: { readonly input: { readonly id: string } }) => {
    removeComment(state, ownComment(state, token, input.id).id);
    return { __typename: 'DeleteIssueCommentPayload', clientMutationId: null };
  },
});

/** An error in the form GitHub gives it. */
export const fault = (type: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { type, ...(type === 'FORBIDDEN' ? { saml_failure: false } : {}) } });

function checkWriting(state: GitHubState, token: Token, body: string) {
  if (!mayWriteComments(token)) throw fault('FORBIDDEN', notAccessible);
  const refused = commentFault(state, body);
  if (refused !== undefined) throw fault('UNPROCESSABLE', refused);
}

/** With write access any comment may be edited, others' as well: whose it is the caller has to mind. */
function ownComment(state: GitHubState, token: Token, id: string): Comment {
  const comment = commentWith(state, id);
  if (comment === undefined) throw fault('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
  if (!mayWriteComments(token)) throw fault('FORBIDDEN', notAccessible);
  return comment;
}

const pullRequestWith = (state: GitHubState, id: string): PullRequest | undefined =>
  [...state.pullRequests.values()].find((pullRequest) => `PR_${pullRequest.number}` === id);

const commentWith = (state: GitHubState, id: string): Comment | undefined =>
  state.comments.find((comment) => `IC_${comment.id}` === id);
