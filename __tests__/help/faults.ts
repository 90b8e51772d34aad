import type { FakeGitHub } from './fake-github.ts';

/** One request as the fake saw it. */
export interface SeenRequest {
  readonly method: string;
  /** Path without the enterprise server's prefix; `/graphql` for GraphQL. */
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly isWrite: boolean;
}

/** What goes wrong, where, and how often. The first fault that matches and still has turns left applies. */
export interface Fault {
  readonly match: (request: SeenRequest) => boolean;
  /** How many requests it hits; one unless said. */
  readonly times?: number;
  readonly effect: Effect;
}

export type Effect =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: object | string;
    }
  /** The connection breaks before anything happens. */
  | { readonly kind: 'reset' }
  /** It happens, and the connection breaks before the answer. */
  | { readonly kind: 'lost' }
  /** Nothing is ever answered. */
  | { readonly kind: 'silence' }
  /** The answer ends in the middle, as if it were whole. */
  | { readonly kind: 'cut' }
  /** The connection breaks in the middle of the answer. */
  | { readonly kind: 'broken-off' }
  | { readonly kind: 'change'; readonly change: (json: unknown) => unknown }
  /** Somebody does something in between; then the answer is an ordinary one. */
  | { readonly kind: 'meanwhile'; readonly act: (github: FakeGitHub) => void };

export const anything = (): boolean => true;
export const graphql = (request: SeenRequest): boolean => request.path === '/graphql';
export const reading = (request: SeenRequest): boolean => !request.isWrite;
export const writing = (request: SeenRequest): boolean => request.isWrite;

/** Reads of the conversation, by either API. */
export const listingComments = (request: SeenRequest): boolean =>
  !request.isWrite &&
  (/\/issues\/\d+\/comments$/.test(request.path) || (graphql(request) && /\bcomments\s*\(/.test(request.body)));

/** Creates a comment, by either API. */
export const creatingComment = (request: SeenRequest): boolean =>
  (request.method === 'POST' && /\/issues\/\d+\/comments$/.test(request.path)) ||
  (graphql(request) && /\baddComment\s*\(/.test(request.body));

/** Reads texts of files, by either API. */
export const readingFiles = (request: SeenRequest): boolean =>
  /\/git\/blobs\/|\/contents\//.test(request.path) || (graphql(request) && /\bBlob\b/.test(request.body));

export const at =
  (path: RegExp) =>
  (request: SeenRequest): boolean =>
    path.test(request.path);

const page = 'https://docs.github.com/rest';

export const unauthorized: Effect = answer(401, 'Bad credentials', page);

export const missing: Effect = answer(404, 'Not Found', page);

export const conflict: Effect = answer(409, 'Git Repository is empty.', page);

export const notAcceptable: Effect = answer(
  406,
  "Sorry, the diff exceeded the maximum number of files (300). Consider using 'List pull requests files' API or locally cloning the repository instead.",
  page,
);

export const unprocessable: Effect = answer(422, 'Validation Failed', page);

export const notAccessibleByIntegration: Effect = answer(403, 'Resource not accessible by integration', page);

export const samlEnforced: Effect = answer(
  403,
  'Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.',
  page,
);

export const primaryLimit: Effect = {
  ...answer(
    403,
    'API rate limit exceeded for installation ID 12345. If you reach out to GitHub Support for help, please include the request ID 1:2:3.',
    `${page}/overview/rate-limits-for-the-rest-api`,
  ),
  headers: {
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-used': '1000',
    'x-ratelimit-reset': '4102444800',
  },
};

/** With `retry-after` in seconds, or without. */
export const secondaryLimit = (status: 403 | 429, retryAfter?: number): Effect => ({
  ...answer(
    status,
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID 1:2:3.',
    `${page}/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits`,
  ),
  headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
});

/** The load balancer's own page, which is no JSON. */
export const badGateway: Effect = {
  kind: 'answer',
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>Unicorn! &middot; GitHub</title></head><body><p>This page is taking too long to load.</p></body></html>',
};

export const unavailable: Effect = answer(503, 'Service Unavailable', page);

export const serverError: Effect = answer(500, 'Server Error', page);

/** GraphQL answers 200 and says in the body what is wrong. */
export const graphqlError = (type: string, message: string, extensions?: object): Effect => ({
  kind: 'change',
  change: () => ({
    data: { repository: null },
    errors: [
      {
        type,
        path: ['repository'],
        ...(extensions === undefined ? {} : { extensions }),
        locations: [{ line: 1, column: 1 }],
        message,
      },
    ],
  }),
});

export const samlInGraphql: Effect = graphqlError(
  'FORBIDDEN',
  'Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.',
  { saml_failure: true },
);

export const resourceLimits: Effect = graphqlError(
  'RESOURCE_LIMITS_EXCEEDED',
  'Resource limits for this query exceeded.',
);

/** Every value but the first of the repository's fields is null, and an error names each. */
export const partialGraphql: Effect = {
  kind: 'change',
  change: (json) => {
    const { data } = json as { readonly data?: { readonly repository?: Readonly<Record<string, unknown>> } };
    const names = Object.keys(data?.repository ?? {});
    const kept = names.slice(0, 1);
    return {
      data: {
        repository: Object.fromEntries(
          names.map((name) => [name, kept.includes(name) ? data?.repository?.[name] : null]),
        ),
      },
      errors: names
        .filter((name) => !kept.includes(name))
        .map((name) => ({
          path: ['repository', name],
          locations: [{ line: 1, column: 1 }],
          message: 'Something went wrong while executing your query.',
        })),
    };
  },
};

/** A recursive tree that GitHub cut short. */
export const truncatedTree = (keep: number): Effect => ({
  kind: 'change',
  change: (json) => {
    const { tree, ...rest } = json as { readonly tree: readonly unknown[] };
    return { ...rest, tree: tree.slice(0, keep), truncated: true };
  },
});

function answer(status: number, message: string, documentation: string) {
  const body = { message, documentation_url: documentation, status: String(status) };
  return { kind: 'answer', status, body } as const;
}
