import { code } from '../../core/message.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'unknown-need',
  title: 'Job needs a job that does not exist',
  category: 'correctness',
  severity: 'high',
  since: '0.1.0',
  on: ['workflow'],
  why: 'GitHub rejects the whole file: no job of the workflow runs, and a required check from it stays pending for ever.',
  remedy: 'Name an existing job in `needs`, or take the name out.',
  references: ['https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds'],
  sameAs: ['actionlint/job-needs'],
  *check(workflow) {
    // Job ids compare without case.
    const ids = new Set(workflow.jobs.map((job) => job.id.text.toLowerCase()));
    for (const job of workflow.jobs) {
      for (const need of job.needs) {
        if (ids.has(need.text.toLowerCase()) || need.text.includes('${{')) continue;
        yield {
          at: need.span,
          key: need.text.toLowerCase(),
          message: `Job ${code(job.id.text)} needs ${code(need.text)}, which does not exist here`,
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
            runs-on: ubuntu-latest
            steps: [{ run: make }]
          deploy:
            needs: [«biuld»]
            runs-on: ubuntu-latest
            steps: [{ run: make deploy }]
      `,
      good: sample`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps: [{ run: make }]
          deploy:
            needs: [Build]
            runs-on: ubuntu-latest
            steps: [{ run: make deploy }]
      `,
    },
  ],
});
