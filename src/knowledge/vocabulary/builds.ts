import type { ActionTerm, CommandTerm } from './terms.ts';

/** What makes something out of source, and what wraps it up. From the tools' own manuals, looked over in November 2026. */
export const buildCommands: readonly CommandTerm[] = [
  {
    kind: 'build',
    phrases: `
      npm|pnpm|yarn|bun build
      tsc !--noEmit|--version|-v|--init
      vite|webpack|rollup|esbuild|parcel|tsup|tsdown|unbuild|swc|babel|ncc|rspack|rsbuild|rslib|microbundle|bunchee|spc
      next|nuxt|nuxi|astro|gatsby|vue-cli-service|react-scripts|craco|ng|vitepress|docusaurus|storybook|eleventy|ember|remix|react-router|svelte-kit|vinxi|wp-scripts|expo|electron-vite|ncc|wrangler|vercel|vc|netlify build|generate|export|prerender|build-storybook
      build-storybook|@11ty/eleventy
      electron-rebuild|node-gyp|prebuildify|napi|cmake-js
      hugo|zola|pelican|antora|typedoc|jsdoc|documentation|api-extractor|rustdoc|doxygen|sphinx-build|sphinx-multiversion
      jekyll|mkdocs|mdbook|bridgetown|middleman|nanoc build
      go build|install|generate
      gox|xgo|tinygo|garble|xcaddy
      cargo build|b|rustc|doc|zigbuild|ndk|component|auditable|xwin|bloat
      cross build
      wasm-pack|trunk|leptos|dx|wasm-bindgen build
      maturin develop
      mvn|mvnw|mvnw.cmd|mvnd …compile|test-compile|process-classes|package|install|verify|deploy
      gradle|gradlew|gradlew.bat …assemble*|*:assemble*|build|*:build|classes|*Classes|compile*|*:compile*|jar|*:jar|shadowJar|bootJar|installDist|distZip|bundle*|*:bundle*|javadoc|dokka*
      sbt …compile|+compile|*/compile|Test/compile|assembly|*/assembly|package|stage|*;compile*
      mill …*.compile|*.assembly
      scala-cli|amper compile|build|package
      ant|nant|fake|cake
      lein compile|uberjar|jar
      dotnet build|publish|pack|msbuild
      msbuild|xbuild|devenv|nmake|csc|fsc
      make|gmake !*
      make|gmake|just|task|mage|rake|invoke|inv|gulp|grunt build|all|compile|binaries|dist|release-build
      ninja|ninja-build|meson|scons|waf|premake5|xmake|b2|qmake|jom|samu !test !check
      cmake !--target=*test*|check
      configure|autoconf|automake|autoreconf|autogen.sh
      gcc|g++|cc|c++|clang|clang++|gfortran|nvcc|emcc|em++|emcmake|emmake|javac|rustc|kotlinc|scalac|swiftc|ghc|ocamlc|valac|nasm|ldc2|dmd|protoc|buf|flatc
      bazel|buck2|plz|please|pants build|package|run
      xcodebuild …build|archive|build-for-testing
      xcodebuild !*
      swift build
      fastlane …build|gym|build_app|build_ios_app|build_android_app|gradle
      flutter build
      dart compile
      ionic|cordova|cap|tns|capacitor build
      tauri build
      mix compile|release|escript.build|phx.digest|assets.deploy
      rebar3 compile|release|tar|escriptize
      cabal v2-build|new-build|haddock|v2-haddock
      stack haddock
      stack|cabal|dune|zig|crystal|nimble|shards|gleam|dub|spago|elm|fpm|alire|alr|lake|v|odin|gnatmake|gprbuild build|make|install|exe|compile
      elm make
      nix|nix-build|nix-shell|guix build
      nix-build|nix-instantiate
      opam install
      Rscript -e=*devtools::build*
      R CMD build
      west build
      idf.py|platformio|pio|arduino-cli build|run|compile|ci
      earthly …+*build*|+all
      depot build
      dist build
      cargo dist build
      eas build
      hardhat|truffle|forge|anchor compile|build
      ansible-builder build
      texi2pdf|latexmk|pdflatex|xelatex|tectonic|pandoc|typst|asciidoctor
    `,
  },
  {
    kind: 'package',
    phrases: `
      docker|podman|nerdctl|buildah|img build|bud
      docker image build
      skaffold build
      heroku container:push
      docker buildx build|bake
      docker compose …build
      docker-compose …build
      depot build|bake
      buildctl build
      executor --destination|--no-push
      pack build
      apko|melange build
      ko build|publish|resolve|apply
      packer build
      mvn|mvnw|mvnd …jib:*|spring-boot:build-image
      gradle|gradlew|gradlew.bat …jib*|bootBuildImage
      npm|pnpm|yarn pack
      bun pm pack
      lerna|vsce|ovsx|electron-forge|@vscode/vsce package|make
      electron-builder|electron-packager|pkg|@yao-pkg/pkg|nexe|caxa|web-ext
      python|python2|python3|py -m=build
      pyproject-build
      python|python2|python3 setup.py …sdist|bdist_wheel|bdist
      poetry|uv|hatch|flit|pdm|rye|maturin build
      pip wheel
      cibuildwheel|pyinstaller|PyInstaller|nuitka|cx_Freeze|cxfreeze|briefcase|shiv|pex
      conda build
      conda-build|rattler-build|boa|grayskull
      gem build
      rake build
      cargo package|deb|generate-rpm|wix|bundle
      mvn|mvnw|mvnw.cmd|mvnd …package|install|verify|deploy
      gradle|gradlew|gradlew.bat …jar|*:jar|shadowJar|*:shadowJar|bootJar|*:bootJar|distZip|distTar|assemble*|*:assemble*|bundle*|*:bundle*|build
      sbt …assembly|package*|*/assembly|universal:*|Universal/*
      dotnet pack|publish
      nuget pack
      helm package
      nfpm package|pkg
      fpm -s
      dpkg-deb|dpkg-buildpackage|debuild|gbp|rpmbuild|mock|makepkg|abuild|snapcraft|flatpak-builder|appimagetool|appimage-builder|linuxdeploy|makensis|iscc|wix|candle|light|create-dmg|pkgbuild|productbuild|hdiutil|jpackage|jlink
      xcodebuild …archive
      goreleaser build
      goreleaser release --snapshot
      sam build|package
      serverless|sls package
      cdk synth
      mix hex.build
    `,
  },
];

/** From the `action.yml` and README of each, read November 2026. */
export const buildActions: readonly ActionTerm[] = [
  {
    kind: 'build',
    uses: `
      actions/jekyll-build-pages
      github/codeql-action/autobuild
      jetli/wasm-bindgen-action
      actions-rs/cargo command=build
      hashicorp/actions-go-build
      gradle/gradle-build-action arguments
      lukka/run-cmake
      ashutoshvarma/action-cmake-build
      threeal/cmake-action
      xu-cheng/latex-action
      arduino/compile-sketches
      game-ci/unity-builder
      esphome/build-action
      shalzz/zola-deploy-action build_only=true
      devcontainers/ci
      uraimo/run-on-arch-action
    `,
  },
  {
    kind: 'package',
    uses: `
      docker/build-push-action
      docker/bake-action
      docker/github-builder/.github/workflows/*.yml
      depot/build-push-action
      depot/bake-action
      elgohr/publish-docker-github-action
      redhat-actions/buildah-build
      mr-smithers-excellent/docker-build-push
      hashicorp/actions-docker-build
      hashicorp/actions-packaging-linux
      home-assistant/builder
      pypa/cibuildwheel
      pyo3/maturin-action !command=publish !command=upload !command=generate-ci
      hynek/build-and-inspect-python-package
      goreleaser/goreleaser-action !install-only=true
      samuelmeuli/action-electron-builder
      tauri-apps/tauri-action
      hashicorp/packer-github-actions
      snapcore/action-build
      buildpacks/github-actions/*
      slsa-framework/slsa-github-generator/.github/workflows/builder_*
    `,
  },
];
