import { code } from '../../core/message.ts';
import type { Job, PermissionScope } from '../../documents/workflow-model.ts';
import { isWeighty, writtenScopes } from '../../analysis/trust/power.ts';
import { idleScopesOf, unusedScopesOf } from '../../analysis/trust/unused-scopes.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'excessive-permissions',
  title: 'The token may do more than its job needs',
  category: 'access',
  severity: 'high',
  since: '0.1.0',
  on: ['workflow'],
  why: `Every step of a job, with every action and package it loads, can use the job's token. A right that only one job
    needs, given to all of them or to none that uses it, is there for whoever gets into any of them.`,
  remedy: 'Give each job the scopes it uses, and the workflow no more than `contents: read`.',
  references: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions',
    'https://docs.github.com/en/actions/reference/security/secure-use#use-secrets-for-sensitive-information',
  ],
  sameAs: [
    'zizmor/excessive-permissions',
    'scorecard/Token-Permissions',
    'ghalint/deny_write_all_permission',
    'checkov/CKV2_GHA_1',
    'pipeline-check/GHA-004',
    'ghasec/job-all-permissions',
    'kics/workflow_write_all_permissions',
    'kics/workflow_with_overly_permissive_permissions',
  ],
  *check(workflow, { repository }) {
    for (const { permissions } of [workflow, ...workflow.jobs]) {
      if (permissions?.all?.text !== 'write-all') continue;
      yield {
        at: permissions.all.span,
        message: '`write-all` lets the token write everywhere',
        key: 'write-all',
        severity: 'high',
      };
    }

    const heirs = workflow.jobs.filter((job) => !job.permissions);
    const shared = workflow.permissions ? writtenScopes(workflow.permissions) : [];
    if (shared[0] && workflow.jobs.length > 1 && heirs.length > 0) {
      yield {
        at: shared[0].span,
        message: `${listOf(shared)} ${shared.length > 1 ? 'reach' : 'reaches'} ${heirs.length > 1 ? 'jobs' : 'job'} ${namesOf(heirs)}, which ${heirs.length > 1 ? 'set' : 'sets'} no permissions`,
        key: 'workflow',
        severity: isWeighty(shared[0]) ? 'medium' : 'low',
      };
    }

    for (const job of workflow.jobs) {
      const [idle] = idleScopesOf(job, repository);
      if (idle) {
        yield {
          at: idle.span,
          message: `Pull requests get ${code(`${idle.name.text}: write`)} in ${code(job.id.text)} as well, which publishes nothing for them`,
          key: 'idle',
          severity: 'low',
        };
      }
      const unused = unusedScopesOf(job, repository);
      if (!unused[0]) continue;
      yield {
        at: unused[0].span,
        message: `No step of ${code(job.id.text)} uses ${listOf(unused)}`,
        key: 'job',
        severity: 'low',
      };
    }
  },
  examples: [
    {
      bad: sample`
        on: push
        permissions:
          «contents: write»
          checks: write
        jobs:
          test:
            runs-on: ubuntu-24.04
            steps:
              - run: make test
          release:
            runs-on: ubuntu-24.04
            steps:
              - run: gh release create "$GITHUB_REF_NAME"
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
          release:
            runs-on: ubuntu-24.04
            permissions:
              contents: write
            steps:
              - run: gh release create "$GITHUB_REF_NAME"
      `,
    },
    {
      title: 'A right that only the push to a branch uses',
      bad: sample`
        on:
          push:
            branches: [main]
          pull_request:
        jobs:
          image:
            runs-on: ubuntu-24.04
            permissions:
              contents: read
              «packages: write»
            steps:
              - uses: actions/checkout@v6
              - uses: docker/build-push-action@v6
                with:
                  push: \${{ github.event_name != 'pull_request' }}
                  tags: ghcr.io/example-shop/shop:1
      `,
    },
    {
      title: 'Everything at once, for a workflow or a job',
      bad: sample`
        on: push
        permissions: «write-all»
        jobs:
          test:
            runs-on: ubuntu-24.04
            permissions: '«write-all»'
            steps:
              - run: make test
      `,
    },
    {
      title: 'Scopes that reach less weigh less',
      bad: sample`
        on: push
        permissions:
          contents: read
          «statuses: write»
        jobs:
          test:
            runs-on: ubuntu-24.04
            steps:
              - run: make test
          report:
            runs-on: ubuntu-24.04
            permissions:
              statuses: write
            steps:
              - run: make report
      `,
    },
    {
      title: 'With a single job, or where every job sets its own, nothing is handed on',
      good: {
        '.github/workflows/release.yml': sample`
          on: push
          permissions:
            contents: write
          jobs:
            release:
              runs-on: ubuntu-24.04
              steps:
                - run: gh release create "$GITHUB_REF_NAME"
        `,
        '.github/workflows/ci.yml': sample`
          on: push
          permissions:
            contents: write
          jobs:
            test:
              permissions: {}
              runs-on: ubuntu-24.04
              steps:
                - run: make test
            lint:
              permissions:
                contents: read
              runs-on: ubuntu-24.04
              steps:
                - run: make lint
        `,
      },
    },
    {
      title: 'A scope of a job that no step of it uses on a pull request',
      bad: sample`
        on: pull_request
        permissions: {}
        jobs:
          test:
            runs-on: ubuntu-24.04
            permissions:
              contents: read
              «pull-requests: write»
            steps:
              - uses: actions/checkout@v6
                with:
                  persist-credentials: false
              - run: make test
      `,
      good: sample`
        on: pull_request
        permissions: {}
        jobs:
          label:
            runs-on: ubuntu-24.04
            permissions:
              contents: read
              pull-requests: write
            steps:
              - uses: actions/labeler@v6
          comment:
            runs-on: ubuntu-24.04
            permissions:
              pull-requests: write
            steps:
              - run: gh pr comment "$NUMBER" --body done
                env:
                  GH_TOKEN: \${{ github.token }}
          unknown:
            runs-on: ubuntu-24.04
            permissions:
              pull-requests: write
            steps:
              - uses: some-org/some-action@v1
      `,
    },
  ],
});

/** `a`; `a` and `b`; `a`, `b` and 3 more */
function namesOf(jobs: readonly Job[]): string {
  const [first = '', second, ...others] = jobs.map(({ id }) => code(id.text));
  if (second === undefined) return first;
  return others.length > 0 ? `${first}, ${second} and ${others.length.toString()} more` : `${first} and ${second}`;
}

const listOf = (scopes: readonly PermissionScope[]): string =>
  scopes.map(({ name }) => code(`${name.text}: write`)).join(', ');
