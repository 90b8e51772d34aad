import { asNumber, asRecord, asText, isObjectId } from './json.ts';

/** What made this run start, as far as it decides what is read and compared. */
export type Occasion = PullRequest | MergeGroup | Commit;

interface Common {
  readonly event: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly isPublic: boolean;
  /** The commit that is judged: never a test merge. */
  readonly head: string;
}

export interface PullRequest extends Common {
  readonly kind: 'pull-request';
  readonly number: number;
  readonly baseBranch: string;
  /** Tip of the base branch when the event was made; the branch may have moved since. */
  readonly baseTip: string;
  readonly isFork: boolean;
  readonly isDraft: boolean;
  readonly byBot: boolean;
}

export interface MergeGroup extends Common {
  readonly kind: 'merge-group';
  readonly base: string;
}

/** Push, schedule, dispatch: one commit, compared with nothing. */
export interface Commit extends Common {
  readonly kind: 'commit';
}

export interface EventSource {
  /** `GITHUB_EVENT_NAME`, `GITHUB_REPOSITORY`, `GITHUB_SHA`. */
  readonly name: string;
  readonly repository: string;
  readonly sha: string;
  /** The event file's content. */
  readonly payload: unknown;
}

/** The event is one Plimsoll cannot judge, or lacks what every such event has. */
export class EventError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EventError';
  }
}

const known = 'pull_request, pull_request_target, merge_group, push, schedule and workflow_dispatch';

export function parseEvent(source: EventSource): Occasion {
  const { name, repository } = source;
  if (!/^(?!\.{1,2}\/)[\w.-]+\/(?!\.{1,2}$)[\w.-]+$/.test(repository))
    throw new EventError('GITHUB_REPOSITORY does not name a repository.');
  const payload = asRecord(source.payload);
  const common = { event: name, repository, isPublic: isPublic(payload) };
  switch (name) {
    case 'pull_request':
    case 'pull_request_target':
      return { ...common, ...pullRequestOf(payload, name, repository) };
    case 'merge_group': {
      const group = asRecord(payload['merge_group']);
      const base = commitOf(group['base_sha'], name, 'merge_group.base_sha');
      return { ...common, kind: 'merge-group', head: commitOf(group['head_sha'], name, 'merge_group.head_sha'), base };
    }
    case 'push':
    case 'schedule':
    case 'workflow_dispatch':
      return { ...common, kind: 'commit', head: commitOf(source.sha, name, 'GITHUB_SHA') };
    default:
      throw new EventError(`Plimsoll does not know what to judge on \`${name || 'no event'}\`: use it on ${known}.`);
  }
}

function pullRequestOf(payload: Readonly<Record<string, unknown>>, event: string, repository: string) {
  const pullRequest = asRecord(payload['pull_request']);
  const head = asRecord(pullRequest['head']);
  const base = asRecord(pullRequest['base']);
  const number = asNumber(pullRequest['number']);
  const baseBranch = asText(base['ref']);
  if (number === undefined || !Number.isSafeInteger(number) || baseBranch === undefined) {
    throw new EventError(`The event file of \`${event}\` holds no pull request.`);
  }
  // A deleted fork leaves no repository behind; then it is one all the same.
  const headRepository = asText(asRecord(head['repo'])['full_name']);
  return {
    kind: 'pull-request',
    number,
    head: commitOf(head['sha'], event, 'pull_request.head.sha'),
    baseBranch,
    baseTip: commitOf(base['sha'], event, 'pull_request.base.sha'),
    isFork: headRepository?.toLowerCase() !== repository.toLowerCase(),
    isDraft: pullRequest['draft'] === true,
    byBot: asRecord(pullRequest['user'])['type'] === 'Bot',
  } as const;
}

function commitOf(value: unknown, event: string, where: string): string {
  if (!isObjectId(value)) throw new EventError(`The event \`${event}\` names no commit in \`${where}\`.`);
  return value;
}

/** Without a word on it the repository counts as public: then less is shown. */
function isPublic(payload: Readonly<Record<string, unknown>>): boolean {
  const repository = asRecord(payload['repository']);
  const visibility = asText(repository['visibility']);
  if (visibility !== undefined) return visibility === 'public';
  return repository['private'] !== true;
}
