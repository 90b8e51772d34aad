import { evidenceFor, findOnlyMuted } from '../../analysis/gates/gates.ts';
import { activitiesIn } from '../../analysis/activities/activities.ts';
import { mayBeScannedThere, publishedImagesOf, type PublishedImage } from '../../analysis/images/published-images.ts';
import { shownName } from '../../analysis/images/run-references.ts';
import { unreadScannersOf } from '../../analysis/gates/unread-scanners.ts';
import { code } from '../../core/message.ts';
import type { Repository } from '../../documents/document.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'no-image-scan',
  title: 'A published image that nothing scans',
  category: 'testing',
  severity: 'low',
  since: '0.1.0',
  on: ['repository'],
  family: 'missing-gate',
  why: 'An image carries an operating system and libraries that no manifest of the repository lists; their known holes go out with every release.',
  remedy:
    'Scan the image before it is pushed, or on a schedule by the tag that is pushed, with `aquasecurity/trivy-action`, `anchore/scan-action` or `docker/scout-action`.',
  references: [
    'https://docs.docker.com/scout/integrations/ci/gha/',
    'https://trivy.dev/latest/docs/target/container_image/',
  ],
  sameAs: [],
  applies(repository) {
    const published = publishedImagesOf(repository);
    if (published.length === 0)
      return { answer: 'does not apply', reason: 'no workflow publishes an image of its own' };
    if (unscannedOf(published, repository).length === 0)
      return { answer: 'applies', reason: 'what is published is scanned' };
    if (findOnlyMuted(evidenceFor('scan', 'image', repository)))
      return { answer: 'does not apply', reason: 'a scanner runs, but nothing heeds it' };
    const [unread] = unreadScannersOf(repository);
    if (unread !== undefined) return { answer: 'unknown', reason: `${unread} may scan the images` };
    if (unscannedOf(published, repository).every((image) => mayBeScannedThere(image, repository)))
      return { answer: 'unknown', reason: 'the registry may scan what it is sent' };
    return { answer: 'applies', reason: 'workflows publish images' };
  },
  *check(repository) {
    const published = publishedImagesOf(repository);
    const unscanned = unscannedOf(published, repository).filter((image) => !mayBeScannedThere(image, repository));
    const [first] = unscanned;
    if (!first) return;
    yield {
      at: first.pushedBy.at,
      key: 'image-scan',
      ofRepository: true,
      certainty: unscannedOf(published, repository).length === published.length ? 'firm' : 'tentative',
      message: `${subjectOf(unscanned, first)}, and no workflow scans ${namesOf(unscanned).length > 1 ? 'them' : 'it'}`,
    };
  },
  examples: [
    {
      bad: {
        Dockerfile: sample`
          FROM node:24.1
          COPY . .
        `,
        '.github/workflows/release.yml': sample`
          on:
            push:
              tags: ['v*']
          jobs:
            image:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                - uses: «docker/build-push-action@v6»
                  with:
                    push: true
                    tags: ghcr.io/example/shop:\${{ github.ref_name }}
        `,
      },
      good: {
        Dockerfile: sample`
          FROM node:24.1
          COPY . .
        `,
        '.github/workflows/release.yml': sample`
          on:
            push:
              tags: ['v*']
          jobs:
            image:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                - uses: docker/build-push-action@v6
                  with:
                    load: true
                    tags: shop:candidate
                - uses: aquasecurity/trivy-action@0.33.1
                  with:
                    image-ref: shop:candidate
                    exit-code: 1
                - uses: docker/build-push-action@v6
                  with:
                    push: true
                    tags: ghcr.io/example/shop:\${{ github.ref_name }}
        `,
      },
    },
    {
      title: 'scanned by its digest in another job, or on a schedule by its name',
      good: {
        'app/Dockerfile': sample`
          FROM node:24.1
          COPY . .
        `,
        'api/Dockerfile': sample`
          FROM node:24.1
          COPY . .
        `,
        '.github/workflows/release.yml': sample`
          on:
            push:
              branches: [main]
          env:
            IMAGE: ghcr.io/example/app
          jobs:
            build:
              runs-on: ubuntu-latest
              outputs:
                digest: \${{ steps.build.outputs.digest }}
              steps:
                - uses: docker/build-push-action@v6
                  id: build
                  with:
                    context: app
                    push: true
                    tags: \${{ env.IMAGE }}:\${{ github.sha }}
                - run: |
                    docker build -t "ghcr.io/example/api:$GITHUB_SHA" api
                    docker push "ghcr.io/example/api:$GITHUB_SHA"
            scan:
              needs: build
              runs-on: ubuntu-latest
              steps:
                - run: grype "$IMAGE@\${{ needs.build.outputs.digest }}" --fail-on high
        `,
        '.github/workflows/weekly.yml': sample`
          on:
            schedule: [{ cron: '0 4 * * 1' }]
          jobs:
            scan:
              runs-on: ubuntu-latest
              steps:
                - run: trivy image --exit-code 1 ghcr.io/example/api:latest
        `,
      },
    },
    {
      title: 'one of two is scanned',
      bad: {
        '.github/workflows/release.yml': sample`
          on: push
          jobs:
            image:
              runs-on: ubuntu-latest
              steps:
                - run: docker build -t example/web web && docker build -t example/worker worker
                - run: trivy image --exit-code 1 example/web
                - run: docker push example/web
                - run: «docker push example/worker»
        `,
      },
    },
    {
      title: 'a registry that scans by itself, a cache, a copy of another image',
      good: {
        'mirror/Dockerfile': sample`
          FROM postgres:18.1
          LABEL org.opencontainers.image.source=https://example.com/mirror
        `,
        '.github/workflows/release.yml': sample`
          on: push
          jobs:
            image:
              runs-on: ubuntu-latest
              steps:
                - uses: aws-actions/amazon-ecr-login@v2
                  id: login
                - run: |
                    docker build -t $REGISTRY/shop:$GITHUB_SHA .
                    docker push $REGISTRY/shop:$GITHUB_SHA
                  env:
                    REGISTRY: \${{ steps.login.outputs.registry }}
                - run: docker build -t ghcr.io/example/postgres:18.1 --push mirror
                - run: docker build -t localhost:5000/shop --push .
                - run: crane copy redis:8.2 ghcr.io/example/redis:8.2
        `,
      },
    },
    {
      title: 'a workflow of another repository that may scan; a push without a build, and a scan',
      good: {
        '.github/workflows/make.yml': sample`
          on: push
          jobs:
            image:
              runs-on: ubuntu-latest
              steps:
                - run: ./image.py
                - run: grype shop:dev
                - run: docker push example/shop:1
        `,
        '.github/workflows/release.yml': sample`
          on: push
          jobs:
            image:
              runs-on: ubuntu-latest
              steps:
                - run: docker build -t example/shop . && docker push example/shop
            scan:
              needs: image
              uses: example/workflows/.github/workflows/container-scan.yml@v1
        `,
      },
    },
  ],
});

/** Where no build of an image is seen, any scan may be of it. */
const unscannedOf = (published: readonly PublishedImage[], repository: Repository): readonly PublishedImage[] =>
  published.filter(({ image }) =>
    image
      ? image.scannedBy.length === 0 && image.perhapsScannedBy.length === 0
      : !activitiesIn(repository).some(({ kind, sort }) => kind === 'scan' && sort === 'image'),
  );

/** Names without tags, each once; the empty text for what is not known. */
const namesOf = (images: readonly PublishedImage[]): readonly string[] => [...new Set(images.map(nameOf))];

const nameOf = ({ references: [first] }: PublishedImage): string => (first && shownName(first.name)) ?? '';

function subjectOf(images: readonly PublishedImage[], first: PublishedImage): string {
  const shown = nameOf(first) === '' ? 'An image' : code(nameOf(first));
  const others = namesOf(images).length - 1;
  if (others === 0) return `${shown} is published`;
  return `${shown} and ${others.toString()} other image${others === 1 ? '' : 's'} are published`;
}
