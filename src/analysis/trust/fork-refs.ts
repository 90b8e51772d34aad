import type { Text } from '../../core/source.ts';
import { expressionsIn } from '../../documents/expression.ts';
import { findVariable, type Job, type Step } from '../../documents/workflow-model.ts';
import type { Occasion } from '../runs/conditions.ts';
import { partsOf } from './taint.ts';

/**
 * What a text names: `commit` the code of a pull request, wherever it comes from; `branch` its branch by name, which is
 * a fork's only where the repository is the fork's as well; `repository` the repository it comes from.
 */
export interface ForkRef {
  readonly commit: boolean;
  readonly branch: boolean;
  readonly repository: boolean;
}

export function forkRefOf(text: Text | undefined, step: Step, occasion: Occasion): ForkRef {
  if (!text) return { commit: false, branch: false, repository: false };
  const paths = pathsIn(text, step, occasion);
  const outputs = paths.map((path) => findLookedUp(path, step));
  const answered = [...text.text.matchAll(apiAnswer)].map(([, property = '']) => property.toLowerCase());
  return {
    commit:
      outputs.includes('commit') ||
      answered.includes('sha') ||
      paths.some((path) => commits.test(path)) ||
      pullRef.test(text.text),
    branch: outputs.includes('branch') || answered.includes('ref') || paths.some((path) => branches.test(path)),
    repository: answered.includes('repo') || paths.some((path) => repositories.test(path)),
  };
}

/** `fromJSON(steps.request.outputs.data).head.sha`, of a step that asked the API for the pull request. */
const apiAnswer = /\bfromjson\(\s*(?:steps|needs)\.[\w.-]+\s*\)(?:\.\w+)?\.head\.(sha|ref|repo)\b/gi;

const commits =
  /^github\.event\.(?:pull_request\.(?:head\.sha|merge_commit_sha)|workflow_run\.(?:head_sha|head_commit\.id|pull_requests\.[\d*]+\.head\.sha))$/;
const branches =
  /^github\.(?:head_ref|event\.pull_request\.head\.(?:ref|label)|event\.workflow_run\.(?:head_branch|pull_requests\.[\d*]+\.head\.ref))$/;
const repositories =
  /^github\.event\.(?:pull_request\.head\.repo|workflow_run\.head_repository)\.(?:full_name|name|owner\.login|clone_url|git_url|ssh_url|html_url|url)$/;

/** `refs/pull/${{ … }}/merge`, `pull/123/head` */
const pullRef = /(?:^|[/:\s+"'])pull\/.+\/(?:head|merge)/;

/** The contexts whose values reach a text, those behind its `env` variables (`${{ env.X }}`, `$X`) with them. */
export function pathsIn(text: Text, step: Step, occasion: Occasion): readonly string[] {
  const direct = directPathsIn(text, occasion);
  const names = [
    ...direct.flatMap((path) => /^env\.([^.*]+)$/.exec(path)?.[1] ?? []),
    ...[...text.text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].flatMap((match) => match[1] ?? []),
  ];
  const behind = names.flatMap((name) => {
    const value = variableOf(name, step);
    return value ? directPathsIn(value, occasion) : [];
  });
  return [...direct, ...behind];
}

const directPathsIn = (text: Text, occasion: Occasion): readonly string[] =>
  expressionsIn(text).flatMap(({ tree }) =>
    tree ? [...partsOf(tree, occasion)].map(({ access }) => access.path) : [],
  );

function variableOf(name: string, step: Step): Text | undefined {
  const { owner } = step;
  const found =
    findVariable(step.env, name) ??
    (owner.kind === 'job' ? (findVariable(owner.env, name) ?? findVariable(owner.workflow.env, name)) : undefined);
  return found?.value;
}

/** What an output holds of a step, here or in a needed job, that asks the API for the head of a pull request. */
function findLookedUp(path: string, step: Step): 'commit' | 'branch' | undefined {
  const [context, id, kind, ...rest] = path.split('.');
  const name = rest.join('.');
  if (kind !== 'outputs' || !/^result$|sha|ref|commit|head|branch/.test(name)) return undefined;
  const steps = stepsBehind(context, id, step).filter(looksUpHead);
  if (steps.length === 0) return undefined;
  if (name !== 'result') return /sha|commit|head/.test(name) && !/ref|branch/.test(name) ? 'commit' : 'branch';
  const returned = steps.flatMap(
    (each) => /\breturn\b[^;\n]{0,200}\bhead\.(sha|ref)\b/.exec(scriptOf(each))?.[1] ?? [],
  );
  return returned.includes('sha') ? 'commit' : returned.length > 0 ? 'branch' : undefined;
}

function stepsBehind(context: string | undefined, id: string | undefined, { owner }: Step): readonly Step[] {
  if (context === 'steps') return owner.steps.filter((each) => each.id?.text.toLowerCase() === id);
  if (context !== 'needs' || owner.kind !== 'job') return [];
  return owner.workflow.jobs.find((job: Job) => job.id.text.toLowerCase() === id)?.steps ?? [];
}

function looksUpHead(step: Step): boolean {
  if (step.uses?.repository !== undefined && headActions.has(step.uses.repository)) return true;
  return /\bhead\.(?:sha|ref)\b|\bhead(?:RefOid|RefName|_sha)\b|\bpull_request\.head\b/.test(scriptOf(step));
}

const scriptOf = (step: Step): string => step.run?.value.text ?? findVariable(step.with, 'script')?.value?.text ?? '';

/** Actions whose outputs are the branch or commit of the pull request behind a comment. */
const headActions = new Set([
  'alessbell/pull-request-comment-branch',
  'eficode/resolve-pr-refs',
  'github/branch-deploy',
  'xt0rted/pull-request-comment-branch',
]);
