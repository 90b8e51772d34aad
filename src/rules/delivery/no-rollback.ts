import { answerForTargets, keyOfTarget, nameOfDeploy, targetsOfClass } from '../../analysis/delivery/asked.ts';
import { wayBackOf } from '../../analysis/delivery/way-back.ts';
import { code } from '../../core/message.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'no-rollback',
  title: 'A bad version stays in production',
  category: 'delivery',
  severity: 'low',
  since: '0.1.0',
  on: ['repository'],
  why: 'The first bad version is no time to find out how the one before is brought back: until someone has, users live with it.',
  remedy:
    'Undo the deploy in a step with `if: failure()`, or add a workflow that is started by hand with the version to go back to.',
  references: [
    'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_rollout/kubectl_rollout_undo/',
    'https://helm.sh/docs/helm/helm_rollback/',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#failure',
  ],
  sameAs: [],
  applies: (repository) => answerForTargets(repository, 'production'),
  *check(repository) {
    for (const target of targetsOfClass(repository, 'production')) {
      if (wayBackOf(target, repository).kind !== 'none') continue;
      yield {
        at: target.first.at,
        key: keyOfTarget(target),
        certainty: 'tentative',
        message: `No workflow brings back what ran in production before ${code(nameOfDeploy(target.first))}`,
      };
    }
  },
  examples: [
    {
      bad: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: «kubectl apply -f k8s/»
              - run: kubectl rollout status deployment/shop
              # Health checks, rollback plan, alerts configured
              - if: failure()
                run: echo "kubectl rollout undo deployment/shop"
      `,
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: kubectl apply -f k8s/
              - run: kubectl rollout status deployment/shop
              - if: failure()
                run: kubectl rollout undo deployment/shop
      `,
    },
    {
      title: 'by hand, without saying what',
      bad: {
        '.github/workflows/deploy.yml': sample`
          on: { push: { branches: [main] } }
          jobs:
            production:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: «docker stack deploy -c stack.yml shop»
        `,
        '.github/workflows/again.yml': sample`
          on:
            workflow_dispatch:
              inputs: { reason: { type: string } }
          jobs:
            restart:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: «docker stack deploy -c stack.yml shop»
        `,
      },
      good: {
        '.github/workflows/deploy.yml': sample`
          on: { push: { branches: [main] } }
          jobs:
            production:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: docker stack deploy -c stack.yml shop
        `,
        '.github/workflows/again.yml': sample`
          on:
            workflow_dispatch:
              inputs: { version: { type: string } }
          jobs:
            deploy:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: docker stack deploy -c stack.yml shop
        `,
      },
    },
    {
      title: 'a job behind it, and a release that undoes itself',
      good: {
        '.github/workflows/deploy.yml': sample`
          on: { push: { branches: [main] } }
          jobs:
            production:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: kubectl set image deployment/shop shop=ghcr.io/acme/shop:1.4.2
            undo:
              needs: production
              if: always() && needs.production.result == 'failure'
              runs-on: ubuntu-latest
              steps:
                - run: kubectl rollout undo deployment/shop
        `,
        '.github/workflows/chart.yml': sample`
          on: { push: { branches: [main] } }
          jobs:
            production:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: helm upgrade --install shop chart/ --atomic
        `,
      },
    },
    {
      title: 'hosts that keep every version, and infrastructure, which has none',
      good: {
        '.github/workflows/site.yml': sample`
          on: { push: { branches: [main] } }
          jobs:
            production:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: vercel deploy --prod
            api:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: gcloud run deploy api --image ghcr.io/acme/api:1.4.2
        `,
        '.github/workflows/infrastructure.yml': sample`
          on: { push: { branches: [main] } }
          jobs:
            production:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: terraform apply plan.out
        `,
      },
    },
    {
      title: 'a service that goes back by itself, as its definition says',
      good: {
        'infra/service.tf': sample`
          resource "aws_ecs_service" "shop" {
            deployment_circuit_breaker {
              enable   = true
              rollback = true
            }
          }
        `,
        '.github/workflows/deploy.yml': sample`
          on: { push: { branches: [main] } }
          jobs:
            production:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: aws ecs update-service --cluster shop --service web --force-new-deployment
                - run: aws ecs wait services-stable --cluster shop --services web
        `,
      },
    },
  ],
});
