import type { Client } from './client.ts';
import { GitHubError } from './failure.ts';
import { asList, asRecord, asText } from './json.ts';
import { nameOf } from './opening.ts';

/** A pull request as it stands now, with our own comments under a marker, oldest first. */
export interface Conversation {
  readonly head: string | undefined;
  readonly isDraft: boolean;
  readonly ours: readonly OwnComment[];
}

export interface OwnComment {
  /** For REST. */
  readonly id: string;
  readonly body: string;
}

const maxPages = 30;

/**
 * Reads the whole list or fails: who has not seen all comments may not say that ours is not among them. GraphQL, since
 * it alone says of each comment whether this very token wrote it.
 */
export async function readConversation(
  client: Client,
  repository: string,
  number: number,
  marker: string,
): Promise<Conversation> {
  const ours: OwnComment[] = [];
  let after: string | null = null;
  for (let page = 0; page < maxPages; page += 1) {
    const data: Readonly<Record<string, unknown>> = await client.query(
      conversationQuery,
      { ...nameOf(repository), number, after },
      'the comments of the pull request',
      'all',
    );
    const pullRequest = asRecord(asRecord(data['repository'])['pullRequest']);
    const comments = asRecord(pullRequest['comments']);
    const pageInfo = asRecord(comments['pageInfo']);
    for (const comment of asList(comments['nodes']).map(asRecord)) {
      const own = ownComment(comment, marker);
      if (own) ours.push(own);
    }
    const cursor = asText(pageInfo['endCursor']);
    if (pageInfo['hasNextPage'] === false) {
      return { head: asText(pullRequest['headRefOid']), isDraft: pullRequest['isDraft'] === true, ours };
    }
    if (cursor === undefined) break;
    after = cursor;
  }
  throw new GitHubError('broken-answer', 'The comments of the pull request could not be read to their end.');
}

const conversationQuery = `query($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      headRefOid
      isDraft
      comments(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { fullDatabaseId body viewerDidAuthor author { __typename login } }
      }
    }
  }
}`;

/** Anybody can write our marker: a comment is ours only if this token wrote it, or the workflow's own bot did. */
function ownComment(comment: Readonly<Record<string, unknown>>, marker: string): OwnComment | undefined {
  const author = asRecord(comment['author']);
  // A user may be called `github-actions` too; only the type tells them apart.
  const isBot = author['__typename'] === 'Bot' && author['login'] === 'github-actions';
  const body = asText(comment['body']) ?? '';
  const id = String(comment['fullDatabaseId']);
  if (!isBot && comment['viewerDidAuthor'] !== true) return undefined;
  return body.split(/\r?\n/, 1)[0]?.trim() === marker && /^\d+$/.test(id) ? { id, body } : undefined;
}
