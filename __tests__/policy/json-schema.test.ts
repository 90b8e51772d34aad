import { expect, test } from '@jest/globals';
import { parsePolicy } from '../../src/policy/parse.ts';
import { policySchema } from '../../src/policy/json-schema.ts';
import { policyFile, ruleInfos } from './made-up.ts';

test('describes the policy to editors', () => {
  expect(policySchema(ruleInfos)).toEqual(
    expect.objectContaining({
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      additionalProperties: false,
      properties: expect.objectContaining({
        'fail-on': {
          description: 'A new or worsened finding of this severity or above fails the check.',
          enum: ['critical', 'high', 'medium', 'low', 'never'],
          default: 'high',
        },
        annotations: {
          description: 'Whether new findings are shown in the changed files.',
          enum: ['on', 'off', true, false],
          default: 'on',
        },
        rules: { description: 'How each rule is judged.', $ref: '#/definitions/rules' },
      }),
      definitions: {
        rules: expect.objectContaining({
          additionalProperties: false,
          properties: expect.objectContaining({
            'missing-healthcheck': {
              description: 'Something is wrong with missing-healthcheck',
              anyOf: [
                { enum: ['off', 'on', 'info', 'low', 'medium', 'high', 'critical', false, true] },
                expect.objectContaining({
                  properties: expect.objectContaining({
                    orchestrated: { description: 'Something else looks after it.', type: 'boolean', default: false },
                  }),
                }),
              ],
            },
          }),
        }),
      },
    }),
  );
});

/** One value that the schema allows at each place: the parser must take what editors allow. */
function sampleOf(schema: unknown, root: Record<string, unknown>): unknown {
  const { $ref, anyOf, enum: names, type, properties, items, pattern, minimum } = schema as Record<string, unknown>;
  if ($ref) return sampleOf((root['definitions'] as Record<string, unknown>)['rules'], root);
  if (Array.isArray(anyOf)) return sampleOf(anyOf.at(-1), root);
  if (Array.isArray(names)) return names.at(-1);
  if (type === 'object') {
    return Object.fromEntries(Object.entries(properties as object).map(([name, each]) => [name, sampleOf(each, root)]));
  }
  if (type === 'array') return [sampleOf(items, root)];
  if (type === 'string') return typeof pattern === 'string' && pattern.includes('{4}') ? '2027-03-31' : 'text';
  return type === 'boolean' ? true : minimum;
}

test('allows nothing that the parser refuses', () => {
  const schema = policySchema(ruleInfos) as Record<string, unknown>;
  const text = JSON.stringify(sampleOf(schema, schema));
  expect(parsePolicy(policyFile(text), ruleInfos).problems).toEqual([]);
});
