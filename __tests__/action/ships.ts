import { outdent } from './outdent.ts';
import type { Content, Files } from '../help/git-store.ts';

/** An ordinary repository, `octo-org/ships`, that already uses Plimsoll; tests change a file or two of it. */

const sha = (digit: string): string => digit.repeat(40);

export const ci = outdent(`
  name: CI
  on:
    push: { branches: [main] }
    pull_request:
  permissions:
    contents: read
  concurrency:
    group: ci-\${{ github.ref }}
    cancel-in-progress: true
  jobs:
    test:
      runs-on: ubuntu-24.04
      timeout-minutes: 10
      steps:
        - uses: actions/checkout@${sha('a')} # v6.0.1
        - uses: actions/setup-node@${sha('b')} # v6.1.0
          with: { node-version: 24, cache: npm }
        - run: npm ci
        - run: npm test
`);

export const plimsoll = outdent(`
  name: Plimsoll
  on:
    pull_request:
      types: [opened, synchronize, reopened, ready_for_review, edited]
    merge_group:
    push: { branches: [main] }
  permissions:
    contents: read
    pull-requests: write
  concurrency:
    group: plimsoll-\${{ github.ref }}
    cancel-in-progress: true
  jobs:
    plimsoll:
      runs-on: ubuntu-24.04
      timeout-minutes: 5
      steps:
        - uses: plimsoll-ci/plimsoll@${sha('c')} # v1.0.0
`);

export const dockerfile = outdent(`
  FROM node:24.1.0-bookworm-slim@sha256:${'d'.repeat(64)} AS build
  WORKDIR /app
  COPY package.json package-lock.json ./
  RUN npm ci --omit=dev
  COPY src ./src

  FROM node:24.1.0-bookworm-slim@sha256:${'d'.repeat(64)}
  WORKDIR /app
  COPY --from=build /app /app
  USER node
  HEALTHCHECK CMD ["node", "src/health.js"]
  CMD ["node", "src/index.js"]
`);

/** The release that a careless change adds: an action that follows a branch, next to a secret. */
export const careless = outdent(`
  name: Release
  on:
    push: { tags: ['v*'] }
  permissions:
    contents: read
  concurrency: release
  jobs:
    publish:
      runs-on: ubuntu-24.04
      timeout-minutes: 10
      steps:
        - uses: actions/checkout@${sha('a')} # v6.0.1
        - name: Scan
          uses: harbour/scan@main
          env:
            SCAN_TOKEN: \${{ secrets.SCAN_TOKEN }}
`);

export const ships = {
  '.github/workflows/ci.yml': ci,
  '.github/workflows/plimsoll.yml': plimsoll,
  '.github/dependabot.yml': outdent(`
    version: 2
    updates:
      - { package-ecosystem: npm, directory: /, schedule: { interval: weekly } }
      - { package-ecosystem: github-actions, directory: /, schedule: { interval: weekly } }
      - { package-ecosystem: docker, directory: /, schedule: { interval: weekly } }
  `),
  '.dockerignore': '.git\nnode_modules\n.env*\n',
  Dockerfile: dockerfile,
  'README.md': '# Ships\n',
  'package.json': '{ "name": "ships", "scripts": { "test": "node --test" } }\n',
  'package-lock.json': '{ "lockfileVersion": 3, "packages": {} }\n',
  'src/index.js': 'console.log("afloat");\n',
} satisfies Files;

/** The ordinary repository with some files changed, added, or (by `undefined`) removed. */
export function shipsWith(changes: Readonly<Record<string, Content | undefined>>): Files {
  const files: Record<string, Content> = { ...ships };
  for (const [path, content] of Object.entries(changes)) {
    if (content === undefined) Reflect.deleteProperty(files, path);
    else files[path] = content;
  }
  return files;
}
