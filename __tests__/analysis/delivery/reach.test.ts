import { describe, expect, test } from '@jest/globals';
import { findOpenWay } from '../../../src/analysis/delivery/reach.ts';
import { type Files } from '../../help/repository.ts';
import { ofTarget } from '../../help/targets.ts';

describe('open ways', () => {
  const way = (files: Files | string) => ofTarget(files, (...asked) => findOpenWay(...asked)?.kind ?? 'shut');
  const started = (on: string, more = ''): string =>
    `on: ${on}\njobs:\n  production:\n    runs-on: x\n${more}    steps:\n      - uses: actions/checkout@v6\n        with: { ref: '\${{ inputs.ref || github.event.workflow_run.head_sha }}' }\n      - run: kubectl apply -f k8s/\n        env: { KUBECONFIG: '\${{ secrets.KUBECONFIG_FILE }}' }\n`;

  test.each([
    ['push', '', 'any branch'],
    ["{ push: { branches: ['**'] } }", '', 'any branch'],
    ['{ push: { branches: [main] } }', '', 'shut'],
    ["{ push: { tags: ['v*'] } }", '', 'shut'],
    ['push', "    if: github.ref == 'refs/heads/main'\n", 'shut'],
    ['push', '    if: github.ref_name == github.event.repository.default_branch\n', 'shut'],
    ['push', "    if: github.repository == 'acme/shop'\n", 'any branch'],
    ['push', '    environment: production\n', 'shut'],
    ['pull_request', '', 'pull request'],
    ['{ pull_request: { types: [closed] } }', '    if: github.event.pull_request.merged\n', 'shut'],
    ['workflow_dispatch', '', 'dispatch'],
    ['{ workflow_dispatch: { inputs: { version: { type: string } } } }', '', 'shut'],
    ['workflow_dispatch', "    if: github.ref == 'refs/heads/main'\n", 'shut'],
    ['workflow_dispatch', '    environment: production\n', 'shut'],
    ['{ workflow_dispatch: { inputs: { ref: { type: string } } } }', '    environment: production\n', 'free ref'],
    [
      '{ workflow_dispatch: { inputs: { ref: { type: choice, options: [main] } } } }',
      '    environment: production\n',
      'shut',
    ],
    ['{ release: { types: [published] } }', '', 'shut'],
  ])('%s with %j: %s', (on, more, kind) => {
    expect(way(started(on, more))).toBe(kind);
  });

  test.each([
    ['main', 'shut'],
    ['${{ github.ref }}', 'dispatch'],
  ])('by hand, and %s is checked out: %s', (ref, kind) => {
    expect(way(started('workflow_dispatch').replace(/ref: '.*?' /, `ref: '${ref}' `))).toBe(kind);
  });

  test('the branch of the run before', () => {
    const ci = 'name: CI\non: push\njobs:\n  test: { runs-on: x, steps: [{ run: npm test }] }\n';
    const after = (more: string) =>
      way({
        '.github/workflows/ci.yml': ci,
        '.github/workflows/deploy.yml': started(`{ workflow_run: { workflows: [CI]${more} } }`),
      });
    expect([after(''), after(', branches: [main]')]).toEqual(['run before', 'shut']);
  });
});
