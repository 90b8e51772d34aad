import type { Result } from '../core/result.ts';
import { replaceUnseen } from '../core/message.ts';
import { cutText } from './escape.ts';
import { link, plain } from './markdown.ts';

/** The page of a line at head; undefined where a link could not be trusted to lead there. */
export function blobUrl(result: Result, path: string, line: number): string | undefined {
  const { serverUrl, repository } = result.setting;
  if (!serverUrl || !repository || !result.head) return undefined;
  if (!origin.test(serverUrl) || !ownerAndName.test(repository) || !sha.test(result.head)) return undefined;
  // A path with unseen characters is shown written out; a link would lead to another file than the one it names.
  if (replaceUnseen(path, () => '\0') !== path || path.includes('\0')) return undefined;
  const url = `${serverUrl}/${repository}/blob/${result.head}/${encodePath(path)}#L${line}`;
  return url.length <= 600 ? url : undefined;
}

/** A link to the checks page, where that is known. */
export function detailsLink({ setting }: Result, label: string): readonly string[] {
  const url = setting.checksUrl;
  return url !== null && url.length <= 600 && webUrl.test(url) ? [link(label, url)] : [];
}

/** `ci.yml, line 41`, linked where possible. Workflows go by their name alone, everything else by its path. */
export const placeLink = (result: Result, place: { readonly path: string; readonly startLine: number }): string =>
  link(`${plain(shortPath(place.path))}, line ${place.startLine}`, blobUrl(result, place.path, place.startLine));

export const shortPath = (path: string): string => cutText(path.replace(/^\.github\/workflows\/(?=[^/]+$)/, ''), 120);

/** The page of a rule, for the version that speaks. */
export const docsUrl = (tool: { readonly version: string; readonly home: string }, rule: string): string =>
  `${tool.home}/blob/v${tool.version}/docs/rules/${rule}.md`;

/** For URLs: brackets and quotes too, which `encodeURIComponent` leaves and Markdown reads. */
export const encodePath = (path: string): string =>
  path
    // Half surrogate pairs have no encoding.
    .replace(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(/[()'!*~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
    )
    .join('/');

const origin = /^https?:\/\/[\w.-]+(:\d+)?$/;
const ownerAndName = /^[\w.-]+\/[\w.-]+$/;
const sha = /^[0-9a-f]{7,64}$/;
const webUrl = /^https?:\/\/[\w.-]+(:\d+)?(\/[\w./%?=&#-]*)?$/;
