import { once } from '../../core/once.ts';
import type { Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { activitiesOf } from '../activities/activities.ts';
import type { Activity } from '../activities/activity.ts';

import type { Target } from '../targets/targets.ts';
import { occasionsOfTarget } from './occasions.ts';
import { findDeployTool } from './deploy-tools.ts';
import { afterOf, isSameOperation, jobsOnDeployment, mayRun } from './order.ts';
import { isOnRunner, probeOf } from './probes.ts';
import { isOnHost, looksAtHost, mayLookOnHost, mayLookThere } from './remote.ts';

/** Whether anyone would notice that what was deployed does not run. */
export interface Verification {
  /** `muted`: something looks, and nothing that it sees can fail. */
  readonly kind: 'verified' | 'waits by itself' | 'muted' | 'unknown' | 'none';
  readonly at: Span | undefined;
  readonly by: string | undefined;
}

export const verificationOf = once((target: Target, repository: Repository): Verification => {
  const deploy = lastArrival(target);
  const tool = findDeployTool(deploy);
  const own = activitiesOf(target.job, repository).some((each) => isSound(each) && isSameOperation(each, deploy));
  if (tool?.settles === 'waits' || (own && tool?.settles !== 'returns early'))
    return { kind: 'waits by itself', at: deploy.at, by: deploy.tool };
  const after = afterOf(target, deploy, repository);
  const occasions = occasionsOfTarget(target, repository);
  const looks = after.activities
    .filter((each) => isLook(each) && !each.isAfterFailure)
    .filter((each) => occasions.length === 0 || occasions.some((occasion) => mayRun(each, occasion)));
  const sound = looks.find(({ mute }) => !mute);
  if (sound) return { kind: 'verified', at: sound.at, by: sound.tool };
  const probe = after.operations.find((each) => !each.isAfterFailure && probeOf(each, deploy) === 'may fail');
  if (probe) return { kind: 'verified', at: probe.at, by: probe.programs.at(-1)?.program };
  const isOpen = (deploy.isOpaque && !deploy.uses) || deploy.certainty === 'tentative' || mayLookThere(deploy);
  if (tool?.settles !== 'returns early' || isOpen) {
    return { kind: 'unknown', at: deploy.at, by: deploy.tool };
  }
  const handed = after.operations.filter((each) => each.innerStep === deploy.innerStep && isOnHost(each));
  const unknown =
    handed.find(mayLookOnHost) ??
    after.operations.find(({ command }) => command && isOnRunner(deploy) && looksAtHost(command)) ??
    after.unknown.find((each) => !handed.includes(each));
  if (unknown && !unknown.isAfterFailure) return { kind: 'unknown', at: unknown.at, by: undefined };
  const [onDeployment] = jobsOnDeployment(repository);
  if (onDeployment) return { kind: 'unknown', at: onDeployment.id.span, by: onDeployment.id.text };
  const muted = looks[0] ?? after.operations.find((each) => each.mute && probeOf(each, deploy));
  if (muted?.mute) return { kind: 'muted', at: muted.mute.at, by: muted.mute.text };
  return { kind: 'none', at: undefined, by: undefined };
});

/** The last deploy that brings something new; what only moves the traffic to it may come after the verification. */
const lastArrival = ({ deploys, last }: Target): Activity =>
  deploys.findLast((deploy) => findDeployTool(deploy)?.settles !== 'switches') ?? last;

const isSound = (activity: Activity): boolean => isLook(activity) && !activity.mute && !activity.isDisabled;

/** Tests that run once something is deployed are there to look at it. A request of which it is open what for is a probe's. */
const isLook = ({ kind, sort, isDoubtful }: Activity): boolean =>
  (kind === 'verify' && !isDoubtful) || kind === 'test' || (kind === 'scan' && sort === 'running');
