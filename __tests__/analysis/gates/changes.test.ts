import { expect, test } from '@jest/globals';
import { occasionOf } from '../../../src/analysis/gates/changes.ts';
import { repositoryOfFiles } from '../../help/repository.ts';

test.each([
  ['pull_request', 'before'],
  ['pull_request_target', 'before'],
  ['merge_group', 'before'],
  ['{ pull_request: { types: [closed] } }', 'never'],
  ['push', 'before'],
  ['{ push: { branches: [main] } }', 'after'],
  ['{ push: { branches: [main, "release/1.0"] } }', 'after'],
  ['{ push: { branches: ["**"] } }', 'before'],
  ['{ push: { branches: [main, "feature/*"] } }', 'before'],
  ['{ push: { branches: [main, "release/**", "v*", "[0-9]+.x"] } }', 'after'],
  ['{ push: { branches-ignore: [gh-pages] } }', 'before'],
  ['{ push: { tags: ["v*"] } }', 'never'],
  ['{ push: { paths: ["src/**"] } }', 'before'],
  ['{ schedule: [{ cron: "1 2 * * *" }] }', 'never'],
  ['workflow_dispatch', 'never'],
  ['release', 'never'],
  ['issue_comment', 'unknown'],
  ['workflow_call', 'unknown'],
])('%s comes %s the merge', (on, occasion) => {
  const { workflows } = repositoryOfFiles(`on: ${on}\njobs: {}\n`);
  const [trigger] = workflows[0]?.triggers ?? [];
  expect(trigger && occasionOf({ event: trigger.event.text, trigger })).toBe(occasion);
});
