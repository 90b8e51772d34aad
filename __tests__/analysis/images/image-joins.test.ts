import { expect, test } from '@jest/globals';
import { builtImagesOf } from '../../../src/analysis/images/image-joins.ts';
import type { Operation } from '../../../src/analysis/activities/activity.ts';
import { shippedStages } from '../../../src/analysis/images/shipped.ts';
import { positionOf } from '../../../src/core/source.ts';
import { type Files, repositoryOfFiles } from '../../help/repository.ts';

const lineOf = ({ at }: Operation): number => positionOf(at.file, at.start).line;

/** One line for each image: what it is built from, its names, and the lines that push, scan and deploy it. */
function joinsOf(files: Files): readonly string[] {
  return builtImagesOf(repositoryOfFiles(files)).map((image) => {
    const { build, stage, references, pushedBy, scannedBy, perhapsScannedBy, deployedBy } = image;
    const from = build
      ? `${build.dockerfile} in ${build.context?.root ?? '?'}/ to ${stage?.name?.text ?? 'its end'}`
      : '?';
    const lines = (what: string, operations: readonly Operation[]): string =>
      operations.length === 0 ? '' : ` ${what} ${operations.map(lineOf).join(' ')}`;
    return [
      `${from}: ${references.join(' ')}`,
      lines('pushed', pushedBy),
      lines('scanned', scannedBy),
      lines('perhaps', perhapsScannedBy),
      lines('deployed', deployedBy),
    ].join('');
  });
}

/** Steps of one job from line 10 on, in a repository with a Dockerfile of two stages at its root and one in `api`. */
const withSteps = (steps: string, more = ''): Files => ({
  Dockerfile: 'FROM node:24.1 AS build\nRUN make\nFROM node:24.1 AS run\nCOPY --from=build /a /a\nFROM run AS debug\n',
  'api/Dockerfile': 'FROM node:24.1\nCOPY . .\n',
  '.github/workflows/ship.yml': `on:
  push:
    branches: [main]
env:
  IMAGE: ghcr.io/example/shop
jobs:
  ship:
    runs-on: ubuntu-latest
    steps:
${steps}${more}`,
});

const build = 'docker/build-push-action@v6';

test.each<readonly [string, string, readonly string[]]>([
  [
    'a target names the stage that ships, and without one it is the last',
    `      - uses: ${build}
        with: { target: run, tags: a:1 }
      - uses: ${build}
        with: { context: api, push: true, tags: b:1 }
      - run: docker build --target build -t c:1 .
`,
    [
      'Dockerfile in / to run: a:1',
      'api/Dockerfile in api/ to its end: b:1 pushed 12',
      'Dockerfile in / to build: c:1',
    ],
  ],
  [
    'tags and pushes by hand, whatever variable they come from',
    `      - run: |
          TAG=$GITHUB_SHA
          docker build -t "$IMAGE" .
          docker tag "$IMAGE" "$IMAGE:$TAG"
      - run: docker push \${{ env.IMAGE }}:\${{ github.sha }}
`,
    ['Dockerfile in / to debug: ghcr.io/example/shop ghcr.io/example/shop:${{ github.sha }} pushed 14'],
  ],
  [
    'loaded, scanned, pushed',
    `      - uses: ${build}
        with: { load: true, tags: candidate }
      - uses: aquasecurity/trivy-action@v1
        with: { image-ref: candidate }
      - uses: ${build}
        with: { push: true, tags: 'ghcr.io/example/shop:1' }
`,
    [
      'Dockerfile in / to debug: candidate scanned 12',
      'Dockerfile in / to debug: ghcr.io/example/shop:1 pushed 14 scanned 12',
    ],
  ],
  [
    'a scan of something else is none, one of whatever the run says may be one',
    `      - run: docker build -t a --push api
      - run: trivy image postgres:18
      - run: trivy image "$WHATEVER"
`,
    ['api/Dockerfile in api/ to its end: a pushed 10 perhaps 12'],
  ],
  [
    'by the digest of the step, also in another job',
    `      - uses: ${build}
        id: build
        with: { push: true, tags: 'ghcr.io/example/shop:latest' }
      - run: grype "$IMAGE@\${{ steps.build.outputs.digest }}"
    outputs:
      digest: \${{ steps.build.outputs.digest }}
  go:
    needs: ship
    runs-on: ubuntu-latest
    environment: production
    steps:
      - run: kubectl set image deployment/shop shop=$IMAGE@\${{ needs.ship.outputs.digest }}
`,
    ['Dockerfile in / to debug: ghcr.io/example/shop:latest pushed 10 scanned 13 deployed 21'],
  ],
  [
    'outputs that a script writes',
    `      - id: name
        run: echo "image=$IMAGE:\${GITHUB_SHA::7}" >> "$GITHUB_OUTPUT"
      - run: docker build -t \${{ steps.name.outputs.image }} --push .
      - run: gcloud run deploy shop --image "$IMAGE:$(git rev-parse --short HEAD)"
`,
    ['Dockerfile in / to debug: ghcr.io/example/shop:${{ short sha }} pushed 12 deployed 13'],
  ],
  [
    'what a step exports for the steps behind it',
    `      - run: echo "TAG=v1" >> $GITHUB_ENV
      - run: docker build -t app:$TAG api && docker push app:v1
`,
    ['api/Dockerfile in api/ to its end: app:v1 pushed 11'],
  ],
  [
    'the tags that docker/metadata-action makes',
    `      - uses: docker/metadata-action@v5
        id: meta
        with:
          images: \${{ env.IMAGE }}
          tags: |
            type=semver,pattern={{version}}
            type=sha
            type=raw,value=edge,enable={{is_default_branch}}
      - uses: ${build}
        with: { push: true, tags: '\${{ steps.meta.outputs.tags }}' }
      - run: kubectl set image deployment/shop shop=ghcr.io/example/shop:sha-\${GITHUB_SHA::7}
`,
    [
      'Dockerfile in / to debug: ghcr.io/example/shop:${{ version }} ghcr.io/example/shop:sha-${{ short sha }} ' +
        'ghcr.io/example/shop:edge ghcr.io/example/shop:latest pushed 18 deployed 20',
    ],
  ],
  [
    'one image for each row of a matrix',
    `      - uses: ${build}
        with:
          context: \${{ matrix.part.folder }}
          push: true
          tags: example/\${{ matrix.part.name }}:1
    strategy:
      matrix:
        part: [{ folder: ., name: web }, { folder: api, name: api }]
`,
    ['Dockerfile in / to debug: example/web:1 pushed 10', 'api/Dockerfile in api/ to its end: example/api:1 pushed 10'],
  ],
  [
    'parts for several platforms, put together under the tags',
    `      - uses: docker/metadata-action@v5
        with: { images: example/shop, tags: 'type=ref,event=tag' }
      - uses: ${build}
        id: part
        with: { outputs: 'type=image,name=example/shop,push-by-digest=true,push=true' }
      - run: |
          docker buildx imagetools create $(jq -cr '.tags' <<< "$DOCKER_METADATA_OUTPUT_JSON") \\
            $(printf 'example/shop@sha256:%s ' *)
`,
    [
      'Dockerfile in / to debug: example/shop@${{ digest of .github/workflows/ship.yml ship part }} ' +
        'example/shop:${{ version }} example/shop:latest pushed 12 16',
    ],
  ],
  [
    'another tag of the same name is another image, unless one of them is open',
    `      - run: docker build -t example/shop:1 --push .
      - run: docker build -t example/api:\${{ github.run_id }} --push api
      - run: kubectl set image deployment/shop shop=example/shop:2 api=example/api:2
`,
    [
      'Dockerfile in / to debug: example/shop:1 pushed 10',
      'api/Dockerfile in api/ to its end: example/api:${{ github.run_id }} pushed 11 deployed 12',
    ],
  ],
  [
    'a step for one row of a matrix',
    `      - run: docker build -t local/\${{ matrix.kind }} \${{ matrix.kind }}
      - run: docker tag local/\${{ matrix.kind }} example/shop
        if: github.ref_type == 'tag' && matrix.kind == 'api'
    strategy: { matrix: { kind: [api, web] } }
`,
    ['api/Dockerfile in api/ to its end: local/api example/shop', 'web/Dockerfile in web/ to its end: local/web'],
  ],
  [
    'each of a matrix scanned and deployed in its own job',
    `      - uses: ${build}
        with: { context: '\${{ matrix.part }}', push: true, tags: 'example/\${{ matrix.part }}:\${{ github.sha }}' }
    strategy:
      matrix:
        part: [api, web]
  scan:
    needs: ship
    runs-on: ubuntu-latest
    strategy:
      matrix:
        part: [api]
    steps:
      - run: docker run --rm aquasec/trivy image --exit-code 1 example/\${{ matrix.part }}:$GITHUB_SHA
`,
    [
      'api/Dockerfile in api/ to its end: example/api:${{ github.sha }} pushed 10 scanned 22',
      'web/Dockerfile in web/ to its end: example/web:${{ github.sha }} pushed 10',
    ],
  ],
])('%s', (_, steps, expected) => {
  expect(joinsOf(withSteps(steps))).toEqual(expected);
});

test('variables that name each other come to an end', () => {
  const steps = `      - run: |
          A=$B$B; B=$C$C; C=$A$A
          docker build -t x:$A .
`;
  expect(joinsOf(withSteps(steps)).every((line) => line.length < 5_000)).toBe(true);
});

test('a scan and a deploy in other workflows are joined by the name', () => {
  const files = {
    ...withSteps(`      - run: docker build -t $IMAGE:$GITHUB_SHA --push .\n`),
    '.github/workflows/weekly.yml': `on: { schedule: [{ cron: '0 4 * * 1' }] }
jobs:
  scan:
    runs-on: ubuntu-latest
    steps:
      - run: trivy image ghcr.io/example/shop:latest
      - run: kubectl set image deployment/shop shop=ghcr.io/example/shop:stable
`,
  };
  expect(joinsOf(files)).toEqual([
    'Dockerfile in / to debug: ghcr.io/example/shop:${{ github.sha }} pushed 10 scanned 6 deployed 7',
  ]);
});

test('a reusable workflow builds what its caller names', () => {
  const files = {
    'api/Dockerfile': 'FROM node:24.1\n',
    '.github/workflows/call.yml': `on: push
jobs:
  api:
    uses: ./.github/workflows/image.yml
    with: { folder: api, image: example/api }
  go:
    needs: api
    runs-on: ubuntu-latest
    steps:
      - run: kubectl set image deployment/api api=\${{ needs.api.outputs.image }}
`,
    '.github/workflows/image.yml': `on:
  workflow_call:
    inputs: { folder: { type: string }, image: { type: string } }
    outputs:
      image: { value: '\${{ jobs.build.outputs.image }}' }
jobs:
  build:
    runs-on: ubuntu-latest
    outputs:
      image: \${{ inputs.image }}@\${{ steps.build.outputs.digest }}
    steps:
      - uses: ${build}
        id: build
        with: { context: '\${{ inputs.folder }}', push: true, tags: '\${{ inputs.image }}:1' }
`,
  };
  expect(joinsOf(files)).toEqual(['api/Dockerfile in api/ to its end: example/api:1 pushed 4 deployed 10']);
});

test('Compose builds and deploys by its services', () => {
  const files = {
    Dockerfile: 'FROM node:24.1 AS dev\nFROM node:24.1 AS live\n',
    'compose.yaml': `services:
  web: { build: { context: ., target: live }, image: 'example/web:\${TAG:-latest}' }
  db: { image: 'postgres:18' }
`,
    '.github/workflows/ship.yml': `on: push
jobs:
  ship:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - run: docker compose build
      - run: docker compose push
      - run: docker --context live compose up -d
`,
  };
  expect(joinsOf(files)).toEqual(['Dockerfile in / to live: example/web:latest pushed 8 deployed 9']);
});

test('the stage that a later step pushes is the one that ships', () => {
  const repository = repositoryOfFiles(
    withSteps(`      - run: docker build --target run -t "$IMAGE" .\n      - run: docker push "$IMAGE"\n`),
  );
  const shipped = repository.dockerfiles.map((dockerfile) =>
    shippedStages(dockerfile, repository).map(({ name, index }) => name?.text ?? index),
  );
  expect(shipped).toEqual([['run'], [0]]);
});
