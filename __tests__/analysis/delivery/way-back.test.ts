import { describe, expect, test } from '@jest/globals';
import { wayBackOf } from '../../../src/analysis/delivery/way-back.ts';
import { type Files } from '../../help/repository.ts';
import { jobOf, ofTarget } from '../../help/targets.ts';

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
    expect(back(jobOf(step))).toBe(kind);
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
    expect(back(jobOf('run: kubectl apply -f k8s/', step))).toBe(kind);
  });

  test.each([
    ['workflow_dispatch: { inputs: { version: { type: string } } }', 'dispatch'],
    ['workflow_dispatch: { inputs: { image-tag: { type: string } } }', 'dispatch'],
    ['workflow_dispatch: { inputs: { reason: { type: string } } }', 'none'],
    ['workflow_dispatch:', 'none'],
  ])('a second workflow on %s: %s', (event, kind) => {
    const again = `on:\n  ${event}\njobs:\n  again:\n    runs-on: x\n    environment: production\n    steps: [{ run: kubectl apply -f k8s/ }]\n`;
    expect(
      back({ '.github/workflows/a.yml': jobOf('run: kubectl apply -f k8s/'), '.github/workflows/b.yml': again }),
    ).toBe(kind);
  });

  test('a workflow of that name, a definition that goes back by itself, and a comment that only says so', () => {
    const ecs = jobOf('run: aws ecs update-service --cluster shop --service web --force-new-deployment');
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
