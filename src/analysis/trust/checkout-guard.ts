import type { Repository } from '../../documents/document.ts';
import { findVariable, type Step } from '../../documents/workflow-model.ts';
import { refKindOf, versionOfUses } from '../actions/refs.ts';

/**
 * What actions/checkout itself says to the code of a fork: newer versions refuse it under `pull_request_target` and
 * `workflow_run` unless `allow-unsafe-pr-checkout` is set, and older majors got the same.
 * https://github.com/actions/checkout/blob/main/src/unsafe-pr-checkout-helper.ts
 */
export function checkoutGuardOf(step: Step, event: string, repository: Repository): 'refuses' | 'allows' | 'unknown' {
  if (event !== 'pull_request_target' && event !== 'workflow_run') return 'allows';
  if (findVariable(step.with, 'allow-unsafe-pr-checkout')?.value?.text.trim().toLowerCase() === 'true') return 'allows';
  const refuses = versionRefuses(step);
  if (refuses === undefined) return 'unknown';
  if (!refuses) return 'allows';
  return isHosted(repository.facts.server) ? 'refuses' : 'unknown';
}

function versionRefuses(step: Step): boolean | undefined {
  const ref = step.uses?.ref?.text ?? '';
  if (refKindOf(ref) === 'branch') return true;
  const found = versionOfUses(ref, step.uses?.comment);
  if (!found) return undefined;
  const [major = 0, minor] = found.version;
  if (major >= 7) return true;
  const first = firstRefusing[major];
  if (first === undefined) return false;
  // A tag without a minor follows its major; a comment without one does not say which commit it was.
  if (minor === undefined) return found.isPinned ? undefined : true;
  return minor >= first;
}

/** Major to the first minor that refuses. */
const firstRefusing: Readonly<Record<number, number>> = { 4: 4, 5: 1, 6: 1 };

/** An enterprise server brings its own copies of actions; without a name it is taken for GitHub's. */
const isHosted = (server: string | undefined): boolean =>
  server === undefined || server === 'github.com' || server.endsWith('.ghe.com');
