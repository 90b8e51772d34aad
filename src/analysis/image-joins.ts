import type { Stage } from '../documents/dockerfile/model.ts';
import type { Repository } from '../documents/document.ts';
import type { Workflow } from '../documents/workflow-model.ts';
import { officialImages } from '../knowledge/official-images.ts';
import { activitiesIn } from './activities.ts';
import type { Activity, Operation } from './activity.ts';
import type { ImageBuild } from './builds.ts';
import { imagesDeployedBy } from './deployed-images.ts';
import { imageWorkOf, rowsOf, type Made } from './image-work.ts';
import type { ImageReference } from './images.ts';
import { entryJobsOf, operationsOf } from './operations.ts';
import { isSameName, isSameTag, parseRunReference } from './run-references.ts';
import { imagesScannedBy } from './scanned-images.ts';
import { findStage } from './stages.ts';

/** An image that a workflow builds, and what becomes of it. */
export interface BuiltImage {
  /** What builds it. */
  readonly activity: Operation;
  /** Dockerfile, context and target; `undefined` where another tool builds it, or an expression decides. */
  readonly build: ImageBuild | undefined;
  /** The stage of that Dockerfile which becomes the image. */
  readonly stage: Stage | undefined;
  /** All its names, those that it gets later included, with values filled in as far as they are known. */
  readonly references: readonly string[];
  /** What stands for its digest in other steps and jobs. */
  readonly digestOutput: string | undefined;
  /** What sends it to a registry: the build itself, or a later push. Empty for what stays on the runner. */
  readonly pushedBy: readonly Operation[];
  readonly scannedBy: readonly Activity[];
  /** Scanners of which no file says what they look at. */
  readonly perhapsScannedBy: readonly Activity[];
  /** By its digest or one of its tags, or by its name where the tag is not known. */
  readonly deployedBy: readonly Activity[];
}

const known = new WeakMap<Repository, readonly BuiltImage[]>();

/** Every image that the workflows of a repository build, in the order of their files; each row of a matrix one. */
export function builtImagesOf(repository: Repository): readonly BuiltImage[] {
  const found = known.get(repository) ?? joined(repository);
  known.set(repository, found);
  return found;
}

/** An image while its names are gathered. */
interface Draft {
  readonly operation: Operation;
  readonly made: Made;
  readonly references: string[];
  readonly pushedBy: Operation[];
}

function joined(repository: Repository): readonly BuiltImage[] {
  const drafts = [...operationsByWorkflow(repository).values()].flatMap((operations) =>
    draftsOf(operations, repository),
  );
  const scans = usesOf(repository, 'scan', imagesScannedBy);
  const open = scans.filter((scan) => isOpenScan(scan, drafts)).map(({ activity }) => activity);
  const deploys = usesOf(repository, 'deploy', (operation, where) =>
    imagesDeployedBy(operation, where).map(({ reference }) => reference),
  );
  return drafts.map((draft): BuiltImage => {
    const { operation, made, references, pushedBy } = draft;
    const alike = drafts.filter((other) => other === draft || isSameRecipe(other.made.build, made.build));
    return {
      activity: operation,
      build: made.build,
      stage: stageOf(made.build, repository),
      references,
      digestOutput: made.digest,
      pushedBy,
      scannedBy: scans.filter((scan) => alike.some((one) => isOf(scan, one))).map(({ activity }) => activity),
      // Of an image without a name any scan may be.
      perhapsScannedBy:
        made.build === undefined && references.length === 0 ? scans.map(({ activity }) => activity) : open,
      deployedBy: deploys.filter((deploy) => isOf(deploy, draft)).map(({ activity }) => activity),
    };
  });
}

/** A scan that says nothing of its image, or one by a name of this machine that no build is seen to give. */
const isOpenScan = ({ images }: Use, drafts: readonly Draft[]): boolean =>
  images.length === 0 ||
  images.some((text) => {
    if (isOpen(text)) return true;
    const reference = parseRunReference(text);
    const isLocal = reference.registry === undefined && !/[/,=]/.test(reference.repository);
    const isBuilt = drafts.some(({ references }) =>
      references.some((name) => isSameName(parseRunReference(name), reference)),
    );
    return isLocal && !isBuilt && reference.tag !== undefined && !officialImages.has(reference.name);
  });

function operationsByWorkflow(repository: Repository): ReadonlyMap<Workflow, readonly Operation[]> {
  const found = new Map<Workflow, Operation[]>();
  for (const job of entryJobsOf(repository)) {
    const operations = found.get(job.workflow) ?? [];
    operations.push(...operationsOf(job, repository));
    found.set(job.workflow, operations);
  }
  return found;
}

/** `docker tag` a few times over; a name given to a name given to a name is nobody's. */
const namingRounds = 3;

function draftsOf(operations: readonly Operation[], repository: Repository): Draft[] {
  const work = operations.flatMap((operation) =>
    imageWorkOf(operation, repository).map((each) => ({ operation, each })),
  );
  const drafts = work.flatMap(({ operation, each }) =>
    each.kind === 'build'
      ? each.made.map((made): Draft => {
          const pushedBy = made.pushes ? [operation] : [];
          return { operation, made, references: [...made.references], pushedBy };
        })
      : [],
  );
  for (let round = 0; round < namingRounds; round++) {
    for (const { operation, each } of work) {
      if (each.kind !== 'name') continue;
      for (const draft of drafts) {
        if (!isCalled(draft, each.from)) continue;
        for (const name of each.to) if (!draft.references.includes(name)) draft.references.push(name);
        if (each.pushes && !draft.pushedBy.includes(operation)) draft.pushedBy.push(operation);
      }
    }
  }
  for (const { operation, each } of work) {
    if (each.kind !== 'push') continue;
    for (const draft of drafts) {
      const isPushed = each.references.some(
        (reference) => isCalled(draft, reference) || isAllTags(draft, reference, operation),
      );
      if (isPushed && !draft.pushedBy.includes(operation)) draft.pushedBy.push(operation);
    }
  }
  return drafts;
}

/** Whether a text is one of the image's names, or leads to it by its digest. */
function isCalled({ references, made }: Draft, text: string): boolean {
  if (made.digest !== undefined && text.includes(made.digest)) return true;
  const reference = parseRunReference(text);
  return references.some((name) => {
    const own = parseRunReference(name);
    // Pushed by digest, and named by one that only the run knows.
    if (own.digest !== undefined && reference.digest !== undefined) return isSameName(own, reference);
    return isSameTag(own, reference);
  });
}

function isAllTags({ references }: Draft, text: string, operation: Operation): boolean {
  return (
    pushesAllTags(operation) && references.some((name) => isSameName(parseRunReference(name), parseRunReference(text)))
  );
}

/** `docker push --all-tags app` */
export const pushesAllTags = ({ programs }: Operation): boolean =>
  programs.some(({ arguments: words }) => words.some((word) => /^(?:-a|--all-tags)$/.test(word.text)));

/** The same image built again: from the cache, to be pushed once it is tested. */
const isSameRecipe = (one: ImageBuild | undefined, other: ImageBuild | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.dockerfile === other.dockerfile &&
  one.target === other.target &&
  one.context?.root === other.context?.root;

/** A scan or a deploy, and the images that it names. */
interface Use {
  readonly activity: Activity;
  readonly images: readonly string[];
}

const usesOf = (
  repository: Repository,
  kind: 'scan' | 'deploy',
  imagesOf: (operation: Operation, repository: Repository) => readonly string[],
): readonly Use[] =>
  activitiesIn(repository)
    .filter((activity) => activity.kind === kind && (kind === 'deploy' || activity.sort === 'image'))
    .map((activity) => {
      const images = imagesOf(activity, repository);
      // As written as well: a build with two axes is not told apart by its rows.
      return { activity, images: [...new Set([...images, ...rowsOf(activity, images).flat()])] };
    });

/** In the same workflow by digest or tag; elsewhere, and where a tag is not known, by the name. */
function isOf({ activity, images }: Use, draft: Draft): boolean {
  const isHere = activity.entry.workflow === draft.operation.entry.workflow;
  return images.some((text) => {
    if (isHere && isCalled(draft, text)) return true;
    const reference = parseRunReference(text);
    return draft.references.some((name) => {
      const own = parseRunReference(name);
      return isSameName(own, reference) && (!isHere || isOpenTag(own) || isOpenTag(reference));
    });
  });
}

/** An expression that only the run can tell; the digest of something counts as one. */
const isOpenTag = ({ tag, digest }: ImageReference): boolean => digest !== undefined || (tag?.includes('${{') ?? false);

/** Nothing in it says which image is meant: a variable of the run, an archive. */
const isOpen = (text: string): boolean =>
  /^(?:\$\{\{[^}]*\}\}|\$\{?\w+\}?|\$\(.*\)|.*\.tar(?:\.gz)?)$/s.test(text.trim());

function stageOf(build: ImageBuild | undefined, repository: Repository): Stage | undefined {
  const dockerfile = build && repository.dockerfiles.find(({ file }) => file.path === build.dockerfile);
  if (!dockerfile) return undefined;
  return build.target === undefined ? dockerfile.stages.at(-1) : findStage(dockerfile, build.target);
}
