import { rollingWords } from '../../knowledge/base-images.ts';
import { parseImageReference, type ImageReference } from './images.ts';
import { someVersion } from './metadata-tags.ts';
import { ecrRegistry } from './run-values.ts';
import { shortHash } from '../shell/shell-expansions.ts';

/** A reference with expressions in it, as `valueIn` leaves them: `ghcr.io/${{ github.repository }}:${{ github.sha }}`. */
export function parseRunReference(text: string): ImageReference {
  const hidden: string[] = [];
  const masked = text
    .slice(0, longestName)
    .trim()
    .replace(/^docker:\/\//, '')
    .replace(open, (found) => `\u{e000}${String.fromCodePoint(0xe100 + Math.min(hidden.push(found) - 1, mostHidden))}`);
  const shown = (part: string): string =>
    part.replace(/\u{e000}(.)/gu, (_, place: string) => hidden[(place.codePointAt(0) ?? 0) - 0xe100] ?? '');
  const { registry, repository, name, tag, digest } = parseImageReference(masked);
  return {
    registry: registry === undefined ? undefined : shown(registry),
    repository: shown(repository),
    name: shown(name),
    tag: tag === undefined ? undefined : shown(tag),
    digest: digest === undefined ? undefined : shown(digest),
  };
}

/** What is left open in a value; colons and slashes in it part nothing. */
const open = /\$\{\{.*?\}\}|\$\{[^{}]*\}|\$\([^()]*\)|\$\w+|\{\{.*?\}\}/gs;
const mostHidden = 0xeff;
/** Registries take 255 characters and a tag of 128; expressions may be longer. */
const longestName = 1_000;

/** As people know it: without the registry that only stands for one, and without an expression for the whole of it. */
export const shownName = (text: string): string | undefined => {
  const name = text.replace(`${ecrRegistry}/`, '');
  return /^[$`]\S*(?:\s[^/]*)?$/.test(name) ? undefined : name;
};

/** Names compared as registries do, and an expression by its text. */
export const isSameName = (one: ImageReference, other: ImageReference): boolean =>
  one.name !== '' && one.name.toLowerCase() === other.name.toLowerCase();

/** What a tag promises. */
export type TagKind =
  /** Built once under this name: a commit, a run, a digest. */
  | 'fixed'
  | 'version'
  /** The next build takes it over. */
  | 'moving'
  /** The branch or tag that the run is for. */
  | 'ref'
  | 'pull request'
  | 'unknown';

export function tagKindOf({ repository, tag, digest }: ImageReference): TagKind {
  if (digest !== undefined) return 'fixed';
  if (tag === undefined) return isWholeName(repository) ? 'moving' : 'unknown';
  return /[$]|\{\{/.test(tag) ? kindOfExpression(tag) : kindOfLiteral(tag);
}

/** What an expression at the end stands for may bring a tag along, but for the name of the repository. */
const isWholeName = (repository: string): boolean =>
  !/[$`}]/.test(repository.replace(ownName, '').split('/').at(-1) ?? '') &&
  !/\s|\$\(/.test(repository.replace(/\$\{\{[^}]*\}\}/g, ''));

const ownName = /\$\{\{ github\.(?:repository|repository_owner|event\.repository\.name) \}\}/gi;

function kindOfExpression(tag: string): TagKind {
  if (fixedParts.test(tag) || tag.includes(shortHash)) return 'fixed';
  if (tag.includes(someVersion) || versionParts.test(tag)) return 'version';
  if (pullRequestParts.test(tag)) return 'pull request';
  return /^\$\{\{ github\.ref_name \}\}$/i.test(tag) ? 'ref' : 'unknown';
}

const fixedParts =
  /github\.(?:sha|run_id|run_number|event\.after|event\.pull_request\.head\.sha|workflow_sha)\b|date|time|digest|sha\b|commit/i;
const versionParts = /version|semver|\btag(?:_?name)?\b|release/i;
const pullRequestParts = /github\.event\.(?:number|pull_request\.number)|github\.head_ref|pull[-_]?request|\bpr\b/i;

/** `latest-alpine`, `main-arm64`; a word of a product (`cuda`, `debian`) may be any kind of name. */
function kindOfLiteral(tag: string): TagKind {
  if (/^v?\d/.test(tag)) return 'version';
  const words = tag.toLowerCase().split(/[-_.]/);
  const [first = ''] = words;
  const isMoving = rollingWords.has(first) || branchNames.has(first) || branchNames.has(words.at(-1) ?? '');
  return isMoving && !words.some((word) => /^(?:v?\d+|[0-9a-f]{7,40})$/.test(word)) ? 'moving' : 'unknown';
}

/** Names of branches and environments that people give to images. */
const branchNames: ReadonlySet<string> = new Set(
  'master main trunk dev develop development staging stage prod production canary snapshot unstable'.split(' '),
);
