import { needlessWaitsOf } from '../../analysis/runs/serial-jobs.ts';
import { code } from '../../core/message.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'needless-serial',
  title: 'Checks of one kind run one after another',
  category: 'speed',
  severity: 'info',
  since: '0.1.0',
  on: ['workflow'],
  why: 'Two jobs that could run side by side make whoever waits for the result wait for the sum of both.',
  remedy: 'Take the job out of `needs`, unless its failure is meant to spare the second one.',
  references: ['https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds'],
  sameAs: [],
  *check(workflow, { repository }) {
    for (const { job, need, kind } of needlessWaitsOf(workflow, repository)) {
      yield {
        at: need.span,
        key: 'serial',
        certainty: 'tentative',
        message: `Job ${code(job.id.text)} waits for ${code(need.text)}, takes nothing from it, and ${purposes[kind]}`,
      };
    }
  },
  examples: [
    {
      bad: sample`
        on: pull_request
        jobs:
          api:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v6
              - run: pytest api
          web:
            needs: «api»
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v6
              - run: pytest web
      `,
      good: sample`
        on: pull_request
        jobs:
          api:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v6
              - run: pytest api
          web:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v6
              - run: pytest web
      `,
    },
    {
      title: 'linters and scanners',
      bad: sample`
        on: pull_request
        jobs:
          style:
            runs-on: ubuntu-latest
            steps: [{ run: npx prettier --check . }]
          eslint:
            needs: [«style»]
            runs-on: ubuntu-latest
            steps: [{ run: npx eslint . }]
          audit:
            runs-on: ubuntu-latest
            steps: [{ run: npm audit }]
          secrets:
            needs: [«audit»]
            runs-on: ubuntu-latest
            steps: [{ run: gitleaks detect }]
      `,
    },
    {
      title: 'the cheap before the dear: another kind, another sort, more machines',
      good: sample`
        on: pull_request
        jobs:
          lint:
            runs-on: ubuntu-latest
            steps: [{ run: npx eslint . }]
          unit:
            needs: lint
            runs-on: ubuntu-latest
            steps: [{ run: npx jest }]
          everywhere:
            needs: unit
            strategy:
              matrix:
                os: [windows-latest, macos-latest]
            runs-on: \${{ matrix.os }}
            steps: [{ run: npx jest }]
          browser:
            needs: unit
            runs-on: ubuntu-latest
            steps: [{ run: npx playwright test }]
      `,
    },
    {
      title: 'an output, an artefact, a condition, a turn',
      good: sample`
        on: pull_request
        jobs:
          first:
            runs-on: ubuntu-latest
            outputs: { seed: '\${{ steps.seed.outputs.seed }}' }
            concurrency: { group: account }
            steps:
              - id: seed
                run: echo "seed=7" >> "$GITHUB_OUTPUT"
              - run: npx jest api
              - uses: actions/upload-artifact@v4
                with: { name: results, path: results }
          output:
            needs: first
            runs-on: ubuntu-latest
            steps: [{ run: 'npx jest --seed \${{ needs.first.outputs.seed }}' }]
          artefact:
            needs: first
            runs-on: ubuntu-latest
            steps:
              - uses: actions/download-artifact@v4
              - run: npx jest web
          condition:
            needs: first
            if: failure()
            runs-on: ubuntu-latest
            steps: [{ run: npx jest --verbose }]
          turn:
            needs: first
            concurrency: { group: account }
            runs-on: ubuntu-latest
            steps: [{ run: npx jest shop }]
      `,
    },
    {
      title: 'a job that does what nobody can see',
      good: sample`
        on: pull_request
        jobs:
          first:
            runs-on: ubuntu-latest
            steps:
              - run: npx jest api
              - run: plum-lab prepare
          second:
            needs: first
            runs-on: ubuntu-latest
            steps: [{ run: npx jest web }]
      `,
    },
  ],
});

const purposes = {
  test: 'runs tests as it does',
  lint: 'runs linters as it does',
  scan: 'runs scanners as it does',
};
