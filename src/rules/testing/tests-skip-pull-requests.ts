import type { Activity } from '../../analysis/activities/activity.ts';
import { occasionsOf, startsOf } from '../../analysis/gates/changes.ts';
import { followsDeploy } from '../../analysis/delivery/after-deploys.ts';
import { evidenceFor, wordsOf } from '../../analysis/gates/gates.ts';
import { findOtherCi } from '../../analysis/gates/other-ci.ts';
import { code } from '../../core/message.ts';
import type { Repository } from '../../documents/document.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'tests-skip-pull-requests',
  title: 'Tests that start only after the merge',
  category: 'testing',
  severity: 'low',
  since: '0.1.0',
  on: ['repository'],
  why: 'What breaks is found when it is already on the branch that everybody builds on, and perhaps released.',
  remedy: 'Let the workflow that tests start on `pull_request` as well.',
  references: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request',
  ],
  sameAs: [],
  applies(repository) {
    const { sound, named } = evidenceFor('test', undefined, repository);
    if (sound.length === 0) return { answer: 'does not apply', reason: 'no step is known to run tests' };
    if (sound.every((activity) => followsDeploy(activity, repository)))
      return { answer: 'does not apply', reason: 'tests only look at what has been deployed' };
    const occasions = new Set([...sound, ...named].flatMap((activity) => [...occasionsOf(activity, repository)]));
    if (occasions.has('before')) return { answer: 'applies', reason: 'tests run before a change is merged' };
    const other = findOtherCi(repository);
    if (other)
      return { answer: 'unknown', reason: `pull requests may be tested in ${other.name} (${code(other.path)})` };
    if (occasions.has('unknown'))
      return {
        answer: 'unknown',
        reason: 'what starts the tests is decided outside of this repository, or by a comment',
      };
    if (!occasions.has('after') && !findMutedOnChange(repository))
      return {
        answer: 'unknown',
        reason: 'tests run for releases, on schedule or by hand; where changes are tested is open',
      };
    return { answer: 'applies', reason: 'tests run once a change is on its branch' };
  },
  *check(repository) {
    const { sound, named } = evidenceFor('test', undefined, repository);
    const all = [...sound, ...named];
    if (all.some((activity) => occasionsOf(activity, repository).has('before'))) return;
    const first = sound.find(
      (activity) => occasionsOf(activity, repository).has('after') && !followsDeploy(activity, repository),
    );
    const muted = findMutedOnChange(repository);
    if (!first && muted?.mute) {
      yield {
        at: muted.mute.at,
        key: 'tests',
        ofRepository: true,
        message: `Nothing heeds whether ${code(wordsOf(muted))} fails, and no other test runs when a change comes`,
      };
    }
    if (!first) return;
    const branches = branchesOf(first, repository);
    const where = branches.length > 0 && branches.length < 4 ? `pushes to ${branches.map(code).join(', ')}` : 'pushes';
    yield {
      at: first.at,
      key: 'tests',
      ofRepository: true,
      message: `${code(wordsOf(first))} runs on ${where}, and no test runs on a pull request`,
    };
  },
  examples: [
    {
      bad: sample`
        on:
          push:
            branches: [main]
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v6
              - run: npm ci
              - run: «npx vitest run»
      `,
      good: sample`
        on:
          push:
            branches: [main]
          pull_request:
            paths: ['src/**']
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v6
              - run: npm ci
              - run: npx vitest run
      `,
    },
    {
      title: 'the job leaves pull requests out',
      bad: sample`
        on:
          push: { branches: [main] }
          pull_request:
        jobs:
          build:
            runs-on: ubuntu-latest
            steps: [{ run: go build ./... }]
          test:
            if: github.event_name == 'push'
            runs-on: ubuntu-latest
            steps:
              - run: «go test ./...»
      `,
    },
    {
      title: 'what runs on a pull request is muted, and the rest runs at night',
      bad: {
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: go test ./... «|| true»
        `,
        '.github/workflows/nightly.yml': sample`
          on: { schedule: [{ cron: '17 4 * * *' }] }
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: go test ./... }]
        `,
      },
    },
    {
      title: 'pushes to every branch',
      good: {
        '.github/workflows/every-branch.yml': sample`
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: go test ./... }]
        `,
        '.github/workflows/end-to-end.yml': sample`
          on: { push: { branches: [main] } }
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: npx playwright test }]
        `,
      },
    },
    {
      title: 'tests before a release say nothing about changes',
      good: sample`
        on: { release: { types: [published] } }
        jobs:
          release:
            runs-on: ubuntu-latest
            steps:
              - run: cargo test
              - run: cargo publish
      `,
    },
    {
      title: 'a test that looks at what was deployed',
      good: sample`
        on: { push: { branches: [main] } }
        jobs:
          production:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: kubectl apply -f k8s/
              - run: npx playwright test
      `,
    },
    {
      title: 'another system may test them',
      good: {
        '.travis.yml': '',
        '.github/workflows/ci.yml': sample`
          on: { push: { branches: [main] } }
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: pytest }]
        `,
      },
    },
  ],
});

/** What runs for releases or on schedule says nothing about a change, and what is muted says nothing at all. */
const findMutedOnChange = (repository: Repository): Activity | undefined =>
  evidenceFor('test', undefined, repository).muted.find((activity) => {
    const occasions = occasionsOf(activity, repository);
    return activity.mute && (occasions.has('before') || occasions.has('after'));
  });

const branchesOf = (activity: Activity, repository: Repository): readonly string[] => [
  ...new Set(
    startsOf(activity, repository).flatMap(({ event, trigger }) =>
      event === 'push' ? (trigger?.branches ?? []).map(({ text }) => text) : [],
    ),
  ),
];
