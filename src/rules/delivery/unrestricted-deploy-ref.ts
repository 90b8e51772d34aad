import {
  answerForTargets,
  certaintyOfTarget,
  keyOfTarget,
  nameOfDeploy,
  targetsOfClass,
} from '../../analysis/delivery/asked.ts';
import { findOpenWay, type OpenWay } from '../../analysis/delivery/reach.ts';
import { code } from '../../core/message.ts';
import type { Severity } from '../../core/severity.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'unrestricted-deploy-ref',
  title: 'Any branch can be deployed to production',
  category: 'delivery',
  severity: 'medium',
  since: '0.1.0',
  on: ['repository'],
  why: 'What nobody has reviewed, and what branch protection has never seen, replaces what users run.',
  remedy:
    'Limit the event to the branches that may be deployed, or give the job an `environment` that only takes those.',
  references: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments#deployment-branches-and-tags',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onpushbranchestagsbranches-ignoretags-ignore',
  ],
  sameAs: [],
  applies: (repository) => answerForTargets(repository, 'production'),
  *check(repository) {
    for (const target of targetsOfClass(repository, 'production')) {
      const way = findOpenWay(target, repository);
      if (!way) continue;
      yield {
        at: target.first.at,
        key: keyOfTarget(target),
        severity: severities[way.kind],
        certainty: certaintyOfTarget(target),
        message: messageOf(way, code(nameOfDeploy(target.first))),
        related: [{ at: way.at, message: notes[way.kind] }],
      };
    }
  },
  examples: [
    {
      bad: sample`
        on: push
        jobs:
          production:
            runs-on: ubuntu-latest
            steps:
              - run: npm test
              - run: «kubectl apply -f k8s/ --namespace production»
                env: { KUBECONFIG: '\${{ secrets.KUBE_CONFIG }}' }
      `,
      good: sample`
        on: push
        jobs:
          production:
            if: github.ref == 'refs/heads/main'
            runs-on: ubuntu-latest
            steps:
              - run: npm test
              - run: kubectl apply -f k8s/ --namespace production
                env: { KUBECONFIG: '\${{ secrets.KUBE_CONFIG }}' }
      `,
    },
    {
      title: 'a pull request that is not merged yet',
      bad: sample`
        on:
          pull_request:
          push: { branches: [main] }
        jobs:
          production:
            runs-on: ubuntu-latest
            steps:
              - run: «kubectl apply -f k8s/ --namespace production»
                env: { KUBECONFIG: '\${{ secrets.KUBECONFIG_PATH }}' }
      `,
      good: sample`
        on:
          pull_request:
          push: { branches: [main] }
        jobs:
          production:
            if: github.event_name == 'push'
            runs-on: ubuntu-latest
            steps:
              - run: kubectl apply -f k8s/ --namespace production
                env: { KUBECONFIG: '\${{ secrets.KUBECONFIG_PATH }}' }
      `,
    },
    {
      title: 'started by hand from any branch',
      bad: sample`
        on: workflow_dispatch
        jobs:
          production:
            runs-on: ubuntu-latest
            steps:
              - run: «kubectl apply -f k8s/ --namespace production»
      `,
      good: sample`
        on: workflow_dispatch
        jobs:
          production:
            runs-on: ubuntu-latest
            steps:
              - run: |
                  if [ "$GITHUB_REF" != refs/heads/main ]; then exit 1; fi
              - run: kubectl apply -f k8s/ --namespace production
      `,
    },
    {
      title: 'an input that is checked out, environment or not',
      bad: sample`
        on:
          workflow_dispatch:
            inputs:
              ref: { type: string }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - uses: actions/checkout@v6
                with: { ref: '\${{ inputs.ref }}' }
              - run: «kubectl apply -f k8s/»
      `,
      good: sample`
        on:
          workflow_dispatch:
            inputs:
              ref: { type: choice, options: [main, stable] }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - uses: actions/checkout@v6
                with: { ref: '\${{ inputs.ref }}' }
              - run: kubectl apply -f k8s/
      `,
    },
    {
      title: 'an environment may take some branches only',
      good: sample`
        on: push
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: kubectl apply -f k8s/
      `,
    },
    {
      title: 'what only the run knows may keep branches out',
      good: sample`
        on: push
        jobs:
          plan:
            runs-on: ubuntu-latest
            outputs: { go: \${{ steps.plan.outputs.go }} }
            steps:
              - id: plan
                run: ./ci/plan.sh >> "$GITHUB_OUTPUT"
          production:
            needs: plan
            if: needs.plan.outputs.go == 'yes'
            runs-on: ubuntu-latest
            steps:
              - run: kubectl apply -f k8s/ --namespace production
      `,
    },
  ],
});

const severities: Readonly<Record<OpenWay['kind'], Severity>> = {
  'any branch': 'medium',
  'pull request': 'medium',
  'free ref': 'medium',
  'run before': 'medium',
  dispatch: 'low',
};

function messageOf({ kind, input }: OpenWay, tool: string): string {
  switch (kind) {
    case 'any branch':
      return `A push to any branch changes production with ${tool}`;
    case 'pull request':
      return `A pull request changes production with ${tool} before it is merged`;
    case 'free ref':
      return `Input ${code(input ?? '')} decides which commit ${tool} brings to production`;
    case 'run before':
      return `The branch of whatever run came before is what ${tool} brings to production`;
    case 'dispatch':
      return `Whoever starts the workflow by hand can bring any branch to production with ${tool}`;
  }
}

const notes: Readonly<Record<OpenWay['kind'], string>> = {
  'any branch': 'Names no branch',
  'pull request': 'Starts it for code that is not merged',
  'free ref': 'Checked out as it is given',
  'run before': 'Checks out the commit of that run',
  dispatch: 'Lets one pick any branch or tag',
};
