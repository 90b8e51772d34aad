import { describe, expect, test } from '@jest/globals';
import { flowsOf } from '../../../src/analysis/flows/flows.ts';
import { sample } from '../../../src/rules/rule.ts';
import { type Files, repositoryOfFiles } from '../../help/repository.ts';

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
      'target: publish image: image',
      'approval: environment production',
      'target: production: ship',
      'verification: verified by kubectl rollout',
      'rollback: roll back by kubectl rollout',
      'push (main) → checks: lint, test',
      'checks: lint, test → publish image: image',
      'publish image: image → environment production',
      'environment production → production: ship',
      'production: ship → verified by kubectl rollout',
      'production: ship → roll back by kubectl rollout (on failure)',
    ]);
  });

  test('shows what the deploying job does itself, in its order, and leaves out what cannot fail or does not run then', () => {
    const steps = (...commands: readonly string[]): string =>
      `on: [push, pull_request]\njobs:\n  ship:\n    runs-on: x\n    if: github.ref == 'refs/heads/main'\n    steps:\n${commands
        .map((command) => `      - ${command}\n`)
        .join('')}      - run: kubectl apply -f k8s/ -n production\n`;
    expect(
      [
        steps('run: eslint .', 'run: jest', 'run: docker build -t shop --push .'),
        steps('run: npm run build', 'run: jest'),
        steps('run: jest || true', "{ run: trivy fs ., if: github.event_name == 'pull_request' }"),
      ].map((workflow) => flows(workflow).filter((line) => !line.includes('→'))),
    ).toEqual([
      ['start: push', 'checks: checks: lint, test', 'build: package, publish', 'target: production: ship'],
      ['start: push', 'build: build', 'checks: checks: test', 'target: production: ship'],
      ['start: push', 'target: production: ship'],
    ]);
  });

  test('tells the targets of one job, and on what each of them is reached', () => {
    const workflow = sample`
      on: { push: { branches: [main, develop], tags: ['v*'] }, workflow_dispatch: }
      jobs:
        ship:
          runs-on: x
          environment: \${{ github.ref == 'refs/heads/develop' && 'staging' || 'production' }}
          if: github.ref_type == 'branch'
          steps: [{ run: kubectl apply -f k8s/ }]
        package:
          if: startsWith(github.ref, 'refs/tags/')
          runs-on: x
          steps: [{ run: npm publish }]
    `;
    expect(flows(workflow).filter((line) => !line.includes('→'))).toEqual([
      'start: push (main, develop, v*) · workflow_dispatch',
      'approval: environment production',
      'target: production on main or by hand, staging on develop or by hand: ship',
      'target: publish package on tag or by hand: package',
    ]);
  });

  test('passes through jobs that neither check nor build, and names those that nobody can read', () => {
    const workflow = sample`
      on: { push: { branches: [main] } }
      jobs:
        changes: { runs-on: x, outputs: { any: '1' }, steps: [{ run: echo }] }
        ci: { needs: changes, uses: acme/ci/.github/workflows/all.yml@v1 }
        ship: { needs: [changes, ci], runs-on: x, steps: [{ run: kubectl apply -f k8s/ -n production }] }
        tell: { needs: ship, runs-on: x, steps: [{ run: echo done }] }
    `;
    expect(flows(workflow)).toEqual([
      'start: push (main)',
      'other: ci, not read',
      'target: production: ship',
      'push (main) → ci, not read',
      'ci, not read → production: ship',
    ]);
  });

  test('draws like jobs at one place as one, no arrow twice and none back', () => {
    const job = (id: string, needs: string, run: string): string =>
      `  ${id}: { needs: [${needs}], runs-on: x, steps: [{ run: ${run} }] }\n`;
    const workflow = [
      'on: { push: { branches: [main] } }\njobs:\n',
      job('lint', '', 'eslint .'),
      job('unit', 'lint', 'jest'),
      job('build', 'lint', 'npm run build'),
      job('e2e', 'build', 'playwright test'),
      job('ship', 'lint, unit, build, e2e', 'kubectl apply -f k8s/ -n production'),
      job('smoke', 'ship', 'playwright test smoke'),
    ].join('');
    expect(flows(workflow)).toEqual([
      'start: push (main)',
      'checks: checks: lint, test × 2',
      'build: build',
      'checks: checks: test',
      'target: production: ship',
      'verification: verification: smoke',
      'push (main) → checks: lint, test',
      'checks: lint, test → build',
      'build → checks: test',
      'checks: test → production: ship',
      'production: ship → verification: smoke',
    ]);
  });

  test('follows called workflows and the run of another, and knows a way back by hand', () => {
    const files = {
      '.github/workflows/ci.yml': 'name: CI\non: push\njobs:\n  test: { runs-on: x, steps: [{ run: jest }] }\n',
      '.github/workflows/deploy.yml': sample`
        on:
          workflow_call: { inputs: { to: { type: string } } }
        jobs:
          ship:
            runs-on: x
            environment: \${{ inputs.to }}
            steps:
              - run: helm upgrade --install shop chart/
              - run: curl --fail https://shop.example.com/health
      `,
      '.github/workflows/release.yml': sample`
        on: { workflow_run: { workflows: [CI], branches: [main] } }
        jobs:
          production:
            if: github.event.workflow_run.conclusion == 'success'
            uses: ./.github/workflows/deploy.yml
            with: { to: production }
      `,
      '.github/workflows/rollback.yml': sample`
        on: { workflow_dispatch: { inputs: { version: { required: true } } } }
        jobs:
          back:
            runs-on: x
            environment: production
            steps: [{ run: helm rollback shop }]
      `,
    };
    expect(flows(files)).toEqual([
      'start: workflow_run (CI, main)',
      'checks: checks: CI',
      'approval: environment production',
      'target: production: production',
      'verification: verified by curl',
      'rollback: roll back: rollback.yml',
      'workflow_run (CI, main) → checks: CI',
      'checks: CI → environment production',
      'environment production → production: production',
      'production: production → verified by curl',
      'production: production → roll back: rollback.yml (by hand)',
    ]);
  });

  test('is drawn of jobs that need each other in a ring', () => {
    const ring =
      'on: push\njobs:\n  a: { needs: b, runs-on: x, steps: [{ run: npm publish }] }\n  b: { needs: a, runs-on: x, steps: [{ run: jest }] }\n';
    expect(flows(ring)).toContain('target: publish package: a');
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
      ['publish package', 40],
    ]);
  });
});
