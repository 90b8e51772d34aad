import { startFakeGitHub } from '../help/fake-github.ts';
import type { FakeGitHub, Setup } from '../help/fake-github.ts';
import type { Event } from '../help/events.ts';
import { pullRequestEvent } from '../help/events.ts';
import { listingComments, reading } from '../help/faults.ts';
import { repositoryOf } from '../help/git-store.ts';
import type { Files } from '../help/git-store.ts';
import { restLogin } from '../help/github-state.ts';
import type { Actor, PullRequest } from '../help/github-state.ts';
import { runStep } from '../help/runner.ts';
import type { Step, StepSettings } from '../help/runner.ts';
import { careless, ships, shipsWith } from './ships.ts';

/** One run of the bundle against a GitHub of its own. */
export interface Voyage {
  readonly main?: Files;
  readonly head?: Files;
  readonly github?: Partial<Setup>;
  readonly pullRequest?: Partial<PullRequest>;
  /** Last changes to the fake before the run. */
  readonly prepare?: (github: FakeGitHub) => void;
  readonly beforeRun?: (github: FakeGitHub) => Promise<void>;
  readonly event?: (github: FakeGitHub) => Event;
  readonly inputs?: StepSettings['inputs'];
  readonly env?: StepSettings['env'] | ((github: FakeGitHub) => StepSettings['env']);
  readonly workspace?: (folder: string, github: FakeGitHub) => void;
  readonly node?: string;
}

/** What a run did to the world, without what only the rules decide. */
export interface Arrival {
  readonly verdict: string | undefined;
  readonly exitCode: number;
  /** Level and title; scores are `…`. */
  readonly annotations: readonly string[];
  /** Author and headline of each comment under the pull request. */
  readonly comments: readonly string[];
  /** Requests that read, those of comments apart. */
  readonly reads: number | 'at most 6';
  /** Whatever a strict GitHub or the runner would not have taken. */
  readonly faults: readonly string[];
}

export const mona: Actor = { name: 'mona', type: 'User', id: 7 };

/** `head` is a careless change of `ships` unless told otherwise. */
export async function sail(voyage: Voyage): Promise<{ arrival: Arrival; step: Step; github: FakeGitHub }> {
  const { main = ships, head = shipsWith({ '.github/workflows/release.yml': careless }) } = voyage;
  const store = repositoryOf({ main, head });
  const pullRequest: PullRequest = {
    number: 7,
    title: 'Change something',
    author: mona,
    isDraft: false,
    isClosed: false,
    base: { branch: 'main', sha: store.branches.get('main') ?? '' },
    head: { branch: 'head', sha: store.branches.get('head') ?? '', repository: 'octo-org/ships' },
    ...voyage.pullRequest,
  };
  const github = await startFakeGitHub({ store, pullRequests: [pullRequest], ...voyage.github });
  try {
    voyage.prepare?.(github);
    await voyage.beforeRun?.(github);
    const event = voyage.event?.(github) ?? pullRequestEvent(github.state, 7);
    const env = typeof voyage.env === 'function' ? voyage.env(github) : voyage.env;
    const { workspace } = voyage;
    const step = await runStep({
      github,
      event,
      ...(voyage.inputs === undefined ? {} : { inputs: voyage.inputs }),
      ...(env === undefined ? {} : { env }),
      ...(voyage.node === undefined ? {} : { node: voyage.node }),
      ...(workspace === undefined ? {} : { workspace: (folder: string) => workspace(folder, github) }),
    });
    return { arrival: arrivalOf(step, github), step, github };
  } finally {
    await github.close();
  }
}

export function arrivalOf(step: Step, github: FakeGitHub): Arrival {
  const reads = github.requests.filter((request) => reading(request) && !listingComments(request));
  return {
    verdict: step.outputs['verdict'],
    exitCode: step.exitCode,
    annotations: step.annotations.map(({ level, title }) => `${level} ${unscored(title ?? '')}`),
    comments: github.state.comments.map(({ author, body }) => `${restLogin(author)}: ${headlineOf(body)}`),
    reads: reads.length <= 6 ? 'at most 6' : reads.length,
    // A run without a verdict says why in its log.
    faults: [...github.violations, ...step.misuse, ...(step.outputs['verdict'] === undefined ? step.log : [])],
  };
}

/** The first line that says something, without the numbers. */
const headlineOf = (body: string): string =>
  unscored(
    body
      .split('\n')
      .find((line) => !line.startsWith('<!--') && line.trim() !== '')
      ?.replace(/^#+ |\*\*/g, '')
      .split(' · ')[0] ?? '',
  );

const unscored = (text: string): string => text.replace(/[A-F] \d+\.\d(?: \([^)]*\))?/, '…');
