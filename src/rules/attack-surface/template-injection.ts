import { code } from '../../core/message.ts';
import type { Related } from '../../core/problem.ts';
import { textOfSpan } from '../../core/source.ts';
import { expressionsIn } from '../../documents/expression.ts';
import { stepsOf } from '../../documents/workflow-model.ts';
import { findSpoils } from '../../analysis/power.ts';
import { sinksOf } from '../../analysis/sinks.ts';
import { pathOfStart, whoStarts } from '../../analysis/starts.ts';
import { findTaint, type Taint } from '../../analysis/taint.ts';
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
  ],
  *check(document, { repository }) {
    for (const step of stepsOf(document)) {
      for (const sink of sinksOf(step)) {
        for (const expression of expressionsIn(sink.text)) {
          const taint = findTaint(expression, step, repository);
          if (!taint) continue;
          const job = step.owner.kind === 'job' ? step.owner : undefined;
          const spoils = job && taint.severity !== 'low' && taint.severity !== 'medium' ? findSpoils(job) : undefined;
          yield {
            at: expression.span,
            message:
              `${code(textOfSpan(taint.source))} becomes part of ${code(sink.key)}: ${whoStarts(taint)} runs commands` +
              (job ? ` in job ${code(job.id.text)}` : '') +
              (spoils ? `, with ${code(spoils)}` : ''),
            key: taint.path,
            severity: taint.severity,
            certainty: taint.certainty,
            related: relatedTo(taint),
          };
        }
      }
    }
  },
  examples: [],
});

const relatedTo = (taint: Taint): readonly Related[] => [
  ...pathOfStart(taint.start),
  ...(taint.variable ? [{ at: taint.variable.span, message: `${code(taint.variable.name.text)} takes the text in` }] : []),
  ...(taint.guard ? [{ at: taint.guard.at, message: `Behind ${taint.guard.what}` }] : []),
];
