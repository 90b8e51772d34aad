import { describe, expect, test } from '@jest/globals';
import { approvalOf } from '../../../src/analysis/delivery/approvals.ts';
import { findStandingSecret } from '../../../src/analysis/delivery/standing-secrets.ts';
import { type Files } from '../../help/repository.ts';
import { jobOf, ofTarget } from '../../help/targets.ts';

describe('approval', () => {
  const approval = (files: Files | string) => ofTarget(files, (...asked) => approvalOf(...asked).kind);
  const started = (on: string, more = ''): string =>
    `on: ${on}\njobs:\n  production:\n    runs-on: x\n${more}    steps: [{ run: kubectl apply -f k8s/ }]\n`;

  test.each([
    ['{ push: { branches: [main] } }', 'none'],
    ['push', 'none'],
    ['{ schedule: [{ cron: "0 4 * * *" }] }', 'none'],
    ['[push, workflow_dispatch]', 'none'],
    ['workflow_dispatch', 'manual start'],
    ['{ release: { types: [published] } }', 'release'],
    ["{ push: { tags: ['v*'] } }", 'release'],
    ['{ push: { branches: [production] } }', 'branch'],
    ['workflow_call', 'unknown'],
    ['repository_dispatch', 'unknown'],
  ])('started by %s: %s', (on, kind) => {
    expect(approval(started(on))).toBe(kind);
  });

  test.each([
    ['main', 'none'],
    ['production', 'branch'],
  ])('a pull request that is merged into %s: %s', (base, kind) => {
    const condition = '    if: github.event.pull_request.merged == true\n';
    expect(approval(started(`{ pull_request: { types: [closed], branches: [${base}] } }`, condition))).toBe(kind);
  });

  test.each([
    ['environment: production', 'environment'],
    ["if: startsWith(github.ref, 'refs/tags/')", 'release'],
    ["if: github.ref == 'refs/heads/main'", 'none'],
  ])('a push, and the job has %s: %s', (line, kind) => {
    expect(approval(started('push', `    ${line}\n`))).toBe(kind);
  });

  test.each([
    ['environment: staging', 'run: kubectl apply -f k8s/ --namespace staging', 'none'],
    ['environment: production-approval', 'run: echo go', 'job'],
    ['environment: production', 'run: echo go', 'job'],
    ['name: no environment', 'run: echo go', 'none'],
  ])('it needs a job with %s and %s: %s', (line, step, kind) => {
    const before = `  before:\n    runs-on: x\n    ${line}\n    steps: [{ ${step} }]\n`;
    expect(approval(started('{ push: { branches: [main] } }', '    needs: before\n') + before)).toBe(kind);
  });

  test('an environment of the called workflow', () => {
    expect(
      approval({
        '.github/workflows/ci.yml': 'on: push\njobs:\n  ship:\n    uses: ./.github/workflows/ship.yml\n',
        '.github/workflows/ship.yml': started('workflow_call', '    environment: production\n'),
      }),
    ).toBe('environment');
  });

  test('what a release tool has found', () => {
    const gated = started(
      '{ push: { branches: [main] } }',
      '    needs: plan\n    if: needs.plan.outputs.release_created\n',
    );
    expect(
      approval(`${gated}  plan:\n    runs-on: x\n    steps: [{ uses: googleapis/release-please-action@v4 }]\n`),
    ).toBe('release');
  });

  test('a secret that opens the target is told from one that only tells somebody', () => {
    const secretOf = (env: string) =>
      ofTarget(
        jobOf(`{ run: kubectl apply -f k8s/, env: { X: '\${{ secrets.${env} }}' } }`),
        (target) => findStandingSecret(target)?.name,
      );
    expect(
      ['KUBE_CONFIG_PRODUCTION', 'SLACK_WEBHOOK', 'SSH_HOST', 'SSH_PRIVATE_KEY', 'GITHUB_TOKEN'].map(secretOf),
    ).toEqual(['kube_config_production', undefined, undefined, 'ssh_private_key', undefined]);
  });
});
