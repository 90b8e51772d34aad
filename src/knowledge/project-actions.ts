/**
 * Actions that run what the checked-out project says; with an input that must be set for it, where there is one.
 * Each is a front of a program in ./project-programs.ts, by its own description: a package manager's install
 * (`run_install` of pnpm/action-setup and `bundler-cache` of ruby/setup-ruby as their pages describe them), a build
 * or test runner. Looked over in November 2026.
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
