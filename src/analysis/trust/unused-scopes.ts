import type { Repository } from '../../documents/document.ts';
import type { Job, PermissionScope, Step } from '../../documents/workflow-model.ts';
import { actionPermissions } from '../../knowledge/action-permissions.ts';
import { accessesBelow } from './accesses.ts';
import { activitiesOf, isUnknown } from '../activities/activities.ts';
import type { Operation } from '../activities/activity.ts';
import { operationsOf } from '../activities/operations.ts';
import { writtenScopes } from './power.ts';
import { pullRequestPublishesOf } from './pull-request-publishes.ts';
import { startsOfJob } from '../runs/triggers.ts';

/**
 * The scopes that a job's own block lets write and that none of its steps can use, where that is known: every step is an
 * action of the table or a command without the token. Only for jobs that a pull request starts.
 */
export function unusedScopesOf(job: Job, repository: Repository): readonly PermissionScope[] {
  const written = job.permissions ? writtenScopes(job.permissions) : [];
  if (written.length === 0 || job.uses) return [];
  if (!startsOfJob(job, repository).some(({ event }) => event === 'pull_request')) return [];
  if (hasToken(job)) return [];
  const used = job.steps.map((step) => usedScopesOf(step));
  if (used.includes(undefined)) return [];
  return written.filter(({ name }) => !used.some((scopes) => scopes?.includes(name.text)));
}

/**
 * `packages: write` of a job that publishes, but never for the pull requests that start it as well; only where all that
 * the job does is known.
 */
export function idleScopesOf(job: Job, repository: Repository): readonly PermissionScope[] {
  const packages = job.permissions ? writtenScopes(job.permissions).filter(({ name }) => name.text === 'packages') : [];
  if (packages.length === 0 || !startsOfJob(job, repository).some(({ event }) => event === 'pull_request')) return [];
  const activities = activitiesOf(job, repository);
  if (!activities.some(({ kind }) => kind === 'publish')) return [];
  const isKnown = (operation: Operation): boolean =>
    !isUnknown(
      operation,
      activities.filter((activity) => activity.evidence === operation.evidence),
    );
  if (!operationsOf(job, repository).every(isKnown)) return [];
  const isUsed = pullRequestPublishesOf(repository).some(({ activity }) => activity.entry === job);
  return isUsed ? [] : packages;
}

/** `undefined` where the step may use any. */
function usedScopesOf(step: Step): readonly string[] | undefined {
  // What runs here gets the token that checkout left behind, and may ask for an identity.
  if (step.run) return step.run.value.text.includes('GITHUB_TOKEN') ? undefined : ['contents', 'id-token'];
  const { uses } = step;
  if (!uses) return [];
  return uses.repository === undefined ? undefined : actionPermissions[uses.repository];
}

/** Whether a script of the job is handed the token; by an input it goes to an action, which the table knows. */
function hasToken(job: Job): boolean {
  const handed = [
    job.workflow.root?.kind === 'mapping'
      ? job.workflow.root.entries.find(({ key }) => key.value.text === 'env')?.value
      : undefined,
    ...job.entries.filter(({ key }) => key.value.text === 'env').map(({ value }) => value),
    ...job.steps.flatMap((step) =>
      step.entries.filter(({ key }) => ['env', 'run'].includes(key.value.text)).map(({ value }) => value),
    ),
  ];
  return handed.some((value) =>
    accessesBelow(value, /github|secrets/i).some(
      ({ path }) =>
        path === 'github' || path === 'secrets' || path === 'github.token' || path === 'secrets.github_token',
    ),
  );
}
