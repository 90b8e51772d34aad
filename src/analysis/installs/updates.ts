import { isNonShipping } from '../../core/paths.ts';
import type { Repository } from '../../documents/document.ts';
import { stepsOf, type Uses } from '../../documents/workflow-model.ts';
import { type Ecosystem, ecosystems, renovateConfigs } from '../../knowledge/ecosystems.ts';
import { baseOf } from '../images/stages.ts';

/** An ecosystem that the repository uses, and the file that shows it best. */
export interface UsedEcosystem {
  readonly ecosystem: Ecosystem;
  readonly path: string;
}

/** Ecosystems with a manifest of their own outside of examples and tests, in the order of the table. */
export function usedEcosystems(repository: Repository): readonly UsedEcosystem[] {
  const found = known.get(repository) ?? findEcosystems(repository);
  known.set(repository, found);
  return found;
}

const known = new WeakMap<Repository, readonly UsedEcosystem[]>();

/** Of all paths a few are manifests: one expression finds those. */
const anyManifest = new RegExp(ecosystems.flatMap(({ manifest }) => manifest?.source ?? []).join('|'));

function findEcosystems(repository: Repository): readonly UsedEcosystem[] {
  const paths = repository.paths.filter(
    (path) => anyManifest.test(path) && !isNonShipping(path) && !/(^|\/)(node_modules|vendor|third_party)\//.test(path),
  );
  return ecosystems.flatMap((ecosystem) => {
    const { manifest } = ecosystem;
    const path = manifest
      ? shallowest(paths.filter((candidate) => manifest.test(candidate)))
      : evidenceOf(ecosystem.name, repository);
    return path === undefined ? [] : [{ ecosystem, path }];
  });
}

/** Whether Renovate looks after the repository: it covers every ecosystem it knows unless told otherwise. */
export const usesRenovate = (repository: Repository): boolean =>
  repository.paths.some((path) => renovateConfigs.has(path)) ||
  /"renovate"\s*:/.test(repository.tree.texts.get('package.json') ?? '') ||
  repository.workflows.some((workflow) =>
    workflow.jobs.some((job) => [job.uses, ...job.steps.map((step) => step.uses)].some(isRenovate)),
  );

const isRenovate = (uses: Uses | undefined): boolean => /(^|\/)renovate/i.test(uses?.text.text ?? '');

/** Dependabot's names of what some entry covers. */
export const coveredByDependabot = (repository: Repository): ReadonlySet<string> =>
  new Set(
    repository.dependabots.flatMap((dependabot) =>
      dependabot.updates.flatMap(({ ecosystem }) => (ecosystem ? [ecosystem.text] : [])),
    ),
  );

function evidenceOf(name: string, repository: Repository): string | undefined {
  if (name === 'docker') {
    return repository.dockerfiles.find(
      (dockerfile) =>
        !isNonShipping(dockerfile.file.path) && dockerfile.stages.some((stage) => baseOf(stage).kind === 'image'),
    )?.file.path;
  }
  const users = [...repository.workflows, ...repository.actions].filter(({ file }) => !isNonShipping(file.path));
  return users.find(
    (document) =>
      (document.kind === 'workflow' && document.jobs.some((job) => job.uses?.kind === 'repository')) ||
      stepsOf(document).some((step) => step.uses?.kind === 'repository'),
  )?.file.path;
}

const shallowest = (paths: readonly string[]): string | undefined =>
  [...paths].sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))[0];
