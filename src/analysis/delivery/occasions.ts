import { once } from '../../core/once.ts';
import type { Repository } from '../../documents/document.ts';
import { namesOf } from '../targets/names.ts';
import { type Occasion, occasionsOf } from '../targets/occasions.ts';
import { whyPreview } from '../targets/preview.ts';
import type { Target } from '../targets/targets.ts';

/** The occasions on which a job changes this target: one command may go to staging from one branch, to production from another. */
export const occasionsOfTarget = once((target: Target, repository: Repository): readonly Occasion[] => {
  const all = occasionsOf(target.first, repository);
  const own = all.filter((occasion) => leadsTo(target, occasion));
  return own.length > 0 ? own : all;
});

function leadsTo(target: Target, occasion: Occasion): boolean {
  const { first } = target;
  if (whyPreview(first, occasion)) return target.class === 'preview';
  const { told } = namesOf(first, occasion);
  if (told.length > 0) return told.some((each) => each.class === target.class);
  // Without a name it is what starts it that tells: never staging, and a preview where a pull request does.
  return target.class !== 'staging' && occasion.ref.kind !== 'pull request';
}
