import { code } from '../../core/message.ts';
import { isReusableCall } from '../../documents/workflow-model.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'missing-timeout',
  title: 'Job without a time limit',
  category: 'speed',
  severity: 'low',
  since: '0.1.0',
  on: ['workflow'],
  why: 'A job that hangs runs until the platform stops it after six hours: it holds a runner, costs minutes, and whoever waits for the check learns nothing.',
  remedy: 'Set `timeout-minutes` on the job to about three times what it usually takes.',
  references: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idtimeout-minutes',
  ],
  sameAs: [
    'ghalint/job_timeout_minutes_is_required',
    'pipeline-check/GHA-015',
    'ghasec/job-timeout-minutes',
    'actiondoc/REL002',
  ],
  *check(workflow) {
    for (const job of workflow.jobs) {
      if (isReusableCall(job) || job.timeoutMinutes || job.steps.length === 0) continue;
      if (job.steps.every((step) => step.timeoutMinutes)) continue;
      yield { at: job.id.span, key: 'timeout', message: `Job ${code(job.id.text)} may run for six hours` };
    }
  },
  examples: [
    {
      bad: sample`
        on: push
        jobs:
          «test»:
            runs-on: ubuntu-latest
            steps:
              - run: make test
      `,
      good: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - run: make test
      `,
    },
    {
      title: 'every step has its own limit, or only some',
      bad: sample`
        on: push
        jobs:
          «test»:
            runs-on: ubuntu-latest
            steps:
              - run: make
              - run: make test
                timeout-minutes: 10
      `,
      good: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - run: make test
                timeout-minutes: 10
      `,
    },
    {
      title: 'a called workflow sets its own limits',
      good: sample`
        on: push
        jobs:
          test:
            uses: ./.github/workflows/test.yml
      `,
    },
  ],
});
