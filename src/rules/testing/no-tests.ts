import { looksAtChanges, placeOfRepository } from '../../analysis/gates/changes.ts';
import {
  evidenceFor,
  findOnlyMuted,
  findSkippedTests,
  gates,
  findShipping,
  wordsOf,
} from '../../analysis/gates/gates.ts';
import { findHidingPlaceOfTests } from '../../analysis/gates/hiding-places.ts';
import { findOtherCi } from '../../analysis/gates/other-ci.ts';
import { fewestSources, isCollection, projectOf } from '../../analysis/gates/project.ts';
import { code } from '../../core/message.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'no-tests',
  title: 'No workflow runs tests',
  category: 'testing',
  severity: 'medium',
  since: '0.1.0',
  on: ['repository'],
  family: 'missing-gate',
  why: 'A change that breaks something is merged and released as easily as one that works, and users are the first to notice.',
  remedy: 'Run the tests in a workflow that starts on pull requests.',
  references: [
    'https://docs.github.com/en/actions/tutorials/build-and-test-code',
    'https://github.com/ossf/scorecard/blob/main/docs/checks.md#ci-tests',
  ],
  sameAs: ['scorecard/CI-Tests'],
  applies(repository) {
    const { sources, tests, frameworks } = projectOf(repository);
    if (sources.length < fewestSources)
      return { answer: 'does not apply', reason: 'there is hardly any source code here' };
    const evidence = evidenceFor('test', undefined, repository);
    const found = gates(evidence);
    if (found) return { answer: 'applies', reason: `${code(found.tool)} runs in ${code(found.at.file.path)}` };
    if (findOnlyMuted(evidence) ?? findSkippedTests(repository))
      return { answer: 'does not apply', reason: 'tests run, but nothing heeds them' };
    const other = findOtherCi(repository);
    if (other) return { answer: 'unknown', reason: `tests may run in ${other.name} (${code(other.path)})` };
    if (tests.length === 0 && frameworks.length === 0 && !findShipping(repository))
      return {
        answer: 'does not apply',
        reason: 'there are no test files, and no code is known to be shipped',
      };
    if (repository.workflows.some(({ problems }) => problems.length > 0) || hasUnreadWorkflow(repository.tree.unread))
      return { answer: 'unknown', reason: 'a workflow cannot be read' };
    if (repository.workflows.length > 0 && !looksAtChanges(repository))
      return { answer: 'unknown', reason: 'no workflow looks at changes, so they are tested elsewhere, if at all' };
    if (isCollection(repository))
      return {
        answer: 'unknown',
        reason: 'projects that share nothing stand side by side, as in a collection of samples',
      };
    const hiding = findHidingPlaceOfTests(repository);
    if (hiding) return { answer: 'unknown', reason: `what ${code(wordsOf(hiding))} does is not known` };
    return { answer: 'applies', reason: 'no command, action or name of a step says that it tests' };
  },
  *check(repository) {
    const evidence = evidenceFor('test', undefined, repository);
    if (gates(evidence)) return;
    const { sources, tests, frameworks } = projectOf(repository);
    const [first] = [...tests, ...frameworks];
    const shipping = findShipping(repository);
    const more = tests.length > 1 ? ` and ${(tests.length - 1).toString()} more test files stand` : ' stands';
    const consequence = first
      ? `${code(first)}${more} unused`
      : `${shipping ? code(shipping.tool) : 'a workflow'} ships what nobody tried`;
    yield {
      at: placeOfRepository(repository, first ?? sources[0]),
      key: 'tests',
      ofRepository: true,
      certainty: 'tentative',
      message: `No step that we can find runs tests: ${consequence}`,
    };
  },
  examples: [
    {
      bad: {
        '.github/workflows/ci.yml': sample`
          on:
            «pull_request»:
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                - run: npm ci
                - run: npx tsc # then npm test
                - run: echo "npm test"
        `,
        'src/main.ts': '',
        'src/cart.ts': '',
        'src/price.ts': '',
        'src/order.ts': '',
        'src/stock.ts': '',
        'src/cart.test.ts': '',
      },
      good: {
        '.github/workflows/ci.yml': sample`
          on:
            pull_request:
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                - run: npm ci
                - run: npx tsc
                - run: npx vitest run
        `,
        'src/main.ts': '',
        'src/cart.ts': '',
        'src/price.ts': '',
        'src/order.ts': '',
        'src/stock.ts': '',
        'src/cart.test.ts': '',
      },
    },
    {
      title: 'no test file either, but what is built is shipped',
      bad: {
        '.github/workflows/release.yml': sample`
          on:
            «push»:
              branches: [main]
          jobs:
            release:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                - run: npm publish
        `,
        'src/a.js': '',
        'src/b.js': '',
        'src/c.js': '',
        'src/d.js': '',
        'src/e.js': '',
      },
      good: {
        '.github/workflows/release.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            build:
              runs-on: ubuntu-latest
              steps: [{ run: npm run build }]
        `,
        'package.json': sample`
          { "scripts": { "build": "tsc" } }
        `,
        'src/a.js': '',
        'src/b.js': '',
        'src/c.js': '',
        'src/d.js': '',
        'src/e.js': '',
      },
    },
    {
      title: 'tests behind a script of the package, a target, or in another system',
      good: {
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                - run: npm run ci
        `,
        'package.json': sample`
          { "scripts": { "ci": "npm run build && npm run check", "build": "tsc", "check": "vitest run" } }
        `,
        'src/main.ts': '',
        'src/cart.ts': '',
        'src/price.ts': '',
        'src/order.ts': '',
        'src/stock.ts': '',
        'src/cart.test.ts': '',
      },
    },
    {
      title: 'they may run in another system',
      good: {
        '.circleci/config.yml': '',
        Dockerfile: sample`
          FROM scratch
        `,
        'src/main.go': '',
        'src/cart.go': '',
        'src/price.go': '',
        'src/order.go': '',
        'src/stock.go': '',
        'src/cart_test.go': '',
      },
    },
    {
      title: 'what a script does is not known',
      good: {
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                - run: ./ci/everything
        `,
        'ci/everything': '#!/usr/bin/env perl\n',
        'src/main.go': '',
        'src/cart.go': '',
        'src/price.go': '',
        'src/order.go': '',
        'src/stock.go': '',
        'src/cart_test.go': '',
      },
    },
    {
      title: 'a repository whose workflows only release',
      good: {
        '.github/workflows/release.yml': sample`
          on:
            release: { types: [published] }
          jobs:
            release:
              runs-on: ubuntu-latest
              steps: [{ run: cargo publish }]
        `,
        'src/main.rs': '',
        'src/cart.rs': '',
        'src/price.rs': '',
        'src/order.rs': '',
        'src/stock.rs': '',
        'tests/cart.rs': '',
      },
    },
    {
      title: 'examples and a few scripts',
      good: {
        '.github/workflows/ci.yml': sample`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps: [{ run: docker build . }]
        `,
        'examples/a.py': '',
        'examples/b.py': '',
        'examples/c.py': '',
        'examples/d.py': '',
        'examples/e.py': '',
        'entrypoint.py': '',
        'test/test_entrypoint.py': '',
      },
    },
  ],
});

const hasUnreadWorkflow = (unread: ReadonlyMap<string, unknown>): boolean =>
  [...unread.keys()].some((path) => path.startsWith('.github/workflows/'));
