import { code } from '../../core/message.ts';
import type { Text } from '../../core/source.ts';
import { rangeOf } from '../../core/source.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'duplicate-id',
  title: 'Two jobs or steps have one id',
  category: 'correctness',
  severity: 'high',
  since: '0.1.0',
  on: ['workflow', 'action'],
  why: 'Ids compare without case, and GitHub rejects a file in which two are the same: nothing of it runs.',
  remedy: 'Give each job of a workflow and each step of a job an id of its own.',
  references: ['https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_id'],
  sameAs: ['actionlint/id'],
  *check(document) {
    const groups =
      document.kind === 'workflow'
        ? [document.jobs.map((job) => job.id), ...document.jobs.map((job) => job.steps.map((step) => step.id))]
        : [document.steps.map((step) => step.id)];
    for (const group of groups) {
      for (const [first, second] of repeats(group)) {
        yield {
          at: second.span,
          key: second.text.toLowerCase(),
          message: `Id ${code(second.text)} is already taken in line ${rangeOf(first.span).startLine.toString()}`,
          related: [{ at: first.span, message: 'the first' }],
        };
      }
    }
  },
  examples: [
    {
      bad: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - id: version
                run: make version
              - id: «Version»
                run: make other-version
      `,
      good: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - id: version
                run: make version
          lint:
            runs-on: ubuntu-latest
            steps:
              - id: version
                run: make version
      `,
    },
    {
      title: 'jobs whose ids differ in case only',
      bad: sample`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps: [{ run: make }]
          «Build»:
            runs-on: ubuntu-latest
            steps: [{ run: make all }]
      `,
    },
  ],
});

/** Each id that was there before, with its first. Equal spellings of a key are the file's own fault: see unreadable-file. */
function* repeats(ids: readonly (Text | undefined)[]): Generator<readonly [Text, Text]> {
  const seen = new Map<string, Text>();
  for (const id of ids) {
    if (!id) continue;
    const first = seen.get(id.text.toLowerCase());
    // One step used twice through an alias is one place in the file; GitHub sees two and rejects the id as well.
    if (first && first.span.start !== id.span.start) yield [first, id];
    else if (!first) seen.set(id.text.toLowerCase(), id);
  }
}
