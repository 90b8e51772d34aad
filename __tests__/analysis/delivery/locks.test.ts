import { describe, expect, test } from '@jest/globals';
import { lockOf } from '../../../src/analysis/delivery/locks.ts';
import { ofTarget } from '../../help/targets.ts';

describe('one at a time', () => {
  const lock = (head: string, line = 'name: production', step = 'run: kubectl apply -f k8s/') =>
    ofTarget(
      `${head}\njobs:\n  production:\n    runs-on: x\n    environment: production\n    ${line}\n    steps: [{ ${step} }]\n`,
      (...asked) => lockOf(...asked).kind,
    );
  const push = 'on: { push: { branches: [main] } }';

  test.each([
    [push, 'concurrency: production', 'one at a time'],
    [`${push}\nconcurrency: \${{ github.workflow }}-\${{ github.ref }}`, 'name: x', 'one at a time'],
    [push, 'name: x', 'none'],
    [push, 'concurrency: { group: production, cancel-in-progress: true }', 'cancels'],
    [`${push}\nconcurrency: { group: x, cancel-in-progress: true }`, 'concurrency: production', 'cancels'],
    [
      `${push}\nconcurrency: { group: x, cancel-in-progress: '\${{ github.event_name == ''pull_request'' }}' }`,
      'name: x',
      'one at a time',
    ],
    [
      `${push}\nconcurrency: { group: x, cancel-in-progress: '\${{ github.ref != ''refs/heads/main'' }}' }`,
      'name: x',
      'one at a time',
    ],
    [`${push}\nconcurrency: '\${{ github.head_ref || github.run_id }}'`, 'name: x', 'group of its own'],
    [`${push}\nconcurrency: 'ci-\${{ github.sha }}'`, 'name: x', 'group of its own'],
    ['on: workflow_dispatch', 'name: x', 'unknown'],
    ['on: workflow_call', 'name: x', 'unknown'],
  ])('%s, %s: %s', (head, line, kind) => {
    expect(lock(head, line)).toBe(kind);
  });

  test.each([
    ['run: terraform apply plan.out', 'by the tool'],
    ['run: cdk deploy', 'by the tool'],
    ['run: git push heroku HEAD:main', 'by the tool'],
    ['run: git push --force heroku HEAD:main', 'none'],
  ])('%s: %s', (step, kind) => {
    expect(lock(push, 'name: x', step)).toBe(kind);
  });

  test('an action that ends the run before', () => {
    const steps = 'uses: styfle/cancel-workflow-action@0.12.1 }, { run: kubectl apply -f k8s/';
    expect(lock(push, 'name: x', steps)).toBe('by the tool');
  });

  test('a host that switches when all is there may be stopped before', () => {
    expect(
      lock(`${push}\nconcurrency: { group: x, cancel-in-progress: true }`, 'name: x', 'run: vercel deploy --prod'),
    ).toBe('unknown');
  });
});
