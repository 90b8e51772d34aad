import { everydayBuildsOf } from '../../analysis/images/layer-caches.ts';
import { code } from '../../core/message.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'no-layer-cache',
  title: 'Every change builds an image from nothing',
  category: 'speed',
  severity: 'info',
  since: '0.1.0',
  on: ['repository'],
  why: 'A hosted runner starts empty: without a cache of layers each run downloads and compiles again what no change has touched.',
  remedy: 'Keep the layers between runs with `cache-from` and `cache-to`: `type=gha`, or an image in the registry.',
  references: [
    'https://docs.docker.com/build/ci/github-actions/cache/',
    'https://docs.docker.com/build/cache/backends/',
  ],
  sameAs: [],
  applies(repository) {
    const builds = everydayBuildsOf(repository);
    if (builds.length === 0)
      return { answer: 'does not apply', reason: 'no change builds an image that installs or compiles something' };
    if (builds.every(({ keepsLayers }) => keepsLayers))
      return { answer: 'does not apply', reason: 'builds of images keep their layers, or are told not to' };
    return { answer: 'applies', reason: 'every change builds images that install or compile something' };
  },
  *check(repository) {
    const builds = everydayBuildsOf(repository).filter(({ keepsLayers }) => !keepsLayers);
    const [first] = builds;
    if (!first) return;
    const images = new Set(builds.map(({ dockerfile }) => dockerfile.file.path)).size - 1;
    const more = images === 0 ? '' : ` and ${images === 1 ? 'another image' : `${images.toString()} other images`}`;
    yield {
      at: first.at,
      key: 'layers',
      ofRepository: true,
      message: `Every change builds ${code(first.dockerfile.file.path)}${more} from nothing, ${code(first.work)} included`,
    };
  },
  examples: [
    {
      bad: {
        Dockerfile: sample`
          FROM node:24
          COPY package.json package-lock.json ./
          RUN npm ci
        `,
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            image:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                - uses: docker/setup-buildx-action@v3
                - uses: «docker/build-push-action@v6»
                  with:
                    context: .
        `,
      },
      good: {
        Dockerfile: sample`
          FROM node:24
          COPY package.json package-lock.json ./
          RUN npm ci
        `,
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            image:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                - uses: docker/setup-buildx-action@v3
                - uses: docker/build-push-action@v6
                  with:
                    context: .
                    cache-from: type=gha
                    cache-to: type=gha,mode=max
        `,
      },
    },
    {
      title: 'by a command',
      bad: {
        'api/Dockerfile': sample`
          FROM golang:1.26 AS build
          COPY . .
          RUN go build -o /api .
          FROM scratch
          COPY --from=build /api /api
        `,
        '.github/workflows/ci.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            image:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                - run: |
                    «docker build -t api api»
                    docker run api --version
        `,
      },
      good: {
        'api/Dockerfile': sample`
          FROM golang:1.26 AS build
          COPY . .
          RUN go build -o /api .
          FROM scratch
          COPY --from=build /api /api
        `,
        '.github/workflows/ci.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            image:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                - run: docker buildx build --cache-from type=registry,ref=plum.example/api:cache -t api api
        `,
      },
    },
    {
      title: 'images that are built for releases, or have nothing to install',
      good: {
        Dockerfile: sample`
          FROM node:24
          RUN npm ci
        `,
        'tiny/Dockerfile': sample`
          FROM alpine:3.23
          RUN apk add --no-cache ca-certificates
          COPY tiny /tiny
        `,
        '.github/workflows/release.yml': sample`
          on:
            push:
              tags: ['v*']
          jobs:
            image:
              runs-on: ubuntu-latest
              steps:
                - uses: docker/build-push-action@v6
                  with: { context: ., push: true }
        `,
        '.github/workflows/tiny.yml': sample`
          on: pull_request
          jobs:
            image:
              runs-on: ubuntu-latest
              steps:
                - run: docker build tiny
        `,
      },
    },
    {
      title: 'machines and builders that keep their disk, a cache of another step, and no cache on purpose',
      good: {
        Dockerfile: sample`
          FROM python:3.14
          RUN pip install -r requirements.txt
        `,
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            own:
              runs-on: [self-hosted, linux]
              steps:
                - run: docker build .
            remote:
              runs-on: ubuntu-latest
              steps:
                - uses: docker/setup-buildx-action@v3
                  with: { driver: cloud, endpoint: plum/builder }
                - uses: docker/build-push-action@v6
                  with: { context: . }
            kept:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/cache@v4
                  with: { path: .buildx-cache, key: layers }
                - run: docker build .
            fresh:
              runs-on: ubuntu-latest
              steps:
                - uses: docker/build-push-action@v6
                  with: { context: ., no-cache: true }
        `,
      },
    },
  ],
});
