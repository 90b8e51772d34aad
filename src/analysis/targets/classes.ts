import type { TargetClass } from '../../core/delivery.ts';

import type { Repository } from '../../documents/document.ts';
import { infrastructureTools } from '../../knowledge/throwaway.ts';
import type { Activity } from '../activities/activity.ts';
import { canReachOut } from './credentials.ts';
import { whyDistributed } from './distribution.ts';
import { hasOwnPlace, isOfPages, whyDocs } from './docs.ts';
import { needsCredential, whyEphemeral } from './ephemeral.ts';
import { environmentNames, namesOf } from './names.ts';
import { type Occasion, occasionsOf } from './occasions.ts';
import { whyPreview } from './preview.ts';
import { quoted } from './quote.ts';
import { remoteUseOf } from './remote.ts';
import { isSameForAllBranches, withoutFollowedPulls } from './same-place.ts';
import { saysTest } from './titles.ts';

/** A class and why. */
export interface Told {
  readonly class: TargetClass;
  readonly reason: string;
  readonly certainty: 'firm' | 'tentative';
  readonly name: string | undefined;
}

/**
 * Where one deploy or publish leads; several classes where that depends on what starts it. In this order: nothing that
 * stays, publishing, a preview by its own flag, documentation, the target's own name, what starts it.
 */
export function classesOf(
  deploy: Activity,
  declared: TargetClass | undefined,
  repository: Repository,
): readonly Told[] {
  if (declared) return [told(declared, 'the policy says so')];
  const occasions = withoutFollowedPulls(deploy, occasionsOf(deploy, repository));
  // No event of its workflow brings it about.
  if (occasions.length === 0) return [];
  const ephemeral = whyEphemeral(deploy, occasions, repository);
  if (ephemeral) return [told('ephemeral', ephemeral)];
  if (isGuess(deploy)) return unique(occasions.flatMap((occasion) => classesOfGuess(deploy, occasion, repository)));
  if (deploy.kind === 'publish')
    return [told('publish', `${quoted(deploy.tool)} publishes ${published[deploy.sort ?? ''] ?? 'it'}`)];
  const docs = whyDocs(deploy, repository);
  const remote = docs === undefined ? remoteUseOf(deploy) : undefined;
  if (remote?.kind === 'test') return [told('ephemeral', remote.reason, 'tentative')];
  if (remote?.kind === 'publish') return [told('publish', remote.reason, 'tentative')];
  if (remote?.kind === 'unclear') return [told('unknown', remote.reason, 'tentative')];
  const distributed = whyDistributed(deploy);
  const isOnePlace = occasions.length > 1 && isSameForAllBranches(deploy);
  const isMain = occasions.some(({ ref }) => ref.kind === 'default branch');
  return unique(
    occasions.flatMap((occasion): readonly Told[] => {
      if (isOnePlace && isMain && occasion.ref.kind === 'branch') return [];
      const preview = whyPreview(deploy, occasion);
      if (preview) return [told('preview', preview)];
      if (docs)
        return [isPreviewOfDocs(deploy, occasion) ? told('preview', startInWords(occasion)) : told('docs', docs)];
      if (distributed) return [told('staging', distributed)];
      const { told: named, isOpen } = namesOf(deploy, occasion);
      if (named.length > 0) return named.map((each) => withCertainty({ ...each, certainty: 'firm' }, deploy));
      if (isOpen)
        return [told('unknown', 'could not classify: only the run knows the name of its environment', 'tentative')];
      return [withCertainty(classOfStart(deploy, occasion), deploy)];
    }),
  );
}

const told = (name: TargetClass, reason: string, certainty: Told['certainty'] = 'firm'): Told => ({
  class: name,
  reason,
  certainty,
  name: undefined,
});

const published: Readonly<Record<string, string>> = {
  package: 'a package',
  image: 'an image',
  release: 'a release',
  store: 'to a store',
};

/** Nothing but a name says that it deploys at all: a script that cannot be read, an action of a telling name. */
const isGuess = ({ certainty, how, isOpaque, uses, via, tool }: Activity): boolean =>
  how !== 'matrix' && (certainty === 'tentative' || (isOpaque && uses === undefined && tool === via.at(-1)?.name));

function classesOfGuess(deploy: Activity, occasion: Occasion, repository: Repository): readonly Told[] {
  const environment = environmentNames(deploy, occasion).told.map((each): Told => ({
    ...each,
    certainty: 'tentative',
  }));
  if (environment.length > 0) return environment;
  const docs = whyDocs(deploy, repository);
  if (docs) return [told('docs', docs, 'tentative')];
  if (deploy.kind === 'publish') {
    // `Create release notes` is no release.
    return deploy.how === 'name' ? [] : [told('publish', `only the name ${quoted(deploy.tool)} says so`, 'tentative')];
  }
  if (deploy.how === 'name' && saysTest(deploy.tool)) return [];
  const why =
    deploy.how === 'reusable workflow'
      ? `${quoted(deploy.tool)} is a workflow of another repository`
      : `only the name ${quoted(deploy.tool)} says what is done`;
  return [told('unknown', `could not classify: ${why}`, 'tentative')];
}

/** Hosts that keep a site for each branch; pages have one, but for a folder that the pull request names. */
const isPreviewOfDocs = (deploy: Activity, { ref }: Occasion): boolean =>
  ref.kind === 'pull request' && (!isOfPages(deploy) || hasOwnPlace(deploy));

/** A command that would need a key, and no key in sight: what it reaches is less than certain. */
const withCertainty = (one: Told, deploy: Activity): Told =>
  one.class === 'production' && (deploy.how === 'matrix' || (needsCredential(deploy) && !canReachOut(deploy)))
    ? { ...one, certainty: 'tentative' }
    : one;

/** Without any name: what starts it says whether users see it. */
function classOfStart(deploy: Activity, occasion: Occasion): Told {
  const { event, ref } = occasion;
  const reason = startInWords(occasion);
  switch (ref.kind) {
    case 'pull request':
      return infrastructureTools.test(deploy.tool)
        ? told('production', `${quoted(deploy.tool)} changes what is there, whatever starts it`, 'tentative')
        : told('preview', reason);
    case 'default branch':
      return event === 'push' || event === 'workflow_run' || event.startsWith('pull_request')
        ? told('production', reason)
        : isWritten.test(event)
          ? told('unknown', `could not classify: ${reason}`, 'tentative')
          : told('production', reason, 'tentative');
    case 'tag':
      return told('production', reason);
    case 'chosen':
      return told('production', reason, 'tentative');
    case 'branch':
      return /^(?:releases?|hotfix|v?\d)/i.test(ref.name ?? '')
        ? told('production', reason, 'tentative')
        : told('unknown', `could not classify: ${reason}`, 'tentative');
    case 'any branch':
      return told('preview', reason, 'tentative');
    case 'unknown':
      return told('unknown', `could not classify: ${reason}`, 'tentative');
  }
}

/** Whoever comments or opens an issue says what is deployed. */
const isWritten = /^(?:issue|discussion|pull_request_review)/;

function startInWords({ event, ref }: Occasion): string {
  if (event === 'schedule') return 'a schedule starts it';
  if (event === 'release') return 'a release starts it';
  if (event === 'repository_dispatch') return 'another system starts it';
  switch (ref.kind) {
    case 'pull request':
      return 'a pull request starts it';
    case 'default branch':
      return isWritten.test(event) ? 'a comment or an issue starts it' : 'the default branch starts it';
    case 'branch':
      return `branch ${quoted(ref.name ?? '')} starts it`;
    case 'any branch':
      return 'any branch starts it';
    case 'tag':
      return 'a tag starts it';
    case 'chosen':
      return 'it is started by hand';
    case 'unknown':
      return 'only its callers know what starts it';
  }
}

/** One of each class: the first that is certain, else the first. Where the default branch comes, others are no previews. */
function unique(all: readonly Told[]): readonly Told[] {
  const isLive = all.some((one) => one.class === 'production' && one.certainty === 'firm');
  const found = new Map<TargetClass, Told>();
  for (const one of all) {
    if (isLive && one.class === 'preview' && one.reason === anyBranch) continue;
    const other = found.get(one.class);
    if (!other || (other.certainty === 'tentative' && one.certainty === 'firm')) found.set(one.class, one);
  }
  return [...found.values()];
}

const anyBranch = 'any branch starts it';
