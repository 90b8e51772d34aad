/**
 * Build tools and interpreters that run what a project tells them in a language of its own: where their call is not
 * known, nobody can say what it does. From the tools' own manuals, looked over in November 2026.
 */
export const runsProjects: ReadonlySet<string> = new Set(
  (
    'dotnet nuke cake fake msbuild lein boot bb clojure clj sbt sbtn mill amm gradle gradlew ant maven mvn mvnw rebar3 mix elixir ' +
    'emacs eask cask nvim vim lua luajit perl php ruby julia Rscript R racket raco guile sbcl ros swipl ocaml runghc runhaskell cabal stack ' +
    'nix nix-shell nix-build docker podman docker-compose godot matlab octave scons waf b2 xmake west pio platformio tuist fastlane ' +
    'hatch pdm pixi rye ddev lando sail castor phing robo earthly dagger buck2 pants cargo go node deno bun zig nimble dub crystal v ' +
    'python python3 pwsh powershell script wireit jake cake gulp grunt'
  ).split(' '),
);

/** Actions that do so. */
export const projectRunners: ReadonlySet<string> = new Set([
  'addnab/docker-run-action',
  'cake-build/cake-action',
  'dagger/dagger-for-github',
  'devcontainers/ci',
  'gradle/gradle-build-action',
  'gradle/gradle-command-action',
  'eskatos/gradle-command-action',
  'jameshenry/parallel-bash-commands',
  's4u/maven-action',
]);
