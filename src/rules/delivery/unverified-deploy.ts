import {
  answerForTargets,
  certaintyOfTarget,
  keyOfTarget,
  nameOfDeploy,
  targetsOfClass,
} from '../../analysis/delivery/asked.ts';
import { findDeployTool } from '../../analysis/delivery/deploy-tools.ts';
import { verificationOf } from '../../analysis/delivery/verification.ts';
import { code } from '../../core/message.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'unverified-deploy',
  title: 'Nobody looks whether what was deployed runs',
  category: 'delivery',
  severity: 'medium',
  since: '0.1.0',
  on: ['repository'],
  why: 'The tool only says that the change was accepted: the job is green while the new version crashes, and users find out first.',
  remedy:
    'Wait for the new version and ask it for a page: `kubectl rollout status`, `helm --wait`, `curl --fail` against its address.',
  references: [
    'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_rollout/kubectl_rollout_status/',
    'https://helm.sh/docs/helm/helm_upgrade/',
    'https://docs.aws.amazon.com/cli/latest/reference/ecs/wait/services-stable.html',
  ],
  sameAs: [],
  applies: (repository) => answerForTargets(repository, 'production', 'staging'),
  *check(repository) {
    for (const target of targetsOfClass(repository, 'production', 'staging')) {
      const { kind, at, by } = verificationOf(target, repository);
      if (kind !== 'none' && kind !== 'muted') continue;
      const tool = code(nameOfDeploy(target.last));
      const mayLook = findDeployTool(target.last)?.isDoubtful;
      yield {
        at: target.last.at,
        key: keyOfTarget(target),
        severity: target.class === 'staging' ? 'low' : 'medium',
        certainty: mayLook ? 'tentative' : certaintyOfTarget(target),
        message:
          kind === 'none'
            ? `Nothing checks ${target.class} after ${tool}`
            : `No check of ${target.class} after ${tool} can fail`,
        ...(kind === 'muted' && at
          ? { related: [{ at, message: `${code(by ?? '')} lets it pass whatever it finds` }] }
          : {}),
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
              - uses: actions/checkout@v6
              - run: npm test
              - run: «kubectl apply -f k8s/»
      `,
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - uses: actions/checkout@v6
              - run: npm test
              - run: kubectl apply -f k8s/
              - run: kubectl rollout status deployment/shop --timeout=300s
      `,
    },
    {
      title: 'the last of several deploys',
      bad: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: |
                  kubectl apply -f k8s/
                  kubectl rollout status deployment/shop
                  «kubectl set image deployment/worker worker=ghcr.io/acme/worker:1.4.2»
                  echo "kubectl rollout status deployment/worker"
                  # curl --fail https://shop.example/health
      `,
    },
    {
      title: 'a look that cannot fail',
      bad: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: «helm upgrade --install shop chart/»
              - run: kubectl rollout status deployment/shop || true
      `,
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: helm upgrade --install shop chart/ --wait
      `,
    },
    {
      title: 'a page that is asked for, without caring for the answer or on the runner itself',
      bad: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: «kubectl apply -f k8s/»
              - run: curl -s https://shop.example/health
              - run: curl --fail http://localhost:8080/health
      `,
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: kubectl apply -f k8s/
              - run: |
                  status=$(curl -s -o /dev/null -w '%{http_code}' https://shop.example/health)
                  if [ "$status" != 200 ]; then exit 1; fi
      `,
    },
    {
      title: 'tests in a job behind it',
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: aws ecs update-service --cluster shop --service web --force-new-deployment
          smoke:
            needs: production
            runs-on: ubuntu-latest
            steps:
              - run: npx playwright test
      `,
    },
    {
      title: 'traffic that moves once the new version has been looked at',
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: kubectl apply -f green.yaml
              - run: kubectl wait --for=condition=ready pod -l version=green
              - run: >-
                  kubectl patch service shop -p '{"spec":{"selector":{"version":"green"}}}'
      `,
    },
    {
      title: 'hosts that switch only to what runs, and clusters of the job itself',
      good: {
        '.github/workflows/deploy.yml': sample`
          on: { push: { branches: [main] } }
          jobs:
            production:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: flyctl deploy --remote-only
            infrastructure:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: terraform apply plan.out
        `,
        '.github/workflows/e2e.yml': sample`
          on: { push: { branches: [main] } }
          jobs:
            e2e:
              runs-on: ubuntu-latest
              steps:
                - uses: helm/kind-action@v1
                - run: kubectl apply -f k8s/
        `,
      },
    },
    {
      title: 'something of which nothing is known',
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: kubectl apply -f k8s/
              - run: ./ci/after.sh
      `,
    },
  ],
});
