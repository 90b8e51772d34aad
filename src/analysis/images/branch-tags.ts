import type { Repository } from '../../documents/document.ts';
import { findVariable } from '../../documents/workflow-model.ts';
import type { Activity } from '../activities/activity.ts';
import type { Occasion } from '../runs/conditions.ts';
import { imageNamesIn } from './image-work.ts';
import { metadataTags } from './metadata-tags.ts';
import { isPassing } from './published-images.ts';
import { isSameName, parseRunReference } from './run-references.ts';
import { valueIn } from './run-values.ts';
import type { Occasion as RefOccasion } from '../targets/occasions.ts';
import { valuesOfText } from '../targets/values.ts';

/** The first image that a push sends, on a branch that nothing names, under the name that people take for the release. */
export function findReleasedImage(push: Activity, occasion: RefOccasion, repository: Repository): string | undefined {
  const metadata = metadataOf(push, occasion, repository);
  return imageNamesIn(push, repository)
    .flatMap((name) => valuesOfText(name, push, occasion) ?? [name])
    .find((name) => {
      const reference = parseRunReference(name);
      if (isPassing(reference) || isForDevelopers.test(reference.repository) || !isReleased(name)) return false;
      const made = metadata.filter(({ all }) => all.some((each) => isSameName(parseRunReference(each), reference)));
      return made.length === 0 || made.some(({ here }) => here.includes(name));
    });
}

/** `app` and `app:latest`, `app:stable-alpine`; `app:dev` promises nothing, and what the run decides is not known. */
function isReleased(name: string): boolean {
  const { repository, tag, digest } = parseRunReference(name);
  if (digest !== undefined || /[$`{]/.test(repository.replace(ownName, ''))) return false;
  return tag === undefined || releaseTag.test(tag);
}

/** Names of the repository, its owner and accounts: what they come to changes nothing. */
const ownName =
  /\$\{\{ (?:github\.(?:repository|repository_owner|event\.repository\.name|actor)|(?:secrets|vars|env)\.\w+) \}\}/gi;
const releaseTag = /^(?:latest|stable|lts|release|production|prod|live|current|main|master)(?:-[a-z]+)*$/i;
const isForDevelopers =
  /(?:^|[/_.-])(?:dev|devel|development|staging|stage|preview|sandbox|nightly|snapshot)(?:$|[/_.-])/i;

/** What `docker/metadata-action` makes: on all events together, and on this one. */
interface MetadataNames {
  readonly all: readonly string[];
  readonly here: readonly string[];
}

function metadataOf(push: Activity, occasion: RefOccasion, repository: Repository): readonly MetadataNames[] {
  const owner = push.innerStep?.owner;
  const steps = (owner?.steps ?? []).filter(({ uses }) => uses?.repository === 'docker/metadata-action');
  const written = steps.map(({ with: inputs }) =>
    ['images', 'tags', 'flavor'].map((name) => findVariable(inputs, name)?.value?.text ?? ''),
  );
  const own = ['meta-images', 'meta-tags', 'meta-flavor'].map((name) => push.inputs.get(name) ?? '');
  return [...written, own].map(([images = '', tags = '', flavor = '']) => {
    const value = (text: string): string => valueIn(text, push, repository);
    const metadata = { images: value(images), tags: value(tags), flavor: value(flavor) };
    const lines = (tags.trim() === '' ? defaultTags : tags).split('\n');
    const holding = lines.filter((line) => isOnBranch(push.fill(line), push, occasion)).map(value);
    const flavors = `${metadata.flavor.replace(/\blatest=auto\b/g, '')}\n${/\blatest=/.test(metadata.flavor) ? '' : 'latest=false'}`;
    return {
      all: metadataTags(metadata),
      here: holding.length === 0 ? [] : metadataTags({ ...metadata, tags: holding.join('\n'), flavor: flavors }),
    };
  });
}

const defaultTags = 'type=ref,event=branch';

/** Nobody's is longer. */
const longestLine = 1_000;

/** Whether a line of `tags` makes one on a push to some branch: https://github.com/docker/metadata-action#tags-input */
function isOnBranch(line: string, push: Activity, occasion: Occasion & RefOccasion): boolean {
  if (line.trim() === '' || /type=(?:semver|pep440|match|schedule|edge)\b|event=(?:tag|pr)\b/.test(line)) return false;
  const enabled = /\benable=(.*?)\s*(?:,(?![^{]*\}\})|$)/.exec(line.slice(0, longestLine))?.[1];
  if (enabled === undefined || enabled === 'true') return true;
  // `{{is_default_branch}}`
  if (!enabled.includes('${{')) return false;
  return valuesOfText(enabled, push, occasion)?.every((each) => each === 'true') ?? false;
}
