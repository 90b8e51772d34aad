import { code } from '../../core/message.ts';
import { namedImagesIn } from '../../analysis/images/base-images.ts';
import { endedReleaseOf } from '../../analysis/images/end-of-life.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'end-of-life-base-image',
  title: 'The base image gets no more security fixes',
  category: 'upkeep',
  severity: 'medium',
  since: '0.1.0',
  on: ['dockerfile'],
  why: `A release past its end of life still builds, but what is found in it from then on stays unfixed, in the language
    as in the system below it. Scanners then report holes for which there is no update.`,
  remedy: 'Build on a release that is still supported.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image',
    'https://endoflife.date/',
  ],
  sameAs: [],
  *check(dockerfile) {
    for (const { at, reference, use } of namedImagesIn(dockerfile)) {
      const ended = use === 'FROM' ? endedReleaseOf(reference) : undefined;
      if (!ended) continue;
      const image = code(reference.tag === undefined ? reference.name : `${reference.name}:${reference.tag}`);
      const release = ended.version === '' ? ended.product : `${ended.product} ${ended.version}`;
      const message = `${image} builds on ${release}, which got its last fixes on ${ended.date}`;
      yield { at, message, key: `${reference.name} ${ended.product}` };
    }
  },
  examples: [
    {
      bad: sample`
        FROM «node:18-alpine»
        CMD ["node", "server.js"]
      `,
      good: sample`
        FROM node:24-alpine
        CMD ["node", "server.js"]
      `,
    },
    {
      title: 'The system below the language counts, whether a suffix or a codename names it',
      bad: sample`
        FROM «python:3.13-slim-bullseye» AS a
        FROM «ruby:3.4-alpine3.15» AS b
        FROM «eclipse-temurin:21-jre-focal» AS c
        FROM «gcr.io/distroless/static-debian11»
      `,
      good: sample`
        FROM python:3.13-slim-bookworm AS a
        FROM ruby:3.4-alpine3.22 AS b
        FROM eclipse-temurin:21-jre-noble AS c
        FROM gcr.io/distroless/static-debian12
      `,
    },
    {
      title: 'A digest freezes what has ended, and the newest 7 of PHP has ended too',
      bad: sample`
        FROM «golang:1.18@sha256:4b7ce07002c69e8f3d704a9c5d6fd3053be500b7f1c69fc0d80990c2ad8dd412» AS build
        FROM «docker.io/library/php:7»
      `,
    },
    {
      title: 'Versions of images that are not in the table, and tags too coarse to tell',
      good: sample`
        FROM acme/node:12 AS a
        FROM python:3 AS b
        FROM node:lts AS c
        FROM redis:6
      `,
    },
  ],
});
