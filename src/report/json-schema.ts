import { targetClasses } from '../core/delivery.ts';
import { categories, severities } from '../core/severity.ts';

/** The JSON report's schema, which docs/report.schema.json holds. Keys may be added; none is renamed or removed. */
export const reportSchema = (): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Plimsoll report',
  description:
    'Lines and columns count from 1, columns in UTF-16 units, ends exclusive. Scores are points with up to three decimals; the `points` of findings are whole milli-points.',
  ...object({
    tool: { const: 'plimsoll' },
    version: { type: 'string' },
    model: { description: 'The name of the score model.', type: 'string' },
    root: { type: 'string' },
    score: orNull(score),
    findings: arrayOf({ $ref: '#/$defs/finding' }),
    waived: arrayOf(waived),
    comparison: described(orNull(comparison), 'Null where nothing was compared.'),
    applicability: arrayOf(
      object(
        {
          rule: text,
          question: described(text, 'Instead of `rule`, where no rule asks yet.'),
          answer: { enum: ['applies', 'does not apply', 'unknown'] },
          reason: text,
          path: text,
        },
        ['rule', 'question', 'path'],
      ),
    ),
    notChecked: arrayOf(object({ path: text, rule: text, reason: text }, ['path', 'rule'])),
    targets: described(arrayOf(target), 'What jobs deploy and publish, and how it is classified.'),
    practices: described(
      arrayOf(practice),
      'What is good to know and never a fault. Nothing follows from what is not seen.',
    ),
    counts,
    policy: object({ source: text, sha: orNull(text) }),
    head: described(orNull(text), 'The commit that was judged.'),
    base: described(orNull(text), 'The commit that it was compared with.'),
    verdict: object({ outcome: { enum: ['pass', 'fail', 'error'] }, reasons: arrayOf(text) }),
    notes: described(
      arrayOf(object({ kind: text, message: text, path: text, line }, ['path', 'line'])),
      'Remarks on the policy and on waivers that are no findings.',
    ),
    inspected: described({ type: 'object', additionalProperties: count }, 'Files by kind.'),
    facts: object({ owner: orNull(text), server: orNull(text) }),
  }),
  $defs: { finding },
});

type Schema = Readonly<Record<string, unknown>>;

const object = (properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema => ({
  type: 'object',
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
  properties,
});
const arrayOf = (items: Schema): Schema => ({ type: 'array', items });
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const described = (schema: Schema, description: string): Schema => ({ description, ...schema });

const text: Schema = { type: 'string' };
const count: Schema = { type: 'integer', minimum: 0 };
const line: Schema = { type: 'integer', minimum: 1 };
const points: Schema = { type: 'number' };
const severity: Schema = { enum: severities };

const range = { startLine: line, startColumn: line, endLine: line, endColumn: line };

const finding = object({
  rule: text,
  category: { enum: categories },
  severity,
  certainty: { enum: ['firm', 'tentative'] },
  path: text,
  ...range,
  message: described(text, 'One sentence; a pair of backticks encloses code.'),
  fingerprint: described(text, 'Stays the same when lines move, jobs are reordered or versions are bumped.'),
  points: described(count, 'Milli-points of the score; all of them sum to 100,000 less the uncapped score.'),
  status: described({ enum: ['new', 'worsened', 'unchanged', null] }, 'Null without a comparison.'),
  related: arrayOf(object({ path: text, ...range, message: text })),
  fixable: { type: 'boolean' },
  disabled: described({ type: 'boolean' }, 'In a job or step that is switched off: weighs nothing, never fails.'),
});

const target = object({
  path: text,
  job: text,
  startLine: described(line, 'Of the first command or action that deploys or publishes.'),
  class: { enum: targetClasses },
  reason: described(text, 'Why it is taken for this class; a pair of backticks encloses code.'),
});

const practice = object(
  {
    name: text,
    answer: { enum: ['seen', 'not seen', 'unknown', 'does not apply'] },
    detail: described(text, 'What was seen, or why nothing can be said; a pair of backticks encloses code.'),
    path: text,
    line,
  },
  ['path', 'line'],
);

const score = object({
  total: described(points, 'The score: the uncapped one, or the cap where that is lower.'),
  uncapped: points,
  grade: { enum: ['A', 'B', 'C', 'D', 'E', 'F'] },
  cap: orNull(object({ limit: points, reason: text })),
  categories: object(
    Object.fromEntries(
      categories.map((category) => [category, object({ budget: points, lost: points, findings: count })]),
    ),
  ),
  withoutWaivers: described(points, 'The score with nothing waived.'),
});

const waived = object({
  rule: text,
  path: text,
  line,
  reason: text,
  until: orNull(text),
  origin: { enum: ['policy', 'inline'] },
  severity,
  pointsWithheld: described(count, 'Milli-points that the finding would cost.'),
  message: text,
  fingerprint: text,
  waiver: described(object({ path: text, line }), 'Where it is waived.'),
  isNew: described({ type: 'boolean' }, 'This pull request brings the waiver.'),
});

const comparison = object({
  baseScore: orNull(points),
  delta: described(
    orNull(points),
    'Difference of the two scores as shown, floored to tenths. Null where one is not rated.',
  ),
  fixed: arrayOf({ $ref: '#/$defs/finding' }),
  uncappedDelta: orNull(points),
  attribution: described(
    arrayOf(
      object({
        kind: { enum: ['new', 'worsened', 'fixed', 'cap'] },
        rule: orNull(text),
        fingerprint: orNull(text),
        points,
      }),
    ),
    'What each change did to the score; sums to the delta.',
  ),
});

const counts = object({
  bySeverity: object(Object.fromEntries(severities.map((name) => [name, count]))),
  new: orNull(count),
  worsened: orNull(count),
  fixed: orNull(count),
  waived: count,
});
