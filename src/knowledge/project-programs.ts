/**
 * Programs that run what the project in front of them says: its build file, its scripts, its packages' install scripts,
 * a configuration that is code. With the subcommands that do; an empty list means however they are called.
 *
 * Looked over in November 2026. That installing, building and testing count is GitHub's own word:
 * https://docs.github.com/en/actions/reference/security/securely-using-pull_request_target; most of the programs are
 * described, with the file that decides, in https://boostsecurityio.github.io/lotp/. The ones that surprise:
 * Cargo's build scripts (https://doc.rust-lang.org/cargo/reference/build-scripts.html), a Gemfile and a `mix.exs` are
 * programs, `yarnPath` of Yarn names one (https://yarnpkg.com/configuration/yarnrc#yarnPath), `conftest.py`, plugins of
 * linters and hooks of pre-commit are loaded without a question. `go build`, `go vet` and `cargo fmt` run nothing of
 * the project.
 */
export const projectPrograms: Readonly<Record<string, readonly string[]>> = {
  // Build tools and task runners
  ...ofAnyCall(
    'make gmake cmake ninja ant mvn mvnw gradle gradlew sbt lein bazel buck2 rake just task gulp grunt nx turbo',
  ),
  ...ofAnyCall('lerna msbuild xcodebuild fastlane tox nox invoke scons waf meson earthly goreleaser'),
  // Package managers
  npm: [
    'ci',
    'install',
    'i',
    'install-test',
    'it',
    'run',
    'run-script',
    'test',
    't',
    'tst',
    'start',
    'rebuild',
    'pack',
    'publish',
    'version',
  ],
  pnpm: ['install', 'i', 'run', 'test', 't', 'start', 'rebuild', 'pack', 'publish', 'build', 'lint', 'exec'],
  yarn: [],
  bun: ['install', 'i', 'ci', 'run', 'test'],
  pip: ['install', 'wheel', 'download'],
  pipenv: ['install', 'sync', 'run'],
  poetry: ['install', 'run', 'build'],
  pdm: ['install', 'sync', 'run', 'build'],
  uv: ['sync', 'run', 'build'],
  hatch: ['run', 'build', 'test'],
  bundle: ['install', 'exec', ''],
  composer: ['install', 'update', 'run', 'run-script', 'test'],
  cargo: [
    'build',
    'b',
    'check',
    'c',
    'run',
    'r',
    'test',
    't',
    'bench',
    'doc',
    'clippy',
    'nextest',
    'xtask',
    'install',
    'publish',
    'package',
  ],
  go: ['run', 'test', 'generate'],
  dotnet: ['build', 'test', 'run', 'restore', 'pack', 'publish', 'msbuild'],
  mix: ['deps.get', 'compile', 'test', 'run'],
  stack: ['build', 'test', 'run'],
  cabal: ['build', 'test', 'run'],
  swift: ['build', 'test', 'run'],
  flutter: ['build', 'test', 'run'],
  pod: ['install', 'update'],
  // Test runners, linters and generators whose configuration is code
  ...ofAnyCall(
    'pytest jest vitest mocha ava karma cypress playwright rspec phpunit eslint prettier stylelint webpack vite',
  ),
  ...ofAnyCall('rollup tsx ts-node pre-commit prek pylint rubocop rails jekyll mkdocs sphinx-build asv'),
  terraform: ['init', 'plan', 'apply', 'test'],
  tofu: ['init', 'plan', 'apply', 'test'],
  skaffold: ['build', 'run', 'deploy', 'dev', 'test'],
  pulumi: ['up', 'preview'],
  cdk: ['deploy', 'synth', 'diff'],
  'ansible-playbook': [],
  nix: ['develop', 'run', 'shell'],
  'nix-shell': [],
};

/**
 * Programs that run the project's code, but in a container without the job's token; for Nix its sandbox:
 * https://nix.dev/manual/nix/stable/command-ref/conf-file#conf-sandbox
 */
export const containerPrograms: Readonly<Record<string, readonly string[]>> = {
  docker: ['build', 'buildx', 'compose'],
  'docker-compose': [],
  podman: ['build'],
  buildah: ['bud', 'build'],
  nix: ['build', 'flake'],
  'nix-build': [],
};

/** Programs that run the file they are given. */
export const interpreters: ReadonlySet<string> = new Set(
  'sh bash dash zsh ksh source . python python2 python3 node deno ruby perl php pwsh powershell Rscript lua tclsh'.split(
    ' ',
  ),
);

/** Programs that are told the project's folder by an argument. */
export const takesFolders: ReadonlySet<string> = new Set(
  'make gmake cmake just npm pnpm yarn pip uv poetry cargo gradle gradlew mvn mvnw docker terraform tofu dotnet go bundle'.split(
    ' ',
  ),
);

/** Options that keep a package manager from running what the packages bring along. */
export const withoutScripts: readonly string[] = ['--ignore-scripts', '--no-scripts'];

function ofAnyCall(names: string): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, []]));
}
