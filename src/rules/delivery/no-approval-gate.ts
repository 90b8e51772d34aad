import { approvalOf } from '../../analysis/delivery/approvals.ts';
import {
  answerForTargets,
  certaintyOfTarget,
  keyOfTarget,
  nameOfDeploy,
  targetsOfClass,
} from '../../analysis/delivery/asked.ts';
import { findStandingSecret } from '../../analysis/delivery/standing-secrets.ts';
import { code } from '../../core/message.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'no-approval-gate',
  title: 'Nobody is asked before production changes',
  category: 'delivery',
  severity: 'low',
  since: '0.1.0',
  on: ['repository'],
  options: {
    continuous: {
      type: 'boolean',
      default: false,
      description: 'What is merged goes to production by itself, as was decided: review and checks are the approval.',
    },
  },
  why: 'Whoever can push there changes production, and so does whoever steals one account; secrets kept outside of an environment are handed to every workflow that asks.',
  remedy: 'Give the job an `environment` with required reviewers, and move its secrets there.',
  references: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments#required-reviewers',
    'https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/review-deployments',
  ],
  sameAs: [],
  applies(repository, { options }) {
    if (options.continuous)
      return { answer: 'does not apply', reason: 'the policy says that production is deployed continuously' };
    return answerForTargets(repository, 'production');
  },
  *check(repository) {
    for (const target of targetsOfClass(repository, 'production')) {
      const { kind, by } = approvalOf(target, repository);
      if (kind !== 'none') continue;
      const secret = findStandingSecret(target);
      yield {
        at: target.first.at,
        key: keyOfTarget(target),
        severity: secret ? 'medium' : 'low',
        certainty: certaintyOfTarget(target),
        message: `Nobody is asked between ${by ?? 'the event'} and ${code(nameOfDeploy(target.first))} in production`,
        related: secret ? [{ at: secret.at, message: 'Opens production, and stays valid after the run' }] : [],
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
            steps:
              - run: npm test
              - run: «kubectl apply -f k8s/ --namespace production»
                env: { KUBECONFIG: '\${{ secrets.KUBE_CONFIG }}' }
      `,
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: npm test
              - run: kubectl apply -f k8s/ --namespace production
                env: { KUBECONFIG: '\${{ secrets.KUBE_CONFIG }}' }
      `,
    },
    {
      title: 'an environment of staging approves nothing',
      bad: sample`
        on: { push: { branches: [main] } }
        jobs:
          staging:
            runs-on: ubuntu-latest
            environment: staging
            steps:
              - run: kubectl apply -f k8s/ --namespace staging
          production:
            needs: staging
            runs-on: ubuntu-latest
            steps:
              - run: «kubectl apply -f k8s/ --namespace production»
                env:
                  KUBECONFIG_DATA: \${{ secrets.KUBE_CONFIG_PRODUCTION }}
      `,
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          approve:
            runs-on: ubuntu-latest
            environment: production-approval
            steps:
              - run: echo approved
          production:
            needs: approve
            runs-on: ubuntu-latest
            steps:
              - run: kubectl apply -f k8s/ --namespace production
      `,
    },
    {
      title: 'started by hand, by a release, or by a merge into a branch of its own',
      good: {
        '.github/workflows/by-hand.yml': sample`
          on: workflow_dispatch
          jobs:
            production:
              runs-on: ubuntu-latest
              steps:
                - run: kubectl apply -f k8s/ --namespace production
        `,
        '.github/workflows/release.yml': sample`
          on: { release: { types: [published] } }
          jobs:
            production:
              runs-on: ubuntu-latest
              steps:
                - run: kubectl apply -f k8s/ --namespace production
        `,
        '.github/workflows/branch.yml': sample`
          on: { push: { branches: [production] } }
          jobs:
            production:
              runs-on: ubuntu-latest
              steps:
                - run: kubectl apply -f k8s/ --namespace production
        `,
      },
    },
    {
      title: 'a step that waits for someone',
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            steps:
              - uses: trstringer/manual-approval@v1
                with: { secret: \${{ github.token }}, approvers: ana }
              - run: kubectl apply -f k8s/ --namespace production
      `,
    },
    {
      title: 'Continuous deployment, as the policy says',
      options: { continuous: true },
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            steps:
              - run: npm test
              - run: kubectl apply -f k8s/ --namespace production
      `,
    },
    {
      title: 'documentation, previews and clusters of the job itself',
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          docs:
            runs-on: ubuntu-latest
            steps:
              - uses: peaceiris/actions-gh-pages@v4
                with: { publish_dir: docs/build }
          e2e:
            runs-on: ubuntu-latest
            steps:
              - run: kind create cluster
              - run: kubectl apply -f k8s/
      `,
    },
  ],
});
