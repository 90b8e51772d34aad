import { doubleRunsOf } from '../../analysis/runs/double-runs.ts';
import { code } from '../../core/message.ts';
import type { Job } from '../../documents/workflow-model.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'double-run',
  title: 'Push and pull request start the same jobs',
  category: 'speed',
  severity: 'low',
  since: '0.1.0',
  on: ['workflow'],
  why: 'Every commit of a pull request from this repository is checked twice: the queue is twice as long, the minutes cost twice, and one of the two results tells nothing new.',
  remedy: 'Limit `push` to the branches that pull requests are merged into: `branches: [main]`.',
  references: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onpushbranchestagsbranches-ignoretags-ignore',
    'https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency',
  ],
  sameAs: [],
  *check(workflow, { repository }) {
    const [run] = doubleRunsOf(workflow, repository);
    if (!run) return;
    const { push, pullRequest, jobs } = run;
    yield {
      at: push.event.span,
      key: 'double-run',
      message: `A push to a branch with an open pull request runs ${inWords(jobs)} twice`,
      related: [{ at: pullRequest.event.span, message: 'starts it again for the same commit' }],
    };
  },
  examples: [
    {
      bad: sample`
        on: [«push», pull_request]
        jobs:
          test:
            runs-on: ubuntu-latest
            steps: [{ run: make test }]
      `,
      good: sample`
        on:
          push:
            branches: [main]
          pull_request:
        jobs:
          test:
            runs-on: ubuntu-latest
            steps: [{ run: make test }]
      `,
    },
    {
      title: 'limited by paths only, or by a pattern that lets every branch in',
      bad: {
        '.github/workflows/api.yml': sample`
          on:
            «push»:
              paths: ['api/**']
            pull_request:
              paths: ['api/**']
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: make test }]
        `,
        '.github/workflows/web.yml': sample`
          on:
            pull_request:
              branches: [main]
            «push»:
              branches: ['**']
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: make test }]
            lint:
              runs-on: ubuntu-latest
              steps: [{ run: make lint }]
        `,
        '.github/workflows/docs.yml': sample`
          on:
            «push»:
              branches-ignore: [main]
            pull_request:
          jobs:
            test:
              if: github.actor != 'nobody'
              runs-on: ubuntu-latest
              steps: [{ run: make docs }]
        `,
      },
      good: {
        '.github/workflows/api.yml': sample`
          on:
            push:
              paths: ['api/**']
            pull_request:
              paths: ['web/**']
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: make test }]
        `,
        '.github/workflows/release.yml': sample`
          on:
            push:
              tags: ['v*']
            pull_request:
          jobs:
            package:
              runs-on: ubuntu-latest
              steps: [{ run: make package }]
        `,
        '.github/workflows/labels.yml': sample`
          on:
            push:
            pull_request:
              types: [labeled]
          jobs:
            package:
              runs-on: ubuntu-latest
              steps: [{ run: make package }]
        `,
      },
    },
    {
      title: 'two workflows that call the same one',
      bad: {
        '.github/workflows/test.yml': sample`
          on: workflow_call
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: make test }]
        `,
        '.github/workflows/branches.yml': sample`
          on: «push»
          jobs:
            test:
              uses: ./.github/workflows/test.yml
        `,
        '.github/workflows/pull-requests.yml': sample`
          on: pull_request
          jobs:
            check:
              uses: ./.github/workflows/test.yml
        `,
      },
      good: {
        '.github/workflows/test.yml': sample`
          on: workflow_call
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: make test }]
        `,
        '.github/workflows/branches.yml': sample`
          on: push
          jobs:
            test:
              uses: ./.github/workflows/test.yml
              with: { suite: long }
        `,
        '.github/workflows/pull-requests.yml': sample`
          on: pull_request
          jobs:
            check:
              uses: ./.github/workflows/test.yml
              with: { suite: short }
        `,
      },
    },
    {
      title: 'a group in which the later run ends the earlier, or two groups',
      bad: sample`
        on: [«push», pull_request]
        concurrency:
          group: \${{ github.workflow }}-\${{ github.ref }}
          cancel-in-progress: true
        jobs:
          test:
            runs-on: ubuntu-latest
            steps: [{ run: make test }]
      `,
      good: sample`
        on: [push, pull_request]
        concurrency:
          group: \${{ github.workflow }}-\${{ github.head_ref || github.ref_name }}
          cancel-in-progress: true
        jobs:
          test:
            runs-on: ubuntu-latest
            steps: [{ run: make test }]
      `,
    },
    {
      title: 'a condition that leaves one of the two out',
      good: {
        '.github/workflows/forks.yml': sample`
          on: [push, pull_request]
          jobs:
            test:
              if: github.event_name == 'push' || github.event.pull_request.head.repo.full_name != 'plum/shop'
              runs-on: ubuntu-latest
              steps: [{ run: make test }]
            report:
              needs: test
              runs-on: ubuntu-latest
              steps: [{ run: make report }]
            release:
              if: startsWith(github.ref, 'refs/tags/')
              runs-on: ubuntu-latest
              steps: [{ run: make release }]
        `,
        '.github/workflows/duplicates.yml': sample`
          on: [push, pull_request]
          jobs:
            before:
              runs-on: ubuntu-latest
              steps:
                - id: skip
                  uses: fkirc/skip-duplicate-actions@v5
            test:
              needs: before
              if: needs.before.outputs.skip != 'true'
              runs-on: ubuntu-latest
              steps: [{ run: make test }]
        `,
      },
    },
  ],
});

function inWords([first, ...others]: readonly Job[]): string {
  const job = `job ${code(first?.id.text ?? '')}`;
  if (others.length === 0) return job;
  return `${job} and ${others.length === 1 ? 'another' : `${others.length.toString()} others`}`;
}
