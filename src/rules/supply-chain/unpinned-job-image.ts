import { code } from '../../core/message.ts';
import { imageNameOf, jobImagesOf } from '../../analysis/images/job-images.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'unpinned-job-image',
  title: 'A job runs in an image that changes under it',
  category: 'supply-chain',
  severity: 'medium',
  since: '0.1.0',
  on: ['workflow', 'action'],
  why: `Without a tag, or with one like \`latest\`, each run takes whatever the registry holds at that moment: a job that
    passed yesterday fails today, and whoever can push to that name runs code beside the job's token and secrets.`,
  remedy: 'Name a version, better still with the digest of the image behind it.',
  references: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idcontainerimage',
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
  ],
  sameAs: [
    'zizmor/unpinned-images',
    'scorecard/Pinned-Dependencies',
    'ghalint/deny_job_container_latest_image',
    'pipeline-check/GHA-051',
    'actiondoc/REL003',
  ],
  *check(document) {
    for (const { image, rolling, isService } of jobImagesOf(document)) {
      if (rolling === undefined) continue;
      yield {
        at: image.span,
        message:
          rolling === ''
            ? `${code(image.text)} names no version`
            : `${code(image.text)} moves with the tag ${code(rolling)}`,
        key: imageNameOf(image.text),
        severity: isService ? 'low' : 'medium',
      };
    }
  },
  examples: [
    {
      bad: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-24.04
            container: «node»
            steps:
              - run: npm test
      `,
      good: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-24.04
            container: node:24.11
            steps:
              - run: npm test
      `,
    },
    {
      title: 'Services weigh less; steps count like the job',
      bad: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-24.04
            services:
              db:
                image: «postgres:latest»
              cache:
                image: redis:8
              proxy:
                image: «nginx:stable-alpine»
              search:
                image: ghcr.io/some-org/search:nightly-2026-11-02
            steps:
              - uses: docker://«ghcr.io/some-org/lint:edge»
              - uses: docker://ghcr.io/some-org/scan@sha256:5b5a9dd4f2d3d2b9f0a3e6e1c3a7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f
      `,
    },
    {
      title: 'The images of a matrix',
      bad: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-24.04
            strategy:
              matrix:
                image: [debian:13, «alpine:latest»]
            container: \${{ matrix.image }}
            steps:
              - run: make test
      `,
    },
    {
      title: 'What only the run knows is not judged',
      good: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-24.04
            container: \${{ vars.IMAGE }}
            services:
              db:
                image: postgres:\${{ matrix.postgres }}
            steps:
              - run: make test
      `,
    },
    {
      title: 'The image of an action',
      path: 'action.yml',
      bad: sample`
        name: Lint
        runs:
          using: docker
          image: «docker://some-org/lint»
      `,
    },
  ],
});
