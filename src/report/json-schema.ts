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
      object({ rule: text, answer: { enum: ['applies', 'does not apply', 'unknown'] }, reason: text, path: text }, ['path']),
    ),
    notChecked: arrayOf(object({ path: text, rule: text, reason: text }, ['path', 'rule'])),
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
  $defs: { finding, range },
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
