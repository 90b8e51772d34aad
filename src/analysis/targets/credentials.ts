import type { Job } from '../../documents/workflow-model.ts';
import type { Value } from '../../documents/yaml-value.ts';
import type { Activity } from '../activities/activity.ts';
import { permissionsOf, secretsOf } from '../trust/power.ts';
import { matrixValuesOf } from '../runs/runners.ts';

/**
 * Whether anything in sight of a job could open a cluster, a host or an account: a secret other than its own token, an
 * environment, an identity token, a machine of one's own with whatever is on it.
 */
export const canReachOut = ({ entry, job }: Pick<Activity, 'entry' | 'job'>): boolean =>
  [...new Set([entry, job])].some(holdsCredential);

function holdsCredential(job: Job): boolean {
  if (job.environment !== undefined || secretsOf(job).length > 0 || isOwnMachine(job)) return true;
  const permissions = permissionsOf(job);
  if (permissions?.all?.text === 'write-all') return true;
  return permissions?.scopes.some(({ name, level }) => name.text === 'id-token' && level?.text === 'write') ?? false;
}

/** Labels that are none of GitHub's, or not known. https://docs.github.com/en/actions/reference/runners/github-hosted-runners */
export function isOwnMachine(job: Job): boolean {
  if (job.uses) return false;
  const written = findText(job.entries.find(({ key }) => key.value.text === 'runs-on')?.value);
  const axis = /^\$\{\{\s*matrix\.([\w.-]+)\s*\}\}$/.exec(written ?? '')?.[1];
  const labels = axis === undefined ? job.runsOn.map(({ text }) => text) : matrixValuesOf(job, axis.split('.'));
  return !labels.some((label) => hosted.test(label));
}

const findText = (value: Value | undefined): string | undefined =>
  value?.kind === 'scalar' ? value.value.text : undefined;

const hosted = /^(?:ubuntu|windows|macos)-(?:latest|slim|\d[\w.]*)(?:-[\w.-]+)?$/i;
