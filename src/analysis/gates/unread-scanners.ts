import type { Repository } from '../../documents/document.ts';
import { activitiesIn } from '../activities/activities.ts';
import { findOtherCi } from './other-ci.ts';

/** What may scan images without a file of this repository telling so: an unread workflow by its name, another CI system. */
export function unreadScannersOf(repository: Repository): readonly string[] {
  const named = activitiesIn(repository).filter(
    ({ kind, sort, certainty, isDisabled }) =>
      kind === 'scan' && certainty === 'tentative' && !isDisabled && (sort === undefined || sort === 'image'),
  );
  const other = findOtherCi(repository);
  return [...named.map(({ tool }) => tool), ...(other ? [other.name] : [])];
}
