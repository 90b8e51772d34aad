/**
 * Scopes that an action may write with the job's token, by what its inputs ask for. An action that is not here may use
 * any.
 * Source, read 2026-11: the README of each (sections on permissions or tokens), and
 * https://docs.github.com/en/actions/tutorials/authenticate-with-github_token for GitHub's own.
 */
export const actionPermissions: Readonly<Record<string, readonly string[]>> = {
  'actions/attest': ['id-token', 'attestations', 'artifact-metadata', 'packages'],
  'actions/attest-build-provenance': ['id-token', 'attestations', 'artifact-metadata', 'packages'],
  'actions/cache': [],
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
