import type { Text } from '../../core/source.ts';
import { conditionOf, expressionsIn, type Term } from '../../documents/expression.ts';
import type { Concurrency, Job, Trigger, Workflow } from '../../documents/workflow-model.ts';
import { isNever, type Occasion, type Value, valueOf } from './conditions.ts';
import { lineOf } from './triggers.ts';

/** The two runs of one pushed commit: of its branch, and of the pull request from that branch into the same repository. */
export interface Twin {
  readonly push: Side;
  readonly pullRequest: Side;
}

interface Side {
  readonly workflow: Workflow;
  readonly trigger: Trigger;
}

/** Whether a job, or one that it needs, never runs on that side. */
export const isSkipped = (job: Job, twin: Twin, side: keyof Twin): boolean =>
  lineOf(job).some((each) => {
    const tree = each.if && conditionOf(each.if)?.tree;
    return tree !== undefined && isNever(tree, occasionOf(twin, side, namesIn(each.if?.value.text ?? '')));
  });

/** Whether both runs wait in one group, where the later one ends the earlier. */
export function cancelsTwin(push: Concurrency, pullRequest: Concurrency, twin: Twin): boolean {
  if (!push.group || !pullRequest.group) return false;
  // An expression may say yes.
  if ([push, pullRequest].some(({ cancelInProgress }) => (cancelInProgress?.text ?? 'false') === 'false')) return false;
  return groupOf(push.group, twin, 'push') === groupOf(pullRequest.group, twin, 'pullRequest');
}

/** The name of a group, with whatever is not known standing for itself. */
function groupOf(group: Text, twin: Twin, side: keyof Twin): string {
  const occasion = occasionOf(twin, side, namesIn(''));
  const values = expressionsIn(group).map(({ tree, source }) => (tree && nameOf(tree, occasion)) ?? `<${source.text}>`);
  const between = group.text.split(/\$\{\{.*?\}\}/s);
  return between.map((text, index) => text + (values[index] ?? '')).join('');
}

function nameOf(term: Term, occasion: Occasion): string | undefined {
  const value = valueOf(term, occasion);
  if (value !== undefined) return String(value ?? '');
  // `format('{0}-{1}', github.workflow, github.ref)`
  if (term.kind !== 'call' || term.name !== 'format') return undefined;
  return term.arguments.map((each) => nameOf(each, occasion) ?? '?').join('|');
}

interface Names {
  readonly repository: string;
  readonly owner: string;
}

/** A condition that names this repository or its owner is taken at its word. */
function namesIn(condition: string): Names {
  const repository = /'([\w.-]+\/[\w.-]+)'/.exec(condition)?.[1];
  const owner = /owner(?:\.login)?\s*[!=]=\s*'([\w.-]+)'/.exec(condition)?.[1];
  return { repository: repository ?? '<owner>/<name>', owner: owner ?? repository?.split('/')[0] ?? '<owner>' };
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context */
function occasionOf(twin: Twin, side: keyof Twin, { repository, owner }: Names): Occasion {
  const { workflow, trigger } = twin[side];
  const shared: readonly (readonly [string, Value])[] = [
    ['github.workflow', workflow.name?.text ?? workflow.file.path],
    ['github.repository', repository],
    ['github.repository_owner', owner],
    ['github.event.repository.full_name', repository],
    ['github.event.repository.owner.login', owner],
    ['github.event.after', '<commit>'],
    ['github.run_id', `<run of ${side}>`],
    ['github.run_number', `<run of ${side}>`],
  ];
  return { event: trigger.event.text, trigger, known: new Map([...shared, ...ownOf(side, repository, owner)]) };
}

function ownOf(side: keyof Twin, repository: string, owner: string): readonly (readonly [string, Value])[] {
  if (side === 'push') {
    return [
      ['github.ref', 'refs/heads/<branch>'],
      ['github.event.ref', 'refs/heads/<branch>'],
      ['github.ref_name', '<branch>'],
      ['github.ref_type', 'branch'],
      ['github.sha', '<commit>'],
      ['github.event.head_commit.id', '<commit>'],
      ['github.event.deleted', false],
      ['github.event.number', null],
    ];
  }
  const head = 'github.event.pull_request.head';
  return [
    ['github.ref', 'refs/pull/<number>/merge'],
    ['github.ref_name', '<number>/merge'],
    ['github.head_ref', '<branch>'],
    ['github.sha', '<merge>'],
    ['github.event.action', 'synchronize'],
    ['github.event.number', '<number>'],
    ['github.event.pull_request.number', '<number>'],
    ['github.event.pull_request.merged', false],
    ['github.event.pull_request.base.repo.full_name', repository],
    [`${head}.ref`, '<branch>'],
    [`${head}.sha`, '<commit>'],
    [`${head}.repo.full_name`, repository],
    [`${head}.repo.fork`, false],
    [`${head}.repo.owner.login`, owner],
    [`${head}.user.login`, owner],
  ];
}
