import { describe, expect, test } from '@jest/globals';
import rule from '../../src/rules/attack-surface/template-injection.ts';
import { said } from '../help/repository.ts';

const workflow = (on: string, expression: string, more = ''): string => `on:
  ${on}
jobs:
  job:
    runs-on: ubuntu-24.04
    ${more}
    steps:
      - run: echo "\${{ ${expression} }}"
`;
const saidOf = (on: string, expression: string, more?: string): readonly string[] =>
  said(rule, workflow(on, expression, more)).map((each) => each.replace(/^\d+ /, ''));

describe('who can start the run decides', () => {
  test.each([
    ['issues:', 'github.event.issue.title', 'critical'],
    ['issue_comment:', 'github.event.comment.body', 'critical'],
    ['discussion:', 'github.event.discussion.body', 'critical'],
    ['discussion_comment:', 'github.event.comment.body', 'critical'],
    ['pull_request_target:', 'github.event.pull_request.title', 'critical'],
    ['pull_request_target:', 'github.head_ref', 'critical'],
    ['workflow_run: { workflows: [CI] }', 'github.event.workflow_run.head_branch', 'critical'],
    ['workflow_run: { workflows: [CI] }', 'github.event.workflow_run.head_commit.author.name', 'critical'],
    ['pull_request:', 'github.event.pull_request.body', 'medium'],
    ['pull_request_review:', 'github.event.review.body', 'medium'],
    ['pull_request_review_comment:', 'github.event.comment.body', 'medium'],
    ['push:', 'github.event.head_commit.message', 'low'],
    ['push:', 'github.event.commits[0].author.name', 'low'],
    ['push:', 'github.ref_name', 'low'],
    ['workflow_dispatch: { inputs: { note: { type: string } } }', 'inputs.note', 'low, tentative'],
    ['workflow_dispatch: { inputs: { note: {} } }', 'github.event.inputs.note', 'low, tentative'],
    ['repository_dispatch:', 'github.event.client_payload.note', 'low, tentative'],
    // Named by those who can write, whoever attaches it.
    ['pull_request_target:', "join(github.event.pull_request.labels.*.name, ',')", 'low'],
    ['pull_request_target:', 'github.base_ref', 'low'],
    ['workflow_call:', 'github.event.pull_request.title', 'medium, tentative'],
  ])('%s %s is %s', (on, expression, severity) => {
    expect(saidOf(on, expression)).toEqual([severity]);
  });
});

describe('what is no free text, or not carried by the event, is not said', () => {
  test.each([
    ['issues:', 'github.event.issue.number'],
    ['issues:', 'github.actor'],
    ['issues:', 'github.event.issue.user.login'],
    ['issues:', 'github.event.comment.body'],
    ['issues:', "contains(github.event.issue.title, 'x')"],
    ['issues:', "github.event.issue.title == 'x' && 'yes' || 'no'"],
    ['issues:', 'github.event.issue.title && 1'],
    ['issues:', 'github.ref_name'],
    ['pull_request:', 'github.ref'],
    ['pull_request_target:', 'github.event.pull_request.head.sha'],
    ['push: { branches: [main] }', 'github.ref_name'],
    ['pull_request_target: { branches: [main] }', 'github.event.pull_request.base.ref'],
    ['workflow_run: { workflows: [CI], branches: [main] }', 'github.event.workflow_run.head_branch'],
    ['workflow_dispatch: { inputs: { n: { type: number } } }', 'inputs.n'],
    ['workflow_call: { inputs: { note: { type: string } } }', 'inputs.note'],
    ['push:', 'steps.x.outcome'],
    ['push:', 'needs.x.result'],
  ])('%s %s', (on, expression) => {
    expect(saidOf(on, expression)).toEqual([]);
  });
});

describe('a guard makes it a lead', () => {
  const member = "if: github.event.pull_request.author_association == 'MEMBER'";
  test.each([
    ['pull_request_target:', 'github.event.pull_request.title', member, 'high, tentative'],
    ['pull_request:', 'github.event.pull_request.title', member, 'medium, tentative'],
    ['push:', 'github.ref_name', 'environment: production', 'low, tentative'],
    ['issues:', 'github.event.issue.title', "if: github.repository == 'octo-org/app'", 'critical'],
  ])('%s %s %s is %s', (on, expression, guard, severity) => {
    expect(saidOf(on, expression, guard)).toEqual([severity]);
  });
});

test('of several ways to run, the worst counts', () => {
  expect(saidOf('pull_request:\n  pull_request_target:\n  push:', 'github.head_ref || github.ref_name')).toEqual([
    'critical',
  ]);
});

test('after runs that no stranger can start, the text is of those who can write', () => {
  const files = (on: string): Record<string, string> => ({
    '.github/workflows/ci.yml': `name: CI\non: ${on}\njobs: {}\n`,
    '.github/workflows/after.yml': workflow(
      'workflow_run: { workflows: [CI] }',
      'github.event.workflow_run.head_branch',
    ),
  });
  expect([said(rule, files('push')), said(rule, files('[push, pull_request]'))]).toEqual([['8 low'], ['8 critical']]);
});
