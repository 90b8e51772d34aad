import { pullRequestPublishesOf, type PullRequestPublish } from '../../analysis/trust/pull-request-publishes.ts';
import { parseRunReference, shownName } from '../../analysis/images/run-references.ts';
import { code } from '../../core/message.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'publish-from-pull-request',
  title: 'A pull request publishes before it is merged',
  category: 'delivery',
  severity: 'medium',
  since: '0.1.0',
  on: ['repository'],
  why: 'Whoever can push a branch hands out code under the project’s name that nobody has reviewed; those who install it cannot tell it from a release.',
  remedy:
    "Publish from the default branch, a tag or a release only, for instance with `push: ${{ github.event_name != 'pull_request' }}`.",
  references: [
    'https://docs.docker.com/build/ci/github-actions/push-multi-registries/',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request',
  ],
  sameAs: [],
  *check(repository) {
    const seen = new Set<string>();
    for (const publish of pullRequestPublishesOf(repository)) {
      const { activity, at, certainty, guard } = publish;
      const job = `${activity.entry.workflow.file.path} ${activity.entry.id.text}`;
      if (seen.has(job)) continue;
      seen.add(job);
      yield {
        at,
        key: activity.tool,
        certainty,
        // Known to take the place of what everyone installs.
        ...(certainty === 'firm' ? { severity: 'high' as const } : {}),
        message: `Every pull request from this repository publishes ${subjectOf(publish)} with ${publish.rights}${guard ? `, behind ${guard.what}` : ''}`,
      };
    }
  },
  examples: [
    {
      bad: sample`
        on:
          push:
            branches: [main]
          pull_request:
        jobs:
          image:
            runs-on: ubuntu-latest
            permissions:
              packages: write
            steps:
              - uses: docker/login-action@v3
                with:
                  registry: ghcr.io
                  username: \${{ github.actor }}
                  password: \${{ secrets.GITHUB_TOKEN }}
              - uses: docker/build-push-action@v6
                with:
                  «push: true»
                  tags: ghcr.io/example/shop:latest
      `,
      good: sample`
        on:
          push:
            branches: [main]
          pull_request:
        jobs:
          image:
            runs-on: ubuntu-latest
            permissions:
              packages: write
            steps:
              - uses: docker/login-action@v3
                with:
                  registry: ghcr.io
                  username: \${{ github.actor }}
                  password: \${{ secrets.GITHUB_TOKEN }}
              - uses: docker/build-push-action@v6
                with:
                  push: \${{ github.event_name != 'pull_request' }}
                  tags: ghcr.io/example/shop:latest
      `,
    },
    {
      title: 'a package, with the secret of the registry',
      bad: sample`
        on: [push, pull_request]
        jobs:
          package:
            runs-on: ubuntu-latest
            steps:
              - run: npm ci
              - run: «npm publish»
                env:
                  NODE_AUTH_TOKEN: \${{ secrets.REGISTRY_TOKEN }}
      `,
      good: sample`
        on: [push, pull_request]
        jobs:
          package:
            if: github.ref == 'refs/heads/main'
            runs-on: ubuntu-latest
            steps:
              - run: npm publish
                env:
                  NODE_AUTH_TOKEN: \${{ secrets.REGISTRY_TOKEN }}
          dry:
            runs-on: ubuntu-latest
            steps:
              - run: npm publish --dry-run
                env:
                  NODE_AUTH_TOKEN: \${{ secrets.REGISTRY_TOKEN }}
          merged:
            if: github.event.pull_request.merged == true
            runs-on: ubuntu-latest
            steps:
              - run: npm publish
                env:
                  NODE_AUTH_TOKEN: \${{ secrets.REGISTRY_TOKEN }}
          same:
            if: github.event.pull_request.head.repo.full_name == github.repository
            runs-on: ubuntu-latest
            steps:
              - run: npm publish
                env:
                  NODE_AUTH_TOKEN: \${{ secrets.REGISTRY_TOKEN }}
      `,
    },
    {
      title: 'a preview under a tag of its own, a login that pull requests do not get, what only the run knows',
      good: sample`
        on: pull_request
        jobs:
          preview:
            runs-on: ubuntu-latest
            permissions:
              packages: write
            steps:
              - uses: docker/login-action@v3
              - run: docker build -t ghcr.io/example/shop:pr-\${{ github.event.number }} --push .
          later:
            runs-on: ubuntu-latest
            permissions:
              packages: write
            steps:
              - uses: docker/login-action@v3
                if: github.event_name == 'push'
              - run: docker build -t ghcr.io/example/shop:latest --push .
          asks:
            runs-on: ubuntu-latest
            permissions:
              packages: write
            steps:
              - uses: docker/login-action@v3
              - id: decide
                run: ./decide.sh
              - uses: docker/build-push-action@v6
                with:
                  push: \${{ steps.decide.outputs.push }}
                  tags: ghcr.io/example/shop:latest
              - if: steps.decide.outputs.push == 'true'
                run: docker push ghcr.io/example/shop:latest
      `,
    },
    {
      title: 'by a workflow that is called, as its caller says',
      bad: {
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            image:
              uses: «./.github/workflows/image.yml»
              with:
                push: true
              secrets: inherit
            check:
              uses: ./.github/workflows/image.yml
              with:
                push: false
              secrets: inherit
        `,
        '.github/workflows/image.yml': sample`
          on:
            workflow_call:
              inputs:
                push:
                  type: boolean
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: docker/login-action@v3
                - uses: docker/build-push-action@v6
                  with:
                    push: \${{ inputs.push }}
                    tags: example/shop:latest
        `,
      },
    },
    {
      title: 'behind an environment it counts as a lead',
      bad: sample`
        on: pull_request
        jobs:
          release:
            runs-on: ubuntu-latest
            environment: release
            permissions:
              contents: write
            steps:
              - run: «gh release upload v1 app.zip --clobber»
      `,
    },
  ],
});

function subjectOf({ images, activity }: PullRequestPublish): string {
  const [name] = images.flatMap((image) => shownName(parseRunReference(image).name) ?? []);
  const what = things[activity.sort ?? ''] ?? 'a package';
  return name === undefined ? `${what} by ${code(activity.tool)}` : code(name);
}

const things: Readonly<Partial<Record<string, string>>> = {
  image: 'an image',
  release: 'a release',
  store: 'an application',
};
