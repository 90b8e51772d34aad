import { code } from '../../core/message.ts';
import { textOfSpan } from '../../core/source.ts';
import type { Job, Permissions, PermissionScope } from '../../documents/workflow-model.ts';
import { findValue } from '../../documents/yaml-value.ts';
import { weightyScopes } from '../../knowledge/permission-scopes.ts';
import { accessesBelow } from './accesses.ts';

/** The block that rules a job's token; `undefined` where the repository's setting decides. */
export const permissionsOf = (job: Job): Permissions | undefined => job.permissions ?? job.workflow.permissions;

/** The scopes a block lets write, the weightiest first. */
export const writtenScopes = (permissions: Permissions): readonly PermissionScope[] =>
  permissions.scopes.filter((scope) => scope.level?.text === 'write').toSorted((a, b) => weightOf(a) - weightOf(b));

export const isWeighty = (scope: PermissionScope): boolean => weightyScopes.includes(scope.name.text);

const weightOf = (scope: PermissionScope): number => {
  const index = weightyScopes.indexOf(scope.name.text);
  return index === -1 ? weightyScopes.length : index;
};

/** What someone who takes over the job gets, as the file grants it, quoted: completes "with …"; `undefined` for nothing. */
export function findSpoils(job: Job): string | undefined {
  const permissions = permissionsOf(job);
  const [scope] = permissions ? writtenScopes(permissions) : [];
  const token = permissions?.all?.text === 'write-all' ? 'write-all' : scope && `${scope.name.text}: write`;
  const spoils = [token, secretsOf(job)[0]].flatMap((each) => (each === undefined ? [] : [code(each)]));
  return spoils.length > 0 ? spoils.join(' and ') : undefined;
}

const found = new WeakMap<Job, readonly string[]>();

/** The secrets a job is handed, as written, without the workflow's own token. */
export function secretsOf(job: Job): readonly string[] {
  const known = found.get(job);
  if (known) return known;
  const values = [findValue(job.workflow.root, 'env'), ...job.entries.map((entry) => entry.value)];
  const accesses = values
    .flatMap((value) => accessesBelow(value, /secrets/i))
    .filter(({ path }) => isSecret(path) && !isOwnToken(path));
  const secrets = new Set(accesses.map(({ span }) => textOfSpan(span)));
  if (job.inheritsSecrets) secrets.add('secrets: inherit');
  found.set(job, [...secrets]);
  return [...secrets];
}

/** Any of the secrets, or all of them at once. Paths are in lower case, as expressions compare them. */
export const isSecret = (path: string): boolean => path === 'secrets' || path.startsWith('secrets.');

/** The workflow's own token, which its permissions bound and which ends with the job. */
export const isOwnToken = (path: string): boolean => path === 'secrets.github_token' || path === 'github.token';
