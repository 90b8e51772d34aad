import { code } from '../../core/message.ts';
import { isNonShipping } from '../../core/paths.ts';
import { buildsOf } from '../../analysis/images/builds.ts';
import { findBuildCommand } from '../../analysis/images/build-commands.ts';
import { startsContainers } from '../../analysis/images/service-images.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'build-tools-in-final-stage',
  title: 'The image ships what it was built with',
  category: 'image',
  severity: 'low',
  since: '0.1.0',
  on: ['dockerfile'],
  why: `Compilers, package managers and sources that only the build needs make the image several times larger, slower to
    pull and start, and give whoever gets in the tools to go on.`,
  remedy: 'Build in a first stage and copy the result into a last one that starts from a small runtime image.',
  references: [
    'https://docs.docker.com/build/building/multi-stage/',
    'https://docs.docker.com/build/building/best-practices/#use-multi-stage-builds',
  ],
  sameAs: ['droast/DF011', 'tally/prefer-multi-stage-build'],
  *check(dockerfile, { repository }) {
    const [stage, ...others] = dockerfile.stages;
    if (!stage || others.length > 0 || !startsContainers(stage) || isNonShipping(dockerfile.file.path)) return;
    if (buildsOf(dockerfile, repository).some(({ origin }) => origin === 'action')) return;
    const build = findBuildCommand(stage);
    if (!build) return;
    const message = `${code(build.name)} runs in the only stage, so its tools and sources ship with the result`;
    yield { at: build.command.span, message, key: build.name, certainty: 'tentative' };
  },
  examples: [
    {
      bad: sample`
        FROM node:24
        WORKDIR /app
        COPY package.json package-lock.json ./
        RUN npm ci
        COPY . .
        RUN «npm run build»
        CMD ["node", "dist/server.js"]
      `,
      good: sample`
        FROM node:24 AS build
        WORKDIR /app
        COPY package.json package-lock.json ./
        RUN npm ci
        COPY . .
        RUN npm run build

        FROM node:24-slim
        COPY --from=build /app/dist /app
        CMD ["node", "/app/server.js"]
      `,
    },
    {
      title: 'Compiled languages',
      bad: sample`
        FROM golang:1.26
        COPY . /src
        RUN cd /src && «CGO_ENABLED=0 go build -o /bin/app ./cmd/app»
        ENTRYPOINT ["/bin/app"]
      `,
      good: sample`
        FROM python:3.13-slim
        COPY requirements.txt .
        RUN pip install -r requirements.txt
        COPY . .
        CMD ["python", "app.py"]
      `,
    },
    {
      title: 'Bundlers by name, and a source that is installed; a tool fetched by its module is none',
      bad: sample`
        FROM golang:1.26
        COPY . .
        RUN «go install ./cmd/app»
        ENTRYPOINT ["app"]
      `,
      good: sample`
        FROM golang:1.26
        RUN go install example.com/lint@v1.2.3
        ENTRYPOINT ["lint"]
      `,
    },
    {
      bad: sample`
        FROM node:24
        COPY . .
        RUN npm ci && «npx next build»
        CMD ["npx", "next", "start"]
      `,
    },
    {
      title: 'Tools that the same layer takes away again, and images that start nothing',
      good: {
        Dockerfile: sample`
          FROM alpine:3.22
          RUN apk add --virtual .build-deps gcc make && make install && apk del .build-deps
          CMD ["server"]
        `,
        'ci/Dockerfile': sample`
          FROM golang:1.26
          RUN go build -o /usr/local/bin/tool ./tool
        `,
      },
    },
  ],
});
