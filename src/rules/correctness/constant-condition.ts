import { code } from '../../core/message.ts';
import { type Expression, conditionOf, expressionsIn } from '../../documents/expression.ts';
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
      title: 'text before the expression',
      bad: sample`
        on: push
        jobs:
          deploy:
            runs-on: ubuntu-latest
            steps:
              - if: «github.actor != 'x' && \${{ success() }}»
                run: make deploy
      `,
    },
    {
      title: 'a literal',
      bad: sample`
        on: push
        jobs:
          deploy:
            runs-on: ubuntu-latest
            steps:
              - if: «true»
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
      `,
    },
    {
      title: 'no line break behind the expression',
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
  const [first] = expressions;
  if (first) return whyTextIsTrue(text, first, expressions.length);
  const tree = conditionOf(condition)?.tree;
  if (tree?.kind !== 'literal' || !isTruthy(tree.value)) return undefined;
  return `it is the literal ${code(text)}`;
}

function whyTextIsTrue(text: string, first: Expression, count: number): string | undefined {
  if (count > 1) return `it joins ${count.toString()} expressions to one text`;
  const bare = text.replace(/^\$\{\{[^]*\}\}/, '');
  if (!text.startsWith('${{')) return 'text stands before the expression';
  if (bare === '') return first.tree?.kind === 'literal' && isTruthy(first.tree.value) ? 'it is a literal' : undefined;
  return bare.trim() === '' ? 'a line break stands behind the expression' : 'text stands behind the expression';
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/expressions: false, 0, -0, "" and null are falsy. */
const isTruthy = (value: string | number | boolean | null): boolean => Boolean(value);
