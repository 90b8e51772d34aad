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

  test('runs that follow one another, and a start by hand beside the run', () => {
    const gate = "if: github.event.workflow_run.conclusion == 'success'";
    const { '.github/workflows/ci.yml': ci = '', '.github/workflows/deploy.yml': deploy = '' } = followed(gate);
    const image = `name: Image\non: { workflow_run: { workflows: [CI] } }\njobs:\n  image: { runs-on: x, steps: [{ run: docker build . }] }\n`;
    const under = (named: Readonly<Record<string, string>>): Files =>
      Object.fromEntries(Object.entries(named).map(([name, text]) => [`.github/workflows/${name}.yml`, text]));
    const byHand = deploy
      .replace('on: {', 'on: { workflow_dispatch: {},')
      .replace(gate, `${gate} || github.event_name == 'workflow_dispatch'`);
    expect([
      checks(under({ ci, image, deploy: deploy.replace('[CI]', '[Image]') })),
      checks(under({ ci, deploy: byHand })),
    ]).toEqual(['unknown', 'checked']);
  });

  test.each([
    ['{ tag: { type: string } }', 'run: kubectl set image deployment/shop shop=ghcr.io/acme/shop:1', 'unknown'],
    ['{ reason: { type: string } }', 'run: kubectl apply -f k8s/', 'none'],
    ['{ ref: { type: string } }', '{ run: docker build . && kubectl apply -f k8s/ }', 'none'],
  ])('by hand with %s, %s: %s', (inputs, step, kind) => {
    const files = jobOf(step).replace('push: { branches: [main] }', `workflow_dispatch: { inputs: ${inputs} }`);
    expect(checks(files)).toBe(kind);
  });

  test('a plan is what stands before an apply', () => {
    expect(checks(jobOf('run: terraform plan -out x', 'run: terraform apply x'))).toBe('unknown');
  });

  test('a test that the pushed event never reaches is none', () => {
    const only = jobOf("{ if: github.event_name == 'pull_request', run: npm test }", 'run: kubectl apply -f k8s/');
    expect(checks(only)).toBe('none');
  });
});
