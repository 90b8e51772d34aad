import { code } from '../../core/message.ts';
import { isNonShipping } from '../../core/paths.ts';
import { startOf } from '../../analysis/images/base-images.ts';
import { buildsOf } from '../../analysis/images/builds.ts';
import { composeServicesOf, type ComposeService } from '../../analysis/images/compose.ts';
import { folderOf, nameOf } from '../../analysis/folders.ts';
import { runsOnHost } from '../../analysis/images/host-deploys.ts';
import { findOrchestratorDeploy, findOrchestratorFile } from '../../analysis/images/orchestrators.ts';
import { isService } from '../../analysis/images/service-images.ts';
import { shippedStages } from '../../analysis/images/shipped.ts';
import { effectiveOf, exposesOf, rootBaseOf } from '../../analysis/images/stages.ts';
import type { Stage } from '../../documents/dockerfile/model.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'missing-healthcheck',
  title: 'Nothing tells Docker whether the service works',
  category: 'image',
  severity: 'info',
  since: '0.1.0',
  on: ['dockerfile'],
  options: {
    orchestrated: {
      type: 'boolean',
      default: false,
      description: 'Containers are started by an orchestrator with probes of its own, whose files are elsewhere.',
    },
  },
  why: `Docker sees only whether the process is alive. A service that hangs or lost its database counts as running, is
    not restarted, and Compose starts what depends on it too early.`,
  remedy: 'Add a `HEALTHCHECK` that asks the service itself, or `HEALTHCHECK NONE` where something else does.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#healthcheck',
    'https://docs.docker.com/compose/how-tos/startup-order/',
  ],
  sameAs: [
    'hadolint/DL3057',
    'trivy/DS-0026',
    'checkov/CKV_DOCKER_2',
    'kics/healthcheck_instruction_missing',
    'dockle/CIS-DI-0006',
    'droast/DF012',
  ],
  applies(dockerfile, { repository, options }) {
    const none = (reason: string) => ({ answer: 'does not apply', reason }) as const;
    const { path } = dockerfile.file;
    if (options.orchestrated) return none('the policy says that an orchestrator probes the containers');
    if (isNonShipping(path)) return none('the image is not shipped');
    if (buildsOf(dockerfile, repository).some(({ origin }) => origin === 'action'))
      return none('an action runs the image');
    const services = shippedStages(dockerfile, repository).filter(isService);
    if (services.length === 0) return none('the image starts no service');
    const orchestrator = findOrchestratorFile(repository);
    if (orchestrator !== undefined) return none(`probes belong to what ${code(orchestrator)} describes`);
    const deploy = findOrchestratorDeploy(repository);
    if (deploy !== undefined) return none(`${code(deploy)} deploys to a place with probes of its own`);
    const composed = composeServicesOf(repository).find((service) => service.healthcheck && isMeant(service, path));
    if (composed) return none(`service ${code(composed.name.text)} of ${code(composed.path)} has a healthcheck`);
    if (services.every(mayInherit)) return { answer: 'unknown', reason: 'the base image may bring a HEALTHCHECK' };
    return { answer: 'applies', reason: 'the image starts a service' };
  },
  *check(dockerfile, { repository }) {
    for (const stage of shippedStages(dockerfile, repository).filter(isService)) {
      if (effectiveOf(stage, 'HEALTHCHECK') || mayInherit(stage)) continue;
      const [port] = exposesOf(stage).flatMap(({ words }) => words);
      const service = port ? `the service on port ${code(port.text)}` : 'the service';
      const message = `Nothing tells Docker whether ${service} still answers`;
      yield { at: stage.from.span, message, key: 'HEALTHCHECK', severity: runsOnHost(repository) ? 'low' : 'info' };
    }
  },
  examples: [
    {
      bad: sample`
        «FROM node:24»
        EXPOSE 3000
        CMD ["node", "server.js"]
      `,
      good: sample`
        FROM node:24
        EXPOSE 3000
        HEALTHCHECK CMD ["node", "healthcheck.js"]
        CMD ["node", "server.js"]
      `,
    },
    {
      title: 'Started on a host by a workflow it weighs more, and a known server needs no EXPOSE',
      bad: {
        '.github/workflows/deploy.yml': sample`
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - run: ssh deploy@app.acme.dev 'cd /srv/app && docker compose up -d'
        `,
        Dockerfile: sample`
          «FROM python:3.13»
          CMD ["gunicorn", "app:app"]
        `,
      },
    },
    {
      title: 'A client that is led to another machine',
      bad: {
        '.github/workflows/deploy.yml': sample`
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - run: docker --context production compose up -d
        `,
        Dockerfile: sample`
          «FROM node:24»
          EXPOSE 3000
        `,
      },
    },
    {
      title: 'Decided against, and a check in the stage below',
      good: {
        'a/Dockerfile': sample`
          FROM node:24
          HEALTHCHECK NONE
          EXPOSE 3000
        `,
        'b/Dockerfile': sample`
          FROM node:24 AS base
          HEALTHCHECK CMD curl -f localhost:3000
          FROM base
          EXPOSE 3000
        `,
      },
    },
    {
      title: 'Orchestrators probe by themselves, tools answer to nobody, an unknown base may bring one',
      good: {
        'a/Dockerfile': sample`
          FROM node:24
          EXPOSE 3000
        `,
        'charts/a/Chart.yaml': 'name: a',
        'b/Dockerfile': sample`
          FROM golang:1.26
          ENTRYPOINT ["/lint"]
        `,
        'c/Dockerfile': sample`
          FROM acme/runtime:4
          EXPOSE 3000
        `,
      },
    },
    {
      title: 'Deployed by a workflow to where probes are set elsewhere',
      good: {
        '.github/workflows/deploy.yml': sample`
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - run: helm upgrade --install shop oci://ghcr.io/acme/charts/shop
        `,
        Dockerfile: sample`
          FROM node:24
          EXPOSE 3000
        `,
      },
    },
    {
      title: 'A Compose file that checks the service',
      good: {
        Dockerfile: sample`
          FROM node:24
          EXPOSE 3000
        `,
        'compose.yaml': sample`
          services:
            web:
              build: .
              healthcheck:
                test: curl -f http://localhost:3000
        `,
      },
    },
    {
      title: 'Said in the policy',
      options: { orchestrated: true },
      good: sample`
        FROM node:24
        EXPOSE 3000
      `,
    },
  ],
});

/** The service builds this file; where a variable names the file, a folder of the service's name is taken for it. */
const isMeant = ({ name, build }: ComposeService, path: string): boolean =>
  build?.dockerfile === path || (build?.dockerfile === undefined && name.text === nameOf(folderOf(path)));

/** The base cannot be looked into, and so may have set one. */
function mayInherit(stage: Stage): boolean {
  const base = rootBaseOf(stage);
  if (effectiveOf(stage, 'HEALTHCHECK')) return false;
  return base.kind === 'image' && (!base.reference || startOf(base.reference) === 'unknown');
}
