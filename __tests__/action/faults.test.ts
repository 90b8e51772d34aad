import { describe, expect, jest, test } from '@jest/globals';
import * as faults from '../help/faults.ts';
import type { Effect, Fault } from '../help/faults.ts';
import { idOf } from '../help/git-store.ts';
import { newestNode, nodes } from '../help/runner.ts';
import { sail } from './port.ts';
import type { Arrival, Voyage } from './port.ts';
import { careless, ci } from './ships.ts';

// Spawned processes on a busy machine, and waits of ten seconds on purpose.
jest.setTimeout(120_000);

const { anything, at, graphql, reading, readingFiles, writing } = faults;

const failed = {
  verdict: 'fail',
  exitCode: 1,
  annotations: ['notice Plimsoll: …, 1 new, failed', 'error unpinned-action (high)'],
  comments: ['github-actions[bot]: Plimsoll: failed – 1 new High'],
  faults: [],
} as const;

const couldNotLook = {
  verdict: 'error',
  exitCode: 1,
  annotations: ['error Plimsoll: could not look – not a finding'],
  comments: [],
  faults: [],
} as const;

const always = (effect: Effect, match: Fault['match'] = anything): Voyage => ({
  github: { faults: [{ match, times: Infinity, effect }] },
});

const once = (effect: Effect, match: Fault['match'], times = 1): Voyage => ({
  github: { faults: [{ match, times, effect }] },
});

const silence: Effect = { kind: 'silence' };
const reset: Effect = { kind: 'reset' };
const cut: Effect = { kind: 'cut' };

/** What GitHub will not say today, and is not asked for twice: the cause and what to do stand in the one annotation. */
const refusals: readonly (readonly [string, Voyage, RegExp])[] = [
  ['401', always(faults.unauthorized), /401 Bad credentials.*`token`/],
  [
    '403 for lack of a permission',
    always(faults.notAccessibleByIntegration),
    /Resource not accessible by integration.*contents: read/,
  ],
  ['403 at the primary limit', always(faults.primaryLimit), /hourly rate limit/],
  ['403 at the secondary limit, with a long wait', always(faults.secondaryLimit(403, 60)), /secondary rate limit/],
  ['SAML enforcement', always(faults.samlEnforced), /SAML/],
  ['SAML enforcement in a 200', always(faults.samlInGraphql, graphql), /SAML/],
  [
    'a token without the permission to read a private repository',
    { github: { isPrivate: true, permissions: { 'pull-requests': 'write' } } },
    /Resource not accessible by integration.*contents: read/,
  ],
  ['404 for the base', always(faults.missing, at(/\/compare\//)), /404/],
  ['404 for everything', always(faults.missing), /404/],
  ['406', always(faults.notAcceptable, at(/\/compare\//)), /406/],
  ['409 for an empty repository', always(faults.conflict, at(/\/git\/trees\//)), /409/],
  ['422', always(faults.unprocessable, at(/\/git\/trees\//)), /422/],
  [
    'a partial answer for the policy',
    always(faults.partialGraphql, (request) => graphql(request) && !readingFiles(request)),
    /part/,
  ],
];

/** What goes on for good, although it was tried again. */
const persistent: readonly (readonly [string, Voyage, RegExp])[] = [
  ['5xx', always(faults.badGateway), /502/],
  ['503 for the merge base', always(faults.unavailable, at(/\/compare\//)), /503/],
  ['a server that never answers', always(silence), /in time/],
  ['a connection that always breaks', always(reset), /could not be reached/],
  ['JSON that is always cut', always(cut, at(/\/compare\//)), /broke off/],
];

const recovered: readonly (readonly [string, Voyage])[] = [
  ['500 once', once(faults.serverError, reading)],
  ['502 twice, in HTML', once(faults.badGateway, graphql, 2)],
  ['503 at the list of files', once(faults.unavailable, at(/\/git\/trees\//))],
  ['429 with a short wait', once(faults.secondaryLimit(429, 1), at(/\/compare\//))],
  ['403 at the secondary limit, with a short wait', once(faults.secondaryLimit(403, 1), graphql)],
  ['a reset connection', once(reset, reading, 2)],
  ['an answer that never comes', once(silence, at(/\/compare\//))],
  ['an answer that breaks off', once({ kind: 'broken-off' }, at(/\/git\/trees\//))],
  ['JSON cut in the middle', once(cut, at(/\/git\/trees\//))],
  ['a partial answer for the files', once(faults.partialGraphql, readingFiles)],
  ['an answer that is too large for GraphQL', once(faults.resourceLimits, readingFiles, 2)],
  ['a tree cut short', { github: { limits: { treeEntries: 8 } } }],
];

// First, since one of them waits for twenty seconds.
const newest = newestNode();

describe(`on ${newest.name}, what fails again and again is an error in the end`, () => {
  test.concurrent.each(persistent)('%s', async (_, voyage, cause) => {
    await expectError({ ...voyage, node: newest.path }, cause, 40);
  });
});

describe.each(nodes())('on $name', ({ path: node }) => {
  describe('what cannot be read is an error, never a pass and never new', () => {
    test.concurrent.each(refusals)('%s', async (_, voyage, cause) => {
      await expectError({ ...voyage, node }, cause, 6);
    });

    test.concurrent('`on-error: warn` lets the job pass', async () => {
      const { arrival } = await sail({ ...always(faults.missing), node, inputs: { 'on-error': 'warn' } });
      expect(timeless(arrival)).toEqual({
        ...couldNotLook,
        exitCode: 0,
        annotations: ['warning Plimsoll: could not look – not a finding'],
      });
    });
  });

  describe('what mends itself changes nothing', () => {
    test.concurrent.each(recovered)('%s', async (_, voyage) => {
      const { arrival, github } = await sail({ ...voyage, node });
      expect(timeless(arrival)).toEqual(failed);
      expect(github.requests.length).toBeLessThanOrEqual(44);
    });
  });

  describe('with every file read by itself, one of them refused', () => {
    /** No text fits into a query; REST hands out all but this one. */
    const without = (text: string): Voyage => ({
      github: {
        limits: { blobText: 3 },
        faults: [{ match: at(new RegExp(idOf('blob', Buffer.from(text)))), times: Infinity, effect: faults.missing }],
      },
    });

    test.concurrent('a file that the pull request brings: an error', async () => {
      const { arrival } = await sail({ ...without(careless), node });
      expect(timeless(arrival).verdict).toBe('error');
    });

    test.concurrent('a file that stays as it was: not checked, said so, and no error', async () => {
      const { arrival, step } = await sail({ ...without(ci), node });
      expect(timeless(arrival)).toEqual(failed);
      expect(step.summary).toContain('`.github/workflows/ci.yml`');
    });
  });
});

/** The cause in one annotation, nothing written, no numbers, and no more requests than it takes. */
async function expectError(voyage: Voyage, cause: RegExp, mostRequests: number) {
  const { arrival, step, github } = await sail(voyage);
  expect(timeless(arrival)).toEqual(couldNotLook);
  expect(step.annotations[0]?.message).toMatch(cause);
  expect(github.requests.some(writing)).toBe(false);
  expect(github.requests.length).toBeLessThanOrEqual(mostRequests);
  expect(step.milliseconds).toBeLessThan(60_000);
  expect({ ...step.outputs, 'report-path': '', 'sarif-path': '' }).toEqual({
    verdict: 'error',
    score: '',
    grade: '',
    'base-score': '',
    delta: '',
    findings: '',
    'new-findings': '',
    'report-path': '',
    'sarif-path': '',
  });
}

/** Repeated requests are counted elsewhere. */
function timeless({ verdict, exitCode, annotations, comments, faults: found }: Arrival) {
  return { verdict, exitCode, annotations, comments, faults: found };
}
