import type { Repository } from '../../documents/document.ts';
import type { Activity, Operation } from '../activities/activity.ts';
import { activitiesIn } from '../activities/activities.ts';
import { builtImagesOf, pushesAllTags, type BuiltImage } from './image-joins.ts';
import { registryLoginsOf } from '../trust/publishing-rights.ts';
import { imageNamesIn, imageWorkOf } from './image-work.ts';
import type { ImageReference } from './images.ts';
import { parseRunReference } from './run-references.ts';

/** An image that a workflow sends to a registry where others find it. */
export interface PublishedImage {
  /** What sends it first. */
  readonly pushedBy: Operation;
  /** Its names in registries that last; empty where none is known. */
  readonly references: readonly ImageReference[];
  /** `undefined` where no build of it is seen. */
  readonly image: BuiltImage | undefined;
}

const known = new WeakMap<Repository, readonly PublishedImage[]>();

/** All images that are published for use: no caches, none for tests or for the pipeline itself, no plain copies of others. */
export function publishedImagesOf(repository: Repository): readonly PublishedImage[] {
  const found = known.get(repository) ?? findPublished(repository).filter(isForUse);
  known.set(repository, found);
  return found;
}

function findPublished(repository: Repository): readonly PublishedImage[] {
  const built = builtImagesOf(repository).flatMap((image): readonly PublishedImage[] => {
    const runs = image.pushedBy.filter(({ isDisabled, isAfterFailure }) => !isDisabled && !isAfterFailure);
    const pushedBy = runs.find((operation) => isLasting(operation, repository)) ?? runs[0];
    const references = namesSent(image, runs, repository).map(parseRunReference);
    const lasting = references.filter((reference) => !isPassing(reference));
    return pushedBy ? [{ pushedBy, references: lasting.length > 0 ? lasting : references, image }] : [];
  });
  const pushes = new Set(built.flatMap(({ image }) => image?.pushedBy.map(placeOf) ?? []));
  const others = activitiesIn(repository).filter(
    (activity) => isImagePush(activity) && !pushes.has(placeOf(activity)) && !isCopy(activity, repository),
  );
  return [
    ...built,
    ...others.map((pushedBy): PublishedImage => {
      const references = imageWorkOf(pushedBy, repository).flatMap((work) =>
        work.kind === 'push' ? work.references : [],
      );
      return { pushedBy, references: references.map(parseRunReference), image: undefined };
    }),
  ];
}

/** Of all its names those that are pushed: `docker build -t shop` is one of this machine. */
function namesSent(
  { references }: BuiltImage,
  pushedBy: readonly Operation[],
  repository: Repository,
): readonly string[] {
  if (pushedBy.some(pushesAllTags)) return references;
  const names = new Set(pushedBy.flatMap((operation) => imageNamesIn(operation, repository)));
  const sent = references.filter((reference) => names.has(reference));
  return sent.length > 0 ? sent : references;
}

/** Whether it pushes under a name that is for others. */
const isLasting = (operation: Operation, repository: Repository): boolean =>
  imageNamesIn(operation, repository).some((name) => !isPassing(parseRunReference(name)));

/** An activity is a copy of its operation: the command or the action in it stays the same object. */
const placeOf = ({ command, uses }: Operation): object | undefined => command ?? uses;

const isImagePush = ({ kind, sort, tool, certainty, isDisabled, isAfterFailure }: Activity): boolean =>
  kind === 'publish' &&
  sort === 'image' &&
  certainty !== 'tentative' &&
  !isDisabled &&
  !isAfterFailure &&
  !otherArtifacts.test(tool);

/** Archives, charts, signatures and lists of platforms lie in the same registries; `nix` and `bazel` push what a file of theirs says. */
const otherArtifacts =
  /^(?:hashicorp\/actions-docker-build|helm|oras|flux|nix|bazel|singularity|apptainer|docker manifest|podman manifest|az acr import|crane|gcrane|skopeo|regctl|.*(?:manifest|chart|devcontainers|tag-push).*)/;

/** What is copied from one registry to another, or only gets another name, is not made here. */
const isCopy = (operation: Operation, repository: Repository): boolean =>
  imageWorkOf(operation, repository).some(({ kind }) => kind === 'name');

function isForUse({ references, image }: PublishedImage): boolean {
  if (image && isMirror(image)) return false;
  return references.length === 0 || references.some((reference) => !isPassing(reference));
}

/** Nothing but the base and what is written on it. */
const isMirror = ({ stage }: BuiltImage): boolean =>
  stage !== undefined &&
  stage.instructions.every(({ keyword }) => keyword === 'FROM' || keyword === 'LABEL' || keyword === 'ARG');

/** On this machine, in a registry that forgets, or made for a pipeline: not what anybody runs. */
export const isPassing = ({ registry = '', repository, tag = '' }: ImageReference): boolean =>
  /^(?:localhost|127\.|0\.0\.0\.0|kind-registry|registry\.local|ttl\.sh)/.test(registry) ||
  /(?:^|[/_.-])(?:build-?cache|cache|ci|test|tests|testing|e2e|devcontainer|builder|buildenv|build-env)(?:$|[/_.-])/i.test(
    repository,
  ) ||
  /(?:^|[_.-])(?:build-?cache|cache|test|e2e)(?:$|[_.-])/i.test(tag);

/**
 * Whether the registry looks for known holes by itself, or may: ECR, Artifact Registry, ACR, Quay, one of the house; for one
 * that is a secret or an output, who knows, unless the logins of the job tell.
 */
export function mayBeScannedThere({ references, pushedBy }: PublishedImage, repository: Repository): boolean {
  const kinds = references.length === 0 ? ['open' as const] : references.map(registryKind);
  if (kinds.includes('scans')) return true;
  if (!kinds.includes('open')) return false;
  const logins = registryLoginsOf(pushedBy, repository);
  return logins.length === 0 || logins.some((registry) => !plainRegistries.test(registry));
}

function registryKind({ registry = '', repository }: ImageReference): 'scans' | 'plain' | 'open' {
  if (registry.includes('$')) return 'open';
  if (registry !== '') return plainRegistries.test(registry) ? 'plain' : 'scans';
  const [first = '', ...rest] = repository.split('/');
  // `${{ secrets.REGISTRY }}/shop`; the name of an account belongs to Docker Hub.
  const isOpen = first.includes('$') && (rest.length !== 1 || !/user|owner|org|account|hub|name|actor/i.test(first));
  return isOpen ? 'open' : 'plain';
}

/** Beside Docker Hub, those that keep images and look at none of them unasked. */
const plainRegistries = /^(?:|docker\.io|ghcr\.io|docker\.pkg\.github\.com|registry\.gitlab\.com|codeberg\.org)$/;
