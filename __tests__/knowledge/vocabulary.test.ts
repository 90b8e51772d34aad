import { expect, test } from '@jest/globals';
import { activitiesIn } from '../../src/analysis/activities/activities.ts';
import type { Activity } from '../../src/analysis/activities/activity.ts';
import { activitySorts } from '../../src/core/activity-kind.ts';
import {
  actionTerms,
  commandTerms,
  inertActions,
  inertPhrases,
  inertPrograms,
  names,
  taskNames,
} from '../../src/knowledge/vocabulary/index.ts';
import { repositoryOfFiles } from '../help/repository.ts';

/** What a step does, set-up and caches left out: `test/unit lint`. */
function meaningOf(step: string): string {
  const workflow = `on: push\njobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n      - ${step}\n`;
  return meaningsOf(activitiesIn(repositoryOfFiles(workflow)));
}

const meaningsOf = (activities: readonly Activity[]): string =>
  activities
    .filter(({ kind }) => kind !== 'set-up' && kind !== 'cache')
    .map(({ kind, sort, isDoubtful }) => `${kind}${sort ? `/${sort}` : ''}${isDoubtful ? '?' : ''}`)
    .join(' ');

const ofCommand = (command: string): string =>
  meaningOf(`run: |\n          ${command.split('\n').join('\n          ')}`);

test.each([
  // Tests
  ['pytest -q', 'test/unit'],
  ['uv run pytest', 'test/unit'],
  ['uv run --only-group dev pytest', 'test/unit'],
  ['poetry run python -W error -m pytest tests', 'test/unit'],
  ['python -m unittest discover', 'test/unit'],
  ['python manage.py test', 'test/unit'],
  ['docker run --rm -v "$PWD:/app" myimage pytest', 'test/unit'],
  ['docker run --rm ghcr.io/acme/pytest:1', 'test/unit'],
  ['go test ./...', 'test/unit'],
  ['go test -c ./cmd', ''],
  ['cargo +nightly test --workspace', 'test/unit'],
  ['cargo test --no-run', ''],
  ['cargo nextest run', 'test/unit'],
  ['cargo llvm-cov --lcov', 'test/coverage'],
  ['mvn -B verify', 'test/unit build package'],
  ['mvn package -DskipTests', 'build package'],
  ['./mvnw install -Dmaven.test.skip=true', 'build package'],
  ['mvn package -DskipTests=false', 'test/unit build package'],
  ['./gradlew build', 'test/unit build package'],
  ['./gradlew build -x test', 'build package'],
  ['./gradlew testClasses', 'build'],
  ['./gradlew :app:testDebugUnitTest', 'test/unit'],
  ['./gradlew assembleAndroidTest', 'build package'],
  ['npx vitest run', 'test/unit'],
  ['npx playwright test', 'test/end-to-end'],
  ['npx playwright install --with-deps', ''],
  ['npx c8 mocha', 'test/coverage'],
  ['npx c8 report', ''],
  ['node --test', 'test/unit'],
  ['tox -e py312', 'test/unit'],
  ['tox -e lint', 'lint'],
  ['tox -e docs', ''],
  ['nox -s pylint', 'lint'],
  ['bundle exec rspec', 'test/unit'],
  ['bundle exec rake', 'test/unit'],
  ['dotnet test --no-build', 'test/unit'],
  ['helm unittest charts/app', 'test/infrastructure'],
  ['terraform test', 'test/infrastructure'],
  ['k6 run load.js', 'test/load'],
  ['docker compose up --exit-code-from tests', 'test/integration'],
  ['cmake --build build --target test', 'test/unit'],
  ['ctest -N', ''],
  ['Rscript -e "testthat::test_local()"', 'test/unit'],
  // Words that are no commands
  ['echo "npm test"', ''],
  ['# pytest', ''],
  ['printf "pytest\\n"', ''],
  ['cat <<EOF\npytest\nEOF', ''],
  ['bash <<EOF\npytest\nEOF', 'test/unit'],
  ['pip install pytest', ''],
  ['git commit -m "pytest"', ''],
  ['grep -r eslint .', ''],
  // Lint and types
  ['npx eslint@9 .', 'lint'],
  ['npx prettier --check .', 'lint'],
  ['npx prettier --write .', ''],
  ['ruff check .', 'lint'],
  ['ruff format --check', 'lint'],
  ['ruff format', ''],
  ['black .', ''],
  ['black --check .', 'lint'],
  ['gofmt -l .', 'lint'],
  ['gofmt -s -w .', ''],
  ['cargo fmt --all -- --check', 'lint'],
  ['cargo fmt', ''],
  ['cargo clippy -- -D warnings', 'lint type-check'],
  ['golangci-lint run', 'lint'],
  ['npx tsc --noEmit', 'type-check'],
  ['terraform -chdir=infra fmt -check -recursive', 'lint'],
  ['terraform fmt', ''],
  ['pre-commit run --all-files', 'lint'],
  ['pre-commit install', ''],
  ['php-cs-fixer fix --dry-run', 'lint'],
  ['php-cs-fixer fix', ''],
  // Scans
  ['npm audit --audit-level=high', 'scan/dependencies'],
  ['npm audit fix', ''],
  ['npm audit signatures', ''],
  ['trivy image app:latest', 'scan/image'],
  ['trivy fs .', 'scan/dependencies'],
  ['trivy fs --scanners secret .', 'scan/secrets'],
  ['trivy config .', 'scan/infrastructure'],
  ['grype dir:.', 'scan/dependencies'],
  ['grype app:latest', 'scan/image'],
  ['docker run --rm aquasec/trivy image app', 'scan/image'],
  ['semgrep ci', 'scan/code'],
  ['gitleaks detect', 'scan/secrets'],
  ['zizmor .github', 'scan/workflow'],
  ['cargo deny check licenses', ''],
  ['cargo deny check advisories', 'scan/dependencies'],
  // Builds and publishing
  ['docker build -t app .', 'package'],
  ['docker buildx build --push -t app .', 'publish/image package'],
  ['docker buildx build --push=false -t app .', 'package'],
  ['docker push app:1.0', 'publish/image'],
  ['npm publish', 'publish/package'],
  ['npm publish --dry-run', ''],
  ['npm pack', 'package'],
  ['npx semantic-release', 'publish/release'],
  ['npx semantic-release --dry-run', ''],
  ['goreleaser release --clean', 'publish/release'],
  ['goreleaser release --snapshot --clean', 'package'],
  ['goreleaser check', ''],
  ['mvn deploy -DskipTests', 'publish/package build package'],
  ['./gradlew publish', 'publish/package'],
  ['./gradlew publishToMavenLocal', ''],
  ['dotnet publish -c Release', 'build package'],
  ['twine upload dist/*', 'publish/package'],
  ['cargo publish --dry-run', ''],
  ['gh release create v1', 'publish/release'],
  ['gh release view v1', ''],
  ['fastlane ios release', 'publish/store'],
  // Deploys and what follows them
  ['kubectl apply -f app.yaml', 'deploy'],
  ['kubectl -n web apply -f app.yaml', 'deploy'],
  ['kubectl apply --dry-run=client -f app.yaml', ''],
  ['kubectl get pods', ''],
  ['kubectl create namespace web', ''],
  ['kubectl create -f job.yaml', 'deploy'],
  ['kustomize build overlays/production | kubectl apply -f -', 'deploy'],
  ['helm template app chart', ''],
  ['helm upgrade --install app chart', 'deploy'],
  ['helm upgrade --install --atomic app chart', 'deploy verify rollback'],
  ['helm upgrade --dry-run app chart', ''],
  ['terraform plan', ''],
  ['terraform -chdir=infra apply -auto-approve', 'deploy'],
  ['terragrunt run-all apply', 'deploy'],
  ['aws s3 sync dist s3://bucket', 'deploy?'],
  ['aws s3 cp s3://bucket/file .', ''],
  ['aws ecs update-service --cluster c --service s', 'deploy'],
  ['aws ecs wait services-stable --cluster c', 'verify'],
  ['npx vercel --prod --token "$TOKEN"', 'deploy'],
  ['vercel pull --yes', ''],
  ['npx wrangler deploy', 'deploy'],
  ['npx wrangler deploy --dry-run', ''],
  ['ssh deploy@host "cd app && git pull"', 'deploy'],
  ['ssh-keyscan host', ''],
  ['rsync -az dist/ deploy@host:/srv', 'deploy'],
  ['rsync -a src/ copy/', ''],
  ['ansible-playbook site.yml', 'deploy'],
  ['ansible-playbook --syntax-check site.yml', 'lint'],
  ['fastlane ios beta', 'deploy'],
  ['git push heroku main', 'deploy'],
  ['git push origin main', ''],
  ['kubectl rollout status deployment/app', 'verify'],
  ['kubectl rollout undo deployment/app', 'rollback'],
  ['helm rollback app', 'rollback'],
  ['curl -X POST -d "{}" https://hooks.slack.com/services/x', 'notify'],
  ['curl -X POST "$RENDER_DEPLOY_HOOK"', 'deploy'],
  ['curl -fsSL https://example.com/tool.tar.gz -o tool.tar.gz', ''],
])('`%s` is %j', (command, expected) => {
  expect(ofCommand(command)).toBe(expected);
});

const input = (uses: string, ...inputs: readonly string[]): string =>
  [
    `uses: ${uses}@v1`,
    ...(inputs.length > 0 ? ['        with:'] : []),
    ...inputs.map((each) => `          ${each}`),
  ].join('\n');

test.each([
  [input('actions/checkout'), ''],
  [input('codecov/codecov-action'), 'test/coverage'],
  [input('golangci/golangci-lint-action'), 'lint'],
  [input('github/codeql-action/init'), ''],
  [input('github/codeql-action/analyze'), 'scan/code'],
  [input('github/codeql-action/upload-sarif'), ''],
  [input('aquasecurity/trivy-action', 'image-ref: app'), 'scan/image'],
  [input('aquasecurity/trivy-action', 'scan-type: fs'), 'scan/dependencies'],
  [input('docker/build-push-action', 'push: true'), 'publish/image package'],
  [input('docker/build-push-action', 'push: false'), 'package'],
  [input('docker/build-push-action', "push: ${{ github.event_name != 'pull_request' }}"), 'publish/image package'],
  [input('goreleaser/goreleaser-action', 'args: release --clean'), 'publish/release package'],
  [input('goreleaser/goreleaser-action', 'args: release --snapshot'), 'package'],
  [input('azure/webapps-deploy'), 'deploy'],
  [input('azure/static-web-apps-deploy', 'action: close'), ''],
  [input('appleboy/ssh-action'), 'deploy'],
  [input('slackapi/slack-github-action'), 'notify'],
  [input('trstringer/manual-approval'), 'approve'],
  [input('acme/unknown'), ''],
])('%j is %j', (step, expected) => {
  expect(meaningOf(step)).toBe(expected);
});

const named = (terms: typeof names, name: string): string =>
  [...new Set(terms.filter((term) => term.name.test(name.toLowerCase())).map(({ kind }) => kind))]
    .filter((kind) => kind !== 'set-up' && kind !== 'build' && kind !== 'package')
    .join(' ');

test.each([
  ['Run unit tests', 'test'],
  ['Run tests ✅', 'test'],
  ['Build and test', 'test'],
  ['Install dependencies and run tests', 'test'],
  ['Upload test results', ''],
  ['Publish test report', ''],
  ['Set up test database', ''],
  ['latest', ''],
  ['lint', 'lint'],
  ['Deploy to test environment', 'deploy'],
  ['Comment with deploy URL', ''],
  ['Create release pull request', ''],
  ['Create GitHub release', 'publish'],
  ['Approve pull request', ''],
  ['shared .github workflows ci', 'test lint'],
  ['shared .github workflows dco-check', ''],
])('the name `%s` says %j', (name, expected) => {
  expect(named(names, name)).toBe(expected);
});

test.each([
  ['test:server', 'test'],
  ['test:report', ''],
  ['check', 'test lint'],
  ['fmt:check', 'lint'],
  ['lint:fix', ''],
  ['ci/run-tests.sh', 'test'],
  ['tests/fixtures/app.env', ''],
  ['tests/setup.sh', ''],
  ['install-test-tools', ''],
  ['scripts/build_ruff.py', ''],
  ['deploy:production', 'deploy'],
  ['deploy-status', ''],
  ['audit', 'scan'],
  ['release:notes', ''],
])('a task called `%s` is %j', (name, expected) => {
  expect(named(taskNames, name)).toBe(expected);
});

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** Of phrases: words by the programs' names, then patterns, none with spaces or brackets that nobody closes. */
const isPhrase = (line: string): boolean =>
  /^[\w.@*[\]/:+-]+(?:\|[\w.@*[\]/:+-]+)*(?: (?:!|…)?\[?[^\s[\]]+\]?)*$/u.test(line);

test('every phrase is one', () => {
  const phrases = [...commandTerms.map((term) => term.phrases), inertPhrases].flatMap(linesOf);
  expect(phrases.filter((line) => !isPhrase(line))).toEqual([]);
  expect(phrases.length).toBeGreaterThan(800);
});

test('no phrase stands in two tables that contradict each other', () => {
  const kinds = new Map<string, string>();
  const twice: string[] = [];
  for (const { kind, sort, phrases } of commandTerms) {
    for (const line of linesOf(phrases)) {
      const known = kinds.get(`${kind} ${line}`);
      if (known !== undefined) twice.push(`${line}: ${known} and ${kind} ${sort ?? ''}`);
      kinds.set(`${kind} ${line}`, `${kind} ${sort ?? ''}`);
    }
  }
  expect(twice).toEqual([]);
});

test('every sort belongs to its kind', () => {
  const wrong = [...commandTerms, ...actionTerms, ...names, ...taskNames].filter(
    ({ kind, sort }) =>
      sort !== undefined &&
      !new Map<string, readonly string[]>(Object.entries(activitySorts)).get(kind)?.includes(sort),
  );
  expect(wrong).toEqual([]);
});

test('actions are named in lower case, by owner and repository', () => {
  const uses = [...actionTerms.flatMap((term) => linesOf(term.uses)), ...inertActions].flatMap((line) =>
    (line.split(' ')[0] ?? '').split('|'),
  );
  expect(
    uses.filter((name) => name !== name.toLowerCase() || !/^[\w*-]+\/[\w.*-]+(?:\/[\w.*/-]+)?$/.test(name)),
  ).toEqual([]);
});

test('what is inert is in no other table', () => {
  const programs = commandTerms
    .flatMap((term) => linesOf(term.phrases))
    .flatMap((line) => (line.split(' ').length === 1 ? line.split('|') : []));
  expect(programs.filter((program) => inertPrograms.has(program))).toEqual([]);
});
