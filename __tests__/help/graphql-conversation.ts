import { GraphQLError } from 'graphql';
import { fullNameOf, pagesOf } from './github-state.ts';
import type { Actor, Comment, GitHubState, PullRequest, Token } from './github-state.ts';
import { mayRead, mayWriteComments, notAccessible } from './limits.ts';
import { connectionOf } from './graphql-connection.ts';
import type { Page } from './graphql-connection.ts';
import { refNode } from './graphql-refs.ts';

export function pullRequestNode(state: GitHubState, token: Token, pullRequest: PullRequest): object {
  const { number, base, head } = pullRequest;
  const ours = fullNameOf(state);
  const url = `${pagesOf(state)}/${ours}/pull/${number}`;
  const isFork = head.repository !== ours;
  return {
    __typename: 'PullRequest',
    id: `PR_${number}`,
    number,
    title: pullRequest.title,
    url,
    permalink: url,
    checksUrl: `${url}/checks`,
    state: pullRequest.isClosed ? 'CLOSED' : 'OPEN',
    closed: pullRequest.isClosed,
    merged: false,
    locked: false,
    isDraft: pullRequest.isDraft,
    isCrossRepository: isFork,
    isInMergeQueue: false,
    isMergeQueueEnabled: state.hasMergeQueue,
    author: actorNode(state, pullRequest.author),
    baseRefName: base.branch,
    baseRefOid: base.sha,
    baseRef: () => refNode(state, token, base.branch),
    headRefName: head.branch,
    headRefOid: head.sha,
    headRef: () => (isFork ? null : refNode(state, token, head.branch)),
    headRepository:
      head.repository === null ? null : { __typename: 'Repository', nameWithOwner: head.repository, isFork },
    viewerDidAuthor: isSame(pullRequest.author, token.actor),
    comments: (page: Page) => {
      if (!mayRead(state, token, 'conversation')) throw forbidden();
      const own = state.comments.filter((comment) => comment.issue === number);
      return connectionOf('IssueComment', own, page, (comment) => commentNode(state, token, comment));
    },
  };
}

export function commentNode(state: GitHubState, token: Token, comment: Comment): object {
  const isOwn = isSame(comment.author, token.actor);
  const mayWrite = mayWriteComments(token);
  const url = `${pagesOf(state)}/${fullNameOf(state)}/pull/${comment.issue}#issuecomment-${comment.id}`;
  return {
    __typename: 'IssueComment',
    id: `IC_${comment.id}`,
    // Past 2^31 GitHub answers null here and the number only in `fullDatabaseId`.
    databaseId: comment.id < 2 ** 31 ? comment.id : null,
    fullDatabaseId: String(comment.id),
    author: actorNode(state, comment.author),
    body: comment.body,
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    lastEditedAt: comment.updatedAt === comment.createdAt ? null : comment.updatedAt,
    url,
    isMinimized: false,
    minimizedReason: null,
    viewerDidAuthor: isOwn,
    viewerCanUpdate: mayWrite,
    viewerCanDelete: mayWrite,
    viewerCanMinimize: mayWrite,
  };
}

function actorNode(state: GitHubState, actor: Actor): object {
  return {
    __typename: actor.type,
    id: `${actor.type}_${actor.id}`,
    databaseId: actor.id,
    login: actor.name,
    url: `${pagesOf(state)}/${actor.name}`,
  };
}

const isSame = (one: Actor, other: Actor) => one.id === other.id && one.type === other.type;

const forbidden = () => new GraphQLError(notAccessible, { extensions: { type: 'FORBIDDEN', saml_failure: false } });
