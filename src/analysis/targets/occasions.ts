import type { Repository } from '../../documents/document.ts';
import { conditionOf, termsIn, type Term } from '../../documents/expression.ts';
import type { Job, Step, Trigger } from '../../documents/workflow-model.ts';
import { isPullRequestEvent } from '../../knowledge/trigger-events.ts';
import type { Operation } from '../activities/activity.ts';
import { isNever } from '../runs/conditions.ts';
import { lineOf, startsOfJob, type Start } from '../runs/triggers.ts';
import { type Values, withValues } from './substitution.ts';

/** What an operation can run for: one event with one kind of ref that the conditions on the way let through. */
export interface Occasion extends Start {
  readonly ref: Ref;
}

export interface Ref {
  /**
   * `any branch`: one that nothing names. `pull request`: its merge or its head. `chosen`: whoever starts it picks the
   * ref. `unknown`: of a caller that is not here.
   */
  readonly kind: 'default branch' | 'branch' | 'any branch' | 'tag' | 'pull request' | 'chosen' | 'unknown';
  /** Of the branch or tag, as a filter or condition writes it. */
  readonly name: string | undefined;
}

/** All occasions of an operation. Empty where no event of its workflow can bring it about. */
export function occasionsOf(operation: Operation, repository: Repository): readonly Occasion[] {
  const known = found.get(operation) ?? findOccasions(operation, repository);
  found.set(operation, known);
  return known;
}

const found = new WeakMap<Operation, readonly Occasion[]>();

function findOccasions(operation: Operation, repository: Repository): readonly Occasion[] {
  const conditions = conditionsOf(operation);
  const named = branchesIn(conditions);
  const occasions = startsOfJob(operation.entry, repository).flatMap((start) =>
    candidatesOf(start, conditions, named, repository).flatMap(({ ref, values }) => {
      const occasion = { ...start, ref };
      const known = { ...values, ...valuesWhere(occasion, named) };
      const isShut = conditions.some((term) => isNever(withValues(term, known, operation), occasion));
      return isShut ? [] : [occasion];
    }),
  );
  return occasions.slice(0, mostOccasions);
}

/** Callers of callers can bring one about in more ways than anybody can tell apart. */
const mostOccasions = 40;

/**
 * What `github.ref` and its like are on an occasion: for conditions and for names that depend on it.
 *
 * @param terms of the same place, which may say what the default branch is called
 */
export const valuesOfRef = (occasion: Occasion, terms: readonly Term[]): Values =>
  valuesWhere(occasion, branchesIn(terms));

function valuesWhere({ event, ref }: Occasion, named: readonly string[]): Values {
  const main = named.find(isMainBranch) ?? 'main';
  const name = ref.kind === 'default branch' ? main : ref.kind === 'any branch' ? 'a-branch' : ref.name;
  const shared: Values = { 'github.event.repository.default_branch': main };
  // Their own events say more of these than a name would.
  if (name === undefined || isPullRequestEvent(event)) return shared;
  const isTag = ref.kind === 'tag';
  return {
    ...shared,
    'github.ref': `refs/${isTag ? 'tags' : 'heads'}/${name}`,
    'github.ref_name': name,
    'github.ref_type': isTag ? 'tag' : 'branch',
  };
}

interface Candidate {
  readonly ref: Ref;
  readonly values: Values;
}

/** The conditions of the entry job and what it needs, of the inner job likewise, and of both steps. */
function conditionsOf(operation: Operation): readonly Term[] {
  const { entry, job, step, innerStep } = operation;
  const jobs = new Set([...lineOf(entry), ...(job === entry ? [] : lineOf(job))]);
  const places: readonly (Job | Step | undefined)[] = [step, ...(innerStep === step ? [] : [innerStep]), ...jobs];
  const terms = places.flatMap((place) => {
    const tree = place?.if && conditionOf(place.if)?.tree;
    return tree ? [tree] : [];
  });
  return terms.slice(0, mostConditions);
}

function candidatesOf(
  start: Start,
  conditions: readonly Term[],
  named: readonly string[],
  repository: Repository,
): readonly Candidate[] {
  const { event, trigger } = start;
  if (event === 'pull_request' || event === 'pull_request_target') return pullRequests(trigger, conditions);
  if (isPullRequestEvent(event)) return [plain('pull request')];
  if (event === 'push') return pushedRefs(trigger, named).map((ref) => ({ ref, values: {} }));
  if (event === 'workflow_run') return followedRuns(trigger, named, repository);
  if (event === 'release') return [{ ref: { kind: 'tag', name: undefined }, values: {} }];
  if (event === 'workflow_dispatch') return [plain('chosen')];
  if (event === 'workflow_call') return [plain('unknown')];
  if (event === 'create' || event === 'delete' || event === 'merge_group') return [plain('any branch')];
  return [plain('default branch')];
}

const plain = (kind: Ref['kind']): Candidate => ({ ref: { kind, name: undefined }, values: {} });

/** A pull request that was merged is on its base branch; whether this one was is for the conditions to say. */
function pullRequests(trigger: Trigger | undefined, conditions: readonly Term[]): readonly Candidate[] {
  const merged = 'github.event.pull_request.merged';
  const closes = trigger?.types.some(({ text }) => text === 'closed') ?? false;
  const asks = conditions.flatMap(termsIn).some((term) => term.kind === 'access' && term.path === merged);
  const open: Candidate = { ref: { kind: 'pull request', name: undefined }, values: { [merged]: false } };
  // Whoever does not ask for the merge only tidies up after the pull request.
  if (!closes || !asks) return [open];
  return [open, { ref: { kind: 'default branch', name: undefined }, values: { [merged]: true } }];
}

function pushedRefs(trigger: Trigger | undefined, inConditions: readonly string[]): readonly Ref[] {
  const branches = (trigger?.branches ?? []).map(({ text }) => text).filter((name) => !name.startsWith('!'));
  const tags = (trigger?.tags ?? [])
    .map(({ text }) => text.replace(/^\*{1,2}$/, someTag))
    .filter((name) => !name.startsWith('!'));
  const ignoresBranches = (trigger?.branchesIgnore.length ?? 0) > 0;
  const ignoresTags = (trigger?.tagsIgnore.length ?? 0) > 0;
  const hasBranches = branches.length > 0 || ignoresBranches || (tags.length === 0 && !ignoresTags);
  const hasTags = tags.length > 0 || ignoresTags || (branches.length === 0 && !ignoresBranches);
  const everywhere = branches.length === 0 || branches.some((name) => /^\*{1,2}$/.test(name));
  const negated = (trigger?.branches ?? []).flatMap(({ text }) => (text.startsWith('!') ? [text.slice(1)] : []));
  const ignored = [...(trigger?.branchesIgnore ?? []).map(({ text }) => text), ...negated];
  const named = branches
    .filter((name) => !/^\*{1,2}$/.test(name))
    .slice(0, mostRefs)
    .map(branchOf);
  const open: readonly Ref[] = [
    ...(ignored.some(isMainBranch) ? [] : [branchOf('main')]),
    { kind: 'any branch', name: undefined },
    ...inConditions
      .filter((name) => !isMainBranch(name))
      .filter((name) => !ignored.includes(name))
      .map(branchOf),
  ];
  return [
    ...(hasBranches ? [...(everywhere ? open : []), ...named] : []),
    ...(hasTags
      ? (tags.length > 0 ? tags.slice(0, mostRefs) : [someTag]).map((name): Ref => ({ kind: 'tag', name }))
      : []),
  ];
}

/** What a tag looks like of which nothing is said. */
const someTag = 'v1.0.0';

const branchOf = (name: string): Ref =>
  isMainBranch(name) ? { kind: 'default branch', name: undefined } : { kind: 'branch', name };

/** The nearest come first. */
const mostConditions = 60;

/** More branches than this are not told apart. */
const mostRefs = 20;

/** The default branch is a setting; these are what it is called nearly everywhere. */
export const isMainBranch = (name: string): boolean => /^(?:main|master|trunk|default|mainline)$/i.test(name);

/** What a run follows: the triggers of the workflows it names, or of those that `branches` lets through. */
function followedRuns(
  trigger: Trigger | undefined,
  named: readonly string[],
  { workflows }: Repository,
): readonly Candidate[] {
  const names = (trigger?.workflows ?? []).map(({ text }) => text);
  const followed = workflows.filter(({ name, file }) => names.includes(name?.text ?? file.path));
  const triggers = followed.flatMap((workflow) => workflow.triggers);
  const limits = trigger && trigger.branches.length > 0 ? pushedRefs({ ...trigger, tags: [] }, named) : undefined;
  const candidates = triggers.flatMap((each): readonly Candidate[] => {
    const event = each.event.text;
    const refs = event === 'push' ? pushedRefs(each, named) : [refOfFollowed(event)];
    return (limits ?? refs).map((ref) => followedRun(event, ref, named));
  });
  if (candidates.length > 0) return candidates;
  return (limits ?? [{ kind: 'default branch', name: undefined } as const]).map((ref) => ({ ref, values: {} }));
}

const refOfFollowed = (event: string): Ref => ({
  kind: isPullRequestEvent(event) ? 'pull request' : event === 'release' ? 'tag' : 'default branch',
  name: undefined,
});

function followedRun(event: string, ref: Ref, named: readonly string[]): Candidate {
  const main = named.find(isMainBranch) ?? 'main';
  const head = ref.kind === 'default branch' ? main : (ref.name ?? 'a-branch');
  const values = { 'github.event.workflow_run.event': event, 'github.event.workflow_run.head_branch': head };
  return { ref: isPullRequestEvent(event) ? { kind: 'pull request', name: undefined } : ref, values };
}

/** Literals that a condition compares a branch with. */
function branchesIn(conditions: readonly Term[]): readonly string[] {
  const names = conditions.flatMap(termsIn).flatMap((term): readonly string[] => {
    const operands = term.kind === 'operation' ? term.operands : term.kind === 'call' ? term.arguments : [];
    const isAboutBranch = operands.some(
      (each) => each.kind === 'access' && /(?:^|[._])(?:ref|ref_name|head_branch)$/.test(each.path),
    );
    if (!isAboutBranch) return [];
    return operands.flatMap((each) =>
      each.kind === 'literal' && typeof each.value === 'string' && !each.value.startsWith('refs/tags')
        ? [each.value.replace(/^refs\/heads\//, '')]
        : [],
    );
  });
  return [...new Set(names)].filter((name) => name !== '' && !name.startsWith('refs/')).slice(0, mostRefs);
}
