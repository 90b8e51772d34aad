import { fullNameOf } from './github-state.ts';
import type { GitHubState, Token } from './github-state.ts';

/** An answer of REST that is no success, in GitHub's words. */
export interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
}

export const docs = 'https://docs.github.com/rest';

export const notFound = (page: string): Refusal => refusal(404, 'Not Found', page);

export const badCredentials = (): Refusal => refusal(401, 'Bad credentials', docs);

export const forbidden = (page: string): Refusal => refusal(403, notAccessible, page);

export const notAccessible = 'Resource not accessible by integration';

export const tooLong = 'Body is too long (maximum is 65536 characters)';

export const refusal = (status: number, message: string, page: string): Refusal => ({
  status,
  body: { message, documentation_url: page, status: String(status) },
});

export const commentRefused = (message: string, page: string): Refusal => ({
  status: 422,
  body: {
    message: 'Validation Failed',
    errors: [{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message }],
    documentation_url: page,
    status: '422',
  },
});

/** Why a comment's text is not taken, if it is not. GitHub counts characters, not bytes or UTF-16 units. */
export function commentFault(state: GitHubState, body: string): string | undefined {
  if ([...body].length > state.limits.commentCharacters) return tooLong;
  return body.trim() === '' ? 'Body cannot be blank' : undefined;
}

export type Right = 'contents' | 'conversation' | 'metadata';

/**
 * Whether a token reaches something. What is public anyone signed in may read; `metadata` comes with every token; comments
 * of a pull request take `issues` or `pull-requests`.
 */
export function mayRead(state: GitHubState, token: Token, right: Right): boolean {
  if (!state.isPrivate || right === 'metadata') return true;
  const { contents, issues, 'pull-requests': pullRequests } = token.permissions;
  return right === 'contents' ? contents !== undefined : (issues ?? pullRequests) !== undefined;
}

export const mayWriteComments = (token: Token): boolean =>
  token.permissions.issues === 'write' || token.permissions['pull-requests'] === 'write';

export const tokenIn = (state: GitHubState, authorization: string | undefined): Token | undefined => {
  const value = /^(?:token|bearer) (\S+)$/i.exec(authorization ?? '')?.[1];
  return state.tokens.find((token) => token.value === value);
};

/** The hourly budget of a workflow's own token, as headers. Enterprise servers have none unless switched on. */
export function rateHeaders(state: GitHubState, used: number, resource: 'core' | 'graphql'): Record<string, string> {
  if (state.isEnterpriseServer) return {};
  return {
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': String(1000 - used),
    'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3600),
    'x-ratelimit-used': String(used),
    'x-ratelimit-resource': resource,
  };
}

export const isOurRepository = (state: GitHubState, owner: string, name: string): boolean =>
  `${owner}/${name}`.toLowerCase() === fullNameOf(state).toLowerCase();
