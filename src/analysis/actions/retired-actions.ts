import type { Uses } from '../../documents/workflow-model.ts';
import { type RetiredVersions, retiredActions } from '../../knowledge/retired-actions.ts';
import { versionOfUses } from './refs.ts';
import { serverKindOf } from './servers.ts';

/** Why the version that a `uses:` names is retired, the worst reason first; a commit counts by the version in its comment. */
export function retirementOf(uses: Uses, server: string | undefined): RetiredVersions | undefined {
  const rows = rowsOf().get(uses.repository ?? '');
  if (!rows || !uses.ref) return undefined;
  // `v3-node20` of the artifact actions is for enterprise servers, which do not know newer majors.
  if (/-node\d+$/.test(uses.ref.text)) return undefined;
  const version = versionOfUses(uses.ref.text, uses.comment)?.version;
  const isRefusing = serverKindOf(server) !== 'enterprise';
  return rows.find((row) => (isRefusing || !isRefusal(row)) && isMeant(row, version));
}

/** Whether GitHub's servers fail the job at once; an enterprise server does not. */
export const isRefusal = ({ retirement }: RetiredVersions): boolean =>
  retirement === 'artifacts' || retirement === 'cache';

let byRepository: ReadonlyMap<string, readonly RetiredVersions[]> | undefined;

function rowsOf(): ReadonlyMap<string, readonly RetiredVersions[]> {
  if (byRepository) return byRepository;
  const rows = new Map<string, RetiredVersions[]>();
  for (const row of retiredActions) rows.set(row.repository, [...(rows.get(row.repository) ?? []), row]);
  byRepository = rows;
  return rows;
}

function isMeant({ from, before }: RetiredVersions, version: readonly number[] | undefined): boolean {
  if (!before) return true;
  if (!version) return false;
  return isBefore(version, before) && !(from && isBefore(version, from));
}

/** What a version leaves out floats to the newest: `v3` is not before 3.4. */
function isBefore(version: readonly number[], limit: readonly number[]): boolean {
  for (const [index, bound] of limit.entries()) {
    const part = version[index];
    if (part === undefined || part > bound) return false;
    if (part < bound) return true;
  }
  return false;
}
