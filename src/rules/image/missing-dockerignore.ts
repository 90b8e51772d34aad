import { code } from '../../core/message.ts';
import { isNonShipping } from '../../core/paths.ts';
import { findBroadCopy, isFirstOfContext, trackedSecretsIn, wholeCopyOf } from '../../analysis/images/context-leaks.ts';
import { buildsOf } from '../../analysis/images/builds.ts';
import { contextOf, type Context } from '../../analysis/images/contexts.ts';
import type { Dockerfile } from '../../documents/dockerfile/model.ts';
import type { Repository } from '../../documents/document.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'missing-dockerignore',
  title: 'The whole folder is copied and nothing is left out',
  category: 'image',
  severity: 'low',
  since: '0.1.0',
  on: ['dockerfile'],
  why: `Without an ignore file the copy takes along the git history, packages and build output of whoever builds, local
    settings and keys. They bloat the image, spoil the layer cache, and secrets among them can be read by all who pull it.`,
  remedy: 'Add a `.dockerignore` at the root of the build context.',
  references: [
    'https://docs.docker.com/build/concepts/context/#dockerignore-files',
    'https://github.com/docker/build-push-action#git-context',
  ],
  sameAs: ['droast/DF033', 'droast/DF007'],
  applies(dockerfile, { repository }) {
    if (isNonShipping(dockerfile.file.path)) return { answer: 'does not apply', reason: 'the image is not shipped' };
    if (!findBroadCopy(dockerfile))
      return { answer: 'does not apply', reason: 'no instruction copies the whole build context' };
    const context = contextOf(dockerfile, repository);
    if (!context) return { answer: 'unknown', reason: 'the build context is not known' };
    if (isFetched(dockerfile, context, repository) && trackedSecretsIn(context, repository).length === 0)
      return { answer: 'does not apply', reason: 'the context is fetched from git, without anything untracked' };
    return { answer: 'applies', reason: `everything in ${code(context.root === '' ? '.' : context.root)} is copied` };
  },
  *check(dockerfile, { repository }) {
    const whole = wholeCopyOf(dockerfile, repository);
    if (!whole || whole.context.ignoreFile || !isFirstOfContext(whole, repository)) return;
    const { root, kind } = whole.context;
    const at = whole.copy.instruction.span;
    const [secret] = trackedSecretsIn(whole.context, repository);
    if (secret === undefined && isFetched(dockerfile, whole.context, repository)) return;
    const folder = code(root === '' ? '.' : root);
    const message =
      secret === undefined
        ? `Everything in ${folder} is copied, and no ignore file leaves anything out`
        : kind === 'git'
          ? `${code(secret)} is copied with everything else, and a context fetched from git reads no ignore file`
          : `${code(secret)} is copied with everything else in ${folder}, and no ignore file leaves it out`;
    yield { at, message, key: 'context', severity: secret === undefined ? 'low' : 'medium' };
  },
  examples: [
    {
      bad: {
        Dockerfile: sample`
          FROM node:24
          «COPY . /app»
          CMD ["node", "/app/server.js"]
        `,
      },
      good: {
        Dockerfile: sample`
          FROM node:24
          COPY . /app
          CMD ["node", "/app/server.js"]
        `,
        '.dockerignore': sample`
          .git
          node_modules
        `,
      },
    },
    {
      title: 'A tracked secret goes in',
      bad: {
        Dockerfile: sample`
          FROM node:24
          «COPY . /app»
        `,
        '.env': sample`
          DB_PASSWORD=plimsoll-mark-1876
        `,
      },
    },
    {
      title: 'A build from git brings no untracked file, but a tracked secret',
      bad: {
        '.github/workflows/image.yml': sample`
          on: push
          jobs:
            image:
              runs-on: ubuntu-latest
              steps:
                - uses: docker/build-push-action@v6
                  with:
                    push: true
        `,
        Dockerfile: sample`
          FROM node:24
          «COPY . /app»
        `,
        '.env': sample`
          DB_PASSWORD=plimsoll-mark-1876
        `,
      },
      good: {
        '.github/workflows/image.yml': sample`
          on: push
          jobs:
            image:
              runs-on: ubuntu-latest
              steps:
                - uses: docker/build-push-action@v6
                  with:
                    push: true
        `,
        Dockerfile: sample`
          FROM node:24
          COPY . /app
        `,
      },
    },
    {
      title: 'An image that an action runs is built from an archive',
      good: {
        'action.yml': sample`
          name: lint
          runs:
            using: docker
            image: Dockerfile
        `,
        Dockerfile: sample`
          FROM python:3.13-slim
          COPY . /lint
          ENTRYPOINT ["python", "/lint/main.py"]
        `,
      },
    },
    {
      title: 'Once a context, however many images are built from it',
      bad: {
        Dockerfile: sample`
          FROM node:24
          «COPY . /app»
        `,
        'Dockerfile.worker': sample`
          FROM node:24
          COPY package.json /app/
          COPY . /app
        `,
        'package.json': '{}',
      },
    },
    {
      title: 'Files copied by name, an ignore file of the Dockerfile’s own or of Podman, a folder of tests',
      good: {
        'api/Dockerfile': sample`
          FROM node:24
          COPY package.json server.js /app/
        `,
        'api/package.json': '{}',
        'api/server.js': '',
        'web.Dockerfile': sample`
          FROM node:24
          COPY . /app
        `,
        'web.Dockerfile.dockerignore': sample`
          .git
        `,
        'test/Dockerfile': sample`
          FROM node:24
          COPY . /app
        `,
        'job/Dockerfile': sample`
          FROM node:24
          COPY --exclude=.git --exclude=node_modules . /app
          COPY job.js /app
        `,
        'job/job.js': '',
        'pod/Containerfile': sample`
          FROM node:24
          COPY main.js /app/
          COPY . /app
        `,
        'pod/main.js': '',
        'pod/.containerignore': sample`
          .git
        `,
      },
    },
  ],
});

/** Nothing untracked enters a Git context, nor the archive as which GitHub fetches an action that it builds an image for. */
function isFetched(dockerfile: Dockerfile, context: Context, repository: Repository): boolean {
  const builds = buildsOf(dockerfile, repository);
  return context.kind === 'git' || (builds.length > 0 && builds.every(({ origin }) => origin === 'action'));
}
