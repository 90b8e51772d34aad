/**
 * Package managers: what shows that their dependencies are fixed, and which command installs them. From the managers'
 * own documentation, read November 2026: https://docs.npmjs.com/cli/commands/npm-ci,
 * https://classic.yarnpkg.com/lang/en/docs/cli/install/, https://yarnpkg.com/cli/install, https://pnpm.io/cli/install,
 * https://bundler.io/man/bundle-install.1.html, https://pipenv.pypa.io/en/latest/commands.html,
 * https://docs.astral.sh/uv/concepts/projects/sync/, https://bun.com/docs/cli/install
 */
export interface PackageManager {
  readonly name: string;
  readonly program: string;
  readonly lockFiles: readonly string[];
  /** First words that install what the lock file or manifest names; the empty one where the program alone does. */
  readonly commands: readonly string[];
}

export const packageManagers: readonly PackageManager[] = [
  {
    name: 'npm',
    program: 'npm',
    lockFiles: ['package-lock.json', 'npm-shrinkwrap.json'],
    commands: ['ci', 'clean-install', 'install-clean', 'ic', 'i', 'in', 'install'],
  },
  { name: 'yarn', program: 'yarn', lockFiles: ['yarn.lock'], commands: ['', 'install'] },
  { name: 'pnpm', program: 'pnpm', lockFiles: ['pnpm-lock.yaml'], commands: ['i', 'install', 'ci'] },
  { name: 'bun', program: 'bun', lockFiles: ['bun.lock', 'bun.lockb'], commands: ['i', 'install', 'ci'] },
  { name: 'bundler', program: 'bundle', lockFiles: ['Gemfile.lock'], commands: ['', 'install'] },
  { name: 'composer', program: 'composer', lockFiles: ['composer.lock'], commands: ['i', 'install'] },
  { name: 'poetry', program: 'poetry', lockFiles: ['poetry.lock'], commands: ['install', 'sync'] },
  { name: 'pipenv', program: 'pipenv', lockFiles: ['Pipfile.lock'], commands: ['install', 'sync'] },
  { name: 'uv', program: 'uv', lockFiles: ['uv.lock'], commands: ['sync'] },
  {
    name: 'cargo',
    program: 'cargo',
    lockFiles: ['Cargo.lock'],
    commands: ['build', 'test', 'clippy', 'check', 'nextest', 'run', 'doc'],
  },
];

/** Actions that keep downloads or build results between runs by themselves, beside those with `cache` in their name. */
export const cachingActions: ReadonlySet<string> = new Set([
  ...['gradle/actions', 'gradle/gradle-build-action', 'bazel-contrib/setup-bazel', 'cachix/cachix-action'],
  ...['astral-sh/setup-uv', 'jdx/mise-action', 'actions-rust-lang/setup-rust-toolchain', 'moonrepo/setup-rust'],
  ...['ramsey/composer-install', 'bahmutov/npm-install', 'cypress-io/github-action', 'leafo/gh-actions-lua'],
  ...['depot/setup-action'],
]);
