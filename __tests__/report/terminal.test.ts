import { describe, expect, test } from '@jest/globals';
import { renderExplain, renderRules, rulesJson } from '../../src/report/explain.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { comparison, finding, report, result, rules, score, setting } from './example-result.ts';
import { adoptionRun, failedRun } from './example-runs.ts';

const plain = { colour: false, all: false, width: 100 };
const tool = { version: '0.1.0', home: 'https://github.com/plimsoll-ci/plimsoll' };

/** The lines below a finding's place: what is shown of the file. */
const excerpt = (of: Parameters<typeof finding>[0], width = 100): readonly string[] =>
  renderTerminal(result({ report: report({ findings: [finding(of)] }) }), { ...plain, width })
    .split('\n')
    .filter((line) => /^ {6}[ \d]+ [│┃]/.test(line))
    .map((line) => line.slice(6));

describe('the terminal', () => {
  test('shows grade, what to do first, findings by rule with excerpts, and the gate', () => {
    expect(renderTerminal(failedRun(), plain)).toBe(`B 84.5  ━━━━━━━━━━━━━━━━╌╌╌╌  −7.9, A 92.4 before
3 workflows · 1 Dockerfile · Plimsoll 0.1.0, score model psm-1

Do first  what each wins once all of its places are mended
  +4.2  unpinned-action   An action can change under you
  +2.2  secret-in-script  A secret is pasted into a script
  +1.7  missing-timeout   A job may run for six hours · 17 places

High  unpinned-action  An action can change under you · costs 4.0
  .github/workflows/ci.yml:41:15  new, fails the gate
    Action \`snyk/actions/node\` follows a branch in a job that holds \`SNYK_TOKEN\` and may write
    packages
      41 │   uses: snyk/actions/node@master
         │         ━━━━━━━━━━━━━━━━━━━━━━━━
  Mend: Pin the action to a full commit SHA.

High  secret-in-script  A secret is pasted into a script · costs 2.0
  .github/workflows/deploy.yml:97:25  new, fails the gate
    Secret \`SLACK_URL\` is pasted into a script that calls the network
      97 │   curl -d 'done' \${{ secrets.SLACK_URL }}
         │                 ━━━━━━━━━━━━━━━━━━━━━━━━
  Mend: Hand the secret to the script through \`env:\`.

Medium  unverified-deploy  Nothing checks what was deployed · costs 1.9
  .github/workflows/deploy.yml:88:9  new
    Nothing checks production after \`kubectl apply\`
      88 ┃   - run: |
      89 ┃       kubectl apply -f k8s/
      90 ┃       kubectl get pods
  Mend: Ask the deployed service for its health after the deployment.

Low  missing-timeout  A job may run for six hours · 17 places · costs 1.7
  .github/workflows/nightly.yml:10:3
    Job \`job-0\` may run for six hours
      10 │   job-0:
         │   ━━━━━
  .github/workflows/nightly.yml:17:3
    Job \`job-1\` may run for six hours
  .github/workflows/nightly.yml:24:3
    Job \`job-2\` may run for six hours
  14 more: 7 in .github/workflows, 7 in services/api/.github/workflows (--all)
  Mend: Set \`timeout-minutes\`.

1 waived (without waivers 84.5) · 2 rules do not apply · 1 rule could not tell (--all says which)

Gate: failed  fail-on high, fail-below off
  2 new findings are high or worse.
`);
  });

  test('names folders and shows every place on demand', () => {
    const text = renderTerminal(failedRun(), { ...plain, all: true });
    expect(text).toContain('\n  .github/workflows (10)\n');
    expect(text).toContain('\n  services/api/.github/workflows (7)\n');
    expect(text.match(/nightly\.yml:\d+:3$|build\.yml:\d+:3$/gm)).toHaveLength(17);
  });

  test('puts a critical first, however little it wins, and says what a cap is', () => {
    const text = renderTerminal(adoptionRun(true), plain);
    expect(text.split('\n').slice(0, 7)).toEqual([
      'F 39.9  ━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌  unchanged',
      'Capped at 39.9 by 1 critical; uncapped 51.2.',
      '3 workflows · 1 Dockerfile · Plimsoll 0.1.0, score model psm-1',
      '',
      'Do first  what each wins once all of its places are mended, before the cap',
      '  +8.4  template-injection  Anyone can run code with this repository’s token · critical',
      '  +8.0  unpinned-action     An action can change under you · 88 places',
    ]);
  });

  test('hides what weighs nothing until asked', () => {
    const findings = [finding({ severity: 'info', points: 0 }), finding({ disabled: true, points: 0 })];
    const run = result({ report: report({ findings }), comparison: null });
    expect(renderTerminal(run, plain)).toContain('\n2 of no weight (--all says which)\n');
    expect(renderTerminal(run, { ...plain, all: true })).toContain('Info  unpinned-action');
  });

  test('has no number for nothing', () => {
    const run = result({ report: report({ score: null, inspected: {} }), comparison: null });
    expect(renderTerminal(run, plain)).toBe(`Not rated: no workflow, action or Dockerfile to judge.
Plimsoll 0.1.0, score model psm-1

Nothing found

Gate: pass  fail-below off, nothing is new without --base
`);
  });

  test('says when it could not look', () => {
    const run = result({
      verdict: {
        outcome: 'error',
        reasons: ['the base is not there; fetch it'],
        failing: [],
        newWaivers: 0,
        belowLineAnyway: false,
      },
    });
    expect(renderTerminal(run, plain)).toMatch(
      /Could not look – not a finding\n {2}The base is not there; fetch it\.\n$/,
    );
  });

  test('colours nothing but what it means', () => {
    const run = result({ report: report({ findings: [], score: score(50_000, 'E') }), comparison: comparison({}) });
    expect(renderTerminal(run, { ...plain, colour: true }).split('\n')[0]).toBe(
      '\x1b[31m\x1b[1mE 50.0\x1b[22m\x1b[39m  \x1b[31m━━━━━━━━━━\x1b[39m\x1b[2m╌╌╌╌╌╌╌╌╌╌\x1b[22m  unchanged',
    );
  });

  test('lists remarks on the policy with their places', () => {
    const policyNotes = [
      { kind: 'waiver-lapsed' as const, message: 'The waiver of `a` has lapsed', path: 'p.yml', line: 3 },
    ];
    expect(renderTerminal(result({ report: report({ policyNotes }), setting: setting({}) }), plain)).toContain(
      '\n· p.yml:3: The waiver of `a` has lapsed\n',
    );
  });
});

describe('an excerpt', () => {
  test('underlines what is shown, whatever was written out or is wide before it', () => {
    expect(excerpt({ startColumn: 7, endColumn: 11, excerpt: ['a\u202e 日本 run'] })).toEqual([
      '1 │ a\\u{202e} 日本 run',
      '  │                 ━━━'.slice(0, 4) + ' '.repeat(15) + '━━━',
    ]);
  });

  test('keeps the fault of a long line in sight', () => {
    const [line = '', mark = ''] = excerpt(
      { startColumn: 201, endColumn: 206, excerpt: [`${'x'.repeat(200)}FAULT${'y'.repeat(90)}`] },
      60,
    );
    expect([line.length <= 54, line.slice(mark.indexOf('━'), mark.lastIndexOf('━') + 1)]).toEqual([true, 'FAULT']);
  });

  test('has a bar instead of columns where the line was cut in front', () => {
    expect(excerpt({ startColumn: 900, endColumn: 905, excerpt: ['…middle of a long line…'] })).toEqual([
      '1 ┃ …middle of a long line…',
    ]);
  });

  test('does not draw beyond what a redaction left', () => {
    expect(excerpt({ startColumn: 8, endColumn: 60, excerpt: ['TOKEN: ghp_…'] })).toEqual([
      '1 │ TOKEN: ghp_…',
      '  │        ━━━━━',
    ]);
  });
});

describe('explain', () => {
  const [, rule] = rules;

  test('is the page of a rule with its examples', () => {
    expect(
      rule && renderExplain(rule, [{ title: 'Found', text: 'uses: «a@main»\n' }], tool, { colour: false, width: 60 }),
    ).toBe(
      `unpinned-action  High · supply-chain
An action can change under you.
On workflow; on by default; since 0.1.0

Why
Whoever can push to that branch runs code with your token on
the next build.

Mend
Pin the action to a full commit SHA.

Found
  uses: «a@main»

https://docs.github.com/actions/reference/security/secure-use
https://github.com/plimsoll-ci/plimsoll/blob/v0.1.0/docs/rules/unpinned-action.md
Known elsewhere as zizmor/unpinned-uses
`,
    );
  });

  test('lists the rules by category, and for programs', () => {
    expect(renderRules(rules.slice(0, 2), { colour: false })).toBe(
      `attack-surface
  template-injection  Critical  Anyone can run code with this repository’s token

supply-chain
  unpinned-action     High      An action can change under you
`,
    );
    expect(rulesJson(rules.slice(1, 2), tool)).toEqual([
      {
        id: 'unpinned-action',
        category: 'supply-chain',
        severity: 'high',
        title: 'An action can change under you',
        kinds: ['workflow'],
        default: 'on',
        sameAs: ['zizmor/unpinned-uses'],
        docs: 'https://github.com/plimsoll-ci/plimsoll/blob/v0.1.0/docs/rules/unpinned-action.md',
      },
    ]);
  });
});
