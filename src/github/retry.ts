import type { GitHubError } from './failure.ts';

/** At most so many times again. */
export const maxRetries = 3;

/** Longer than this no answer is waited for. */
const longestWait = 10;

/**
 * Seconds until the next try, or `undefined` where there shall be none: a refusal stays one, and a request that may have
 * been carried out is repeated only if that does no harm. `chance` is from 0 to 1, so that many runs that failed
 * together do not come back together.
 */
export function retryDelay(
  failure: GitHubError,
  retriesSoFar: number,
  isRepeatable: boolean,
  chance: number,
): number | undefined {
  if (retriesSoFar >= maxRetries) return undefined;
  const backOff = 0.5 * 2 ** retriesSoFar * (0.75 + chance / 2);
  switch (failure.kind) {
    case 'secondary-limit':
      if (failure.retryAfter === undefined) return 2 * backOff;
      return failure.retryAfter <= longestWait ? failure.retryAfter + chance / 2 : undefined;
    case 'primary-limit':
      if (failure.retryAfter === undefined || failure.retryAfter > longestWait) return undefined;
      return failure.retryAfter + chance / 2;
    case 'server':
      if (!isRepeatable || (failure.retryAfter ?? 0) > longestWait) return undefined;
      return Math.max(failure.retryAfter ?? 0, backOff);
    case 'network':
    case 'broken-answer':
      return isRepeatable ? backOff : undefined;
    case 'time-out':
      // Each try takes ten seconds of the minute that a run has.
      return isRepeatable && retriesSoFar === 0 ? backOff : undefined;
    case 'unauthorized':
    case 'forbidden':
    case 'saml':
    case 'not-found':
    case 'refused':
    case 'too-much':
    case 'out-of-requests':
    case 'out-of-time':
      return undefined;
  }
}
