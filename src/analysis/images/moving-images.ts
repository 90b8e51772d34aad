import type { Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import type { Job } from '../../documents/workflow-model.ts';
import { officialImages } from '../../knowledge/official-images.ts';
import type { Operation } from '../activities/activity.ts';
import { type DeployedImage, imagesDeployedBy } from './deployed-images.ts';
import { isSameOperation, neededBy } from '../delivery/order.ts';
import { builtImagesOf, pushesAllTags, type BuiltImage } from './image-joins.ts';
import type { ImageReference } from './images.ts';
import { operationsOf } from '../activities/operations.ts';
import { publishedImagesOf, type PublishedImage } from './published-images.ts';
import { isSameName, parseRunReference, tagKindOf } from './run-references.ts';
import { occasionsOf } from '../targets/occasions.ts';
import type { Target } from '../targets/targets.ts';

/** An image that goes to a target under a name whose content changes. */
export interface MovingImage {
  readonly reference: string;
  readonly at: Span;
  /** The manifest or Compose file, or the push, that says which image it is. */
  readonly related: Span | undefined;
  readonly certainty: 'firm' | 'tentative';
}

/** The first image that a target is handed by a moving tag: by its own words, by a manifest, or because no other is pushed. */
export function findMovingImage(target: Target, repository: Repository): MovingImage | undefined {
  const named = operationsOfTarget(target, repository).flatMap((operation) =>
    imagesDeployedBy(operation, repository).map((image) => ({ operation, image })),
  );
  for (const { operation, image } of named) {
    const reference = parseRunReference(image.reference);
    if (!isMovingOn(reference, operation, repository) || !isOwn(reference, image, repository)) continue;
    const isElsewhere = image.path !== undefined;
    return {
      reference: image.reference,
      at: isElsewhere ? operation.at : image.at,
      related: isElsewhere ? image.at : undefined,
      certainty: 'firm',
    };
  }
  return named.length === 0 ? findOnlyPushed(target, repository) : undefined;
}

/** What deploys, and whatever else its steps do. */
function operationsOfTarget({ job, deploys }: Target, repository: Repository): readonly Operation[] {
  const steps = new Set(deploys.flatMap(({ innerStep }) => innerStep ?? []));
  return operationsOf(job, repository).filter(
    (operation) =>
      !operation.isDisabled &&
      !operation.isAfterFailure &&
      (deploys.some((deploy) => isSameOperation(deploy, operation)) ||
        (operation.innerStep !== undefined && steps.has(operation.innerStep))),
  );
}

function isMovingOn(reference: ImageReference, operation: Operation, repository: Repository): boolean {
  const kind = tagKindOf(reference);
  if (kind !== 'ref') return kind === 'moving';
  const occasions = occasionsOf(operation, repository);
  return occasions.length > 0 && occasions.every(({ ref }) => /branch$/.test(ref.kind));
}

/** Whether it is this repository's own: what others publish is theirs to name. */
function isOwn(reference: ImageReference, { isAmongOthers }: DeployedImage, repository: Repository): boolean {
  const builds = builtImagesOf(repository).filter(({ references }) =>
    references.some((name) => isSameName(parseRunReference(name), reference)),
  );
  // What is built where it runs bears whatever name; nobody else can push to it.
  if (builds.length > 0) return builds.some(({ pushedBy }) => pushedBy.length > 0);

  if (
    builtImagesOf(repository).some(({ references }) =>
      references.some((name) => isSameName(parseRunReference(name), reference)),
    )
  )
    return true;
  if (reference.name === '' || /github\.repository/.test(reference.name) || isOfOwner(reference, repository))
    return true;
  if (officialImages.has(reference.name)) return false;
  return !isAmongOthers || (reference.registry === undefined && !reference.repository.includes('/'));
}

function isOfOwner({ repository: name, registry }: ImageReference, { facts }: Repository): boolean {
  const owner = facts.owner?.toLowerCase();
  return owner !== undefined && (registry ?? 'ghcr.io') === 'ghcr.io' && name.toLowerCase().startsWith(`${owner}/`);
}

/** Tools that start whatever image a manifest or a service of theirs names. */
const startsImages =
  /^(?:kubectl|oc|helm|docker|podman|nomad|argocd|flux|ssh|aws ecs|ecs|az (?:webapp|containerapp|aks)|kamal)\b|k8s|kube|ecs-deploy|ssh-action/;

/** A job that pushes `latest` alone and then deploys can only mean that one, unless a file that is not read says otherwise. */
function findOnlyPushed({ job, first }: Target, repository: Repository): MovingImage | undefined {
  if (!startsImages.test(first.tool) || editsManifests(job, repository)) return undefined;
  const jobs: ReadonlySet<Job> = new Set([job, ...neededBy(job)]);
  const pushed = publishedImagesOf(repository).filter(({ pushedBy }) => jobs.has(pushedBy.entry));
  const [only, ...others] = pushed;
  if (!only || others.length > 0 || !isOnlyMoving(only, repository)) return undefined;
  const names = new Set(only.references.map(({ name }) => name));
  const reference = only.image?.references.find((text) => names.has(parseRunReference(text).name));
  return reference === undefined
    ? undefined
    : { reference, at: first.at, related: only.pushedBy.at, certainty: 'tentative' };
}

const editsManifests = (job: Job, repository: Repository): boolean =>
  operationsOf(job, repository).some(({ programs }) =>
    programs.some(({ program }) => /^(?:sed|yq|envsubst|kustomize|perl|jq|gomplate|ytt|awk)$/.test(program)),
  );

/** Whether every name of a published image is one that the next build takes over. */
export const isOnlyMoving = ({ references, pushedBy }: PublishedImage, repository: Repository): boolean =>
  references.length > 0 &&
  !pushesAllTags(pushedBy) &&
  references.every((reference) => isMovingOn(reference, pushedBy, repository));

/** A build for one target of what another build of the same Dockerfile has put on staging. */
export function findRebuild(target: Target, others: readonly Target[], repository: Repository): BuiltImage | undefined {
  const own = buildsFor(target, repository);
  const tried = others.flatMap((other) => buildsFor(other, repository));
  return own.find(({ activity, build }) =>
    tried.some(
      (other) =>
        build !== undefined &&
        other.build?.dockerfile === build.dockerfile &&
        other.build.target === build.target &&
        !isSameOperation(other.activity, activity),
    ),
  );
}

const buildsFor = ({ job }: Target, repository: Repository): readonly BuiltImage[] => {
  const jobs: ReadonlySet<Job> = new Set([job, ...neededBy(job)]);
  return builtImagesOf(repository).filter(({ activity }) => jobs.has(activity.entry) && !activity.isDisabled);
};
