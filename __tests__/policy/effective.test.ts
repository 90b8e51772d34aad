import { describe, expect, test } from '@jest/globals';
import { resolvePolicy } from '../../src/policy/effective.ts';
import type { PolicyParts } from '../../src/policy/effective.ts';
import { PolicyError } from '../../src/policy/policy.ts';
import { policyFile, ruleInfos } from './made-up.ts';

const resolved = (file: string | undefined, inputs: Record<string, string> = {}, more: Partial<PolicyParts> = {}) =>
  resolvePolicy({
    baseFile: file === undefined ? undefined : policyFile(file),
    inputs,
    rules: ruleInfos,
    onBroken: 'replace',
    ...more,
  });

const errorOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error instanceof PolicyError ? [error.path, error.line, error.message] : error;
  }
};

describe('resolvePolicy', () => {
  test('fills in every default, and only the defaults, where nothing is said', () => {
    expect(resolved(undefined, { 'fail-on': '', token: 'x' })).toEqual({
      policy: {
        rules: {
          'unpinned-action': { enabled: undefined, severity: undefined, options: { trust: [] } },
          'template-injection': { enabled: undefined, severity: undefined, options: {} },
          'missing-healthcheck': { enabled: undefined, severity: undefined, options: { orchestrated: false } },
          'quiet-rule': { enabled: undefined, severity: undefined, options: {} },
        },
        overrides: [],
        ignore: [],
        waivers: [],
        targets: [],
        inlineWaivers: 'allow',
        gate: { failOn: 'high', failBelow: undefined, onError: 'fail' },
        delivery: { comment: 'always', annotations: 'on', source: 'auto', label: '' },
      },
      source: 'defaults',
      notes: [],
      ignoredInputs: [],
    });
  });

  test.each([
    // what the file says, the inputs, what holds, where it comes from, what is ignored
    ['', { 'fail-on': 'never' }, { failOn: 'never' }, 'file and inputs', []],
    ['fail-on: high', { 'fail-on': 'medium' }, { failOn: 'medium' }, 'file and inputs', []],
    ['fail-on: high', { 'fail-on': 'critical' }, { failOn: 'high' }, 'file', ['fail-on']],
    ['fail-on: high', { 'fail-on': 'never' }, { failOn: 'high' }, 'file', ['fail-on']],
    ['fail-on: high', { 'fail-on': 'high' }, { failOn: 'high' }, 'file', []],
    ['fail-on: never', { 'fail-on': 'critical' }, { failOn: 'critical' }, 'file and inputs', []],
    ['fail-below: 80', { 'fail-below': '85' }, { failBelow: 85 }, 'file and inputs', []],
    ['fail-below: 80', { 'fail-below': '79.9' }, { failBelow: 80 }, 'file', ['fail-below']],
    ['fail-below: off', { 'fail-below': '10' }, { failBelow: 10 }, 'file and inputs', []],
    ['comment: never', { 'fail-below': '10' }, { failBelow: 10 }, 'file and inputs', []],
    ['on-error: warn', { 'on-error': 'fail' }, { onError: 'fail' }, 'file and inputs', []],
    ['on-error: fail', { 'on-error': 'warn' }, { onError: 'fail' }, 'file', ['on-error']],
    [
      'fail-on: [',
      { 'fail-on': 'never', 'on-error': 'warn' },
      { failOn: 'high', onError: 'fail' },
      'defaults',
      ['fail-on', 'on-error'],
    ],
    ['fail-on: [', { 'fail-on': 'low', 'fail-below': '50' }, { failOn: 'low', failBelow: 50 }, 'inputs', []],
  ])('of the file `%s` and the inputs %j only the stricter holds: %j', (file, inputs, gate, source, ignored) => {
    const { policy, source: from, ignoredInputs } = resolved(file, inputs);
    expect([policy.gate, from, ignoredInputs]).toEqual([expect.objectContaining(gate), source, ignored]);
  });

  test('what has no order is the input’s to say', () => {
    const file = 'comment: always\nannotations: on\nlabel: one\nsource: api\n';
    const inputs = { comment: 'never', annotations: 'off', label: 'two', source: 'workspace' };
    expect(resolved(file, inputs).policy.delivery).toEqual(inputs);
  });

  test('without a file, inputs rule, and the inline policy says the rest', () => {
    const inlinePolicy = 'fail-on: low\nrules: { template-injection: off }\nignore: [docs/**]';
    const { policy, source } = resolved(undefined, { 'fail-on': 'critical' }, { inlinePolicy });
    expect([policy.gate.failOn, policy.rules['template-injection']?.enabled, policy.ignore, source]).toEqual([
      'critical',
      false,
      ['docs/**'],
      'inputs',
    ]);
  });

  test.each([
    // of the file, of the inline policy, what holds, what is ignored
    ['off', 'on', { enabled: true, severity: undefined }, []],
    ['off', 'low', { enabled: true, severity: 'low' }, []],
    ['medium', 'high', { enabled: true, severity: 'high' }, []],
    ['medium', 'low', { enabled: true, severity: 'medium' }, ['policy.rules.unpinned-action']],
    ['medium', 'off', { enabled: true, severity: 'medium' }, ['policy.rules.unpinned-action']],
    ['on', 'high', { enabled: true, severity: undefined, atLeast: 'high' }, []],
    ['on', 'low', { enabled: true, severity: undefined }, ['policy.rules.unpinned-action']],
    ['', 'off', { enabled: undefined, severity: undefined }, ['policy.rules.unpinned-action']],
    [
      '',
      '{ severity: high, trust: [evil/*] }',
      { enabled: undefined, severity: undefined, atLeast: 'high' },
      ['policy.rules.unpinned-action.trust'],
    ],
  ])('beside a file that says `%s` of a rule, an inline `%s` may only raise it', (file, inline, setting, ignored) => {
    const { policy, ignoredInputs } = resolved(
      `rules: { unpinned-action: ${file} }`,
      {},
      { inlinePolicy: `rules: { unpinned-action: ${inline} }` },
    );
    expect([policy.rules['unpinned-action'], ignoredInputs]).toEqual([{ ...setting, options: { trust: [] } }, ignored]);
  });

  test('beside a file nothing else of the inline policy counts, and each is named', () => {
    const inlinePolicy = 'ignore: ["**"]\nwaivers: [{ rule: template-injection, reason: r }]\nfail-on: low\n';
    const { policy, ignoredInputs, notes } = resolved('comment: never', {}, { inlinePolicy });
    expect([policy.ignore, policy.waivers, policy.gate.failOn, ignoredInputs, notes[0]]).toEqual([
      [],
      [],
      'high',
      ['policy.ignore', 'policy.waivers', 'policy.fail-on'],
      {
        kind: 'policy-warning',
        message:
          'Input `policy.ignore` is ignored: beside `.github/plimsoll.yml` an inline policy can only switch rules on or raise their severity',
      },
    ]);
  });

  test('a name that this version does not know is skipped with a warning', () => {
    const { policy, notes } = resolved('fail-on: low\nrules:\n  newer-rule: off\n');
    expect([policy.gate.failOn, notes]).toEqual([
      'low',
      [
        {
          kind: 'policy-warning',
          message: 'Skipped: No rule is called `newer-rule`',
          path: '.github/plimsoll.yml',
          line: 3,
        },
      ],
    ]);
  });

  test('a broken file on the base is replaced by the defaults, and that is said', () => {
    const { policy, notes } = resolved('fail-on: low\nignore: ["**"]\ncomment: sometimes\n');
    expect([policy.gate.failOn, policy.ignore, notes]).toEqual([
      'high',
      [],
      [
        {
          kind: 'policy-warning',
          message:
            'The policy cannot be followed, so the defaults stand in for it: `comment` must be one of `always`, `on-change`, `never`, not `sometimes`',
          path: '.github/plimsoll.yml',
          line: 3,
        },
      ],
    ]);
  });

  test('who can mend the file now gets an error with its place', () => {
    expect(errorOf(() => resolved('\nfail-onn: low', {}, { onBroken: 'throw' }))).toEqual([
      '.github/plimsoll.yml',
      2,
      'Unknown key `fail-onn`; did you mean `fail-on`?',
    ]);
  });

  test.each([
    [
      { 'fail-on': 'hihg' },
      undefined,
      [
        '',
        0,
        'Input `fail-on` must be one of `critical`, `high`, `medium`, `low`, `never`, not `hihg`; did you mean `high`?',
      ],
    ],
    [
      { 'fail-below': '1e2' },
      undefined,
      ['', 0, 'Input `fail-below` must be a number from 0 to 100, or `off`, not `1e2`'],
    ],
    [{}, 'rules:\n  nonsense: on', ['input `policy`', 2, 'No rule is called `nonsense`']],
  ])('inputs %j and the inline policy %j are an error', (inputs, inlinePolicy, expected) => {
    expect(errorOf(() => resolved('', inputs, { inlinePolicy }))).toEqual(expected);
  });
});
