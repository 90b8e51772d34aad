import type { Text } from '../core/source.ts';
import { expressionsIn } from '../documents/expression.ts';
import { findVariable, type Job, type Step } from '../documents/workflow-model.ts';
import type { Occasion } from './conditions.ts';
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
  const outputs = paths.filter((path) => isLookedUp(path, step));
  return {
    commit:
      outputs.some((path) => /\.[^.]*(?:sha|commit|head)[^.]*$/.test(path) && !/ref|branch/.test(path)) ||
      paths.some((path) => commits.test(path)) ||
      pullRef.test(text.text),
    branch: outputs.length > 0 || paths.some((path) => branches.test(path)),
    repository: paths.some((path) => repositories.test(path)),
  };
}

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

/** An output of a step, here or in a needed job, that asks the API for the head of a pull request. */
function isLookedUp(path: string, step: Step): boolean {
  const [context, id, kind, ...rest] = path.split('.');
  if (kind !== 'outputs' || !/sha|ref|commit|head|branch/.test(rest.join('.'))) return false;
  if (context === 'steps')
    return step.owner.steps.some((each) => each.id?.text.toLowerCase() === id && looksUpHead(each));
  if (context !== 'needs' || step.owner.kind !== 'job') return false;
  const needed: Job | undefined = step.owner.workflow.jobs.find((job) => job.id.text.toLowerCase() === id);
  return needed?.steps.some(looksUpHead) ?? false;
}

function looksUpHead(step: Step): boolean {
  if (step.uses?.repository !== undefined && headActions.has(step.uses.repository)) return true;
  const script = step.run?.value.text ?? findVariable(step.with, 'script')?.value?.text ?? '';
  return /\bhead\.(?:sha|ref)\b|\bhead(?:RefOid|RefName|_sha)\b|\bpull_request\.head\b/.test(script);
}

/** Actions whose outputs are the branch or commit of the pull request behind a comment. */
const headActions = new Set([
  'alessbell/pull-request-comment-branch',
  'eficode/resolve-pr-refs',
  'github/branch-deploy',
  'xt0rted/pull-request-comment-branch',
]);
