import { code } from '../../core/message.ts';
import type { Related } from '../../core/problem.ts';
import { isAtLeast } from '../../core/severity.ts';
import { textOfSpan } from '../../core/source.ts';
import { expressionsIn } from '../../documents/expression.ts';
import { stepsOf } from '../../documents/workflow-model.ts';
import { findSpoils } from '../../analysis/trust/power.ts';
import { sinksOf } from '../../analysis/trust/sinks.ts';
import { pathOfStart, whoWrites } from '../../analysis/trust/starts.ts';
import { findTaint, type Taint } from '../../analysis/trust/taint.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'template-injection',
  title: 'Text from outside is pasted into a script',
  category: 'attack-surface',
  severity: 'critical',
  since: '0.1.0',
  on: ['workflow', 'action'],
  why: `GitHub replaces \`\${{ }}\` in a script before any shell reads it. A title, a body or a branch name that holds
    \`$(…)\`, a quote or a line break is then no longer text but a command, and it runs with the token and the secrets of
    the job.`,
  remedy: 'Hand the value to the script as an environment variable, and quote the variable there.',
  references: [
    'https://docs.github.com/en/actions/concepts/security/script-injections',
    'https://docs.github.com/en/actions/reference/security/secure-use#good-practices-for-mitigating-script-injection-attacks',
  ],
  sameAs: [
    'zizmor/template-injection',
    'codeql/actions/code-injection/critical',
    'codeql/actions/code-injection/medium',
    'actionlint/expression',
    'poutine/injection',
    'octoscan/expression-injection',
    'semgrep/run-shell-injection',
    'checkov/CKV_GHA_2',
    'pipeline-check/GHA-003',
    'pipeline-check/GHA-035',
    'scorecard/Dangerous-Workflow',
    'kics/run_block_injection',
    'kics/script_block_injection',
    'semgrep/github-script-injection',
    'ghasec/script-injection',
    'sisakulint/code-injection-critical',
    'sisakulint/code-injection-medium',
    'ades/ADES100',
    'ades/ADES101',
  ],
  *check(document, { repository }) {
    for (const step of stepsOf(document)) {
      for (const sink of sinksOf(step)) {
        for (const expression of expressionsIn(sink.text)) {
          const taint = findTaint(expression, step, repository);
          if (!taint) continue;
          const job = step.owner.kind === 'job' ? step.owner : undefined;
          const spoils = job && isAtLeast(taint.severity, 'high') ? findSpoils(job) : undefined;
          yield {
            at: expression.span,
            message:
              `${code(textOfSpan(taint.source))} becomes part of ${code(sink.key)}: ${whoWrites(taint.start, taint.writtenBy)} can run commands` +
              (job ? ` in job ${code(job.id.text)}` : '') +
              (spoils ? `, with ${spoils}` : ''),
            key: taint.path,
            severity: taint.severity,
            certainty: taint.certainty,
            related: relatedTo(taint),
          };
        }
      }
    }
  },
  examples: [
    {
      bad: sample`
        on:
          issues:
            types: [opened]
        jobs:
          triage:
            runs-on: ubuntu-24.04
            steps:
              - run: echo "New issue «\${{ github.event.issue.title }}»"
      `,
      good: sample`
        on:
          issues:
            types: [opened]
        jobs:
          triage:
            runs-on: ubuntu-24.04
            steps:
              - run: echo "New issue $TITLE, number \${{ github.event.issue.number }}"
                env:
                  TITLE: \${{ github.event.issue.title }}
      `,
    },
    {
      title: 'Scripts of actions, functions that pass text on, and variables read as expressions',
      bad: sample`
        on: issue_comment
        jobs:
          answer:
            runs-on: ubuntu-24.04
            env:
              BODY: \${{ github.event.comment.body }}
            steps:
              - uses: actions/github-script@v9
                with:
                  script: |
                    console.log("«\${{ github.event.comment.body }}»")
              - run: |
                  echo «\${{ format('Re: {0}', github.event.issue.title) }}»
                  echo '«\${{ toJSON(github.event.issue) }}»'
                  echo "«\${{ env.BODY }}»"
      `,
      good: sample`
        on: issue_comment
        jobs:
          answer:
            runs-on: ubuntu-24.04
            env:
              BODY: \${{ github.event.comment.body }}
            steps:
              - uses: actions/github-script@v9
                with:
                  script: |
                    console.log(context.payload.comment.body)
              - run: |
                  echo \${{ contains(github.event.comment.body, '/test') }}
                  echo \${{ github.event.comment.body == '/test' && 'yes' || 'no' }}
                  echo "$BODY" \${{ github.actor }} \${{ github.event.comment.id }} \${{ github.event.comment.author_association }}
      `,
    },
    {
      title: 'Branch names of pull requests',
      bad: sample`
        on: pull_request
        jobs:
          build:
            runs-on: ubuntu-24.04
            steps:
              - run: git push origin "HEAD:«\${{ github.head_ref }}»"
              - run: ./deploy.sh "«\${{ github.head_ref || github.ref_name }}»" \${{ github.event.pull_request.head.sha }}
      `,
    },
    {
      title: 'Only what the event carries',
      good: sample`
        on: [push, issues]
        jobs:
          build:
            runs-on: ubuntu-24.04
            if: github.event_name == 'push'
            steps:
              - run: echo "\${{ github.event.issue.title }} \${{ github.head_ref }} \${{ github.event.pull_request.body }}"
      `,
    },
    {
      title: 'A branch that the trigger’s own filter or a condition names is not free text',
      bad: sample`
        on:
          push:
            branches: [main, 'feature/**']
        jobs:
          build:
            runs-on: ubuntu-24.04
            steps:
              - run: echo "«\${{ github.ref_name }}»"
      `,
      good: sample`
        on:
          push:
            branches: [main, release/v1, 'v[0-9]+.[0-9]+']
          pull_request_target:
            branches: [main]
        jobs:
          build:
            runs-on: ubuntu-24.04
            steps:
              - run: echo "\${{ github.ref_name }} \${{ github.base_ref }}"
          next:
            runs-on: ubuntu-24.04
            if: github.event_name == 'pull_request_target' && github.head_ref == 'next'
            steps:
              - run: echo "\${{ github.head_ref }}"
      `,
    },
    {
      title: 'Free inputs of a run by hand; choices, numbers and booleans are no text',
      bad: sample`
        on:
          workflow_dispatch:
            inputs:
              note:
                description: What changed
              level:
                type: choice
                options: [minor, major]
              force:
                type: boolean
        jobs:
          release:
            runs-on: ubuntu-24.04
            steps:
              - run: ./release.sh "«\${{ inputs.note }}»" "\${{ inputs.level }}" "\${{ inputs.force }}"
              - run: echo '«\${{ toJSON(inputs) }}»' > inputs.json
      `,
      good: sample`
        on:
          workflow_dispatch:
            inputs:
              level:
                type: choice
                options: [minor, major]
        jobs:
          release:
            runs-on: ubuntu-24.04
            steps:
              - run: echo '\${{ toJSON(inputs) }}' > inputs.json
      `,
    },
    {
      title: 'A list is written out by `join` and `toJSON`; by itself it is the word `Array`',
      bad: sample`
        on: push
        jobs:
          notes:
            runs-on: ubuntu-24.04
            steps:
              - run: echo "«\${{ join(github.event.commits.*.message) }}»" "«\${{ toJSON(github.event.commits.*.message) }}»"
      `,
      good: sample`
        on: push
        jobs:
          notes:
            runs-on: ubuntu-24.04
            steps:
              - run: echo "\${{ github.event.commits.*.message }}" "\${{ github.event.head_commit }}"
      `,
    },
    {
      title: 'Behind a guard it counts as a lead',
      bad: sample`
        on: pull_request_target
        jobs:
          check:
            if: github.event.pull_request.author_association == 'MEMBER'
            runs-on: ubuntu-24.04
            steps:
              - run: echo "«\${{ github.event.pull_request.title }}»"
      `,
    },
    {
      title: 'Through a called workflow and a composite action of the repository',
      bad: {
        '.github/workflows/comment.yml': sample`
          on: issue_comment
          jobs:
            call:
              uses: ./.github/workflows/answer.yml
        `,
        '.github/workflows/answer.yml': sample`
          on: workflow_call
          jobs:
            answer:
              runs-on: ubuntu-24.04
              steps:
                - run: echo "«\${{ github.event.comment.body }}»"
                - uses: ./.github/actions/echo
        `,
        '.github/actions/echo/action.yml': sample`
          name: Echo
          runs:
            using: composite
            steps:
              - shell: bash
                run: echo "«\${{ github.event.issue.body }}» \${{ github.event.review.body }}"
        `,
      },
    },
  ],
});

const relatedTo = (taint: Taint): readonly Related[] => [
  ...pathOfStart(taint.start),
  ...(taint.variable
    ? [{ at: taint.variable.span, message: `${code(taint.variable.name.text)} takes the text in` }]
    : []),
  ...(taint.guard ? [{ at: taint.guard.at, message: `Behind ${taint.guard.what}` }] : []),
];
