import { answerForTargets, keyOfTarget, nameOfDeploy, targetsOfClass } from '../../analysis/delivery/asked.ts';
import { haveOwnBranches, stagingFirst } from '../../analysis/delivery/staging.ts';
import { targetsOf } from '../../analysis/targets/targets.ts';
import { code } from '../../core/message.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'skipped-staging',
  title: 'Production does not wait for staging',
  category: 'delivery',
  severity: 'low',
  since: '0.1.0',
  on: ['repository'],
  options: {
    'branch-per-environment': {
      type: 'boolean',
      default: false,
      description: 'Each environment has a branch of its own, and what is on staging is merged into the next one.',
    },
  },
  why: 'What fails on staging reaches users all the same: a rehearsal that nothing waits for prevents nothing.',
  remedy: 'Let the production job need the staging job, or release to production by tag what staging already runs.',
  references: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds',
    'https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/control-deployments',
  ],
  sameAs: [],
  applies(repository) {
    const answer = answerForTargets(repository, 'production');
    if (answer.answer !== 'applies' || targetsOfClass(repository, 'staging').length > 0) return answer;
    return { answer: 'does not apply', reason: 'no job deploys to staging' };
  },
  *check(repository, { options }) {
    const targets = targetsOf(repository);
    for (const target of targetsOfClass(repository, 'production')) {
      const { kind, staging } = stagingFirst(target, targets, repository);
      if (kind !== 'none' || !staging) continue;
      if (options['branch-per-environment'] && haveOwnBranches(staging, target, repository)) continue;
      yield {
        at: target.first.at,
        key: keyOfTarget(target),
        message: `${code(nameOfDeploy(target.first))} brings to production what may never have been on staging`,
        related: [{ at: staging.first.at, message: 'Changes staging' }],
      };
    }
  },
  examples: [
    {
      bad: sample`
        on: { push: { branches: [main, develop] } }
        jobs:
          build:
            runs-on: ubuntu-latest
            steps: [{ run: npm run build }]
          deploy-staging:
            needs: build
            if: github.ref == 'refs/heads/develop'
            runs-on: ubuntu-latest
            environment: staging
            steps:
              - run: kubectl apply -f k8s/
          deploy-production:
            needs: build
            if: github.ref == 'refs/heads/main'
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: «kubectl apply -f k8s/»
      `,
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          deploy-staging:
            runs-on: ubuntu-latest
            environment: staging
            steps:
              - run: kubectl apply -f k8s/
          deploy-production:
            needs: deploy-staging
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: kubectl apply -f k8s/
      `,
    },
    {
      title: 'A branch for each environment, as the policy says; from one branch it is skipped all the same',
      options: { 'branch-per-environment': true },
      bad: sample`
        on: { push: { branches: [main] } }
        jobs:
          deploy-staging:
            runs-on: ubuntu-latest
            environment: staging
            steps:
              - run: kubectl apply -f k8s/
          deploy-production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: «kubectl apply -f k8s/»
      `,
      good: sample`
        on: { push: { branches: [main, develop] } }
        jobs:
          deploy-staging:
            if: github.ref == 'refs/heads/develop'
            runs-on: ubuntu-latest
            environment: staging
            steps:
              - run: kubectl apply -f k8s/
          deploy-production:
            if: github.ref == 'refs/heads/main'
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: kubectl apply -f k8s/
      `,
    },
    {
      title: 'by tag what the default branch has brought to staging',
      good: {
        '.github/workflows/staging.yml': sample`
          on: { push: { branches: [main] } }
          jobs:
            deploy:
              runs-on: ubuntu-latest
              environment: staging
              steps:
                - run: kubectl apply -f k8s/
        `,
        '.github/workflows/production.yml': sample`
          on: { push: { tags: ['v*'] } }
          jobs:
            deploy:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: kubectl apply -f k8s/
        `,
      },
    },
    {
      title: 'a workflow that follows the one for staging',
      good: {
        '.github/workflows/staging.yml': sample`
          name: Staging
          on: { push: { branches: [main] } }
          jobs:
            deploy:
              runs-on: ubuntu-latest
              environment: staging
              steps:
                - run: kubectl apply -f k8s/
        `,
        '.github/workflows/production.yml': sample`
          on: { workflow_run: { workflows: [Staging], types: [completed] } }
          jobs:
            deploy:
              if: github.event.workflow_run.conclusion == 'success'
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: kubectl apply -f k8s/
        `,
      },
    },
    {
      title: 'two things that have nothing to do with each other',
      good: {
        '.github/workflows/api.yml': sample`
          on: { push: { branches: [main] } }
          jobs:
            deploy:
              runs-on: ubuntu-latest
              environment: staging
              steps:
                - run: helm upgrade --install api chart/
        `,
        '.github/workflows/site.yml': sample`
          on: { push: { branches: [main] } }
          jobs:
            deploy:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: vercel deploy --prod
        `,
      },
    },
  ],
});
