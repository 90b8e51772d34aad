import { code } from '../../core/message.ts';
import { textOfSpan } from '../../core/source.ts';
import { type Term, conditionOf, expressionsIn, staticTruthOf, termsIn } from '../../documents/expression.ts';
import { stepsOf } from '../../documents/workflow-model.ts';
import type { Scalar } from '../../documents/yaml-value.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'constant-condition',
  title: 'Condition that is always true',
  category: 'correctness',
  severity: 'medium',
  since: '0.1.0',
  on: ['workflow', 'action'],
  why: 'Text beside `${{ }}` makes the whole condition a text, and a text that is not empty is true: the job or step always runs, whatever the expression says.',
  remedy: 'Write the whole condition as one expression, with nothing before or after it.',
  references: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idif',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#literals',
  ],
  sameAs: [
    'actionlint/if-cond',
    'zizmor/unsound-condition',
    'poutine/if_always_true',
    'codeql/actions/if-expression-always-true/critical',
    'codeql/actions/if-expression-always-true/high',
    'sisakulint/cond',
  ],
  *check(document) {
    const jobs = document.kind === 'workflow' ? document.jobs : [];
    for (const owner of [...jobs, ...stepsOf(document)]) {
      const reason = owner.if && whyAlwaysTrue(owner.if);
      if (!owner.if || reason === undefined) continue;
      yield { at: owner.if.value.span, key: 'if', message: `This condition is always true: ${reason}` };
    }
  },
  examples: [
    {
      bad: sample`
        on: push
        jobs:
          deploy:
            if: «\${{ github.ref == 'refs/heads/main' }} && \${{ github.event_name == 'push' }}»
            runs-on: ubuntu-latest
            steps: [{ run: make deploy }]
      `,
      good: sample`
        on: push
        jobs:
          deploy:
            if: \${{ github.ref == 'refs/heads/main' && github.event_name == 'push' }}
            runs-on: ubuntu-latest
            steps: [{ run: make deploy }]
      `,
    },
    {
      title: 'text before or behind the expression',
      bad: sample`
        on: push
        jobs:
          deploy:
            runs-on: ubuntu-latest
            steps:
              - if: «github.actor != 'x' && \${{ success() }}»
                run: make deploy
              - if: «\${{ github.ref == 'refs/heads/main' }} && success()»
                run: make deploy
      `,
    },
    {
      title: 'a literal, alone or behind `||`',
      bad: sample`
        on: push
        jobs:
          deploy:
            runs-on: ubuntu-latest
            steps:
              - if: «true»
                run: make deploy
              - if: «github.ref == 'refs/heads/main' || 'refs/heads/next'»
                run: make deploy
              - if: «\${{ 'false' }}»
                run: make deploy
      `,
      good: sample`
        on: push
        jobs:
          deploy:
            runs-on: ubuntu-latest
            steps:
              - if: always()
                run: make deploy
              - if: false
                run: make later
              - if: github.ref == 'refs/heads/main' || inputs.force
                run: make deploy
      `,
    },
    {
      title: 'a line break behind the expression, which `>-` takes off',
      bad: sample`
        on: push
        jobs:
          deploy:
            if: >
              «\${{ github.ref == 'refs/heads/main' }}»
            runs-on: ubuntu-latest
            steps: [{ run: make deploy }]
      `,
      good: sample`
        on: push
        jobs:
          deploy:
            if: >-
              \${{ github.ref == 'refs/heads/main' }}
            runs-on: ubuntu-latest
            steps: [{ run: make deploy }]
      `,
    },
  ],
});

function whyAlwaysTrue(condition: Scalar): string | undefined {
  const { text } = condition.value;
  const expressions = expressionsIn(condition.value);
  const reason = expressions.length > 0 ? whyTextIsTrue(text, expressions.length) : undefined;
  // What does not parse makes GitHub reject the file, which is another fault.
  if (reason !== undefined) return expressions.every(({ tree }) => tree) ? reason : undefined;
  const tree = mayDecide.test(text) ? conditionOf(condition)?.tree : undefined;
  return tree && whyTermIsTrue(tree);
}

function whyTextIsTrue(text: string, count: number): string | undefined {
  if (count > 1) return `it joins ${count.toString()} expressions to one text`;
  if (!text.startsWith('${{')) return 'text stands before the expression';
  const behind = text.slice(text.lastIndexOf('}}') + 2);
  if (behind === '') return undefined;
  return behind.trim() === '' ? 'it ends in white space' : 'text stands behind the expression';
}

/** A literal that no comparison takes up, cheap to look for: few conditions have one, and only they need parsing. */
const mayDecide =
  /(?:^|[&|!(]|\{\{)\s*(?:'(?:[^']|'')*'|[-+.\d][\w.+-]*|true|false|null|nan|infinity)\s*(?:$|[&|)]|\}\})/i;

/** `github.ref == 'a' || 'b'` is true on every branch: what stands behind `||` is asked by itself. */
function whyTermIsTrue(tree: Term): string | undefined {
  if (staticTruthOf(tree) !== true) return undefined;
  const literal = termsIn(tree).find((term) => term.kind === 'literal' && staticTruthOf(term));
  if (!literal) return 'no value of the run is asked';
  const written = code(textOfSpan(literal.span));
  return tree === literal ? `it is the literal ${written}` : `${written} is true by itself`;
}
