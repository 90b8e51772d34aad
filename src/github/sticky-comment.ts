import type { Client } from './client.ts';
import { readConversation, type OwnComment } from './comments.ts';
import { GitHubError } from './failure.ts';
import { asRecord } from './json.ts';

export interface StickyComment {
  readonly repository: string;
  readonly number: number;
  /** The commit it speaks of. */
  readonly head: string;
  /** Its fixed first line. */
  readonly marker: string;
  readonly body: string;
  /** False: an existing one is kept current, a new one is not made. */
  readonly mayCreate: boolean;
  /** Why the token may lack the right to write, for the notice. */
  readonly token: 'of a fork' | 'of Dependabot' | 'of the workflow';
}

/** Comment requests are counted apart from the reads. */
const maxRequests = 80;

/**
 * Keeps one comment under a pull request current, and never makes a second: where the list of comments cannot be read,
 * or an answer is lost, nothing is written again. What could not be done is one sentence; nothing is thrown for it.
 */
export async function keepComment(client: Client, comment: StickyComment): Promise<string | undefined> {
  const apart = client.withRequests(maxRequests);
  try {
    const conversation = await readConversation(apart, comment.repository, comment.number, comment.marker);
    if (conversation.head !== comment.head) {
      return 'No comment written: the pull request has newer commits, which their own run speaks of.';
    }
    const existing = conversation.ours[0];
    if (existing) return await update(apart, comment, existing);
    if (!comment.mayCreate || conversation.isDraft) return undefined;
    return await create(apart, comment);
  } catch (error) {
    if (error instanceof GitHubError) return noticeOf(error, comment);
    throw error;
  }
}

export interface CommentWish {
  readonly setting: 'always' | 'on-change' | 'never';
  readonly byBot: boolean;
  /** The pull request touches a file that Plimsoll reads. */
  readonly touchesOurFiles: boolean;
  /** Something is new or worse. */
  readonly hasNews: boolean;
}

/** Whether a comment may be made where there is none yet. Bots open many pull requests that nobody reads for long. */
export function mayCreateComment({ setting, byBot, touchesOurFiles, hasNews }: CommentWish): boolean {
  if (setting === 'never') return false;
  return hasNews || (setting === 'always' && touchesOurFiles && !byBot);
}

async function update(client: Client, comment: StickyComment, existing: OwnComment): Promise<undefined> {
  if (isSameText(existing.body, comment.body)) return undefined;
  const path = `repos/${comment.repository}/issues/comments/${existing.id}`;
  await client.write('PATCH', path, { body: comment.body }, 'to edit the comment');
  return undefined;
}

async function create(client: Client, comment: StickyComment): Promise<string | undefined> {
  const isConfirmed = await post(client, comment);
  const after = await readConversation(client, comment.repository, comment.number, comment.marker).catch(
    () => undefined,
  );
  if (!after) return isConfirmed ? undefined : 'GitHub did not confirm the comment; it may or may not be there.';
  const [oldest, ...younger] = after.ours;
  if (!oldest) return isConfirmed ? undefined : 'GitHub did not confirm the comment; it is not in the list.';
  if (younger.length === 0) return undefined;
  return removeDoubles(client, comment, after.head, oldest, younger);
}

/** False where the answer is lost: the comment may be there or not, and is not written again. */
async function post(client: Client, comment: StickyComment): Promise<boolean> {
  try {
    const path = `repos/${comment.repository}/issues/${comment.number}/comments`;
    const answer = await client.write('POST', path, { body: comment.body }, 'to write a comment');
    return asRecord(answer)['id'] !== undefined;
  } catch (error) {
    if (error instanceof GitHubError && /^(?:server|network|time-out|broken-answer)$/.test(error.kind)) return false;
    throw error;
  }
}

/** Two runs may have found no comment at the same time: the older one stays, the younger ones go. */
async function removeDoubles(
  client: Client,
  comment: StickyComment,
  head: string | undefined,
  oldest: OwnComment,
  younger: readonly OwnComment[],
): Promise<string | undefined> {
  try {
    for (const { id } of younger) await remove(client, comment.repository, id);
    return head === comment.head ? await update(client, comment, oldest) : undefined;
  } catch (error) {
    if (error instanceof GitHubError) return `The comment stands twice: ${error.message}`;
    throw error;
  }
}

/** The other run may have removed it already. */
async function remove(client: Client, repository: string, id: string): Promise<void> {
  try {
    await client.write('DELETE', `repos/${repository}/issues/comments/${id}`, {}, 'to remove a double comment');
  } catch (error) {
    if (!(error instanceof GitHubError && error.kind === 'not-found')) throw error;
  }
}

/** GitHub stores the text as sent, but for the kind and number of line breaks at its end. */
const isSameText = (one: string, other: string): boolean => normalised(one) === normalised(other);

const normalised = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd();

function noticeOf(error: GitHubError, comment: StickyComment): string {
  const isLocked = /locked/i.test(error.message);
  const isRefused = error.kind === 'forbidden' || error.kind === 'not-found';
  if (!isRefused || isLocked) return `No comment written: ${error.message}`;
  switch (comment.token) {
    case 'of a fork':
      return 'No comment written: pull requests from forks get a read-only token. The verdict is the same.';
    case 'of Dependabot':
      return 'No comment written: Dependabot’s runs get a read-only token unless the job says `pull-requests: write`.';
    case 'of the workflow':
      return 'No comment written: the token lacks `pull-requests: write`. Add it to the job’s `permissions`.';
  }
}
