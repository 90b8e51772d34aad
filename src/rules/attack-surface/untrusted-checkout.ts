import { code } from '../../core/message.ts';
import type { Related } from '../../core/problem.ts';
import { textOfSpan } from '../../core/source.ts';
import { forkCheckoutsOf, type ForkCheckout } from '../../analysis/fork-checkout.ts';
import { findGuard } from '../../analysis/guards.ts';
import { findSpoils } from '../../analysis/power.ts';
import { pathOfStart } from '../../analysis/starts.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'untrusted-checkout',
  title: 'Code of a pull request runs with the repository’s rights',
  category: 'attack-surface',
  severity: 'critical',
  since: '0.1.0',
  on: ['workflow'],
  why: `\`pull_request_target\`, \`workflow_run\` and \`issue_comment\` run with the repository’s token and secrets,
    whoever started them. Once such a job fetches a pull request and runs anything of it – a build file, an install script,
    a test, a local action – its author’s code has that token, those secrets and the caches of the default branch.`,
  remedy: 'Build and test in a workflow on `pull_request`, and leave to the privileged one only what needs no code of it.',
  references: [
    'https://docs.github.com/en/actions/reference/security/securely-using-pull_request_target',
    'https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/',
  ],
  sameAs: [
    'zizmor/dangerous-triggers',
    'codeql/actions/untrusted-checkout/critical',
    'codeql/actions/untrusted-checkout/high',
    'poutine/untrusted_checkout_exec',
    'octoscan/dangerous-checkout',
    'scorecard/Dangerous-Workflow',
    'semgrep/pull-request-target-code-checkout',
    'pipeline-check/GHA-002',
    'pipeline-check/GHA-046',
  ],
  *check(workflow, { repository }) {
    for (const job of workflow.jobs) {
      const seen = new Set<number>();
      const checkouts = forkCheckoutsOf(job, repository).map((checkout) => ({ checkout, guard: findGuard(checkout.step, checkout.start) }));
      const open = (each: (typeof checkouts)[number]): boolean => !each.guard && !each.checkout.doubt;
      for (const { checkout, guard } of checkouts.toSorted((a, b) => Number(open(b)) - Number(open(a)))) {
        if (seen.has(checkout.at.start)) continue;
        seen.add(checkout.at.start);
        const isOpen = !guard && !checkout.doubt;
        const spoils = findSpoils(job);
        yield {
          at: checkout.at,
          message:
            `${code(textOfSpan(checkout.execution.at))} runs code of the pull request that is fetched here` +
            (spoils ? `, with ${code(spoils)} in reach` : ''),
          key: checkout.start.event,
          severity: isOpen ? 'critical' : 'high',
          certainty: isOpen ? 'firm' : 'tentative',
          related: relatedTo(checkout, guard),
        };
      }
    }
  },
  examples: [],
});
