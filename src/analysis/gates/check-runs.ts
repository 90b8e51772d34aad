import { fitsPath, type PathPart } from '../../core/wildcards.ts';
import type { Repository } from '../../documents/document.ts';
import type { Job, Trigger, Workflow } from '../../documents/workflow-model.ts';
import { valuesOf } from '../runs/matrix.ts';

/** The workflows that report a check of this name, by the jobs that events start. */
export const reportersOf = (name: string, repository: Repository): readonly Workflow[] =>
  repository.workflows.filter((workflow) => workflow.jobs.some((job) => reports(job, name, repository, deepestCall)));

/** GitHub allows ten levels of called workflows; a repository's own rarely go beyond two. */
const deepestCall = 4;

/**
 * A check is called like its job: by `name`, else by its id; with the values of its matrix in parentheses where the name
 * does not say itself where they belong; a called workflow's jobs stand behind the caller's name and a slash.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idname
 */
function reports(job: Job, name: string, repository: Repository, depth: number): boolean {
  return namesOf(job).some((own) => {
    if (!job.uses) return isNamed(job, own, name);
    const rest = behindCaller(job, own, name);
    if (rest === undefined) return false;
    const { kind, path } = job.uses;
    if (kind !== 'local' && kind !== 'self') return true;
    const called = repository.workflows.find(({ file }) => file.path === path);
    return called !== undefined && depth > 0 && called.jobs.some((each) => reports(each, rest, repository, depth - 1));
  });
}

/** What of a name stands behind `caller / `. */
function behindCaller(job: Job, own: string, name: string): string | undefined {
  const separator = ' / ';
  for (let at = name.indexOf(separator); at !== -1; at = name.indexOf(separator, at + 1))
    if (isNamed(job, own, name.slice(0, at))) return name.slice(at + separator.length);
  return undefined;
}

/** The name of a job with `${{ matrix.x }}` filled in; none where only the run knows it. */
function namesOf(job: Job): readonly string[] {
  const own = job.name?.text ?? job.id.text;
  if (!own.includes('${{')) return [own];
  const [step] = job.steps;
  const names = step ? valuesOf(step, [own]).flatMap(([filled = '']) => filled) : [];
  return names.filter((filled) => !filled.includes('${{'));
}

const isNamed = (job: Job, own: string, name: string): boolean =>
  name === own ||
  (job.strategy?.matrix !== undefined &&
    job.name?.text.includes('${{') !== true &&
    name.startsWith(`${own} (`) &&
    name.endsWith(')'));

/** A filter of a trigger that lets some pull requests pass without a run. */
export interface Filter {
  readonly workflow: Workflow;
  readonly trigger: Trigger;
  readonly kind: 'paths' | 'paths-ignore' | 'branches' | 'branches-ignore';
  /** The protected branch that the filter leaves out. */
  readonly branch: string | undefined;
}

/**
 * The filters that leave a required check waiting: none, where some workflow reports it for every pull request, or where
 * one reports what the other leaves out.
 * https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks#handling-skipped-but-required-checks
 */
export function waitingFilters(reporters: readonly Workflow[], branches: readonly string[]): readonly Filter[] {
  const starts = reporters.flatMap((workflow) =>
    workflow.triggers.flatMap((trigger) => (isOfPullRequests(trigger) ? [{ workflow, trigger }] : [])),
  );
  if (reporters.some(({ triggers }) => triggers.some(runsOnEveryPush))) return [];
  const filters = starts.map(({ workflow, trigger }) => filtersOf(workflow, trigger, branches));
  if (filters.some((some) => some.length === 0)) return [];
  const all = filters.flat();
  const kinds = new Set(all.map(({ kind }) => kind));
  const isAnswered =
    (kinds.has('paths') && kinds.has('paths-ignore')) || (kinds.has('branches') && kinds.has('branches-ignore'));
  return isAnswered ? [] : all;
}

const isOfPullRequests = ({ event }: Trigger): boolean =>
  event.text === 'pull_request' || event.text === 'pull_request_target';

/** Its runs belong to the same commits as those of pull requests from this repository. */
const runsOnEveryPush = (trigger: Trigger): boolean =>
  trigger.event.text === 'push' &&
  [trigger.paths, trigger.pathsIgnore, trigger.branchesIgnore, trigger.tags, trigger.tagsIgnore].every(isEmpty) &&
  (isEmpty(trigger.branches) || trigger.branches.some(({ text }) => text === '**'));

const isEmpty = (list: readonly unknown[]): boolean => list.length === 0;

function filtersOf(workflow: Workflow, trigger: Trigger, branches: readonly string[]): readonly Filter[] {
  const filters: Filter[] = [];
  const add = (kind: Filter['kind'], branch?: string): void => {
    filters.push({ workflow, trigger, kind, branch });
  };
  const takesAll = trigger.paths.some(({ text }) => text === '**' || text === '**/*');
  if (trigger.paths.length > 0 && !takesAll) add('paths');
  if (trigger.pathsIgnore.length > 0) add('paths-ignore');
  const leftOut = branches.find((branch) => !isTaken(branch, trigger));
  if (leftOut !== undefined) add(trigger.branches.length > 0 ? 'branches' : 'branches-ignore', leftOut);
  return filters;
}

/** Whether pull requests to a branch start the workflow; yes where that cannot be told. */
function isTaken(branch: string, { branches, branchesIgnore }: Trigger): boolean {
  const texts = (branches.length > 0 ? branches : branchesIgnore).map(({ text }) => text);
  if (texts.length === 0 || /[*?[\]{}]/.test(branch) || texts.some((text) => !isSimple(text))) return true;
  const isMatched = texts.some((text) => fitsPath(branch, partsOf(text), { below: false }));
  return branches.length > 0 ? isMatched : !isMatched;
}

/** Without the rarer signs of https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet */
const isSimple = (pattern: string): boolean =>
  !/[?+[\]!\\]|\$\{\{/.test(pattern) && (pattern.match(/\*+/g)?.length ?? 0) <= 3;

const partsOf = (pattern: string): readonly PathPart[] =>
  (pattern.match(/\*+|[^*]/gs) ?? []).map((part) =>
    part.startsWith('*') ? { any: part === '*' ? 'within' : 'across' } : { character: part },
  );

/** Whether a merge queue's runs report the checks of a workflow: by `merge_group`, or by the push of its branch. */
export const runsInQueue = ({ triggers }: Workflow): boolean =>
  triggers.some(
    (trigger) =>
      trigger.event.text === 'merge_group' ||
      runsOnEveryPush(trigger) ||
      (trigger.event.text === 'push' && trigger.branches.some(({ text }) => text.startsWith('gh-readonly-queue'))),
  );
