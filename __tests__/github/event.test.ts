import { describe, expect, test } from '@jest/globals';
import { parseEvent } from '../../src/github/event.ts';

const head = 'a'.repeat(40);
const base = 'b'.repeat(64);
const repository = 'octo/hello';
const pull = {
  number: 7,
  draft: true,
  user: { type: 'Bot' },
  head: { sha: head, repo: { full_name: 'Octo/Hello' } },
  base: { ref: 'main', sha: base },
};
const parse = (name: string, payload: unknown, sha = head) => parseEvent({ name, repository, sha, payload });

describe('what is judged', () => {
  test.each(['pull_request', 'pull_request_target'])(
    'is the head of a `%s`, not the commit it was tested with',
    (name) => {
      expect(parse(name, { pull_request: pull, repository: { visibility: 'internal' } }, 'c'.repeat(40))).toEqual({
        kind: 'pull-request',
        event: name,
        repository,
        isPublic: false,
        head,
        number: 7,
        baseBranch: 'main',
        baseTip: base,
        isFork: false,
        isDraft: true,
        byBot: true,
      });
    },
  );

  test('is the group of a merge queue, against the base it names', () => {
    expect(parse('merge_group', { merge_group: { head_sha: head, base_sha: base }, repository: {} })).toEqual({
      kind: 'merge-group',
      event: 'merge_group',
      repository,
      isPublic: true,
      head,
      base,
    });
  });

  test.each(['push', 'schedule', 'workflow_dispatch'])('is the commit of a `%s`', (name) => {
    expect(parse(name, { repository: { private: true } })).toEqual({
      kind: 'commit',
      event: name,
      repository,
      isPublic: false,
      head,
    });
  });

  test.each([
    ['another repository', { full_name: 'mona/hello' }],
    ['a fork that was deleted', null],
  ])('comes from a fork: %s', (_, repo) => {
    const occasion = parse('pull_request', { pull_request: { ...pull, head: { sha: head, repo } } });
    expect(occasion).toMatchObject({ isFork: true });
  });
});

describe('nothing is judged', () => {
  test.each(['issue_comment', 'workflow_run', ''])('on `%s`, and the six events are named', (name) => {
    expect(() => parse(name, {})).toThrow(
      'use it on pull_request, pull_request_target, merge_group, push, schedule and workflow_dispatch',
    );
  });

  test.each([
    ['no pull request', 'pull_request', {}],
    ['a head that is no commit', 'pull_request', { pull_request: { ...pull, head: { sha: 'main; rm -rf' } } }],
    ['an empty base', 'merge_group', { merge_group: { head_sha: head, base_sha: '0'.repeat(40) } }],
    ['no JSON object', 'pull_request_target', [null]],
  ])('without a commit: %s', (_, name, payload) => {
    expect(() => parse(name, payload)).toThrow(name);
  });

  test('of a repository whose name is no name', () => {
    expect(() => parseEvent({ name: 'push', repository: '../..', sha: head, payload: {} })).toThrow(
      'GITHUB_REPOSITORY',
    );
  });
});
