/**
 * Who can start a run, and with whose rights.
 *
 * Sources, read 2026-11: https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 * (what each event carries, which ref it runs on) and
 * https://docs.github.com/en/actions/reference/security/securely-using-pull_request_target (read-only token for forks
 * under `pull_request`, `pull_request_review` and `pull_request_review_comment`; full rights for the rest).
 */
export interface TriggerEvent {
  /**
   * `anyone`: a stranger starts it and it runs with the repository's rights. `anyone, read-only`: a stranger starts it,
   * but without secrets and with a token that only reads. `writers`: only those who can write, or the clock.
   */
  readonly startedBy: 'anyone' | 'anyone, read-only' | 'writers';
  /** Completes "lets …  run commands". */
  readonly who: string;
  /** What kind of ref it runs on, where that is always the same. */
  readonly ref: 'branch' | 'tag' | 'pull' | undefined;
}

const writers = (who: string, ref: TriggerEvent['ref'] = undefined): TriggerEvent => ({
  startedBy: 'writers',
  who,
  ref,
});

const triggerEvents: Readonly<Record<string, TriggerEvent>> = {
  issues: { startedBy: 'anyone', who: 'whoever opens an issue', ref: 'branch' },
  issue_comment: { startedBy: 'anyone', who: 'whoever comments', ref: 'branch' },
  discussion: { startedBy: 'anyone', who: 'whoever opens a discussion', ref: 'branch' },
  discussion_comment: { startedBy: 'anyone', who: 'whoever comments on a discussion', ref: 'branch' },
  pull_request_target: { startedBy: 'anyone', who: 'whoever opens a pull request', ref: 'branch' },
  workflow_run: { startedBy: 'anyone', who: 'whoever can start the run before this one', ref: 'branch' },
  pull_request: { startedBy: 'anyone, read-only', who: 'whoever opens a pull request', ref: 'pull' },
  pull_request_review: { startedBy: 'anyone, read-only', who: 'whoever reviews a pull request', ref: 'pull' },
  pull_request_review_comment: { startedBy: 'anyone, read-only', who: 'whoever comments on a diff', ref: 'pull' },
  push: writers('whoever can push'),
  create: writers('whoever can push'),
  delete: writers('whoever can push', 'branch'),
  merge_group: writers('whoever can queue a pull request', 'branch'),
  release: writers('whoever can release', 'tag'),
  schedule: writers('whoever can write', 'branch'),
  workflow_dispatch: writers('whoever can start the workflow by hand'),
  repository_dispatch: writers('whoever holds a token that may dispatch', 'branch'),
};

export const triggerEventOf = (name: string): TriggerEvent =>
  (Object.hasOwn(triggerEvents, name) ? triggerEvents[name] : undefined) ?? writers('whoever can write');

const pullRequests = ['pull_request', 'pull_request_target', 'pull_request_review', 'pull_request_review_comment'];

/**
 * The first key below `github.event`, and the events whose payload has it; for any other known event it is null.
 * Source, read 2026-11: https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
export const payloadKeys: Readonly<Record<string, readonly string[]>> = {
  pull_request: pullRequests,
  issue: ['issues', 'issue_comment'],
  comment: ['issue_comment', 'discussion_comment', 'pull_request_review_comment'],
  review: ['pull_request_review'],
  discussion: ['discussion', 'discussion_comment'],
  workflow_run: ['workflow_run'],
  release: ['release'],
  commits: ['push'],
  head_commit: ['push'],
  pusher: ['push'],
  pages: ['gollum'],
  merge_group: ['merge_group'],
  client_payload: ['repository_dispatch'],
  inputs: ['workflow_dispatch'],
  schedule: ['schedule'],
};

/** Events that a run of `workflow_run` can follow and that a stranger's text or code reaches. */
export const forkEvents: readonly string[] = [
  ...pullRequests,
  'issues',
  'issue_comment',
  'discussion',
  'discussion_comment',
  'workflow_run',
];

export const isKnownEvent = (name: string): boolean => name in triggerEvents;

/** Whether `github.head_ref` and `github.base_ref` are set; https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context */
export const hasPullRequestRefs = (event: string): boolean =>
  event === 'pull_request' || event === 'pull_request_target';

export const isPullRequestEvent = (event: string): boolean => pullRequests.includes(event);
