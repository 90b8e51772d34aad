import { activitiesIn } from '../../analysis/activities/activities.ts';
import { targetsOfClass } from '../../analysis/delivery/asked.ts';
import { isOnlyMoving } from '../../analysis/images/moving-images.ts';
import { publishedImagesOf, type PublishedImage } from '../../analysis/images/published-images.ts';
import { tagKindOf } from '../../analysis/images/run-references.ts';
import { occasionsOf } from '../../analysis/targets/occasions.ts';
import { code } from '../../core/message.ts';
import type { Repository } from '../../documents/document.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'no-release-version',
  title: 'What is published bears no version',
  category: 'delivery',
  severity: 'info',
  since: '0.1.0',
  on: ['repository'],
  why: 'A commit tells users neither what changed nor whether they can follow; they cannot say which release has a fault, nor stay with one that works.',
  remedy:
    'Publish from version tags as well, for instance by `type=semver,pattern={{version}}` of `docker/metadata-action`.',
  references: ['https://semver.org/', 'https://github.com/docker/metadata-action#typesemver'],
  sameAs: [],
  applies(repository) {
    const published = publishedImagesOf(repository);
    // Packages have a version in their manifest: registries take none without.
    if (published.length === 0) return { answer: 'does not apply', reason: 'no workflow publishes an image' };
    if (targetsOfClass(repository, 'production', 'staging').length > 0)
      return { answer: 'does not apply', reason: 'the images are deployed as they are built' };
    if (released(repository)) return { answer: 'does not apply', reason: 'there are releases' };
    if (published.some((image) => isUnknown(image, repository)))
      return { answer: 'unknown', reason: 'what the images are called is known only when they are built' };
    return { answer: 'applies', reason: 'workflows publish images and no release' };
  },
  *check(repository) {
    const published = publishedImagesOf(repository);
    const versioned = published.some(({ references }) => references.some((each) => tagKindOf(each) === 'version'));
    // Where every name moves on there is a finding already.
    const [first] = published.filter((image) => !isOnlyMoving(image, repository));
    const [reference] = first?.references ?? [];
    if (!first || !reference || versioned) return;
    yield {
      at: first.pushedBy.at,
      key: 'version',
      ofRepository: true,
      message: `${code(reference.name)} is published by commit or branch, and never under a version`,
    };
  },
  examples: [
    {
      bad: sample`
        on:
          push:
            branches: [main]
        jobs:
          image:
            runs-on: ubuntu-latest
            steps:
              - run: docker build -t ghcr.io/example/shop:$GITHUB_SHA .
              - run: «docker push ghcr.io/example/shop:$GITHUB_SHA»
      `,
      good: sample`
        on:
          push:
            branches: [main]
            tags: ['v*']
        jobs:
          image:
            runs-on: ubuntu-latest
            steps:
              - uses: docker/metadata-action@v5
                id: meta
                with:
                  images: ghcr.io/example/shop
                  tags: |
                    type=sha
                    type=semver,pattern={{version}}
              - uses: docker/build-push-action@v6
                with:
                  push: true
                  tags: \${{ steps.meta.outputs.tags }}
      `,
    },
    {
      title: 'an application that is deployed commit by commit, a name that only the run knows',
      good: {
        '.github/workflows/deploy.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            deploy:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: docker build -t ghcr.io/example/shop:$GITHUB_SHA --push .
                - run: kubectl set image deployment/shop shop=ghcr.io/example/shop:$GITHUB_SHA
        `,
      },
    },
    {
      title: 'a version that a script works out',
      good: sample`
        on:
          push:
            branches: [main]
        jobs:
          image:
            runs-on: ubuntu-latest
            steps:
              - id: number
                run: echo "value=$(./next.sh)" >> "$GITHUB_OUTPUT"
              - run: docker build -t ghcr.io/example/shop:\${{ steps.number.outputs.value }} --push .
      `,
    },
  ],
});

/** By a tool that numbers releases, or because something runs for tags. */
const released = (repository: Repository): boolean =>
  activitiesIn(repository).some(
    (activity) =>
      activity.kind === 'publish' &&
      (activity.sort !== 'image' || occasionsOf(activity, repository).some(({ ref }) => ref.kind === 'tag')),
  );

const isUnknown = (image: PublishedImage, repository: Repository): boolean =>
  image.references.length === 0 ||
  image.references.some((each) => tagKindOf(each) === 'unknown') ||
  occasionsOf(image.pushedBy, repository).some(({ ref }) => ref.kind === 'chosen' || ref.kind === 'unknown');
