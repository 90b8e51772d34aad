import type { Stage } from '../../documents/dockerfile/model.ts';
import type { Repository } from '../../documents/document.ts';
import type { Workflow } from '../../documents/workflow-model.ts';
import { officialImages } from '../../knowledge/official-images.ts';
import { activitiesIn } from '../activities/activities.ts';
import type { Activity, Operation } from '../activities/activity.ts';
import type { ImageBuild } from './builds.ts';
import { imagesDeployedBy } from './deployed-images.ts';
import { type Draft, draftsCalled, draftsNamed, type Register, registerOf, rename } from './image-register.ts';
import { imageWorkOf, rowsOf } from './image-work.ts';
import type { ImageReference } from './images.ts';
import { entryJobsOf, operationsOf } from '../activities/operations.ts';
import { parseRunReference } from './run-references.ts';
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

/** A repository that builds more is a test of programs like this one. */
const mostImages = 2_000;

function joined(repository: Repository): readonly BuiltImage[] {
  const workflows = [...operationsByWorkflow(repository).values()];
  const drafts = workflows.flatMap((operations) => draftsOf(operations, repository)).slice(0, mostImages);
  const register = registerOf(drafts);
  const scans = usesOf(repository, 'scan', imagesScannedBy);
  const open = scans.filter((scan) => isOpenScan(scan, register)).map(({ activity }) => activity);
  const deploys = usesOf(repository, 'deploy', (operation, where) =>
    imagesDeployedBy(operation, where).map(({ reference }) => reference),
  );
  const deployedBy = activitiesByDraft(deploys, register);
  const scannedBy = activitiesByRecipe(activitiesByDraft(scans, register));
  return drafts.map((draft): BuiltImage => {
    const { operation, made, references, pushedBy } = draft;
    return {
      activity: operation,
      build: made.build,
      stage: stageOf(made.build, repository),
      references,
      digestOutput: made.digest,
      pushedBy,
      scannedBy: scannedBy(draft),
      // Of an image without a name any scan may be.
      perhapsScannedBy:
        made.build === undefined && references.length === 0 ? scans.map(({ activity }) => activity) : open,
      deployedBy: deployedBy.get(draft) ?? [],
    };
  });
}

function activitiesByDraft(uses: readonly Use[], register: Register): ReadonlyMap<Draft, readonly Activity[]> {
  const found = new Map<Draft, Activity[]>();
  for (const use of uses) {
    for (const draft of new Set(use.images.flatMap((text) => draftsMeant(text, use.activity, register)))) {
      const known = found.get(draft);
      if (known) known.push(use.activity);
      else found.set(draft, [use.activity]);
    }
  }
  return found;
}

/** A scan of one build is one of what is built the same way: from the cache, to be pushed once it is tested. */
function activitiesByRecipe(byDraft: ReadonlyMap<Draft, readonly Activity[]>): (draft: Draft) => readonly Activity[] {
  const byRecipe = new Map<string, Set<Activity>>();
  for (const [{ made }, activities] of byDraft) {
    const recipe = recipeOf(made.build);
    if (recipe === undefined) continue;
    byRecipe.set(recipe, new Set([...(byRecipe.get(recipe) ?? []), ...activities]));
  }
  return (draft) => {
    const recipe = recipeOf(draft.made.build);
    return recipe === undefined ? (byDraft.get(draft) ?? []) : [...(byRecipe.get(recipe) ?? [])];
  };
}

const recipeOf = (build: ImageBuild | undefined): string | undefined =>
  build && [build.dockerfile, build.context?.root ?? '?', build.target ?? ''].join('\n');

/** A scan that says nothing of its image, or one by a name of this machine that no build is seen to give. */
const isOpenScan = ({ images }: Use, register: Register): boolean =>
  images.length === 0 ||
  images.some((text) => {
    if (isOpen(text)) return true;
    const reference = parseRunReference(text);
    const isLocal = reference.registry === undefined && !/[/,=]/.test(reference.repository);
    const isBuilt = draftsNamed(register, reference).length > 0;
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

function draftsOf(operations: readonly Operation[], repository: Repository): readonly Draft[] {
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
  const register = registerOf(drafts.slice(0, mostImages));
  const push = (draft: Draft, operation: Operation): void => {
    if (!draft.pushedBy.includes(operation)) draft.pushedBy.push(operation);
  };
  for (let round = 0; round < namingRounds; round++) {
    for (const { operation, each } of work) {
      if (each.kind !== 'name') continue;
      for (const draft of draftsCalled(register, each.from)) {
        for (const name of each.to) rename(register, draft, name);
        if (each.pushes) push(draft, operation);
      }
    }
  }
  for (const { operation, each } of work) {
    if (each.kind !== 'push') continue;
    for (const reference of each.references) {
      const drafted = pushesAllTags(operation)
        ? draftsNamed(register, parseRunReference(reference)).map(({ draft }) => draft)
        : draftsCalled(register, reference);
      for (const draft of drafted) push(draft, operation);
    }
  }
  return drafts;
}

/** `docker push --all-tags app` */
export const pushesAllTags = ({ programs }: Operation): boolean =>
  programs.some(({ arguments: words }) => words.some((word) => /^(?:-a|--all-tags)$/.test(word.text)));

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
function draftsMeant(text: string, { entry }: Activity, register: Register): readonly Draft[] {
  const isHere = ({ operation }: Draft): boolean => operation.entry.workflow === entry.workflow;
  const reference = parseRunReference(text);
  const named = draftsNamed(register, reference).filter(
    (each) => !isHere(each.draft) || isOpenTag(each.reference) || isOpenTag(reference),
  );
  return [...draftsCalled(register, text).filter(isHere), ...named.map(({ draft }) => draft)];
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
