import { code } from '../../core/message.ts';
import { findLeak, leavesToken } from '../../analysis/trust/credentials.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'persisted-credentials',
  title: 'The token stays in a folder that others get to read',
  category: 'access',
  severity: 'low',
  since: '0.1.0',
  on: ['workflow'],
  why: `Before version 6, \`actions/checkout\` leaves the job's token in \`.git/config\` until the job ends. An artifact
    of the whole folder carries it to everyone who may download it, and code of a fork in the same job reads it there.`,
  remedy: 'Set `persist-credentials: false` on the checkout, or use version 6 or later.',
  references: [
    'https://github.com/actions/checkout#usage',
    'https://unit42.paloaltonetworks.com/github-repo-artifacts-leak-tokens/',
  ],
  sameAs: [
    'zizmor/artipacked',
    'ghalint/checkout_persist_credentials_should_be_false',
    'pipeline-check/GHA-037',
    'ghasec/checkout-persist-credentials',
    'kics/missing_persist_credentials_false',
    'sisakulint/artipacked',
    'octoscan/dangerous-artefact',
    'semgrep/github-actions-checkout-persist-credentials',
  ],
  *check(workflow, { repository }) {
    for (const job of workflow.jobs) {
      for (const step of job.steps) {
        if (!step.uses || !leavesToken(step)) continue;
        const leak = findLeak(step, job, repository);
        if (!leak) continue;
        yield {
          at: step.uses.text.span,
          message:
            leak.kind === 'upload'
              ? `${code(step.uses.text.text)} leaves the token in a folder that is uploaded with everything in it`
              : `${code(step.uses.text.text)} leaves the token where the code of a pull request can read it`,
          key: 'actions/checkout',
          related: [{ at: leak.at, message: leak.kind === 'upload' ? 'Uploaded here' : 'Runs that code' }],
        };
      }
    }
  },
  examples: [
    {
      bad: sample`
        on: push
        jobs:
          build:
            runs-on: ubuntu-24.04
            steps:
              - uses: «actions/checkout@v5»
              - run: make
              - uses: actions/upload-artifact@v4
                with:
                  name: everything
                  path: .
                  include-hidden-files: true
      `,
      good: sample`
        on: push
        jobs:
          build:
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/checkout@v5
                with:
                  persist-credentials: false
              - run: make
              - uses: actions/upload-artifact@v4
                with:
                  name: everything
                  path: .
                  include-hidden-files: true
      `,
    },
    {
      title: 'Older versions upload hidden files unasked',
      bad: sample`
        on: push
        jobs:
          build:
            runs-on: ubuntu-24.04
            steps:
              - uses: «actions/checkout@v4»
                with:
                  path: source
              - uses: actions/upload-artifact@v4.3.6
                with:
                  path: |
                    dist/
                    \${{ github.workspace }}/source
      `,
    },
    {
      title: 'Hidden files stay out, a subfolder holds no token, and from version 6 on neither does the folder',
      good: {
        '.github/workflows/a.yml': sample`
          on: push
          jobs:
            build:
              runs-on: ubuntu-24.04
              steps:
                - uses: actions/checkout@v5
                - uses: actions/upload-artifact@v7
                  with:
                    path: .
                - uses: actions/upload-artifact@v4.3.6
                  with:
                    path: ./dist
                - uses: actions/upload-artifact@v7
                  with:
                    path: |
                      .
                      !.git/**
                    include-hidden-files: true
        `,
        '.github/workflows/b.yml': sample`
          on: push
          jobs:
            build:
              runs-on: ubuntu-24.04
              steps:
                - uses: actions/checkout@v6
                - uses: actions/upload-artifact@v7
                  with:
                    path: .
                    include-hidden-files: true
        `,
      },
    },
    {
      title: 'Code of a fork reads it',
      bad: sample`
        on: issue_comment
        jobs:
          test:
            runs-on: ubuntu-24.04
            steps:
              - uses: «actions/checkout@v5»
                with:
                  ref: refs/pull/\${{ github.event.issue.number }}/merge
              - run: make test
      `,
    },
  ],
});
