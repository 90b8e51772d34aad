import { describe, expect, test } from '@jest/globals';
import { describePolicyChange } from '../../src/policy/change.ts';
import { introducedProblems, sentenceOf } from '../../src/policy/introduced.ts';
import { policyFile, ruleInfos } from './made-up.ts';

const fileOf = (text: string | undefined) => (text === undefined ? undefined : policyFile(text));

test.each([
  [
    'a new file with a fault',
    'fail-onn: x',
    undefined,
    ['`.github/plimsoll.yml`, line 1: Unknown key `fail-onn`; did you mean `fail-on`?'],
  ],
  ['a fault that the base has, on another line', '# more\nfail-onn: x', 'fail-onn: x', []],
  [
    'the same fault once more',
    'rules: { a-b: off }\noverrides: [{ paths: x, rules: { a-b: on } }]',
    'rules: { a-b: off }',
    ['`.github/plimsoll.yml`, line 2: No rule is called `a-b`'],
  ],
  [
    'a waiver without a reason',
    'waivers: [{ rule: unpinned-action }]',
    '',
    ['`.github/plimsoll.yml`, line 1: A waiver does not count: `waivers` lacks `reason`'],
  ],
  ['a fault mended', 'fail-on: low', 'fail-onn: x', []],
  ['the file removed', undefined, 'fail-onn: x', []],
])('a pull request answers for %s', (_, head, base, expected) => {
  const problems = introducedProblems(fileOf(head), fileOf(base), ruleInfos);
  expect(problems.map((problem) => sentenceOf(problem, '.github/plimsoll.yml'))).toEqual(expected);
});

describe('describePolicyChange', () => {
  test.each([
    ['fail-on: high', 'fail-on: high', undefined],
    [undefined, undefined, undefined],
    [
      undefined,
      'fail-on: low',
      '`.github/plimsoll.yml` is new in this pull request; it takes effect after merge: `fail-on` high → low',
    ],
    [
      'fail-below: 80',
      undefined,
      '`.github/plimsoll.yml` is removed in this pull request; it takes effect after merge: `fail-below` 80 → off',
    ],
    [
      'rules: { unpinned-action: high }',
      'rules: { unpinned-action: off, quiet-rule: on, missing-healthcheck: { orchestrated: true } }\nwaivers: [{ rule: unpinned-action, reason: r }]',
      '`.github/plimsoll.yml` changes in this pull request; it takes effect after merge: `unpinned-action` high → off; options of `missing-healthcheck` changed; `quiet-rule` off → on; `waivers` 0 → 1 entries',
    ],
    [
      'targets: { deploy.yml/ship: production, deploy.yml/try: staging }',
      'targets: { .github/workflows/deploy.yml/ship: staging, e2e.yml/up: ephemeral }',
      '`.github/plimsoll.yml` changes in this pull request; it takes effect after merge: `deploy.yml/ship` production → staging; `deploy.yml/try` staging → no class; `e2e.yml/up` no class → ephemeral',
    ],
    [
      'fail-on: low',
      '# why\nfail-on: low',
      '`.github/plimsoll.yml` changes in this pull request; it takes effect after merge',
    ],
  ])('from %j to %j', (before, after, expected) => {
    expect(describePolicyChange(fileOf(before), fileOf(after), ruleInfos)).toBe(expected);
  });
});
