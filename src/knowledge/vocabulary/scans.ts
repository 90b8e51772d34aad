import type { ActionTerm, CommandTerm } from './terms.ts';

/**
 * What looks for weaknesses, by what it looks at. From the tools' own manuals, looked over in November 2026.
 * `npm audit signatures` checks where packages come from, `npm audit fix` changes them: neither reports what is
 * vulnerable.
 */
export const scanCommands: readonly CommandTerm[] = [
  {
    kind: 'scan',
    sort: 'secrets',
    phrases: `
      gitleaks !version
      trufflehog !analyze
      trufflehog3|talisman|secretlint|ripsecrets|git-secrets
      git secrets --scan|--scan-history
      detect-secrets scan|audit
      detect-secrets-hook
      ggshield secret
      noseyparker|kingfisher scan
      trivy fs|filesystem|repo|repository|image|rootfs --scanners=secret
    `,
  },
  {
    kind: 'scan',
    sort: 'infrastructure',
    phrases: `
      trivy config|conf|k8s|kubernetes|aws
      trivy fs|filesystem|repo|repository --scanners=misconfig|config
      checkov !--version|-v|--list|-l
      tfsec|terrascan|kics|kubesec|kube-score|kubescape|kubeaudit|polaris|regula|cfn_nag|cfn_nag_scan|terraform-compliance|kube-bench|prowler|cnspec !version !download
      conftest test
      opa eval|exec
      cfn-guard validate
      snyk iac
      wizcli iac
      kyverno apply
      gator test
      datree test
    `,
  },
  {
    kind: 'scan',
    sort: 'image',
    phrases: `
      trivy image|i|vm
      grype * !dir:* !sbom:* !file:* !purl:* !. !./* !db !version !config !completion !explain
      docker scout cves|quickview|recommendations|compare
      docker-scout cves|quickview|recommendations|compare
      docker scan
      snyk container
      dockle|clair-scanner|clairctl|anchore-cli|grant
      anchorectl image
      osv-scanner scan image
      twistcli images
      wizcli docker
      jf|jfrog docker scan
      jf|jfrog docker-scan|ds
      inspector-sbomgen container
    `,
  },
  {
    kind: 'scan',
    sort: 'dependencies',
    phrases: `
      grype dir:*|sbom:*|file:*|purl:*|.|./*
      trivy fs|filesystem|repo|repository|rootfs|sbom
      npm|pnpm audit !fix !signatures !--fix
      yarn audit
      yarn npm audit
      bun|deno audit
      audit-ci|better-npm-audit|improved-yarn-audit|npm-audit-resolver|check-audit|audit-resolver|retire
      osv-scanner !--version|-v|--help|-h
      pip-audit|safety|cve-bin-tool|depscan|dep-scan|guarddog|ossaudit|jake
      pipenv check|audit|scan
      uv audit
      cargo audit
      cargo deny !licenses !bans !sources !fetch !init !list
      cargo deny …advisories
      cargo vet !init !fmt !prune
      govulncheck|nancy
      bundler-audit|bundle-audit|ruby-audit
      importmap audit
      bundle audit
      rake bundle:audit*|bundler:audit*
      composer audit
      symfony check:security|security:check|local:check:security
      local-php-security-checker|local-php-security-checker_*
      dotnet list|package --vulnerable
      dependency-check|dependency-check.sh
      mvn|mvnw|mvnd …*dependency-check*|*ossindex*:audit*
      gradle|gradlew|gradlew.bat …*dependencyCheckAnalyze|*dependencyCheckAggregate|*ossIndexAudit
      sbt …dependencyCheck*
      lein nvd check
      clojure|clj -M:nvd*|-T:nvd*
      mix deps.audit|hex.audit
      snyk test|monitor
      socket ci|scan
      socketcli
      fossa test|analyze
      jf|jfrog audit|curation-audit|scan|xr-scan
      wizcli dir
      mend|detect.sh
    `,
  },
  {
    kind: 'scan',
    sort: 'code',
    phrases: `
      codeql database analyze
      semgrep|opengrep ci|scan
      semgrep|opengrep --config|-c|--error !--test|--validate
      sonar-scanner|sonar|pysonar|sonar-scanner-cli
      dotnet sonarscanner end
      dotnet-sonarscanner end
      mvn|mvnw|mvnd …sonar:sonar|*:sonar
      gradle|gradlew|gradlew.bat …sonar|sonarqube|*:sonar|*:sonarqube
      bandit|gosec|brakeman|njsscan|mobsfscan|bearer|flawfinder|slither|mythril|myth|horusec|insider|dlint|progpilot|security-scan|infer|cov-analyze|aderyn
      mix sobelow
      psalm --taint-analysis
      snyk code
      cx scan
      ast-cli scan
      veracode|sourceanalyzer|scancentral|fcli
      qodana scan
      devskim analyze
      phpcs --standard=*Security*
      findsecbugs.sh
      mvn|mvnw|mvnd …*findsecbugs*
      cargo geiger
    `,
  },
  {
    kind: 'scan',
    sort: 'workflow',
    phrases: `
      zizmor|poutine|octoscan|actionlint|scorecard|plimsoll|ghalint
    `,
  },
  {
    kind: 'scan',
    sort: 'running',
    phrases: `
      zap-baseline.py|zap-full-scan.py|zap-api-scan.py|zap.sh|zaproxy|nuclei|dastardly|nikto|wapiti|sqlmap|testssl.sh|testssl|arachni
      hawk scan
    `,
  },
];

/** From the `action.yml` and README of each, read November 2026. */
export const scanActions: readonly ActionTerm[] = [
  {
    kind: 'scan',
    sort: 'dependencies',
    uses: `
      actions/dependency-review-action
      google/osv-scanner-action
      google/osv-scanner-action/*
      golang/govulncheck-action
      pypa/gh-action-pip-audit
      pyupio/safety-action
      rustsec/audit-check
      actions-rs/audit-check
      actions-rust-lang/audit
      embarkstudios/cargo-deny-action !command=*licenses* !command=*bans* !command=*sources*
      embarkstudios/cargo-deny-action command=*advisories*
      dependency-check/dependency-check_action
      dependency-check/dependency-check-action
      snyk/actions/node
      snyk/actions/python*
      snyk/actions/golang
      snyk/actions/maven*
      snyk/actions/gradle*
      snyk/actions/dotnet
      snyk/actions/php
      snyk/actions/ruby
      snyk/actions/scala
      snyk/actions/swift
      snyk/actions/cocoapods
      sonatype-nexus-community/nancy-github-action
      symfonycorp/security-checker-action
      anchore/scan-action path
      anchore/scan-action sbom
      aquasecurity/trivy-action scan-type=fs
      aquasecurity/trivy-action scan-type=filesystem
      aquasecurity/trivy-action scan-type=repo
      aquasecurity/trivy-action scan-type=rootfs
      aquasecurity/trivy-action scan-type=sbom
      blackduck-inc/black-duck-security-scan
      fossas/fossa-action
      veracode/veracode-sca
      jfrog/frogbot
      grafana/security-github-actions/.github/workflows/snyk_monitor.yml
    `,
  },
  {
    kind: 'scan',
    sort: 'code',
    uses: `
      github/codeql-action/analyze
      semgrep/semgrep-action
      returntocorp/semgrep-action
      sonarsource/sonarcloud-github-action
      sonarsource/sonarqube-scan-action
      sonarsource/sonarqube-scan-action/*
      pycqa/bandit-action
      shundor/python-bandit-scan
      securego/gosec
      ajinabraham/njsscan-action
      mobsf/mobsfscan
      bearer/bearer-action
      crytic/slither-action
      jetbrains/qodana-action
      microsoft/devskim-action
      microsoft/security-devops-action
      checkmarx/ast-github-action
      checkmarx-ts/checkmarx-cxflow-github-action
      veracode/*pipeline-scan*
      fortify/github-action
      shiftleftsecurity/scan-action
      codacy/codacy-analysis-cli-action
    `,
  },
  {
    kind: 'scan',
    sort: 'infrastructure',
    uses: `
      bridgecrewio/checkov-action
      aquasecurity/tfsec-action
      aquasecurity/tfsec-pr-commenter-action
      aquasecurity/tfsec-sarif-action
      aquasecurity/trivy-action scan-type=config
      aquasecurity/trivy-action scan-type=conf
      tfsec/tfsec-sarif-action
      tenable/terrascan-action
      checkmarx/kics-github-action
      controlplaneio/kubesec-action
      kubescape/github-action
      snyk/actions/iac
      kubevious/cli
    `,
  },
  {
    kind: 'scan',
    sort: 'image',
    uses: `
      aquasecurity/trivy-action scan-type=image
      aquasecurity/trivy-action image-ref
      aquasecurity/trivy-action input
      anchore/scan-action image
      anchore/scan-action !path !sbom
      docker/scout-action
      snyk/actions/docker
      azure/container-scan
      crazy-max/ghaction-container-scan
      sysdiglabs/scan-action
      erzz/dockle-action
      goodwithtech/dockle-action
      aws-actions/vulnerability-scan-github-action-for-amazon-inspector
      alexjurkiewicz/ecr-scan-image
    `,
  },
  {
    kind: 'scan',
    sort: 'secrets',
    uses: `
      gitleaks/gitleaks-action
      zricethezav/gitleaks-action
      trufflesecurity/trufflehog
      gitguardian/ggshield-action
      gitguardian/ggshield/*
      reviewdog/action-detect-secrets
    `,
  },
  {
    kind: 'scan',
    sort: 'workflow',
    uses: `
      zizmorcore/zizmor-action
      woodruffw/zizmor-action
      ossf/scorecard-action
      boostsecurityio/poutine-action
      synacktiv/action-octoscan
      raven-actions/actionlint
      devops-actions/actionlint
      reviewdog/action-actionlint
      crazy-max/.github/.github/workflows/zizmor.yml
      open-telemetry/shared-workflows/.github/workflows/scorecard.yml
      revanite-io/osps-baseline-action
    `,
  },
  {
    kind: 'scan',
    sort: 'running',
    uses: `
      zaproxy/action-*
      stackhawk/hawkscan-action
      projectdiscovery/nuclei-action
      portswigger/dastardly-action
      portswigger-cloud/dastardly-github-action
    `,
  },
];
