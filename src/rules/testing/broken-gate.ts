import { analysesWithoutInit, needsThatNeverRun, uploadsOfNothing } from '../../analysis/gates/broken-gates.ts';
import { code } from '../../core/message.ts';
import { isSwitchedOff } from '../../documents/expression.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'broken-gate',
  title: 'A check that cannot work',
  category: 'testing',
  severity: 'medium',
  since: '0.1.0',
  on: ['workflow'],
  why: 'The check is there to be seen and looks at nothing: it fails each time for a reason of its own, or never runs at all.',
  remedy: 'Mend the check, or take it out, so that nobody relies on it.',
  references: [
    'https://docs.github.com/en/code-security/reference/code-scanning/workflow-configuration-options',
    'https://docs.github.com/en/code-security/how-tos/find-and-fix-code-vulnerabilities/integrate-with-existing-tools/upload-sarif-file',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds',
  ],
  sameAs: [],
  *check(workflow, { repository }) {
    for (const job of workflow.jobs) {
      if (isSwitchedOff(job.if)) continue;
      for (const at of analysesWithoutInit(job, repository))
        yield { at, key: 'codeql', message: 'CodeQL analyzes nothing: no step of this job runs its `init` before' };
      for (const file of uploadsOfNothing(job, repository))
        yield {
          at: file.span,
          key: 'sarif',
          message: `No step before writes ${code(file.text)}, so there is nothing to upload`,
        };
      for (const need of needsThatNeverRun(job, repository))
        yield {
          at: need.span,
          key: 'needs',
          message: `Job ${code(need.text)} never runs on the events that start this job, so neither does ${code(job.id.text)}`,
        };
    }
  },
  examples: [
    {
      title: 'CodeQL without `init`',
      bad: sample`
        on: pull_request
        jobs:
          analyze:
            runs-on: ubuntu-latest
            permissions: { security-events: write }
            steps:
              - uses: actions/checkout@v6
              - run: npm ci && npm run build
              - uses: «github/codeql-action/analyze@v4»
      `,
      good: sample`
        on: pull_request
        jobs:
          analyze:
            runs-on: ubuntu-latest
            permissions: { security-events: write }
            steps:
              - uses: actions/checkout@v6
              - uses: github/codeql-action/init@v4
              - run: npm ci && npm run build
              - uses: github/codeql-action/analyze@v4
      `,
    },
    {
      title: '`init` in an action of the repository',
      good: {
        '.github/workflows/codeql.yml': sample`
          on: pull_request
          jobs:
            analyze:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                - uses: ./.github/actions/start
                - uses: github/codeql-action/analyze@v4
        `,
        '.github/actions/start/action.yml': sample`
          name: Start
          runs:
            using: composite
            steps:
              - uses: github/codeql-action/init@v4
        `,
      },
    },
    {
      title: 'an upload of a file that nobody writes',
      bad: sample`
        on: pull_request
        jobs:
          scan:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v6
              - uses: aquasecurity/trivy-action@v0.35.0
                with: { scan-type: fs, format: sarif, output: trivy-results.sarif }
              - uses: github/codeql-action/upload-sarif@v4
                with: { sarif_file: «results.sarif» }
      `,
      good: sample`
        on: pull_request
        jobs:
          scan:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v6
              - uses: aquasecurity/trivy-action@v0.35.0
                with: { scan-type: fs, format: sarif, output: trivy-results.sarif }
              - uses: github/codeql-action/upload-sarif@v4
                with: { sarif_file: trivy-results.sarif }
          other:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v6
              - run: make scan
              - uses: github/codeql-action/upload-sarif@v4
                with: { sarif_file: results.sarif }
      `,
    },
    {
      title: 'a needed job that this event leaves out',
      bad: sample`
        on: pull_request
        jobs:
          build:
            if: github.event_name == 'push'
            runs-on: ubuntu-latest
            steps: [{ run: go build ./... }]
          test:
            needs: «build»
            runs-on: ubuntu-latest
            steps: [{ run: go test ./... }]
      `,
      good: sample`
        on: [push, pull_request]
        jobs:
          build:
            if: github.event_name == 'push'
            runs-on: ubuntu-latest
            steps: [{ run: go build ./... }]
          test:
            needs: build
            runs-on: ubuntu-latest
            steps: [{ run: go test ./... }]
          always:
            needs: build
            if: always()
            runs-on: ubuntu-latest
            steps: [{ run: go vet ./... }]
      `,
    },
  ],
});
