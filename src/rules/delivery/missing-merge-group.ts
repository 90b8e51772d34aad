import { reportersOf, runsInQueue } from '../../analysis/gates/check-runs.ts';
import { protectionOf, type RequiredCheck } from '../../analysis/gates/required-checks.ts';
import { code } from '../../core/message.ts';
import type { Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { hasTrigger, type Trigger } from '../../documents/workflow-model.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'missing-merge-group',
  title: 'A required check that the merge queue never gets',
  category: 'delivery',
  severity: 'medium',
  since: '0.1.0',
  on: ['repository'],
  why: `A merge queue asks for the required checks anew, by an event of its own. Where nothing answers, the pull request
    waits until the queue gives up, and is thrown out.`,
  remedy: 'Add `merge_group:` to the events of the workflow that reports the check.',
  references: [
    'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue#triggering-merge-group-checks-with-github-actions',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#merge_group',
  ],
  sameAs: [],
  applies(repository) {
    const queue = queueOf(repository);
    if (!queue) return { answer: 'unknown', reason: 'no file here says whether there is a merge queue' };
    const { checks } = protectionOf(repository);
    if (checks.length === 0) return { answer: 'unknown', reason: 'no file here says which checks are required' };
    if (!checks.some(({ name }) => reportersOf(name, repository).length > 0))
      return { answer: 'does not apply', reason: 'no workflow here reports a required check' };
    return { answer: 'applies', reason: 'there is a merge queue', path: queue.at.file.path };
  },
  *check(repository) {
    const queue = queueOf(repository);
    const missing = unansweredIn(repository);
    const [first] = missing;
    if (!queue || !first) return;
    const names = missing.map(({ check }) => code(check.name)).join(', ');
    const isSure = queue.isSaid && first.check.certainty === 'firm';
    yield {
      at: first.trigger.event.span,
      key: 'merge_group',
      ofRepository: true,
      message: `No workflow reports ${names} to the merge queue, which needs ${missing.length === 1 ? 'it' : 'them'}`,
      related: [
        { at: queue.at, message: queue.isSaid ? 'The merge queue' : 'The event of a merge queue' },
        ...missing.map(({ check }) => ({ at: check.at, message: 'Required here' })),
      ],
      ...(queue.isSaid ? {} : { severity: 'low' }),
      ...(isSure ? {} : { certainty: 'tentative' }),
    };
  },
  examples: [
    {
      bad: {
        '.github/settings.yml': sample`
          rulesets:
            - name: main
              enforcement: active
              rules:
                - type: merge_queue
                - type: required_status_checks
                  parameters:
                    required_status_checks:
                      - context: test
        `,
        '.github/workflows/ci.yml': sample`
          on:
            «pull_request»:
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: npm test }]
        `,
      },
      good: {
        '.github/settings.yml': sample`
          rulesets:
            - name: main
              enforcement: active
              rules:
                - type: merge_queue
                - type: required_status_checks
                  parameters:
                    required_status_checks:
                      - context: test
                      - context: license/cla
        `,
        '.github/workflows/ci.yml': sample`
          on:
            pull_request:
            merge_group:
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: npm test }]
        `,
      },
    },
    {
      title: 'the event in another workflow shows that there is a queue',
      bad: {
        '.github/settings.yml': sample`
          branches:
            - name: main
              protection:
                required_status_checks:
                  contexts: [lint, test]
        `,
        '.github/workflows/test.yml': sample`
          on: [pull_request, merge_group]
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: make test }]
        `,
        '.github/workflows/lint.yml': sample`
          on: [«pull_request»]
          jobs:
            lint:
              runs-on: ubuntu-latest
              steps: [{ run: make lint }]
        `,
      },
    },
    {
      title: 'every push, that of the queue included',
      good: {
        'github.tf': sample`
          resource "github_repository_ruleset" "main" {
            name        = "main"
            repository  = "shop"
            target      = "branch"
            enforcement = "active"

            rules {
              merge_queue {
                merge_method = "SQUASH"
              }
              required_status_checks {
                required_check { context = "test" }
              }
            }
          }
        `,
        '.github/workflows/test.yml': sample`
          on: [push, pull_request]
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: make test }]
        `,
      },
    },
  ],
});

interface Queue {
  readonly at: Span;
  /** Said in so many words, not only answered by some workflow. */
  readonly isSaid: boolean;
}

function queueOf(repository: Repository): Queue | undefined {
  const [said] = protectionOf(repository).queues;
  if (said) return { at: said, isSaid: true };
  const [trigger] = repository.workflows.flatMap(({ triggers }) =>
    triggers.filter(({ event }) => event.text === 'merge_group'),
  );
  return trigger && { at: trigger.event.span, isSaid: false };
}

interface Unanswered {
  readonly check: RequiredCheck;
  /** The event that reports it for pull requests. */
  readonly trigger: Trigger;
}

function unansweredIn(repository: Repository): readonly Unanswered[] {
  const found = new Map<string, Unanswered>();
  for (const check of protectionOf(repository).checks) {
    const reporters = reportersOf(check.name, repository);
    const reporter = reporters.find((workflow) => hasTrigger(workflow, 'pull_request'));
    const trigger = reporter?.triggers.find(({ event }) => event.text === 'pull_request');
    if (!trigger || found.has(check.name) || reporters.some(runsInQueue)) continue;
    found.set(check.name, { check, trigger });
  }
  return [...found.values()];
}
