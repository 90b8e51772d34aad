import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Flow } from '../../src/core/delivery.ts';
import { inertLabel, missingBoxes, mostNodes, renderFlowGraph } from '../../src/report/flow-graph.ts';
import { rules } from '../../src/rules/index.ts';
import { exampleRepositories, repositoriesFolder } from '../help/example-repositories.ts';
import { findingOf } from '../help/findings.ts';
import { graphsIn, parseMermaid } from '../help/mermaid.ts';
import { root } from '../help/pages.ts';
import { anyText, hostile } from './hostile-text.ts';

const flow: Flow = {
  path: '.github/workflows/deploy.yml',
  title: 'Deploy',
  nodes: [
    { id: 'start', kind: 'start', label: 'on push main' },
    { id: 'checks', kind: 'checks', label: 'checks: lint, test', count: 3 },
    { id: 'approval', kind: 'approval', label: 'environment production' },
    { id: 'ship', kind: 'target', class: 'production', label: 'production: ship', lines: [20, 40] },
    { id: 'back', kind: 'rollback', label: 'roll back by kubectl rollout' },
  ],
  edges: [
    { from: 'start', to: 'checks' },
    { from: 'checks', to: 'approval' },
    { from: 'approval', to: 'ship' },
    { from: 'ship', to: 'back', label: 'on failure' },
    { from: 'ship', to: 'gone' },
  ],
};

const unverified = findingOf({ rule: 'unverified-deploy', path: flow.path, startLine: 31 });
const url = 'https://github.com/example-shop/shop/blob/abc1234/.github/workflows/deploy.yml#L31';

test('what a finding says is missing is dashed and leads to it', () => {
  expect(
    renderFlowGraph(
      flow,
      [unverified, findingOf({ rule: 'unverified-deploy', path: flow.path, startLine: 50 })],
      () => url,
    ),
  ).toBe(
    [
      'flowchart LR',
      '  n0(["on push main"])',
      '  n1["checks: lint, test (3 jobs)"]',
      '  n2{{"environment production"}}',
      '  n3[["production: ship"]]',
      '  n4("roll back by kubectl rollout")',
      '  n0 --> n1',
      '  n1 --> n2',
      '  n2 --> n3',
      '  n3 -->|"on failure"| n4',
      '  m0["nothing checks it"]:::missing',
      '  n3 -.- m0',
      `  click m0 href "${url}" _blank`,
      '  classDef missing stroke-dasharray: 5 5',
    ].join('\n'),
  );
});

test('what is missing at several targets is one box, and a target within a folded one has its own', () => {
  const target = (id: string, first: number, last: number): Flow['nodes'][number] => ({
    id,
    kind: 'target',
    class: 'production',
    label: id,
    lines: [first, last],
  });
  const nodes = [target('eu', 1, 9), target('us', 10, 19), target('others', 1, 90)];
  const at = (startLine: number) => findingOf({ rule: 'no-rollback', path: flow.path, startLine });
  expect(
    renderFlowGraph({ ...flow, nodes, edges: [] }, [at(12), at(3), at(4)], () => undefined)
      .split('\n')
      .slice(4),
  ).toEqual([
    '  m0["no way back"]:::missing',
    '  n0 -.- m0',
    '  n1 -.- m0',
    '  classDef missing stroke-dasharray: 5 5',
  ]);
});

test('every rule that has a box exists', () => {
  const ids = rules.map((rule) => rule.info.id);
  expect(Object.keys(missingBoxes).filter((rule) => !ids.includes(rule))).toEqual([]);
});

test('a large flow and many findings stay within the limit', async () => {
  const nodes = Array.from({ length: 60 }, (_, index) => ({
    id: `job ${index.toString()}`,
    kind: 'target' as const,
    label: `production: job ${index.toString()}`,
    lines: [1, 100] as const,
  }));
  const graph = renderFlowGraph({ ...flow, nodes, edges: [] }, [unverified], () => undefined);
  expect(graph.split('\n').filter((line) => /^ {2}[nm]\d+[[({]/.test(line))).toHaveLength(mostNodes);
  expect(await parseMermaid(graph)).toBe('flowchart-v2');
});

describe('labels', () => {
  const drawn = (label: string): string =>
    renderFlowGraph(
      {
        ...flow,
        nodes: [
          { id: 'a', kind: 'target', label, lines: [1, 99] },
          { id: 'b', kind: 'other', label },
        ],
        edges: [{ from: 'a', to: 'b', label }],
      },
      [unverified],
      () => 'javascript:alert(1)',
    );

  test.each([
    ['a "quote"', 'a #34;quote#34;'],
    ['```\n# title', '#96;#96;#96; #35; title'],
    ['%%{init: {}}%%', '#37;#37;#123;init: #123;#125;#125;#37;#37;'],
    ['<img src=x>', '#60;img src#61;x#62;'],
    ['1. one', '1#46; one'],
    ['- one', '#45; one'],
    ['', '–'],
    ['https://evil.example', 'https#58;//evil.example'],
    ['ship-it_now', 'ship-it_now'],
  ])('%j', (label, expected) => {
    expect(inertLabel(label)).toBe(expected);
  });

  test('of any text are one line that Mermaid reads, without links of their own', async () => {
    for (const text of hostile.split(/(?<=\s)/)) {
      const graph = drawn(text);
      expect(graph.split('\n')).toHaveLength(7);
      expect(graph).not.toMatch(/^ *click|```/m);
      expect(await parseMermaid(graph)).toBe('flowchart-v2');
    }
  });

  test('of random text as well', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        expect(await parseMermaid(drawn(text))).toBe('flowchart-v2');
      }),
      { numRuns: 50 },
    );
  });
});

describe('the pictures of whole repositories', () => {
  const pages = Object.keys(exampleRepositories).map(
    (name) => [name, readFileSync(join(repositoriesFolder, name, 'summary.md'), 'utf8')] as const,
  );

  test('there are some', () => {
    expect(pages.flatMap(([, page]) => graphsIn(page)).length).toBeGreaterThan(0);
  });

  test.each(pages)('%s', async (_, page) => {
    for (const graph of graphsIn(page)) {
      expect(await parseMermaid(graph)).toBe('flowchart-v2');
      expect(graph.split('\n').filter((line) => /^ {2}[nm]\d+[[({]/.test(line)).length).toBeLessThanOrEqual(mostNodes);
    }
  });

  test('the one in the README is the one of the pipeline; `npm run draw` draws it anew', () => {
    const source = /<desc>([\s\S]*?)<\/desc>/.exec(readFileSync(join(root, 'docs', 'flow.svg'), 'utf8'))?.[1] ?? '';
    const graph = pages.filter(([name]) => name === 'pipeline').flatMap(([, page]) => graphsIn(page))[0];
    expect(source.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).toBe(graph);
  });
});
