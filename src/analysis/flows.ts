import { rangeOf } from '../core/source.ts';
import type { Flow, FlowEdge, FlowNode, TargetClass } from '../core/delivery.ts';
import type { Repository } from '../documents/document.ts';
import type { Job, Trigger, Workflow } from '../documents/workflow-model.ts';
import { activitiesOf } from './activities.ts';
import { approvalOf } from './delivery/approvals.ts';
import { verificationOf } from './delivery/verification.ts';
import { wayBackOf } from './delivery/way-back.ts';
import { type Target, targetsOf } from './targets.ts';

/** One flow for each workflow that delivers something: what starts it, and the jobs on the way, the like ones folded. */
export function flowsOf(repository: Repository): readonly Flow[] {
  const targets = targetsOf(repository).filter((target) => target.class !== 'ephemeral');
  const workflows = repository.workflows.filter((workflow) => targets.some(({ job }) => job.workflow === workflow));
  return workflows.map((workflow) =>
    flowOf(
      workflow,
      targets.filter(({ job }) => job.workflow === workflow),
      repository,
    ),
  );
}

/** The drawing needs room for what is missing: a folded box says how many it stands for. */
const mostNodes = 20;

type Role = 'checks' | 'approval' | 'build' | 'target' | 'verification' | 'rollback' | 'other';

/** Jobs that are drawn as one box. */
interface Group {
  readonly id: string;
  readonly role: Role;
  readonly jobs: readonly Job[];
  readonly targets: readonly Target[];
}

function flowOf(workflow: Workflow, targets: readonly Target[], repository: Repository): Flow {
  const jobs = jobsAround(workflow, targets);
  const groups = groupsOf(jobs, targets, repository);
  const nodes: FlowNode[] = [{ id: 'start', kind: 'start', label: startsInWords(workflow) }];
  const edges: FlowEdge[] = [];
  const groupOf = (job: Job): Group | undefined => groups.find((group) => group.jobs.includes(job));
  for (const group of groups) {
    const parts = partsOf(group, repository);
    nodes.push(...parts.nodes);
    edges.push(...parts.edges);
    const before = new Set(group.jobs.flatMap((job) => needsOf(job).flatMap((need) => groupOf(need) ?? [])));
    before.delete(group);
    for (const need of before) edges.push({ from: exitOf(need), to: parts.entry });
    if (before.size === 0 && group.jobs.some((job) => job.needs.length === 0))
      edges.push({ from: 'start', to: parts.entry });
  }
  const shown = nodes.slice(0, mostNodes);
  const ids = new Set(shown.map(({ id }) => id));
  return {
    path: workflow.file.path,
    title: workflow.name?.text ?? workflow.file.path.replace(/^.*\//, ''),
    nodes: shown,
    edges: distinct(edges).filter(({ from, to }) => ids.has(from) && ids.has(to)),
  };
}

/** The jobs that deliver, those they wait for and those that wait for them. */
function jobsAround(workflow: Workflow, targets: readonly Target[]): readonly Job[] {
  const found = new Set(targets.map(({ job }) => job));
  // Both grow while they are walked.
  for (const job of found) for (const need of needsOf(job)) found.add(need);
  const later = new Set(targets.map(({ job }) => job));
  for (const job of later) for (const each of workflow.jobs) if (needsOf(each).includes(job)) later.add(each);
  return workflow.jobs.filter((job) => found.has(job) || later.has(job));
}

const needsOf = ({ needs, workflow }: Job): readonly Job[] =>
  workflow.jobs.filter(({ id }) => needs.some(({ text }) => text.toLowerCase() === id.text.toLowerCase()));

/** Targets that users see stand alone; so many others of a class are one box, as are all jobs of one role. */
function groupsOf(jobs: readonly Job[], targets: readonly Target[], repository: Repository): readonly Group[] {
  const groups = new Map<string, { role: Role; jobs: Job[]; targets: Target[] }>();
  for (const job of jobs) {
    const own = targets.filter((target) => target.job === job);
    const role = own.length > 0 ? 'target' : roleOf(job, targets, repository);
    const key = role === 'target' ? keyOfTarget(job, own, targets) : role;
    const group = groups.get(key) ?? { role, jobs: [], targets: [] };
    group.jobs.push(job);
    group.targets.push(...own);
    groups.set(key, group);
  }
  return [...groups].map(([id, group]) => ({ id, ...group }));
}

const folded: ReadonlySet<TargetClass> = new Set(['publish', 'docs', 'preview', 'unknown']);

function keyOfTarget(job: Job, own: readonly Target[], all: readonly Target[]): string {
  const [first] = own;
  const isMany = all.filter((target) => target.class === first?.class).length > 3;
  const isFolded = isMany && own.every((target) => target.class === first?.class && folded.has(target.class));
  return isFolded ? `targets ${first?.class ?? ''}` : `job ${job.id.text}`;
}

function roleOf(job: Job, targets: readonly Target[], repository: Repository): Role {
  const kinds = new Set(activitiesOf(job, repository).map(({ kind }) => kind));
  const isAfter = needsOf(job).some((need) => targets.some((target) => target.job === need));
  if (isAfter && kinds.has('rollback')) return 'rollback';
  if (isAfter && (kinds.has('verify') || kinds.has('test'))) return 'verification';
  if (kinds.has('package') || kinds.has('publish')) return 'build';
  if (kinds.has('test') || kinds.has('lint') || kinds.has('type-check') || kinds.has('scan')) return 'checks';
  if (kinds.has('build')) return 'build';
  return job.environment || kinds.has('approve') ? 'approval' : 'other';
}

interface Parts {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly entry: string;
}

function partsOf(group: Group, repository: Repository): Parts {
  if (group.role !== 'target') return { nodes: [nodeOf(group, repository)], edges: [], entry: group.id };
  const [first] = group.targets;
  const main = nodeOf(group, repository);
  if (!first || group.jobs.length > 1) return { nodes: [main], edges: [], entry: group.id };
  const nodes: FlowNode[] = [];
  const edges: FlowEdge[] = [];
  let entry = main.id;
  const asked = group.targets.find((target) => target.class === 'production' || target.class === 'staging') ?? first;
  const approval = asked.class === 'production' ? approvalOf(asked, repository) : undefined;
  if (approval?.kind === 'environment' || approval?.kind === 'step') {
    entry = `${group.id} approval`;
    const label =
      approval.kind === 'environment' ? `environment ${approval.by ?? ''}` : `approval by ${approval.by ?? ''}`;
    nodes.push({ id: entry, kind: 'approval', label });
    edges.push({ from: entry, to: main.id });
  }
  nodes.push(main);
  if (asked.class === 'production' || asked.class === 'staging') {
    const verification = verificationOf(asked, repository);
    if (verification.kind === 'verified' && isInJob(asked.job, verification.at)) {
      const id = `${group.id} verification`;
      nodes.push({ id, kind: 'verification', label: `verified by ${verification.by ?? 'a step'}` });
      edges.push({ from: main.id, to: id });
    }
    const wayBack = wayBackOf(asked, repository);
    if (wayBack.kind === 'step' && isInJob(asked.job, wayBack.at)) {
      const id = `${group.id} rollback`;
      nodes.push({ id, kind: 'rollback', label: `roll back by ${wayBack.by ?? 'a step'}` });
      edges.push({ from: main.id, to: id, label: 'on failure' });
    }
  }
  return { nodes, edges, entry };
}

const isInJob = ({ span }: Job, at: { readonly start: number; readonly file: unknown } | undefined): boolean =>
  at !== undefined && at.file === span.file && at.start >= span.start && at.start < span.end;

const exitOf = (group: Group): string => group.id;

function nodeOf(group: Group, repository: Repository): FlowNode {
  const { id, role, jobs, targets } = group;
  const [job] = jobs;
  const count = jobs.length > 1 ? { count: jobs.length } : {};
  if (role !== 'target' || !job) return { id, kind: role, label: labelOf(role, jobs, repository), ...count };
  const classes = [...new Set(targets.map((target) => target.class))];
  const { startLine, endLine } = rangeOf(job.span);
  const label = jobs.length > 1 ? classes.join(', ') : `${classes.join(', ')}: ${job.id.text}`;
  const [main] = classes;
  return { id, kind: 'target', label, ...(main ? { class: main } : {}), lines: [startLine, endLine], ...count };
}

const nouns: Readonly<Record<string, string>> = {
  'type-check': 'types',
  'set-up': 'set-up',
};

function labelOf(role: Role, jobs: readonly Job[], repository: Repository): string {
  const kinds = jobs.flatMap((job) => activitiesOf(job, repository).map(({ kind }) => kind));
  const told = (wanted: readonly string[]): string =>
    wanted
      .filter((kind) => kinds.some((each) => each === kind))
      .map((kind) => nouns[kind] ?? kind)
      .join(', ');
  switch (role) {
    case 'checks':
      return `checks: ${told(['lint', 'type-check', 'test', 'scan'])}`;
    case 'build':
      return `build: ${told(['lint', 'type-check', 'test', 'scan', 'build', 'package', 'publish'])}`;
    case 'verification':
      return `verification: ${told(['verify', 'test'])}`;
    case 'rollback':
      return 'rollback';
    case 'approval':
    case 'target':
    case 'other': {
      const [job] = jobs;
      return jobs.length === 1 && job ? `${role === 'approval' ? 'approval' : 'job'}: ${job.id.text}` : `${role} jobs`;
    }
  }
}

function startsInWords({ triggers }: Workflow): string {
  const words = triggers.slice(0, 4).map(triggerInWords);
  return words.length === 0 ? 'start' : `${words.join(' · ')}${triggers.length > 4 ? ' …' : ''}`;
}

function triggerInWords({ event, branches, tags }: Trigger): string {
  const names = [...branches, ...tags].map(({ text }) => text);
  const told = names.length > 3 ? [...names.slice(0, 2), '…'] : names;
  return told.length === 0 ? event.text : `${event.text} (${told.join(', ')})`;
}

const distinct = (edges: readonly FlowEdge[]): readonly FlowEdge[] => [
  ...new Map(edges.map((edge) => [JSON.stringify([edge.from, edge.to, edge.label ?? '']), edge])).values(),
];
