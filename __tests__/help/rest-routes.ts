import type { operations, paths } from '@octokit/openapi-types';
import * as answers from './rest-answers.ts';
import type { Answer, RestCall } from './rest-answers.ts';

/** A route of GitHub's REST API that the fake serves. */
export interface Route {
  readonly operation: keyof operations;
  readonly method: string;
  readonly segments: readonly string[];
  readonly query: readonly string[];
  readonly body: readonly string[];
  readonly accept: readonly string[];
  readonly answer: (call: RestCall) => Answer;
}

/** Finds the route of a request, with the variables of its path; `{path}` and `{ref}` take slashes. */
export function findRoute(
  method: string,
  path: string,
): { readonly route: Route; readonly variables: Variables } | undefined {
  for (const route of routes) {
    if (route.method !== method) continue;
    const variables = variablesOf(route.segments, path.split('/').slice(1));
    if (variables !== undefined) return { route, variables };
  }
  return undefined;
}

/** What a request asks for that the published description does not know. */
export function faultsOf(route: Route, call: Pick<RestCall, 'query' | 'body'>, accept: string): string[] {
  const faults = [];
  for (const [name, value] of call.query) {
    if (!route.query.includes(name)) faults.push(`unknown parameter ${name}`);
    if (name === 'per_page' && !/^(?:[1-9]\d?|100)$/.test(value)) faults.push(`per_page is ${value}, not 1 to 100`);
    if (name === 'page' && !/^[1-9]\d*$/.test(value)) faults.push(`page is ${value}`);
  }
  const body: Readonly<Record<string, unknown>> =
    typeof call.body === 'object' && call.body !== null ? { ...call.body } : {};
  for (const [key, value] of Object.entries(body)) {
    if (!route.body.includes(key)) faults.push(`unknown key ${key} in the body`);
    else if (typeof value !== 'string') faults.push(`${key} in the body is no string`);
  }
  for (const key of route.body) if (!Object.hasOwn(body, key)) faults.push(`no ${key} in the body`);
  if (![...mediaTypes, ...route.accept].includes(accept)) faults.push(`media type ${accept}`);
  return faults;
}

export type Variables = Readonly<Record<string, string>>;

const mediaTypes = ['*/*', 'application/json', 'application/vnd.github+json', 'application/vnd.github.v3+json'];
const raw = ['application/vnd.github.raw', 'application/vnd.github.raw+json', 'application/vnd.github.v3.raw'];

type Method = 'get' | 'post' | 'patch' | 'delete';
type OperationAt<P extends keyof paths, M extends Method> = M extends keyof paths[P] ? paths[P][M] : never;
type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? keyof NonNullable<Q> : never;
type BodyOf<O> = O extends { requestBody: { content: { 'application/json': infer B } } } ? keyof B : never;

/** Path, parameters and keys are checked by the compiler against `@octokit/openapi-types`, so they cannot drift. */
function route<P extends keyof paths, M extends Method>(
  method: M,
  path: P,
  operation: keyof operations,
  allowed: {
    readonly query?: readonly (QueryOf<OperationAt<P, M>> & string)[];
    readonly body?: readonly (BodyOf<OperationAt<P, M>> & string)[];
    readonly accept?: readonly string[];
  },
  answer: (call: RestCall) => Answer,
): Route {
  const { query = [], body = [], accept = [] } = allowed;
  return { operation, method: method.toUpperCase(), segments: path.split('/').slice(1), query, body, accept, answer };
}

const pages = ['page', 'per_page'] as const;
const repo = '/repos/{owner}/{repo}';

const routes: readonly Route[] = [
  route('get', repo, 'repos/get', {}, answers.repository),
  route(
    'get',
    `${repo}/compare/{basehead}`,
    'repos/compare-commits-with-basehead',
    { query: pages },
    answers.comparison,
  ),
  route('get', `${repo}/git/trees/{tree_sha}`, 'git/get-tree', { query: ['recursive'] }, answers.tree),
  route('get', `${repo}/git/blobs/{file_sha}`, 'git/get-blob', { accept: raw }, answers.blob),
  route('get', `${repo}/git/commits/{commit_sha}`, 'git/get-commit', {}, answers.gitCommit),
  route('get', `${repo}/git/ref/{ref}`, 'git/get-ref', {}, answers.gitRef),
  route('get', `${repo}/branches/{branch}`, 'repos/get-branch', {}, answers.branch),
  route('get', `${repo}/commits`, 'repos/list-commits', { query: [...pages, 'sha', 'path'] }, answers.commits),
  route('get', `${repo}/commits/{ref}`, 'repos/get-commit', { query: pages }, answers.commit),
  route('get', `${repo}/contents/{path}`, 'repos/get-content', { query: ['ref'], accept: raw }, answers.contents),
  route('get', `${repo}/pulls/{pull_number}`, 'pulls/get', {}, answers.pullRequest),
  route(
    'get',
    `${repo}/issues/{issue_number}/comments`,
    'issues/list-comments',
    { query: [...pages, 'since'] },
    answers.commentList,
  ),
  route(
    'post',
    `${repo}/issues/{issue_number}/comments`,
    'issues/create-comment',
    { body: ['body'] },
    answers.createdComment,
  ),
  route('get', `${repo}/issues/comments/{comment_id}`, 'issues/get-comment', {}, answers.comment),
  route(
    'patch',
    `${repo}/issues/comments/{comment_id}`,
    'issues/update-comment',
    { body: ['body'] },
    answers.editedComment,
  ),
  route('delete', `${repo}/issues/comments/{comment_id}`, 'issues/delete-comment', {}, answers.deletedComment),
];

function variablesOf(segments: readonly string[], parts: readonly string[]): Variables | undefined {
  const variables: Record<string, string> = {};
  for (const [at, segment] of segments.entries()) {
    const part = parts[at];
    if (part === undefined || part === '') return undefined;
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    const isLast = at === segments.length - 1;
    if (name === undefined && segment !== part) return undefined;
    if (name === undefined) continue;
    const takesSlashes = isLast && ['path', 'ref', 'branch', 'basehead'].includes(name);
    variables[name] = decodeURIComponent(takesSlashes ? parts.slice(at).join('/') : part);
    if (takesSlashes) return variables;
  }
  return parts.length === segments.length ? variables : undefined;
}
