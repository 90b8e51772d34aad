import type { Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { mountsOf } from '../../documents/dockerfile/mounts.ts';
import { type Job, type Step, type Uses, findVariable, stepsOf } from '../../documents/workflow-model.ts';
import { cachingActions, type PackageManager } from '../../knowledge/package-managers.ts';
import { activitiesIn } from '../activities/activities.ts';
import type { Operation } from '../activities/activity.ts';
import { findLockFile, installOf, type LockedInstall } from './installs.ts';
import { entryJobsOf, operationsOf } from '../activities/operations.ts';
import { placeOf } from '../activities/place-of.ts';
import { versionOfUses } from '../actions/refs.ts';
import { joinPaths } from '../workspace-paths.ts';

export interface EverydayInstall {
  readonly at: Span;
  readonly manager: PackageManager;
}

/**
 * The first install of each job that a person waits for, of what a lock file lists; also of those that package scripts,
 * composite actions and called workflows do in its place.
 */
export function everydayInstallsOf(repository: Repository): readonly EverydayInstall[] {
  const byJob = new Map<Job, EverydayInstall>();
  for (const entry of entryJobsOf(repository).filter(isEverydayJob)) {
    for (const operation of operationsOf(entry, repository)) {
      if (byJob.has(operation.job) || operation.isDisabled || keepsDisk(operation.job)) continue;
      const install = lockedInstallOf(operation, repository);
      if (install) byJob.set(operation.job, { at: placeOf(operation, repository), manager: install.manager });
    }
  }
  return [...byJob.values()];
}

function lockedInstallOf({ command, folder, via }: Operation, repository: Repository): LockedInstall | undefined {
  // What an image installs is kept or lost with its layers.
  if (!command || folder === undefined || via.some(({ kind }) => kind === 'image stage')) return undefined;
  const install = installOf(command);
  if (!install) return undefined;
  const lockFile = findLockFile(install.manager, joinPaths(folder, install.folder ?? ''), repository);
  return lockFile === undefined ? undefined : { ...install, lockFile };
}

/** Whether anything in the repository keeps dependencies or build results between runs, or may do so unseen. */
export const cachesAnything = (repository: Repository): boolean =>
  [...repository.workflows, ...repository.actions].some((document) =>
    stepsOf(document).some((step) => step.uses && keepsCache(step, step.uses, repository)),
  ) ||
  // Of actions more is known here than their names: which version caches by itself, and under which setting.
  activitiesIn(repository).some(({ kind, command, isDisabled }) => kind === 'cache' && command && !isDisabled) ||
  repository.workflows.some((workflow) => remoteCache.test(workflow.file.text) || workflow.jobs.some(callsUnseen)) ||
  repository.dockerfiles.some(({ instructions }) =>
    instructions.some((instruction) => mountsOf(instruction).some(({ type }) => type === 'cache')),
  );

/** Jobs that a person waits for: not those that only releases start, where a cache is a risk, nor machines that keep their disk. */
const isEverydayJob = (job: Job): boolean =>
  !keepsDisk(job) &&
  job.workflow.triggers.some(({ event, tags, branches }) => {
    if (event.text === 'push') return tags.length === 0 || branches.length > 0;
    return event.text === 'pull_request' || event.text === 'merge_group' || event.text === 'pull_request_target';
  });

const keepsDisk = ({ runsOn }: Job): boolean => runsOn.some((label) => /self-hosted/i.test(label.text));

/** The tokens of Nx Cloud and of Turborepo's remote cache. */
const remoteCache = /\b(?:NX_CLOUD_(?:ACCESS|AUTH)_TOKEN|TURBO_TOKEN)\b/;

/** What a workflow of another repository does is not known. */
const callsUnseen = ({ uses }: Job): boolean => uses !== undefined && uses.kind !== 'local' && uses.kind !== 'self';

function keepsCache(step: Step, uses: Uses, repository: Repository): boolean {
  const name = uses.repository ?? '';
  const input = (of: string): string | undefined => findVariable(step.with, of)?.value?.text;
  if (switches.some((of) => isOff(input(of))) || input('cache-disabled')?.trim().toLowerCase() === 'true') return false;
  if (cachingActions.has(name) || name.includes('cache')) return true;
  if ([...switches, ...settings].some((of) => isSet(input(of)))) return true;
  if (name === 'docker/bake-action' && /\.cache-(?:from|to)\b/.test(input('set') ?? '')) return true;
  const major = uses.ref && versionOfUses(uses.ref.text, uses.comment)?.version[0];
  // https://github.com/actions/setup-go: caching is on by default from version 4.
  if (name === 'actions/setup-go') return (major ?? 4) >= 4;
  // https://github.com/actions/setup-node: from version 5 it caches for npm where package.json names the manager.
  if (name === 'actions/setup-node') {
    const namesManager = /"packageManager"\s*:/.test(repository.tree.texts.get('package.json') ?? '');
    return (major ?? 5) >= 5 && namesManager;
  }
  return false;
}

/** Inputs that switch an action's cache on or off, or name what it keeps. */
const switches = ['cache', 'bundler-cache', 'use-cache', 'enable-cache', 'sccache', 'package-manager-cache'];

/** Inputs that nobody gives without a cache. */
const settings = ['cache-dependency-path', 'cache-from', 'cache-to'];

const isSet = (value: string | undefined): boolean => value !== undefined && value.trim() !== '' && !isOff(value);

const isOff = (value: string | undefined): boolean => value?.trim().toLowerCase() === 'false';
