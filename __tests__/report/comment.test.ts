import { describe, expect, test } from '@jest/globals';
import { renderComment } from '../../src/report/comment.ts';
import { comparison, finding, report, result, score, setting, waived } from './example-result.ts';
import { adoptionRun, failedRun } from './example-runs.ts';

const blob = 'https://github.com/acme/shop/blob/abc1234abc1234abc1234abc1234abc1234abc12/.github/workflows';
const details = '[Details](https://github.com/acme/shop/pull/7/checks)';
const pass = { outcome: 'pass', reasons: [], failing: [], newWaivers: 0, belowLineAnyway: false } as const;

describe('the comment', () => {
  test('is one line where nothing is new', () => {
    expect(renderComment(result({}))).toBe(
      `<!-- plimsoll:v1 -->\n**Plimsoll: pass** · A 92.4, unchanged · nothing new. ${details} · judged \`abc1234\` against \`def5678\``,
    );
  });

  test('tells new problems, the next step, and the way past', () => {
    expect(renderComment(failedRun())).toBe(`<!-- plimsoll:v1 -->
### Plimsoll: failed – 2 new High, 1 new Medium
**B 84.5** (was A 92.4, −7.9)

- **High** · Action \`snyk/actions/node\` follows a branch in a job that holds \`SNYK_TOKEN\` and may write packages
  [ci.yml, line 41](${blob}/ci.yml#L41) · \`unpinned-action\` · −4.0
- **High** · Secret \`SLACK_URL\` is pasted into a script that calls the network
  [deploy.yml, line 97](${blob}/deploy.yml#L97) · \`secret-in-script\` · −2.0
- **Medium** · Nothing checks production after \`kubectl apply\`
  [deploy.yml, line 88](${blob}/deploy.yml#L88) · \`unverified-deploy\` · −1.9

**To pass:** Pin the action to a full commit SHA. Hand the secret to the script through \`env:\`.

<details><summary>Why, what did not count, how to get past it</summary>

- Whoever can push to that branch runs code with your token on the next build.
- A secret in the text of a script can be read from the process list.
- 17 older findings are unchanged and do not block.
- 2 rules do not apply: no Kubernetes manifests; a library has no rollback target. 1 rule is unknown: tests run in CircleCI.
- Not for you? \`# plimsoll: ignore[unpinned-action] reason="…" until=YYYY-MM-DD\` above the line; a reason is needed, and reviewers will see it here.

</details>

judged \`abc1234\` against \`def5678\` (merge base), policy \`main@0123456\` · ${details}`);
  });

  test('turns a heap into a way forward on adoption', () => {
    expect(renderComment(adoptionRun(false))).toBe(`<!-- plimsoll:v1 -->
### Plimsoll is set up: F 39.9 – this pull request is not blocked
103 findings are only **3 kinds of problem**; 1 needs a human today. Without it the score would be 59.6 (E).

**Today: anyone can run code with this repository’s token (critical).**
[triage.yml, line 23](${blob}/triage.yml#L23): An issue title is pasted into a shell script; anyone can open an issue, and the job may write contents. Pass it through \`env:\` instead.

**Then, by points won once that is closed**

- Pin the action to a full commit SHA. \`unpinned-action\`, 88 places: +8.0
- Set \`timeout-minutes\`. \`missing-timeout\`, 14 places: +1.5

Later pull requests are judged only on what they add. [All 103 by file](https://github.com/acme/shop/pull/7/checks)

judged \`abc1234\` against \`def5678\` (merge base), policy \`main@0123456\``);
  });

  test('does not say where an old critical stands in a public repository', () => {
    const comment = renderComment(adoptionRun(true));
    expect(comment).toContain('**Today: 1 × `template-injection` (critical).** Run it locally to see where.');
    expect(comment).not.toContain('triage.yml');
  });

  test('is one line again when all is mended, with what is left to do', () => {
    const leaked = finding({ rule: 'literal-secret' });
    const resolved = result({
      comparison: comparison({ baseScore: score(84_532, 'B'), delta: 7900, fixed: [leaked, finding({})] }),
    });
    expect(renderComment(resolved)).toBe(`<!-- plimsoll:v1 -->
**Plimsoll: pass** · A 92.4 (was B 84.5, +7.9) · nothing new, 2 fixed. ${details} · judged \`abc1234\` against \`def5678\`

- Fixed: \`literal-secret\`. It stood in the open, so rotate it.`);
  });

  test('shows the change that a cap hides', () => {
    const capped = result({
      report: report({ score: score(39_900, 'F', { uncapped: 60_000, cap: { limit: 39_900, reason: '1 critical' } }) }),
      comparison: comparison({ baseScore: score(39_900, 'F'), delta: 0, uncappedDelta: 6240 }),
    });
    expect(renderComment(capped)).toContain(
      '· F 39.9, unchanged · capped at 39.9 by 1 critical, +6.2 under the cap · nothing new.',
    );
  });

  test('has no number where nothing is rated', () => {
    const empty = result({ report: report({ score: null }), comparison: comparison({ baseScore: null, delta: null }) });
    expect(renderComment(empty)).toContain('· not rated: no workflow, action or Dockerfile to judge · nothing new.');
  });

  test('never calls a failure to look a finding', () => {
    const failed = result({
      comparison: null,
      verdict: { ...pass, outcome: 'error', reasons: ['The base `def5678` could not be read; run the job again.'] },
    });
    expect(renderComment(failed)).toBe(`<!-- plimsoll:v1 -->
### Plimsoll: could not look – not a finding

- The base \`def5678\` could not be read; run the job again.

judged \`abc1234\` against \`def5678\` (merge base), policy \`main@0123456\` · ${details}`);
  });

  test('groups many by rule, five at most, and stays short', () => {
    const findings = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].flatMap((rule) =>
      Array.from({ length: 30 }, (_, i) => finding({ rule: `rule-${rule}`, status: 'new', startLine: i + 1 })),
    );
    const comment = renderComment(result({ report: report({ findings }) }));
    expect(comment.match(/^- \*\*High\*\*/gm)).toBeNull();
    expect(comment.match(/^- \*\*Medium\*\* · 30 × rule-\w\n/gm)).toHaveLength(5);
    expect(comment).toContain('and 27 more · `rule-a`');
    expect(comment).toContain('- And 30 × `rule-f`, 30 × `rule-g`');
    expect(comment.length).toBeLessThan(12_000);
  });

  test('counts a new waiver and quotes its reason', () => {
    const comment = renderComment(
      result({
        report: report({ waived: [waived({ isNew: true, origin: 'inline', path: '.github/workflows/ci.yml' })] }),
        verdict: { ...pass, newWaivers: 1 },
      }),
    );
    expect(comment).toContain('### Plimsoll: pass – 1 new waiver');
    expect(comment).toContain(
      `- New waiver of \`unpinned-action\`, until 2027-03-31: \`Replaced in the next release\`\n  [ci.yml, line 4](${blob}/ci.yml#L4)\n`,
    );
  });

  test('says what the pull request changes in our own step or policy, even when all is well', () => {
    const changes = ['The step gained `continue-on-error`, so the check can no longer fail'];
    expect(renderComment(result({ setting: setting({ policyChanges: changes }) }))).toMatch(
      /nothing new\.[^\n]+\n\n- The step gained `continue-on-error`, so the check can no longer fail$/,
    );
  });

  test('keeps its marker on the first line, with the label', () => {
    const labelled = renderComment(result({ setting: setting({ label: 'api --> x' }) }));
    expect(labelled.split('\n')[0]).toBe('<!-- plimsoll:v1 api--x -->');
  });
});

test('what weighs nothing is no news', () => {
  const findings = [finding({ severity: 'info', status: 'new' }), finding({ disabled: true, status: 'new' })];
  expect(renderComment(result({ report: report({ findings }) }))).toContain(
    '· A 92.4, unchanged · nothing new of weight. ',
  );
});
