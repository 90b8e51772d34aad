import { once } from '../../core/once.ts';
import type { Repository } from '../../documents/document.ts';
import type { Workflow } from '../../documents/workflow-model.ts';
import type { Activity } from '../activities/activity.ts';
import { targetsOf } from '../targets/targets.ts';
import { afterOf } from './order.ts';

/** Whether a test only looks at what has been deployed before: by then it is too late to ask for a pull request. */
export const followsDeploy = (test: Activity, repository: Repository): boolean =>
  followersIn(test.entry.workflow, repository).has(test);

const followersIn = once((workflow: Workflow, repository: Repository): ReadonlySet<Activity> => {
  const targets = targetsOf(repository).filter(
    (target) => target.job.workflow === workflow && (target.class === 'production' || target.class === 'staging'),
  );
  const found = new Set<Activity>();
  for (const target of targets)
    for (const activity of afterOf(target, target.first, repository).activities) found.add(activity);
  return found;
});
