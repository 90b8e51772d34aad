import { describe, expect, test } from '@jest/globals';
import { defaultPolicy } from '../src/dev/default-policy.ts';
import { inspect } from '../src/inspect.ts';
import { treeOfFiles } from './help/example-files.ts';

/** Small trees that stand for more than anybody can read: each once took minutes, or did not end. */

const many = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join('');

const workflow = (name: string): string => `.github/workflows/${name}.yml`;
const deploy = '    runs-on: ubuntu-24.04\n    steps: [{ run: kubectl apply -f a.yml }]\n';

const shapes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'workflows that call each other many times': Object.fromEntries(
    ['a', 'b'].map((name) => [
      workflow(name),
      `on: [workflow_call, push]\njobs:\n${many(14, (index) => `  j${index}:\n    uses: ./${workflow(name === 'a' ? 'b' : 'a')}\n`)}  x:\n${deploy}`,
    ]),
  ),
  'jobs in rings': {
    [workflow('a')]:
      `on: push\njobs:\n${many(150, (index) => `  j${index}:\n    needs: [${[1, 2, 3].map((step) => `j${(index + step) % 150}`).join(', ')}]\n${deploy}`)}`,
  },
  'a ladder of jobs': {
    [workflow('a')]:
      `on: push\njobs:\n${many(120, (index) => `  j${index}:\n    needs: [${index === 0 ? '' : many(Math.min(index, 8), (step) => `j${index - step - 1}, `)}]\n${deploy}`)}`,
  },
  'workflows that follow each other': Object.fromEntries(
    Array.from({ length: 80 }, (_, index) => [
      workflow(`w${index}`),
      `name: w${index}\non:\n  workflow_run:\n    workflows: [w${(index + 1) % 80}, w${(index + 2) % 80}]\njobs:\n  a:\n${deploy}`,
    ]),
  ),
  'package scripts that start each other': {
    'package.json': JSON.stringify({
      scripts: Object.fromEntries(
        Array.from({ length: 100 }, (_, index) => [
          `s${index}`,
          many(30, (step) => `npm run s${(index * 7 + step) % 100} && `) + 'jest',
        ]),
      ),
    }),
    [workflow('a')]:
      `on: push\njobs:\n${many(10, (job) => `  j${job}:\n    runs-on: ubuntu-24.04\n    steps:\n${many(10, (step) => `      - run: npm run s${job * 10 + step}\n`)}`)}`,
  },
};

describe.each(Object.entries(shapes))('%s', (_, files) => {
  test('are inspected in seconds', () => {
    const start = performance.now();
    const facts = { today: '2026-11-21', server: 'github.com' };
    const report = inspect(treeOfFiles(new Map(Object.entries(files))), defaultPolicy, facts, {
      root: '.',
      onCrash: 'throw',
    });
    expect(report.score).not.toBeNull();
    // Far above what it takes, and far below what it took.
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});
