import type { ActionTerm, CommandTerm } from './terms.ts';

/**
 * What looks at source without running it. A formatter counts where it only looks (`--check`), for one that rewrites
 * files fails nothing. From the tools' own manuals, looked over in November 2026.
 */
export const qualityCommands: readonly CommandTerm[] = [
  {
    kind: 'lint',
    phrases: `
      eslint|oxlint|xo|standard|ts-standard|semistandard|tslint|jshint|stylelint|htmlhint|sass-lint|jscs|eslint_d
      biome|@biomejs/biome ci|check|lint
      biome|@biomejs/biome format !--write|--fix
      rome ci|check
      prettier|@prettier/cli --check|-c|--list-different|-l
      oxfmt --check
      dprint check
      deno lint
      deno fmt --check
      next|ng|expo|nuxt|nuxi lint
      vue-cli-service lint --no-fix
      wp-scripts lint-*
      ember-template-lint|solhint|textlint|remark|alex|knip|depcheck|publint|attw|sherif|ls-lint
      @arethetypeswrong/cli|manypkg|@manypkg/cli|lockfile-lint|npmPkgJsonLint|npm-package-json-lint
      syncpack lint*|list-mismatches
      depcruise|dependency-cruiser
      madge --circular|-c
      lint-staged
      ultracite check|lint
      sort-package-json --check
      rushx lint
      nx affected|run-many -t|--target|--targets=*lint*
      nx lint|affected:lint|format:check
      nx run *:lint*
      turbo [run] …lint|lint:*|*#lint
      lerna run lint*
      rush lint
      moon run …*:lint
      moon ci|check
      compileall|py_compile
      python|python2|python3 *manage.py check
      manage.py|django-admin check
      melos …lint*|analyze|format
      markdownlint|markdownlint-cli2|markdownlint-cli|mdl|rumdl|proselint|vale|cspell|cspell-cli|codespell|typos|misspell
      editorconfig-checker|ec|eclint
      reuse lint
      ruff !format !clean !version !server !rule !config !linter
      ruff format --check|--diff
      flake8|pylint|pycodestyle|pydocstyle|pyflakes|pylama|prospector|vulture|darglint|interrogate|doc8|rstcheck|sphinx-lint
      lint-imports|deptry|refurb|flakeheaven|flakehell|pyroma|check-manifest|curlylint
      black|blacken-docs --check|--diff
      isort --check|--check-only|-c|--diff
      yapf -d|--diff|-q|--quiet
      autopep8 -d|--diff|--exit-code
      docformatter --check|-c
      djlint --check|--lint
      nbqa
      nbstripout --verify
      unimport --check
      validate-pyproject
      hatch fmt --check
      hatch|pdm|rye|pixi|poetry|uv run lint|lint:*|*:lint|*:check|style|*:style|fmt-check
      poe|poethepoet lint*
      rye|pants|pixi lint
      pants …lint
      tox -e|--env=*lint*|*flake*|*style*|*ruff*|*format*|pre-commit*|pep8|*check*
      nox -s|--session|--sessions=*lint*|*format*|*style*|black|flake8|pre-commit*
      pre-commit|prek run
      lefthook run
      overcommit --run|-r
      golangci-lint run
      golangci-lint fmt --diff|-d
      go vet
      go mod tidy -diff
      gofmt|gofumpt|goimports|golines -l|-d|-*l|-*d|--dry-run
      gci diff|list
      staticcheck|revive|golint|errcheck|ineffassign|gocyclo|gosimple|unconvert|nilaway|gocritic|dupl|deadcode|modernize|gocognit|goheader
      gometalinter
      nix run *lint*|*fmt*|*format*
      nix fmt --check|--ci|--fail-on-change
      apicompat
      cargo clippy|dylint|udeps|machete|shear|spellcheck|semver-checks|hakari
      cargo fmt|sort --check|--check-revert
      cargo hack|minimal-versions …clippy
      cross clippy
      rustfmt --check
      taplo fmt|format --check
      taplo lint|check|validate
      mvn|mvnw|mvnd …*checkstyle*|*spotless:check|*pmd:*|*spotbugs:*|*ktlint*|*detekt*|*license:check*|*formatter:validate|*impsort:check|*fmt:check|*sortpom:verify|*rat:check|*spring-javaformat:validate|*editorconfig:check
      gradle|gradlew|gradlew.bat …lint|lint*|*:lint*|*checkstyle*|*Checkstyle*|spotlessCheck|*:spotlessCheck|*spotlessJavaCheck|*ktlint*|*detekt*|*pmd*|*spotbugs*|*codenarc*|*scalafmt*|*apiCheck|*licenseCheck|*rat|*autoLint*|*lintGradle|*checkLicense*|*forbiddenApis*|precommit|*:precommit
      sbt …*scalafmtCheck*|*scalafix*|*scalastyle*|*headerCheck*|*mimaReportBinaryIssues*
      scalafmt --check|--test|--list
      scalafix --check
      mill …*checkFormat*|*scalafix*|*checkstyle*
      ktlint|detekt|detekt-cli|checkstyle|spotbugs|clj-kondo|cljstyle
      pmd check
      google-java-format --dry-run|-n|--set-exit-if-changed
      lein …kibit|eastwood|lint|clj-kondo|cljstyle
      lein …cljfmt
      clj|clojure -M:*kondo*|-M:*cljfmt*|-M:*lint*|-M:*eastwood*|-M:*splint*|-M:*cljstyle*|-M:fmt*|-M:format*|-X:*lint*|-T:*lint*|-T:*cljfmt*
      cljfmt check
      lein cljfmt check
      dotnet format --verify-no-changes|--check
      dotnet fantomas --check
      dotnet csharpier --check
      dotnet csharpier check
      csharpier|dotnet-csharpier --check
      csharpier check
      jb|dotnet-jb inspectcode|cleanupcode
      dotnet jb inspectcode
      roslynator analyze
      fantomas --check
      rubocop|standardrb|reek|erb_lint|erblint|haml-lint|slim-lint|rubycritic|rails_best_practices|mdl|cookstyle|foodcritic
      rake rubocop*|standard*|lint*
      phpcs|phpstan|psalm|phan|phpmd|phplint|parallel-lint|php-parallel-lint|phpinsights|deptrac|twigcs|twig-cs-fixer
      php-cs-fixer check
      php-cs-fixer …fix --dry-run
      pint --test
      ecs check
      ecs !*
      rector --dry-run|-n
      composer normalize --dry-run
      composer validate
      php -l
      php *phpstan*|*phpcs*|*psalm*|*parallel-lint*
      php *console lint:*
      console lint:*
      mix credo|check|lint
      mix do …credo|credo,
      mix format --check-formatted
      rebar3 …lint|xref
      rebar3 fmt --check
      elvis rock
      gleam format --check
      swiftlint !version !rules
      pod lib|spec|ipc lint
      swiftformat --lint
      swift-format lint
      swift format lint
      periphery scan
      fastlane …lint|swiftlint|*lint
      dart|flutter analyze
      dart format --set-exit-if-changed
      dartfmt --set-exit-if-changed|-n|--dry-run
      dartanalyzer
      dart|pub run custom_lint|dart_code_metrics*|dart_code_linter*
      dart_code_metrics|metrics analyze
      ktfmt --dry-run|-n|--set-exit-if-changed
      clang-tidy|run-clang-tidy|run-clang-tidy.py|clang-tidy-diff.py|cpplint|cppcheck|oclint|include-what-you-use|cmake-lint|cmakelint|checkpatch.pl|clazy
      clang-tidy-*|cpp-linter|scan-build
      clang-format|clang-format-* --dry-run|-n|--Werror|-Werror
      git-clang-format|git-clang-format-* --diff
      git clang-format --diff
      cmake-format|gersemi --check
      muon analyze
      hlint|weeder|stan
      cabal check
      ormolu|fourmolu --mode|-m=check
      dune fmt
      dune build …@fmt|@check|@lint
      ocamlformat --check
      nixfmt|nixpkgs-fmt|alejandra|treefmt --check|-c|--ci|--fail-on-change
      statix check
      deadnix --fail|-f
      luacheck|selene|vint
      luac|luac5.* -p
      eask|eldev lint
      stylua --check
      perlcritic
      perltidy -assert-tidy|--assert-tidy
      R|Rscript -e=*lintr*|*styler*
      air format --check
      julia -e=*JuliaFormatter*|*Aqua*|*JET*
      zig fmt --check
      pio|platformio check
      ament_*
      crystal tool format --check
      ameba
      v fmt -verify
      v vet
      elm-format --validate
      elm-review
      purs-tidy check
      fprettify --diff
      forge fmt --check
      shellcheck|checkbashisms|bashate|shellharden
      shfmt -d|-l|--diff|--list
      bash|sh|dash|zsh -n
      PSScriptAnalyzer|Invoke-ScriptAnalyzer
      hadolint|dockerfilelint|dockerfile_lint|dclint
      docker build|buildx --check
      yamllint|actionlint|action-validator|yaml-lint|jsonlint|jsonlint-php|check-jsonschema|v8r|yamale|salt-lint|j2lint
      ajv validate|test
      yamlfmt -lint|--lint|-dry
      kube-linter lint
      kubeconform|kubeval|kubelinter|pluto|manifest-validate|datree
      helm lint
      ct lint|lint-and-install
      helmfile …lint
      terraform|tofu …fmt -check|--check
      terraform|tofu …validate
      tflint !--init|--version
      terragrunt …hclfmt|fmt --terragrunt-check|--check
      terragrunt …validate|hclvalidate|validate-inputs|validate-all
      packer validate
      packer fmt -check
      ansible-lint
      ansible-playbook --syntax-check
      ansible-test sanity
      puppet-lint
      puppet parser validate
      pdk validate
      cfn-lint
      aws cloudformation validate-template
      sam validate
      bicep lint
      az bicep lint
      sqlfluff lint
      squawk
      tsqllint
      buf lint|breaking
      buf format -d|--diff|--exit-code
      protolint lint
      protolint !version
      api-linter
      spectral|vacuum|redocly|@redocly/cli|asyncapi lint|validate
      @stoplight/spectral-cli|speccy lint
      swagger-cli|@apidevtools/swagger-cli|openapi-spec-validator validate
      openapi-spec-validator
      oasdiff breaking
      graphql-schema-linter
      graphql-inspector diff|validate
      prisma validate
      promtool check
      mixtool lint
      jsonnet-lint
      jsonnetfmt --test
      cue vet
      opa check
      opa fmt --diff|-d|--fail
      regal lint
      nginx -t
      caddy validate
      caddy fmt --diff
      trunk check
      mega-linter-runner|super-linter|megalinter|megalinter-*
      reviewdog
      qlty check
      codeclimate analyze
      codacy-analysis-cli analyze
      make|gmake|just|task|mage|invoke|inv|gulp|grunt|doit lint|fmt-check|format-check|check-format|vet
      earthly …+*lint*
      dagger call …lint*
      docker buildx bake …*lint*|validate*
      addlicense -check|--check
      license-eye header check
    `,
  },
  {
    kind: 'type-check',
    phrases: `
      tsc|vue-tsc|tsgo|ttsc|tspc !--version|-v|--init
      svelte-check|flow|flow-bin|tsd|tsd-lite|dtslint|glint|@glint/core
      astro check
      deno check
      nuxi|nuxt typecheck
      mypy|dmypy|pyright|basedpyright|pytype
      pyre|ty|pyrefly|zuban check
      pyre !*
      stubtest
      pants …check
      tox -e|--env=*mypy*|*typ*|pyright*|mypy*
      nox -s|--session=*mypy*|*typ*|pyright*|mypy*
      hatch|pdm|rye|pixi|poetry|uv run types:*|typing|type-check|typecheck|*:typing|*:types
      phpstan|psalm|phan
      srb tc
      srb !*
      sorbet|steep
      cargo check|c|clippy
      go build|vet
      mix dialyzer
      rebar3 …dialyzer|eqwalizer
      dialyzer
      nx affected|run-many -t|--target|--targets=*type*
      turbo [run] …type-check|typecheck|check-types|tsc
      nx typecheck|type-check
      elm make
      dart|flutter analyze
    `,
  },
];

/** From the `action.yml` and README of each, read November 2026. */
export const qualityActions: readonly ActionTerm[] = [
  {
    kind: 'lint',
    uses: `
      golangci/golangci-lint-action !install-only=true
      super-linter/super-linter
      super-linter/super-linter/*
      github/super-linter
      github/super-linter/*
      oxsecurity/megalinter
      oxsecurity/megalinter/*
      megalinter/megalinter
      reviewdog/action-suggester
      reviewdog/action-eslint|reviewdog/action-stylelint|reviewdog/action-golangci-lint|reviewdog/action-staticcheck|reviewdog/action-shellcheck|reviewdog/action-shfmt
      reviewdog/action-hadolint|reviewdog/action-actionlint|reviewdog/action-yamllint|reviewdog/action-markdownlint|reviewdog/action-vale|reviewdog/action-tflint
      reviewdog/action-black|reviewdog/action-flake8|reviewdog/action-pylint|reviewdog/action-rubocop|reviewdog/action-ansiblelint|reviewdog/action-cpplint
      reviewdog/action-alex|reviewdog/action-languagetool|reviewdog/action-typos|reviewdog/action-misspell|reviewdog/action-biome|reviewdog/action-detekt|reviewdog/action-ktlint
      tsuyoshicho/action-textlint
      pre-commit/action
      pre-commit-ci/lite-action
      j178/prek-action
      clowdhaus/terraform-composite-actions/pre-commit
      astral-sh/ruff-action
      chartboost/ruff-action
      psf/black
      isort/isort-action
      py-actions/flake8
      ricardochaves/python-lint
      wearerequired/lint-action
      davidanson/markdownlint-cli2-action
      articulate/actions-markdownlint
      nosborn/github-action-markdown-cli
      avto-dev/markdown-lint
      errata-ai/vale-action
      vale-cli/vale-action
      crate-ci/typos
      codespell-project/actions-codespell
      streetsidesoftware/cspell-action
      sobolevn/misspell-fixer-action
      check-spelling/check-spelling
      rojopolis/spellcheck-github-actions
      ludeeus/action-shellcheck
      redhat-plumbers-in-action/differential-shellcheck
      azohra/shell-linter
      luizm/action-sh-checker
      hadolint/hadolint-action
      brpaz/hadolint-action
      raven-actions/actionlint
      devops-actions/actionlint
      ibiqlik/action-yamllint
      karancode/yamllint-github-action
      frenck/action-yamllint
      bewuethr/yamllint-action
      ansible/ansible-lint
      ansible/ansible-lint-action
      ansible-community/ansible-lint-action
      stackrox/kube-linter-action
      azure/k8s-lint
      instrumenta/kubeval-action
      bufbuild/buf-lint-action
      bufbuild/buf-breaking-action
      bufbuild/buf-action !lint=false
      plexsystems/protolint-action
      stoplightio/spectral-action
      norio-nomura/action-swiftlint
      cirruslabs/swiftlint-action
      natiginfo/action-detekt-all
      musichin/ktlint-check
      scacap/action-ktlint
      axel-op/googlejavaformat-action
      actions-rs/clippy-check
      actions-rs/cargo command=clippy
      actions-rs/cargo command=fmt
      giraffate/clippy-action
      auguwu/clippy-action
      actions-rust-lang/rustfmt
      bnjbvr/cargo-machete
      obi1kenobi/cargo-semver-checks-action
      dominikh/staticcheck-action
      jidicula/clang-format-action
      doozyx/clang-format-lint-action
      cpp-linter/cpp-linter-action
      zedthree/clang-tidy-review
      php-actions/phpstan
      php-actions/phpcs
      php-actions/php-code-sniffer
      oskarstark/phpstan-ga
      oskarstark/php-cs-fixer-ga
      aglipanci/laravel-pint-action
      haskell-actions/hlint-run
      haskell-actions/run-fourmolu
      haskell-actions/run-ormolu
      tweag/run-ormolu
      mrkkrp/ormolu-action
      home-assistant/actions/hassfest
      hacs/action
      hacs/integration
      wordpress/plugin-check-action
      microsoft/psscriptanalyzer-action
      devblackops/github-action-psscriptanalyzer
      ansible-community/ansible-test-gh-action testing-type=sanity
      felixfontein/ansible-test-gh-action testing-type=sanity
      verygoodopensource/very_good_workflows/.github/workflows/*package.yml
      lunarmodules/luacheck
      johnnymorganz/stylua-action
      editorconfig-checker/action-editorconfig-checker
      greut/eclint-action
      apache/skywalking-eyes
      apache/skywalking-eyes/header
      fsfe/reuse-action
      chainguard-dev/actions/trailing-space
      chainguard-dev/actions/eof-newline
      chainguard-dev/actions/gofmt
      chainguard-dev/actions/goimports
      trunk-io/trunk-action
      qltysh/qlty-action/check
      jetbrains/qodana-action
      scalameta/scalafmt-native-action
      sibiraj-s/action-eslint
      icrawl/action-eslint
      grafana/plugin-validator-action
      gradle/gradle-build-action arguments=*lint*
      docker/bake-action targets=*lint*
      docker/bake-action targets=*validate*
    `,
  },
  {
    kind: 'type-check',
    uses: `
      jakebailey/pyright-action
      jpetrucciani/mypy-check
      tsuyoshicho/action-mypy
      actions-rs/cargo command=check
      icrawl/action-tsc
      php-actions/phpstan
    `,
  },
  {
    kind: 'lint',
    certainty: 'firm',
    uses: `
      docker/bake-action/subaction/* target=*validate*
      docker/bake-action/subaction/* target=*lint*
      */lint-action
      */*-lint-action
      */*-linter-action
      */action-*lint
      */*-lint
    `,
  },
];
