import { type Action, findVariable, type Job, type Step } from '../../documents/workflow-model.ts';
import { isWithin, joinPaths } from '../workspace-paths.ts';

/**
 * The folder of this repository that a folder below the workspace holds when a step runs; `undefined` where another
 * repository has been checked out there, or nothing. Without any checkout the workspace is taken for the repository.
 */
export function findRepositoryFolder(step: Step, folder: string): string | undefined {
  const places = placesOf(step.owner).filter((place) => place.index < step.index);
  if (places.length === 0) return folder;
  let nearest: Place | undefined;
  for (const place of places) {
    const isNearer = !nearest || place.folder.length >= nearest.folder.length;
    if (isNearer && isWithin(folder, place.folder)) nearest = place;
  }
  if (!nearest?.isOurs) return undefined;
  return folder.slice(nearest.folder.length).replace(/^\//, '');
}

interface Place {
  /** Of the step that checks out. */
  readonly index: number;
  readonly folder: string;
  readonly isOurs: boolean;
}

const places = new WeakMap<Job | Action, readonly Place[]>();

function placesOf(owner: Job | Action): readonly Place[] {
  const known = places.get(owner);
  if (known) return known;
  const found = owner.steps.filter((step) => step.uses?.repository === 'actions/checkout').map(placeOf);
  places.set(owner, found);
  return found;
}

function placeOf(step: Step): Place {
  const other = findVariable(step.with, 'repository')?.value?.text.trim() ?? '';
  // The fork that a pull request comes from holds the same files.
  const isOurs = other === '' || /\bgithub\.repository\b|\bhead(?:_repository|\.repo)\.full_name\b/.test(other);
  return { index: step.index, folder: joinPaths('', findVariable(step.with, 'path')?.value?.text ?? ''), isOurs };
}
