import { describe, expect, test } from '@jest/globals';
import { failureOf, GitHubError, graphqlFailureOf, type Answer } from '../../src/github/failure.ts';
import { retryDelay } from '../../src/github/retry.ts';

const now = Date.UTC(2026, 0, 1);
const answer = (status: number, message = '', headers: Answer['headers'] = {}): Answer => ({
  status,
  headers,
  data: { message },
});
const kindOf = (given: Answer): string => failureOf(given, 'the tree', now).kind;

describe('a refusal is told apart', () => {
  test.each([
    [answer(401, 'Bad credentials'), 'unauthorized'],
    [answer(403, 'Resource not accessible by integration'), 'forbidden'],
    [answer(403, 'API rate limit exceeded', { 'x-ratelimit-remaining': '0' }), 'primary-limit'],
    [answer(403, 'You have exceeded a secondary rate limit'), 'secondary-limit'],
    [answer(429, 'Too many requests'), 'secondary-limit'],
    [answer(403, 'Resource protected by organization SAML enforcement.'), 'saml'],
    [answer(403, '', { 'x-github-sso': 'required; url=https://example.com' }), 'saml'],
    [answer(404, 'Not Found'), 'not-found'],
    [answer(406), 'refused'],
    [answer(409, 'Git Repository is empty.'), 'refused'],
    [answer(422, 'Validation Failed'), 'refused'],
    [answer(502), 'server'],
  ])('%j is %s', (given, kind) => {
    expect(kindOf(given)).toBe(kind);
  });

  test('with the cause and what to do', () => {
    expect(failureOf(answer(403, 'Resource not accessible by integration'), 'the tree', now).message).toBe(
      'The token may not have the tree (403 Resource not accessible by integration). Give the job `permissions: contents: read, pull-requests: write`.',
    );
    const limited = answer(403, '', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${now / 1000 + 600}` });
    expect(failureOf(limited, 'the tree', now).message).toContain('in 10 min');
  });
});

describe('GraphQL’s errors come with status 200', () => {
  const graphql = (data: unknown, ...errors: readonly object[]): Answer => ({
    status: 200,
    headers: {},
    data: { data, errors },
  });
  const kindOf = (given: Answer, parts: 'all' | 'some') => graphqlFailureOf(given, 'the tree', now, parts)?.kind;

  test.each([
    ['saml', graphql({ repository: null }, { type: 'FORBIDDEN', extensions: { saml_failure: true }, message: '' })],
    ['forbidden', graphql({ repository: null }, { type: 'FORBIDDEN', message: 'Resource not accessible' })],
    ['not-found', graphql({ repository: null }, { type: 'NOT_FOUND', message: 'Could not resolve' })],
    ['primary-limit', graphql(null, { type: 'RATE_LIMITED', message: 'API rate limit exceeded' })],
    ['too-much', graphql(null, { type: 'RESOURCE_LIMITS_EXCEEDED', message: 'Resource limits' })],
    ['broken-answer', graphql(null, { message: 'Something went wrong while executing your query.' })],
    ['broken-answer', graphql(null)],
  ])('%s', (kind, given) => {
    expect(kindOf(given, 'some')).toBe(kind);
  });

  test('and a part of an answer is none, unless some of it is of use', () => {
    const part = graphql({ repository: { a: 1, b: null } }, { message: 'Something went wrong' });
    expect([kindOf(part, 'all'), kindOf(part, 'some')]).toEqual(['broken-answer', undefined]);
  });
});

describe('what failed is tried again', () => {
  const failure = (kind: GitHubError['kind'], retryAfter?: number) => new GitHubError(kind, '', undefined, retryAfter);
  const delays = (given: GitHubError, isRepeatable = true) =>
    [0, 1, 2, 3].map((retries) => retryDelay(given, retries, isRepeatable, 0.5));

  test('three times, later each time, when the server or the network is to blame', () => {
    expect(delays(failure('server'))).toEqual([0.5, 1, 2, undefined]);
    expect(delays(failure('network'))).toEqual([0.5, 1, 2, undefined]);
  });

  test('as late as the answer asks, up to ten seconds', () => {
    expect(delays(failure('secondary-limit', 10))).toEqual([10.25, 10.25, 10.25, undefined]);
    expect(delays(failure('secondary-limit', 11))).toEqual([undefined, undefined, undefined, undefined]);
    expect(delays(failure('primary-limit', 3600))).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('not when it was refused', () => {
    expect(delays(failure('forbidden'))).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('not when it may have been done and must not be done twice', () => {
    expect(delays(failure('time-out'), false)).toEqual([undefined, undefined, undefined, undefined]);
    expect(delays(failure('secondary-limit', 1), false)).toEqual([1.25, 1.25, 1.25, undefined]);
  });
});
