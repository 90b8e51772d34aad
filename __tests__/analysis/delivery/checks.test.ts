import { describe, expect, test } from '@jest/globals';
import { checksBefore } from '../../../src/analysis/delivery/checks.ts';
import { type Files } from '../../help/repository.ts';
import { jobOf, ofTarget } from '../../help/targets.ts';

describe('checks', () => {
  const checks = (files: Files | string) => ofTarget(files, (...asked) => checksBefore(...asked).kind);
  const withTest = (line: string, test = 'npm test'): string =>
    `on: { push: { branches: [main] } }\njobs:\n  test:\n    runs-on: x\n    steps: [{ run: ${test} }]\n  production:\n    runs-on: x\n    environment: production\n    ${line}\n    steps: [{ run: kubectl apply -f k8s/ }]\n`;

  test.each([
    ['needs: test', 'checked'],
    ['name: nothing', 'not waited for'],
    ['{ needs: test, if: always() }', 'not waited for'],
    ['{ needs: test, if: "!cancelled()" }', 'not waited for'],
    ['{ needs: test, if: "!failure() && !cancelled()" }', 'checked'],
    ["{ needs: test, if: always() && needs.test.result == 'success' }", 'checked'],
    ['{ needs: test, if: "always() && !contains(needs.*.result, \'failure\')" }', 'checked'],
  ])('%s: %s', (line, kind) => {
    const lines = line.startsWith('{') ? line.slice(1, -1).trim().replace(', if:', '\n    if:') : line;
    expect(checks(withTest(lines))).toBe(kind);
  });

  test.each([
    ['npm test', 'checked'],
    ['npm audit', 'checked'],
    ['npm test || true', 'muted'],
    ['echo npm test', 'none'],
    ['npm run build', 'none'],
    ['./ci/prepare.sh', 'unknown'],
  ])('it needs a job that runs %s: %s', (run, kind) => {
    expect(checks(withTest('needs: test', run))).toBe(kind);
  });

  const followed = (line: string, test = 'npm test'): Files => ({
    '.github/workflows/ci.yml': `name: CI\non: push\njobs:\n  test:\n    runs-on: x\n    steps: [{ run: ${test} }]\n`,
    '.github/workflows/deploy.yml': `on: { workflow_run: { workflows: [CI], branches: [main] } }\njobs:\n  production:\n    runs-on: x\n    environment: production\n    ${line}\n    steps: [{ run: kubectl apply -f k8s/ }]\n`,
  });

  test.each([
    ["if: github.event.workflow_run.conclusion == 'success'", 'npm test', 'checked'],
    ["if: github.event.workflow_run.conclusion != 'failure'", 'npm test', 'checked'],
    ['name: whatever', 'npm test', 'whatever came out'],
    ["if: github.event.workflow_run.head_branch == 'main'", 'npm test', 'whatever came out'],
    ["if: github.event.workflow_run.conclusion == 'success'", 'echo built', 'none'],
  ])('after a run, with %s, that does %s: %s', (line, test, kind) => {
    expect(checks(followed(line, test))).toBe(kind);
  });

  test('a run of a workflow that is not here, and another system', () => {
    const deploy =
      followed("if: github.event.workflow_run.conclusion == 'success'")['.github/workflows/deploy.yml'] ?? '';
    expect([
      checks({ '.github/workflows/deploy.yml': deploy }),
      checks({ '.github/workflows/deploy.yml': jobOf('run: kubectl apply -f k8s/'), '.gitlab-ci.yml': 'test:\n' }),
    ]).toEqual(['unknown', 'unknown']);
  });

  test('a test that the pushed event never reaches is none', () => {
    const only = jobOf("{ if: github.event_name == 'pull_request', run: npm test }", 'run: kubectl apply -f k8s/');
    expect(checks(only)).toBe('none');
  });
});
