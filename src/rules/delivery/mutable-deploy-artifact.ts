import { certaintyOfTarget, keyOfTarget, targetsOfClass } from '../../analysis/delivery/asked.ts';
import { findMovingImage, findRebuild, isOnlyMoving, type MovingImage } from '../../analysis/images/moving-images.ts';
import { publishedImagesOf } from '../../analysis/images/published-images.ts';
import { parseRunReference, shownName } from '../../analysis/images/run-references.ts';
import { code } from '../../core/message.ts';
import type { Problem } from '../../core/problem.ts';
import type { Repository } from '../../documents/document.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'mutable-deploy-artifact',
  title: 'What runs cannot be told from its name',
  category: 'delivery',
  severity: 'medium',
  since: '0.1.0',
  on: ['repository'],
  why: 'A name that moves on says neither which build runs nor which one ran before: a restart may bring other code, and there is nothing to go back to.',
  remedy:
    'Deploy what was built and tried once, by its digest or a tag of its commit: `image@${{ steps.build.outputs.digest }}`.',
  references: [
    'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
  ],
  sameAs: [],
  *check(repository) {
    const told = new Set<string>();
    const staging = targetsOfClass(repository, 'staging');
    for (const target of targetsOfClass(repository, 'production')) {
      const certainty = certaintyOfTarget(target);
      const shared = { key: keyOfTarget(target) };
      const moving = findMovingImage(target, repository);
      if (moving) {
        told.add(parseRunReference(moving.reference).name);
        yield {
          ...shared,
          at: moving.at,
          certainty: moving.certainty === 'firm' ? certainty : 'tentative',
          message: `Production runs ${nameOf(moving)}, whatever that is when it starts`,
          ...(moving.related ? { related: [{ at: moving.related, message: 'The image is named here' }] } : {}),
        };
        continue;
      }
      const rebuild = findRebuild(target, staging, repository);
      if (!rebuild) continue;
      yield {
        ...shared,
        at: rebuild.activity.at,
        certainty: 'tentative',
        message: `Production gets another build of ${code(rebuild.build?.dockerfile ?? '')} than the one that staging tried`,
      };
    }
    yield* publishedByMovingTag(repository, told);
  },
  examples: [
    {
      bad: sample`
        on:
          push:
            branches: [main]
        jobs:
          deploy:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: docker build -t example/shop:\${{ github.sha }} . && docker push example/shop:\${{ github.sha }}
              - run: kubectl set image deployment/shop «shop=example/shop:latest»
      `,
      good: sample`
        on:
          push:
            branches: [main]
        jobs:
          deploy:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: docker build -t example/shop:\${{ github.sha }} . && docker push example/shop:\${{ github.sha }}
              - run: kubectl set image deployment/shop shop=example/shop:\${{ github.sha }}
      `,
    },
    {
      title: 'named by a manifest, or by nothing but the push',
      bad: {
        'k8s/shop.yaml': sample`
          kind: Deployment
          spec:
            template:
              spec:
                containers:
                  - name: shop
                    image: myshop:latest
                  - name: proxy
                    image: nginx:latest
        `,
        '.github/workflows/deploy.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            deploy:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - uses: actions/checkout@v6
                - run: docker build -t myshop:latest . && docker push myshop:latest
                - run: «kubectl apply -f k8s/shop.yaml»
        `,
        '.github/workflows/restart.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            restart:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: docker build -t example/web . && docker push example/web
                - run: «aws ecs update-service --cluster main --service web --force-new-deployment»
        `,
      },
      good: {
        'k8s/shop.yaml': sample`
          kind: Deployment
          spec:
            template:
              spec:
                containers:
                  - name: shop
                    image: myshop:latest
        `,
        '.github/workflows/deploy.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            deploy:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - uses: actions/checkout@v6
                - run: docker build -t myshop:$GITHUB_SHA . && docker push myshop:$GITHUB_SHA
                - run: sed -i "s/latest/$GITHUB_SHA/" k8s/shop.yaml
                - run: kubectl apply -f k8s/shop.yaml
        `,
      },
    },
    {
      title: 'a Compose file on a server',
      bad: {
        'docker-compose.yml': sample`
          services:
            api:
              image: myapp:latest
            cache:
              image: redis
        `,
        '.github/workflows/deploy.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            deploy:
              runs-on: [self-hosted, production]
              environment: production
              steps:
                - uses: actions/checkout@v6
                - run: «docker --context live compose up -d»
        `,
      },
    },
    {
      title: 'a branch of many builds, a tag of one',
      bad: sample`
        on:
          push:
            branches: [main]
        jobs:
          deploy:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: gcloud run deploy shop «--image=ghcr.io/example/shop:\${{ github.ref_name }}»
      `,
      good: sample`
        on:
          release:
            types: [published]
        jobs:
          deploy:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: gcloud run deploy shop --image=ghcr.io/example/shop:\${{ github.ref_name }}
      `,
    },
    {
      title: 'built once for staging and once more for production',
      bad: {
        Dockerfile: sample`
          FROM node:24.1
          COPY . .
        `,
        '.github/workflows/deploy.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            staging:
              runs-on: ubuntu-latest
              environment: staging
              steps:
                - uses: actions/checkout@v6
                - run: docker build -t example/shop:stage-$GITHUB_SHA --push .
                - run: kubectl set image deployment/shop shop=example/shop:stage-$GITHUB_SHA
            production:
              needs: staging
              runs-on: ubuntu-latest
              environment: production
              steps:
                - uses: actions/checkout@v6
                - run: «docker build -t example/shop:prod-$GITHUB_SHA --push .»
                - run: kubectl set image deployment/shop shop=example/shop:prod-$GITHUB_SHA
        `,
      },
      good: {
        Dockerfile: sample`
          FROM node:24.1
          COPY . .
        `,
        '.github/workflows/deploy.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            build:
              runs-on: ubuntu-latest
              outputs:
                digest: \${{ steps.build.outputs.digest }}
              steps:
                - uses: docker/build-push-action@v6
                  id: build
                  with: { push: true, tags: 'example/shop:latest,example/shop:1.4' }
            staging:
              needs: build
              runs-on: ubuntu-latest
              environment: staging
              steps:
                - run: kubectl set image deployment/shop shop=example/shop@\${{ needs.build.outputs.digest }}
            production:
              needs: [build, staging]
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: kubectl set image deployment/shop shop=example/shop@\${{ needs.build.outputs.digest }}
        `,
      },
    },
    {
      title: 'published for others under no other name',
      bad: sample`
        on:
          push:
            branches: [main]
        jobs:
          image:
            runs-on: ubuntu-latest
            steps:
              - uses: «docker/build-push-action@v6»
                with:
                  push: true
                  tags: ghcr.io/example/shop:latest
      `,
      good: sample`
        on:
          push:
            branches: [main]
        jobs:
          image:
            runs-on: ubuntu-latest
            steps:
              - uses: docker/build-push-action@v6
                with:
                  push: true
                  tags: |
                    ghcr.io/example/shop:latest
                    ghcr.io/example/shop:\${{ github.sha }}
      `,
    },
  ],
});

/** A chart knows the name and is handed the tag alone. */
const nameOf = ({ reference }: MovingImage): string =>
  reference.startsWith(':') ? `the tag ${code(reference.slice(1))}` : code(shownName(reference) ?? reference);

/** Images that are handed out under moving tags alone: one finding for all of them. */
function* publishedByMovingTag(repository: Repository, told: ReadonlySet<string>): Iterable<Problem> {
  const published = publishedImagesOf(repository);
  const moving = published.filter(({ references: [first] }) => {
    if (!first || told.has(first.name)) return false;
    const alike = published.filter(({ references }) => references.some(({ name }) => name === first.name));
    return alike.every((image) => isOnlyMoving(image, repository));
  });
  const [first] = moving;
  if (!first) return;
  const names = [...new Set(moving.map(({ references: [own] }) => own?.name ?? ''))];
  const tags = [...new Set(moving.flatMap(({ references }) => references.map(({ tag }) => tag ?? 'latest')))];
  const others =
    names.length === 1
      ? ' is'
      : ` and ${(names.length - 1).toString()} other image${names.length === 2 ? '' : 's'} are`;
  yield {
    at: first.pushedBy.at,
    key: 'published',
    ofRepository: true,
    severity: 'low',
    message: `${code(shownName(names[0] ?? '') ?? '')}${others} published under ${tags.map(code).join(', ')} alone, and each build takes the place of the last`,
  };
}
