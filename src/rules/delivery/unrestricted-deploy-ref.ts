import { answerForTargets, keyOfTarget, nameOfDeploy } from '../../analysis/delivery/asked.ts';
import { type OpenDelivery, openDeliveriesOf } from '../../analysis/delivery/open-deliveries.ts';
import type { OpenWay } from '../../analysis/delivery/reach.ts';
import { code } from '../../core/message.ts';
import type { Severity } from '../../core/severity.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'unrestricted-deploy-ref',
  title: 'Any branch can be deployed or published',
  category: 'delivery',
  severity: 'medium',
  since: '0.1.0',
  on: ['repository'],
  why: 'What nobody has reviewed, and what branch protection has never seen, replaces what users run, install or read.',
  remedy:
    'Limit the event to the branches that may be delivered, or give the job an `environment` that only takes those.',
  references: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments#deployment-branches-and-tags',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onpushbranchestagsbranches-ignoretags-ignore',
  ],
  sameAs: [],
  applies: (repository) => answerForTargets(repository, 'production', 'docs', 'publish'),
  *check(repository) {
    for (const delivery of openDeliveriesOf(repository)) {
      const { target, by, way, certainty } = delivery;
      yield {
        at: by.at,
        key: keyOfTarget(target),
        severity: target.class === 'docs' ? 'low' : severities[way.kind],
        certainty,
        message: messageOf(delivery),
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
            env: { KUBECONFIG: '\${{ secrets.KUBE_CONFIG }}' }
            steps: [{ run: npm test }, { run: «kubectl apply -f k8s/ --namespace production» }]
      `,
      good: sample`
        on: push
        jobs:
          production:
            if: github.ref == 'refs/heads/main'
            runs-on: ubuntu-latest
            env: { KUBECONFIG: '\${{ secrets.KUBE_CONFIG }}' }
            steps: [{ run: npm test }, { run: kubectl apply -f k8s/ --namespace production }]
      `,
    },
    {
      title: 'a pull request that is not merged yet',
      bad: sample`
        on: { push: { branches: [main] }, pull_request: }
        jobs:
          production:
            runs-on: ubuntu-latest
            env: { KUBECONFIG: '\${{ secrets.KUBECONFIG_PATH }}' }
            steps: [{ run: «kubectl apply -f k8s/ --namespace production» }]
      `,
      good: sample`
        on: { push: { branches: [main] }, pull_request: }
        jobs:
          production:
            if: github.event_name == 'push'
            runs-on: ubuntu-latest
            env: { KUBECONFIG: '\${{ secrets.KUBECONFIG_PATH }}' }
            steps: [{ run: kubectl apply -f k8s/ --namespace production }]
      `,
    },
    {
      title: 'started by hand from any branch',
      bad: sample`
        on: workflow_dispatch
        jobs:
          production:
            runs-on: ubuntu-latest
            steps: [{ uses: actions/checkout@v6 }, { run: «kubectl apply -f k8s/ --namespace production» }]
      `,
      good: sample`
        on: workflow_dispatch
        jobs:
          production:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v6
              - run: if [ "$GITHUB_REF" != refs/heads/main ]; then exit 1; fi
              - run: kubectl apply -f k8s/ --namespace production
          pinned:
            runs-on: ubuntu-latest
            steps:
              - { uses: actions/checkout@v6, with: { ref: main } }
              - run: kubectl apply -f k8s/ --namespace production
          rollback:
            runs-on: ubuntu-latest
            steps: [{ run: kubectl set image deployment/shop shop=example/shop:previous -n production }]
      `,
    },
    {
      title: 'an input that is checked out, environment or not',
      bad: sample`
        on: { workflow_dispatch: { inputs: { ref: { type: string } } } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - { uses: actions/checkout@v6, with: { ref: '\${{ inputs.ref }}' } }
              - run: «kubectl apply -f k8s/»
      `,
      good: sample`
        on: { workflow_dispatch: { inputs: { ref: { type: choice, options: [main, stable] } } } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - { uses: actions/checkout@v6, with: { ref: '\${{ inputs.ref }}' } }
              - run: kubectl apply -f k8s/
      `,
    },
    {
      title: 'an environment may take some branches only, and what only the run knows may keep branches out',
      good: sample`
        on: push
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps: [{ run: kubectl apply -f k8s/ }]
          plan:
            runs-on: ubuntu-latest
            outputs: { go: \${{ steps.plan.outputs.go }} }
            steps:
              - { id: plan, run: ./ci/plan.sh >> "$GITHUB_OUTPUT" }
          planned:
            needs: plan
            if: needs.plan.outputs.go == 'yes'
            runs-on: ubuntu-latest
            steps: [{ run: kubectl apply -f k8s/ --namespace production }]
      `,
    },
    {
      title: 'a documentation site',
      bad: {
        '.github/workflows/docs.yml': sample`
          on: push
          jobs:
            docs:
              runs-on: ubuntu-latest
              permissions: { contents: write }
              steps: [{ run: «mkdocs gh-deploy --force» }]
        `,
        '.github/workflows/book.yml': sample`
          on: { push: { branches: [main] }, pull_request: }
          jobs:
            book:
              runs-on: ubuntu-latest
              steps:
                - uses: «peaceiris/actions-gh-pages@v4»
                  with: { github_token: '\${{ github.token }}', publish_dir: book }
        `,
      },
      good: {
        '.github/workflows/docs.yml': sample`
          on: push
          jobs:
            docs:
              if: github.ref_name == github.event.repository.default_branch
              runs-on: ubuntu-latest
              permissions: { contents: write }
              steps: [{ run: mkdocs gh-deploy --force }]
            pages:
              runs-on: ubuntu-latest
              environment: github-pages
              permissions: { pages: write, id-token: write }
              steps: [{ uses: actions/deploy-pages@v4 }]
        `,
        '.github/workflows/book.yml': sample`
          on: { push: { branches: [main] }, pull_request: }
          jobs:
            book:
              runs-on: ubuntu-latest
              steps:
                - uses: peaceiris/actions-gh-pages@v4
                  if: github.event_name == 'push'
                  with: { github_token: '\${{ github.token }}', publish_dir: book }
                - uses: peaceiris/actions-gh-pages@v4
                  with: { github_token: '\${{ github.token }}', destination_dir: 'of/\${{ github.ref_name }}' }
                - run: netlify deploy --dir book
                  env: { NETLIFY_AUTH_TOKEN: '\${{ secrets.NETLIFY_AUTH_TOKEN }}' }
        `,
      },
    },
    {
      title: 'packages, releases and images that people take for the release',
      bad: {
        '.github/workflows/package.yml': sample`
          on: push
          jobs:
            publish:
              runs-on: ubuntu-latest
              env: { NODE_AUTH_TOKEN: '\${{ secrets.REGISTRY_TOKEN }}' }
              steps: [{ run: npm ci }, { run: «npm publish» }]
        `,
        '.github/workflows/image.yml': sample`
          on: { push: { branches: ['**'] } }
          jobs:
            image:
              runs-on: ubuntu-latest
              steps:
                - uses: docker/login-action@v3
                - id: meta
                  uses: docker/metadata-action@v5
                  with:
                    images: example/shop
                    tags: |
                      type=sha
                      type=raw,value=latest
                - uses: «docker/build-push-action@v6»
                  with: { push: true, tags: '\${{ steps.meta.outputs.tags }}' }
            release:
              runs-on: ubuntu-latest
              permissions: { contents: write }
              steps: [{ run: «gh release create v1.0.$GITHUB_RUN_NUMBER app.zip» }]
        `,
      },
      good: {
        '.github/workflows/package.yml': sample`
          on: push
          jobs:
            publish:
              if: startsWith(github.ref, 'refs/tags/v')
              runs-on: ubuntu-latest
              env: { NODE_AUTH_TOKEN: '\${{ secrets.REGISTRY_TOKEN }}' }
              steps: [{ run: npm ci }, { run: npm publish }]
        `,
        '.github/workflows/image.yml': sample`
          on: { push: { branches: ['**'] } }
          jobs:
            image:
              runs-on: ubuntu-latest
              steps:
                - uses: docker/login-action@v3
                - id: meta
                  uses: docker/metadata-action@v5
                  with:
                    images: example/shop
                    tags: |
                      type=ref,event=branch
                      type=raw,value=latest,enable={{is_default_branch}}
                - uses: docker/build-push-action@v6
                  with: { push: true, tags: '\${{ steps.meta.outputs.tags }}' }
            release:
              runs-on: ubuntu-latest
              permissions: { contents: write }
              steps: [{ run: gh release create build-$GITHUB_RUN_NUMBER app.zip --prerelease }]
        `,
      },
    },
    {
      title: 'tools that choose the branch or the version themselves, and versions that the run makes',
      good: sample`
        on: push
        env: { NODE_AUTH_TOKEN: '\${{ secrets.REGISTRY_TOKEN }}' }
        jobs:
          semantic: { runs-on: ubuntu-latest, steps: [{ run: npx semantic-release }] }
          new-ones: { runs-on: ubuntu-latest, steps: [{ run: pnpm publish -r }] }
          asks-first: { runs-on: ubuntu-latest, steps: [{ run: npm view "shop@$NEXT" || npm publish }] }
          decided:
            runs-on: ubuntu-latest
            steps:
              - { id: changed, run: ./changed.sh }
              - { if: steps.changed.outputs.any == 'true', run: npm publish }
          of-this-commit:
            runs-on: ubuntu-latest
            steps: [{ run: npm version 0.0.0-$GITHUB_SHA }, { run: npm publish }]
      `,
    },
    {
      title: 'what a pull request publishes is told by itself, and what only other branches publish is no release',
      good: {
        '.github/workflows/both.yml': sample`
          on: [push, pull_request]
          env: { NODE_AUTH_TOKEN: '\${{ secrets.REGISTRY_TOKEN }}' }
          jobs:
            publish: { runs-on: ubuntu-latest, steps: [{ run: npm publish }] }
        `,
        '.github/workflows/branches.yml': sample`
          on: { push: { branches: ['**', '!main'] } }
          jobs:
            image:
              runs-on: ubuntu-latest
              steps: [{ uses: docker/login-action@v3 }, { run: docker build -t example/shop:latest --push . }]
        `,
      },
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

function messageOf({ target, by, way: { kind, input }, what }: OpenDelivery): string {
  const tool = code(nameOfDeploy(by));
  if (target.class === 'publish') return `A push to any branch publishes ${what} with ${tool}`;
  switch (kind) {
    case 'any branch':
      return `A push to any branch changes ${what} with ${tool}`;
    case 'pull request':
      return `A pull request changes ${what} with ${tool} before it is merged`;
    case 'free ref':
      return `Input ${code(input ?? '')} decides which commit ${tool} brings to ${what}`;
    case 'run before':
      return `The branch of whatever run came before is what ${tool} brings to ${what}`;
    case 'dispatch':
      return `Whoever starts the workflow by hand can bring any branch to ${what} with ${tool}`;
  }
}

const notes: Readonly<Record<OpenWay['kind'], string>> = {
  'any branch': 'Names no branch',
  'pull request': 'Starts it for code that is not merged',
  'free ref': 'Checked out as it is given',
  'run before': 'Checks out the commit of that run',
  dispatch: 'Lets one pick any branch or tag',
};
