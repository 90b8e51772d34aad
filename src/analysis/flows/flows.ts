import type { Flow, FlowEdge, FlowNode, TargetClass } from '../../core/delivery.ts';
import { once } from '../../core/once.ts';
import { rangeOf } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import type { Job, Workflow } from '../../documents/workflow-model.ts';
import { type FlowJob, flowJobsOf } from './jobs.ts';
import { type Boxes, boxesInRow, boxesOfTarget, labelOfClass, labelOfPart } from './boxes.ts';
import { startInWords } from './words.ts';
import { type Target, targetsOf } from '../targets/targets.ts';
import { checksBefore } from '../delivery/checks.ts';
import { needsOf } from '../runs/needs.ts';

/** One flow for each workflow that delivers something: what starts it, and the jobs on the way, the like ones folded. */
export function flowsOf(repository: Repository): readonly Flow[] {
  const targets = targetsOf(repository).filter((target) => target.class !== 'ephemeral');
  const workflows = repository.workflows.filter((workflow) => targets.some(({ job }) => job.workflow === workflow));
  return workflows.map((workflow) => {
    const own = targets.filter(({ job }) => job.workflow === workflow);
    const flow = flowOf(workflow, own, false, repository);
    return withoutDetours(flow.nodes.length <= mostNodes ? flow : cut(flowOf(workflow, own, true, repository)));
  });
}

/** The drawing needs room for what is missing: a folded box says how many it stands for. */
const mostNodes = 20;

/** Jobs that are drawn as one. */
interface Group {
  readonly id: string;
  readonly jobs: readonly FlowJob[];
}

function flowOf(workflow: Workflow, targets: readonly Target[], isTight: boolean, repository: Repository): Flow {
  const areFolded = (_: Job, own: readonly Target[]): boolean => isTight || isOneOfMany(own, targets);
  const jobs = flowJobsOf(workflow, targets, areFolded, repository);
  const groups = groupsOf(jobs);
  const boxes = new Map(groups.map((group) => [group, boxesOf(group, targets, repository)]));
  const first = firstBoxes(workflow, targets, repository);
  const edges = groups.flatMap((group): readonly FlowEdge[] => {
    const own = boxes.get(group);
    if (!own) return [];
    const before = groupsBefore(group, groups, jobs);
    const exits = before.length > 0 ? before.flatMap((each) => boxes.get(each)?.exit ?? []) : [first.exit];
    const label = own.nodes.find(({ id }) => id === own.entry)?.kind === 'rollback' ? { label: 'on failure' } : {};
    return [...exits.map((from) => ({ from, to: own.entry, ...label })), ...own.edges];
  });
  return {
    path: workflow.file.path,
    title: workflow.name?.text ?? workflow.file.path.replace(/^.*\//, ''),
    nodes: [...first.nodes, ...[...boxes.values()].flatMap(({ nodes }) => nodes)],
    edges: [...first.edges, ...edges],
  };
}

/** What starts the workflow; where that is another workflow whose checks are asked for, these come next. */
function firstBoxes(workflow: Workflow, targets: readonly Target[], repository: Repository): Boxes {
  const start: FlowNode = { id: 'start', kind: 'start', label: startInWords(workflow, targets, repository) };
  const events = workflow.triggers.map(({ event }) => event.span);
  const followed = targets
    .filter(({ class: name }) => name !== 'publish')
    .map((target) => checksBefore(target, repository))
    .find(({ kind, at }) => kind === 'checked' && at !== undefined && events.includes(at));
  if (!followed) return { nodes: [start], edges: [], entry: 'start', exit: 'start' };
  const checks: FlowNode = { id: 'checks before', kind: 'checks', label: `checks: ${followed.by ?? ''}` };
  return { nodes: [start, checks], edges: [{ from: 'start', to: checks.id }], entry: 'start', exit: checks.id };
}

const folded: ReadonlySet<TargetClass> = new Set(['publish', 'docs', 'preview', 'unknown']);

/** Targets that users see stand alone, unless there are very many of them; so many others of a class are one box. */
function isOneOfMany(own: readonly Target[], all: readonly Target[]): boolean {
  const [first] = own;
  if (!first || own.some((target) => target.class !== first.class)) return false;
  return all.filter((target) => target.class === first.class).length > (folded.has(first.class) ? 3 : 6);
}

/**
 * Jobs of one role at one place in the order. A place is how often the role changes on the way there, so that jobs of one
 * role in a row are one box, and no arrow ever leads back.
 */
function groupsOf(jobs: readonly FlowJob[]): readonly Group[] {
  const levels = new Map<FlowJob, number>();
  const before = jobsBefore(jobs);
  const levelOf = (one: FlowJob): number => {
    const known = levels.get(one);
    if (known !== undefined) return known;
    // Jobs that need each other in a ring never run.
    levels.set(one, 0);
    const found = before(one).map((each) => levelOf(each) + (each.role === one.role ? 0 : 1));
    const level = Math.max(0, ...found);
    levels.set(one, level);
    return level;
  };
  const groups = new Map<string, { level: number; jobs: FlowJob[] }>();
  for (const one of jobs) {
    if (one.parts.length === 0 && one.targets.length === 0) continue;
    const level = levelOf(one);
    const id = `${one.role} ${level.toString()}`;
    const group = groups.get(id) ?? { level, jobs: [] };
    group.jobs.push(one);
    groups.set(id, group);
  }
  return [...groups]
    .sort(([, one], [, other]) => one.level - other.level)
    .map(([id, { jobs: members }]) => ({ id, jobs: members }));
}

/** The drawn jobs that a job waits for; those that only stand in between are passed through. */
const jobsBefore = once((jobs: readonly FlowJob[]): ((one: FlowJob) => readonly FlowJob[]) => {
  const drawn = new Map(
    jobs.flatMap((one) => (one.parts.length > 0 || one.targets.length > 0 ? [[one.job, one] as const] : [])),
  );
  return once(({ job }: FlowJob): readonly FlowJob[] => {
    const found = new Set<FlowJob>();
    const seen = new Set([job]);
    // Grows while it is walked.
    for (const each of seen) {
      for (const need of needsOf(each)) {
        const box = drawn.get(need);
        if (box) found.add(box);
        else seen.add(need);
      }
    }
    return [...found];
  });
});

function groupsBefore(group: Group, groups: readonly Group[], jobs: readonly FlowJob[]): readonly Group[] {
  const before = new Set(group.jobs.flatMap(jobsBefore(jobs)));
  return groups.filter((each) => each !== group && each.jobs.some((one) => before.has(one)));
}

function boxesOf({ id, jobs }: Group, targets: readonly Target[], repository: Repository): Boxes {
  const [first] = jobs;
  const own = jobs.flatMap((each) => each.targets);
  const count = jobs.length > 1 ? { count: jobs.length } : {};
  if (first && own.length > 0 && jobs.length === 1) return boxesOfTarget(id, first, targets, repository);
  if (own.length > 0) {
    const classes = [...new Set(own.map((target) => target.class))];
    const [main] = classes;
    const ranges = jobs.map(({ job }) => rangeOf(job.span));
    const lines = [
      Math.min(...ranges.map(({ startLine }) => startLine)),
      Math.max(...ranges.map(({ endLine }) => endLine)),
    ] as const;
    const node: FlowNode = {
      id,
      kind: 'target',
      label: classes.map((name) => labelOfClass(name, own)).join(', '),
      lines,
      ...count,
    };
    return { nodes: [main ? { ...node, class: main } : node], edges: [], entry: id, exit: id };
  }
  const kinds = first?.parts.map(({ kind }) => kind) ?? [];
  const nodes = kinds.map((kind): FlowNode => {
    const words = jobs.flatMap(({ parts }) => parts.filter((part) => part.kind === kind).flatMap((part) => part.words));
    return { id: `${id} ${kind}`, kind, label: labelOfPart({ kind, words: [...new Set(words)] }), ...count };
  });
  return boxesInRow(nodes, id);
}

/** An arrow says nothing that goes where others lead already. */
function withoutDetours(flow: Flow): Flow {
  const distinct = [...new Map(flow.edges.map((edge) => [`${edge.from}\n${edge.to}`, edge])).values()];
  const next = (id: string): readonly string[] => distinct.flatMap(({ from, to }) => (from === id ? [to] : []));
  const edges = distinct.filter(({ from, to, label }) => {
    if (label !== undefined) return true;
    const seen = new Set(next(from).filter((id) => id !== to));
    // Grows while it is walked.
    for (const id of seen) for (const each of next(id)) seen.add(each);
    return !seen.has(to);
  });
  return { ...flow, edges };
}

function cut(flow: Flow): Flow {
  const nodes = flow.nodes.slice(0, mostNodes);
  const ids = new Set(nodes.map(({ id }) => id));
  return { ...flow, nodes, edges: flow.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)) };
}
