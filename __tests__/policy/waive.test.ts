import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Problem } from '../../src/core/problem.ts';
import type { Report } from '../../src/core/report.ts';
import type { SettleOptions, Settled } from '../../src/policy/settle.ts';
import { complaints, injection, noPolicy, policyOf, repositoryOf, settled, unpinned } from './made-up.ts';

const ci = '.github/workflows/ci.yml';
const workflow = (waiver: string): string => `on: push
jobs:
  build:
    steps:
      ${waiver}
      - uses: a/b@v1
      - uses: c/d@v1
`;
const reason = 'reason="ours"';

/** Both actions are unpinned, and the first one is told to be injected as well. */
function judgedOf(waiver: string, more: Readonly<Record<string, string>> = {}) {
  const repository = repositoryOf({ [ci]: workflow(waiver), ...more });
  const judged = [
    ...complaints(repository, unpinned, ci, 'a/b@v1'),
    ...complaints(repository, unpinned, ci, 'c/d@v1'),
    ...complaints(repository, injection, ci, 'a/b@v1'),
  ];
  return { repository, judged };
}

const reportOf = ({ findings, waived, notes }: Settled): Report => ({
  root: '.',
  findings,
  waived,
  score: null,
  applicability: [],
  notChecked: [],
  policyNotes: notes,
  inspected: {},
  facts: { owner: null, server: null },
});

const outcome = (waiver: string, policy = noPolicy, options: Partial<SettleOptions> = {}) => {
  const { repository, judged } = judgedOf(waiver);
  const { findings, waived, notes } = settled(judged, repository, policy, options);
  return {
    left: findings.map((finding) => `${finding.rule}:${finding.startLine}`),
    waived: waived.map(
      ({ finding, origin, isNew }) => `${finding.rule}:${finding.startLine} ${origin}${isNew ? ' new' : ''}`,
    ),
    notes: notes.map(({ kind, message, line }) => `${kind} ${line ?? '-'} ${message}`),
  };
};

const base = (waiver: string): Report => {
  const { repository, judged } = judgedOf(waiver);
  return reportOf(settled(judged, repository));
};

const everything = ['template-injection:6', 'unpinned-action:6', 'unpinned-action:7'];

describe('an inline waiver', () => {
  test('accepts findings of its rules in what it covers, and nothing else', () => {
    expect(outcome(`# plimsoll: ignore[unpinned-action] ${reason}`)).toEqual({
      left: ['template-injection:6', 'unpinned-action:7'],
      waived: ['unpinned-action:6 inline'],
      notes: [],
    });
  });

  test('may name several rules', () => {
    expect(outcome(`# plimsoll: ignore[unpinned-action, template-injection] ${reason}`)).toEqual({
      left: ['unpinned-action:7'],
      waived: ['template-injection:6 inline', 'unpinned-action:6 inline'],
      notes: [],
    });
  });

  test.each([
    [
      '# plimsoll: ignore[unpinned-action]',
      'waiver-refused 5 Waiver of `unpinned-action` does not count: it gives no reason; write `reason="…"` behind it',
    ],
    [
      `# plimsoll: ignore[unpinned-action] ${reason} until=2026-06-14`,
      'waiver-lapsed 5 Waiver of `unpinned-action` has lapsed; it counted until 2026-06-14',
    ],
    [
      `# plimsoll: ignore[unpined-action] ${reason}`,
      'waiver-refused 5 No rule is called `unpined-action`; did you mean `unpinned-action`?',
    ],
    [
      `# plimsoll: ignore[missing-healthcheck] ${reason}`,
      'waiver-unused 5 Waiver of `missing-healthcheck` matches nothing',
    ],
  ])('`%s` does not count, and it is listed', (waiver, note) => {
    expect(outcome(waiver)).toEqual({ left: everything, waived: [], notes: [note] });
  });

  test('counts to the end of its last day', () => {
    expect(outcome(`# plimsoll: ignore[unpinned-action] ${reason} until=2026-06-15`).waived).toEqual([
      'unpinned-action:6 inline',
    ]);
  });

  test('that matches nothing is passed over in silence where its rule was not checked', () => {
    const waiver = `# plimsoll: ignore[missing-healthcheck] ${reason}`;
    expect([
      outcome(waiver, noPolicy, { checked: (rule) => rule !== 'missing-healthcheck' }).notes,
      outcome(waiver, policyOf('rules: { missing-healthcheck: off }')).notes,
    ]).toEqual([[], ['rule-off - Rule `missing-healthcheck` is switched off']]);
  });

  const both = `# plimsoll: ignore[unpinned-action, template-injection] ${reason}`;
  const critical =
    'waiver-refused 5 Waiver of `template-injection` does not count: a firm critical finding can be waived only on the base branch';
  test.each([
    [
      'new in the pull request: all but a firm critical',
      both,
      { base: base('# nothing') },
      noPolicy,
      {
        left: ['template-injection:6', 'unpinned-action:7'],
        waived: ['unpinned-action:6 inline new'],
        notes: [critical],
      },
    ],
    [
      'on the base: all',
      both,
      { base: base(both) },
      noPolicy,
      { left: ['unpinned-action:7'], waived: ['template-injection:6 inline', 'unpinned-action:6 inline'], notes: [] },
    ],
    [
      'on the base, and the pull request comes from a fork: all',
      both,
      { base: base(both), isFork: true },
      noPolicy,
      { left: ['unpinned-action:7'], waived: ['template-injection:6 inline', 'unpinned-action:6 inline'], notes: [] },
    ],
    [
      'new from a fork: none',
      `# plimsoll: ignore[unpinned-action] ${reason}`,
      { base: base('# nothing'), isFork: true },
      noPolicy,
      {
        left: everything,
        waived: [],
        notes: [
          'waiver-refused 5 Waiver of `unpinned-action` does not count: it comes from a fork and counts once it is on the base branch',
        ],
      },
    ],
    [
      'new where the policy wants them merged first: none',
      `# plimsoll: ignore[unpinned-action] ${reason}`,
      { base: base('# nothing') },
      policyOf('inline-waivers: base-only'),
      {
        left: everything,
        waived: [],
        notes: [
          'waiver-refused 5 Waiver of `unpinned-action` does not count: the policy lets it count only once it is on the base branch',
        ],
      },
    ],
    [
      'on the base where the policy wants them merged first: all',
      both,
      { base: base(both) },
      policyOf('inline-waivers: base-only'),
      { left: ['unpinned-action:7'], waived: ['template-injection:6 inline', 'unpinned-action:6 inline'], notes: [] },
    ],
    [
      'where the policy switches them off: none',
      both,
      { base: base(both) },
      policyOf('inline-waivers: off'),
      {
        left: everything,
        waived: [],
        notes: ['waiver-refused - The policy switches inline waivers off: 1 comment does not count'],
      },
    ],
  ])('%s', (_, waiver, options, policy, expected) => {
    expect(outcome(waiver, policy, options)).toEqual(expected);
  });

  test('on the base is known again when its job is renamed and its action bumped', () => {
    const text = workflow(`# plimsoll: ignore[unpinned-action] ${reason}`)
      .replace('build:', 'make:')
      .replace('a/b@v1', 'a/b@v2');
    const repository = repositoryOf({ [ci]: text });
    const judged = complaints(repository, unpinned, ci, 'a/b@v2');
    const options = { base: base(`# plimsoll: ignore[unpinned-action] ${reason}`), isFork: true };
    expect(settled(judged, repository, noPolicy, options).waived.map((waived) => waived.isNew)).toEqual([false]);
  });

  test('on the base is known again above a job that is renamed', () => {
    const ofJob = (id: string, options: Partial<SettleOptions> = {}) => {
      const text = `on: push\njobs:\n  # plimsoll: ignore[unpinned-action] ${reason}\n  ${id}:\n    steps: []\n`;
      const repository = repositoryOf({ [ci]: text });
      return settled(complaints(repository, unpinned, ci, id, { key: 'timeout' }), repository, noPolicy, options);
    };
    const { waived } = ofJob('build', { base: reportOf(ofJob('compile')), isFork: true });
    expect(waived.map(({ isNew }) => isNew)).toEqual([false]);
  });

  test('on the base does not answer for a second finding that a fork puts below it', () => {
    const step = (script: string): string =>
      workflow(`# plimsoll: ignore[unpinned-action] ${reason}\n      - run: |\n${script}`);
    const line = '          curl x\n';
    const reportFor = (script: string, options: Partial<SettleOptions> = {}) => {
      const repository = repositoryOf({ [ci]: step(script) });
      return settled(complaints(repository, unpinned, ci, 'curl x'), repository, noPolicy, options);
    };
    const { findings, waived } = reportFor(line + line, { base: reportOf(reportFor(line)), isFork: true });
    expect([waived.length, findings.length]).toEqual([1, 1]);
  });

  test('on the base that accepted something milder does not answer for a firm critical', () => {
    const waiver = `# plimsoll: ignore[template-injection] ${reason}`;
    const repository = repositoryOf({ [ci]: workflow(waiver) });
    const judged = (also: Partial<Problem>) => complaints(repository, injection, ci, 'a/b@v1', also);
    const before = reportOf(settled(judged({ certainty: 'tentative' }), repository));
    expect(settled(judged({}), repository, noPolicy, { base: before }).findings.length).toBe(1);
  });
});

describe('a waiver of the policy', () => {
  const policy = (rest: string) => policyOf(`waivers:\n  - { rule: unpinned-action, reason: known${rest} }\n`);

  test('accepts its rule wherever its glob matches, before any inline waiver', () => {
    expect(outcome(`# plimsoll: ignore[unpinned-action] ${reason}`, policy(', path: .github/**'))).toEqual({
      left: ['template-injection:6'],
      waived: ['unpinned-action:6 policy', 'unpinned-action:7 policy'],
      notes: [],
    });
  });

  test('is recorded with its reason, place and last day', () => {
    const { repository, judged } = judgedOf('# nothing');
    const { waived } = settled(judged.slice(0, 1), repository, policy(', until: 2026-06-15'));
    expect(waived).toEqual([
      {
        finding: expect.objectContaining({ rule: 'unpinned-action', startLine: 6 }),
        reason: 'known',
        until: '2026-06-15',
        origin: 'policy',
        path: '.github/plimsoll.yml',
        line: 2,
        pointsWithheld: 0,
        isNew: false,
      },
    ]);
  });

  test('may accept a firm critical, for it can only stand on the base', () => {
    const accepted = policyOf('waivers: [{ rule: template-injection, reason: r }]');
    expect(outcome('# nothing', accepted, { base: base('# nothing'), isFork: true }).left).toEqual([
      'unpinned-action:6',
      'unpinned-action:7',
    ]);
  });

  test.each([
    [', until: 2026-06-14', 'waiver-lapsed 2 Waiver of `unpinned-action` has lapsed; it counted until 2026-06-14'],
    [', path: docs/**', 'waiver-unused 2 Waiver of `unpinned-action` matches no file (`docs/**`)'],
  ])('with `%s` does not count, and it is listed', (rest, note) => {
    expect(outcome('# nothing', policy(rest))).toEqual({ left: everything, waived: [], notes: [note] });
  });

  test('that matches nothing is passed over in silence where a file of its glob was not checked', () => {
    const { repository } = judgedOf('# nothing');
    const notes = (checked: SettleOptions['checked']) =>
      settled([], repository, policy(''), { checked }).notes.map((note) => note.kind);
    expect([notes(() => true), notes((_, path) => path !== ci)]).toEqual([['waiver-unused'], []]);
  });
});

test('every finding is either left or waived, never both and never lost', () => {
  const waivers = fc.constantFrom(
    '# nothing',
    ...['unpinned-action', 'template-injection', 'unpinned-action, template-injection'].map(
      (ids) => `# plimsoll: ignore[${ids}] ${reason}`,
    ),
  );
  const policies = fc.constantFrom(
    '',
    'inline-waivers: off',
    'inline-waivers: base-only',
    'waivers: [{ rule: unpinned-action, reason: r }]',
  );
  fc.assert(
    fc.property(waivers, waivers, policies, fc.boolean(), (here, there, policy, isFork) => {
      const { left, waived } = outcome(here, policyOf(policy), { base: base(there), isFork });
      const names = waived.map((name) => name.split(' ')[0] ?? '');
      expect([...left, ...names].sort()).toEqual(everything);
    }),
  );
});
