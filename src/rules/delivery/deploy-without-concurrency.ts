import {
  answerForTargets,
  certaintyOfTarget,
  keyOfTarget,
  nameOfDeploy,
  targetsOfClass,
} from '../../analysis/delivery/asked.ts';
import { findDeployTool } from '../../analysis/delivery/deploy-tools.ts';
import { lockOf } from '../../analysis/delivery/locks.ts';
import { code } from '../../core/message.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'deploy-without-concurrency',
  title: 'Two deploys can get in each other’s way',
  category: 'delivery',
  severity: 'low',
  since: '0.1.0',
  on: ['repository'],
  why: 'Of two runs at once the slower one has the last word, be it the older version; one that is stopped halfway leaves half of each.',
  remedy: 'Give the job a `concurrency` group named after what it deploys to, with `cancel-in-progress: false`.',
  references: [
    'https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency',
    'https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/control-deployments',
  ],
  sameAs: [],
  applies: (repository) => answerForTargets(repository, 'production', 'staging'),
  *check(repository) {
    for (const target of targetsOfClass(repository, 'production', 'staging')) {
      const { kind, at } = lockOf(target, repository);
      const fault = faults[kind];
      if (fault === undefined) continue;
      // Infrastructure in the same job may have a lock of its own.
      const open = target.deploys.find((deploy) => !findDeployTool(deploy)?.locks) ?? target.first;
      const { message, note } = fault(target.class, code(nameOfDeploy(open)));
      yield {
        at: open.at,
        key: keyOfTarget(target),
        certainty: certaintyOfTarget(target),
        message,
        ...(at && note !== undefined ? { related: [{ at, message: note }] } : {}),
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
      `,
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            concurrency: production
            steps:
              - run: kubectl apply -f k8s/
      `,
    },
    {
      title: 'a state that is locked, and what is not',
      bad: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: terraform apply plan.out
              - run: «kubectl apply -f k8s/»
      `,
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: terraform apply plan.out
      `,
    },
    {
      title: 'one finding for each target',
      bad: sample`
        on: { push: { branches: [main, develop] } }
        jobs:
          deploy-staging:
            if: github.ref == 'refs/heads/develop'
            runs-on: ubuntu-latest
            environment: staging
            steps:
              - run: |
                  «kubectl apply -f k8s/»
                  kubectl set image deployment/shop shop=ghcr.io/acme/shop:1.4.2
          deploy-production:
            if: github.ref == 'refs/heads/main'
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: «kubectl apply -f k8s/»
      `,
    },
    {
      title: 'a newer run stops the older one halfway',
      bad: sample`
        on: { push: { branches: [main] } }
        concurrency:
          group: \${{ github.workflow }}-\${{ github.ref }}
          cancel-in-progress: true
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: «helm upgrade --install shop chart/»
      `,
      good: sample`
        on: { push: { branches: [main] }, pull_request: }
        concurrency:
          group: \${{ github.workflow }}-\${{ github.ref }}
          cancel-in-progress: \${{ github.event_name == 'pull_request' }}
        jobs:
          production:
            if: github.event_name == 'push'
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: helm upgrade --install shop chart/
      `,
    },
    {
      title: 'a group that no other run is in',
      bad: sample`
        on: { push: { branches: [main] } }
        concurrency:
          group: ci-\${{ github.head_ref || github.run_id }}
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: «helm upgrade --install shop chart/»
      `,
    },
    {
      title: 'tools with a lock of their own, and what one person starts in an environment',
      good: {
        '.github/workflows/infrastructure.yml': sample`
          on: { push: { branches: [main] } }
          jobs:
            production:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: terraform apply plan.out
        `,
        '.github/workflows/by-hand.yml': sample`
          on: workflow_dispatch
          jobs:
            production:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: kubectl apply -f k8s/
        `,
      },
    },
  ],
});

interface Words {
  readonly message: string;
  readonly note?: string;
}

const faults: Readonly<Record<string, ((where: string, tool: string) => Words) | undefined>> = {
  none: (where, tool) => ({ message: `Two runs can change ${where} with ${tool} at the same time` }),
  'group of its own': (where, tool) => ({
    message: `Two runs can change ${where} with ${tool} at the same time`,
    note: 'This group is another one in each run',
  }),
  cancels: (where, tool) => ({
    message: `A newer run can stop ${tool} halfway through ${where}`,
    note: 'Ends the run that is under way',
  }),
};
