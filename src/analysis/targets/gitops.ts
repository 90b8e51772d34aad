import type { Activity, Operation } from '../activities/activity.ts';

/** Whether it deploys by a commit that a controller in the cluster follows: nobody here waits for what comes of it. */
export const isGitOps = (deploy: Activity): boolean =>
  isEdit(deploy) || commitActions.test(deploy.uses?.repository ?? '');

/**
 * Edits of manifests that are pushed afterwards: of another repository, whatever edits them; of this one, where the tool
 * only knows manifests.
 */
export function pushedEdits(operations: readonly Operation[]): readonly Operation[] {
  const lastPush = operations.findLastIndex(isPush);
  if (lastPush === -1) return [];
  const before = operations.slice(0, lastPush);
  const isElsewhere = before.some(fetchesOther);
  return before.filter(
    (operation) => isEdit(operation) && (isElsewhere || operation.programs.at(-1)?.program === 'kustomize'),
  );
}

function isEdit({ programs, fill }: Operation): boolean {
  const inner = programs.at(-1);
  const words = inner?.arguments.map(({ text }) => fill(text)) ?? [];
  if (inner?.program === 'kustomize') return words[0] === 'edit' && words[1] === 'set';
  if (!/^(?:yq|sed|dasel)$/.test(inner?.program ?? '')) return false;
  const isInPlace = words.some((word) => /^(?:-i.{0,10}|-[a-zA-Z]{0,4}i|--in-?place.*|put|w)$/.test(word));
  return isInPlace && words.some((word) => word.length <= longestPath && manifest.test(word));
}

const longestPath = 300;
const manifest =
  /(?:values|kustomization|deployment|deploy|manifest|application|release|rollout|image|version|helm|k8s|kube|overlay|apps|env)[\w./${}-]*\.ya?ml\b/i;

function isPush({ programs, uses }: Operation): boolean {
  if (uses)
    return /^(?:stefanzweifel\/git-auto-commit-action|ad-m\/github-push-action|endbug\/add-and-commit|peter-evans\/create-pull-request)$/.test(
      uses.repository ?? '',
    );
  return programs.some(
    ({ program, arguments: words }) =>
      program === 'git' &&
      words[0]?.text === 'push' &&
      !words.some(({ text }) => /^(?:--tags|--delete|-d)$/.test(text)),
  );
}

/** A checkout or clone of a repository that is not this one. */
function fetchesOther({ uses, inputs, programs }: Operation): boolean {
  if (uses?.repository === 'actions/checkout') {
    const repository = inputs.get('repository') ?? '';
    return repository !== '' && !/github\.repository\b(?!_)|head\.repo\.full_name/.test(repository);
  }
  return programs.some(({ program, arguments: words }) => program === 'git' && words[0]?.text === 'clone');
}

const commitActions = /yaml-update|gitops|update-manifest|helm-values/;
