import { code } from '../../core/message.ts';
import type { Related } from '../../core/problem.ts';
import { textOfSpan } from '../../core/source.ts';
import { forkCheckoutsOf, isOpen, type ForkCheckout } from '../../analysis/trust/fork-checkout.ts';
import { findSpoils } from '../../analysis/trust/power.ts';
import { pathOfStart } from '../../analysis/trust/starts.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'untrusted-checkout',
  title: 'Code of a pull request runs with the repository’s rights',
  category: 'attack-surface',
  severity: 'critical',
  since: '0.1.0',
  on: ['workflow'],
  why: `\`pull_request_target\`, \`workflow_run\` and \`issue_comment\` run with the repository’s token and secrets,
    whoever started them. Once such a job fetches a pull request and runs anything of it – a build file, an install script,
    a test, a local action – its author’s code has that token, those secrets and the caches of the default branch.`,
  remedy:
    'Build and test in a workflow on `pull_request`, and leave to the privileged one only what needs no code of it.',
  references: [
    'https://docs.github.com/en/actions/reference/security/securely-using-pull_request_target',
    'https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/',
  ],
  sameAs: [
    'zizmor/dangerous-triggers',
    'codeql/actions/untrusted-checkout/critical',
    'codeql/actions/untrusted-checkout/high',
    'poutine/untrusted_checkout_exec',
    'octoscan/dangerous-checkout',
    'scorecard/Dangerous-Workflow',
    'semgrep/pull-request-target-code-checkout',
    'pipeline-check/GHA-002',
    'pipeline-check/GHA-046',
    'codeql/actions/untrusted-checkout/medium',
    'kics/checkout_of_untrusted_code_in_privileged_context',
    'semgrep/workflow-run-target-code-checkout',
    'semgrep/gha-pwn-request-fork-checkout',
    'ghasec/dangerous-checkout',
    'pipeline-check/GHA-044',
  ],
  *check(workflow, { repository }) {
    for (const job of workflow.jobs) {
      const spoils = findSpoils(job);
      for (const checkout of forkCheckoutsOf(job, repository)) {
        yield {
          at: checkout.at,
          message:
            `${code(textOfSpan(checkout.execution.at))} runs code of the pull request that is fetched here` +
            (spoils ? `, with ${spoils} in reach` : ''),
          key: checkout.start.event,
          severity: isOpen(checkout) ? 'critical' : 'high',
          certainty: isOpen(checkout) ? 'firm' : 'tentative',
          related: relatedTo(checkout),
        };
      }
    }
  },
  examples: [
    {
      bad: sample`
        on: pull_request_target
        jobs:
          test:
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/checkout@v3
                with:
                  ref: «\${{ github.event.pull_request.head.sha }}»
              - run: npm ci
      `,
      good: sample`
        on: pull_request_target
        jobs:
          size:
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/checkout@v3
                with:
                  ref: \${{ github.event.pull_request.head.sha }}
              - run: du --summarize .
      `,
    },
    {
      title: 'The guard of actions/checkout, and the input that takes it away',
      bad: sample`
        on: pull_request_target
        jobs:
          test:
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/checkout@v7
                with:
                  ref: «refs/pull/\${{ github.event.number }}/merge»
                  allow-unsafe-pr-checkout: true
              - run: make test
      `,
      good: sample`
        on: pull_request_target
        jobs:
          test:
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/checkout@v6
                with:
                  ref: refs/pull/\${{ github.event.number }}/merge
              - run: make test
      `,
    },
    {
      title: 'The guard by version: of a tag, of the comment beside a commit, unknown without one',
      bad: sample`
        on: pull_request_target
        jobs:
          test:
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/checkout@v4.2.2
                with:
                  ref: «\${{ github.event.pull_request.head.sha }}»
                  path: first
              - run: make -C first
              - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
                with:
                  ref: «\${{ github.event.pull_request.head.sha }}»
                  path: second
              - run: cd second && make
              - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
                with:
                  ref: «\${{ github.event.pull_request.head.sha }}»
                  path: third
              - working-directory: third
                run: make
      `,
      good: sample`
        on: pull_request_target
        jobs:
          test:
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/checkout@v4.4.0
                with:
                  ref: \${{ github.event.pull_request.head.sha }}
              - run: make
              - uses: actions/checkout@d23441a48e516b6c34aea4fa41551a30e30af803 # v6.1.0
                with:
                  ref: \${{ github.event.pull_request.head.sha }}
              - run: make
      `,
    },
    {
      title: 'An enterprise server has its own copies of actions',
      facts: { server: 'git.example.com' },
      bad: sample`
        on: pull_request_target
        jobs:
          test:
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/checkout@v6
                with:
                  ref: «\${{ github.event.pull_request.head.sha }}»
              - run: make
      `,
    },
    {
      title: 'Comments are not guarded; by hand with gh or git',
      bad: sample`
        on: issue_comment
        jobs:
          test:
            if: contains(github.event.comment.body, '/test')
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/checkout@v6
              - run: |
                  «gh pr checkout "$NUMBER"»
                  ./scripts/test.sh
                env:
                  NUMBER: \${{ github.event.issue.number }}
          build:
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/checkout@v6
              - run: |
                  «git fetch origin "pull/\${{ github.event.issue.number }}/head:pr"»
                  git checkout pr
              - uses: ./.github/actions/build
      `,
      good: sample`
        on: issue_comment
        jobs:
          diff:
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/checkout@v6
              - run: |
                  git fetch origin "pull/\${{ github.event.issue.number }}/head:pr"
                  git diff --stat main pr
              - run: make report
      `,
    },
    {
      title: 'A clone of the fork',
      bad: sample`
        on: pull_request_target
        jobs:
          test:
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/checkout@v6
              - run: |
                  «git clone --branch "\${{ github.head_ref }}" "\${{ github.event.pull_request.head.repo.clone_url }}" theirs»
                  make -C theirs
      `,
    },
    {
      title: 'What runs has to stand in that checkout',
      good: sample`
        on: issue_comment
        jobs:
          check:
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/checkout@v6
              - uses: actions/checkout@v6
                with:
                  ref: refs/pull/\${{ github.event.issue.number }}/head
                  path: theirs
              - run: node scripts/check.js theirs/package.json
              - run: npm ci --ignore-scripts
                working-directory: theirs
              - uses: ./.github/actions/report
      `,
    },
    {
      title: 'Behind a guard it counts as a lead',
      bad: sample`
        on:
          pull_request_target:
            types: [labeled]
        jobs:
          test:
            runs-on: ubuntu-24.04
            environment: review
            steps:
              - uses: actions/checkout@v7
                with:
                  ref: «\${{ github.event.pull_request.head.sha }}»
                  allow-unsafe-pr-checkout: true
              - run: npm test
      `,
    },
    {
      title: 'A branch by its name alone is found only in this repository',
      bad: sample`
        on: issue_comment
        jobs:
          test:
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/github-script@v9
                id: pr
                with:
                  script: |
                    const { data } = await github.rest.pulls.get({ ...context.repo, pull_number: context.issue.number })
                    core.setOutput('sha', data.head.sha)
              - uses: actions/checkout@v6
                with:
                  ref: «\${{ steps.pr.outputs.sha }}»
              - run: make
      `,
      good: sample`
        on:
          workflow_run:
            workflows: [CI]
            branches: [main]
        jobs:
          publish:
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/checkout@v3
                with:
                  ref: \${{ github.event.workflow_run.head_branch }}
              - run: npm publish
      `,
    },
    {
      title: 'After runs that only those with write access can start',
      good: {
        '.github/workflows/ci.yml': sample`
          name: CI
          on:
            push:
              branches: [main]
          jobs: {}
        `,
        '.github/workflows/publish.yml': sample`
          on:
            workflow_run:
              workflows: [CI]
          jobs:
            publish:
              runs-on: ubuntu-24.04
              steps:
                - uses: actions/checkout@v3
                  with:
                    ref: \${{ github.event.workflow_run.head_sha }}
                - run: npm publish
        `,
      },
    },
  ],
});

const relatedTo = ({ start, execution, guard, doubt }: ForkCheckout): readonly Related[] => [
  ...pathOfStart(start),
  { at: execution.at, message: 'The first thing to run that code' },
  ...(guard ? [{ at: guard.at, message: `Behind ${guard.what}` }] : []),
  ...(doubt ? [{ at: execution.at, message: doubts[doubt] }] : []),
];

const doubts: Readonly<Record<NonNullable<ForkCheckout['doubt']>, string>> = {
  'own branches': 'Fetched by the name of the branch alone, which finds only branches of this repository',
  'checkout may refuse it': 'Whether this `actions/checkout` refuses the code of forks depends on its version',
  'in a container': 'In a container, which gets what the command hands it',
};
