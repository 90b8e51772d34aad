import type { ActionTerm, CommandTerm } from './terms.ts';

/**
 * What runs tests. From the tools' own manuals, looked over in November 2026; among those that surprise:
 * Maven's `package`, `verify`, `install` and `deploy` come behind its `test` phase
 * (https://maven.apache.org/guides/introduction/introduction-to-the-lifecycle.html), Gradle's `build` depends on `check`
 * and that on `test` (https://docs.gradle.org/current/userguide/java_plugin.html#sec:java_tasks), `go test -c` and
 * `cargo test --no-run` only compile, `nyc` and `c8` run what they are given.
 */
export const testCommands: readonly CommandTerm[] = [
  {
    kind: 'test',
    sort: 'load',
    phrases: `
      k6 run|cloud
      artillery run|quick|run-fargate|run-lambda|run:*
      locust
      gatling|gatling.sh
      mvn|mvnw|mvnd …gatling:*
      gradle|gradlew|gradlew.bat …gatlingRun*|*:gatlingRun*
      jmeter|jmeter.sh -n|--nongui
      vegeta attack
      autocannon|wrk|wrk2|oha|hey|bombardier
    `,
  },
  {
    kind: 'test',
    sort: 'infrastructure',
    phrases: `
      terraform|tofu …test
      terragrunt …test
      molecule …test|converge|verify|idempotence
      helm unittest|test
      ct install|lint-and-install
      conftest verify
      operator-sdk test|scorecard
      ansible-playbook …tests/*|test/*|*/tests/* !--check|-C|--syntax-check
      opa test
      regal test
      container-structure-test test
      goss v|validate
      dgoss|kgoss|dcgoss run
      inspec|cinc-auditor exec
      kitchen test|verify
      kubectl kuttl test
      kubectl-kuttl|kuttl test
      chainsaw test
      kyverno test
      gator verify
      sonobuoy run
      promtool test
      taskcat test
      testinfra
      ansible-test integration|network-integration|windows-integration
    `,
  },
  {
    kind: 'test',
    sort: 'end-to-end',
    phrases: `
      playwright|playwright-cli test
      cypress run|run-ct
      cypress-cloud|sorry-cypress|cypress-parallel
      wdio|webdriverio
      detox test
      testcafe|nightwatch|protractor
      codeceptjs|codecept.js run|run-workers|run-multiple
      selenium-side-runner
      maestro test|cloud
      ng e2e
      backstop test
      chromatic
      pa11y|pa11y-ci
      saucectl run
      robot|pabot
      cucumber|cucumber-js|parallel_cucumber|behave|behat
      xcodebuild …*UITests* test
      php artisan dusk
      artisan dusk
      gcloud firebase test
      gcloud alpha|beta firebase test
      patrol test
      flutter drive
      tilt ci
      rails test:system|test:all
      test-storybook
      extest run-tests|setup-and-run
      tuist|matlab test
      start-server-and-test|server-test|start-test …*test*|*e2e*|cy:*|cypress*
      argos upload
    `,
  },
  {
    kind: 'test',
    sort: 'integration',
    phrases: `
      newman run
      firebase emulators:exec *test*
      bru run
      hurl --test
      schemathesis|st run
      dredd
      karate
      tavern-ci
      pact-verifier|pact-provider-verifier
      docker compose …up --exit-code-from|--abort-on-container-exit|--abort-on-container-failure !--exit-code-from=setup*|init*|migrat*
      docker-compose …up --exit-code-from|--abort-on-container-exit !--exit-code-from=setup*|init*|migrat*
      mvn|mvnw|mvnd …failsafe:*|*:failsafe:*|*maven-failsafe-plugin:*|integration-test !-DskipTests !-DskipITs !-Dmaven.test.skip
      gradle|gradlew|gradlew.bat …*integrationTest*|*IntegrationTest*|*functionalTest*|*intTest* !--dry-run|-m
      gradle|gradlew|gradlew.bat …connected*Test|*:connected*Test|connectedCheck|*:connectedCheck|*DeviceCheck
      adb shell am instrument
      adb shell *test*
      docker compose …run *test|*tests|test-*|*spec*
      docker-compose …run *test|*tests|test-*|*spec*
      devcontainer features test
      sbt …scripted*|*/scripted*|IntegrationTest/test|it:test
      dbt test|build
      ginkgo --label-filter=*integration*
    `,
  },
  {
    kind: 'test',
    sort: 'coverage',
    phrases: `
      coverage run
      c8|nyc * !report !merge !instrument !check-coverage
      cargo llvm-cov !report !clean !show-env
      cargo tarpaulin|kcov|codecov
      kcov
      goveralls|overalls
      simplecov
      slather coverage
      mix coveralls*
      rebar3 cover
      bazel coverage
      dotnet-coverage collect
      coverlet
      mvn|mvnw|mvnd …*jacoco*:report* test|verify
      gradle|gradlew|gradlew.bat …jacocoTestReport|*:jacocoTestReport|koverXmlReport|koverHtmlReport|koverVerify
      codecov|codecovcli|codecov-cli|codecov.sh !--version|--help
      curl …*codecov.io*
      coveralls
      smokeshow upload
    `,
  },
  {
    kind: 'test',
    sort: 'unit',
    phrases: `
      jest|vitest|mocha|ava|tap|tape|jasmine|uvu|qunit|ts-mocha|electron-mocha|mochapack|poku
      wtr|web-test-runner
      karma start
      node|nodejs|tsx --test
      deno test
      deno run …*test*.ts|*test*.js|*test*.mjs
      moon ci|check
      bun test
      npm|pnpm|yarn test|t|tst
      npm install-test|it|cit|install-ci-test
      ng|ember|react-scripts|craco|react-app-rewired|hardhat|truffle|forge|anchor|aegir|storybook|vscode-test test
      forge coverage
      vue-cli-service test:*
      testem ci
      vscode-test|@vscode/test-cli|urchin|zunit|vusted|themis|yath|prove6|buttercup|ert-runner|ecukes|twister
      stryker run
      rushx|sail|ddev|lando|castor|phing|robo|esy|dzil|minil|mi6|zef|raco|alr|pio|platformio|rye|eask|eldev|mise|makem.sh test|tests|test:*|phpunit|pest|eunit
      eask test|ert|buttercup
      ddev|lando phpunit|pest
      wasm-pack test
      spago|spin test
      elm-test
      nx affected|run-many …test
      nx affected|run-many -t|--target|--targets=*test*
      nx affected:test|test
      nx run *:test*
      turbo [run] …test|test:*|*#test
      lerna run test*
      rush test
      wireit test
      moon run|ci|check …*:test
      melos …test*
      pytest|pytest-3|py.test !--collect-only|--co|--fixtures|--markers
      avocado|unittest|nose2|nosetests|nose|trial|zope-testrunner|ward|green|stestr|doctest|xdoctest|ptw
      tox !-e|--env|-f|-l|-a|--listenvs|--notest|--version !devenv !config !list !depends !quickstart
      tox -e|--env|-f=py*|*-py*|pypy*|*test*|*cov*|*unit*|*integration*|*functional*|fuzz*|*e2e*|*django*|$* !--notest !devenv
      nox !-s|--session|--sessions|-e|-t|--tags|-k|-l|--list|--version
      nox -s|--session|--sessions|-e|-t|--tags|-k=py|py3*|py-*|python*|*pytest*|*test*|*cov*|*unit*|*integration*|*functional*|$*
      hatch test
      hatch|pdm|rye|pixi|poetry|uv|pipenv run test|tests|test:*|test-*|*:test|*:tests|cov|*:cov
      hatch|pixi run …test|tests|test:*|test-*|*:test|*:tests|*:cov
      poe|poethepoet test*
      python|python2|python3 *manage.py test
      python|python2|python3 setup.py …test
      manage.py|django-admin test
      ansible-test units
      mutmut run
      go|gotip test !-c !-run=^$
      gotestsum|gotest|richgo
      ginkgo !build !bootstrap !generate !version !labels !outline !unfocus
      bazel|buck2|plz|please test
      pants …test
      cargo test|t|insta|careful|mutants|test-*|test_*|*-test|all-features !--no-run
      cargo run|r -p|--package|--bin=*test*|xtask …test|ci|check
      cargo run|r -p|--package|--bin|--example=*test*
      cargo nextest run|r
      cargo nextest !list !archive !show-config !self
      cargo miri test|nextest
      cargo hack|minimal-versions|msrv …test|nextest
      cargo fuzz run
      cargo xtask *test*
      cross test !--no-run
      mvn|mvnw|mvnw.cmd|mvnd …test|verify|install|package|deploy|*surefire*:test !-DskipTests !-Dmaven.test.skip
      gradle|gradlew|gradlew.bat …test|*:test|check|*:check|build|*:build|buildNeeded|test*UnitTest|*:test*UnitTest|testDebug|testRelease !-x=*test|*Test|check !--dry-run|-m !-DskipTests !-PskipTests
      gradle|gradlew|gradlew.bat …checkAll|allChecks|ciCheck|ciBuild|fullCheck|verifyPaparazzi*|verifyRoborazzi* !--dry-run|-m
      gradle|gradlew|gradlew.bat …*Test|*Tests !assemble* !*:assemble* !compile* !*:compile* !-x=*test|check !--dry-run|-m
      sbt …test*|+*test|ci|ci-test*|ciJVM|ciJS|ciNative|*-test|validate|validate*|verify|prePR|*/test|*;test|*;*test|*;*test;*|testOnly*|testQuick*|test:*|*/testOnly*|testAll|coverage
      mill …*.test|*.test.*|__.test*
      scala-cli|scala test
      ant …test*|junit*
      lein …test|test-*|*-test|midje|eftest|kaocha|cloverage|coverage|cljsbuild
      clj|clojure -T:build=test|ci
      clj|clojure -T:build test|ci
      clj|clojure -X:*test*|-M:*test*|-A:*test*|-T:*test*
      bb test*
      kaocha|amper test
      dotnet test|vstest
      vstest.console|nunit3-console|xunit.console|xunit.runner.console|mstest|dotnet-stryker
      dotnet stryker
      msbuild …/t:*test*|/t:*Test*
      nmake …test|check
      pod lib lint !--skip-tests
      msbuild -t:*test*|-t:*Test*|-target:*Test*
      rspec|minitest|turbo_tests|parallel_test|parallel_rspec
      spring rspec|test
      e2etest
      *.test -test.v|-test.run|-test.short|-test.parallel|-test.timeout
      tests|tests.*|*.run_tests|*.runtests
      nix run *test*
      rails …test|test:*|spec|spec:*
      rake !*
      appraisal …rspec|rake|test
      ruby *test*.rb|*spec*.rb|test/*|spec/*
      tester test*
      phpunit|phpunit*.phar|simple-phpunit|pest|paratest|phpspec|kahlan|atoum|infection|peridot
      codecept run
      php artisan test
      php|phpdbg …*phpunit|*phpunit*.phar|*pest|*paratest*|*codecept*|*behat|*phpspec|run-tests.php
      artisan test
      mix test|test.*|espec|check|ci
      mix do …test|test,|test.*
      rebar3 …eunit|ct|proper|eunit,|ct,
      gleam|nimble|luarocks|crystal|dub|fpm|xmake|v|shards test|spec
      testament|busted|atf-sh|kyua
      nim test|tests
      nim c|cpp|js|compile|r …*test*
      stack test
      stack exec|run *test*|*spec*
      cabal run|exec|v2-run *test*|*spec*
      runghc|runhaskell *test*|*spec*
      stack build|install --test
      cabal test|new-test|v2-test
      dune test|runtest
      opam install --with-test|-t !--deps-only
      dune build …@runtest|@*/runtest|@*test*
      zig build|test test*
      zig build test
      zig test
      swift test
      xcodebuild …test|test-without-building
      xctool …test|run-tests
      fastlane …scan|run_tests|*test|*tests|test_*|tests
      flutter|dart|very_good test
      dart|pub run test
      dart|flutter|pub run build_runner test
      flutter pub run test
      ctest !-N|--show-only
      meson test
      ninja …test|check|check-*|*-test|*/test
      cmake --target|-t=*test*|check*|RUN_TESTS
      cmake --workflow
      make|gmake|just|task|mage|invoke|inv|gulp|grunt|doit test|tests|check
      perl *test*.pl|t/*|*.t
      cpanm|cpm --test-only
      cover -test
      lua|lua5.*|luajit|nlua *test*|*spec*|test|tests|spec
      nvim|vim -c|--cmd|-l|-S=*Plenary*|*test*|*Vader*|*busted*|*spec*|*Themis*
      nvim|vim …+*Vader*|+*Plenary*|+*test*
      emacs -f|--funcall|-l|--load|--eval|-eval=*test*|*ert-run*|*buttercup*
      sbcl|ros|ccl|ecl|abcl|guile|gosh|racket|octave|octave-cli|matlab|swipl|godot|godot4 …*test*|*gut*|*gdunit*
      sbcl|ros|ccl|ecl|abcl|guile|gosh|racket|octave|octave-cli|matlab|swipl|godot|godot4 --eval|-e|--script|-s|--load|-batch|-r|-g|-t=*test*|*gut*|*gdunit*
      west twister
      colcon test
      catkin|catkin_make test|run_tests*
      scons|waf|b2|bjam …test|tests|check|*/test
      mage.go|magefile.go|make.go …*test*|*:test|ci|check
      prove|bats|bats-core|shellspec|shunit2|roundup|lit|llvm-lit|runtests
      Build test
      Invoke-Pester|invoke-pester
      R CMD check
      R|Rscript -e=*test*|*rcmdcheck*|*devtools::check*|*covr::*
      julia -e|--eval=*Pkg.test*
      julia *runtests.jl
      pg_prove
      sqlmesh test
      semgrep --test
      nix flake check
      nix build|run …*#*test*|*#check*|*tests#*
      nix-build -A|--attr=*test*|*check*
      earthly …+*test*
      dagger call|run …*test*
      docker buildx bake …*test*
    `,
  },
];

/** From the `action.yml` and README of each, read November 2026. */
export const testActions: readonly ActionTerm[] = [
  {
    kind: 'test',
    sort: 'end-to-end',
    uses: `
      cypress-io/github-action !runtests=false
      saucelabs/saucectl-run-action
      mobile-dev-inc/action-maestro-cloud
      chromaui/action
    `,
  },
  {
    kind: 'test',
    sort: 'load',
    uses: `
      grafana/k6-action
      grafana/run-k6-action
      artilleryio/action-cli
    `,
  },
  {
    kind: 'test',
    sort: 'infrastructure',
    uses: `
      gofrolist/molecule-action
      d3adb5/helm-unittest-action
      plexsystems/container-structure-test-action
    `,
  },
  {
    kind: 'test',
    sort: 'unit',
    uses: `
      julia-actions/julia-runtest
      matlab-actions/run-tests
      mxcl/xcodebuild !action=build
      sersoft-gmbh/xcodebuild-action action=*test*
      ros-industrial/industrial_ci
      ros-tooling/action-ros-ci !skip-tests=true
      actions-rs/tarpaulin
      actions-rs/cargo command=tarpaulin
      houseabsolute/actions-rust-cross command=test|both
      cake-build/cake-action target=*test*|*Test*
      dagger/dagger-for-github args=*test*
      dagger/dagger-for-github call=*test*
      php-actions/composer command=*test*
      borales/actions-yarn cmd=*test*
      mansagroup/nrwl-nx-action targets=*test*
      gradle/gradle-command-action arguments=*test*|*check*|*build*
      s4u/maven-action maven-args=*test*|*verify*|*install*|*package*
      lukka/run-cmake testpreset
      lukka/run-cmake workflowpreset
      ashutoshvarma/action-cmake-build run-test=true
      bsfishy/meson-build action=test
      matt-ball/newman-action
      anthonyvscode/newman-action
      google/oss-fuzz/infra/cifuzz/actions/run_fuzzers
      google/clusterfuzzlite/actions/run_fuzzers
      ansible-community/ansible-test-gh-action testing-type=units|integration
      felixfontein/ansible-test-gh-action testing-type=units|integration
      verygoodopensource/very_good_workflows/.github/workflows/*package.yml
      burrunan/gradle-cache-action arguments=*test*|*check*|*build*
      eskatos/gradle-command-action arguments=*test*|*check*|*build*
      r-lib/actions/check-r-package
      game-ci/unity-test-runner
      php-actions/phpunit
      php-actions/pest
      actions-rs/cargo command=test
      actions-rs/cargo command=nextest
      gradle/gradle-build-action arguments=*test*
      gradle/gradle-build-action arguments=*check*
      gradle/gradle-build-action arguments=*build*
      gradle/actions/setup-gradle arguments=*test*
      gradle/actions/setup-gradle arguments=*build*
      mattallty/jest-github-action
      robherley/go-test-action
      sigstore/sigstore-conformance
      docker/bake-action targets=*test*
    `,
  },
  {
    kind: 'test',
    certainty: 'firm',
    uses: `
      enricomi/publish-unit-test-result-action
      enricomi/publish-unit-test-result-action/*
      dorny/test-reporter
      mikepenz/action-junit-report
      codecov/test-results-action
      test-summary/action
      docker/bake-action/subaction/* target=*test*
      pmeier/pytest-results-action
      phoenix-actions/test-reporting
      ctrf-io/github-test-reporter
      buildpulse/buildpulse-action
      datadog/junit-upload-github-action
      trunk-io/analytics-uploader
      reactivecircus/android-emulator-runner
      malinskiy/action-android/emulator-run-cmd
      scacap/action-surefire-report
      ashley-taylor/junit-report-annotations-action
    `,
  },
  {
    kind: 'test',
    sort: 'coverage',
    certainty: 'firm',
    uses: `
      codecov/codecov-action
      coverallsapp/github-action
      shogo82148/actions-goveralls
      verygoodopensource/very_good_coverage
      chicagoflutter/lcov-cop
      andremiras/coveralls-python-action
      coverallsapp/coverage-reporter
      paambaati/codeclimate-action
      qltysh/qlty-action/coverage
      codacy/codacy-coverage-reporter-action
      deepsourcelabs/test-coverage-action
      danielpalme/reportgenerator-github-action
      irongut/codecoveragesummary
      romeovs/lcov-reporter-action
      davelosert/vitest-coverage-report-action
      artiomtr/jest-coverage-report-action
      mishakav/pytest-coverage-comment
      py-cov-action/python-coverage-comment-action
      madrapps/jacoco-report
      cicirello/jacoco-badge-generator
      k1low/octocov-action
      vladopajic/go-test-coverage
      barecheck/code-coverage-action
    `,
  },
];
