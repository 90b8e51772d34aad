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
  'unrestricted-deploy-ref': { label: 'no limit to branches', side: 'before' },
  'deploy-without-checks': { label: 'no test or scan', side: 'before' },
  'no-approval-gate': { label: 'no approval', side: 'before' },
  'skipped-staging': { label: 'no staging first', side: 'before' },
  'unverified-deploy': { label: 'nothing checks it', side: 'after' },
  'no-rollback': { label: 'no way back', side: 'after' },
};

/** A finding about a target, and the box that it is drawn as. */
export interface Gap {
  readonly node: FlowNode;
  readonly finding: Finding;
  readonly missing: Missing;
}

/** The findings about what is missing at this flow's targets, in the order of the targets. */
export function gapsOf(flow: Flow, findings: readonly Finding[]): readonly Gap[] {
  const gaps = findings.flatMap((finding) => {
    const missing = Object.hasOwn(missingBoxes, finding.rule) ? missingBoxes[finding.rule] : undefined;
    const node = missing && finding.path === flow.path ? nodeAt(flow, finding.startLine) : undefined;
    return missing && node ? [{ node, finding, missing }] : [];
  });
  return flow.nodes.flatMap((node) => gaps.filter((gap) => gap.node === node));
}

/** The target that stands on a line: of several, the one with the fewest lines, for a folded one spans others. */
function nodeAt({ nodes }: Flow, line: number): FlowNode | undefined {
  const length = ({ lines }: FlowNode): number => (lines ? lines[1] - lines[0] : 0);
  const [nearest] = nodes
    .filter(({ kind, lines }) => kind === 'target' && lines && line >= lines[0] && line <= lines[1])
    .sort((one, other) => length(one) - length(other));
  return nearest;
}

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
  const gaps = gapsOf(flow, findings).filter(({ node }) => drawn.has(node.id));
  // One box says it of all targets.
  const rules = [...new Set(gaps.map(({ finding }) => finding.rule))].slice(0, mostNodes - nodes.length);
  const edges = flow.edges.flatMap(({ from, to, label }) => {
    const [start, end] = [drawn.get(from), drawn.get(to)];
    if (start === undefined || end === undefined) return [];
    return [label === undefined ? `${start} --> ${end}` : `${start} -->|${quoted(label)}| ${end}`];
  });
  const missing = rules.flatMap((rule, index) => {
    const own = gaps.filter(({ finding }) => finding.rule === rule);
    const [first] = own;
    if (!first) return [];
    const { label, side } = first.missing;
    const id = `m${index.toString()}`;
    const targets = [...new Set(own.map(({ node }) => drawn.get(node.id) ?? ''))];
    const url = urlOf(first.finding);
    return [
      `${id}[${quoted(label)}]:::missing`,
      ...targets.map((target) => (side === 'before' ? `${id} -.- ${target}` : `${target} -.- ${id}`)),
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
