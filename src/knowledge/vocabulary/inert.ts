/**
 * Programs and actions that are understood, and say nothing about tests, scans, deploys and the like. What is neither
 * here nor in another table of this folder is not understood: what it does may stand in its name. From the tools' own
 * manuals, looked over in November 2026.
 */
export const inertPrograms: ReadonlySet<string> = new Set(
  [
    // Coreutils and their neighbours
    '[ [[ : true false test echo printf cat cp mv rm rmdir mkdir ln ls dir vdir touch chmod chown chgrp stat file find xargs',
    'grep egrep fgrep rg ag sed gsed awk gawk mawk tr cut paste sort uniq head tail tee wc nl tac rev fold fmt expand unexpand column comm join',
    'diff cmp patch diff3 split csplit seq shuf shred truncate dd sync df du sleep date cal printenv pwd realpath readlink',
    'dirname basename mktemp mkfifo mknod install od hexdump xxd strings base32 base64 md5 md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum shasum cksum sum sponge',
    'expr factor bc dc numfmt nproc arch uname hostname whoami id groups users who logname tty stty tput clear reset yes timeout nice nohup',
    'tar gtar zip unzip gzip gunzip zcat pigz bzip2 bunzip2 xz unxz lzma zstd unzstd lz4 7z 7za 7zz cpio ar unrar jar rmz',
    'ps top htop kill pkill killall pgrep lsof fuser free uptime vmstat iostat lscpu lsblk lspci lsmod dmesg journalctl sw_vers sysinfo system_profiler',
    'which whereis type command hash getent locale uuidgen dig host nslookup ping nc netcat netstat ss traceroute',
    'jq yq gojq jaq xq fx dasel toml tomlq xmllint xmlstarlet xsltproc mlr csvcut csvkit envsubst gettext msgfmt msgmerge xgettext gomplate mustache',
    'wget curl aria2c axel http https ftp man less more vi vim nano ed ex tree rename getopt strip objcopy objdump nm ldd readelf patchelf otool install_name_tool lipo size dsymutil',
    'rimraf del-cli shx cpx copyfiles mkdirp cpy-cli envinfo xcbeautify xcpretty env',
    'sd fd bat gsort gdate gfind sudo time logger at crontab screen tmux watch pv',
    // Shell
    'cd pushd popd dirs export set unset shopt local declare typeset readonly readarray mapfile read exec exit return trap wait jobs fg bg disown',
    'shift getopts let alias unalias break continue umask times builtin enable bind complete compgen history hash suspend logout caller',
    // Windows
    'Write-Host Write-Output Set-Location Get-ChildItem New-Item Remove-Item Copy-Item Move-Item Get-Content Set-Content Add-Content Out-File Expand-Archive Compress-Archive Invoke-WebRequest iwr',
    'dir copy xcopy robocopy del md rd ren setx reg where tasklist taskkill cmd ver icacls takeown attrib powercfg',
    // Looking at things, bookkeeping
    'git gh hub git-lfs git-cliff cloc scc tokei neofetch nproc lcov gcov gcovr covdata genhtml llvm-cov llvm-profdata',
    'syft cyclonedx cyclonedx-py cyclonedx-npm cyclonedx-gomod cdxgen spdx-sbom-generator bom sbom-tool license-checker licensee licensed go-licenses pip-licenses cargo-about addlicense license-eye',
    'commitlint conventional-changelog conventional-changelog-cli standard-version git-chglog auto-changelog changie towncrier bump2version bumpversion bumpver bump-my-version tbump cz semver semver-cli gitversion nbgv',
    'release-please danger danger-js lychee markdown-link-check linkinator htmlproofer htmltest muffet linkchecker liche awesome_bot',
    'helm-docs terraform-docs infracost ytt jsonnet jb dhall cue kompose kubectx kubens stern k9s',
    'doctoc all-contributors mermaid mmdc plantuml dot graphviz convert magick identify optipng pngquant svgo ffmpeg imagemagick',
    'hyperfine perf gdb lldb strace ltrace heaptrack bencher bench asv critcmp benchstat codspeed',
    'gpg gpg2 gpg-agent gpgconf gpg-preset-passphrase gpg-connect-agent openssl keytool minisign age cosign rekor-cli gitsign slsa-verifier witness notation certutil codesign productsign notarytool signtool jarsigner apksigner zipalign rpmsign',
    'twine renovate dependabot npm-check-updates ncu npm-check',
  ]
    .join(' ')
    .split(' '),
);

/**
 * Calls of programs that other tables know for something else; same grammar as there. `--version` and `--help` of
 * anything are inert as well.
 */
export const inertPhrases = `
  npm|pnpm|yarn|bun config|version|view|info|ls|list|outdated|cache|whoami|pkg|bin|prefix|root|token|login|logout|dist-tag|deprecate|access|owner|why|explain|doctor|store|env|set-script|init|create|help|ping|search|fund|workspaces|workspace|tag|unpublish|get|set|sbom|diff|query|deploy|patch|catalog|audit
  yarn npm login|info|tag
  lerna version|changed|ls|list|exec|run|diff|clean|info
  changeset|@changesets/cli version|status|add|pre|tag|init
  nx release version|changelog|plan
  nx show|graph|print-affected|format:write|migrate|sync|report|list|daemon
  turbo prune|ls|query|daemon
  node|nodejs|tsx|ts-node|python|python2|python3|ruby|php|perl|java|go|cargo|rustc|npm|yarn|pnpm|deno|bun --version|-v|-V|--help|-version|version
  node|nodejs|python|python2|python3|ruby|perl|php -e|-c|-p|-r|--eval|--print
  coverage|c8|nyc report|xml|html|json|combine|erase|lcov|merge|check-coverage|debug
  prettier|black|isort|gofmt|goimports|gofumpt|shfmt|rustfmt|clang-format|biome|dprint|stylua|swiftformat|ktfmt|scalafmt|nixfmt|treefmt|yapf|autopep8|pyupgrade|autoflake
  cargo fmt|sort|bench|run|r|expand|set-version|release|dist|xtask|about|bloat|llvm-cov|nextest|ci-cache-clean|cyclonedx|sbom
  terraform|tofu …plan|show|output|state|destroy|import|refresh|console|graph|fmt|taint|untaint|force-unlock|metadata
  terragrunt …plan|output|hclfmt|show|destroy|graph*|render*
  pulumi preview|destroy|refresh|export|import|logs
  cdk diff|list|ls|synth|bootstrap|doctor|destroy|context|acknowledge
  helmfile …diff|template|destroy|deps|repos|list|lint|build|fetch|status|write-values
  argocd login|app|version|repo|cluster|proj|account|context
  flux check|get|version|export|logs|delete|create|suspend|resume|uninstall|build|diff|events|tree|trace|pull|tag|list|install|envsubst|stats|migrate
  skaffold build|render|delete|diagnose|version|config|init
  ansible|ansible-inventory|ansible-config|ansible-doc|ansible-vault|ansible-playbook
  aws s3 ls|rm|rb|mb|presign|website|cp|sync|mv
  aws s3api|logs|cloudwatch|dynamodb|sqs|sns|rds|route53|elbv2|autoscaling|organizations|acm|cloudfront|lambda|ecs|cloudformation|apigateway|events|codebuild|codepipeline|deploy|batch|glue
  gsutil …ls|rm|mb|stat|cat|du|cp|rsync|setmeta|iam|acl
  gcloud …list|describe|get-value|print-access-token|print-identity-token|delete|tag|tags
  gcloud storage|compute|run|functions|app|builds|pubsub|sql|dns|logging|deploy
  az storage|network|vm|resource|webapp|functionapp|containerapp|rest|monitor|policy|role|identity|sql|cosmosdb|deployment|bicep|cdn|afd|devops|pipelines|repos|boards|container|spring|stack|staticwebapp|tag|graph
  vercel|vc alias|inspect|ls|list|rm|remove|logs|project|projects|domains|dns|certs|teams|switch|dev|init|help|--version|logout|git|target|curl|blob|telemetry|bisect|cache
  netlify|ntl status|link|sites:*|env:*|api|functions:*|logs|unlink|watch|init|dev
  wrangler secret|kv|d1|r2|tail|types|init|dev|whoami|login|delete|queues|vectorize|versions|deployments|pages
  fly|flyctl auth|apps|secrets|logs|ips|volumes|scale|ssh|config|version|machine|machines|pg|postgres|regions|certs|proxy|console|image|tokens|orgs|deploy
  heroku auth|apps|config|config:*|logs|ps|login|plugins|addons|pg:*|run|maintenance:*|buildpacks|stack:*|container:login|container:push|git:remote
  firebase login|use|projects:*|functions:*|emulators:*|apps:*|target:*|ext|setup:*|hosting:channel:delete|hosting:channel:list|deploy
  doctl …auth|list|get|registry|kubernetes|kubeconfig|version|logs|delete
  railway link|login|status|variables|logs|run|environment|service
  skopeo inspect|login|list-tags|delete|copy|sync
  crane digest|manifest|config|ls|auth|export|validate|catalog|pull|delete
  regctl …digest|inspect|ls|config|login|tag|get|delete|head
  oras pull|manifest|repo|login|discover|tag|attach|blob|logout|resolve
  goreleaser check|healthcheck|init|completion|jsonschema|release|changelog|verify-license
  jreleaser config|template|changelog|env|download|assemble|catalog|sign|checksum
  gh release view|list|download|delete|edit|delete-asset|verify
  twine check
  poetry|uv|hatch|pdm|flit|rye version|show|run|env|search|about|cache|tool|self|publish
  maturin list-python|new|sdist|generate-ci
  gem build|env|list|search|signin|yank|which
  trivy plugin|version|clean|server|module|registry|--version|vex
  grype db|version|config
  snyk auth|config|--version|policy|ignore|sbom
  codeql database create|init|finalize|trace-command|upgrade
  mvn|mvnw|mvnw.cmd|mvnd clean|initialize|validate|help:*|generate-*
  gradle|gradlew|gradlew.bat clean|tasks|projects|properties|help
  sbt clean|sbtVersion
  altool|agvtool|simctl|xcresulttool|stapler|actool|metal|xctrace *
  xcrun simctl|notarytool|stapler|xcresulttool|swift|--show-sdk-path
  pm2 list|logs|save|status
  codeql resolve|pack|version|github|query|bqrs
  sonar-scanner --version
  dotnet sonarscanner begin
  dotnet-sonarscanner begin
  semgrep|opengrep login|--version|publish|--validate|--test|show
  gitleaks|trufflehog|hadolint|shellcheck|actionlint|golangci-lint|eslint|zizmor version|--version|-V|-v|completion
  golangci-lint cache|config|linters|formatters|help|migrate|version
  swiftlint version|rules
  ruff clean|format|version|rule|config|server|linter
  pre-commit|prek run|autoupdate|gc|clean|migrate-config|sample-config|validate-config|validate-manifest
  tox devenv|config|list|-l|--listenvs|-a|--version|depends
  nox -l|--list|--version
  bazel info|query|cquery|aquery|shutdown|clean|version|run|fetch|sync|mod|vendor|help|dump|license|config|print_action|analyze-profile|build
  ctest -N|--show-only
  cmake
  meson setup|introspect|configure|dist|install|subprojects
  rake -T|--tasks|--version
  rails runner|generate|server|s|console|routes|about|stats|new|destroy|app:*|log:*|tmp:*|dev:*
  mix hex.organization|hex.user|docs|phx.*|gettext.*|new|help|run
  dart|flutter run|create|fix|devices|emulators|logs|upgrade|channel|--version|gen-l10n|format|doc|info
  swift --version
  zig env|version|targets|fetch|fmt
  air format
  swift run|package|sdk
  xcodebuild -version|-showsdks|-list|-downloadPlatform|-runFirstLaunch|-showBuildSettings|-resolvePackageDependencies|clean|-downloadAllPlatforms|-checkFirstLaunchStatus|-create-xcframework
  devcontainer build|up|exec|read-configuration|features|templates|run-user-commands|set-up|outdated|upgrade
  ct list-changed|version
  wasm-pack new|login|pack
  helm-unittest|unittest
  playwright|cypress open|version|show-report|merge-reports|codegen|cache|info|--version
  sentry-cli sourcemaps|upload-dif|debug-files|info|login|projects|issues|send-event|react-native
  release-please release-pr|manifest-pr|bootstrap|debug-config
  semantic-release|multi-semantic-release --dry-run|-d
  release-it --dry-run|--changelog|--release-version
  lhci upload|server|wizard|healthcheck
  newrelic profile|entity|nrql|agent
  nomad status|alloc|node|plan|validate|var|job|server|version|namespace
  octo|octopus pack|push|create-release|package|build-information|release
  cf login|target|api|auth|apps|app|services|env|logs|set-env|delete
  kamal|mrsk version|config|lock|env|app|accessory|registry|build|server|prune|audit|details|proxy|secrets
  ecs-cli configure|ps|local|images|check-attributes|registry-creds|logs
  eb init|list|use|setenv|printenv|config|logs|status|health|appversion|labs|platform|ssh|terminate
  fastlane …match|sync_code_signing|cert|sigh|register_devices|bump*|screenshots|snapshot|increment*|set_*|--version|env|update_plugins|install_plugins|add_plugin
  databricks configure|auth|fs|jobs|clusters|workspace|bundle|repos
  docker|podman|nerdctl logout|version|info|image|images|tag|save|stop|rm|rmi|ps|logs|inspect|cp|kill|port|wait|history|stats|top|pause|unpause|export|commit|diff|events|search|rename|update|attach
  docker network|volume|system|container|context|plugin|manifest|buildx|compose|scout|sbom ls|inspect|prune|rm|df|info|events|list|logs|stop|ps|annotate|show|connect|disconnect|version|use|create|du|imagetools|history|bake
  docker-compose …down|ps|logs|config|stop|rm|version|restart|kill|port|top|images|cp
  docker compose …down|ps|logs|config|stop|rm|version|restart|kill|cp|images|port|top|ls|events|pause|wait
  kubectl|oc get|describe|logs|label|annotate|cp|port-forward|proxy|api-resources|api-versions|version|cluster-info|taint|cordon|uncordon|drain|scale|auth|diff|kustomize|expose|events|top|delete|edit|certificate|plugin|krew|explain|apply|replace|patch|create|rollout|whoami|project|adm|policy|options|completion|autoscale|debug
  helm template|uninstall|delete|history|status|diff|create|verify|schema|list|ls|get|show|version|env|search|plugin|completion|upgrade|install
  kustomize build|edit|create|cfg|fn|localize|version
  go env|version|list|clean|doc|tool|run|fmt|fix|bug|telemetry|test|mod|work
  cargo metadata|tree|search|config|version|clean|pkgid|locate-project|cache|stale-label|codspeed|test|publish
  ansible-test coverage|env|shell
  az acr|aks|ad|devops|version|feature|provider
  gcloud artifacts|container|projects|iam|services|info|version
  aws ssm|iam|kms|s3api|ec2|--version
  pip list|freeze|show|check|index|debug|inspect|hash|--version
  poetry|pdm|pipenv|uv|hatch|rye check|version|show|self|tree|cache|init|plugin|status|list|info
  python|python2|python3 -V|--version
  php -v|-m|-i|--ini|--version
  bazel info|version
  dotnet --info|--version|--list-sdks|--list-runtimes|sln|clean|build-server
`;

/** Actions that are understood and say nothing: `owner/repository`, for all that lies in it, or with the path of one. */
export const inertActions: ReadonlySet<string> = new Set([
  'actions-cool/check-user-permission',
  'actions-cool/issues-helper',
  'actions-cool/maintain-one-comment',
  'actions-ecosystem/action-add-labels',
  'actions-ecosystem/action-create-comment',
  'actions-ecosystem/action-regex-match',
  'actions-ecosystem/action-remove-labels',
  'actions/add-to-project',
  'actions/ai-inference',
  'actions/attest',
  'actions/attest-build-provenance',
  'actions/attest-sbom',
  'actions/configure-pages',
  'actions/delete-package-versions',
  'actions/download-artifact',
  'actions/first-interaction',
  'actions/labeler',
  'actions/publish-action',
  'actions/stale',
  'actions/upload-artifact',
  'actions/upload-pages-artifact',
  'ad-m/github-push-action',
  'advanced-security/dependency-submission-toolkit',
  'advanced-security/filter-sarif',
  'advanced-security/sbom-generator-action',
  'agrc/create-reminder-action',
  'agrc/reminder-action',
  'alex-page/github-project-automation-plus',
  'amannn/action-semantic-pull-request',
  'anchore/sbom-action',
  'anchore/sbom-action/publish-sbom',
  'andymckay/labeler',
  'anothrnick/github-tag-action',
  'anthropics/claude-code-action',
  'anthropics/claude-code-base-action',
  'aquasecurity/trivy-action',
  'autofix-ci/action',
  'benc-uk/workflow-dispatch',
  'bencherdev/bencher',
  'benchmark-action/github-action-benchmark',
  'bitnami/support',
  'bobheadxi/gh-slack',
  'calibreapp/image-actions',
  'chainguard-dev/actions/donotsubmit',
  'chainguard-dev/actions/kind-diag',
  'chizkiyahu/delete-untagged-ghcr-action',
  'chrisdickinson/setup-yq',
  'christian-korneck/update-container-description-action',
  'cirrus-actions/rebase',
  'cla-assistant/github-action',
  'clowdhaus/terraform-composite-actions/directories',
  'clowdhaus/terraform-min-max',
  'codelytv/pr-size-labeler',
  'codspeedhq/action',
  'contributor-assistant/github-action',
  'convictional/trigger-workflow-and-wait',
  'crazy-max/.github',
  'crazy-max/ghaction-dump-context',
  'crazy-max/ghaction-github-labeler',
  'crazy-max/ghaction-github-status',
  'crazy-max/ghaction-virustotal',
  'dangoslen/changelog-enforcer',
  'dataaxiom/ghcr-cleanup-action',
  'dawidd6/action-download-artifact',
  'dawidd6/action-get-tag',
  'dependabot/dependabot-core',
  'dependabot/fetch-metadata',
  'dessant/issue-states',
  'dessant/label-actions',
  'dessant/lock-threads',
  'dessant/support-requests',
  'dorny/paths-filter',
  'dyladan/component-owners',
  'endbug/add-and-commit',
  'eps1lon/actions-label-merge-conflict',
  'fkirc/skip-duplicate-actions',
  'fmulero/labeler',
  'garnet-org/action',
  'gaurav-nelson/github-action-markdown-link-check',
  'geekyeggo/delete-artifact',
  'github/ai-moderator',
  'github/codeql-action/init',
  'github/codeql-action/resolve-environment',
  'github/codeql-action/upload-sarif',
  'github/gh-aw-actions',
  'github/issue-labeler',
  'github/issue-metrics',
  'github/lock',
  'gittools/actions',
  'google-github-actions/run-gemini-cli',
  'hmarr/auto-approve-action',
  'hmarr/debug-action',
  'jasonetco/create-an-issue',
  'jesusvasquez333/verify-pr-label-action',
  'jitterbit/await-check-suites',
  'jitterbit/get-changed-files',
  'joerick/pr-labels-action',
  'joerick/update-vx.y-tag-action',
  'juliangruber/approve-pull-request-action',
  'juliangruber/read-file-action',
  'jwalton/gh-find-current-pr',
  'kachick/wait-other-jobs',
  'kentaro-m/auto-assign-action',
  'korthout/backport-action',
  'lasith-kg/dispatch-workflow',
  'lewagon/wait-on-check-action',
  'lowlighter/metrics',
  'lycheeverse/lychee-action',
  'madhead/semver-utils',
  'marcelklehr/get-github-handles-from-website-action',
  'marocchino/sticky-pull-request-comment',
  'martinbeentjes/npm-get-version-action',
  'mathieudutour/github-tag-action',
  'matteogabriele/agentscan-action',
  'mdecoleman/pr-branch-name',
  'mheap/github-action-required-labels',
  'mikepenz/release-changelog-builder-action',
  'miniscruff/changie-action',
  'montudor/action-zip',
  'morrisoncole/pr-lint-action',
  'mshick/add-pr-comment',
  'n1hility/cancel-previous-runs',
  'nrwl/nx-set-shas',
  'openai/codex-action',
  'orhun/git-cliff-action',
  'pascalgn/automerge-action',
  'paulhatch/semantic-version',
  'peter-evans/close-issue',
  'peter-evans/create-issue-from-file',
  'peter-evans/create-or-update-comment',
  'peter-evans/create-pull-request',
  'peter-evans/dockerhub-description',
  'peter-evans/enable-pull-request-automerge',
  'peter-evans/find-comment',
  'peter-evans/repository-dispatch',
  'peter-evans/slash-command-dispatch',
  'poseidon/wait-for-status-checks',
  'pozetroninc/github-action-get-latest-release',
  'pozil/auto-assign-issue',
  'prometheus/promci-artifacts',
  'prometheus/promci/approve_workflows',
  're-actors/alls-green',
  'redcrafter07/release-notes-action',
  'release-drafter/release-drafter',
  'renovatebot/github-action',
  'rickstaa/action-create-tag',
  'ridedott/merge-me-action',
  'rlespinasse/github-slug-action',
  'sebrollen/toml-action',
  'slsa-framework/slsa-github-generator',
  'snok/container-retention-policy',
  'sqren/backport-github-action',
  'srvaroa/labeler',
  'stefanzweifel/git-auto-commit-action',
  'step-security/changed-files',
  'styfle/cancel-workflow-action',
  'tcort/github-action-markdown-link-check',
  'technote-space/get-diff-action',
  'thedoctor0/zip-release',
  'thehanimo/pr-title-checker',
  'thollander/actions-comment-pull-request',
  'tiangolo/issue-manager',
  'tiangolo/label-approved',
  'tiangolo/latest-changes',
  'tiangolo/pr-push',
  'tiangolo/pr-submit',
  'tibdex/backport',
  'tim-actions/commit-message-checker-with-regex',
  'tim-actions/dco',
  'tj-actions/branch-names',
  'tj-actions/changed-files',
  'tj-actions/glob',
  'tj-actions/verify-changed-files',
  'toshimaru/auto-author-assign',
  'trilom/file-changes-action',
  'umbrelladocs/action-linkspector',
  'vimtor/action-zip',
  'vitejs/release-scripts',
  'wagoid/commitlint-github-action',
  'xt0rted/pull-request-comment-branch',
  'xt0rted/slash-command-action',
  'yyx990803/release-tag',
]);
