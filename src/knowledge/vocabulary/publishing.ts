import type { ActionTerm, CommandTerm } from './terms.ts';

/**
 * What hands something out to others: packages, images, releases, applications in a store. From the tools' own manuals,
 * looked over in November 2026. `goreleaser check` and `--snapshot`, `npm pack` and every `--dry-run` hand out nothing;
 * `dotnet publish` only collects files (https://learn.microsoft.com/dotnet/core/tools/dotnet-publish).
 */
export const publishCommands: readonly CommandTerm[] = [
  {
    kind: 'publish',
    sort: 'store',
    phrases: `
      fastlane …release|deliver|supply|upload_to_app_store|upload_to_play_store|appstore|playstore
      eas submit
      eas build --auto-submit
      gradle|gradlew|gradlew.bat …publish*Bundle|*:publish*Bundle|publish*Apk|*:publish*Apk|publish*Apps|promote*Artifact|*:promote*Artifact
      chrome-webstore-upload|chrome-webstore-upload-cli upload|publish
      web-ext sign|submit
      publish-extension|publish-browser-extension
      snapcraft upload|push|release|upload-metadata
      butler push
      msstore publish|submission
      vsce|@vscode/vsce|ovsx publish
      wingetcreate update|submit|new --submit|-s
      choco|chocolatey push
    `,
  },
  {
    kind: 'publish',
    sort: 'image',
    phrases: `
      docker|podman|nerdctl|buildah|img push !--dry-run
      docker image|manifest|compose push
      podman manifest push
      docker build|buildx --push !--check
      docker build|buildx -o|--output=type=registry*|*push=true* !--check
      docker compose …build --push
      docker buildx imagetools create !--dry-run
      docker-compose …push
      depot build|bake --push
      skopeo copy * docker://*|$*
      skopeo sync --dest=docker
      crane push|copy|cp|append|mutate|rebase|tag
      gcrane cp|copy
      regctl image copy|mod|import
      regctl index create|add
      oras push|copy|cp
      ko build|publish|resolve !--local|-L !--push=false
      pack build --publish
      apko publish
      executor --destination|-d !--no-push
      mvn|mvnw|mvnd …jib:build|*:jib-maven-plugin*:build|k8s:push|docker:push|fabric8:push
      mvn|mvnw|mvnd …spring-boot:build-image -Dspring-boot.build-image.publish
      gradle|gradlew|gradlew.bat …jib|*:jib|dockerPush*|*:dockerPush*|dockerPublish|pushDockerImage*
      gradle|gradlew|gradlew.bat …bootBuildImage --publishImage
      sbt …docker:publish|Docker/publish|*/Docker/publish
      bazel run *push*
      dotnet publish -p:ContainerRegistry|-p:ContainerImageRegistry=*
      az acr build|import
      gcloud builds submit --tag|-t|--pack
      flux push
      helm push|cm-push
      singularity|apptainer push
      buildctl build --output=*push=true*
      nix run *copyToRegistry*|*push*
    `,
  },
  {
    kind: 'publish',
    sort: 'release',
    phrases: `
      gh|hub release create|upload
      gh release edit --draft=false
      glab|tea release create|upload
      ghr
      github-release|github_release upload|release
      goreleaser release|r !--snapshot !--skip=*publish* !--skip-publish
      jreleaser release|full-release|publish|upload|distribute|announce !--dry-run
      mvn|mvnw|mvnd …jreleaser:release|jreleaser:full-release
      gradle|gradlew|gradlew.bat …jreleaserFullRelease|jreleaserRelease|githubRelease|*:githubRelease
      semantic-release|multi-semantic-release !--dry-run|-d
      python-semantic-release version|publish
      release-it !--dry-run
      release-please github-release
      release-plz release
      changelogithub|conventional-github-releaser|tagpr
      brew bump-formula-pr|bump-cask-pr
      cr upload|index
      dist host
      cargo dist host
      dune-release publish|distrib|opam
      nbgv tag
    `,
  },
  {
    kind: 'publish',
    sort: 'package',
    phrases: `
      npm|pnpm|bun|deno|jsr publish !--dry-run
      yarn publish !--dry-run
      yarn …npm publish !--dry-run
      npm|pnpm stage publish !--dry-run
      lerna publish
      changeset|@changesets/cli publish
      nx release !--dry-run|-d !version !changelog !plan !--skip-publish
      beachball publish
      auto shipit|release
      np !--preview|--no-publish
      pkg-pr-new publish
      rush publish --publish|-p
      twine upload
      uv|poetry|flit|hatch|pdm|rye publish !--dry-run
      maturin publish|upload
      python|python2|python3 setup.py …upload
      cargo publish !--dry-run|-n
      cargo workspaces|smart-release publish !--dry-run
      cargo release --execute|-x
      gem push
      bundle release
      rake release|release:*|*:release
      mvn|mvnw|mvnw.cmd|mvnd …deploy|*maven-deploy-plugin*|deploy:deploy*|gpg:sign-and-deploy-file|release:perform|*nexus-staging:*|jreleaser:deploy|*central-publishing*:publish !-Dmaven.deploy.skip !-DskipDeploy !-DaltDeploymentRepository=*file:*
      gradle|gradlew|gradlew.bat …publish|*:publish|publishAll*|*:publishAll*|publish*To*Repository|*:publish*To*Repository|publishToSonatype|*:publishToSonatype|publishToMavenCentral|*:publishToMavenCentral|publishAndRelease*|publishPlugins|*:publishPlugins|uploadArchives|*:uploadArchives|closeAndRelease*|bintrayUpload|artifactoryPublish|*:artifactoryPublish|jreleaserDeploy !--dry-run|-m !--validate-only
      sbt …publish|publishSigned|+publish|+publishSigned|*/publish|*/publishSigned|ci-release|*;*publish*|sonatype*
      mill …*.publish*|mill.scalalib.PublishModule/*
      lein deploy
      clj|clojure …deploy
      dotnet nuget push
      nuget push
      paket push
      mix hex.publish !--dry-run
      rebar3 hex publish|cut
      pod trunk|repo push
      wasm-pack|wapm|wasmer publish
      cloudsmith push
      jf|jfrog rt u|upload|docker-push|dp|build-publish|bp
      jf|jfrog npm|mvn|gradle publish|deploy
      package_cloud|fury|gemfury push
      deb-s3 upload
      dput
      aptly publish
      anaconda|rattler-build upload|publish
      conda|pixi upload
      luarocks upload
      opam publish
      cabal upload
      stack upload
      dart|flutter pub publish !--dry-run|-n
      buf push
      ansible-galaxy collection publish
      ansible-galaxy role import
      puppet module push
      knife supermarket share|upload
      stove
      vagrant cloud publish
      huggingface-cli|hf upload|upload-large-folder
      aws codeartifact publish-package-version
      aws serverlessrepo create-application-version
      sam publish
      bazel run *publish*
      elm publish
      spago publish
      devcontainer features|templates publish
      Publish-Module|Publish-PSResource|publish-module
      lerna run release*
      nx affected|run-many -t|--target=publish*
      dotnet-releaser publish
      devpi|pulp upload
    `,
  },
];

/** From the `action.yml` and README of each, read November 2026. */
export const publishActions: readonly ActionTerm[] = [
  {
    kind: 'publish',
    sort: 'package',
    uses: `
      pypa/gh-action-pypi-publish
      rubygems/release-gem
      js-devtools/npm-publish !dry-run=true
      changesets/action publish
      pyo3/maturin-action command=publish
      pyo3/maturin-action command=upload
      katyo/publish-crates !dry-run=true
      actions-rs/cargo command=publish
      bufbuild/buf-push-action
      bufbuild/buf-action !push=false
      actions/publish-immutable-action
      dart-lang/setup-dart/.github/workflows/publish.yml
      k-paxian/dart-package-publisher !dryrunonly=true
      etils-actions/pypi-auto-publish
      cloudsmith-io/action command=push
      devcontainers/action publish-features=true
      devcontainers/action publish-templates=true
    `,
  },
  {
    kind: 'publish',
    sort: 'image',
    uses: `
      docker/build-push-action push !push=false
      docker/build-push-action outputs=*push=true*
      docker/build-push-action outputs=*push=$*
      docker/build-push-action outputs=*type=registry*
      docker/bake-action push !push=false
      docker/bake-action set=*push=true*
      docker/bake-action set=*type=registry*
      docker/github-builder/.github/workflows/*.yml push !push=false
      depot/build-push-action push !push=false
      depot/bake-action push !push=false
      elgohr/publish-docker-github-action !no_push
      mr-smithers-excellent/docker-build-push
      redhat-actions/push-to-registry
      whoan/docker-build-with-cache-action
      int128/docker-manifest-create-action
      noelware/docker-manifest-action
      macbre/push-to-ghcr
      prometheus/promci/publish_main
      prometheus/promci/publish_release
      devcontainers/ci imagename !push=never
      akhilerm/tag-push-action
      appany/helm-oci-chart-releaser
    `,
  },
  {
    kind: 'publish',
    sort: 'release',
    uses: `
      softprops/action-gh-release
      ncipollo/release-action
      actions/create-release
      actions/upload-release-asset
      svenstaro/upload-release-action
      marvinpinto/action-automatic-releases
      goreleaser/goreleaser-action args=*release* !args=*--snapshot* !args=*--skip=publish* !args=*--skip*publish*
      cycjimmy/semantic-release-action !dry_run=true
      go-semantic-release/action !dry=true
      python-semantic-release/python-semantic-release
      python-semantic-release/publish-action
      relekang/python-semantic-release
      googleapis/release-please-action
      google-github-actions/release-please-action
      release-plz/action !command=release-pr
      release-drafter/release-drafter publish
      helm/chart-releaser-action
      stefanprodan/helm-gh-pages
      jreleaser/release-action
      taiki-e/upload-rust-binary-action
      taiki-e/create-gh-release-action
      wangyoucao577/go-release-action
      rust-build/rust-build.action
      shogo82148/actions-upload-release-asset
      alexellis/upload-assets
      xresloader/upload-to-github-release
      mislav/bump-homebrew-formula-action
      dawidd6/action-homebrew-bump-formula
      vedantmgoyal9/winget-releaser
      vedantmgoyal2009/winget-releaser
      slsa-framework/slsa-github-generator/.github/workflows/builder_go_slsa3.yml upload-assets
      crazy-max/ghaction-chocolatey args=*push*
    `,
  },
  {
    kind: 'publish',
    sort: 'store',
    uses: `
      r0adkll/upload-google-play !track=internal !track=alpha !track=beta
      snapcore/action-publish
      haaleo/publish-vscode-extension
      lannonbr/vsce-action
      plasmohq/bpp
      mnao305/chrome-extension-upload
      trmcnvn/firefox-addon
      microsoft/store-submission
      isaacrlevin/windows-store-action
      10up/action-wordpress-plugin-deploy !dry-run=true
      10up/action-wordpress-plugin-asset-update
      game-ci/steam-deploy
      yeslayla/butler-publish-itchio-action
    `,
  },
];
