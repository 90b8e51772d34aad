import { describe, expect, test } from '@jest/globals';
import { stagingFirst } from '../../../src/analysis/delivery/staging.ts';
import { targetsOf } from '../../../src/analysis/targets/targets.ts';
import { repositoryOfFiles } from '../../help/repository.ts';

describe('staging first', () => {
  const first = (staging: string, production: string): string | undefined => {
    const stageOf = (name: string, lines: string): string =>
      `  ${name}:\n    runs-on: x\n    environment: ${name}\n    ${lines}\n    steps: [{ run: kubectl apply -f k8s/ }]\n`;
    const repository = repositoryOfFiles(
      `on: { push: { branches: [main, develop], tags: ['v*'] } }\njobs:\n${stageOf('staging', staging)}${stageOf('production', production)}`,
    );
    const targets = targetsOf(repository);
    const target = targets.find((each) => each.class === 'production');
    return target && stagingFirst(target, targets, repository).kind;
  };

  test.each([
    ['name: x', 'needs: staging', 'waits'],
    ['name: x', 'name: y', 'none'],
    ["if: github.ref == 'refs/heads/develop'", "if: github.ref == 'refs/heads/main'", 'none'],
    ["if: github.ref == 'refs/heads/main'", "if: startsWith(github.ref, 'refs/tags/')", 'later'],
    ["if: github.ref == 'refs/heads/develop'", "if: startsWith(github.ref, 'refs/tags/')", 'none'],
  ])('staging %s, production %s: %s', (staging, production, kind) => {
    expect(first(staging, production)).toBe(kind);
  });
});

test('whoever starts both by hand knows where a version has been', () => {
  const repository = repositoryOfFiles(
    'on: { workflow_dispatch: { inputs: { to: { type: choice, options: [staging, production] } } } }\njobs:\n  deploy:\n    runs-on: x\n    environment: ${{ inputs.to }}\n    steps: [{ run: kubectl apply -f k8s/ }]\n',
  );
  const targets = targetsOf(repository);
  const target = targets.find((each) => each.class === 'production');
  expect(target && stagingFirst(target, targets, repository).kind).toBe('unknown');
});

test.each([
  ['', 'none'],
  ['max-parallel: 1, ', 'waits'],
])('a matrix of both with %j: %s', (limit, kind) => {
  const repository = repositoryOfFiles(
    `on: { push: { branches: [main] } }\njobs:\n  deploy:\n    runs-on: x\n    strategy: { ${limit}matrix: { to: [staging, production] } }\n    environment: \${{ matrix.to }}\n    steps: [{ run: kubectl apply -f k8s/ }]\n`,
  );
  const targets = targetsOf(repository);
  const target = targets.find((each) => each.class === 'production');
  expect(target && stagingFirst(target, targets, repository).kind).toBe(kind);
});
