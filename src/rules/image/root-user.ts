import { code } from '../../core/message.ts';
import type { Certainty } from '../../core/severity.ts';
import type { Span } from '../../core/source.ts';
import { startOf } from '../../analysis/images/base-images.ts';
import { buildsOf } from '../../analysis/images/builds.ts';
import { composeServicesOf } from '../../analysis/images/compose.ts';
import { switchesUser } from '../../analysis/images/entry-scripts.ts';
import { findOrchestratorFile } from '../../analysis/images/orchestrators.ts';
import { startsContainers } from '../../analysis/images/service-images.ts';
import { shippedStages } from '../../analysis/images/shipped.ts';
import { effectiveOf, rootBaseOf } from '../../analysis/images/stages.ts';
import { resolve } from '../../documents/dockerfile/variables.ts';
import type { Dockerfile, Stage } from '../../documents/dockerfile/model.ts';
import type { Repository } from '../../documents/document.ts';
import { findValue } from '../../documents/yaml-value.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'root-user',
  title: 'The container runs as root',
  category: 'image',
  severity: 'medium',
  since: '0.1.0',
  on: ['dockerfile'],
  why: `Whoever takes over a process that runs as root can change every file of the container, install tools in it, and
    is root on the host as soon as the runtime or a mounted volume lets anything through.`,
  remedy: 'Create a user, or take the one that the base image brings, and set `USER` at the end of the last stage.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#user',
    'https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html#rule-2-set-a-user',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
  ],
  sameAs: [
    'hadolint/DL3002',
    'trivy/DS-0002',
    'checkov/CKV_DOCKER_3',
    'checkov/CKV_DOCKER_8',
    'droast/DF020',
    'kics/missing_user_instruction',
    'kics/last_user_is_root',
    'semgrep/missing-user',
    'semgrep/missing-user-entrypoint',
    'semgrep/last-user-is-root',
    'dockle/CIS-DI-0001',
    'droast/DF002',
  ],
  *check(dockerfile, { repository }) {
    // The runner mounts its files for root: https://docs.github.com/en/actions/reference/workflows-and-actions/dockerfile-support#user
    if (buildsOf(dockerfile, repository).some(({ origin }) => origin === 'action')) return;
    for (const stage of shippedStages(dockerfile, repository)) {
      const root = startsContainers(stage) ? rootOf(stage) : undefined;
      const switches = root && switchesUser(stage, repository);
      if (!root || switches === 'yes') continue;
      // Compose, or manifests of an orchestrator, may name another user for the container.
      const isOpen =
        switches === 'unknown' || findOrchestratorFile(repository) !== undefined || isGivenUser(dockerfile, repository);
      const certainty = isOpen ? 'tentative' : root.certainty;
      yield { at: root.at, message: root.message, key: 'USER', certainty };
    }
  },
  examples: [
    {
      bad: sample`
        «FROM node:24-slim»
        COPY . /app
        CMD ["node", "/app/server.js"]
      `,
      good: sample`
        FROM node:24-slim
        COPY . /app
        USER node
        CMD ["node", "/app/server.js"]
      `,
    },
    {
      title: 'The last USER counts, in the stage that ships',
      bad: sample`
        FROM golang:1.26 AS build
        USER nobody
        RUN go build -o /app .

        FROM debian:12-slim
        USER app
        «USER 0:0»
        COPY --from=build /app /app
        ENTRYPOINT ["/app"]
      `,
      good: sample`
        FROM golang:1.26 AS build
        USER root
        RUN go build -o /app .

        FROM debian:12-slim AS base
        USER 10001

        FROM base
        COPY --from=build /app /app
        ENTRYPOINT ["/app"]
      `,
    },
    {
      title: 'A base that is not in our table may bring a user: tentative',
      bad: sample`
        «FROM acme/runtime:4»
        EXPOSE 8080
      `,
      good: sample`
        ARG UID
        FROM acme/runtime:4
        EXPOSE 8080
        USER $UID
      `,
    },
    {
      title: 'Images that start as somebody else',
      good: {
        'a/Dockerfile': sample`
          FROM gcr.io/distroless/static-debian12:nonroot
          COPY app /
          ENTRYPOINT ["/app"]
        `,
        'b/Dockerfile': sample`
          FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
          COPY app /
          ENTRYPOINT ["/app"]
        `,
        'c/Dockerfile': sample`
          FROM postgres:17
          COPY init.sql /docker-entrypoint-initdb.d/
          EXPOSE 5432
        `,
      },
    },
    {
      title: 'An entrypoint that hands over to another user',
      bad: {
        Dockerfile: sample`
          «FROM debian:12-slim»
          COPY entrypoint.sh /
          ENTRYPOINT ["/entrypoint.sh"]
        `,
        'entrypoint.sh': sample`
          #!/bin/sh
          # Was: exec gosu app "$@"
          exec /usr/bin/server "$@"
        `,
      },
      good: {
        Dockerfile: sample`
          FROM debian:12-slim
          COPY entrypoint.sh /
          ENTRYPOINT ["/entrypoint.sh"]
        `,
        'entrypoint.sh': sample`
          #!/bin/sh
          chown -R app /data
          exec gosu app /usr/bin/server "$@"
        `,
      },
    },
    {
      title: 'A base for other images, and images that an action runs',
      good: {
        Dockerfile: sample`
          FROM debian:12-slim
          RUN apt-get update
          ENTRYPOINT []
          CMD ["bash"]
        `,
        'action.yml': sample`
          name: lint
          runs:
            using: docker
            image: lint/Dockerfile
        `,
        'lint/Dockerfile': sample`
          FROM node:24-slim
          ENTRYPOINT ["node", "/lint.js"]
        `,
      },
    },
  ],
});

/** `user:` of a Compose service that is built from the file. */
const isGivenUser = ({ file }: Dockerfile, repository: Repository): boolean =>
  composeServicesOf(repository).some(
    ({ build, value }) => build?.dockerfile === file.path && findValue(value, 'user') !== undefined,
  );

interface Root {
  readonly at: Span;
  readonly message: string;
  readonly certainty: Certainty;
}

/** What makes a stage's containers start as root; `undefined` where something else is said or nothing is known. */
function rootOf(stage: Stage): Root | undefined {
  const user = effectiveOf(stage, 'USER');
  if (user) {
    const { value, isResolved } = resolve(user.body, user);
    if (!isResolved || !/^(?:root|0)(?::|$)/.test(value.trim())) return undefined;
    return {
      at: user.span,
      message: `${code(`USER ${value.trim()}`)} is the last one, so the container runs as root`,
      certainty: 'firm',
    };
  }
  const base = rootBaseOf(stage);
  const start = base.kind === 'scratch' ? 'root' : base.reference ? startOf(base.reference) : 'not asked';
  const isOverridden = start === 'another user by entrypoint' && effectiveOf(stage, 'ENTRYPOINT') !== undefined;
  if (start !== 'root' && start !== 'unknown' && !isOverridden) return undefined;
  const name = code(base.kind === 'scratch' ? 'scratch' : base.text);
  const message =
    start === 'unknown'
      ? `No USER is set, and ${name} is not known to bring one`
      : `No USER is set, so the container runs as root, as ${name} does`;
  return { at: stage.from.span, message, certainty: start === 'root' ? 'firm' : 'tentative' };
}
