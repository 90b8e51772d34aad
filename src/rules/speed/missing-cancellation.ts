import { isNever } from '../../analysis/runs/conditions.ts';
import { conditionOf } from '../../documents/expression.ts';
import type { Job, Trigger, Workflow } from '../../documents/workflow-model.ts';
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
  sameAs: ['zizmor/concurrency-limits', 'actiondoc/COST001'],
  *check(workflow) {
    const trigger = workflow.triggers.find(({ event }) => event.text === 'pull_request');
    if (!trigger || !startsOnPush(trigger) || !isHeavy(workflow, trigger) || saysWhetherToCancel(workflow)) return;
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
      title: 'what no push starts, one job for pull requests, a matrix of one',
      good: {
        '.github/workflows/labels.yml': sample`
          on:
            pull_request:
              types: [labeled, closed]
          jobs:
            label:
              runs-on: ubuntu-latest
              steps: [{ run: make label }]
            backport:
              runs-on: ubuntu-latest
              steps: [{ run: make backport }]
        `,
        '.github/workflows/ci.yml': sample`
          on: [push, pull_request]
          jobs:
            test:
              strategy:
                matrix:
                  node: [24]
              runs-on: ubuntu-latest
              steps: [{ run: make test }]
            publish:
              if: github.event_name == 'push'
              runs-on: ubuntu-latest
              steps: [{ run: make publish }]
        `,
      },
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

/** https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request */
const startsOnPush = ({ types }: Trigger): boolean =>
  types.length === 0 || types.some(({ text }) => text === 'synchronize');

/** Several jobs, or one that a matrix makes many; without those that never run for a pull request. */
function isHeavy({ jobs }: Workflow, trigger: Trigger): boolean {
  const running = jobs.filter((job) => {
    const condition = job.if && conditionOf(job.if)?.tree;
    return !condition || !isNever(condition, { event: 'pull_request', trigger });
  });
  return running.length > 1 || running.some(isMany);
}

/** A matrix of one combination is one job. */
function isMany({ strategy }: Job): boolean {
  if (strategy?.matrix?.kind !== 'mapping') return strategy?.matrix !== undefined;
  const lengths = strategy.matrix.entries
    .filter(({ key }) => key.value.text !== 'exclude')
    .map(({ value }) => (value?.kind === 'sequence' ? value.items.length : 2));
  return lengths.some((length) => length > 1) || strategy.matrix.entries.length === 0;
}

const saysWhetherToCancel = (workflow: Workflow): boolean =>
  [workflow, ...workflow.jobs].some(({ concurrency }) => concurrency?.cancelInProgress !== undefined);
