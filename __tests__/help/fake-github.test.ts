import { afterEach, describe, expect, test } from '@jest/globals';
import { startFakeGitHub } from './fake-github.ts';
import type { FakeGitHub, Setup } from './fake-github.ts';
import * as faults from './faults.ts';
import { repositoryOf } from './git-store.ts';

const store = repositoryOf({
  main: { 'a.txt': 'a\n', 'dir/b.txt': 'b\n', link: { symlink: 'a.txt' } },
  head: { 'a.txt': 'changed\n', 'dir/b.txt': 'b\n', link: { symlink: 'a.txt' } },
});
const main = store.branches.get('main') ?? '';
const head = store.branches.get('head') ?? '';
const author = { name: 'mona', type: 'User', id: 7 } as const;
const pullRequest = {
  number: 7,
  title: 'Change a',
  author,
  isDraft: false,
  isClosed: false,
  base: { branch: 'main', sha: main },
  head: { branch: 'head', sha: head, repository: 'octo-org/ships' },
};

let github: FakeGitHub;
afterEach(() => github.close());

async function start(setup: Partial<Setup> = {}) {
  github = await startFakeGitHub({ store, pullRequests: [pullRequest], ...setup });
}

async function call(method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(path.startsWith('http') ? path : github.apiUrl + path, {
    method,
    headers: { authorization: `token ${github.token.value}`, 'user-agent': 'test', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: (text === '' ? null : JSON.parse(text)) as unknown };
}

const ask = async (query: string, variables: object = {}) =>
  (await call('POST', github.graphqlUrl, { query, variables })).json;

describe('the fake GitHub', () => {
  test('answers what it knows from the same objects in both of its APIs', async () => {
    await start();
    const compared = await call('GET', `/repos/octo-org/ships/compare/${main}...${head}`);
    const asked = await ask(
      `query ($owner: String!, $head: String!) {
        repository(owner: $owner, name: "ships") {
          visibility
          file: object(expression: $head) { ... on Blob { text isTruncated } }
          commit: object(oid: "${head}") { ... on Commit { tree { entries { name mode type object { ... on Tree { entries { path } } } } } } }
          pullRequest(number: 7) { isCrossRepository headRefOid author { login __typename } }
        }
      }`,
      { owner: 'octo-org', head: `${head}:a.txt` },
    );
    const tree = await call('GET', `/repos/octo-org/ships/git/trees/${main}?recursive=1`);
    expect({
      status: compared.status,
      base: (compared.json as { merge_base_commit: { sha: string } }).merge_base_commit.sha,
      asked,
      tree: (tree.json as { tree: readonly { path: string; mode: string }[] }).tree.map(
        (at) => `${at.mode} ${at.path}`,
      ),
      violations: github.violations,
      requests: github.requests.map((request) => `${request.method} ${request.path}`),
    }).toEqual({
      status: 200,
      base: main,
      asked: {
        data: {
          repository: {
            visibility: 'PUBLIC',
            file: { text: 'changed\n', isTruncated: false },
            commit: {
              tree: {
                entries: [
                  { name: 'a.txt', mode: 33188, type: 'blob', object: {} },
                  { name: 'dir', mode: 16384, type: 'tree', object: { entries: [{ path: 'dir/b.txt' }] } },
                  { name: 'link', mode: 40960, type: 'blob', object: {} },
                ],
              },
            },
            pullRequest: { isCrossRepository: false, headRefOid: head, author: { login: 'mona', __typename: 'User' } },
          },
        },
      },
      tree: ['100644 a.txt', '040000 dir', '100644 dir/b.txt', '120000 link'],
      violations: [],
      requests: [
        `GET /repos/octo-org/ships/compare/${main}...${head}`,
        'POST /graphql',
        'GET /repos/octo-org/ships/git/trees/' + main,
      ],
    });
  });

  test('keeps comments, with different names for one bot in REST and GraphQL', async () => {
    await start();
    await call('POST', '/repos/octo-org/ships/issues/7/comments', { body: 'first' });
    await ask('mutation ($id: ID!) { addComment(input: { subjectId: $id, body: "second" }) { clientMutationId } }', {
      id: 'PR_7',
    });
    const listed = await call('GET', '/repos/octo-org/ships/issues/7/comments?per_page=100');
    const asked = await ask(
      '{ repository(owner: "octo-org", name: "ships") { pullRequest(number: 7) { comments(last: 1) { totalCount nodes { body viewerDidAuthor author { login __typename } } } } } }',
    );
    const nodes = [{ body: 'second', viewerDidAuthor: true, author: { login: 'github-actions', __typename: 'Bot' } }];
    expect([
      (listed.json as readonly { body: string; user: { login: string; type: string } }[]).map((comment) => [
        comment.body,
        comment.user.login,
        comment.user.type,
      ]),
      asked,
      github.violations,
    ]).toEqual([
      [
        ['first', 'github-actions[bot]', 'Bot'],
        ['second', 'github-actions[bot]', 'Bot'],
      ],
      { data: { repository: { pullRequest: { comments: { totalCount: 2, nodes } } } } },
      [],
    ]);
  });

  test('refuses, in words of its own list, what GitHub does not have', async () => {
    await start();
    await call('GET', '/repos/octo-org/ships/license');
    await call('GET', '/repos/octo-org/other');
    await call('GET', '/repos/octo-org/ships/issues/7/comments?per_page=200&sort=created');
    await call('POST', '/repos/octo-org/ships/issues/7/comments', { body: 'x', text: 'y' });
    await call('GET', '/repos/octo-org/ships', undefined, { accept: 'application/vnd.github.diff' });
    await ask('{ repository(owner: "octo-org", name: "ships") { stars } }');
    await ask('{ repository(owner: "octo-org", name: "ships") { stargazerCount } }');
    await ask(
      '{ repository(owner: "octo-org", name: "ships") { pullRequest(number: 7) { comments { totalCount } } } }',
    );
    await ask('query ($n: Int!) { repository(owner: "octo-org", name: "ships") { pullRequest(number: $n) { id } } }');
    expect(github.violations).toEqual([
      'unknown route GET /repos/octo-org/ships/license',
      'unknown route GET /repos/octo-org/other',
      'issues/list-comments: per_page is 200, not 1 to 100',
      'issues/list-comments: unknown parameter sort',
      'issues/create-comment: unknown key text in the body',
      'repos/get: media type application/vnd.github.diff',
      'GraphQL: Cannot query field "stars" on type "Repository".',
      'GraphQL: unresolved field Repository.stargazerCount',
      'GraphQL: You must provide a `first` or `last` value to properly paginate the `IssueComment` connection.',
      'GraphQL: Variable "$n" of required type "Int!" was not provided.',
    ]);
  });

  test('lets a token do what its permissions allow, and says no as GitHub does', async () => {
    await start({ isPrivate: true, permissions: { 'pull-requests': 'read' } });
    const path = '/repos/octo-org/ships/issues/7/comments';
    const query =
      '{ repository(owner: "octo-org", name: "ships") { isPrivate object(expression: "main:a.txt") { oid } } }';
    const message = 'Resource not accessible by integration';
    expect([
      await call('POST', path, { body: 'x' }),
      (await call('GET', path)).status,
      (await call('GET', '/repos/octo-org/ships/git/trees/main')).status,
      await call('GET', '/repos/octo-org/ships', undefined, { authorization: 'token wrong' }),
      await ask(query),
      github.violations,
    ]).toEqual([
      {
        status: 403,
        json: {
          message,
          documentation_url: 'https://docs.github.com/rest/issues/comments#create-an-issue-comment',
          status: '403',
        },
      },
      200,
      403,
      {
        status: 401,
        json: { message: 'Bad credentials', documentation_url: 'https://docs.github.com/rest', status: '401' },
      },
      {
        data: { repository: { isPrivate: true, object: null } },
        errors: [
          {
            type: 'FORBIDDEN',
            path: ['repository', 'object'],
            extensions: { saml_failure: false },
            locations: [{ line: 1, column: 60 }],
            message,
          },
        ],
      },
      [],
    ]);
  });

  test('counts the characters of a comment and refuses the one too many', async () => {
    await start();
    const path = '/repos/octo-org/ships/issues/7/comments';
    const longest = '😀'.repeat(65_536);
    const [fits, tooLong] = [
      await call('POST', path, { body: longest }),
      await call('POST', path, { body: `${longest}.` }),
    ];
    expect([fits.status, tooLong.status, tooLong.json]).toEqual([
      201,
      422,
      {
        message: 'Validation Failed',
        errors: [
          {
            resource: 'IssueComment',
            code: 'unprocessable',
            field: 'data',
            message: 'Body is too long (maximum is 65536 characters)',
          },
        ],
        documentation_url: 'https://docs.github.com/rest/issues/comments#create-an-issue-comment',
        status: '422',
      },
    ]);
  });

  test('serves an enterprise server under its own paths only, without rate headers', async () => {
    await start({ isEnterpriseServer: true });
    const response = await fetch(`${github.apiUrl}/repos/octo-org/ships`, {
      headers: { authorization: `bearer ${github.token.value}`, 'user-agent': 'test' },
    });
    const outside = await fetch(`http://127.0.0.1:${github.port}/repos/octo-org/ships`);
    const asked = await ask('{ viewer { login } }');
    expect([
      [...response.headers.keys()].filter((name) => name.startsWith('x-ratelimit')),
      ((await response.json()) as { html_url: string }).html_url,
      outside.status,
      asked,
      github.violations,
    ]).toEqual([
      [],
      `http://127.0.0.1:${github.port}/octo-org/ships`,
      401,
      { data: { viewer: { login: 'github-actions[bot]' } } },
      ['not under /api: /repos/octo-org/ships'],
    ]);
  });

  test('fails as often as it is told to, before, after or in the middle of the answer', async () => {
    const path = '/repos/octo-org/ships/issues/7/comments';
    await start({
      faults: [
        { match: faults.creatingComment, effect: { kind: 'lost' } },
        { match: faults.at(/\/pulls\/7$/), effect: { kind: 'reset' } },
        { match: faults.at(/\/pulls\/7$/), effect: { kind: 'cut' } },
        { match: faults.at(/\/pulls\/7$/), effect: { kind: 'broken-off' } },
        { match: faults.at(/\/pulls\/7$/), times: 2, effect: faults.badGateway },
        { match: faults.graphql, effect: faults.samlInGraphql },
        { match: faults.graphql, effect: faults.partialGraphql },
      ],
    });
    const outcome = async () => {
      try {
        return (await call('GET', '/repos/octo-org/ships/pulls/7')).status;
      } catch (error) {
        return error instanceof SyntaxError ? 'no JSON' : 'no answer';
      }
    };
    const lost = await call('POST', path, { body: 'x' }).catch(() => 'no answer');
    const outcomes = [];
    for (let turn = 0; turn < 6; turn += 1) outcomes.push(await outcome());
    const query = '{ repository(owner: "octo-org", name: "ships") { name isPrivate } }';
    expect({
      lost,
      comments: github.state.comments.length,
      outcomes,
      saml: await ask(query),
      partial: await ask(query),
      whole: await ask(query),
    }).toEqual({
      lost: 'no answer',
      comments: 1,
      outcomes: ['no answer', 'no JSON', 'no answer', 'no JSON', 'no JSON', 200],
      saml: {
        data: { repository: null },
        errors: [
          {
            type: 'FORBIDDEN',
            path: ['repository'],
            extensions: { saml_failure: true },
            locations: [{ line: 1, column: 1 }],
            message:
              'Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.',
          },
        ],
      },
      partial: {
        data: { repository: { name: 'ships', isPrivate: null } },
        errors: [
          {
            path: ['repository', 'isPrivate'],
            locations: [{ line: 1, column: 1 }],
            message: 'Something went wrong while executing your query.',
          },
        ],
      },
      whole: { data: { repository: { name: 'ships', isPrivate: false } } },
    });
  });
});
