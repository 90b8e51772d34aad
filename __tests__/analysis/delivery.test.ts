import { describe, expect, test } from '@jest/globals';
import { approvalOf } from '../../src/analysis/delivery/approvals.ts';
import { nameOfDeploy } from '../../src/analysis/delivery/asked.ts';
import { checksBefore } from '../../src/analysis/delivery/checks.ts';
import { lockOf } from '../../src/analysis/delivery/locks.ts';
import { findOpenWay } from '../../src/analysis/delivery/reach.ts';
import { stagingFirst } from '../../src/analysis/delivery/staging.ts';
import { findStandingSecret } from '../../src/analysis/delivery/standing-secrets.ts';
import { verificationOf } from '../../src/analysis/delivery/verification.ts';
import { wayBackOf } from '../../src/analysis/delivery/way-back.ts';
import { type Target, targetsOf } from '../../src/analysis/targets.ts';
import type { Repository } from '../../src/documents/document.ts';
import { sample } from '../../src/rules/rule.ts';
import { type Files, repositoryOfFiles } from '../help/repository.ts';

/** What is said of the production target, else of the first. */
function ofTarget<Said>(
  files: Files | string,
  ask: (target: Target, repository: Repository) => Said,
): Said | 'no target' {
  const repository = repositoryOfFiles(files);
  const targets = targetsOf(repository);
  const target = targets.find((each) => each.class === 'production') ?? targets[0];
  return target ? ask(target, repository) : 'no target';
}

/** A job that deploys to production by these steps. */
const job = (...steps: readonly string[]): string =>
  [
    'on: { push: { branches: [main] } }',
    'jobs:',
    '  production:',
    '    runs-on: ubuntu-latest',
    '    environment: production',
    '    steps:',
    ...steps.map((step) => `      - ${step}`),
    '',
  ].join('\n');

const verification = (...steps: readonly string[]) =>
  ofTarget(job(...steps), (target, repository) => verificationOf(target, repository).kind);

describe('verification', () => {
  test.each([
    'run: flyctl deploy --remote-only',
    'run: gcloud run deploy shop --image ghcr.io/acme/shop',
    'run: gcloud app deploy',
    'run: vercel deploy --prod',
    'run: netlify deploy --prod',
    'run: firebase deploy --only hosting',
    'run: npx wrangler deploy',
    'run: terraform apply plan.out',
    'run: tofu apply -auto-approve',
    'run: pulumi up --yes',
    'run: cdk deploy --all',
    'run: sam deploy',
    'run: npx serverless deploy',
    'run: aws cloudformation deploy --stack-name shop --template-file t.yml',
    'run: helm upgrade --install shop chart/ --wait',
    'run: helm upgrade --install shop chart/ --atomic',
    'run: helm upgrade --install shop chart/ --rollback-on-failure',
    'run: skaffold run',
    'run: docker stack deploy --detach=false -c stack.yml shop',
    'run: nomad job run shop.nomad',
    'uses: google-github-actions/deploy-cloudrun@v3',
    'uses: azure/k8s-deploy@v5',
    '{ uses: aws-actions/amazon-ecs-deploy-task-definition@v2, with: { service: shop, wait-for-service-stability: true } }',
  ])('%s waits by itself', (step) => {
    expect(verification(step)).toBe('waits by itself');
  });

  test.each([
    'run: kubectl apply -f k8s/',
    'run: kubectl set image deployment/shop shop=ghcr.io/acme/shop:1',
    'run: kubectl rollout restart deployment/shop',
    'run: helm upgrade --install shop chart/',
    'run: helm upgrade --install shop chart/ --wait=false',
    'run: skaffold run --status-check=false',
    'run: aws ecs update-service --cluster shop --service web --force-new-deployment',
    'run: aws lambda update-function-code --function-name shop --zip-file fileb://shop.zip',
    'run: aws deploy create-deployment --application-name shop',
    'run: argocd app sync shop',
    'run: docker stack deploy -c stack.yml shop',
    'run: ansible-playbook -i hosts site.yml',
    'run: rsync -a build/ deploy@shop.example:/srv/shop',
    'run: ssh deploy@shop.example "cd /srv/shop && git pull && docker compose up -d"',
    '{ uses: aws-actions/amazon-ecs-deploy-task-definition@v2, with: { service: shop } }',
    '{ uses: appleboy/ssh-action@v1, with: { host: shop.example, script: "cd /srv/shop && docker compose up -d" } }',
  ])('%s alone is not verified', (step) => {
    expect(verification(step)).toBe('none');
  });

  test.each([
    'uses: akhileshns/heroku-deploy@v3',
    'run: git push heroku HEAD:main',
    'run: railway up',
    'run: az webapp deploy --name shop --src-path shop.zip',
    'run: flux reconcile kustomization shop',
    'run: ssh deploy@shop.example ./deploy.sh',
    'run: ssh deploy@shop.example "docker compose up -d --wait"',
    'run: fly deploy --detach',
  ])('%s is not asked: what it does is not seen', (step) => {
    expect(verification(step)).toBe('unknown');
  });

  test.each([
    ['run: kubectl rollout status deployment/shop', 'verified'],
    ['run: kubectl rollout status deployment/shop || true', 'muted'],
    ['{ run: kubectl rollout status deployment/shop, continue-on-error: true }', 'muted'],
    ['{ run: kubectl rollout status deployment/shop, if: failure() }', 'none'],
    ['{ run: kubectl rollout status deployment/shop, if: false }', 'none'],
    ["{ run: kubectl rollout status deployment/shop, if: github.event_name == 'schedule' }", 'none'],
    ['run: echo kubectl rollout status deployment/shop', 'none'],
    ['{ run: "true # kubectl rollout status deployment/shop" }', 'none'],
    ['run: curl -fsS https://shop.example/health', 'verified'],
    ['run: curl --fail-with-body "$SHOP_URL/health"', 'verified'],
    ['run: curl -s https://shop.example/health', 'none'],
    ['run: curl -s https://shop.example/health | grep -q ok', 'verified'],
    ['run: "[ \\"$(curl -s https://shop.example/health)\\" = ok ] || exit 1"', 'verified'],
    ['run: until curl -s https://shop.example/health; do sleep 5; done', 'verified'],
    ['run: curl -fsS https://shop.example/health || true', 'none'],
    ['run: curl -fsS http://localhost:8080/health', 'none'],
    ['run: curl -fsSX POST https://hooks.slack.com/services/x -d ok', 'none'],
    ['run: npx playwright test', 'verified'],
    ['run: ./ci/smoke-tests.sh https://shop.example', 'verified'],
    ['run: ./ci/finish.sh', 'unknown'],
    ['uses: slackapi/slack-github-action@v2', 'none'],
    ['uses: actions/upload-artifact@v4', 'none'],
  ])('kubectl apply, then %s: %s', (step, kind) => {
    expect(verification('run: kubectl apply -f k8s/', step)).toBe(kind);
  });

  test('what a look before the deploy saw says nothing of what came after', () => {
    expect(verification('run: curl -fsS https://shop.example/health', 'run: kubectl apply -f k8s/')).toBe('none');
  });

  test('a job behind it, a workflow that follows, and one that runs on deployments', () => {
    const deploy = job('run: kubectl apply -f k8s/');
    const follows = (on: string): Files => ({
      '.github/workflows/deploy.yml': `name: Deploy\n${deploy}`,
      '.github/workflows/after.yml': `on: ${on}\njobs:\n  smoke:\n    runs-on: x\n    steps: [{ run: npx cypress run }]\n`,
    });
    const kindOf = (files: Files | string) => ofTarget(files, (...asked) => verificationOf(...asked).kind);
    expect([
      kindOf(`${deploy}  smoke:\n    needs: production\n    runs-on: x\n    steps: [{ run: npx cypress run }]\n`),
      kindOf(`${deploy}  smoke:\n    runs-on: x\n    steps: [{ run: npx cypress run }]\n`),
      kindOf(follows('{ workflow_run: { workflows: [Deploy] } }')),
      kindOf(follows('{ workflow_run: { workflows: [Other] } }')),
      kindOf(follows('deployment_status')),
    ]).toEqual(['verified', 'none', 'verified', 'none', 'unknown']);
  });

  test('jobs of a called workflow wait for each other', () => {
    const called = (needs: string): Files => ({
      '.github/workflows/ci.yml':
        'on: { push: { branches: [main] } }\njobs:\n  ship:\n    uses: ./.github/workflows/ship.yml\n',
      '.github/workflows/ship.yml': sample`
        on: workflow_call
        jobs:
          smoke:
            NEEDS
            runs-on: x
            steps: [{ run: npx playwright test }]
          production:
            runs-on: x
            environment: production
            steps: [{ run: kubectl apply -f k8s/ }]
      `.replace('NEEDS', needs),
    });
    const kinds = (needs: string) => ofTarget(called(needs), (...asked) => verificationOf(...asked).kind);
    expect([kinds('needs: production'), kinds('name: smoke')]).toEqual(['verified', 'none']);
  });
});

describe('the way back', () => {
  const back = (files: Files | string) => ofTarget(files, (...asked) => wayBackOf(...asked).kind);

  test.each([
    ['run: flyctl deploy', 'inherent'],
    ['run: vercel deploy --prod', 'inherent'],
    ['run: netlify deploy --prod', 'inherent'],
    ['run: gcloud run deploy shop --image ghcr.io/acme/shop', 'inherent'],
    ['run: git push heroku HEAD:main', 'inherent'],
    ['uses: akhileshns/heroku-deploy@v3', 'inherent'],
    ['run: cdk deploy', 'inherent'],
    ['run: sam deploy', 'inherent'],
    ['run: argocd app sync shop', 'inherent'],
    ['run: helm upgrade --install shop chart/ --atomic', 'inherent'],
    ['run: terraform apply plan.out', 'not asked'],
    ['run: az webapp deploy --name shop --src-path shop.zip', 'unknown'],
    ['run: kubectl apply -f k8s/', 'none'],
    ['run: helm upgrade --install shop chart/ --wait', 'none'],
    ['run: aws ecs update-service --cluster shop --service web --force-new-deployment', 'none'],
    ['run: docker stack deploy -c stack.yml shop', 'none'],
    ['run: ssh deploy@shop.example "cd /srv/shop && git pull"', 'none'],
  ])('%s: %s', (step, kind) => {
    expect(back(job(step))).toBe(kind);
  });

  test.each([
    ['{ if: failure(), run: kubectl rollout undo deployment/shop }', 'step'],
    ['{ if: "failure() && github.ref == \'refs/heads/main\'", run: kubectl apply -f blue.yaml }', 'step'],
    ['{ if: failure(), run: ./ci/undo-everything.sh }', 'unknown'],
    ['{ if: failure(), run: echo rollback }', 'none'],
    ['{ if: failure(), uses: slackapi/slack-github-action@v2 }', 'none'],
    ['{ if: success(), run: echo "kubectl rollout undo deployment/shop" }', 'none'],
    ['{ name: Rollback plan, run: kubectl get pods }', 'none'],
    ['run: kubectl rollout status deployment/shop || kubectl rollout undo deployment/shop', 'step'],
  ])('kubectl apply, then %s: %s', (step, kind) => {
    expect(back(job('run: kubectl apply -f k8s/', step))).toBe(kind);
  });

  test.each([
    ['workflow_dispatch: { inputs: { version: { type: string } } }', 'dispatch'],
    ['workflow_dispatch: { inputs: { image-tag: { type: string } } }', 'dispatch'],
    ['workflow_dispatch: { inputs: { reason: { type: string } } }', 'none'],
    ['workflow_dispatch:', 'none'],
  ])('a second workflow on %s: %s', (event, kind) => {
    const again = `on:\n  ${event}\njobs:\n  again:\n    runs-on: x\n    environment: production\n    steps: [{ run: kubectl apply -f k8s/ }]\n`;
    expect(
      back({ '.github/workflows/a.yml': job('run: kubectl apply -f k8s/'), '.github/workflows/b.yml': again }),
    ).toBe(kind);
  });

  test('a workflow of that name, a definition that goes back by itself, and a comment that only says so', () => {
    const ecs = job('run: aws ecs update-service --cluster shop --service web --force-new-deployment');
    const withFile = (path: string, text: string) => back({ '.github/workflows/a.yml': ecs, [path]: text });
    expect([
      withFile(
        '.github/workflows/rollback.yml',
        'on: workflow_dispatch\njobs:\n  back:\n    runs-on: x\n    steps: [{ run: ./back.sh }]\n',
      ),
      withFile(
        'service.tf',
        'resource "aws_ecs_service" "shop" {\n  deployment_circuit_breaker {\n    enable = true\n  }\n}\n',
      ),
      withFile('service.tf', 'resource "aws_ecs_service" "shop" {\n  # deployment_circuit_breaker\n}\n'),
      withFile('ops/rollback.sh', 'exit 0\n'),
    ]).toEqual(['dispatch', 'setting', 'none', 'unknown']);
  });
});

describe('approval', () => {
  const approval = (files: Files | string) => ofTarget(files, (...asked) => approvalOf(...asked).kind);
  const started = (on: string, more = ''): string =>
    `on: ${on}\njobs:\n  production:\n    runs-on: x\n${more}    steps: [{ run: kubectl apply -f k8s/ }]\n`;

  test.each([
    ['{ push: { branches: [main] } }', 'none'],
    ['push', 'none'],
    ['{ schedule: [{ cron: "0 4 * * *" }] }', 'none'],
    ['[push, workflow_dispatch]', 'none'],
    ['workflow_dispatch', 'manual start'],
    ['{ release: { types: [published] } }', 'release'],
    ["{ push: { tags: ['v*'] } }", 'release'],
    ['{ push: { branches: [production] } }', 'branch'],
    ['workflow_call', 'unknown'],
    ['repository_dispatch', 'unknown'],
  ])('started by %s: %s', (on, kind) => {
    expect(approval(started(on))).toBe(kind);
  });

  test.each([
    ['environment: production', 'environment'],
    ["if: startsWith(github.ref, 'refs/tags/')", 'release'],
    ["if: github.ref == 'refs/heads/main'", 'none'],
  ])('a push, and the job has %s: %s', (line, kind) => {
    expect(approval(started('push', `    ${line}\n`))).toBe(kind);
  });

  test.each([
    ['environment: staging', 'run: kubectl apply -f k8s/ --namespace staging', 'none'],
    ['environment: production-approval', 'run: echo go', 'job'],
    ['environment: production', 'run: echo go', 'job'],
    ['name: no environment', 'run: echo go', 'none'],
  ])('it needs a job with %s and %s: %s', (line, step, kind) => {
    const before = `  before:\n    runs-on: x\n    ${line}\n    steps: [{ ${step} }]\n`;
    expect(approval(started('{ push: { branches: [main] } }', '    needs: before\n') + before)).toBe(kind);
  });

  test('an environment of the called workflow', () => {
    expect(
      approval({
        '.github/workflows/ci.yml': 'on: push\njobs:\n  ship:\n    uses: ./.github/workflows/ship.yml\n',
        '.github/workflows/ship.yml': started('workflow_call', '    environment: production\n'),
      }),
    ).toBe('environment');
  });

  test('what a release tool has found', () => {
    const gated = started(
      '{ push: { branches: [main] } }',
      '    needs: plan\n    if: needs.plan.outputs.release_created\n',
    );
    expect(
      approval(`${gated}  plan:\n    runs-on: x\n    steps: [{ uses: googleapis/release-please-action@v4 }]\n`),
    ).toBe('release');
  });

  test('a secret that opens the target is told from one that only tells somebody', () => {
    const secretOf = (env: string) =>
      ofTarget(
        job(`{ run: kubectl apply -f k8s/, env: { X: '\${{ secrets.${env} }}' } }`),
        (target) => findStandingSecret(target)?.name,
      );
    expect(
      ['KUBE_CONFIG_PRODUCTION', 'SLACK_WEBHOOK', 'SSH_HOST', 'SSH_PRIVATE_KEY', 'GITHUB_TOKEN'].map(secretOf),
    ).toEqual(['kube_config_production', undefined, undefined, 'ssh_private_key', undefined]);
  });
});

describe('checks', () => {
  const checks = (files: Files | string) => ofTarget(files, (...asked) => checksBefore(...asked).kind);
  const withTest = (line: string, test = 'npm test'): string =>
    `on: { push: { branches: [main] } }\njobs:\n  test:\n    runs-on: x\n    steps: [{ run: ${test} }]\n  production:\n    runs-on: x\n    environment: production\n    ${line}\n    steps: [{ run: kubectl apply -f k8s/ }]\n`;

  test.each([
    ['needs: test', 'checked'],
    ['name: nothing', 'not waited for'],
    ['{ needs: test, if: always() }', 'not waited for'],
    ['{ needs: test, if: "!cancelled()" }', 'not waited for'],
    ['{ needs: test, if: "!failure() && !cancelled()" }', 'checked'],
    ["{ needs: test, if: always() && needs.test.result == 'success' }", 'checked'],
    ['{ needs: test, if: "always() && !contains(needs.*.result, \'failure\')" }', 'checked'],
  ])('%s: %s', (line, kind) => {
    const lines = line.startsWith('{') ? line.slice(1, -1).trim().replace(', if:', '\n    if:') : line;
    expect(checks(withTest(lines))).toBe(kind);
  });

  test.each([
    ['npm test', 'checked'],
    ['npm audit', 'checked'],
    ['npm test || true', 'muted'],
    ['echo npm test', 'none'],
    ['npm run build', 'none'],
    ['./ci/prepare.sh', 'unknown'],
  ])('it needs a job that runs %s: %s', (run, kind) => {
    expect(checks(withTest('needs: test', run))).toBe(kind);
  });

  const followed = (line: string, test = 'npm test'): Files => ({
    '.github/workflows/ci.yml': `name: CI\non: push\njobs:\n  test:\n    runs-on: x\n    steps: [{ run: ${test} }]\n`,
    '.github/workflows/deploy.yml': `on: { workflow_run: { workflows: [CI], branches: [main] } }\njobs:\n  production:\n    runs-on: x\n    environment: production\n    ${line}\n    steps: [{ run: kubectl apply -f k8s/ }]\n`,
  });

  test.each([
    ["if: github.event.workflow_run.conclusion == 'success'", 'npm test', 'checked'],
    ["if: github.event.workflow_run.conclusion != 'failure'", 'npm test', 'checked'],
    ['name: whatever', 'npm test', 'whatever came out'],
    ["if: github.event.workflow_run.head_branch == 'main'", 'npm test', 'whatever came out'],
    ["if: github.event.workflow_run.conclusion == 'success'", 'echo built', 'none'],
  ])('after a run, with %s, that does %s: %s', (line, test, kind) => {
    expect(checks(followed(line, test))).toBe(kind);
  });

  test('a run of a workflow that is not here, and another system', () => {
    const deploy =
      followed("if: github.event.workflow_run.conclusion == 'success'")['.github/workflows/deploy.yml'] ?? '';
    expect([
      checks({ '.github/workflows/deploy.yml': deploy }),
      checks({ '.github/workflows/deploy.yml': job('run: kubectl apply -f k8s/'), '.gitlab-ci.yml': 'test:\n' }),
    ]).toEqual(['unknown', 'unknown']);
  });

  test('a test that the pushed event never reaches is none', () => {
    const only = job("{ if: github.event_name == 'pull_request', run: npm test }", 'run: kubectl apply -f k8s/');
    expect(checks(only)).toBe('none');
  });
});

describe('one at a time', () => {
  const lock = (head: string, line = 'name: production', step = 'run: kubectl apply -f k8s/') =>
    ofTarget(
      `${head}\njobs:\n  production:\n    runs-on: x\n    environment: production\n    ${line}\n    steps: [{ ${step} }]\n`,
      (...asked) => lockOf(...asked).kind,
    );
  const push = 'on: { push: { branches: [main] } }';

  test.each([
    [push, 'concurrency: production', 'one at a time'],
    [`${push}\nconcurrency: \${{ github.workflow }}-\${{ github.ref }}`, 'name: x', 'one at a time'],
    [push, 'name: x', 'none'],
    [push, 'concurrency: { group: production, cancel-in-progress: true }', 'cancels'],
    [`${push}\nconcurrency: { group: x, cancel-in-progress: true }`, 'concurrency: production', 'cancels'],
    [
      `${push}\nconcurrency: { group: x, cancel-in-progress: '\${{ github.event_name == ''pull_request'' }}' }`,
      'name: x',
      'one at a time',
    ],
    [
      `${push}\nconcurrency: { group: x, cancel-in-progress: '\${{ github.ref != ''refs/heads/main'' }}' }`,
      'name: x',
      'one at a time',
    ],
    [`${push}\nconcurrency: '\${{ github.head_ref || github.run_id }}'`, 'name: x', 'group of its own'],
    [`${push}\nconcurrency: 'ci-\${{ github.sha }}'`, 'name: x', 'group of its own'],
    ['on: workflow_dispatch', 'name: x', 'unknown'],
    ['on: workflow_call', 'name: x', 'unknown'],
  ])('%s, %s: %s', (head, line, kind) => {
    expect(lock(head, line)).toBe(kind);
  });

  test.each([
    ['run: terraform apply plan.out', 'by the tool'],
    ['run: cdk deploy', 'by the tool'],
    ['run: git push heroku HEAD:main', 'by the tool'],
    ['run: git push --force heroku HEAD:main', 'none'],
  ])('%s: %s', (step, kind) => {
    expect(lock(push, 'name: x', step)).toBe(kind);
  });

  test('a host that switches when all is there may be stopped before', () => {
    expect(
      lock(`${push}\nconcurrency: { group: x, cancel-in-progress: true }`, 'name: x', 'run: vercel deploy --prod'),
    ).toBe('unknown');
  });
});

describe('open ways', () => {
  const way = (files: Files | string) => ofTarget(files, (...asked) => findOpenWay(...asked)?.kind ?? 'shut');
  const started = (on: string, more = ''): string =>
    `on: ${on}\njobs:\n  production:\n    runs-on: x\n${more}    steps:\n      - uses: actions/checkout@v6\n        with: { ref: '\${{ inputs.ref || github.event.workflow_run.head_sha }}' }\n      - run: kubectl apply -f k8s/\n        env: { KUBECONFIG: '\${{ secrets.KUBECONFIG_FILE }}' }\n`;

  test.each([
    ['push', '', 'any branch'],
    ["{ push: { branches: ['**'] } }", '', 'any branch'],
    ['{ push: { branches: [main] } }', '', 'shut'],
    ["{ push: { tags: ['v*'] } }", '', 'shut'],
    ['push', "    if: github.ref == 'refs/heads/main'\n", 'shut'],
    ['push', '    if: github.ref_name == github.event.repository.default_branch\n', 'shut'],
    ['push', "    if: github.repository == 'acme/shop'\n", 'any branch'],
    ['push', '    environment: production\n', 'shut'],
    ['pull_request', '', 'pull request'],
    ['{ pull_request: { types: [closed] } }', '    if: github.event.pull_request.merged\n', 'shut'],
    ['workflow_dispatch', '', 'dispatch'],
    ['workflow_dispatch', "    if: github.ref == 'refs/heads/main'\n", 'shut'],
    ['workflow_dispatch', '    environment: production\n', 'shut'],
    ['{ workflow_dispatch: { inputs: { ref: { type: string } } } }', '    environment: production\n', 'free ref'],
    [
      '{ workflow_dispatch: { inputs: { ref: { type: choice, options: [main] } } } }',
      '    environment: production\n',
      'shut',
    ],
    ['{ release: { types: [published] } }', '', 'shut'],
  ])('%s with %j: %s', (on, more, kind) => {
    expect(way(started(on, more))).toBe(kind);
  });

  test('the branch of the run before', () => {
    const ci = 'name: CI\non: push\njobs:\n  test: { runs-on: x, steps: [{ run: npm test }] }\n';
    const after = (more: string) =>
      way({
        '.github/workflows/ci.yml': ci,
        '.github/workflows/deploy.yml': started(`{ workflow_run: { workflows: [CI]${more} } }`),
      });
    expect([after(''), after(', branches: [main]')]).toEqual(['run before', 'shut']);
  });
});

describe('staging first', () => {
  const first = (staging: string, production: string): string | undefined => {
    const jobOf = (name: string, lines: string): string =>
      `  ${name}:\n    runs-on: x\n    environment: ${name}\n    ${lines}\n    steps: [{ run: kubectl apply -f k8s/ }]\n`;
    const repository = repositoryOfFiles(
      `on: { push: { branches: [main, develop], tags: ['v*'] } }\njobs:\n${jobOf('staging', staging)}${jobOf('production', production)}`,
    );
    const targets = targetsOf(repository);
    const target = targets.find((each) => each.class === 'production');
    return target && stagingFirst(target, targets, repository).kind;
  };

  test.each([
    ['name: x', 'needs: staging', 'waits'],
    ['name: x', 'name: y', 'none'],
    ["if: github.ref == 'refs/heads/develop'", "if: github.ref == 'refs/heads/main'", 'none'],
    ["if: github.ref == 'refs/heads/main'", "if: startsWith(github.ref, 'refs/tags/')", 'later'],
    ["if: github.ref == 'refs/heads/develop'", "if: startsWith(github.ref, 'refs/tags/')", 'none'],
  ])('staging %s, production %s: %s', (staging, production, kind) => {
    expect(first(staging, production)).toBe(kind);
  });
});

test.each([
  ['run: git push heroku HEAD:main', 'git push'],
  ['run: kubectl apply -f k8s/', 'kubectl apply'],
  ['run: aws ecs update-service --cluster shop --service web', 'aws ecs update-service'],
  ['run: gcloud run deploy shop --image x', 'gcloud run deploy'],
  ['run: docker stack deploy -c stack.yml shop', 'docker stack deploy'],
  ['uses: akhileshns/heroku-deploy@v3', 'akhileshns/heroku-deploy'],
])('%s is called %s', (step, name) => {
  expect(ofTarget(job(step), ({ first }) => nameOfDeploy(first))).toBe(name);
});
