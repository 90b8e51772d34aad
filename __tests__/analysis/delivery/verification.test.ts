import { describe, expect, test } from '@jest/globals';
import { verificationOf } from '../../../src/analysis/delivery/verification.ts';
import { sample } from '../../../src/rules/rule.ts';
import { type Files } from '../../help/repository.ts';
import { jobOf, ofTarget } from '../../help/targets.ts';

const verification = (...steps: readonly string[]) =>
  ofTarget(jobOf(...steps), (target, repository) => verificationOf(target, repository).kind);

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
    'run: ssh deploy@shop.example "ls -la /srv/shop; pkill java; nohup java -jar /srv/shop/shop.jar"',
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
    ['run: curl -fsS https://shop.example/health || true', 'muted'],
    ['run: curl -f http://${{ vars.HOST }}/health || echo "not healthy"', 'muted'],
    ['{ run: "curl -f https://shop.example/health", continue-on-error: true }', 'muted'],
    ['run: "code=$(curl -s -w x https://shop.example || echo 0); if [ $code != 200 ]; then exit 1; fi"', 'verified'],
    ['run: curl -fsS http://localhost:8080/health', 'none'],
    ['run: curl -fsSX POST https://hooks.slack.com/services/x -d ok', 'none'],
    ['run: wget https://shop.example/releases/download/shop.tar.gz', 'none'],
    ['run: wget -q --spider https://shop.example/health', 'verified'],
    ['run: npx playwright test', 'verified'],
    ['run: ./ci/smoke-tests.sh https://shop.example', 'verified'],
    ['run: ./ci/finish.sh', 'unknown'],
    ['uses: slackapi/slack-github-action@v2', 'none'],
    ['uses: actions/upload-artifact@v4', 'none'],
  ])('kubectl apply, then %s: %s', (step, kind) => {
    expect(verification('run: kubectl apply -f k8s/', step)).toBe(kind);
  });

  test.each([
    ['curl -fsS http://localhost:8080/health', 'verified'],
    ['systemctl is-active shop', 'verified'],
    ['systemctl status shop || true', 'muted'],
    ['docker image prune -f', 'none'],
    ['docker compose ps', 'none'],
    ['pm2 restart shop', 'none'],
    ['docker ps | grep -q shop', 'unknown'],
    ['sh /srv/shop/after.sh', 'unknown'],
  ])('on the host, docker compose up, then %s: %s', (command, kind) => {
    const script = `script: "docker compose up -d\\n${command}"`;
    const runner = jobOf('run: docker compose up -d', `run: ${command}`).replace('ubuntu-latest', 'self-hosted');
    expect([
      verification(`{ uses: appleboy/ssh-action@v1, with: { host: shop.example, ${script} } }`),
      ofTarget(runner, (...asked) => verificationOf(...asked).kind),
    ]).toEqual([kind, kind]);
  });

  test('what a look before the deploy saw says nothing of what came after', () => {
    expect(verification('run: curl -fsS https://shop.example/health', 'run: kubectl apply -f k8s/')).toBe('none');
  });

  test('a job behind it, a workflow that follows, and one that runs on deployments', () => {
    const deploy = jobOf('run: kubectl apply -f k8s/');
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
