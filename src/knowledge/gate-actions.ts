/**
 * Actions that ask whether the person behind a run has rights in the repository: `fails` ends the job where not,
 * `output` only says so in an output that a condition has to read.
 * Source, read 2026-11: the `action.yml` of each.
 */
export const gateActions: Readonly<Record<string, 'fails' | 'output'>> = {
  'actions-cool/check-user-permission': 'output',
  'github/branch-deploy': 'output',
  'github/command': 'output',
  'lannonbr/repo-permission-check-action': 'fails',
  'peter-evans/slash-command-dispatch': 'fails',
  'prince-chrismc/check-actor-permissions-action': 'output',
  'scherermichael-oss/action-has-permission': 'output',
  'skjnldsv/check-actor-permission': 'output',
  'sushichop/action-repository-permission': 'fails',
  'tspascoal/get-user-teams-membership': 'output',
  'xt0rted/slash-command-action': 'fails',
};

/** Values of `author_association` that strangers do not have: https://docs.github.com/en/graphql/reference/enums#commentauthorassociation */
export const trustedAssociations: readonly string[] = ['owner', 'member', 'collaborator', 'contributor'];
