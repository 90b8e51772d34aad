/**
 * Package managers: what shows that their dependencies are fixed, which command installs them, and how an install that
 * may pass the lock file over is made to keep to it. From the managers' own documentation, read November 2026:
 * https://docs.npmjs.com/cli/commands/npm-ci, https://classic.yarnpkg.com/lang/en/docs/cli/install/,
 * https://yarnpkg.com/cli/install, https://pnpm.io/cli/install, https://bun.com/docs/pm/cli/install,
 * https://pipenv.pypa.io/en/latest/commands.html
 */
export interface PackageManager {
  readonly name: string;
  readonly lockFiles: readonly string[];
  /** Programs and their first words that install what the lock file or manifest names. */
  readonly installs: readonly { readonly program: string; readonly command: RegExp }[];
}

export const packageManagers: readonly PackageManager[] = [
  {
    name: 'npm',
    lockFiles: ['package-lock.json', 'npm-shrinkwrap.json'],
    installs: [{ program: 'npm', command: /^(ci|clean-install|i|install)$/ }],
  },
  { name: 'yarn', lockFiles: ['yarn.lock'], installs: [{ program: 'yarn', command: /^(install)?$/ }] },
  { name: 'pnpm', lockFiles: ['pnpm-lock.yaml'], installs: [{ program: 'pnpm', command: /^(i|install)$/ }] },
  { name: 'bundler', lockFiles: ['Gemfile.lock'], installs: [{ program: 'bundle', command: /^install$/ }] },
  { name: 'composer', lockFiles: ['composer.lock'], installs: [{ program: 'composer', command: /^install$/ }] },
  { name: 'poetry', lockFiles: ['poetry.lock'], installs: [{ program: 'poetry', command: /^install$/ }] },
  { name: 'pipenv', lockFiles: ['Pipfile.lock'], installs: [{ program: 'pipenv', command: /^(install|sync)$/ }] },
  {
    name: 'cargo',
    lockFiles: ['Cargo.lock'],
    installs: [{ program: 'cargo', command: /^(build|test|clippy|check|nextest|run|doc)$/ }],
  },
];

/** Actions that keep downloads or build results between runs by themselves, whatever their inputs. */
export const cachingActions: ReadonlySet<string> = new Set([
  ...['actions/cache', 'swatinem/rust-cache', 'mozilla-actions/sccache-action', 'hendrikmuhs/ccache-action'],
  ...['gradle/actions', 'gradle/gradle-build-action', 'bazel-contrib/setup-bazel', 'julia-actions/cache'],
  ...['cachix/cachix-action', 'determinatesystems/magic-nix-cache-action', 'nix-community/cache-nix-action'],
  ...['astral-sh/setup-uv', 'jdx/mise-action', 'actions-rust-lang/setup-rust-toolchain', 'moonrepo/setup-rust'],
  ...['ramsey/composer-install', 'bahmutov/npm-install', 'cypress-io/github-action', 'leafo/gh-actions-lua'],
  ...[
    'awalsh128/cache-apt-pkgs-action',
    'runs-on/cache',
    'buildjet/cache',
    'useblacksmith/cache',
    'depot/setup-action',
  ],
]);
