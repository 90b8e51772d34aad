/**
 * What shows that a team works in a certain way. None of it is asked for: a sign that is missing is never a fault.
 *
 * Sources, read November 2026: https://argoproj.github.io/argo-rollouts/, https://docs.flagger.app/,
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/, https://docs.cloud.google.com/run/docs/rollouts-rollbacks-traffic-migration,
 * https://learn.microsoft.com/azure/app-service/deploy-staging-slots, https://fly.io/docs/reference/configuration/,
 * https://prometheus-operator.dev/docs/, https://grafana.com/docs/grafana/latest/administration/provisioning/,
 * https://opentelemetry.io/docs/collector/configuration/, https://external-secrets.io/latest/, https://getsops.io/docs/,
 * https://openfeature.dev/docs/
 */
export interface SignTerm {
  /** What it is a sign of, in few words. */
  readonly what: string;
  /** Commands, in the grammar of `vocabulary/terms.ts`. */
  readonly phrases?: string;
  /** Actions, likewise. */
  readonly uses?: string;
  /** A file whose path alone says it, with one of the endings of `settingsFile`. */
  readonly path?: RegExp;
  /** A text that says it, all of these together, in the files whose path fits; the last one stands where it is said. */
  readonly text?: { readonly path: RegExp; readonly says: readonly RegExp[] };
}

/** How files of settings end that tables of signs name by their paths. */
export const settingsFile = /\.(?:ya?ml|json|jsonnet|libsonnet|toml|conf|rules|alloy)$/i;

const manifests = /\.ya?ml$/;
const terraform = /\.tf$/;
const packageFiles = /(^|\/)package\.json$/;

export const strategySigns: readonly SignTerm[] = [
  {
    what: 'blue-green',
    phrases: `
      kubectl patch service|svc|services|service/*|svc/* -p|--patch=*selector*
      kubectl set selector
      az webapp|functionapp deployment slot swap
      aws elasticbeanstalk swap-environment-cnames
      fly|flyctl deploy --strategy=bluegreen
    `,
    uses: `
      azure/k8s-deploy strategy=blue-green
      azure/aks-deploy strategy=blue-green
      aws-actions/amazon-ecs-deploy-task-definition codedeploy-application
    `,
    text: { path: manifests, says: [/^apiVersion:\s*argoproj\.io\//m, /^kind:\s*Rollout\b/m, /^ +blueGreen:/m] },
  },
  {
    what: 'canary',
    phrases: `
      kubectl-argo-rollouts set|promote|status
      kubectl argo rollouts set|promote|status
      gcloud run deploy --no-traffic
      aws lambda update-alias --routing-config
      fly|flyctl deploy --strategy=canary
    `,
    uses: `
      azure/k8s-deploy strategy=canary
      google-github-actions/deploy-cloudrun no_traffic
    `,
    text: { path: manifests, says: [/^apiVersion:\s*argoproj\.io\//m, /^kind:\s*Rollout\b/m, /^ +canary:/m] },
  },
  {
    what: 'canary by Flagger',
    text: { path: manifests, says: [/^apiVersion:\s*flagger\.app\//m, /^kind:\s*Canary\b/m] },
  },
  {
    what: 'traffic moved in steps',
    phrases: `
      gcloud run services update-traffic
      gcloud app services set-traffic
      az containerapp ingress traffic set
    `,
    uses: `
      google-github-actions/deploy-cloudrun revision_traffic
      google-github-actions/deploy-cloudrun tag_traffic
    `,
    text: { path: manifests, says: [/^ +DeploymentPreference:\s*\n +Type:\s*(?:Canary|Linear)/m] },
  },
  {
    what: 'CodeDeploy',
    phrases: 'aws deploy create-deployment',
    text: { path: terraform, says: [/^resource\s+"aws_codedeploy_deployment_group"/m] },
  },
  {
    what: 'rolling',
    phrases: `
      kubectl rollout status|restart
      kubectl set image
      fly|flyctl deploy --strategy=rolling
      docker service update
      kamal deploy
    `,
  },
  {
    what: 'feature flags',
    path: /(^|\/)(?:flagd|goff|go-feature-flag)[\w.-]*\.(?:ya?ml|json)$/,
    text: {
      path: packageFiles,
      says: [
        /"(?:launchdarkly-[\w-]+|@launchdarkly\/[\w-]+|unleash-client|@unleash\/[\w-]+|flagsmith[\w-]*|@openfeature\/[\w-]+|@growthbook\/[\w-]+|@flagsmith\/[\w-]+|@splitsoftware\/[\w-]+)"\s*:/,
      ],
    },
  },
];

/** The folder of a rule or dashboard file: a chart's template fits, a unit test's data does not. */
export const observabilitySigns: readonly SignTerm[] = [
  {
    what: 'alert rules',
    phrases: 'promtool check|test rules',
    path: /(^|\/)(?:[\w-]*prometheus-?rules?|alert(?:ing)?[-_]?rules?|alerts?|alerting|alertmanager)\.(?:ya?ml|rules)$|(^|\/)(?:prometheus|alerts|alerting)\/(?:[\w-]+\/)*[\w.-]*(?:alerts?|rules)[\w.-]*\.ya?ml$/i,
    text: {
      path: /\.(?:ya?ml|tf)$/,
      says: [
        /^kind:\s*PrometheusRule\b|^resource\s+"(?:aws_cloudwatch_metric_alarm|google_monitoring_alert_policy|azurerm_monitor_metric_alert|datadog_monitor|newrelic_\w*alert\w*|grafana_rule_group|pagerduty_service)"/m,
      ],
    },
  },
  {
    what: 'scraped metrics',
    path: /(^|\/)(?:[\w-]*(?:service|pod)-?monitor)s?\.ya?ml$|(^|\/)prometheus\.ya?ml$/i,
    text: { path: manifests, says: [/^kind:\s*(?:ServiceMonitor|PodMonitor)\b/m] },
  },
  {
    what: 'dashboards',
    path: /(^|\/)(?:grafana|dashboards?)\/(?:[\w. -]+\/)*(?![\w. -]*datasource)[\w. -]*\.json$|(^|\/)grafana[-_]dashboard[\w-]*\.(?:json|ya?ml)$|(^|\/)dashboards\/[\w. -]+\.(?:json|jsonnet|libsonnet)$/i,
    text: {
      path: terraform,
      says: [
        /^resource\s+"(?:aws_cloudwatch_dashboard|google_monitoring_dashboard|grafana_dashboard|datadog_dashboard(?:_json)?)"/m,
      ],
    },
  },
  {
    what: 'collector of traces and logs',
    path: /(^|\/)(?:otel|otelcol|opentelemetry)[-_]?(?:collector)?[-_]?(?:config)?[\w-]*\.ya?ml$|(^|\/)(?:loki|promtail|fluent-?bit|fluentd|vector|tempo|alloy)(?:[-_]config)?\.(?:ya?ml|conf|toml|alloy)$/i,
  },
];

export const secretManagerSigns: readonly SignTerm[] = [
  {
    what: 'Vault',
    phrases: 'vault kv|read|login',
    uses: 'hashicorp/vault-action',
    text: { path: /\.(?:ya?ml|tf)$/, says: [/^kind:\s*Vault(?:Static|Dynamic)Secret\b|^data\s+"vault_\w+"/m] },
  },
  {
    what: 'AWS Secrets Manager',
    phrases: `
      aws secretsmanager get-secret-value
      aws ssm get-parameter|get-parameters|get-parameters-by-path
      chamber exec
    `,
    uses: 'aws-actions/aws-secretsmanager-get-secrets',
    text: { path: terraform, says: [/^(?:resource|data)\s+"aws_secretsmanager_secret(?:_version)?"/m] },
  },
  {
    what: 'Azure Key Vault',
    phrases: 'az keyvault secret show|download',
    uses: 'azure/get-keyvault-secrets',
    text: { path: terraform, says: [/^(?:resource|data)\s+"azurerm_key_vault_secret"/m] },
  },
  {
    what: 'Google Secret Manager',
    phrases: 'gcloud secrets versions access',
    uses: 'google-github-actions/get-secretmanager-secrets',
    text: { path: terraform, says: [/^(?:resource|data)\s+"google_secret_manager_secret(?:_version)?"/m] },
  },
  {
    what: 'SOPS',
    phrases: `
      sops -d|--decrypt
      sops decrypt|exec-env|exec-file
    `,
    path: /(^|\/)\.sops\.ya?ml$/,
  },
  {
    what: '1Password',
    phrases: 'op run|read|inject',
    uses: '1password/load-secrets-action',
  },
  {
    what: 'Doppler',
    phrases: 'doppler run|secrets',
    uses: `
      dopplerhq/secrets-fetch-action
      dopplerhq/cli-action
    `,
  },
  {
    what: 'Infisical',
    phrases: 'infisical run|export|secrets',
    uses: 'infisical/secrets-action',
  },
  { what: 'Bitwarden', uses: 'bitwarden/sm-action' },
  {
    what: 'External Secrets',
    path: /\bexternal-?secrets?\.ya?ml$/i,
    text: { path: manifests, says: [/^kind:\s*(?:Cluster)?(?:ExternalSecret|SecretStore)\b/m] },
  },
  {
    what: 'Sealed Secrets',
    phrases: 'kubeseal',
    path: /\bsealed-?secrets?\.ya?ml$/i,
    text: { path: manifests, says: [/^kind:\s*SealedSecret\b/m] },
  },
  { what: 'the CSI driver', text: { path: manifests, says: [/^kind:\s*SecretProviderClass\b/m] } },
];

export const coverageSigns: readonly SignTerm[] = [
  {
    what: 'measured by a test command',
    phrases: `
      pytest|py.test --cov*
      coverage run|report|xml|html|combine
      ava|tap --coverage*
      vitest|jest --coverage*
      c8|nyc|istanbul
      npm|pnpm|yarn|bun [run|run-script] coverage*|*:coverage*|test-cov*|*:cov
      deno coverage
      deno test --coverage
      go test -cover*|--cover*|-coverprofile*
      gotestsum -cover*
      cargo llvm-cov|tarpaulin
      dotnet test --collect*
      dotnet test …/p:CollectCoverage*
      dotnet-coverage
      dotnet-coverage collect
      mvn|mvnw …jacoco*
      gradle|gradlew …*jacoco*|*kover*|*overage*
      phpunit|pest --coverage*
      mix coveralls|test --cover
      mix coveralls*
      flutter|dart test --coverage
      swift test --enable-code-coverage
      xcodebuild …test -enableCodeCoverage
      lcov|gcovr|gcov|kcov|grcov
      forge coverage
      make|just|task|mage|tox|nox|invoke *cover*|*cov
      tox|nox -e|-s=*cov*
      bazel coverage
    `,
  },
  {
    what: 'handed to a service or a report',
    phrases: `
      codecov|codecovcli
      coveralls|goveralls
      bash-codecov
    `,
    uses: `
      codecov/codecov-action
      codecov/*
      coverallsapp/github-action
      codacy/codacy-coverage-reporter-action
      qltysh/qlty-action/coverage
      paambaati/codeclimate-action
      deepsourcelabs/test-coverage-action
      davelosert/vitest-coverage-report-action
      artiomtr/jest-coverage-report-action
      irongut/codecoveragesummary
      danielpalme/reportgenerator-github-action
      madrapps/jacoco-report
      mi-kas/kover-report
      py-cov-action/python-coverage-comment-action
      mishakav/pytest-coverage-comment
      romeovs/lcov-reporter-action
      orgoro/coverage
      5monkeys/cobertura-action
      k1low/octocov-action
      vladopajic/go-test-coverage
      shogo82148/actions-goveralls
    `,
  },
];

export const loadSigns: readonly SignTerm[] = [
  {
    what: 'load tests',
    phrases: `
      k6|xk6 run|cloud
      k6|xk6 cloud run
      locust|artillery|gatling|vegeta|jmeter|wrk|wrk2|oha|bombardier|autocannon|siege|drill|ghz
      npm|pnpm|yarn|bun [run|run-script] load-test*|loadtest*|*:load|perf:load*
      mvn|mvnw …gatling:*
      gradle|gradlew …gatlingRun*
    `,
    uses: `
      grafana/k6-action
      grafana/run-k6-action
      k6io/action
      artilleryio/action-cli
      apify/locust-action
    `,
  },
];

/** Looked at after a deploy: numbers of the running system, rather than one answer of it. */
export const watchSigns: readonly SignTerm[] = [
  {
    what: 'metrics watched after the deploy',
    phrases: `
      aws cloudwatch get-metric-data|get-metric-statistics|describe-alarms|wait
      promtool query
      az monitor metrics list
      datadog-ci deployment gate
      datadog-ci gate evaluate
      curl|wget …*/api/v1/query*|*/api/v1/monitor*|*/metrics|*/metrics?*
    `,
    uses: `
      datadog/deployment-gate-github-action
    `,
  },
];

/** An analysis that a rollout waits for. */
export const analysisSigns: readonly SignTerm[] = [
  {
    what: 'metrics judge the rollout',
    text: {
      path: manifests,
      says: [/^kind:\s*(?:(?:Cluster)?AnalysisTemplate|Canary)\b/m, /^ +metrics:/m],
    },
  },
];
