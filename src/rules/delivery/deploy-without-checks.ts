import {
  answerForTargets,
  arrivalOf,
  keyOfTarget,
  nameOfDeploy,
  targetsOfClass,
} from '../../analysis/delivery/asked.ts';
import { type Checks, checksBefore } from '../../analysis/delivery/checks.ts';
import { code } from '../../core/message.ts';
import type { Related } from '../../core/problem.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'deploy-without-checks',
  title: 'A deploy that waits for no test or scan',
  category: 'delivery',
  severity: 'low',
  since: '0.1.0',
  on: ['repository'],
  why: 'A commit that breaks the tests goes to users all the same, whether or not another workflow turns red at that moment.',
  remedy: 'Let the deploy job need the job that tests (`needs: test`), or start it after a run that has succeeded.',
  references: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflow_run',
  ],
  sameAs: [],
  applies: (repository) => answerForTargets(repository, 'production'),
  *check(repository) {
    for (const target of targetsOfClass(repository, 'production')) {
      const checks = checksBefore(target, repository);
      const deploy = arrivalOf(target);
      const message = messageOf(checks, code(target.job.id.text), code(nameOfDeploy(deploy)));
      if (message === undefined) continue;
      yield {
        at: deploy.at,
        key: keyOfTarget(target),
        certainty: 'tentative',
        message,
        related: relatedOf(checks),
      };
    }
  },
  examples: [
    {
      bad: sample`
        on: { push: { branches: [main] } }
        jobs:
          test:
            runs-on: ubuntu-latest
            steps: [{ run: npm test }]
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: «kubectl apply -f k8s/»
      `,
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          test:
            runs-on: ubuntu-latest
            steps: [{ run: npm test }]
          production:
            needs: test
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: kubectl apply -f k8s/
      `,
    },
    {
      title: 'a job that goes on whatever came of the one before',
      bad: sample`
        on: { push: { branches: [main] } }
        jobs:
          test:
            runs-on: ubuntu-latest
            steps: [{ run: npm test }]
          production:
            needs: test
            if: always()
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: «kubectl apply -f k8s/»
      `,
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          test:
            runs-on: ubuntu-latest
            steps: [{ run: npm test }]
          production:
            needs: test
            if: always() && needs.test.result == 'success'
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: kubectl apply -f k8s/
      `,
    },
    {
      title: 'after a run, and after a run that has succeeded',
      bad: {
        '.github/workflows/ci.yml': sample`
          name: CI
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: npm test }]
        `,
        '.github/workflows/deploy.yml': sample`
          on: { workflow_run: { workflows: [CI], branches: [main], types: [completed] } }
          jobs:
            production:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: «kubectl apply -f k8s/»
        `,
      },
      good: {
        '.github/workflows/ci.yml': sample`
          name: CI
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: npm test }]
        `,
        '.github/workflows/deploy.yml': sample`
          on: { workflow_run: { workflows: [CI], branches: [main], types: [completed] } }
          jobs:
            production:
              if: github.event.workflow_run.conclusion == 'success'
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: kubectl apply -f k8s/
        `,
      },
    },
    {
      title: 'a test whose failure is ignored, and one in a comment',
      bad: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              # npm test
              - run: npm test || true
              - run: «kubectl apply -f k8s/»
      `,
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: npm test
              - run: kubectl apply -f k8s/
      `,
    },
    {
      title: 'a plan stands before infrastructure, and the start by hand of a version that was built before',
      good: {
        '.github/workflows/infrastructure.yml': sample`
          on: { push: { branches: [main] } }
          jobs:
            production:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: terraform plan -out plan.out
                - run: terraform apply plan.out
        `,
        '.github/workflows/promote.yml': sample`
          on: { workflow_dispatch: { inputs: { tag: { type: string, required: true } } } }
          jobs:
            production:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: kubectl set image deployment/shop shop=ghcr.io/acme/shop:\${{ inputs.tag }}
        `,
      },
    },
    {
      title: 'checks of the commit that run elsewhere',
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - uses: lewagon/wait-on-check-action@v1
                with: { ref: main, check-name: test }
              - run: kubectl apply -f k8s/
      `,
    },
    {
      title: 'another system that may test',
      good: {
        '.circleci/config.yml': sample`
          version: 2.1
        `,
        '.github/workflows/deploy.yml': sample`
          on: { push: { branches: [main] } }
          jobs:
            production:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: kubectl apply -f k8s/
        `,
      },
    },
    {
      title: 'staging is there to try things',
      good: sample`
        on: { push: { branches: [develop] } }
        jobs:
          staging:
            runs-on: ubuntu-latest
            environment: staging
            steps:
              - run: kubectl apply -f k8s/
      `,
    },
  ],
});

function messageOf({ kind, by }: Checks, job: string, tool: string): string | undefined {
  switch (kind) {
    case 'none':
      return `No test or scan stands between a commit and ${tool} in production`;
    case 'not waited for':
      return `Job ${job} changes production with ${tool} without waiting for ${code(by ?? '')}`;
    case 'whatever came out':
      return `Job ${job} changes production with ${tool} whether or not ${code(by ?? '')} has passed`;
    case 'muted':
      return `No test or scan that ${tool} in production waits for can fail`;
    case 'checked':
    case 'unknown':
      return undefined;
  }
}

function relatedOf({ kind, at, by }: Checks): readonly Related[] {
  if (!at) return [];
  if (kind === 'not waited for') return [{ at, message: 'Tests or scans, and nothing waits for it' }];
  if (kind === 'whatever came out') return [{ at, message: 'Starts after failed runs as well' }];
  return [{ at, message: `${code(by ?? '')} lets it pass whatever it finds` }];
}
