import { describe, expect, test } from '@jest/globals';
import { practicesOf } from '../../../src/analysis/practices/practices.ts';
import { sample } from '../../../src/rules/rule.ts';
import { repositoryOfFiles, type Files } from '../../help/repository.ts';

/** `answer: detail (path:line)` of one practice. */
function told(name: string, files: Files | string): string {
  const practice = practicesOf(repositoryOfFiles(files)).find((each) => each.name === name);
  if (!practice) return 'no such practice';
  const { answer, detail, path, line } = practice;
  const place = path === undefined ? '' : ` (${path}${line === undefined ? '' : `:${line.toString()}`})`;
  return `${answer}: ${detail}${place}`;
}

const job = (steps: string, more = ''): string =>
  `on: push\njobs:\n  job:\n    runs-on: ubuntu-latest\n${more}    steps:\n${steps}\n`;

const run = (command: string): string => job(`      - run: ${command}`);

const deploy = (commands: readonly string[]): string =>
  `on: push\njobs:\n  ship:\n    environment: production\n    runs-on: ubuntu-latest\n    steps:\n${commands.map((command) => `      - run: ${command}\n`).join('')}`;

test('every practice is answered, and an empty repository is told nothing but reasons', () => {
  const practices = practicesOf(repositoryOfFiles({}));
  expect(practices.map(({ name, answer }) => `${name}: ${answer}`)).toEqual([
    'kinds of tests: not seen',
    'coverage: not seen',
    'load tests: not seen',
    'platforms of the tests: does not apply',
    'deployment strategy: does not apply',
    'watch after a deploy: does not apply',
    'environments side by side: not seen',
    'notifications: not seen',
    'observability as code: not seen',
    'secret manager: not seen',
    'code owners: not seen',
    'branch rules: unknown',
    'build duration: unknown',
  ]);
  expect(practices.filter(({ detail }) => /missing|fault|should|must have/.test(detail))).toEqual([]);
});

describe('tests', () => {
  test('are told by kind, with what runs them', () => {
    const text = job('      - run: pytest\n      - run: npx playwright test\n      - run: echo k6 run load.js');
    expect(told('kinds of tests', text)).toBe(
      'seen: unit (`pytest`) and end-to-end (`playwright`) (.github/workflows/ci.yml:6)',
    );
    expect(told('load tests', text)).toBe('not seen: no step puts a running system under load');
  });

  test('under load', () => {
    expect(told('load tests', run('k6 run load.js'))).toMatch(/^seen: `k6.*` \(\.github\/workflows\/ci\.yml:6\)$/);
  });

  test.each([
    ['pytest --cov=shop', 'seen: measured by a test command (`pytest`) (.github/workflows/ci.yml:6)'],
    ['go test -coverprofile=c.out ./...', 'seen: measured by a test command (`go test`) (.github/workflows/ci.yml:6)'],
    ['npx jest --coverage', 'seen: measured by a test command (`jest`) (.github/workflows/ci.yml:6)'],
    ['npx jest', 'not seen: no step measures or uploads it; a configuration file may switch it on'],
  ])('measure coverage: %s', (command, expected) => {
    expect(told('coverage', run(command))).toBe(expected);
  });

  test('run on several platforms', () => {
    const matrix = sample`
      on: push
      jobs:
        test:
          strategy:
            matrix:
              os: [ubuntu-latest, windows-latest]
              node: [22, 24]
          runs-on: \${{ matrix.os }}
          steps: [{ run: npx jest }]
    `;
    expect(told('platforms of the tests', matrix)).toBe(
      'seen: on Linux and Windows, with 2 values of `node` (.github/workflows/ci.yml:4)',
    );
  });

  test('run on one, beside what the package says it is for', () => {
    const files = { '.github/workflows/ci.yml': run('npx jest'), 'package.json': '{"engines": {"node": ">=20"}}' };
    expect(told('platforms of the tests', files)).toBe(
      'seen: on Linux alone, without a matrix of versions; `package.json` is for Node `>=20` (.github/workflows/ci.yml:3)',
    );
    expect(
      told('platforms of the tests', { ...files, 'package.json': '{"private": true, "engines": {"node": ">=20"}}' }),
    ).toBe('seen: on Linux alone, without a matrix of versions (.github/workflows/ci.yml:3)');
    expect(told('platforms of the tests', run('tox'))).toBe('unknown: `tox` decides by a file of its own');
  });
});

describe('a deploy', () => {
  test.each([
    ['kubectl argo rollouts set image shop shop=shop:1', 'seen: canary (`kubectl argo rollouts set`)'],
    ['gcloud run services update-traffic shop --to-latest', 'seen: traffic moved in steps (`gcloud run services'],
    [`kubectl patch service shop -p '{"spec":{"selector":{"color":"blue"}}}'`, 'seen: blue-green (`kubectl patch'],
    ['kubectl rollout status deployment/shop', 'seen: rolling (`kubectl rollout status`)'],
    ['echo kubectl rollout status', 'not seen: no deploy command names one; the platform may follow its own'],
  ])('follows a strategy: %s', (command, expected) => {
    const text = deploy(['kubectl apply -f k8s', JSON.stringify(command)]);
    expect(told('deployment strategy', text).slice(0, expected.length)).toBe(expected);
  });

  test('follows that of a manifest', () => {
    const rollout = sample`
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      spec:
        strategy:
          canary:
            steps: [{ setWeight: 20 }]
    `;
    expect(told('deployment strategy', { 'k8s/rollout.yaml': rollout })).toBe(
      'seen: canary (`k8s/rollout.yaml`) (k8s/rollout.yaml:5)',
    );
  });

  test('is not what throws its cluster away', () => {
    expect(
      told('deployment strategy', job('      - run: kind create cluster\n      - run: kubectl rollout status x')),
    ).toBe('does not apply: no workflow here deploys a service');
  });

  test('is watched only by what comes after it', () => {
    const query = 'curl -fsS https://prometheus.example/api/v1/query?query=errors';
    expect(told('watch after a deploy', deploy(['kubectl apply -f k8s', query]))).toBe(
      'seen: metrics watched after the deploy (`curl`) (.github/workflows/ci.yml:8)',
    );
    expect(told('watch after a deploy', deploy([query, 'kubectl apply -f k8s']))).toBe(
      'not seen: no step reads metrics after a deploy; alerts may do it elsewhere',
    );
  });

  test('is told to a chat, else recorded with its environment', () => {
    const slack = deploy(['kubectl apply -f k8s']) + '      - uses: slackapi/slack-github-action@v2\n';
    expect(told('notifications', slack)).toBe('seen: `slackapi/slack-github-action` (.github/workflows/ci.yml:8)');
    expect(told('notifications', deploy(['kubectl apply -f k8s']))).toBe(
      'seen: GitHub records each deployment to `production` (.github/workflows/ci.yml:4)',
    );
  });
});

describe('files', () => {
  test('hold observability as code', () => {
    const files = {
      'deploy/grafana/shop.json': '{}',
      'deploy/grafana/datasources/loki-datasource.json': '{}',
      'charts/shop/templates/servicemonitor.yaml': 'kind: ServiceMonitor\n',
      'tests/alerts.yml': '',
    };
    expect(told('observability as code', files)).toBe(
      'seen: scraped metrics (`charts/shop/templates/servicemonitor.yaml`) and dashboards (`deploy/grafana/shop.json`) (charts/shop/templates/servicemonitor.yaml:1)',
    );
  });

  test('hold the settings of environments side by side', () => {
    expect(
      told('environments side by side', { 'k8s/overlays/prod/a.yaml': '', 'k8s/overlays/staging/a.yaml': '' }),
    ).toBe('seen: `prod` and `staging` in `k8s/overlays` (k8s/overlays/prod/a.yaml)');
    expect(told('environments side by side', { 'chart/values-dev.yaml': '', 'chart/values-prod.yaml': '' })).toBe(
      'seen: `dev` and `prod` in `chart/values` (chart/values-dev.yaml)',
    );
    expect(told('environments side by side', { 'prod.tfvars': '', 'staging.tfvars': '' })).toMatch(/^seen: /);
    expect(told('environments side by side', { 'envs/prod/main.tf': '' })).toMatch(/^not seen: /);
  });

  test.each([
    ['vault kv get secret/shop', 'Vault (`vault kv`)'],
    [
      'aws secretsmanager get-secret-value --secret-id shop',
      'AWS Secrets Manager (`aws secretsmanager get-secret-value`)',
    ],
    ['sops -d secrets.yaml', 'SOPS (`sops`)'],
  ])('or a step ask a secret manager: %s', (command, expected) => {
    expect(told('secret manager', run(command))).toBe(`seen: ${expected} (.github/workflows/ci.yml:6)`);
  });

  test.each([
    ['* @plum', 'all workflows and all Dockerfiles'],
    ['.github/ @plum', 'all workflows and no Dockerfiles'],
    ['/.github/workflows/* @plum\n/api/ @plum', 'all workflows and 1 of 2 Dockerfiles'],
    ['* @plum\n/api', 'all workflows and 1 of 2 Dockerfiles'],
    ['# * @plum\nDockerfile @plum # all of them', 'no workflows and all Dockerfiles'],
    ['api/** @plum', 'no workflows and 1 of 2 Dockerfiles'],
  ])('name owners: %j', (text, expected) => {
    const files = {
      '.github/CODEOWNERS': text,
      '.github/workflows/ci.yml': run('make'),
      'api/Dockerfile': 'FROM scratch\n',
      Dockerfile: 'FROM scratch\n',
    };
    expect(told('code owners', files)).toBe(
      `seen: \`.github/CODEOWNERS\` names owners of ${expected} (.github/CODEOWNERS:1)`,
    );
  });

  test('say which checks are required', () => {
    const settings = sample`
      branches:
        - name: main
          protection:
            required_status_checks:
              contexts: [test]
    `;
    expect(told('branch rules', { '.github/settings.yml': settings })).toMatch(
      /^seen: required: `test` \(.github\/settings.yml:/,
    );
  });
});
