import type { NamePattern, NameTerm } from './terms.ts';

/*
 * Names say what is meant, not what is done: they are asked only where nothing else can be. The words are those of the
 * tables of commands and of what the tools' own templates call their scripts and targets (`npm init`, the GNU coding
 * standards' `make check`, `rails new`). Looked over in November 2026.
 */

/** Where a word begins and ends: at spaces, dashes, dots, slashes, colons, underscores. */
const begin = '(?<![a-z0-9])';
const end = '(?![a-z0-9])';

/** A name that begins so speaks of what is around the thing: its results, its database, its comment. */
const around = [
  'uploads?|uploading|downloads?|downloading|comments?|reports?|reporting|summari[sz]e|summary|collect|archive|save',
  'restore|cache|print|show|display|list|find|detect|set ?up|set-up|install|installs|installing|prepare|preparing',
  'configure|clean|cleanup|determine|decide|calculate|compute|generate|get|wait|notify|skip|merge|trigger|dispatch',
  'create|delete|remove|cancel|start|stop|pull|fetch|copy|check if|check whether|check for|changes|changed|filter',
  'should|matrix|label|badge|free|disable|enable|ignore|store|combine|dump|send|attach|record|rename|move|bump',
  'export|import|updates?|updating|mark|set|add|build test|publish test|publish unit|release test|bootstrap|init',
].join('|');
const startsAround = `(?!\\W*(?:${around})${end}(?!.*(?:${begin}(?:and|then|run|runs)${end}|[&+,])))`;
const doesNotStartAround = new RegExp(`^${startsAround}`, 's');

/** What stands behind the word and takes its meaning away: test results, a lint configuration. */
const nouns = [
  'results?|reports?|data|fixtures?|images?|deps|dependencies|requirements|env|environments?|database|db|matrix|files?',
  'list|logs?|artifacts?|cluster|packages?|utils?|tools?|server|containers?|setup|set-up|config|configuration|names?',
  'summary|output|scope|versions?|vectors?|infra|infrastructure|timings?|durations?|plan|history|harness|resources?',
  'script names|status|paths?|browsers?|caches?|badge|comment|pr comment|annotations?|errors?|fix|fixes|fixer|bot',
].join('|');
const notOfNoun = `(?![-_: ]*(?:${nouns})${end})`;
/** `test:server` tests the server, `test-server` may be one. */
const notOfNounInTask = `(?![-_. ]+(?:${nouns})${end})(?!:(?:reports?|results?|setup|data|deps|env|fixtures?|images?|clean|list|fix)${end})`;

/** In the name of a step, job or workflow. */
const says = (alternatives: string): NamePattern => holdsWord(alternatives, notOfNoun);

/** `Deploy (TEST)`, `Deploy to the test cluster`: where to, and not what is done. */
const sayNotWhereTo = (alternatives: string): NamePattern => {
  const pattern = says(alternatives);
  return { test: (name) => pattern.test(name.replace(whereTo, 'deploy ')) };
};
const whereTo = /deploy[a-z]{0,6}[^a-z]{1,3}(?:(?:to|on|in|into) )?(?:the )?test(?:ing)?(?![a-z])/;

/** In the name of a package script or target, or in the last part of the path of a script. */
const calls = (alternatives: string): NamePattern => ofLastPart(holdsWord(alternatives, notOfNounInTask));

/** What most names do not hold at all is asked first: the rest is long, and compiled only when it is asked. */
function holdsWord(alternatives: string, notBefore: string): NamePattern {
  const word = new RegExp(`${begin}(?:${alternatives})${end}`, 's');
  const meant = new RegExp(`${begin}(?<!\\.)(?:${alternatives})${end}${notBefore}`, 's');
  return { test: (name) => word.test(name) && doesNotStartAround.test(name) && meant.test(name) };
}

const ofLastPart = (pattern: NamePattern): NamePattern => ({
  test: (name) => pattern.test(name.slice(name.lastIndexOf('/') + 1)),
});

/** The whole name, or the last part of a path without its ending. */
const isCalled = (alternatives: string): RegExp => new RegExp(`^(?:.*/)?(?:${alternatives})(?:\\.\\w+)?$`);

/** A workflow of another repository, as its path without slashes: `shared .github workflows ci`. */
const workflowCalled = (alternatives: string): RegExp => new RegExp(`\\.github workflows (?:${alternatives})$`);

const endToEnd =
  'e2e|end[-_ ]?(?:to|2)[-_ ]?end|playwright|cypress|browser[-_: ]?tests?|ui[-_: ]?tests?|acceptance|system[-_: ]?tests?';
const loadTests = 'load[-_: ]?tests?|stress[-_: ]?tests?|perf(?:ormance)?[-_: ]?tests?|k6';
const infrastructureTests = 'molecule|terratest|helm[-_: ]?unittests?|(?:helm|chart)[-_: ]tests?|conformance';
const secretScans = 'gitleaks|trufflehog|secrets?[-_: ]?(?:scan(?:s|ning|ner)?|detection)|detect[-_: ]secrets|ggshield';
const imageScans =
  '(?:image|container|docker)s?[-_: ]?(?:security[-_: ]?)?(?:vulnerability[-_: ]?)?scan(?:s|ning|ner)?|scan[-_: ](?:the )?(?:docker[-_: ])?(?:image|container)s?|trivy|grype';
const infrastructureScans = 'checkov|tfsec|kics|terrascan|iac[-_: ]?scan|kubescape';
const codeScans =
  'sast|codeql|semgrep|sonar(?:qube|cloud)?|bandit|gosec|security[-_: ]?(?:scan(?:s|ning)?|checks?|analysis|audit)|code[-_: ]?scan(?:ning)?';
const typeChecks = 'type[-_: ]?check(?:s|ing|er)?|check[-_: ]?types|tsc|mypy|pyright|typing|svelte-check';
const smoke =
  'smoke[-_: ]?tests?|smoke|health[-_: ]?checks?|post[-_: ]?deploy(?:ment)?(?:[-_: ](?:tests?|checks?|verification))?|synthetics?';

/** Words that take back what the rest of a name says of publishing and deploying. */
const takesBack = `(?!.*${begin}(?:dry[-_ ]?run|roll[-_ ]?back|undo|revert|snapshot|simulat[a-z]*|preview[-_ ]urls?|status|comments?|notes?|changelog|notify|plan|teardown|tear[-_ ]down|undeploy|proposal|prs?|pull[-_ ]requests?|branch|candidate|checklist|issues?|reminder|readme|descriptions?|test[-_ ]deployments?|(?:re)?start[-_ ]tests?)${end})(?!\\W*(?:${around}|tests?|testing|verify|validate|checks?|lint|destroy|after|before|pre|post)${end})`;
const isNotTakenBack = new RegExp(`^${takesBack}`, 's');
function hands(alternatives: string): NamePattern {
  const word = new RegExp(`${begin}(?:${alternatives})`, 's');
  return { test: (name) => word.test(name) && isNotTakenBack.test(name) };
}
const handsOut = (alternatives: string): NamePattern => ofLastPart(hands(alternatives));

/** Of steps, jobs and workflows, and of the actions and reusable workflows of others that are in no table. */
export const names: readonly NameTerm[] = [
  { kind: 'test', sort: 'end-to-end', name: says(endToEnd) },
  { kind: 'test', sort: 'integration', name: says('integration|functional tests?') },
  { kind: 'test', sort: 'load', name: says(loadTests) },
  { kind: 'test', sort: 'infrastructure', name: says(infrastructureTests) },
  {
    kind: 'test',
    sort: 'unit',
    name: sayNotWhereTo(
      'tests?|testing|unit[-_ ]?tests?|unittests?|pytest|jest|vitest|mocha|junit|phpunit|rspec|regression|run-?tests?|ctest|tox|nox|pester|newman|vstest|nunit|xunit|fuzz(?:ing)?|integration_?tests?',
    ),
  },
  { kind: 'test', name: workflowCalled('(?:[a-z]+[-_])?ci|checks?|pr|verify|validate|build|maven|gradle') },
  {
    kind: 'lint',
    name: says(
      'lint(?:s|er|ers|ing)?|eslint|ruff|flake8|pylint|rubocop|golangci(?:-lint)?|clippy|shellcheck|hadolint|yamllint|actionlint|markdownlint|stylelint|prettier|checkstyle|spotless|ktlint|detekt|phpcs|phpstan|code[-_ ]?style|style[-_ ]?checks?|formatting|format[-_ ]?checks?|check[-_ ]?format|fmt|static[-_ ]?(?:analysis|checks?)|rustfmt|clang[-_ ]?(?:format|tidy)|cppcheck|luacheck|stylua|swiftlint|black|pre-?commit|spell[-_ ]?check(?:ing)?|typos|code quality',
    ),
  },
  { kind: 'lint', name: workflowCalled('(?:[a-z]+[-_])?ci|checks?|verify|validate') },
  { kind: 'type-check', name: says(typeChecks) },
  { kind: 'scan', sort: 'secrets', name: says(secretScans) },
  { kind: 'scan', sort: 'image', name: says(imageScans) },
  { kind: 'scan', sort: 'infrastructure', name: says(infrastructureScans) },
  {
    kind: 'scan',
    sort: 'dependencies',
    name: says(
      '(?:dependency|dependencies|security|npm|yarn|pnpm|cargo|pip|bundler?|composer|vulnerability)[-_ ]audit|audit[-_ ](?:dependencies|deps)|dependency[-_ ]?(?:review|check|scan|audit)|vulnerabilit(?:y|ies)(?:[-_ ](?:scan|check))?|vuln[-_ ]?(?:scan|check)|osv(?:-scanner)?|sca|snyk|pip-audit|cargo deny|govulncheck',
    ),
  },
  { kind: 'scan', sort: 'dependencies', name: isCalled('(?:run )?audit') },
  {
    kind: 'scan',
    sort: 'workflow',
    name: says('zizmor|poutine|ossf[-_ ]scorecards?|scorecards?[-_ ](?:scan|analysis|supply[-_ ]chain)'),
  },
  { kind: 'scan', sort: 'running', name: says('dast|zap|zaproxy|penetration test|nuclei') },
  { kind: 'scan', sort: 'code', name: says(codeScans) },
  {
    kind: 'rollback',
    name: says('roll(?:ing|s)?[-_ ]?back|(?:revert|undo)[-_ ](?:the )?(?:deploy(?:ment)?|release)|rollout undo'),
  },
  {
    kind: 'verify',
    name: says(
      `${smoke}|(?:verify|check)[-_ ](?:the )?(?:deploy(?:ment|ed)?|rollout|production|staging|health)|(?:deploy(?:ment)?|rollout)[-_ ](?:verification|check)`,
    ),
  },
  {
    kind: 'publish',
    sort: 'image',
    name: hands(
      `(?:push|pushes|publish|publishes|release)[-_ ](?:the )?(?:docker[-_ ]|container[-_ ]|multi-?arch[-_ ])?(?:images?|containers?|manifests?|docker)${end}`,
    ),
  },
  {
    kind: 'publish',
    sort: 'package',
    name: hands(
      `(?:publish|release|push)[-_ ](?:to[-_ ])?(?:the )?(?:[a-z]+[-_ ])?(?:packages?|npm|pypi|crates?(?:[-_.]io)?|maven(?: central)?|nuget|rubygems|gems?|charts?|helm|modules?|marketplace)${end}`,
    ),
  },
  {
    kind: 'publish',
    sort: 'release',
    name: new RegExp(
      `^(?!.*${begin}(?:prs?|pull[-_ ]requests?|proposal|branch|notes?|candidate|checklist|issues?|plan|dry[-_ ]?run|tag)${end})(?:.*[-_ :/])?(?:publish|create|make)[-_ ](?:an? |the |new )?(?:github[-_ ])?(?:draft )?release${end}`,
      's',
    ),
  },
  { kind: 'publish', name: isCalled('publish|release|publishing|releasing') },
  { kind: 'publish', sort: 'release', name: workflowCalled('(?:.*[-_])?release') },
  {
    kind: 'deploy',
    name: hands(
      `deploy(?:s|ing|ment)?${end}(?![-_ ]*(?:keys?|id|urls?|tests?|matrix|deps|config|environments?|labels?|notification|message|events?|markers?|checks?|previews? urls?))`,
    ),
  },
  {
    kind: 'notify',
    name: new RegExp(
      `${begin}(?:notif(?:y|ies|ication|ications)|send (?:an? |the )?(?:slack|email|mail|discord|teams)|(?:slack|discord|teams)[-_ ](?:message|notif[a-z]*|alert)|announce(?:ment)?)${end}`,
    ),
  },
  {
    kind: 'approve',
    name: new RegExp(
      `${begin}(?:(?:manual|production|deploy(?:ment)?|release)[-_ ]approval|approval[-_ ]gate|(?:await|wait for|waiting for|request)[-_ ](?:manual[-_ ])?approval|approve[-_ ](?:the )?(?:deploy(?:ment)?|production|rollout))${end}`,
    ),
  },
  { kind: 'cache', name: new RegExp(`^(?:restore |save |set ?up )?[a-z0-9 ]*${begin}cache`) },
  {
    kind: 'package',
    name: hands(
      `(?:package|packaging|build[-_ ](?:the |and push |docker[-_ ]|container[-_ ])*(?:images?|containers?|wheels?|sdist|docker))${end}`,
    ),
  },
  { kind: 'build', name: hands(`(?:build|builds|building|compile)${end}`) },
  {
    kind: 'set-up',
    name: new RegExp(
      `^\\W*(?:set[-_ ]?up|install|bootstrap|check ?out|log ?in|configure|prepare|init(?:iali[sz]e)?)${end}`,
    ),
  },
];

/** Files that are read, not run. */
const isNoProgram = '(?!.*\\.(?:env|test|json|ya?ml|toml|txt|md|lock|cfg|ini|conf)$)';

/** Of package scripts, targets and script files that cannot be read. */
export const taskNames: readonly NameTerm[] = [
  { kind: 'test', sort: 'end-to-end', name: calls(endToEnd) },
  {
    kind: 'test',
    sort: 'integration',
    name: calls('integration|integ|int[-_:]tests?|functional|func[-_:]tests?|itests?'),
  },
  { kind: 'test', sort: 'load', name: calls(loadTests) },
  { kind: 'test', sort: 'infrastructure', name: calls(infrastructureTests) },
  { kind: 'test', sort: 'coverage', name: calls('cov|coverage|codecov|cover|nyc|c8|coveralls') },
  {
    kind: 'test',
    sort: 'unit',
    name: new RegExp(
      `^${isNoProgram}(?:.*/)?${startsAround}[^/]*?${begin}(?:tests?|t|tst|testing|unit|unittests?|testall|pytest|jest|vitest|mocha|karma|runtests?|testsuite|ctest|testacc|testunit|testint|testrace|fuzz|selftest|doctests?|rspec|phpunit)${end}${notOfNounInTask}[^/]*$`,
      's',
    ),
  },
  {
    kind: 'test',
    sort: 'unit',
    name: isCalled(
      'specs?|regression|bats|features|cucumber|behat|behave|cy[-_:]run|ct|eunit|disttest|installcheck|check-world',
    ),
  },
  {
    kind: 'test',
    sort: 'unit',
    name: new RegExp(
      `^${isNoProgram}(?:.*/)?(?:tests?|__tests?__|e2e|specs?|testing)/(?:[^/]*/)*${startsAround}[^/]+$`,
    ),
  },
  {
    kind: 'test',
    name: isCalled(
      'check|checks|check[-_:]?all|all[-_:]?checks?|ci|ci[-_:]checks?|verify|validate|presubmit|distcheck|qa|full[-_:]?check|gate',
    ),
  },
  {
    kind: 'lint',
    name: new RegExp(
      `^(?:.*/)?(?!.*${begin}(?:fix|fixes|fixer|autofix|write|apply|update|build)${end})${startsAround}[^/]*?${begin}(?:lint|lints|lints?all|linter|linters|linting|lintcheck|eslint|oxlint|ruff|flake8|pylint|black|isort|rubocop|golangci(?:-lint)?|clippy|vet|fmt|format|formatted|formatting|fmtcheck|prettier|stylelint|biome|checkstyle|code[-_:]?style|check[-_:]style|style[-_:]check|cs[-_:]check|phpcs|phpstan|psalm|spotless|ktlint|detekt|shellcheck|shfmt|hadolint|yamllint|actionlint|markdownlint|spell[-_:]?check|spelling|cspell|codespell|static[-_:]?(?:analysis|checks?)|staticcheck|pre-?commit|knip|tflint|misspell)${end}${notOfNounInTask}[^/]*$`,
      's',
    ),
  },
  {
    kind: 'lint',
    name: isCalled(
      'check|checks|check[-_:]?all|all[-_:]?checks?|ci|ci[-_:]checks?|verify|validate|presubmit|qa|full[-_:]?check|gate',
    ),
    certainty: 'tentative',
  },
  { kind: 'lint', name: isCalled('style|cs|standard') },
  { kind: 'type-check', name: calls(typeChecks) },
  { kind: 'type-check', name: isCalled('dialyzer?|types?|(?:check|test|build)[-_:]types?|types?[-_:]check') },
  { kind: 'scan', sort: 'secrets', name: calls(secretScans) },
  { kind: 'scan', sort: 'image', name: calls(imageScans) },
  { kind: 'scan', sort: 'infrastructure', name: calls(infrastructureScans) },
  {
    kind: 'scan',
    sort: 'dependencies',
    name: isCalled(
      '(?:[\\w-]+:)?(?:(?:security|npm|pip|cargo|deps?|dependency)[-_:])?audit(?:[-_:](?:ci|deps|prod|dependencies|check|all))?|vuln(?:s|check|erabilit[a-z]*)?(?:[-_:](?:check|scan))?|govulncheck|osv(?:-scanner)?|snyk(?:[-_:]test)?|(?:deps?|dependency)[-_:](?:check|scan)|pip-audit',
    ),
  },
  { kind: 'scan', sort: 'code', name: calls(codeScans) },
  { kind: 'scan', sort: 'code', name: isCalled('security|sec|security[-_:]test') },
  { kind: 'rollback', name: calls('roll[-_:]?back|undo[-_:]deploy') },
  { kind: 'verify', name: calls(`${smoke}|verify[-_:]deploy(?:ment)?`) },
  {
    kind: 'publish',
    sort: 'image',
    name: handsOut(
      `(?:(?:push|publish|release)[-_:](?:docker|images?|containers?|manifests?)|(?:docker|images?|containers?)[-_:](?:push|publish|release))${end}`,
    ),
  },
  {
    kind: 'publish',
    sort: 'package',
    name: handsOut(`publish${end}(?![-_:]*(?:local|docs?|site|reports?|results?|coverage|build|tests?|preview))`),
  },
  {
    kind: 'publish',
    sort: 'release',
    name: new RegExp(
      `^(?:.*/)?${takesBack}(?:(?:[^/]*:)?(?:make|create|do|run|ci|npm|github|gh|auto|publish|build[-_]and|cut|perform)[-_:])?(?:semantic-?release|release)(?:[-_:](?:publish|ci|github|all|create|upload))?(?:\\.\\w+)?$`,
      's',
    ),
  },
  {
    kind: 'deploy',
    name: handsOut(`deploy(?:ment|s)?${end}(?![-_:]*(?:keys?|urls?|tests?|deps|config|checks?|build))`),
  },
  { kind: 'notify', name: new RegExp(`^(?:.*/)?[^/]*${begin}(?:notify|notification|slack|discord)${end}[^/]*$`) },
  {
    kind: 'package',
    name: handsOut(
      `(?:pack|package|packages|dist|bundle|wheels?|sdist|images?|(?:docker|container)[-_:](?:build|images?)|build[-_:](?:docker|containers?))${end}`,
    ),
  },
  {
    kind: 'build',
    name: handsOut(
      `(?:build|builds|compile|bundle|assemble|all|dist|webpack|vite|rollup|binar(?:y|ies)|prebuild)${end}`,
    ),
  },
  {
    kind: 'set-up',
    name: new RegExp(
      `^(?:.*/)?[^/]*?${begin}(?:install|set-?up|bootstrap|deps|dependencies|init|prepare|tools|generate|gen|codegen|clean|env|start|dev|serve)${end}[^/]*$`,
    ),
  },
];
