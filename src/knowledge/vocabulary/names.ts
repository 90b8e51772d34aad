import type { NameTerm } from './terms.ts';

/*
 * Names say what is meant, not what is done: they are asked only where nothing can be read. The words are those of the
 * vocabularies of commands, and of the package scripts and targets that the tools' own templates make (`npm init`,
 * `cargo generate`, GNU coding standards: `make check`). Looked over in November 2026.
 */

/** A word between spaces, dashes, dots, slashes, colons, underscores or the ends. */
const word = (alternatives: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, 'iu');

/** The same, but not where the name speaks of something around it: the results, the database, the image of the tests. */
const about = (alternatives: string): RegExp =>
  new RegExp(
    `^(?!.*(?<![\\p{L}\\p{N}])(?:${beside})(?![\\p{L}\\p{N}])).*(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])(?![-_: ./]*(?:${nouns})(?![\\p{L}\\p{N}]))`,
    'isu',
  );

/** What is done *about* tests and the like by someone who does not run them. */
const beside = [
  'upload(?:s|ing)?|download(?:s|ing)?|comment|report(?:s|ing)?|summar(?:y|ize|ise)|publish (?:test|unit|lint)|collect|archive|save|restore|cache|print|show|display|list|find|detect',
  'set ?up|set-up|install(?:s|ing)?|prepare|configure|clean(?:up)?|determine|decide|calculate|generate|get|wait|notify|skip|merge|trigger|dispatch|create|delete|remove|cancel|start|stop|pull|fetch|copy|check if|check whether|changes|changed|filter|should|matrix|label|badge|free|disable|enable|ignore|store|combine|dump|send|attach|record|rename|move|bump|export',
].join('|');

const nouns =
  'results?|reports?|data|fixtures?|images?|deps|dependencies|requirements|env(?:ironment)?|database|db|matrix|files?|list|logs?|artifacts?|coverage report|cluster|packages?|utils?|tools?|server|containers?|setup|set-up|config|names?|summary|output|scope|versions?|vectors?|infra|infrastructure|timing|durations?|plan|history';

const testWords =
  'e2e|end[-_ ]?(?:to|2)[-_ ]?end|playwright|cypress|browser[-_ ]?tests?|ui[-_ ]?tests?|acceptance|system[-_ ]?tests?';

/** Of steps, jobs and workflows, and of the files of reusable workflows. */
export const names: readonly NameTerm[] = [
  { kind: 'test', sort: 'end-to-end', name: about(testWords) },
  { kind: 'test', sort: 'integration', name: about('integration|functional tests?|it tests?') },
  { kind: 'test', sort: 'load', name: about('load[-_ ]?tests?|stress[-_ ]?tests?|performance tests?|k6') },
  {
    kind: 'test',
    sort: 'infrastructure',
    name: about('molecule|terratest|helm[-_ ]?unittests?|chart[-_ ]tests?|conformance'),
  },
  {
    kind: 'test',
    sort: 'unit',
    name: about(
      'tests?|testing|unit[-_ ]?tests?|unittests?|pytest|jest|vitest|mocha|junit|phpunit|rspec|specs?|smoke[-_ ]?tests?|regression|run-?tests?|ctest|tox|nox|fuzz(?:ing)?|check-?tests?|integration_?tests?',
    ),
  },
  {
    kind: 'lint',
    name: about(
      'lint(?:s|er|ers|ing)?|eslint|ruff|flake8|pylint|black|rubocop|golangci(?:-lint)?|clippy|shellcheck|hadolint|yamllint|actionlint|markdownlint|stylelint|prettier|biome|checkstyle|spotless|ktlint|detekt|phpcs|phpstan|code ?style|style ?check|formatting|format ?check|check[-_ ]?format(?:ting)?|fmt|static[-_ ]?(?:analysis|checks?)|pre-?commit|spell ?check|typos|code quality|super-linter',
    ),
  },
  { kind: 'type-check', name: about('type[-_ ]?check(?:s|ing)?|types|typing|tsc|mypy|pyright|typescript check') },
  {
    kind: 'scan',
    sort: 'secrets',
    name: about('gitleaks|trufflehog|secrets?[-_ ]?(?:scan(?:ning)?|detection|check)|detect[-_ ]secrets|ggshield'),
  },
  {
    kind: 'scan',
    sort: 'image',
    name: about(
      '(?:image|container|docker)[-_ ]?(?:security[-_ ]?)?(?:vulnerability[-_ ]?)?scan(?:ning|s)?|scan[-_ ](?:the )?(?:docker[-_ ])?(?:image|container)s?|trivy|grype',
    ),
  },
  { kind: 'scan', sort: 'infrastructure', name: about('checkov|tfsec|kics|terrascan|iac[-_ ]?scan|kubescape') },
  {
    kind: 'scan',
    sort: 'dependencies',
    name: about(
      'audit|dependency[-_ ]?(?:review|check|scan|audit)|vulnerabilit(?:y|ies)(?:[-_ ](?:scan|check))?|vuln[-_ ]?(?:scan|check)|osv|sca|snyk|pip-audit|npm audit|cargo audit|cargo deny|govulncheck',
    ),
  },
  { kind: 'scan', sort: 'workflow', name: about('zizmor|scorecards?|poutine|actionlint') },
  { kind: 'scan', sort: 'running', name: about('dast|zap|zaproxy|penetration test|nuclei') },
  {
    kind: 'scan',
    sort: 'code',
    name: about(
      'sast|codeql|semgrep|sonar(?:qube|cloud)?|bandit|gosec|security[-_ ]?(?:scan(?:s|ning)?|check|analysis|audit)|code[-_ ]?scan(?:ning)?|static security',
    ),
  },
  { kind: 'rollback', name: word('roll(?:ing|s)?[-_ ]?back|revert deploy(?:ment)?|undo deploy(?:ment)?|rollout undo') },
  {
    kind: 'verify',
    name: about(
      'smoke[-_ ]?tests?|smoke|health[-_ ]?checks?|verify[-_ ](?:the )?(?:deploy(?:ment)?|release|rollout|production|staging|health)|post[-_ ]?deploy(?:ment)?(?:[-_ ](?:tests?|checks?|verification))?|synthetics?|(?:deploy(?:ment)?|rollout)[-_ ]verification',
    ),
  },
  {
    kind: 'publish',
    sort: 'image',
    name: new RegExp(
      `^(?!.*${inert()}).*(?<![\\p{L}\\p{N}])(?:push(?:es|ing)?|publish(?:es|ing)?|release)[-_ ](?:the )?(?:docker[-_ ]|container[-_ ]|multi-?arch[-_ ])?(?:images?|containers?|manifests?|docker)`,
      'isu',
    ),
  },
  {
    kind: 'publish',
    sort: 'package',
    name: new RegExp(
      `^(?!.*${inert()}).*(?<![\\p{L}\\p{N}])(?:publish|release|upload|push)[-_ ](?:to[-_ ])?(?:the )?(?:packages?|npm|pypi|crates?(?:[-_.]io)?|maven(?: central)?|nuget|rubygems|gems?|charts?|helm|modules?|marketplace)`,
      'isu',
    ),
  },
  {
    kind: 'publish',
    sort: 'release',
    name: new RegExp(
      `^(?!.*${inert()})(?:.*[-_ :/])?(?:publish|create|make)[-_ ](?:the )?(?:github[-_ ])?(?:release|draft release)`,
      'isu',
    ),
  },
  {
    kind: 'deploy',
    name: new RegExp(
      `^(?!.*${inert()})(?!.*(?<![\\p{L}\\p{N}])(?:post|pre|after|before|un)[-_ ]?deploy).*(?<![\\p{L}\\p{N}])deploy(?:s|ing|ment)?(?![\\p{L}\\p{N}])(?![-_ ]*(?:key|keys|status|comment|id|url|tests?|matrix|deps|config|environment|label|notification|message|event|marker|check|docs? preview link|previews? url))`,
      'isu',
    ),
  },
  {
    kind: 'notify',
    name: word(
      'notif(?:y|ies|ication|ications)|send (?:slack|email|mail|discord|teams)[\\p{L} ]*|(?:slack|discord|teams)[-_ ](?:message|notif\\p{L}*|alert)|announce(?:ment)?',
    ),
  },
  { kind: 'approve', name: word('approv(?:e|al)|manual[-_ ]?(?:approval|gate)|sign-?off') },
  { kind: 'cache', name: word('(?:restore|save)[-_ ](?:[\\p{L}\\p{N}]+ )?cache|cache') },
  {
    kind: 'package',
    name: new RegExp(
      `^(?!.*${inert()})(?:.*[-_ :/])?(?:package|packaging|build[-_ ](?:the )?(?:docker[-_ ]|container[-_ ])?(?:images?|containers?|wheels?|sdist|docker))(?![\\p{L}\\p{N}])`,
      'isu',
    ),
  },
  {
    kind: 'build',
    name: new RegExp(`^(?!.*${inert()})(?:.*[-_ :/])?(?:build(?:s|ing)?|compile)(?![\\p{L}\\p{N}])`, 'isu'),
  },
  { kind: 'set-up', name: word('set ?up|set-up|install|bootstrap|checkout|check out|log ?in|configure|prepare') },
];

/** Of package scripts, targets and script files that cannot be read. A path counts by its last part, without its ending. */
export const taskNames: readonly NameTerm[] = [
  { kind: 'test', sort: 'end-to-end', name: about(testWords) },
  {
    kind: 'test',
    sort: 'integration',
    name: about('integration|integ|int[-_:]tests?|functional|func[-_:]tests?|itests?|integration_?tests?'),
  },
  { kind: 'test', sort: 'load', name: about('load[-_:]?tests?|stress[-_:]?tests?|perf[-_:]?tests?|k6') },
  {
    kind: 'test',
    sort: 'infrastructure',
    name: about('molecule|terratest|helm[-_:]?unittests?|helm[-_:]tests?|conformance'),
  },
  { kind: 'test', sort: 'coverage', name: about('cov|coverage|codecov|cover|nyc|c8|coveralls') },
  {
    kind: 'test',
    sort: 'unit',
    name: about(
      'tests?|t|tst|testing|unit|unit[-_:]?tests?|unittests?|testall|test_all|specs?|pytest|jest|vitest|mocha|karma|ava|run_?tests?|run-?tests?|start_?tests?|tester|testsuite|ctest|testacc|testunit|testint|testrace|fuzz|smoke|selftest|regression_?tests?|doctests?',
    ),
  },
  {
    kind: 'test',
    name: whole('check|checks|checkall|ci|verify|validate|presubmit|all-?checks|distcheck|qa|full-?check|gate'),
  },
  {
    kind: 'lint',
    name: about(
      'lint\\p{L}*|eslint|oxlint|xo|ruff|flake8|pylint|black|isort|rubocop|golangci(?:-lint)?|clippy|vet|fmt|format|formatting|fmtcheck|prettier|stylelint|biome|checkstyle|check-?style|style|codestyle|cs|cs[-_:]?(?:check|fix)|phpcs|phpstan|psalm|spotless|ktlint|detekt|shellcheck|shfmt|hadolint|yamllint|actionlint|markdownlint|spell(?:check|ing)?|cspell|codespell|static[-_:]?(?:analysis|check)|staticcheck|precommit|pre-commit|standard|knip|tflint',
    ),
  },
  { kind: 'lint', name: whole('check|checks|checkall|ci|verify|validate|presubmit|all-?checks|qa|full-?check|gate') },
  {
    kind: 'type-check',
    name: about('types?|type[-_:]?check(?:s|ing)?|typecheck|check[-_:]?types|tsc|mypy|pyright|typing|svelte-check'),
  },
  {
    kind: 'scan',
    sort: 'secrets',
    name: about('gitleaks|secret[-_:]?scan|scan[-_:]secrets|trufflehog|detect-secrets'),
  },
  {
    kind: 'scan',
    sort: 'image',
    name: about('(?:image|container|docker)[-_:]scan|scan[-_:](?:image|container|docker)|trivy|grype'),
  },
  { kind: 'scan', sort: 'infrastructure', name: about('checkov|tfsec|kics|terrascan|iac[-_:]scan') },
  {
    kind: 'scan',
    sort: 'dependencies',
    name: about(
      'audit|vuln(?:s|check|erabilit\\p{L}*)?|govulncheck|osv|snyk|deps?[-_:](?:check|audit|scan)|dependency[-_:]check|pip-audit',
    ),
  },
  {
    kind: 'scan',
    sort: 'code',
    name: about('sast|semgrep|codeql|sonar|bandit|gosec|security|sec|security[-_:]?(?:scan|check)'),
  },
  { kind: 'rollback', name: word('roll-?back|undo-deploy') },
  {
    kind: 'verify',
    name: about(
      'smoke|smoke[-_:]?tests?|health[-_:]?check|healthcheck|verify[-_:]deploy(?:ment)?|post[-_:]?deploy|synthetics?',
    ),
  },
  {
    kind: 'publish',
    sort: 'image',
    name: new RegExp(
      `^(?!.*${inert()}).*(?<![\\p{L}\\p{N}])(?:push|publish|release)[-_:](?:docker|images?|containers?|manifests?)|(?:docker|images?|container)[-_:](?:push|publish|release)`,
      'isu',
    ),
  },
  {
    kind: 'publish',
    sort: 'package',
    name: new RegExp(
      `^(?!.*${inert()}).*(?<![\\p{L}\\p{N}])(?:publish|upload[-_:](?:pypi|npm|package))(?![\\p{L}\\p{N}])(?![-_:]*(?:local|docs?|site|report|results?|coverage|build))`,
      'isu',
    ),
  },
  {
    kind: 'publish',
    sort: 'release',
    name: new RegExp(
      `^(?!.*${inert()})(?:.*[-_:/])?(?:semantic-?release|release)(?:[-_:](?:publish|ci|github|all|create|upload))?$`,
      'isu',
    ),
  },
  {
    kind: 'deploy',
    name: new RegExp(
      `^(?!.*${inert()})(?!.*(?:post|pre|after|un)[-_:]?deploy).*(?<![\\p{L}\\p{N}])deploy(?:ment|s)?(?![\\p{L}\\p{N}])(?![-_:]*(?:key|status|comment|url|tests?|deps|config|check|build))`,
      'isu',
    ),
  },
  { kind: 'notify', name: word('notify|notif\\p{L}*|slack|discord') },
  {
    kind: 'package',
    name: word(
      'pack|package|packages|dist|docker|image|images|docker[-_:]?build|build[-_:]?(?:docker|images?)|bundle|wheels?|sdist',
    ),
  },
  {
    kind: 'build',
    name: word('build|builds|compile|bundle|assemble|all|dist|webpack|vite|rollup|binar(?:y|ies)|prebuild'),
  },
  {
    kind: 'set-up',
    name: word(
      'install|set-?up|bootstrap|deps|dependencies|init|prepare|tools|generate|gen|codegen|clean|env|start|dev|serve',
    ),
  },
];

/** The whole name, or what stands in front of or behind a colon. */
function whole(alternatives: string): RegExp {
  return new RegExp(`^(?:[^/]*[:/])*(?:${alternatives})(?:[:_-](?:all|ci|full|fast|quick|core|test|run))?$`, 'iu');
}

/** Words that take back what the rest of the name says. */
function inert(): string {
  return '(?<![\\p{L}\\p{N}])(?:dry[-_ ]?run|snapshot|simulat\\p{L}*|preview url|prepare|check if|should|wait for|cancel|skip|list|detect|determine|decide|verify|validate|test(?:s|ing)?|lint|notes?|changelog|version|notify|comment|plan|cleanup|clean up|delete|remove|destroy|teardown|download|fetch|get|set ?up|set-up|install|configure|log ?in|generate|update docs|report|results?|coverage)(?![\\p{L}\\p{N}])';
}
