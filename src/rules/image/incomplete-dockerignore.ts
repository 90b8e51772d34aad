import { code } from '../../core/message.ts';
import { isNonShipping } from '../../core/paths.ts';
import { lineSpan } from '../../core/source.ts';
import { isAllowList, leaksOf, wholeCopyOf, type WholeCopy } from '../../analysis/images/context-leaks.ts';
import type { Dockerignore } from '../../documents/dockerignore-model.ts';
import type { Repository } from '../../documents/document.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'incomplete-dockerignore',
  title: 'An ignore file lets in what no image needs',
  category: 'image',
  severity: 'low',
  since: '0.1.0',
  on: ['dockerignore'],
  why: `The history, installed packages and files for secrets go into the image with a copy of everything: it grows, every
    commit spoils the layer cache, packages of another system overwrite the right ones, and secrets can be read by all
    who pull it.`,
  remedy: 'Add the missing lines to the ignore file.',
  references: ['https://docs.docker.com/build/concepts/context/#dockerignore-files'],
  sameAs: [],
  applies(ignore, { repository }) {
    if (isAllowList(ignore))
      return { answer: 'does not apply', reason: 'it names what may come in and leaves out the rest' };
    return findWholeCopy(ignore, repository)
      ? { answer: 'applies', reason: 'a Dockerfile copies everything that it lets in' }
      : { answer: 'does not apply', reason: 'no Dockerfile that ships is known to copy everything that it lets in' };
  },
  *check(ignore, { repository }) {
    const whole = findWholeCopy(ignore, repository);
    const leaks = whole ? leaksOf(ignore, whole.context, repository) : [];
    if (!whole || leaks.length === 0) return;
    const more = leaks.length > shownAtMost ? ` and ${(leaks.length - shownAtMost).toString()} more` : '';
    const message = `${leaks.slice(0, shownAtMost).map(code).join(', ')}${more} may enter the image with everything else`;
    const related = [{ at: whole.copy.instruction.span, message: 'copies everything that is not ignored' }];
    yield { at: lineSpan(ignore.file, 1), message, key: 'context', related };
  },
  examples: [
    {
      bad: {
        Dockerfile: sample`
          FROM node:24
          COPY . /app
        `,
        'package.json': '{}',
        '.dockerignore': sample`
          «# what the image does not need»
          dist
        `,
      },
      good: {
        Dockerfile: sample`
          FROM node:24
          COPY . /app
        `,
        'package.json': '{}',
        '.dockerignore': sample`
          .git
          **/node_modules
          dist
        `,
      },
    },
    {
      title: 'A pattern without `**` counts at the root alone; a tracked file for secrets',
      bad: {
        Dockerfile: sample`
          FROM node:24
          COPY . /app
        `,
        'web/package.json': '{}',
        '.env': sample`
          PORT=3000
        `,
        '.dockerignore': sample`
          «.git»
          node_modules
        `,
      },
    },
    {
      title: 'A list of what may come in, a context below the root, files copied by name',
      good: {
        Dockerfile: sample`
          FROM node:24
          COPY . /app
        `,
        '.dockerignore': sample`
          *
          !src
        `,
        'api/Dockerfile': sample`
          FROM python:3.13
          COPY requirements.txt .
          COPY . .
        `,
        'api/requirements.txt': '',
        'api/.dockerignore': sample`
          __pycache__
        `,
        'web/Dockerfile': sample`
          FROM node:24
          COPY package.json /app/
        `,
        'web/package.json': '{}',
        'web/.dockerignore': sample`
          dist
        `,
      },
    },
  ],
});

const shownAtMost = 4;

const findWholeCopy = (ignore: Dockerignore, repository: Repository): WholeCopy | undefined =>
  repository.dockerfiles
    .filter(({ file }) => !isNonShipping(file.path))
    .map((dockerfile) => wholeCopyOf(dockerfile, repository))
    .find((whole) => whole?.context.ignoreFile === ignore);
