/**
 * Actions that run what the checked-out project says; with an input that must be set for it, where there is one.
 * Source, read 2026-11: the README of each.
 */
export interface ProjectAction {
  /** Input and what it must not be for the action to run anything. */
  readonly when?: string;
  readonly inContainer?: boolean;
}

export const projectActions: Readonly<Record<string, ProjectAction>> = {
  'actions-rs/cargo': {},
  'bahmutov/npm-install': {},
  'borales/actions-yarn': {},
  'cypress-io/github-action': {},
  'docker/bake-action': { when: 'source', inContainer: true },
  'docker/build-push-action': { when: 'context', inContainer: true },
  'goreleaser/goreleaser-action': {},
  'gradle/gradle-build-action': { when: 'arguments' },
  'pnpm/action-setup': { when: 'run_install' },
  'pre-commit/action': {},
  'pypa/cibuildwheel': {},
  'ramsey/composer-install': {},
  'ruby/setup-ruby': { when: 'bundler-cache' },
};
