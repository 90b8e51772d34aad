import { cachesAnything, everydayInstallsOf } from '../../analysis/installs/dependency-caches.ts';
import { code } from '../../core/message.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'missing-dependency-cache',
  title: 'Dependencies are downloaded anew by every job',
  category: 'speed',
  severity: 'low',
  since: '0.1.0',
  on: ['repository'],
  why: 'Every run waits for the same downloads, and fails when the registry is slow or down.',
  remedy:
    'Switch on the cache of the set-up action (`cache: npm`), or add `actions/cache` with the lock file in its key.',
  references: ['https://docs.github.com/en/actions/reference/workflows-and-actions/dependency-caching'],
  sameAs: ['actiondoc/COST002', 'actiondoc/COST003'],
  applies(repository) {
    const count = everydayInstallsOf(repository).length;
    if (count < 2)
      return { answer: 'does not apply', reason: 'fewer than two everyday jobs install dependencies from a lock file' };
    if (cachesAnything(repository)) return { answer: 'does not apply', reason: 'the workflows use a cache' };
    return { answer: 'applies', reason: `${count.toString()} jobs install dependencies` };
  },
  *check(repository) {
    const installs = everydayInstallsOf(repository);
    const [first] = installs;
    if (!first) return;
    yield {
      at: first.at,
      key: 'cache',
      ofRepository: true,
      certainty: 'tentative',
      message: `${installs.length.toString()} jobs download what ${code(first.manager.name)} needs, and no workflow keeps it`,
    };
  },
  examples: [
    {
      bad: {
        'package-lock.json': sample`
          {}
        `,
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            lint:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/setup-node@v4
                - run: «npm ci»
            test:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/setup-node@v4
                - run: npm ci && npm test
        `,
      },
      good: {
        'package-lock.json': sample`
          {}
        `,
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            lint:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/setup-node@v4
                  with: { cache: npm }
                - run: npm ci
            test:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/setup-node@v4
                - run: npm ci && npm test
        `,
      },
    },
    {
      title: 'releases start without a cache on purpose',
      good: {
        'package-lock.json': sample`
          {}
        `,
        '.github/workflows/release.yml': sample`
          on:
            push:
              tags: ['v*']
          jobs:
            one:
              runs-on: ubuntu-latest
              steps: [{ run: npm ci }]
            two:
              runs-on: ubuntu-latest
              steps: [{ run: npm ci }]
        `,
      },
    },
    {
      title: 'set-up actions that cache by themselves',
      bad: {
        'package-lock.json': sample`
          {}
        `,
        'package.json': sample`
          { "name": "shop" }
        `,
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            lint:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/setup-node@v6
                - run: «npm ci»
            test:
              runs-on: ubuntu-latest
              steps:
                - uses: astral-sh/setup-uv@v7
                  with: { enable-cache: false }
                - uses: actions/setup-go@v3
                - run: npm ci && npm test
        `,
      },
      good: {
        'package-lock.json': sample`
          {}
        `,
        'package.json': sample`
          { "packageManager": "npm@11.4.2" }
        `,
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            lint:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/setup-node@v6
                - run: npm ci
            test:
              runs-on: ubuntu-latest
              steps:
                - run: npm ci && npm test
        `,
      },
    },
    {
      title: 'another cache, and machines that keep their disk',
      good: {
        'uv.lock': sample`
          version = 1
        `,
        'package-lock.json': sample`
          {}
        `,
        '.github/workflows/python.yml': sample`
          on: pull_request
          jobs:
            lint:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/setup-go@v6
                - run: uv sync --locked
            test:
              runs-on: ubuntu-latest
              steps: [{ run: uv sync --locked }]
        `,
        '.github/workflows/own.yml': sample`
          on: push
          jobs:
            one:
              runs-on: [self-hosted, linux]
              steps: [{ run: npm ci }]
            two:
              runs-on: [self-hosted, linux]
              steps: [{ run: npm ci }]
        `,
      },
    },
  ],
});
