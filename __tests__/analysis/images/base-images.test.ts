import { describe, expect, test } from '@jest/globals';
import { isFloating, namedImagesIn, startOf } from '../../../src/analysis/images/base-images.ts';
import { parseImageReference } from '../../../src/analysis/images/images.ts';
import { sourceFile, textOfSpan } from '../../../src/core/source.ts';
import { parseDockerfile } from '../../../src/documents/dockerfile/parse.ts';

const digest = `sha256:${'4b7ce07002c69e8f'.repeat(4)}`;

describe('isFloating', () => {
  test.each(
    'node node:latest debian:stable-slim node:lts-bookworm jenkins/jenkins:lts-jdk21 alpine:edge localhost:5000/app acme/app:main'.split(
      ' ',
    ),
  )('%s floats', (image) => expect(isFloating(parseImageReference(image))).toBe(true));
  test.each(
    `node:24 node:24-alpine node:latest@${digest} acme/app:main-4f3a2b1 rust:nightly-2026-11-02 gcr.io/distroless/static:nonroot nginx:alpine`.split(
      ' ',
    ),
  )('%s does not', (image) => expect(isFloating(parseImageReference(image))).toBe(false));
});

describe('startOf', () => {
  test.each([
    ['node:24', 'root'],
    ['arm64v8/alpine:3.22', 'root'],
    ['gcr.io/distroless/static-debian12', 'root'],
    ['gcr.io/distroless/python3-debian12', 'root'],
    ['gcr.io/distroless/static-debian12:nonroot', 'another user'],
    ['mcr.microsoft.com/dotnet/aspnet:10.0', 'root'],
    ['mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled', 'another user'],
    ['cgr.dev/chainguard/node:latest', 'another user'],
    ['bitnami/redis:7', 'another user'],
    ['nginxinc/nginx-unprivileged:1.29', 'another user'],
    ['postgres:17', 'another user by entrypoint'],
    ['docker:dind', 'not asked'],
    ['mcr.microsoft.com/windows/servercore:ltsc2025', 'not asked'],
    ['golang:1.26-nanoserver', 'not asked'],
    ['acme/app:1', 'unknown'],
    ['psdockercache.azurecr.io/alpine:3.17', 'unknown'],
  ])('%s starts as %s', (image, start) => expect(startOf(parseImageReference(image))).toBe(start));
});

test('images are found wherever they are named, with their place', () => {
  const dockerfile = parseDockerfile(
    sourceFile(
      'Dockerfile',
      [
        'ARG TAG=24',
        'FROM node:$TAG AS a',
        'FROM a AS b',
        'COPY --link --from=busybox:1.37 /bin/busybox /',
        'RUN --mount=type=cache,target=/c --mount=type=bind,from=alpine:3.22,target=/a true',
        'COPY --from=0 / /',
        'FROM $UNKNOWN',
        'FROM REPLACE-ME',
        'FROM scratch',
      ].join('\n'),
    ),
  );
  expect(
    namedImagesIn(dockerfile).map(({ at, reference, use }) => [
      textOfSpan(at),
      `${reference.name}:${reference.tag ?? ''}`,
      use,
    ]),
  ).toEqual([
    ['node:$TAG', 'node:24', 'FROM'],
    ['busybox:1.37', 'busybox:1.37', '--from'],
    ['alpine:3.22', 'alpine:3.22', '--from'],
  ]);
});
