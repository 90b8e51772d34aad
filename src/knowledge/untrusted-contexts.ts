/**
 * Contexts that carry free text into a run: what a person types, not the ids, numbers, dates, states, SHAs and logins
 * beside it (`github.actor` is a login: letters, digits and hyphens).
 *
 * Sources, read 2026-11: https://docs.github.com/en/actions/concepts/security/script-injections (the endings `body`,
 * `default_branch`, `email`, `head_ref`, `label`, `message`, `name`, `page_name`, `ref`, `title`) and the payloads in
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads.
 */
export interface UntrustedContext {
  /** Lower case, dotted; `*` for any one segment. */
  readonly path: string;
  /** Who chooses the text: a stranger, or only those who can write to this repository. */
  readonly writtenBy: 'anyone' | 'writers';
  readonly events: readonly string[];
}

const pullRequests = ['pull_request', 'pull_request_target', 'pull_request_review', 'pull_request_review_comment'];
const refEvents = ['push', 'create', 'release', 'workflow_dispatch', 'deployment', 'deployment_status'];

const anyone = (events: readonly string[], ...paths: readonly string[]): readonly UntrustedContext[] =>
  paths.map((path) => ({ path, writtenBy: 'anyone', events }));
const writers = (events: readonly string[], ...paths: readonly string[]): readonly UntrustedContext[] =>
  paths.map((path) => ({ path, writtenBy: 'writers', events }));

export const untrustedContexts: readonly UntrustedContext[] = [
  ...anyone(['issues', 'issue_comment'], 'github.event.issue.title', 'github.event.issue.body'),
  ...anyone(
    [...pullRequests, 'issues', 'issue_comment', 'discussion', 'discussion_comment'],
    'github.event.changes.title.from',
    'github.event.changes.body.from',
  ),
  ...anyone(
    pullRequests,
    'github.event.pull_request.title',
    'github.event.pull_request.body',
    'github.event.pull_request.head.ref',
    'github.event.pull_request.head.label',
    'github.event.pull_request.head.repo.default_branch',
    'github.event.pull_request.head.repo.description',
    'github.event.pull_request.head.repo.homepage',
  ),
  ...anyone(['pull_request', 'pull_request_target'], 'github.head_ref'),
  ...anyone(['issue_comment', 'discussion_comment', 'pull_request_review_comment'], 'github.event.comment.body'),
  // A file's name and its lines, as the pull request has them.
  ...anyone(['pull_request_review_comment'], 'github.event.comment.path', 'github.event.comment.diff_hunk'),
  ...anyone(['pull_request_review'], 'github.event.review.body'),
  ...anyone(['discussion', 'discussion_comment'], 'github.event.discussion.title', 'github.event.discussion.body'),
  ...anyone(['discussion'], 'github.event.answer.body'),
  ...anyone(
    ['workflow_run'],
    'github.event.workflow_run.head_branch',
    'github.event.workflow_run.display_title',
    'github.event.workflow_run.head_commit.message',
    'github.event.workflow_run.head_commit.author.name',
    'github.event.workflow_run.head_commit.author.email',
    'github.event.workflow_run.head_commit.committer.name',
    'github.event.workflow_run.head_commit.committer.email',
    'github.event.workflow_run.head_repository.description',
    'github.event.workflow_run.pull_requests.*.head.ref',
  ),
  ...anyone(['gollum'], 'github.event.pages.*.page_name', 'github.event.pages.*.title', 'github.event.pages.*.summary'),
  ...writers(
    ['push'],
    'github.event.commits.*.message',
    'github.event.commits.*.author.name',
    'github.event.commits.*.author.email',
    'github.event.commits.*.committer.name',
    'github.event.commits.*.committer.email',
    'github.event.head_commit.message',
    'github.event.head_commit.author.name',
    'github.event.head_commit.author.email',
    'github.event.head_commit.committer.name',
    'github.event.head_commit.committer.email',
    'github.event.pusher.email',
  ),
  ...writers(
    ['merge_group'],
    'github.event.merge_group.head_commit.message',
    'github.event.merge_group.head_commit.author.name',
    'github.event.merge_group.head_commit.author.email',
    'github.event.merge_group.head_ref',
  ),
  // A branch or tag here is made by someone who can write; those of a fork are `head.ref` above. Under the other events
  // `github.ref` is the default branch or `refs/pull/<number>/merge`.
  ...writers(refEvents, 'github.ref', 'github.ref_name'),
  ...writers(['push', 'create', 'delete'], 'github.event.ref'),
  ...writers(['pull_request', 'pull_request_target'], 'github.base_ref'),
  ...writers(pullRequests, 'github.event.pull_request.base.ref', 'github.event.pull_request.base.label'),
  ...writers(
    ['release'],
    'github.event.release.name',
    'github.event.release.body',
    'github.event.release.tag_name',
    'github.event.release.target_commitish',
  ),
  // Labels and milestones are attached by others, but named by those who can write.
  ...writers(
    [...pullRequests, 'issues', 'discussion', 'label'],
    'github.event.label.name',
    'github.event.label.description',
  ),
  ...writers(pullRequests, 'github.event.pull_request.labels.*.name', 'github.event.pull_request.labels.*.description'),
  ...writers(
    ['issues', 'issue_comment'],
    'github.event.issue.labels.*.name',
    'github.event.issue.labels.*.description',
    'github.event.issue.milestone.title',
    'github.event.issue.milestone.description',
  ),
  ...writers(
    pullRequests,
    'github.event.pull_request.milestone.title',
    'github.event.pull_request.milestone.description',
  ),
  ...writers(['milestone'], 'github.event.milestone.title', 'github.event.milestone.description'),
];
