import type { Answer } from '../../core/applicability.ts';
import type { TargetClass } from '../../core/delivery.ts';
import type { Certainty } from '../../core/severity.ts';
import type { Repository } from '../../documents/document.ts';
import { type Target, targetsOf } from '../targets.ts';

/** The targets of some classes, but for those whose deploys can never run. */
export const targetsOfClass = (repository: Repository, ...classes: readonly TargetClass[]): readonly Target[] =>
  targetsOf(repository).filter((target) => classes.includes(target.class));

/** Whether a rule about targets of some classes has anything to ask here. */
export function answerForTargets(repository: Repository, ...classes: readonly TargetClass[]): Answer {
  const found = targetsOfClass(repository, ...classes).length;
  const names = classes.join(' or ');
  if (found > 0)
    return {
      answer: 'applies',
      reason: `${found.toString()} ${found === 1 ? 'job deploys' : 'jobs deploy'} to ${names}`,
    };
  const [unclear] = targetsOfClass(repository, 'unknown');
  if (!unclear) return { answer: 'does not apply', reason: `no job deploys to ${names}` };
  return { answer: 'unknown', reason: `where job ${unclear.job.id.text} deploys to cannot be told` };
}

/** What stays the same when commands, versions and names of jobs change. */
export const keyOfTarget = (target: Target): string => target.name ?? target.class;

/** A finding is no surer than the class that it hangs on. */
export const certaintyOfTarget = (target: Target): Certainty =>
  target.certainty === 'firm' && target.first.certainty !== 'tentative' ? 'firm' : 'tentative';
