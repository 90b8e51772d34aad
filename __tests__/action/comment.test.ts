import { describe, expect, jest, test } from '@jest/globals';
import * as faults from '../help/faults.ts';
import { actionsBot, moveHead, writeComment } from '../help/github-state.ts';
import type { Actor } from '../help/github-state.ts';
import type { FakeGitHub } from '../help/fake-github.ts';
import { newestNode } from '../help/runner.ts';
import { mona, sail } from './port.ts';
import type { Voyage } from './port.ts';

// Spawned processes on a busy machine, and waits of ten seconds on purpose.
jest.setTimeout(120_000);

const marker = '<!-- plimsoll:v1 -->';
const fresh = 'github-actions[bot]: Plimsoll: failed – 1 new High';
const namesake: Actor = { name: 'github-actions', type: 'User', id: 99 };
const otherBot: Actor = { name: 'harbour-bot', type: 'Bot', id: 100 };

const says =
  (author: Actor, body: string) =>
  ({ state }: FakeGitHub): void =>
    void writeComment(state, 7, author, body);

const writes = (github: FakeGitHub) => github.requests.filter(faults.writing).map((request) => request.method);

/** Comments after the run, and the methods of what was written. */
const voyages: readonly (readonly [string, Voyage, readonly string[], readonly string[]])[] = [
  ['none yet: one is made', {}, [fresh], ['POST']],
  ['our own: it is edited', { prepare: says(actionsBot, `${marker}\nold`) }, [fresh], ['PATCH']],
  [
    'somebody else’s with our marker: left alone',
    { prepare: says(mona, `${marker}\nmine`) },
    ['mona: mine', fresh],
    ['POST'],
  ],
  [
    'one by a user who is called github-actions: left alone',
    { prepare: says(namesake, `${marker}\nmine`) },
    ['github-actions: mine', fresh],
    ['POST'],
  ],
  [
    'another bot’s: left alone',
    { prepare: says(otherBot, `${marker}\nmine`) },
    ['harbour-bot[bot]: mine', fresh],
    ['POST'],
  ],
  [
    'our own with the marker further down: not the one',
    { prepare: says(actionsBot, `See\n${marker}`) },
    ['github-actions[bot]: See', fresh],
    ['POST'],
  ],
  [
    'one with another label: not the one',
    { prepare: says(actionsBot, '<!-- plimsoll:v1 docs -->\nother') },
    ['github-actions[bot]: other', fresh],
    ['POST'],
  ],
  [
    'one with this label: it is edited',
    { prepare: says(actionsBot, '<!-- plimsoll:v1 docs -->\nold'), inputs: { label: 'docs' } },
    [fresh],
    ['PATCH'],
  ],
  [
    'behind a hundred and fifty others: found',
    {
      prepare: (github) => {
        for (let count = 0; count < 120; count += 1) says(mona, `talk ${count}`)(github);
        says(actionsBot, `${marker}\nold`)(github);
        for (let count = 0; count < 30; count += 1) says(mona, `more ${count}`)(github);
        github.state.comments = github.state.comments.map((comment) => comment);
      },
    },
    [fresh],
    ['PATCH'],
  ],
  [
    'on a draft, our own: it is edited',
    { pullRequest: { isDraft: true }, prepare: says(actionsBot, `${marker}\nold`) },
    [fresh],
    ['PATCH'],
  ],
  [
    'head moved meanwhile: nothing is written',
    {
      github: {
        faults: [
          {
            match: faults.listingComments,
            effect: { kind: 'meanwhile', act: ({ state }) => moveHead(state, 7, 'f'.repeat(40)) },
          },
        ],
      },
    },
    [],
    [],
  ],
  [
    'the list cannot be read: nothing is written',
    { github: { faults: [{ match: faults.listingComments, times: Infinity, effect: faults.badGateway }] } },
    [],
    [],
  ],
  [
    'the list is read in part: nothing is written',
    {
      github: {
        faults: [
          {
            match: faults.listingComments,
            times: Infinity,
            effect: faults.graphqlError('FORBIDDEN', 'Resource not accessible by integration', { saml_failure: false }),
          },
        ],
      },
    },
    [],
    [],
  ],
  [
    'the answer is lost after it was made: there is one, made once',
    { github: { faults: [{ match: faults.creatingComment, times: Infinity, effect: { kind: 'lost' } }] } },
    [fresh],
    ['POST'],
  ],
  [
    'the answer to making it is an error page: it is made once',
    {
      github: {
        faults: [
          {
            match: faults.creatingComment,
            times: Infinity,
            effect: { kind: 'meanwhile', act: () => undefined },
          },
        ],
      },
    },
    [fresh],
    ['POST'],
  ],
  [
    'two runs make one at the same time: the younger goes',
    {
      github: {
        faults: [
          { match: faults.creatingComment, effect: { kind: 'meanwhile', act: says(actionsBot, `${marker}\ntwin`) } },
        ],
      },
    },
    [fresh],
    ['POST', 'DELETE', 'PATCH'],
  ],
  [
    'making it is refused: one notice, no second try',
    { github: { faults: [{ match: faults.creatingComment, times: Infinity, effect: faults.unprocessable }] } },
    [],
    ['POST'],
  ],
  [
    'making it meets the secondary limit: nothing is forced',
    {
      github: { faults: [{ match: faults.creatingComment, times: Infinity, effect: faults.secondaryLimit(403, 60) }] },
    },
    [],
    ['POST'],
  ],
];

const { name, path: node } = newestNode();

describe(`on ${name}, the comment`, () => {
  test.concurrent.each(voyages)('%s', async (_, voyage, comments, methods) => {
    const { arrival, github } = await sail({ ...voyage, node });
    const own = arrival.comments.filter((comment) => !/^mona: (?:talk|more)/.test(comment));
    expect({ verdict: arrival.verdict, own, methods: writes(github), faults: arrival.faults }).toEqual({
      verdict: 'fail',
      own: comments,
      methods,
      faults: [],
    });
  });

  test.concurrent('of the same commit is the same, and not written again', async () => {
    const first = await sail({ node });
    const [written] = first.github.state.comments;
    const second = await sail({ node, prepare: says(actionsBot, written?.body ?? '') });
    expect([second.github.state.comments.map(({ body }) => body), writes(second.github)]).toEqual([
      [written?.body],
      [],
    ]);
  });

  test.concurrent('names the permission that is missing', async () => {
    const { step } = await sail({ node, github: { permissions: { contents: 'read' } } });
    expect(step.annotations.map(({ message }) => message).filter((message) => /No comment/.test(message))).toEqual([
      expect.stringContaining('`pull-requests: write`'),
    ]);
  });
});
