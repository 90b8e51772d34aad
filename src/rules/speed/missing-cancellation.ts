import type { Workflow } from '../../documents/workflow-model.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'missing-cancellation',
  title: 'Outdated pull request runs are not cancelled',
  category: 'speed',
  severity: 'low',
  since: '0.1.0',
  on: ['workflow'],
  why: 'Each push to a pull request starts all jobs again while those for the commit before still run: runners are busy with results that nobody will read.',
  remedy: 'Add a `concurrency` group per pull request with `cancel-in-progress: true`.',
  references: [
    'https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency',
  ],
  sameAs: ['zizmor/concurrency-limits'],
  *check(workflow) {
    const trigger = workflow.triggers.find(({ event }) => event.text === 'pull_request');
    if (!trigger || !isHeavy(workflow) || saysWhetherToCancel(workflow)) return;
    yield {
      at: trigger.event.span,
      key: 'cancellation',
      message: 'A new push to a pull request leaves the runs of the old commit going',
    };
  },
  examples: [
    {
      bad: sample`
        on: [push, «pull_request»]
        jobs:
          lint:
            runs-on: ubuntu-latest
            steps: [{ run: make lint }]
          test:
            runs-on: ubuntu-latest
            steps: [{ run: make test }]
      `,
      good: sample`
        on: [push, pull_request]
        concurrency:
          group: \${{ github.workflow }}-\${{ github.ref }}
          cancel-in-progress: true
        jobs:
          lint:
            runs-on: ubuntu-latest
            steps: [{ run: make lint }]
          test:
            runs-on: ubuntu-latest
            steps: [{ run: make test }]
      `,
    },
    {
      title: 'one light job',
      good: sample`
        on: pull_request
        jobs:
          lint:
            runs-on: ubuntu-latest
            steps: [{ run: make lint }]
      `,
    },
    {
      title: 'a matrix is heavy; an explicit false is a decision',
      bad: sample`
        on:
          «pull_request»:
            branches: [main]
        jobs:
          test:
            strategy:
              matrix:
                os: [ubuntu-latest, windows-latest]
            runs-on: \${{ matrix.os }}
            steps: [{ run: make test }]
      `,
      good: sample`
        on:
          pull_request:
            branches: [main]
        concurrency:
          group: ci
          cancel-in-progress: false
        jobs:
          test:
            strategy:
              matrix:
                os: [ubuntu-latest, windows-latest]
            runs-on: \${{ matrix.os }}
            steps: [{ run: make test }]
      `,
    },
  ],
});

const isHeavy = (workflow: Workflow): boolean =>
  workflow.jobs.length > 1 || workflow.jobs.some((job) => job.strategy?.matrix !== undefined);

const saysWhetherToCancel = (workflow: Workflow): boolean =>
  [workflow, ...workflow.jobs].some(({ concurrency }) => concurrency?.cancelInProgress !== undefined);
