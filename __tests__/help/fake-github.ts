import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Effect, Fault, SeenRequest } from './faults.ts';
import type { GitStore } from './git-store.ts';
import { actionsBot, githubLimits } from './github-state.ts';
import type { Comment, GitHubState, Limits, PullRequest, Token } from './github-state.ts';
import { answerGraphql } from './graphql.ts';
import { badCredentials, docs, notFound, rateHeaders, refusal, tokenIn } from './limits.ts';
import { faultsOf, findRoute } from './rest-routes.ts';

export interface Setup {
  readonly store: GitStore;
  readonly owner?: string;
  readonly name?: string;
  readonly ownerType?: 'User' | 'Organization';
  readonly isPrivate?: boolean;
  readonly defaultBranch?: string;
  readonly pullRequests?: readonly PullRequest[];
  readonly comments?: readonly Comment[];
  /** What the workflow's `permissions:` leave of its token. */
  readonly permissions?: Token['permissions'];
  readonly limits?: Partial<Limits>;
  readonly hasMergeQueue?: boolean;
  readonly isEnterpriseServer?: boolean;
  readonly faults?: readonly Fault[];
}

/** A GitHub on the loopback address that refuses what the real one does not know. */
export interface FakeGitHub {
  readonly state: GitHubState;
  /** The workflow's own token. */
  readonly token: Token;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly port: number;
  readonly requests: readonly SeenRequest[];
  /** What was asked for that GitHub does not have. A test wants none. */
  readonly violations: readonly string[];
  readonly close: () => Promise<void>;
}

export async function startFakeGitHub(setup: Setup): Promise<FakeGitHub> {
  const token = workflowToken(setup.permissions ?? { contents: 'read', 'pull-requests': 'write' });
  const state = stateOf(setup, token);
  const requests: SeenRequest[] = [];
  const violations: string[] = [];
  const faults = (setup.faults ?? []).map((fault) => ({ ...fault, left: fault.times ?? 1 }));
  const takeFault = (request: SeenRequest): Effect | undefined => {
    const fault = faults.find((candidate) => candidate.left > 0 && candidate.match(request));
    if (fault !== undefined) fault.left -= 1;
    return fault?.effect;
  };
  const server = createServer((incoming, response) => {
    serve({ github, requests, violations, takeFault }, incoming, response).catch((error: unknown) => {
      // A client that hangs up is no fault of the fake's.
      if (!incoming.aborted) violations.push(`the fake itself failed: ${String(error)}`);
      response.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  state.origin = `http://127.0.0.1:${port}`;
  const github: FakeGitHub = {
    state,
    token,
    apiUrl: state.isEnterpriseServer ? `${state.origin}/api/v3` : state.origin,
    graphqlUrl: state.isEnterpriseServer ? `${state.origin}/api/graphql` : `${state.origin}/graphql`,
    port,
    requests,
    violations,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return github;
}

interface Desk {
  readonly github: FakeGitHub;
  readonly requests: SeenRequest[];
  readonly violations: string[];
  readonly takeFault: (request: SeenRequest) => Effect | undefined;
}

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object | string | null;
}

async function serve(desk: Desk, incoming: IncomingMessage, response: ServerResponse) {
  const chunks: Buffer[] = [];
  // Typed by hand: the stream's own iterator says `any`.
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  const request = seen(desk, incoming, Buffer.concat(chunks).toString('utf8'));
  desk.requests.push(request);
  const effect = desk.takeFault(request);
  if (effect?.kind === 'silence') return;
  if (effect?.kind === 'reset') {
    incoming.socket.resetAndDestroy();
    return;
  }
  if (effect?.kind === 'meanwhile') effect.act(desk.github);
  const reply = effect?.kind === 'answer' ? effect : await replyTo(desk, incoming, request);
  if (effect?.kind === 'lost') {
    incoming.socket.resetAndDestroy();
    return;
  }
  const body = effect?.kind === 'change' && typeof reply.body === 'object' ? effect.change(reply.body) : reply.body;
  const text = body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const { state } = desk.github;
  response.writeHead(reply.status, {
    ...(text === '' ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    'x-github-request-id': 'ABCD:1234:5678',
    'x-github-media-type': 'github.v3; format=json',
    ...rateHeaders(state, desk.requests.length, request.path === '/graphql' ? 'graphql' : 'core'),
    ...reply.headers,
    ...(effect?.kind === 'broken-off' ? { 'content-length': String(Buffer.byteLength(text)) } : {}),
  });
  const half = text.slice(0, Math.ceil(text.length / 2));
  if (effect?.kind === 'broken-off') response.write(half, () => incoming.socket.destroy());
  else response.end(effect?.kind === 'cut' ? half : text);
}

function seen(desk: Desk, incoming: IncomingMessage, body: string): SeenRequest {
  const { state } = desk.github;
  const url = new URL(incoming.url ?? '/', 'http://api');
  const path = state.isEnterpriseServer
    ? url.pathname.replace(/^\/api(?:\/v3(?=\/)|(?=\/graphql$))/, '')
    : url.pathname;
  if (state.isEnterpriseServer && path === url.pathname) desk.violations.push(`not under /api: ${path}`);
  const method = incoming.method ?? '';
  const isMutation = path === '/graphql' && /"query":\s*"(?:\s|\\n)*mutation\b/.test(body);
  const isWrite = path === '/graphql' ? isMutation : method !== 'GET';
  return { method, path, query: url.search, body, isWrite };
}

async function replyTo(desk: Desk, incoming: IncomingMessage, request: SeenRequest): Promise<Reply> {
  const { state } = desk.github;
  const { headers } = incoming;
  if (headers['user-agent'] === undefined) {
    desk.violations.push(`${request.method} ${request.path}: no user agent`);
    return refusal(
      403,
      'Request forbidden by administrative rules. Please make sure your request has a User-Agent header',
      docs,
    );
  }
  const version = headers['x-github-api-version'];
  if (version !== undefined && version !== '2022-11-28') desk.violations.push(`API version ${String(version)}`);
  const token = tokenIn(state, headers.authorization);
  if (token === undefined) return badCredentials();
  const body = jsonOf(request.body);
  if (request.path === '/graphql') {
    if (request.method !== 'POST') desk.violations.push(`${request.method} /graphql`);
    return { status: 200, body: await answerGraphql(state, token, body, desk.violations) };
  }
  const found = findRoute(request.method, request.path);
  const { owner = '', repo = '' } = found?.variables ?? {};
  if (found === undefined || `${owner}/${repo}` !== `${state.owner}/${state.name}`) {
    desk.violations.push(`unknown route ${request.method} ${request.path}`);
    return notFound(docs);
  }
  const query = new URLSearchParams(request.query);
  const accept = headers.accept ?? '*/*';
  const faults = faultsOf(found.route, { query, body }, accept);
  desk.violations.push(...faults.map((fault) => `${found.route.operation}: ${fault}`));
  return found.route.answer({ state, token, variables: found.variables, query, body, accept });
}

function jsonOf(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

// Put together here so that no line of this repository looks like a token.
const workflowToken = (permissions: Token['permissions']): Token => ({
  value: `${'gh'}${'s_'}${'0123456789abcdefghijklmnopqrstuvwxyz'}`,
  actor: actionsBot,
  permissions,
});

const stateOf = (setup: Setup, token: Token): GitHubState => ({
  owner: setup.owner ?? 'octo-org',
  name: setup.name ?? 'ships',
  ownerType: setup.ownerType ?? 'Organization',
  isPrivate: setup.isPrivate ?? false,
  defaultBranch: setup.defaultBranch ?? 'main',
  store: setup.store,
  pullRequests: new Map((setup.pullRequests ?? []).map((pullRequest) => [pullRequest.number, pullRequest])),
  comments: [...(setup.comments ?? [])],
  tokens: [token],
  limits: { ...githubLimits, ...setup.limits },
  hasMergeQueue: setup.hasMergeQueue ?? false,
  isEnterpriseServer: setup.isEnterpriseServer ?? false,
  origin: '',
  nextId: 0,
});
