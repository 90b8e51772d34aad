import { code } from '../../core/message.ts';
import { permissionsOf } from '../../analysis/trust/power.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'missing-permissions',
  title: 'A job leaves its token’s rights to a setting',
  category: 'access',
  severity: 'medium',
  since: '0.1.0',
  on: ['workflow'],
  applies: (workflow) => {
    const isOnlyCalled =
      workflow.triggers.length > 0 && workflow.triggers.every(({ event }) => event.text === 'workflow_call');
    if (isOnlyCalled)
      return { answer: 'does not apply', reason: 'Workflows that are only called get their rights from the caller' };
    return { answer: 'applies', reason: 'Every job gets a token' };
  },
  why: `Without \`permissions\` the token gets what the organization or repository is set to: reading only in new ones,
    writing to nearly everything in many that are older than February 2023. The file does not show which, a fork or a
    transfer changes it, and a compromised step uses all of it.`,
  remedy: 'Set `permissions: { contents: read }` for the workflow, and what a job needs beyond that on the job.',
  references: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions',
    'https://github.blog/changelog/2023-02-02-github-actions-updating-the-default-github_token-permissions-to-read-only/',
  ],
  sameAs: [
    'zizmor/excessive-permissions',
    'codeql/actions/missing-workflow-permissions',
    'scorecard/Token-Permissions',
    'ghalint/job_permissions',
    'checkov/CKV2_GHA_1',
    'pipeline-check/GHA-004',
    'poutine/default_permissions_on_risky_events',
    'ghasec/default-permissions',
  ],
  *check(workflow) {
    for (const job of workflow.jobs) {
      if (permissionsOf(job)) continue;
      yield {
        at: job.id.span,
        message: `Job ${code(job.id.text)} gets whatever rights the repository’s settings give to tokens`,
        key: 'permissions',
        certainty: 'tentative',
      };
    }
  },
  examples: [
    {
      bad: sample`
        on: push
        jobs:
          «test»:
            runs-on: ubuntu-24.04
            steps:
              - run: make test
      `,
      good: sample`
        on: push
        permissions:
          contents: read
        jobs:
          test:
            runs-on: ubuntu-24.04
            steps:
              - run: make test
      `,
    },
    {
      title: 'A block on one job says nothing about the others',
      bad: sample`
        on: push
        jobs:
          test:
            permissions: {}
            runs-on: ubuntu-24.04
            steps:
              - run: make test
          «lint»:
            runs-on: ubuntu-24.04
            steps:
              - run: make lint
          «scan»:
            uses: ./.github/workflows/scan.yml
      `,
    },
    {
      title: 'No rights at all are rights that are set',
      good: sample`
        on: push
        permissions: {}
        jobs:
          test:
            runs-on: ubuntu-24.04
            steps:
              - run: make test
      `,
    },
    {
      title: 'A workflow that is only called gets the rights of its caller',
      good: sample`
        on:
          workflow_call:
        jobs:
          test:
            runs-on: ubuntu-24.04
            steps:
              - run: make test
      `,
    },
    {
      title: 'One that also runs on its own needs a block',
      bad: sample`
        on:
          workflow_call:
          push:
        jobs:
          «test»:
            runs-on: ubuntu-24.04
            steps:
              - run: make test
      `,
    },
  ],
});
