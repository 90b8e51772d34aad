import { code } from '../../core/message.ts';
import { lateInstallsIn } from '../../analysis/installs/late-installs.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'cache-hostile-copy-order',
  title: 'Dependencies are installed again after every change',
  category: 'speed',
  severity: 'low',
  since: '0.1.0',
  on: ['dockerfile'],
  why: `A layer is built again as soon as anything in front of it changes. With the whole source copied first, one changed
    line of code downloads and installs every dependency anew, on every build and every machine.`,
  remedy: 'Copy the manifest and the lock file, install, and copy the rest after that.',
  references: [
    'https://docs.docker.com/build/cache/optimize/#order-your-layers',
    'https://docs.docker.com/build/cache/optimize/#use-cache-mounts',
  ],
  sameAs: [],
  *check(dockerfile, { repository }) {
    for (const { copy, install, command } of lateInstallsIn(dockerfile, repository)) {
      const message = `${code(command)} runs again after any change, because everything is copied before it`;
      const related = [{ at: install, message: 'the install that is built again' }];
      yield { at: copy.span, message, key: command, related };
    }
  },
  examples: [
    {
      bad: sample`
        FROM node:24
        WORKDIR /app
        «COPY . .»
        RUN npm ci
        CMD ["node", "server.js"]
      `,
      good: sample`
        FROM node:24
        WORKDIR /app
        COPY package.json package-lock.json ./
        RUN npm ci
        COPY . .
        CMD ["node", "server.js"]
      `,
    },
    {
      title: 'Other managers, and ADD',
      bad: sample`
        FROM python:3.13 AS api
        «ADD . /srv»
        RUN cd /srv && pip install --no-cache-dir -r requirements.txt
        FROM golang:1.26
        «COPY ./ /src»
        RUN go mod download
        FROM python:3.13
        «COPY . .»
        RUN uv pip install --system -r requirements.txt
      `,
      good: sample`
        FROM python:3.13 AS api
        COPY . /srv
        RUN --mount=type=cache,target=/root/.cache/pip pip install -r /srv/requirements.txt
        FROM golang:1.26
        COPY . /src
        RUN go build -o /app ./cmd/app
      `,
    },
    {
      title: 'Where the source itself is what is installed, or was installed for before',
      good: sample`
        FROM python:3.13 AS api
        COPY . .
        RUN pip install . && pip install -r requirements.txt -e .
        FROM node:24 AS web
        COPY package.json package-lock.json ./
        RUN npm ci
        COPY . .
        RUN npm run build && npm ci --omit=dev
      `,
    },
    {
      title: 'Workspaces and install scripts need more than the manifest',
      good: {
        Dockerfile: sample`
          FROM node:24
          COPY . .
          RUN npm ci
        `,
        'package.json': sample`
          { "name": "app", "workspaces": ["packages/*"] }
        `,
      },
    },
  ],
});
