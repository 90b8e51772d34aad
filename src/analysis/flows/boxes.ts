import type { FlowEdge, FlowNode, TargetClass } from '../../core/delivery.ts';
import { rangeOf } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { approvalOf } from '../delivery/approvals.ts';
import { nameOfDeploy } from '../delivery/asked.ts';
import { verificationOf } from '../delivery/verification.ts';
import { wayBackOf } from '../delivery/way-back.ts';
import { classOfName } from '../targets/words.ts';
import { valuesOfText } from '../targets/values.ts';
import type { Target } from '../targets/targets.ts';
import { type FlowJob, isInJob, mainTargets, type Part } from './jobs.ts';
import { occasionsFor, whenInWords } from './words.ts';

/** The boxes of one or several jobs, and those through which arrows come in and go out. */
export interface Boxes {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly entry: string;
  readonly exit: string;
}

/** Boxes in a row. */
export function boxesInRow(nodes: readonly FlowNode[], id: string): Boxes {
  const edges = nodes.slice(1).map((node, index) => ({ from: nodes[index]?.id ?? id, to: node.id }));
  return { nodes, edges, entry: nodes[0]?.id ?? id, exit: nodes.at(-1)?.id ?? id };
}

/** Everything that one delivering job is drawn with: what it does before, who is asked, the target, what comes behind. */
export function boxesOfTarget(
  id: string,
  { job, parts, targets }: FlowJob,
  all: readonly Target[],
  repository: Repository,
): Boxes {
  const main = mainTargets(targets);
  const [asked] = main;
  const { startLine, endLine } = rangeOf(job.span);
  const target: FlowNode = {
    id,
    kind: 'target',
    label: `${labelOfTargets(main, all, repository)}: ${job.id.text}`,
    lines: [startLine, endLine],
    ...(asked ? { class: asked.class } : {}),
  };
  const approval =
    asked?.class === 'production' || asked?.class === 'publish' ? approvalNode(id, asked, repository) : undefined;
  const before = parts.map((part): FlowNode => ({
    id: `${id} ${part.kind}`,
    kind: part.kind,
    label: labelOfPart(part),
  }));
  // Nothing of a job begins before its environment lets it.
  const row = approval?.isOfJob
    ? [approval.node, ...before, target]
    : [...before, ...(approval ? [approval.node] : []), target];
  const behind =
    asked && (asked.class === 'production' || asked.class === 'staging') ? nodesBehind(id, asked, repository) : [];
  const edges: readonly FlowEdge[] = [
    ...row.slice(1).map((node, index) => ({ from: row[index]?.id ?? id, to: node.id })),
    ...behind.map(({ node, label }) => ({ from: id, to: node.id, ...(label === undefined ? {} : { label }) })),
  ];
  return { nodes: [...row, ...behind.map(({ node }) => node)], edges, entry: row[0]?.id ?? id, exit: id };
}

/** `production on main, staging on develop`; of what is published, what it is. */
function labelOfTargets(main: readonly Target[], all: readonly Target[], repository: Repository): string {
  return main
    .map((target) => {
      return [labelOfClass(target.class, [target]), whenInWords(target, all, repository)].filter(Boolean).join(' ');
    })
    .join(', ');
}

/** `production`, `publish image and release` */
export function labelOfClass(name: TargetClass, targets: readonly Target[]): string {
  if (name !== 'publish') return name;
  const sorts = targets.flatMap(({ deploys }) => deploys.flatMap(({ sort }) => sort ?? []));
  return ['publish', [...new Set(sorts)].sort().join(' and ')].filter(Boolean).join(' ');
}

function approvalNode(
  id: string,
  target: Target,
  repository: Repository,
): { readonly node: FlowNode; readonly isOfJob: boolean } | undefined {
  const { kind, by } = approvalOf(target, repository);
  if (kind !== 'environment' && kind !== 'step') return undefined;
  const name = kind === 'environment' ? nameOfEnvironment(target, by ?? '', repository) : '';
  const label = kind === 'environment' ? `environment ${name}`.trim() : `approval by ${by ?? 'a step'}`;
  return { node: { id: `${id} approval`, kind: 'approval', label }, isOfJob: kind === 'environment' };
}

/** What an expression comes to for this target; empty where only the run knows. */
function nameOfEnvironment(target: Target, written: string, repository: Repository): string {
  const values = occasionsFor(target, repository).map((occasion) => valuesOfText(written, target.first, occasion));
  const names = [...new Set(values.flatMap((each) => each ?? []))].filter((name) => name !== '');
  const telling = names.filter((name) => classOfName(name) === target.class);
  const told = telling.length > 0 ? telling : names;
  return values.every((each) => each !== undefined) && told.length <= 2 ? told.join(' or ') : '';
}

interface Behind {
  readonly node: FlowNode;
  readonly label?: string;
}

function nodesBehind(id: string, target: Target, repository: Repository): readonly Behind[] {
  const found: Behind[] = [];
  const verification = verificationOf(target, repository);
  const by = verification.by ?? 'a step';
  if (verification.kind === 'verified' && isInJob(target.job, verification.at))
    found.push({ node: { id: `${id} verification`, kind: 'verification', label: `verified by ${by}` } });
  const wayBack = wayBackOf(target, repository);
  const back = wayBack.by ?? 'a step';
  const node = (label: string): FlowNode => ({ id: `${id} rollback`, kind: 'rollback', label });
  if (wayBack.kind === 'step' && isInJob(target.job, wayBack.at))
    found.push({ node: node(`roll back by ${back}`), label: 'on failure' });
  if (wayBack.kind === 'dispatch')
    found.push({ node: node(`roll back: ${back.replace(/^.*\//, '')}`), label: 'by hand' });
  const { last } = target;
  if (verification.kind === 'waits by itself' && wayBack.kind !== 'not asked')
    found.push({
      node: { id: `${id} verification`, kind: 'verification', label: `verified by ${nameOfDeploy(last)} itself` },
    });
  return found;
}

export function labelOfPart({ kind, words }: Part): string {
  const [only] = words;
  switch (kind) {
    case 'checks':
      return `checks: ${ordered(words).join(', ')}`;
    case 'build':
      return ordered(words).join(', ');
    case 'approval':
    case 'verification':
    case 'rollback':
      return words.length === 1 && only !== undefined ? `${kind}: ${only}` : kind;
    case 'other':
      return words.length === 1 && only !== undefined ? `${only}, not read` : 'not read';
  }
}

const order = ['lint', 'types', 'test', 'scan', 'build', 'package', 'publish'];
const ordered = (words: readonly string[]): readonly string[] =>
  [...words].sort((one, other) => order.indexOf(one) - order.indexOf(other));
