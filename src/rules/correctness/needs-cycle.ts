import { code } from '../../core/message.ts';
import type { Text } from '../../core/source.ts';
import type { Job, Workflow } from '../../documents/workflow-model.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'needs-cycle',
  title: 'Jobs wait for each other',
  category: 'correctness',
  severity: 'high',
  since: '0.1.0',
  on: ['workflow'],
  why: 'GitHub rejects the whole file: no job of the workflow runs, and a required check from it stays pending for ever.',
  remedy: 'Take one of the `needs` out, so that some job can start.',
  references: ['https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds'],
  sameAs: ['actionlint/job-needs'],
  *check(workflow) {
    for (const cycle of cyclesIn(workflow)) {
      const [first] = cycle;
      if (!first) continue;
      const names = [...cycle.map(({ job }) => job), first.job].map((job) => code(job.id.text));
      const message =
        cycle.length === 1 ? `Job ${names[0] ?? ''} needs itself` : `Jobs wait in a circle: ${names.join(' → ')}`;
      yield {
        at: first.need.span,
        // No job's id: a renamed job is no news.
        key: 'cycle',
        message,
        related: cycle.slice(1).map(({ job, need }) => ({ at: need.span, message: `${code(job.id.text)} waits here` })),
      };
    }
  },
  examples: [
    {
      bad: sample`
        on: push
        jobs:
          build:
            needs: «test»
            runs-on: ubuntu-latest
            steps: [{ run: make }]
          test:
            needs: build
            runs-on: ubuntu-latest
            steps: [{ run: make test }]
      `,
      good: sample`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps: [{ run: make }]
          test:
            needs: build
            runs-on: ubuntu-latest
            steps: [{ run: make test }]
      `,
    },
    {
      title: 'a job that needs itself',
      bad: sample`
        on: push
        jobs:
          build:
            needs: [«build»]
            runs-on: ubuntu-latest
            steps: [{ run: make }]
      `,
    },
    {
      title: 'a longer circle, told once, and a job beside it',
      bad: sample`
        on: push
        jobs:
          lint:
            needs: [package]
            runs-on: ubuntu-latest
            steps: [{ run: make lint }]
          build:
            needs: [«TEST», lint]
            runs-on: ubuntu-latest
            steps: [{ run: make }]
          test:
            needs: package
            runs-on: ubuntu-latest
            steps: [{ run: make test }]
          package:
            needs: build
            runs-on: ubuntu-latest
            steps: [{ run: make package }]
      `,
    },
  ],
});

/** A job of a cycle and the word of its `needs` that leads on to the next. */
interface Link {
  readonly job: Job;
  readonly need: Text;
}

/** One cycle for each job that closes one on a walk in file order; each job is on one at most. */
function cyclesIn(workflow: Workflow): readonly (readonly Link[])[] {
  const jobs = new Map(workflow.jobs.map((job) => [job.id.text.toLowerCase(), job]));
  const done = new Set<Job>();
  const cycles: (readonly Link[])[] = [];
  for (const start of workflow.jobs) {
    // Depth first without recursion: thousands of jobs may stand in one line.
    const trail: { readonly job: Job; next: number }[] = done.has(start) ? [] : [{ job: start, next: 0 }];
    while (trail.length > 0) {
      const here = trail.at(-1);
      const need = here?.job.needs[here.next];
      if (!here || !need) {
        const left = trail.pop();
        if (left) done.add(left.job);
        continue;
      }
      here.next += 1;
      const target = jobs.get(need.text.toLowerCase());
      if (!target || done.has(target)) continue;
      const at = trail.findIndex(({ job }) => job === target);
      if (at === -1) {
        trail.push({ job: target, next: 0 });
        continue;
      }
      const members = trail.slice(at);
      cycles.push(members.flatMap(({ job, next }) => linkOf(job, job.needs[next - 1])));
      for (const { job } of members) done.add(job);
      trail.length = at;
    }
  }
  return cycles.map(fromFirstInFile);
}

const linkOf = (job: Job, need: Text | undefined): readonly Link[] => (need ? [{ job, need }] : []);

function fromFirstInFile(cycle: readonly Link[]): readonly Link[] {
  const starts = cycle.map(({ job }) => job.id.span.start);
  const at = starts.indexOf(Math.min(...starts));
  return [...cycle.slice(at), ...cycle.slice(0, at)];
}
