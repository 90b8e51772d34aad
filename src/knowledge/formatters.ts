const always =
  'gofmt gofumpt goimports black isort yapf autopep8 prettier clang-format perltidy rustfmt stylua shfmt nixfmt nixpkgs-fmt alejandra ' +
  'treefmt ktfmt ktlint swiftformat swift-format scalafmt cmake-format gersemi ocamlformat ormolu fourmolu stylish-haskell brittany ' +
  'zprint cljfmt cljstyle dprint astyle uncrustify google-java-format php-cs-fixer pint standardrb rufo elm-format purs-tidy dfmt ' +
  'dartfmt docformatter taplo mdformat  fantomas csharpier fprettify findent';

/** Programs that rewrite sources in a fixed form, with the subcommands that do; from the tools' own manuals, November 2026. */
export const formatters: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...always.split(' ').map((program) => [program, []] as const),
  ['cargo', ['fmt']],
  ['go', ['fmt']],
  ['dart', ['format']],
  ['mix', ['format']],
  ['terraform', ['fmt']],
  ['tofu', ['fmt']],
  ['zig', ['fmt']],
  ['buf', ['format']],
  ['ruff', ['format']],
  ['dune', ['fmt', '@fmt']],
  ['dotnet', ['format', 'fantomas', 'csharpier']],
  ['nix', ['fmt']],
  ['swift', ['format']],
  ['deno', ['fmt']],
  ['air', ['format']],
  ['biome', ['format', '--write']],
  ['eslint', ['--fix']],
  ['gradle', ['spotlessApply', 'ktlintFormat', 'formatKotlin']],
  ['gradlew', ['spotlessApply', 'ktlintFormat', 'formatKotlin']],
  ['mvn', ['spotless:apply', 'fmt:format', 'formatter:format']],
  ['mvnw', ['spotless:apply', 'fmt:format', 'formatter:format']],
  ['sbt', ['scalafmt', 'scalafmtAll']],
  ['rubocop', ['-a', '-A', '--autocorrect', '--autocorrect-all']],
]);
