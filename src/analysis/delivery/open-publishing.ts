import { code } from '../../core/message.ts';
import { once } from '../../core/once.ts';
import type { Repository } from '../../documents/document.ts';
import type { Job } from '../../documents/workflow-model.ts';
import type { Activity } from '../activities/activity.ts';
import { findReleasedImage } from '../images/branch-tags.ts';
import { logsIn, publishingRights } from '../trust/publishing-rights.ts';
import {
  asksInScript,
  findPush,
  isPreview,
  isPublish,
  pushes,
  pullRequestPublishesOf,
} from '../trust/pull-request-publishes.ts';
import { pushesAllTags } from '../images/image-joins.ts';
import { operationsOf } from '../activities/operations.ts';
import { shownName } from '../images/run-references.ts';
import { type Occasion, occasionsOf } from '../targets/occasions.ts';
import type { Target } from '../targets/targets.ts';
import { findWayOfRef, type OpenWay } from './reach.ts';
import { scriptTextOf } from './script-text.ts';

/** What a push to any branch hands out as if it were a release. */
export interface OpenPublish extends OpenWay {
  readonly publish: Activity;
  /** Quoted: the image by its name, else what it is. */
  readonly what: string;
  readonly certainty: 'firm' | 'tentative';
}

/**
 * The first publish of a target that a push to any branch brings about. What a pull request brings about is told by
 * itself; tools that look at the branch or the version, previews, drafts, names of their own and versions that the run
 * works out are left out.
 */
export function findOpenPublish({ deploys, job }: Target, repository: Repository): OpenPublish | undefined {
  if (publishedFromPullRequests(repository).has(job)) return undefined;
  for (const publish of deploys) {
    const found = openPublishOf(publish, repository);
    if (found) return found;
  }
  return undefined;
}

const publishedFromPullRequests = once(
  (repository: Repository): ReadonlySet<Job> =>
    new Set(pullRequestPublishesOf(repository).map(({ activity }) => activity.entry)),
);

function openPublishOf(publish: Activity, repository: Repository): OpenPublish | undefined {
  if (!isPublish(publish) || decides(publish) || asksInScript(publish)) return undefined;
  const occasions = occasionsOf(publish, repository);
  // What never comes from the default branch is made for those who work on another.
  if (!occasions.some(({ ref }) => ref.kind === 'default branch')) return undefined;
  const open = occasions.filter(({ event, ref }) => event === 'push' && ref.kind === 'any branch');
  const [occasion] = open;
  if (!occasion) return undefined;
  const way = findWayOfRef(publish, open, ['any branch'], repository);
  const rights = publishingRights(publish);
  if (!way || !rights || !isSwitchedOn(publish, occasion)) return undefined;
  if (publish.sort === 'image') {
    const image = pushesAllTags(publish) ? undefined : findReleasedImage(publish, occasion, repository);
    if (image === undefined || !logsIn(publish, occasion, repository)) return undefined;
    const name = shownName(image);
    return { ...way, publish, what: name === undefined ? 'an image' : code(name), certainty: 'firm' };
  }
  const isForEveryone = publish.sort === 'release' ? isRelease(publish) : !hasOwnVersion(publish, repository);
  if (isPreview(publish) || !isForEveryone) return undefined;
  const what = things[publish.sort ?? ''] ?? 'a package';
  return { ...way, publish, what, certainty: rights.isCertain ? 'firm' : 'tentative' };
}

const things: Readonly<Partial<Record<string, string>>> = { release: 'a release', store: 'an application' };

/** Tools that publish from branches of their choice only, or a version that is not there yet. */
function decides({ tool, inputs, programs, uses }: Activity): boolean {
  if (looksItself.test(tool) || looksItself.test(uses?.repository ?? '')) return true;
  if (['skip-existing', 'skip_existing', 'skip-duplicate'].some((name) => inputs.get(name)?.trim() === 'true'))
    return true;
  return programs.some(({ program, arguments: words }) => {
    const texts = words.map(({ text }) => text);
    if (program === 'pnpm') return texts.some((text) => /^(?:-r|--recursive|--filter.*)$/.test(text));
    return texts.some((text) => /^--(?:skip-existing|skip-duplicate|tolerate-republish|skip-published)\b/.test(text));
  });
}

/**
 * https://semantic-release.gitbook.io, https://github.com/googleapis/release-please, https://github.com/changesets/action,
 * https://goreleaser.com/errors/dirty/ (asks for a tag), https://opensource.axo.dev/cargo-dist, https://release-plz.dev,
 * https://github.com/JS-DevTools/npm-publish (compares versions), https://github.com/helm/chart-releaser-action
 */
const looksItself =
  /semantic-release|release-please|changeset|release-plz|release-it|lerna|^auto |^np$|goreleaser|jreleaser|^(?:cargo )?dist |^nx |rush publish|beachball|cargo (?:workspaces|smart-release|release)|npm-publish|publish-crates|chart-releaser|tagpr|nbgv|git-cliff|release-drafter|create-release-pull/;

/** `push: ${{ github.ref == 'refs/heads/main' }}` */
function isSwitchedOn(publish: Activity, occasion: Occasion): boolean {
  const push = publish.innerStep && findPush(publish.innerStep);
  return !push?.value || pushes(push.value.text, publish, occasion);
}

/** Something on the way works out a version, which may well say that it is none for everyone. */
const hasOwnVersion = (publish: Activity, repository: Repository): boolean =>
  makesVersion(publish.entry, repository) || maySnapshot(publish, repository);

const makesVersion = once((job: Job, repository: Repository): boolean => {
  const steps = new Set(operationsOf(job, repository).flatMap(({ innerStep }) => innerStep ?? []));
  return [...steps].some(
    (step) =>
      /version|bump/i.test(step.uses?.repository ?? '') ||
      madeVersion.test(scriptTextOf(step).replace(/--version\b(?!-)/g, '')),
  );
});

const madeVersion =
  /version|GITHUB_(?:SHA|RUN_NUMBER|RUN_ID)|github\.(?:sha|run_number|run_id)|preid|snapshot|suffix|revision|describe/i;

/** Maven and Gradle keep snapshots apart from releases. */
const maySnapshot = ({ tool }: Activity, { tree }: Repository): boolean =>
  /^(?:mvnw?|mvnd|gradlew?|sbt)\b/.test(tool) &&
  ![...tree.texts].some(([path, text]) => /(?:^|\/)pom\.xml$/.test(path) && !text.includes('-SNAPSHOT'));

/** Neither a draft nor a test release, under a name that no branch decides. */
function isRelease({ uses, inputs, programs, fill }: Activity): boolean {
  const words = programs.at(-1)?.arguments.map(({ text }) => fill(text)) ?? [];
  if (words.some((word) => /^(?:--draft|-d|--prerelease|-p|--latest=false)(?:=true)?$/.test(word))) return false;
  if (['draft', 'prerelease'].some((name) => (inputs.get(name) ?? 'false').trim() !== 'false')) return false;
  const tag = uses
    ? (inputs.get('tag_name') ?? inputs.get('tag') ?? inputs.get('release_tag') ?? '')
    : (words.slice(2).find((word) => !word.startsWith('-')) ?? '');
  return tag.trim() !== '' && !/[$`]/.test(tag.slice(0, longestTag).replace(ofRun, ''));
}

/** Git's own limit is near it. */
const longestTag = 300;

const ofRun =
  /\$\{\{ *github\.(?:run_number|run_id|run_attempt|sha) *\}\}|\$\{?GITHUB_(?:RUN_NUMBER|RUN_ID|SHA)\}?|\$\(date[^)]*\)/g;
