import { describe, expect, test } from '@jest/globals';
import { flowsOf } from '../../src/analysis/flows.ts';
import { sample } from '../../src/rules/rule.ts';
import { type Files, repositoryOfFiles } from '../help/repository.ts';

/** Each flow as its boxes and arrows, in words. */
const flows = (files: Files | string): readonly string[] =>
  flowsOf(repositoryOfFiles(files)).flatMap(({ nodes, edges }) => {
    const labelOf = (id: string): string => nodes.find((node) => node.id === id)?.label ?? '?';
    return [
      ...nodes.map(
        ({ kind, label, count }) => `${kind}: ${label}${count === undefined ? '' : ` × ${count.toString()}`}`,
      ),
      ...edges.map(
        ({ from, to, label }) => `${labelOf(from)} → ${labelOf(to)}${label === undefined ? '' : ` (${label})`}`,
      ),
    ];
  });

describe('a flow', () => {
  test('goes from what starts it over checks, build and approval to its targets, and back', () => {
    const workflow = sample`
      name: Delivery
      on:
        push:
          branches: [main]
      jobs:
        lint:
          runs-on: ubuntu-24.04
          steps: [{ run: eslint . }]
        test:
          runs-on: ubuntu-24.04
          steps: [{ run: jest }]
        image:
          needs: [lint, test]
          runs-on: ubuntu-24.04
          steps:
            - uses: docker/build-push-action@v6
              with: { context: ., push: true, tags: ghcr.io/example-shop/shop:1.0.0 }
        ship:
          needs: image
          runs-on: ubuntu-24.04
          environment: production
          steps:
            - run: kubectl apply -f app.yaml
            - run: kubectl rollout status deployment/shop
            - if: failure()
              run: kubectl rollout undo deployment/shop
        docs:
          runs-on: ubuntu-24.04
          steps: [{ run: markdownlint . }]
    `;
    expect(flows(workflow)).toEqual([
      'start: push (main)',
      'checks: checks: lint, test × 2',
      'target: publish: image',
      'approval: environment production',
      'target: production: ship',
      'verification: verified by kubectl rollout',
      'rollback: roll back by kubectl rollout',
      'push (main) → checks: lint, test',
      'checks: lint, test → publish: image',
      'environment production → production: ship',
      'production: ship → verified by kubectl rollout',
      'production: ship → roll back by kubectl rollout (on failure)',
      'publish: image → environment production',
    ]);
  });

  test('is not drawn of a workflow that delivers nothing', () => {
    expect(flows('on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps: [{ run: jest }]\n')).toEqual([]);
  });

  test('folds many targets of one class, and stays small however many jobs there are', () => {
    const jobs = (count: number): string =>
      Array.from(
        { length: count },
        (_, index) => `  p${index.toString()}:\n    runs-on: ubuntu-24.04\n    steps: [{ run: cargo publish }]\n`,
      ).join('');
    const [flow] = flowsOf(repositoryOfFiles(`on: push\njobs:\n${jobs(40)}`));
    expect(flow?.nodes.map(({ label, count }) => [label, count])).toEqual([
      ['push', undefined],
      ['publish', 40],
    ]);
  });
});
