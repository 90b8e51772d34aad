import { expect, test } from '@jest/globals';
import { scriptsOfBuild } from '../../../src/analysis/activities/build-scripts.ts';
import { stepsOf } from '../../../src/documents/workflow-model.ts';
import { repositoryOfFiles } from '../../help/repository.ts';

const dockerfile = `
FROM alpine AS tools
RUN apk add a
FROM golang AS base
RUN go mod download
FROM base AS test
RUN go test ./...
FROM base AS build
RUN --mount=from=tools,source=/bin/a,target=/a go build
FROM scratch AS unused
RUN never
FROM alpine
COPY --from=build /app /app
RUN ["/bin/sh", "-c", "adduser app"]
ONBUILD RUN later
`;

const workflow = (step: string): string => `
on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - ${step}
`;

test.each<[string, readonly string[]]>([
  ['uses: docker/build-push-action@v6', ['apk add a', 'go mod download', 'go build', 'adduser app']],
  ['{ uses: docker/build-push-action@v6, with: { target: TEST } }', ['go mod download', 'go test ./...']],
  ['run: docker build --target unused .', ['never']],
  [
    'run: docker build --target test . && docker build .',
    ['go mod download', 'go test ./...', 'apk add a', 'go build', 'adduser app'],
  ],
  ['run: docker build --target gone .', []],
  ['run: docker build other', []],
  ['run: make', []],
])('%s builds only what its target needs', (step, expected) => {
  const repository = repositoryOfFiles({
    '.github/workflows/ci.yml': workflow(step),
    Dockerfile: dockerfile,
    'other/Dockerfile': 'FROM scratch\n',
  });
  const steps = repository.workflows.flatMap(stepsOf);
  const scripts = steps.flatMap((each) => scriptsOfBuild(each, repository));
  expect(scripts.map(({ text }) => text.text)).toEqual(expected);
});
