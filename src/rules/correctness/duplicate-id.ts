import { code } from '../../core/message.ts';
import type { Text } from '../../core/source.ts';
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
      for (const [first, second, ...others] of repeats(group)) {
        if (!first || !second) continue;
        yield {
          at: second.span,
          key: second.text.toLowerCase(),
          // Without the line: a message that changes whenever lines move would seem to be another one.
          message: `Id ${code(second.text)} is taken already, further up`,
          related: [
            { at: first.span, message: 'the first' },
            ...others.slice(0, 10).map((other) => ({ at: other.span, message: 'one more' })),
          ],
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
    {
      title: 'steps of a composite action',
      path: 'build/action.yml',
      bad: sample`
        name: Build
        runs:
          using: composite
          steps:
            - id: version
              shell: bash
              run: make version
            - id: «version»
              shell: bash
              run: make other-version
      `,
    },
  ],
});

/** The places of each id that stands in several. Equal spellings of a key are the file's own fault: see unreadable-file. */
function repeats(ids: readonly (Text | undefined)[]): readonly (readonly Text[])[] {
  const places = new Map<string, Text[]>();
  const seen = new Set<number>();
  for (const id of ids) {
    // One step used twice through an alias is one place in the file, and nothing there says which of them to rename.
    if (!id || seen.has(id.span.start)) continue;
    seen.add(id.span.start);
    const known = places.get(id.text.toLowerCase());
    if (known) known.push(id);
    else places.set(id.text.toLowerCase(), [id]);
  }
  return [...places.values()].filter((texts) => texts.length > 1);
}
