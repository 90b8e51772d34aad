import type { Repository } from '../../documents/document.ts';
import type { Activity } from '../activities/activity.ts';
import { publishingRights } from '../trust/publishing-rights.ts';
import { hasOwnPlace, isOfPages } from '../targets/docs.ts';
import { occasionsOf } from '../targets/occasions.ts';
import { whyPreview } from '../targets/preview.ts';
import type { Target } from '../targets/targets.ts';
import { findWayOfRef, type OpenWay } from './reach.ts';

/** What a documentation site gets from a branch or a pull request that nobody has agreed to. */
export interface OpenDocs extends OpenWay {
  readonly deploy: Activity;
}

/** Sites with one place for whatever comes: previews, folders of their own and other branches' sites are left out. */
export function findOpenWayToDocs({ deploys }: Target, repository: Repository): OpenDocs | undefined {
  for (const deploy of deploys) {
    if (!hasOneSite(deploy) || hasOwnPlace(deploy) || !mayWrite(deploy)) continue;
    const occasions = occasionsOf(deploy, repository).filter((occasion) => !whyPreview(deploy, occasion));
    // What never comes from the default branch is not the site that readers see.
    if (!occasions.some(({ ref }) => ref.kind === 'default branch')) continue;
    const way = findWayOfRef(deploy, occasions, ['pull request', 'any branch', 'run before'], repository);
    if (way) return { ...way, deploy };
  }
  return undefined;
}

/** `actions/deploy-pages` demands an environment, whose settings say which branches may deploy. */
const hasOneSite = (deploy: Activity): boolean =>
  deploy.certainty !== 'tentative' &&
  deploy.uses?.repository !== 'actions/deploy-pages' &&
  (isOfPages(deploy) || copies.test(deploy.tool));

/** Tools that replace what lies at a fixed place. */
const copies = /^(?:aws s3|gsutil|gcloud storage|rclone|rsync|scp|sftp|lftp|s3cmd|s5cmd|azcopy|surge|ssh)\b/;

/** Pages are a branch of the repository, which its own token may write to; what lies elsewhere needs a key. */
function mayWrite(deploy: Activity): boolean {
  const isPages = isOfPages(deploy);
  const rights = publishingRights({ ...deploy, sort: isPages ? 'release' : 'package' });
  return rights !== undefined && (isPages || rights.isCertain);
}
