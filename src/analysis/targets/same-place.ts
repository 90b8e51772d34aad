import { textOfSpan } from '../../core/source.ts';
import type { Activity } from '../activities/activity.ts';
import type { Occasion } from './occasions.ts';

/**
 * Whether a deploy leads to one place whichever branch starts it: nothing in its job asks for the branch, and the tool
 * does not by itself.
 */
export const isSameForAllBranches = ({ entry, job, uses, programs, isOpaque }: Activity): boolean =>
  job === entry &&
  (uses !== undefined || !isOpaque) &&
  !asksForBranch.test(textOfSpan(job.span)) &&
  !branchTools.test(uses?.repository ?? programs.at(-1)?.program ?? '');

const asksForBranch = /github\.(?:ref|head_ref|base_ref)|GITHUB_(?:REF|HEAD_REF|BASE_REF)|\bneeds\.|branch/i;

/** Hosts and tools that keep a place for each branch, by what git says. */
const branchTools =
  /vercel|netlify|wrangler|cloudflare|firebase|amplify|static-web-apps|(?:^|\/)eb$|beanstalk|kamal|^cap$|^git$/;

/** What follows runs of either is one deploy of the default branch, unless its job asks what the run before was for. */
export function withoutFollowedPulls(deploy: Activity, occasions: readonly Occasion[]): readonly Occasion[] {
  const isFollowed = ({ event }: Occasion): boolean => event === 'workflow_run';
  const isOfPull = ({ ref }: Occasion): boolean => ref.kind === 'pull request';
  if (!occasions.some((each) => isFollowed(each) && !isOfPull(each))) return occasions;
  if (/workflow_run\.(?:head|pull|event)/.test(textOfSpan(deploy.entry.span))) return occasions;
  return occasions.filter((each) => !isFollowed(each) || !isOfPull(each));
}
