import type { Repository } from '../../documents/document.ts';
import type { Activity } from '../activity.ts';
import { targetsOf } from '../targets.ts';
import { afterOf, isSameOperation } from './order.ts';

/** Whether a test only looks at what has been deployed before: by then it is too late to ask for a pull request. */
export const followsDeploy = (test: Activity, repository: Repository): boolean =>
  targetsOf(repository).some(
    (target) =>
      (target.class === 'production' || target.class === 'staging') &&
      target.job.workflow === test.entry.workflow &&
      afterOf(target, target.first, repository).operations.some((each) => isSameOperation(each, test)),
  );
