import type { ActionTerm, CommandTerm } from './terms.ts';

/** What makes a job ready, and what it keeps between runs. From the tools' own manuals, looked over in November 2026. */
export const setUpCommands: readonly CommandTerm[] = [
  {
    kind: 'set-up',
    phrases: `
      npm|pnpm ci|install|i|in|add|clean-install|ic|rebuild|fetch|link|dedupe|prune|import|setup|approve-builds
      yarn install|add|link|set|up|plugin|dedupe|rebuild
      yarn !*
      bun install|i|add|ci
      deno install|cache|add
      corepack|nvm|fnm|volta|n|asdf|mise|rtx|proto|sdk|rbenv|pyenv|rustup|goenv|jenv|nodenv|sdkman|swiftenv|ghcup|opam|juliaup
      lerna bootstrap|link
      nx reset|connect
      pip install|download|uninstall|config|cache
      venv|virtualenv|ensurepip|get-pip.py|pip-compile|pip-sync|pip-tools|virtualenvwrapper
      pipx install|inject|ensurepath|upgrade
      uv sync|pip|venv|python|lock|add|export
      uv tool install|update-shell
      poetry|pdm|pipenv|rye|hatch install|sync|lock|add|config|update|export|python|env
      pixi|conda|mamba|micromamba install|create|env|activate|update|config|init|shell
      apt-get|apt|aptitude|yum|dnf|microdnf|zypper|pacman|apk|brew|choco|scoop|winget|port|snap|emerge|xbps-install|pkg|nala|dpkg|rpm|add-apt-repository|apt-key|apt-mark|debconf-set-selections|eatmydata|update-alternatives|gdebi|snapd|tdnf|pkgin|opkg
      choco|chocolatey install|upgrade|feature|source
      gem install|update|sources|uninstall
      bundle install|config|update|lock|cache|package|clean|check|add
      bundle !*
      bundler install|config
      composer install|update|require|config|global|i|u|dump-autoload|remove|self-update
      pecl|phive|pear|phpenmod|phpdismod|docker-php-ext-install
      go mod|get|work
      cargo fetch|install|binstall|update|generate-lockfile|vendor|add|login|quickinstall
      mvn|mvnw|mvnw.cmd|mvnd dependency:*|wrapper:*|versions:*
      gradle|gradlew|gradlew.bat dependencies|wrapper|downloadDependencies
      sbt update
      dotnet restore|tool|workload|add|new|dev-certs
      dotnet nuget add
      nuget restore|sources|install
      lein deps|install|version|javac|pom|self-install
      paket|ghcup
      dotnet paket
      pub get|upgrade|global
      mix deps.get|local.hex|local.rebar|archive.install|deps.compile|hex.info|ecto.*|deps.clean|deps.unlock
      stack|cabal setup|update|path|configure|new-update|freeze|install
      flutter|dart pub|precache|config|clean
      pod install|update|repo|setup
      swift package
      xcode-select|xcodes|xcode-install|xcversion|softwareupdate
      luarocks install|make
      julia -e=*Pkg.instantiate*|*Pkg.add*|*Pkg.develop*|*Pkg.build*
      R|Rscript -e=*install*|*remotes::*|*pak::*|*renv::*
      cpan|cpanm|cpm|carton|carmel
      nix-env|nix-channel|direnv|devbox
      nix profile|develop|shell
      terraform|tofu …init|workspace|login|get|providers
      terragrunt …init
      tflint --init
      tfenv|tfswitch|tenv|tofuenv|tgenv
      pulumi login|stack|config|plugin|install
      ansible-galaxy install|collection|role
      helm repo|dependency|dep|pull|plugin|registry
      az login|account|configure|extension|config|keyvault|group|upgrade
      az acr login
      az aks get-credentials|install-cli
      gcloud auth|config|components|secrets
      gcloud container clusters get-credentials|create
      aws configure|sts|eks|ecr|ecr-public|secretsmanager|ec2
      aws ssm get-parameter|get-parameters|get-parameters-by-path
      docker login|pull|load|import|context|start|create
      docker network|volume create
      docker buildx create|use|install
      docker plugin install
      podman login|pull|load|import|machine|network
      docker-compose …up|pull|create|start !--exit-code-from|--abort-on-container-exit
      docker compose …up|pull|create|start|watch !--exit-code-from|--abort-on-container-exit|--abort-on-container-failure
      kind|k3d|minikube|microk8s|k3s|k0s|colima|lima|limactl|multipass|vagrant|ctlptl|microshift|talosctl|kubeadm|eksctl|vcluster|crc
      kubectl|oc config|login|cluster-info
      kubectl|oc create namespace|ns|secret|configmap|serviceaccount|sa|token|clusterrolebinding|rolebinding
      playwright|cypress|puppeteer|browsers|detox|wdio install|install-deps|build-framework-cache
      localstack start|wait|stop
      sdkmanager|avdmanager|emulator|adb
      vcpkg|conan
      git clone|fetch|checkout|lfs|submodule|sparse-checkout
      gh auth|extension
      pre-commit|prek|lefthook|husky install|install-hooks|autoupdate|clean|gc
      vercel|vc|netlify|wrangler|heroku|fly|flyctl|firebase|railway login|auth|auth:*|link|pull|env|use
      vault|op|doppler|infisical|sops|chamber|aws-vault
      modprobe|systemctl|service|sysctl|mount|umount|swapon|swapoff|fallocate|losetup|mkfs|mkfs.*|udevadm|locale-gen|update-locale|localedef|timedatectl|hostnamectl|usermod|useradd|adduser|groupadd|addgroup|chsh|setfacl|setcap|iptables|ip|ifconfig|route|resolvectl|ufw|sysctl|insmod|depmod|ulimit
      postgres|mariadb|redis|mongo|rabbitmq|registry|localstack|kafka|zookeeper|standalone-chrome|redis-server|mysqld|mysqladmin|mysql|psql|createdb|createuser|pg_ctl|pg_ctlcluster|initdb|mongod|mongo|mongosh|redis-cli|sqlite3|beanstalkd|nginx|memcached|rabbitmqctl|rabbitmq-server|pg_isready|dropdb|minio|clickhouse|clickhouse-client|nats-server|etcd|consul|supervisord|haproxy|httpd|apachectl|sshd|Xvfb|dbus-launch|dockerd|containerd|cqlsh|sqlcmd|influx|influxd|elasticsearch|caddy|traefik
      ssh-agent|ssh-add|ssh-keygen|ssh-keyscan|update-ca-certificates|security
      wait-on|wait-for-it.sh|wait-for-it|wait-for|dockerize|start-server-and-test
      alembic|flyway|liquibase|dbmate|migrate|goose|atlas|sqitch|diesel|sqlx|sea-orm-cli
      prisma generate|migrate|db
      rails db:*|assets:*|credentials:*|webpacker:*|zeitwerk:check
      rake db:*|assets:*|compile|setup
      php artisan key:generate|migrate*|config:*|db:*|storage:*|cache:*
      python|python2|python3 *manage.py migrate|collectstatic|makemigrations|createsuperuser|loaddata|compilemessages|makemessages
      manage.py migrate|collectstatic|makemigrations|createsuperuser|loaddata|compilemessages|makemessages
      make|gmake|just|task|rake|invoke|inv|mage clean|deps|install|setup|bootstrap|tools|init|dev-deps|install-deps|install-tools|prepare|vendor|generate|env
    `,
  },
  {
    kind: 'cache',
    phrases: `
      ccache|sccache|cachix|attic|magic-nix-cache
      docker build|buildx|compose --cache-from|--cache-to
      docker buildx bake --set=*cache*
      turbo login|link
      turbo --remote-cache|--token|--team
      gradle|gradlew|gradlew.bat --build-cache
      bazel --remote_cache|--disk_cache|--bes_backend
      nix copy
    `,
  },
];

/** From the `action.yml` and README of each, read November 2026. */
export const setUpActions: readonly ActionTerm[] = [
  {
    kind: 'set-up',
    uses: `
      actions/checkout
      actions/setup-*
      actions/create-github-app-token
      */setup
      */setup-*
      */setup-*/*
      */*-setup
      */*-setup-action
      */action-setup
      */setup-action
      */install-*
      */*-install
      */*-installer
      pnpm/setup
      grafana/shared-workflows/actions/login-to-*
      grafana/shared-workflows/actions/dockerhub-login
      grafana/shared-workflows/actions/create-github-app-token
      grafana/shared-workflows/actions/get-vault-secrets
      rust-lang/crates-io-auth-action
      rubygems/configure-rubygems-credentials
      step-security/harden-runner
      docker/login-action
      docker/metadata-action
      dtolnay/rust-toolchain
      actions-rs/toolchain
      actions-rs/install
      actions-rust-lang/setup-rust-toolchain
      moonrepo/setup-rust
      taiki-e/install-action
      taiki-e/cache-cargo-install-action
      cargo-bins/cargo-binstall
      jdx/mise-action
      asdf-vm/actions/*
      conda-incubator/setup-miniconda
      mamba-org/setup-micromamba
      prefix-dev/setup-pixi
      nixbuild/nix-quick-install-action
      cachix/install-nix-action
      determinatesystems/nix-installer-action
      determinatesystems/determinate-nix-action
      ilammy/msvc-dev-cmd
      microsoft/setup-msbuild
      msys2/setup-msys2
      maxim-lobanov/setup-xcode
      lukka/get-cmake
      lukka/run-vcpkg
      seanmiddleditch/gha-setup-ninja
      jlumbroso/free-disk-space
      easimon/maximize-build-space
      pierotofy/set-swap-space
      aws-actions/configure-aws-credentials
      aws-actions/amazon-ecr-login
      aws-actions/amazon-ecs-render-task-definition
      aws-actions/aws-secretsmanager-get-secrets
      azure/login
      azure/docker-login
      azure/aks-set-context
      azure/k8s-set-context
      azure/get-keyvault-secrets
      google-github-actions/auth
      google-github-actions/get-gke-credentials
      google-github-actions/get-secretmanager-secrets
      hashicorp/vault-action
      1password/load-secrets-action
      dopplerhq/secrets-fetch-action
      infisical/secrets-action
      webfactory/ssh-agent
      shimataro/ssh-key-action
      crazy-max/ghaction-import-gpg
      crazy-max/ghaction-setup-docker
      tailscale/github-action
      nick-fields/retry
      nick-invision/retry
      helm/kind-action
      engineerd/setup-kind
      absaoss/k3d-action
      nolar/setup-k3d-k3s
      container-tools/kind-action
      medyagh/setup-minikube
      manusa/actions-setup-minikube
      balchua/microk8s-actions
      jupyterhub/action-k3s-helm
      localstack/setup-localstack
      supercharge/*-github-action
      supercharge/redis-github-action
      ankane/setup-*
      harmon758/postgresql-action
      bahmutov/npm-install
      ramsey/composer-install
      borales/actions-yarn
      ruby/setup-ruby
      shivammathur/setup-php
      subosito/flutter-action
      leafo/gh-actions-lua
      leafo/gh-actions-luarocks
      rui314/setup-mold
      jaxxstorm/action-install-gh-release
      sigstore/cosign-installer
      mikefarah/yq
      frenck/action-setup-yq
      imranismail/setup-kustomize
      helm/chart-testing-action
      stefanprodan/setup-*
      fluxcd/flux2/action
      fluxcd/pkg/actions/*
      opentofu/setup-opentofu
      anchore/sbom-action/download-syft
      gradle/actions/setup-gradle
      gradle/actions/wrapper-validation
      gradle/wrapper-validation-action
      pyo3/maturin-action command=generate-ci
      sigstore/scaffolding/actions/setup
      slsa-framework/slsa-verifier/actions/installer
      cpanato/vault-installer
      hashicorp/actions-set-product-version
      hashicorp/actions-generate-metadata
      gacts/install-*
      chetan/git-restore-mtime-action
      lima-vm/lima-actions/setup
      browser-actions/setup-*
      nanasess/setup-chromedriver
      browser-actions/*
      awalsh128/cache-apt-pkgs-action
      mxschmitt/action-tmate
      lhotari/action-upterm
      imjasonh/setup-*
      replicatedhq/replicated-actions/create-cluster
      replicatedhq/replicated-actions/remove-cluster
    `,
  },
  {
    kind: 'cache',
    uses: `
      actions/cache
      actions/cache/*
      actions/setup-node cache
      actions/setup-node package-manager-cache
      actions/setup-python cache
      actions/setup-go !cache=false
      actions/setup-java cache
      actions/setup-dotnet cache
      ruby/setup-ruby bundler-cache
      swatinem/rust-cache
      mozilla-actions/sccache-action
      hendrikmuhs/ccache-action
      gradle/actions/setup-gradle !cache-disabled=true
      gradle/gradle-build-action !cache-disabled=true
      burrunan/gradle-cache-action
      bazel-contrib/setup-bazel
      bazelbuild/setup-bazelisk
      cachix/cachix-action
      determinatesystems/magic-nix-cache-action
      determinatesystems/flakehub-cache-action
      nix-community/cache-nix-action
      shivammathur/cache-extensions
      julia-actions/cache
      astral-sh/setup-uv !enable-cache=false
      pnpm/action-setup cache
      jdx/mise-action !cache=false
      actions-rust-lang/setup-rust-toolchain !cache=false
      moonrepo/setup-rust !cache=false
      ramsey/composer-install
      bahmutov/npm-install
      cypress-io/github-action
      leafo/gh-actions-lua
      depot/setup-action
      buildjet/cache
      buildjet/cache/*
      useblacksmith/cache
      ubicloud/cache
      runs-on/cache
      namespacelabs/nscloud-cache-action
      tespkg/actions-cache
      whywaita/actions-cache-s3
      everpcpc/actions-cache
      coursier/cache-action
      awalsh128/cache-apt-pkgs-action
      taiki-e/cache-cargo-install-action
      satackey/action-docker-layer-caching
      reproducible-containers/buildkit-cache-dance
      subosito/flutter-action cache
      prefix-dev/setup-pixi !cache=false
      mamba-org/setup-micromamba cache-environment
      mamba-org/setup-micromamba cache-downloads
      denoland/setup-deno cache
      docker/build-push-action cache-from
      docker/build-push-action cache-to
      docker/bake-action set=*cache-*
      golangci/golangci-lint-action !skip-cache=true
      rharkor/caching-for-turbo
      dtinth/setup-github-actions-caching-for-turbo
    `,
  },
];
