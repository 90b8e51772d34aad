/**
 * Scopes whose write access reaches code, releases, packages, deployments, the identity of the repository or what people
 * read and trust; a workflow-wide grant of one weighs more than one of the rest.
 * Source, read 2026-11: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
 * and https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps
 */
export const weightyScopes: readonly string[] = [
  'contents',
  'actions',
  'packages',
  'id-token',
  'deployments',
  'attestations',
  'pages',
  'pull-requests',
  'issues',
];
