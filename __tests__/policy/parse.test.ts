import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePolicy } from '../../src/policy/parse.ts';
import { policyFile, ruleInfos } from './made-up.ts';

const parsed = (text: string) => parsePolicy(policyFile(text), ruleInfos);
const said = (text: string) =>
  parsed(text).problems.map(({ kind, line, column, message }) => `${kind} ${line}:${column} ${message}`);

describe('parsePolicy', () => {
  test('reads every key that the policy knows', () => {
    const { says, problems } = parsed(`
$schema: ./policy.schema.json
rules:
  unpinned-action: { severity: high, trust: [docker/*, octo-org/*] }
  template-injection: low
  missing-healthcheck: off
  quiet-rule: true
overrides:
  - paths: examples/**
    rules: { unpinned-action: info }
ignore: [third_party/]
waivers:
  - rule: template-injection
    path: .github/workflows/triage.yml
    reason: Only members can start it
    until: 2027-03-31
targets:
  deploy.yml/ship: production
  .github/workflows/e2e.yaml/up: ephemeral
inline-waivers: base-only
fail-on: medium
fail-below: 79.5
comment: on-change
source: api
on-error: warn
annotations: off
label: docs
`);
    expect({ says, problems }).toEqual({
      says: {
        $schema: './policy.schema.json',
        rules: {
          'unpinned-action': { enabled: true, severity: 'high', options: { trust: ['docker/*', 'octo-org/*'] } },
          'template-injection': { enabled: true, severity: 'low', options: {} },
          'missing-healthcheck': { enabled: false, severity: undefined, options: {} },
          'quiet-rule': { enabled: true, severity: undefined, options: {} },
        },
        overrides: [
          {
            paths: ['examples/**'],
            rules: { 'unpinned-action': { enabled: true, severity: 'info', options: {} } },
          },
        ],
        ignore: ['third_party/'],
        waivers: [
          {
            rule: 'template-injection',
            path: '.github/workflows/triage.yml',
            reason: 'Only members can start it',
            until: '2027-03-31',
            line: 13,
          },
        ],
        targets: [
          { file: 'deploy.yml', job: 'ship', class: 'production', line: 18 },
          { file: '.github/workflows/e2e.yaml', job: 'up', class: 'ephemeral', line: 19 },
        ],
        'inline-waivers': 'base-only',
        'fail-on': 'medium',
        'fail-below': 79.5,
        comment: 'on-change',
        source: 'api',
        'on-error': 'warn',
        annotations: 'off',
        label: 'docs',
      },
      problems: [],
    });
  });

  test.each([
    ['an empty file', ''],
    ['nothing but comments', '# nothing yet\n'],
    ['keys without values', 'rules:\nignore:\nfail-on:\nwaivers: ~\n'],
    ['options without a severity', 'rules: { missing-healthcheck: { orchestrated: true } }'],
    ['a switch that is off', 'fail-below: off\nannotations: false\n'],
  ])('takes %s', (_, text) => {
    expect(said(text)).toEqual([]);
  });

  test.each([
    ['fail-onn: high', ['unknown 1:1 Unknown key `fail-onn`; did you mean `fail-on`?']],
    ['totally-else: 1', ['unknown 1:1 Unknown key `totally-else`']],
    [
      'rules:\n  unpined-action: off',
      ['unknown 2:3 No rule is called `unpined-action`; did you mean `unpinned-action`?'],
    ],
    [
      'rules:\n  unpinned-action: { truts: [a] }',
      ['unknown 2:22 Rule `unpinned-action` has no option `truts`; did you mean `trust`?'],
    ],
    [
      'fail-on: hihg',
      [
        'invalid 1:10 `fail-on` must be one of `critical`, `high`, `medium`, `low`, `never`, not `hihg`; did you mean `high`?',
      ],
    ],
    [
      'rules:\n  unpinned-action: [high]',
      [
        'invalid 2:20 `rules.unpinned-action` must be one of `off`, `on`, `info`, `low`, `medium`, `high`, `critical`, not a sequence',
      ],
    ],
    ['fail-below: 101', ['invalid 1:13 `fail-below` must be a number from 0 to 100, or `off`, not `101`']],
    [
      'label: "a --> b"',
      ['invalid 1:8 `label` must be a word of at most 40 letters, digits, `.`, `_` and `-`, not `a --> b`'],
    ],
    [
      'ignore: ["!docs/**"]',
      ['invalid 1:10 `ignore` must be a glob of what is meant; exceptions with `!` are not known'],
    ],
    ['ignore: "*a*a*a*a*a*b"', ['invalid 1:9 `ignore` must be a glob of at most five wildcards']],
    ['overrides: [{ paths: a }]', ['invalid 1:13 `overrides` lacks `rules`']],
    ['targets: production', ['invalid 1:10 `targets` must be a mapping of jobs to classes']],
    ['targets:\n  ship: production', ['invalid 2:3 `targets` takes jobs such as `deploy.yml/ship`, not `ship`']],
    [
      'targets:\n  deploy.yml/ship: prodction',
      [
        'invalid 2:20 `targets.deploy.yml/ship` must be one of `ephemeral`, `preview`, `docs`, `publish`, `staging`, `production`, not `prodction`; did you mean `production`?',
      ],
    ],
    ['rules: off', ['invalid 1:8 `rules` must be a mapping of keys to values']],
    ['- fail-on: high', ['invalid 1:1 The policy must be a mapping of keys to values']],
    [
      'rules: {missing-healthcheck: {orchestrated: 1}}',
      ['invalid 1:45 `rules.missing-healthcheck.orchestrated` must be `true` or `false`, not `1`'],
    ],
  ])('says of `%s` what is wrong and where', (text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  test.each([
    ['{ rule: unpinned-action }', 'waiver 1:11 A waiver does not count: `waivers` lacks `reason`'],
    [
      '{ rule: unpinned-action, reason: " " }',
      'waiver 1:44 A waiver does not count: `waivers.reason` must be more than nothing',
    ],
    [
      '{ rule: unpinned-action, reason: r, until: 2027-02-29 }',
      'waiver 1:54 A waiver does not count: `waivers.until` must be a date such as `2027-03-31`, not `2027-02-29`',
    ],
    [
      '{ rule: unpinned, reason: r }',
      'unknown 1:19 A waiver does not count: `waivers.rule` must be the id of a rule, not `unpinned`',
    ],
    [
      '{ rule: unpinned-action, reason: r, untill: 2020-01-01 }',
      'unknown 1:47 A waiver does not count: Unknown key `untill`; did you mean `until`?',
    ],
  ])('leaves the waiver `%s` out and keeps the others', (waiver, problem) => {
    const text = `waivers: [${waiver}, { rule: template-injection, reason: fine }]`;
    const { says } = parsed(text);
    expect([said(text), says.waivers]).toEqual([[problem], [{ rule: 'template-injection', reason: 'fine', line: 1 }]]);
  });

  test('says what is no YAML with its place, and every problem in the order of the file', () => {
    expect(said('fail-onn: high\nlabel: "a')).toEqual([
      'unknown 1:1 Unknown key `fail-onn`; did you mean `fail-on`?',
      'invalid 2:10 Not valid YAML: Missing closing "quote',
    ]);
  });

  test('never throws, and every problem has a place inside the file', () => {
    const piece = fc.constantFrom(
      'rules:',
      'waivers:',
      '- ',
      '  ',
      '\n',
      'off',
      '{',
      '}',
      '[',
      ']',
      'unpinned-action',
      ': ',
      '*a',
      '&a ',
      '"',
      'fail-on',
      'until: 2027-01-01',
      '#',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const lines = text.split('\n');
        for (const { line, column } of parsed(text).problems) {
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
        }
      }),
    );
  });
});
