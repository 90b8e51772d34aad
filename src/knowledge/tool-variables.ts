const tools =
  'python python2 python3 pip pytest tox nox coverage uv poetry cargo go npm npx yarn pnpm node deno bun php composer ruby rake ' +
  'bundle gem gradle gradlew sbt mill lein cabal stack dotnet msbuild cmake ctest ninja meson make gmake bazel bazelisk julia ' +
  'swift xcodebuild flutter dart mix rebar3 zig dune opam docker podman kubectl helm terraform tofu git emacs nvim lua perl ' +
  'prove valgrind bats shellcheck golangci-lint ginkgo gotestsum mypy ruff black flake8 pylint eslint jest mvn mvnw';

/** Variables that are named after the tool they stand for, as Makefiles and scripts do: `$PYTHON -m pytest`, `$CABAL test`. */
export const toolVariables: ReadonlyMap<string, string> = new Map([
  ...tools.split(' ').map((tool) => [tool.toUpperCase().replaceAll('-', '_'), tool] as const),
  ['PY', 'python'],
  ['MAVEN', 'mvn'],
  ['RSCRIPT', 'Rscript'],
  ['REBAR', 'rebar3'],
]);
