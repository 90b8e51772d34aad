import type { Repository } from '../../documents/document.ts';
import { activitiesOf, isUnknown } from '../activities.ts';
import type { Activity, Operation } from '../activity.ts';

/** A job whose environment has a page, and in which nobody can read what is done: most likely it deploys there. */
export function opaqueEnvironmentDeploy(
  operations: readonly Operation[],
  repository: Repository,
): Activity | undefined {
  const candidates = operations.filter(({ job }) => job.environment?.url !== undefined);
  const [first] = candidates;
  if (!first) return undefined;
  const known = new Set(activitiesOf(first.entry, repository).map(({ evidence }) => evidence));
  const operation = candidates.findLast((each) => !known.has(each.evidence) && isUnknown(each, []));
  return operation && asDeploy(operation, 'tentative');
}

/** What stands for the deploy of a job of which only the policy says that it is one. */
export function standInFor(operations: readonly Operation[]): Activity | undefined {
  const operation = operations.findLast((each) => isUnknown(each, [])) ?? operations.at(-1);
  return operation && asDeploy(operation, 'firm');
}

const asDeploy = (operation: Operation, certainty: Activity['certainty']): Activity => ({
  ...operation,
  kind: 'deploy',
  sort: undefined,
  tool: toolOf(operation),
  how: 'name',
  certainty,
  isDoubtful: false,
});

function toolOf({ uses, via, programs, step, job }: Operation): string {
  if (uses) return uses.text.text;
  return via.at(-1)?.name ?? programs[0]?.program ?? step?.name?.text ?? job.id.text;
}
