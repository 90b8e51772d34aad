import { asList, asRecord, asText } from './json.ts';

export type FailureKind =
  | 'unauthorized'
  | 'forbidden'
  | 'saml'
  | 'primary-limit'
  | 'secondary-limit'
  | 'not-found'
  | 'refused'
  | 'too-much'
  | 'server'
  | 'network'
  | 'time-out'
  | 'broken-answer'
  | 'out-of-requests'
  | 'out-of-time';

/** What GitHub, or the way to it, did not do: the cause, and what to do about it, in words for people. */
export class GitHubError extends Error {
  readonly kind: FailureKind;
  readonly status: number | undefined;
  /** Seconds that the answer asks to wait. */
  readonly retryAfter: number | undefined;

  constructor(kind: FailureKind, message: string, status?: number, retryAfter?: number) {
    super(message);
    this.name = 'GitHubError';
    this.kind = kind;
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: unknown;
}

/** Why an answer with a status outside 2xx is no answer. `what` is what was asked for, in words. */
export function failureOf(answer: Answer, what: string, now: number): GitHubError {
  const { status, headers } = answer;
  const said = oneLine(asText(asRecord(answer.data)['message']) ?? asText(answer.data) ?? '');
  const wait = waitOf(headers, now);
  if (isSaml(said) || headers['x-github-sso']?.startsWith('required')) return samlFailure(what, status);
  if (status === 401) {
    const advice = 'Pass a valid one as `token`, or leave the input out to use the workflow’s own.';
    return new GitHubError('unauthorized', `GitHub refused the token for ${what} (401 ${said}). ${advice}`, status);
  }
  if (status === 403 || status === 429) {
    // https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
    if (headers['x-ratelimit-remaining'] === '0') return primaryLimit(what, status, wait);
    if (status === 429 || /secondary rate limit|abuse detection/i.test(said) || headers['retry-after'] !== undefined) {
      const advice = 'Run the job again in a few minutes.';
      const cause = `GitHub asks to slow down (secondary rate limit) at ${what}`;
      return new GitHubError('secondary-limit', `${cause}. ${advice}`, status, wait);
    }
    if (/rate limit exceeded/i.test(said)) return primaryLimit(what, status, wait);
    return forbidden(what, said, status);
  }
  if (status === 404) {
    const advice =
      'Give the job `permissions: contents: read`; a private repository looks absent to a token without it.';
    return new GitHubError('not-found', `GitHub does not show ${what} to this token (404). ${advice}`, status);
  }
  if (status >= 500) {
    const advice = 'Run the job again; see githubstatus.com or the server’s own status page.';
    return new GitHubError('server', `GitHub failed at ${what} (${status}). ${advice}`, status, wait);
  }
  if (status === 409) {
    return new GitHubError(
      'refused',
      `GitHub has no answer for ${what} (409 ${said}): the repository is empty.`,
      status,
    );
  }
  return new GitHubError('refused', `GitHub refused ${what} (${status}${said ? ` ${said}` : ''}).`, status);
}

/** Errors of GraphQL come with status 200, and may come beside data. `undefined` where that data can be used. */
export function graphqlFailureOf(
  answer: Answer,
  what: string,
  now: number,
  parts: 'all' | 'some',
): GitHubError | undefined {
  const body = asRecord(answer.data);
  const errors = asList(body['errors']).map(asRecord);
  const hasData = Object.values(asRecord(body['data'])).some((value) => value !== null);
  if (hasData && errors.length === 0) return undefined;
  const said = oneLine(errors.map((error) => asText(error['message']) ?? '').join('; '));
  const types = errors.map((error) => asText(error['type']) ?? '');
  if (isSaml(said) || errors.some((error) => asRecord(error['extensions'])['saml_failure'] === true)) {
    return samlFailure(what, answer.status);
  }
  if (types.some((type) => type.startsWith('RATE_LIMIT'))) {
    return primaryLimit(what, answer.status, waitOf(answer.headers, now));
  }
  if (hasData && parts === 'some') return undefined;
  if (types.includes('FORBIDDEN')) return forbidden(what, said, answer.status);
  if (types.includes('NOT_FOUND')) return failureOf({ ...answer, status: 404, headers: {} }, what, now);
  if (types.some((type) => /RESOURCE_LIMITS_EXCEEDED|MAX_NODE_LIMIT/.test(type)) || /time-?out/i.test(said)) {
    return new GitHubError('too-much', `GitHub would not answer ${what} in one piece (${said}).`, answer.status);
  }
  const advice = 'Run the job again.';
  return new GitHubError('broken-answer', `GitHub answered ${what} only in part (${said}). ${advice}`, answer.status);
}

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 200);

const isSaml = (said: string): boolean => /SAML enforcement|SAML SSO/i.test(said);

function samlFailure(what: string, status: number): GitHubError {
  const advice = 'Authorise the token for the organisation (single sign-on), or use the workflow’s own token.';
  return new GitHubError('saml', `The organisation’s SAML sign-on keeps this token from ${what}. ${advice}`, status);
}

function primaryLimit(what: string, status: number, wait: number | undefined): GitHubError {
  const when = wait === undefined ? 'within an hour' : `in ${Math.ceil(wait / 60)} min`;
  const advice = `It is lifted ${when}; run the job again then, or pass another \`token\`.`;
  return new GitHubError(
    'primary-limit',
    `The token’s hourly rate limit is used up at ${what}. ${advice}`,
    status,
    wait,
  );
}

function forbidden(what: string, said: string, status: number): GitHubError {
  const advice = 'Give the job `permissions: contents: read, pull-requests: write`.';
  return new GitHubError('forbidden', `The token may not have ${what} (403 ${said}). ${advice}`, status);
}

/** Seconds to wait, as `retry-after` or the limit's reset say it. */
function waitOf(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const after = headers['retry-after'];
  if (after !== undefined && /^\d+$/.test(after)) return Number(after);
  if (after !== undefined && !Number.isNaN(Date.parse(after))) return Math.max(0, (Date.parse(after) - now) / 1000);
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
  if (headers['x-ratelimit-remaining'] !== '0' || Number.isNaN(reset)) return undefined;
  return Math.max(0, reset - now / 1000);
}
