import { code } from '../../core/message.ts';
import { textOfSpan } from '../../core/source.ts';
import { isFloating, namedImagesIn, startOf, type NamedImage } from '../../analysis/images/base-images.ts';
import type { Repository } from '../../documents/document.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'floating-base-image',
  title: 'A base image has no fixed version',
  category: 'image',
  severity: 'medium',
  since: '0.1.0',
  on: ['dockerfile'],
  why: `Without a version the same Dockerfile builds another image tomorrow: a new major release of the language or the
    system arrives unreviewed, on some machine first, and nobody can build again what ran last week.`,
  remedy: 'Name a version, best with its digest, and let Dependabot or Renovate raise it.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    'https://docs.docker.com/dhi/core-concepts/digests/',
  ],
  sameAs: [
    'hadolint/DL3006',
    'hadolint/DL3007',
    'trivy/DS-0001',
    'checkov/CKV_DOCKER_7',
    'kics/image_version_not_explicit',
    'kics/image_version_using_latest',
    'semgrep/missing-image-version',
    'semgrep/avoid-latest-version',
    'dockerfilelint/missing_tag',
    'dockerfilelint/latest_tag',
    'droast/DF001',
  ],
  *check(dockerfile, { repository }) {
    for (const image of namedImagesIn(dockerfile)) {
      const { at, reference } = image;
      if (!isFloating(reference) || isBuiltHere(image, repository)) continue;
      const { name, tag } = reference;
      const message =
        tag === undefined
          ? `${code(name)} has no tag, so each build takes whatever is newest`
          : `${code(`${name}:${tag}`)} is another release whenever one comes out`;
      yield { at, message, key: name, certainty: isFirmlyKnown(image) ? 'firm' : 'tentative' };
    }
  },
  examples: [
    {
      bad: sample`
        FROM «node:latest»
        CMD ["node", "server.js"]
      `,
      good: sample`
        FROM node:24.4-bookworm-slim
        CMD ["node", "server.js"]
      `,
    },
    {
      title: 'No tag, a rolling word with a variant behind it, an argument with a default',
      bad: sample`
        ARG BASE=debian:stable-slim
        FROM «golang» AS build
        FROM «jenkins/jenkins:lts-jdk21» AS ci
        FROM «node:lts-alpine» AS assets
        FROM «$BASE»
        COPY --from=build /app /app
      `,
    },
    {
      title: 'Images that only files are taken from',
      bad: sample`
        FROM debian:12-slim
        COPY --from=«ghcr.io/astral-sh/uv:latest» /uv /bin/uv
        COPY --from=«composer» /usr/bin/composer /bin/composer
        RUN --mount=from=«busybox:latest»,target=/busybox /busybox/bin/true
      `,
    },
    {
      title: 'A digest, a major version, a dated build, an earlier stage and what only the build knows',
      good: sample`
        ARG BASE
        FROM debian:latest@sha256:4b7ce07002c69e8f3d704a9c5d6fd3053be500b7f1c69fc0d80990c2ad8dd412 AS base
        FROM base AS tools
        FROM node:24 AS assets
        FROM acme/app:main-4f3a2b1 AS app
        FROM $BASE AS other
        FROM scratch
        COPY --from=tools /bin/tool /bin/tool
        COPY --from=context / /
        COPY --from=docs / /docs
      `,
    },
  ],
});

/** A name without a folder or a tag may be a build context (`COPY --from=docs`) or a stage of another Dockerfile here. */
function isBuiltHere({ reference, use }: NamedImage, repository: Repository): boolean {
  const { name, tag } = reference;
  if (name.includes('/')) return false;
  if (use === '--from' && tag === undefined && startOf(reference) === 'unknown') return true;
  return repository.dockerfiles.some(({ stages }) => stages.some((stage) => stage.name?.text.toLowerCase() === name));
}

/** An argument's default may be replaced by whoever builds, and a short name nobody knows may be built beforehand. */
function isFirmlyKnown({ at, reference }: NamedImage): boolean {
  const written = textOfSpan(at);
  const hasOwnTag = reference.tag !== undefined && written.endsWith(`:${reference.tag}`);
  if (written.includes('$') && !hasOwnTag) return false;
  return reference.name.includes('/') || startOf(reference) !== 'unknown';
}
