import type { Repository } from '../../documents/document.ts';
import { isShown } from './project.ts';
import { coveredByDependabot, type UsedEcosystem, usedEcosystems, usesRenovate } from '../installs/updates.ts';

/** The packages that a repository takes from others, and what watches some of them without any scan. */
export interface DependencyWatch {
  readonly used: readonly UsedEcosystem[];
  readonly watchedBy: 'Dependabot' | 'Renovate' | undefined;
}

export function dependencyWatchOf(repository: Repository): DependencyWatch {
  const used = usedEcosystems(repository).filter(
    (each) => !otherwise.has(each.ecosystem.name) && !isShown(each.path) && takesPackages(each, repository),
  );
  const covered = coveredByDependabot(repository);
  const isCovered = used.some(({ ecosystem }) => ecosystem.packageEcosystems.some((name) => covered.has(name)));
  return { used, watchedBy: isCovered ? 'Dependabot' : usesRenovate(repository) ? 'Renovate' : undefined };
}

/** Actions, images and providers are no packages: other rules ask after them. */
const otherwise: ReadonlySet<string> = new Set(['github-actions', 'docker', 'terraform']);

/** Whether a manifest names any package, as far as it can be read. */
function takesPackages({ ecosystem, path }: UsedEcosystem, { paths, tree }: Repository): boolean {
  const text = tree.texts.get(path);
  // Go notes the hash of every package that it takes.
  if (ecosystem.name === 'gomod') return paths.includes(path.replace(/go\.mod$/, 'go.sum'));
  if (ecosystem.name === 'npm') return text === undefined || /ependencies"\s*:\s*\{\s*"/.test(text);
  return true;
}
