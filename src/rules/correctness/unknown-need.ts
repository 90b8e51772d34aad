import { code } from '../../core/message.ts';
import type { Text } from '../../core/source.ts';
import type { Job } from '../../documents/workflow-model.ts';
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
    const unknown = new Map<string, { readonly job: Job; readonly need: Text }[]>();
    for (const job of workflow.jobs) {
      for (const need of job.needs) {
        const name = need.text.toLowerCase();
        if (ids.has(name) || name.includes('${{')) continue;
        const known = unknown.get(name);
        if (known) known.push({ job, need });
        else unknown.set(name, [{ job, need }]);
      }
    }
    for (const [name, [first, ...others]] of unknown) {
      if (!first) continue;
      yield {
        at: first.need.span,
        key: name,
        message: `Job ${code(first.job.id.text)} needs ${code(first.need.text)}, which does not exist here`,
        related: others
          .slice(0, 10)
          .map(({ job, need }) => ({ at: need.span, message: `${code(job.id.text)} needs it as well` })),
      };
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
    {
      title: 'told once for each name',
      bad: sample`
        on: push
        jobs:
          test:
            needs: «build»
            runs-on: ubuntu-latest
            steps: [{ run: make test }]
          deploy:
            needs: [test, build]
            uses: ./.github/workflows/deploy.yml
      `,
    },
  ],
});
