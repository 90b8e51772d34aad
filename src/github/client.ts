import { failureOf, GitHubError, graphqlFailureOf, oneLine, type Answer } from './failure.ts';
import { asRecord, isRecord } from './json.ts';
import { retryDelay } from './retry.ts';

/** All talk with GitHub. Everything it throws is a `GitHubError`. */
export interface Client {
  /** REST, below the API's address: `repos/octo/hello/git/trees/…`. `what` names it in words, for messages. */
  readonly get: (path: string, what: string) => Promise<Readonly<Record<string, unknown>>>;
  /** GraphQL. Of an answer in which parts failed nothing is taken, unless `some` of it is of use. */
  readonly query: (
    document: string,
    variables: Readonly<Record<string, unknown>>,
    what: string,
    parts: 'all' | 'some',
  ) => Promise<Readonly<Record<string, unknown>>>;
  readonly write: (
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body: Readonly<Record<string, unknown>>,
    what: string,
  ) => Promise<Readonly<Record<string, unknown>>>;
  /** How many more requests may be made. */
  readonly requestsLeft: () => number;
  /** The same connection and deadline with a count of its own. */
  readonly withRequests: (count: number) => Client;
}

export interface ClientSettings {
  readonly token: string;
  /** `GITHUB_API_URL` and `GITHUB_GRAPHQL_URL`: no other address is ever called. */
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly userAgent: string;
  /** Milliseconds since 1970 after which nothing is asked any more. */
  readonly deadline: number;
}

/** Requests of one run, comment calls apart. */
const maxRequests = 40;
const maxMillisecondsEach = 10_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly what: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Doing it twice is doing it once. */
  readonly isRepeatable: boolean;
  readonly failureOf: (answer: Answer, what: string, now: number) => GitHubError | undefined;
}

export async function createClient(settings: ClientSettings): Promise<Client> {
  const { getOctokit } = await import(/* webpackMode: "eager" */ '@actions/github');
  const octokit = getOctokit(settings.token, { baseUrl: settings.apiUrl, userAgent: settings.userAgent, log: silent });

  /** One request, one answer; octokit throws for a status from 400 on, and for what stands in the way of any answer. */
  async function askOnce(request: Request): Promise<Answer> {
    const time = Math.min(maxMillisecondsEach, settings.deadline - Date.now());
    if (time <= 0) throw new GitHubError('out-of-time', `A minute was not enough: ${request.what} was not asked for.`);
    // Redirects are not followed: they would lead to other addresses. The log would print what a server sends.
    const settingsOfRequest = { signal: AbortSignal.timeout(time), redirect: 'manual' as const, log: silent };
    try {
      const { method, url, body } = request;
      const answer = await octokit.request({ method, url, ...body, request: settingsOfRequest });
      return { status: answer.status, headers: textHeaders(answer.headers), data: answer.data };
    } catch (error) {
      return answerIn(error, request.what);
    }
  }

  async function ask(request: Request, budget: { left: number }): Promise<Readonly<Record<string, unknown>>> {
    for (let retries = 0; ; retries += 1) {
      if (budget.left <= 0) {
        throw new GitHubError('out-of-requests', `No more requests may be made: ${request.what} was not asked for.`);
      }
      budget.left -= 1;
      const outcome = await outcomeOf(request, () => askOnce(request));
      if (!(outcome instanceof GitHubError)) return outcome;
      const delay = retryDelay(outcome, retries, request.isRepeatable, Math.random());
      if (delay === undefined || Date.now() + delay * 1000 > settings.deadline) throw outcome;
      await new Promise((resolve) => setTimeout(resolve, delay * 1000));
    }
  }

  const clientWith = (budget: { left: number }): Client => ({
    get: (path, what) =>
      ask({ method: 'GET', url: `/${path}`, what, body: {}, isRepeatable: true, failureOf: restFailureOf }, budget),
    query: async (query, variables, what, parts) => {
      const body = { query, variables };
      const url = settings.graphqlUrl;
      const failureOf = parts === 'all' ? queryFailureOf : partialQueryFailureOf;
      const answer = await ask({ method: 'POST', url, what, body, isRepeatable: true, failureOf }, budget);
      return asRecord(answer['data']);
    },
    write: (method, path, body, what) => {
      const isRepeatable = method !== 'POST';
      return ask({ method, url: `/${path}`, what, body, isRepeatable, failureOf: restFailureOf }, budget);
    },
    requestsLeft: () => budget.left,
    withRequests: (count) => clientWith({ left: count }),
  });
  return clientWith({ left: maxRequests });
}

async function outcomeOf(
  request: Request,
  askOnce: () => Promise<Answer>,
): Promise<Readonly<Record<string, unknown>> | GitHubError> {
  try {
    const answer = await askOnce();
    return request.failureOf(answer, request.what, Date.now()) ?? asRecord(answer.data);
  } catch (error) {
    if (error instanceof GitHubError) return error;
    throw error;
  }
}

function restFailureOf(answer: Answer, what: string, now: number): GitHubError | undefined {
  if (answer.status === 204) return undefined;
  if (answer.status < 200 || answer.status > 299) return failureOf(answer, what, now);
  return isRecord(answer.data) ? undefined : brokenAnswer(what, answer.status);
}

function queryFailureOf(answer: Answer, what: string, now: number): GitHubError | undefined {
  return restFailureOf(answer, what, now) ?? graphqlFailureOf(answer, what, now, 'all');
}

function partialQueryFailureOf(answer: Answer, what: string, now: number): GitHubError | undefined {
  return restFailureOf(answer, what, now) ?? graphqlFailureOf(answer, what, now, 'some');
}

/** Octokit hands on the bare text where JSON was cut off. */
const brokenAnswer = (what: string, status: number): GitHubError =>
  new GitHubError('broken-answer', `GitHub’s answer for ${what} broke off. Run the job again.`, status);

/** What octokit throws: an answer with a status that speaks for itself, or none at all. */
function answerIn(error: unknown, what: string): Answer {
  const response = asRecord(asRecord(error)['response']);
  if (typeof response['status'] === 'number') {
    return { status: response['status'], headers: textHeaders(asRecord(response['headers'])), data: response['data'] };
  }
  const cause = error instanceof Error ? error.cause : undefined;
  if ([error, cause].some((each) => each instanceof Error && /^(?:Timeout|Abort)Error$/.test(each.name))) {
    throw new GitHubError('time-out', `GitHub did not answer in time for ${what}. Run the job again.`);
  }
  const said = error instanceof Error ? oneLine(error.message) : 'unknown error';
  const advice = 'Check the network, the proxy variables and the server’s certificate.';
  throw new GitHubError('network', `GitHub could not be reached for ${what} (${said}). ${advice}`);
}

function textHeaders(headers: object): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
