import type { Flow, FlowNode } from '../core/delivery.ts';
import type { Finding } from '../core/finding.ts';
import { visible } from '../core/message.ts';
import { cutText } from './escape.ts';

/** More boxes than this nobody looks at. */
export const mostNodes = 30;

/** What a finding says is missing beside a target, and on which side of it. */
export interface Missing {
  readonly label: string;
  readonly side: 'before' | 'after';
}

/** What rules say is missing: their ids to the box that would not be there without the finding. */
export const missingBoxes: Readonly<Record<string, Missing>> = {
  'deploy-without-checks': { label: 'no checks', side: 'before' },
  'no-approval-gate': { label: 'no approval', side: 'before' },
  'skipped-staging': { label: 'no staging first', side: 'before' },
  'unverified-deploy': { label: 'nothing checks it', side: 'after' },
  'no-rollback': { label: 'no way back', side: 'after' },
};

/** A box for a finding: what is drawn dashed, and where it leads. */
export interface Gap {
  readonly node: FlowNode;
  readonly finding: Finding;
  readonly missing: Missing;
}

/** The findings about what is missing at this flow's targets, in the order of the targets. */
export const gapsOf = (flow: Flow, findings: readonly Finding[]): readonly Gap[] =>
  flow.nodes.flatMap((node) => {
    const { lines } = node;
    if (node.kind !== 'target' || !lines) return [];
    return findings.flatMap((finding) => {
      const missing = Object.hasOwn(missingBoxes, finding.rule) ? missingBoxes[finding.rule] : undefined;
      const isHere = finding.path === flow.path && finding.startLine >= lines[0] && finding.startLine <= lines[1];
      return missing && isHere ? [{ node, finding, missing }] : [];
    });
  });

/**
 * A flow as a Mermaid flowchart, which GitHub draws: https://mermaid.js.org/syntax/flowchart.html. What is missing is
 * dashed and leads to its finding. Names of the repository stand in quotes, with everything but letters, digits and a
 * few harmless signs written as entity codes, so that none of them can end a quote, a line or the fence.
 */
export function renderFlowGraph(
  flow: Flow,
  findings: readonly Finding[],
  urlOf: (finding: Finding) => string | undefined,
): string {
  const nodes = flow.nodes.slice(0, mostNodes);
  const drawn = new Map(nodes.map((node, index) => [node.id, `n${index.toString()}`]));
  const gaps = gapsOf(flow, findings).slice(0, mostNodes - nodes.length);
  const edges = flow.edges.flatMap(({ from, to, label }) => {
    const [start, end] = [drawn.get(from), drawn.get(to)];
    if (start === undefined || end === undefined) return [];
    return [label === undefined ? `${start} --> ${end}` : `${start} -->|${quoted(label)}| ${end}`];
  });
  const missing = gaps.flatMap(({ node, finding, missing: { label, side } }, index) => {
    const [target, id] = [drawn.get(node.id), `m${index.toString()}`];
    if (target === undefined) return [];
    const url = urlOf(finding);
    return [
      `${id}[${quoted(label)}]:::missing`,
      side === 'before' ? `${id} -.- ${target}` : `${target} -.- ${id}`,
      ...(url !== undefined && safeUrl.test(url) ? [`click ${id} href "${url}" _blank`] : []),
    ];
  });
  return [
    'flowchart LR',
    ...nodes.map((node, index) => `n${index.toString()}${shapeOf(node)}`),
    ...edges,
    ...missing,
    ...(missing.length > 0 ? ['classDef missing stroke-dasharray: 5 5'] : []),
  ]
    .map((line, index) => (index === 0 ? line : `  ${line}`))
    .join('\n');
}

/** As links of ours are written: nothing that could end the quotes. */
const safeUrl = /^https?:\/\/[\w.:/%@#?&=+,;-]+$/;

function shapeOf(node: FlowNode): string {
  const text = quoted(node.count === undefined ? node.label : `${node.label} (${node.count.toString()} jobs)`);
  switch (node.kind) {
    case 'start':
      return `([${text}])`;
    case 'approval':
      return `{{${text}}}`;
    case 'target':
      return `[[${text}]]`;
    case 'verification':
    case 'rollback':
      return `(${text})`;
    case 'checks':
    case 'build':
    case 'other':
      return `[${text}]`;
  }
}

/** Longer ones make boxes that push everything else off the page. */
const longestLabel = 60;

const quoted = (label: string): string => `"${inertLabel(label)}"`;

/** Letters, digits and signs without a meaning in Mermaid, Markdown or HTML stay; all others are entity codes. */
export function inertLabel(label: string): string {
  const shown = cutText(visible(label.replace(/\s+/g, ' ').trim()), longestLabel);
  if (shown === '') return '–';
  return shown.replace(acting, (character) => `#${(character.codePointAt(0) ?? 63).toString()};`);
}

/** Also what begins a list, and the colon of an address. */
const acting = /[^\p{L}\p{N} ,()/:._·…–-]|(?<=^|\s)[-–](?=\s)|:(?=\/\/)|(?<=^\d+)[.)]/gu;
