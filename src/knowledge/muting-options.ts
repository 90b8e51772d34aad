/**
 * Options with which a checker finds faults and succeeds all the same, by program; `*` for what means this to any. From
 * each tool's own manual, November 2026:
 * https://docs.astral.sh/ruff/configuration/ · https://flake8.pycqa.org/en/latest/user/options.html
 * https://pylint.readthedocs.io/en/stable/user_guide/usage/run.html · https://bandit.readthedocs.io/en/latest/man/bandit.html
 * https://github.com/hadolint/hadolint#cli · https://www.checkov.io/2.Basics/CLI%20Command%20Reference.html
 * https://golangci-lint.run/docs/configuration/cli/ · https://trivy.dev/latest/docs/references/configuration/cli/
 * https://docs.npmjs.com/cli/commands/npm-audit · https://github.com/securego/gosec#usage · https://brakemanscanner.org/docs/options/
 * https://github.com/terraform-linters/tflint#usage · https://docs.zizmor.sh/usage/ · https://github.com/realm/SwiftLint
 * https://docs.kics.io/latest/commands/ · https://maven.apache.org/surefire/maven-surefire-plugin/test-mojo.html
 * https://www.gnu.org/software/make/manual/html_node/Errors.html
 */
export const mutingOptions: Readonly<Record<string, readonly string[]>> = {
  '*': ['--exit-zero', '--soft-fail', '--no-fail', '-no-fail', '--issues-exit-code=0', '--exit-code=0'],
  brakeman: ['--no-exit-on-warn'],
  checkov: ['-s'],
  kics: ['--ignore-on-exit=all', '--ignore-on-exit=results'],
  make: ['-i', '--ignore-errors'],
  mvn: mavenOptions(),
  mvnw: mavenOptions(),
  npm: ['--audit-level=none'],
  swiftlint: ['--lenient'],
  tflint: ['--force'],
  tfsec: ['-s'],
  zizmor: ['--no-exit-codes'],
};

/** Likewise inputs of actions: name to the values that mute. Sources: the `action.yml` of trivy-action, scan-action … */
export const mutingInputs: Readonly<Record<string, readonly string[]>> = {
  // https://github.com/aquasecurity/trivy-action#inputs
  'exit-code': ['0'],
  // https://github.com/anchore/scan-action#action-inputs
  'fail-build': ['false'],
  // https://github.com/bridgecrewio/checkov-action, https://github.com/aquasecurity/tfsec-action
  soft_fail: ['true'],
  'soft-fail': ['true'],
  // https://github.com/hadolint/hadolint-action#inputs
  'no-fail': ['true'],
  // https://github.com/actions/dependency-review-action#configuration-options
  'warn-only': ['true'],
};

function mavenOptions(): readonly string[] {
  return ['-fn', '--fail-never', '-Dmaven.test.failure.ignore', '-Dmaven.test.failure.ignore=true'];
}
