import type { Flow } from '../core/delivery.ts';
import type { Result } from '../core/result.ts';
import type { Block } from './fit.ts';
import { gapsOf, renderFlowGraph } from './flow-graph.ts';
import { blobUrl, placeLink, shortPath } from './links.ts';
import { codeSpan, prose } from './markdown.ts';
import type { Published } from './publishable.ts';

/** So many pictures a page bears; GitHub draws each in a frame of its own. */
const mostFlows = 8;

/**
 * Each flow as a picture that GitHub draws, and under it in words what the picture says is missing:
 * https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/creating-diagrams
 */
export function flowSections(result: Result, published: Published): readonly Block[] {
  const flows = [...(result.report.flows ?? [])].sort((a, b) => weightOf(b, published) - weightOf(a, published));
  if (flows.length === 0) return [];
  const left = flows.length - mostFlows;
  const omitted =
    left > 0
      ? [
          {
            rows: [
              `And ${left.toString()} more flow${left === 1 ? '' : 's'}, of which nothing is missing or less is seen.`,
            ],
          },
        ]
      : [];
  return [
    { rows: ['## How it is delivered'] },
    ...flows.slice(0, mostFlows).map((flow) => flowBlock(flow, result, published)),
    ...omitted,
  ];
}

/** What users see, and what is missing, comes first. */
const weightOf = (flow: Flow, { findings }: Published): number =>
  10 * gapsOf(flow, findings).length + flow.nodes.filter((node) => node.class === 'production').length;

function flowBlock(flow: Flow, result: Result, { findings }: Published): Block {
  const graph = renderFlowGraph(flow, findings, ({ path, startLine }) => blobUrl(result, path, startLine));
  const gaps = gapsOf(flow, findings).map(
    ({ finding }) => `- ${prose(finding.message)} (${codeSpan(finding.rule)}, ${placeLink(result, finding)})`,
  );
  // One row: a picture that is cut is none.
  return {
    rows: [
      `${codeSpan(shortPath(flow.path))}\n\n\`\`\`mermaid\n${graph}\n\`\`\`${gaps.length > 0 ? `\n\nDashed, for it is missing:\n\n${gaps.join('\n')}` : ''}`,
    ],
  };
}
