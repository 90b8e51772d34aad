import { type Filter, reportersOf, waitingFilters } from '../../analysis/gates/check-runs.ts';
import { protectionOf, type RequiredCheck } from '../../analysis/gates/required-checks.ts';
import { code } from '../../core/message.ts';
import type { Repository } from '../../documents/document.ts';
import { findEntry } from '../../documents/yaml-value.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'path-filtered-required-workflow',
  title: 'A required check that a filter leaves waiting forever',
  category: 'delivery',
  severity: 'medium',
  since: '0.1.0',
  on: ['repository'],
  why: `A workflow that a filter skips reports nothing, and a required check that nobody reports stays pending: such a
    pull request can only be merged by somebody who may overrule the protection.`,
  remedy: `Take the filter off the trigger and decide in a job's \`if:\`, whose skipping counts as success, or add a
    workflow with the same job and the opposite filter.`,
  references: [
    'https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks#handling-skipped-but-required-checks',
  ],
  sameAs: [],
  applies(repository) {
    const { checks } = protectionOf(repository);
    const [first] = checks;
    if (!first) return { answer: 'unknown', reason: 'no file here says which checks are required' };
    const own = checks.find(({ name }) => reportersOf(name, repository).length > 0);
    if (!own) return { answer: 'does not apply', reason: 'no workflow here reports a required check' };
    return { answer: 'applies', reason: `${code(own.name)} is required`, path: own.at.file.path };
  },
  *check(repository) {
    for (const { filter, checks, isSure } of waitingIn(repository)) {
      const { trigger, kind } = filter;
      const at = findEntry(trigger.value, kind)?.key.span ?? trigger.event.span;
      yield {
        at,
        key: kind,
        message: `Pull requests ${whichOf(filter)} wait forever for the required ${namesOf(checks)}`,
        related: checks.map((check) => ({ at: check.at, message: 'Required here' })),
        ...(isSure ? {} : { certainty: 'tentative' }),
      };
    }
  },
  examples: [
    {
      bad: {
        '.github/settings.yml': sample`
          branches:
            - name: main
              protection:
                required_status_checks:
                  strict: true
                  contexts: [test, codecov/patch]
        `,
        '.github/workflows/ci.yml': sample`
          on:
            pull_request:
              «paths»: ['src/**', package.json]
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: npm test }]
        `,
      },
      good: {
        '.github/settings.yml': sample`
          branches:
            - name: main
              protection:
                required_status_checks:
                  strict: true
                  contexts: [test, codecov/patch]
        `,
        '.github/workflows/ci.yml': sample`
          on:
            pull_request:
              branches: [main]
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: npm test }]
        `,
        '.github/workflows/docs.yml': sample`
          on:
            pull_request:
              paths: ['docs/**']
          jobs:
            spelling:
              runs-on: ubuntu-latest
              steps: [{ run: npm run spelling }]
        `,
      },
    },
    {
      title: 'a twin reports what the filter leaves out',
      good: {
        '.github/settings.yml': sample`
          branches:
            - name: default
              protection:
                required_status_checks:
                  checks: [{ context: test }]
        `,
        '.github/workflows/ci.yml': sample`
          on:
            pull_request:
              paths-ignore: ['docs/**']
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: npm test }]
        `,
        '.github/workflows/ci-for-docs.yml': sample`
          on:
            pull_request:
              paths: ['docs/**']
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: echo nothing to test }]
        `,
      },
    },
    {
      title: 'a second protected branch, and the jobs of a called workflow and of a matrix',
      bad: {
        '.github/settings.yml': sample`
          rulesets:
            - name: branches
              target: branch
              enforcement: active
              conditions: { ref_name: { include: [refs/heads/main, refs/heads/next] } }
              rules:
                - type: required_status_checks
                  parameters:
                    required_status_checks:
                      - context: checks / unit (24)
                      - context: lint
        `,
        '.github/workflows/ci.yml': sample`
          on:
            pull_request:
              «branches»: [main, 'releases/**']
          jobs:
            checks:
              uses: ./.github/workflows/checks.yml
        `,
        '.github/workflows/checks.yml': sample`
          on: workflow_call
          jobs:
            unit:
              runs-on: ubuntu-latest
              strategy: { matrix: { node: [22, 24] } }
              steps: [{ run: npm test }]
        `,
        '.github/workflows/lint.yml': sample`
          on: [push, pull_request]
          jobs:
            quick:
              name: lint
              runs-on: ubuntu-latest
              steps: [{ run: npm run lint }]
        `,
      },
    },
    {
      title: 'Terraform that protects one repository may mean this one',
      bad: {
        'infra/github.tf': sample`
          resource "github_branch_protection" "main" {
            repository_id = github_repository.shop.node_id
            pattern       = "main"

            required_status_checks {
              strict   = true
              contexts = ["test"]
            }
          }
        `,
        '.github/workflows/ci.yml': sample`
          on:
            pull_request:
              «paths-ignore»: ['**.md']
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: make test }]
        `,
      },
      good: {
        'infra/github.tf': sample`
          resource "github_branch_protection" "main" {
            repository_id = github_repository.shop.node_id
            pattern       = "main"

            required_status_checks {
              contexts = ["test"]
            }
          }

          resource "github_branch_protection" "website" {
            repository_id = github_repository.website.node_id
            pattern       = "main"
          }
        `,
        '.github/workflows/ci.yml': sample`
          on:
            pull_request:
              paths-ignore: ['**.md']
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: make test }]
        `,
      },
    },
  ],
});

interface Waiting {
  readonly filter: Filter;
  readonly checks: readonly RequiredCheck[];
  readonly isSure: boolean;
}

/** Each filter once, with the checks that wait behind it. */
function waitingIn(repository: Repository): readonly Waiting[] {
  const found = new Map<string, Waiting>();
  for (const check of protectionOf(repository).checks) {
    const reporters = reportersOf(check.name, repository);
    for (const filter of waitingFilters(reporters, check.branches)) {
      const place = `${filter.workflow.file.path} ${filter.trigger.event.text} ${filter.kind}`;
      const before = found.get(place);
      const isKnown = before?.checks.some(({ name }) => name === check.name) ?? false;
      const isSure = check.certainty === 'firm' && reporters.length === 1;
      found.set(place, {
        filter: before?.filter ?? filter,
        checks: [...(before?.checks ?? []), ...(isKnown ? [] : [check])],
        isSure: isSure || (before?.isSure ?? false),
      });
    }
  }
  return [...found.values()];
}

function whichOf({ kind, branch }: Filter): string {
  if (branch !== undefined) return `to ${code(branch)}`;
  return kind === 'paths' ? `that touch nothing of ${code(kind)}` : `that touch only ${code(kind)}`;
}

function namesOf(checks: readonly RequiredCheck[]): string {
  const names = checks.map(({ name }) => code(name));
  return names.length === 1 ? `check ${names.join('')}` : `checks ${names.join(', ')}`;
}
