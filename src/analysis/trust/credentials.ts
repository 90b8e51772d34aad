import type { Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { findVariable, type Job, type Step } from '../../documents/workflow-model.ts';
import { forkCheckoutsOf } from './fork-checkout.ts';
import { refKindOf, versionOfUses } from '../actions/refs.ts';
import { joinPaths } from '../workspace-paths.ts';

/** What gets at the token that a checkout left in `.git/config`. */
export interface Leak {
  readonly at: Span;
  readonly kind: 'upload' | 'fork code';
}

/**
 * Whether a checkout writes the token into the folder. Version 6 and later keep it outside, in the runner's temporary
 * folder: https://github.com/actions/checkout/blob/main/CHANGELOG.md
 */
export function leavesToken(step: Step): boolean {
  if (step.uses?.repository !== 'actions/checkout') return false;
  const persist = findVariable(step.with, 'persist-credentials')?.value?.text.trim().toLowerCase();
  // An expression may be either.
  if (persist !== undefined && persist !== 'true') return false;
  const ref = step.uses.ref?.text ?? '';
  const major = versionOfUses(ref, step.uses.comment)?.version[0];
  return major === undefined ? refKindOf(ref) === 'tag' : major < 6;
}

/** The first later step of the job that carries the folder away, or any that runs code of a fork. */
export function findLeak(checkout: Step, job: Job, repository: Repository): Leak | undefined {
  const folder = joinPaths('', findVariable(checkout.with, 'path')?.value?.text ?? '');
  const upload = job.steps.slice(checkout.index + 1).find((step) => uploads(step, folder));
  if (upload) return { at: upload.uses?.text.span ?? upload.span, kind: 'upload' };
  const [fork] = forkCheckoutsOf(job, repository);
  return fork && { at: fork.execution.at, kind: 'fork code' };
}

/**
 * `.git` is hidden, and hidden files stay out of artifacts from version 4.4 on unless asked for:
 * https://github.com/actions/upload-artifact#uploading-hidden-files
 */
function uploads(step: Step, folder: string): boolean {
  if (step.uses?.repository !== 'actions/upload-artifact') return false;
  const [major = 4, minor] = versionOfUses(step.uses.ref?.text ?? '', step.uses.comment)?.version ?? [];
  const asked = findVariable(step.with, 'include-hidden-files')?.value?.text.trim().toLowerCase() === 'true';
  const leavesHidden = major > 4 || (major === 4 && (minor === undefined || minor >= 4));
  if (leavesHidden && !asked) return false;
  const paths =
    findVariable(step.with, 'path')
      ?.value?.text.split('\n')
      .map((path) => path.trim()) ?? [];
  if (paths.some((path) => leavesOutGit.test(path))) return false;
  const held = [folder, joinPaths(folder, '.git')];
  return paths.some((path) => path !== '' && held.includes(joinPaths('', path.replace(/\/?\*\*?(?:\/\*)?$/, ''))));
}

/** `!.git`, `!**\/.git/**`, `!source/.git/config` */
const leavesOutGit = /^!(?:.*\/)?\.git(?:\/(?:config|\*\*?(?:\/\*)?)?)?$/;
