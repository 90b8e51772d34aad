/**
 * Scopes that an action may write with the job's token, whatever its inputs are. An action that is not here may use
 * any: one row too few is a miss, one scope too few a false alarm.
 *
 * Sources, read 2026-11. Those with scopes: the section on permissions in the README of each (attest and
 * attest-build-provenance; `comment-summary-in-pr` of dependency-review-action; labeler, whose labels need `issues`;
 * stale, which keeps its state in a cache; codeql-action with https://github.com/github/codeql-action/issues/464).
 * Those without: their README recommends `contents: read`, or their `action.yml` takes a token for nothing but the rate
 * limit of downloads, or none at all; caches and artifacts of a run have a token of their own.
 */
export const actionPermissions: Readonly<Record<string, readonly string[]>> = {
  'actions/attest': ['id-token', 'attestations', 'artifact-metadata', 'packages'],
  'actions/attest-build-provenance': ['id-token', 'attestations', 'artifact-metadata', 'packages'],
  'actions/cache': [],
  // It leaves the token behind for `git push`.
  'actions/checkout': ['contents'],
  'actions/dependency-review-action': ['pull-requests'],
  'actions/download-artifact': [],
  'actions/labeler': ['pull-requests', 'issues'],
  'actions/setup-dotnet': [],
  'actions/setup-go': [],
  'actions/setup-java': [],
  'actions/setup-node': [],
  'actions/setup-python': [],
  'actions/stale': ['issues', 'pull-requests', 'contents', 'actions'],
  'actions/upload-artifact': [],
  'astral-sh/setup-uv': [],
  'docker/setup-buildx-action': [],
  'docker/setup-qemu-action': [],
  'dtolnay/rust-toolchain': [],
  'github/codeql-action': ['security-events'],
  'plimsoll-ci/plimsoll': ['pull-requests'],
  'pnpm/action-setup': [],
  'ruby/setup-ruby': [],
  'swatinem/rust-cache': [],
};
