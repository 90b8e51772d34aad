import type { Result } from '../../src/core/result.ts';
import { comparison, finding, report, result, score, setting, waived } from './example-result.ts';

/** The run of mock-up (b): two new High, one new Medium, 17 older ones. */
export function failedRun(): Result {
  const unpinned = finding({
    rule: 'unpinned-action',
    message: 'Action `snyk/actions/node` follows a branch in a job that holds `SNYK_TOKEN` and may write packages',
    startLine: 41,
    startColumn: 15,
    endLine: 41,
    endColumn: 39,
    points: 4000,
    status: 'new',
    excerpt: ['        uses: snyk/actions/node@master'],
  });
  const unverified = finding({
    rule: 'unverified-deploy',
    message: 'Nothing checks production after `kubectl apply`',
    path: '.github/workflows/deploy.yml',
    startLine: 88,
    startColumn: 9,
    endLine: 90,
    endColumn: 32,
    points: 1900,
    status: 'new',
    excerpt: ['      - run: |', '          kubectl apply -f k8s/', '          kubectl get pods'],
  });
  const secret = finding({
    rule: 'secret-in-script',
    message: 'Secret `SLACK_URL` is pasted into a script that calls the network',
    path: '.github/workflows/deploy.yml',
    startLine: 97,
    startColumn: 25,
    endLine: 97,
    endColumn: 49,
    points: 2000,
    status: 'new',
    excerpt: ["          curl -d 'done' ${{ secrets.SLACK_URL }}"],
  });
  const older = Array.from({ length: 17 }, (_, i) =>
    finding({
      rule: 'missing-timeout',
      message: `Job \`job-${i}\` may run for six hours`,
      path: i < 10 ? '.github/workflows/nightly.yml' : 'services/api/.github/workflows/build.yml',
      startLine: 10 + 7 * i,
      startColumn: 3,
      endLine: 10 + 7 * i,
      endColumn: 3 + `job-${i}`.length,
      points: 100,
      excerpt: [`  job-${i}:`],
    }),
  );
  return result({
    report: report({
      findings: [unpinned, unverified, secret, ...older],
      score: score(84_532, 'B'),
      applicability: [
        { rule: 'missing-healthcheck', answer: 'does not apply', reason: 'no Kubernetes manifests' },
        { rule: 'missing-rollback', answer: 'does not apply', reason: 'a library has no rollback target' },
        { rule: 'missing-tests', answer: 'unknown', reason: 'tests run in CircleCI' },
      ],
      waived: [waived({})],
    }),
    comparison: comparison({
      delta: -7900,
      uncappedDelta: -7899,
      attribution: [
        { kind: 'new', fingerprint: unpinned.fingerprint, rule: unpinned.rule, points: -4000 },
        { kind: 'new', fingerprint: unverified.fingerprint, rule: unverified.rule, points: -1900 },
        { kind: 'new', fingerprint: secret.fingerprint, rule: secret.rule, points: -2000 },
      ],
    }),
    verdict: {
      outcome: 'fail',
      reasons: ['2 new findings are high or worse'],
      failing: [unpinned, secret],
      newWaivers: 0,
      belowLineAnyway: false,
    },
    fixValues: [
      { family: 'unpinned-action', rules: ['unpinned-action'], points: 4200 },
      { family: 'secret-in-script', rules: ['secret-in-script'], points: 2200 },
      { family: 'missing-timeout', rules: ['missing-timeout'], points: 1700 },
    ],
  });
}

/** The run of mock-up (c): the first one in a repository with much to do. */
export function adoptionRun(isPublic: boolean): Result {
  const injection = finding({
    rule: 'template-injection',
    message: 'An issue title is pasted into a shell script; anyone can open an issue, and the job may write contents',
    path: '.github/workflows/triage.yml',
    startLine: 23,
    points: 9000,
  });
  const actions = Array.from({ length: 88 }, (_, i) => finding({ startLine: i + 1, points: 90 }));
  const jobs = Array.from({ length: 14 }, (_, i) => finding({ rule: 'missing-timeout', startLine: i + 1, points: 60 }));
  return result({
    report: report({
      findings: [injection, ...actions, ...jobs],
      score: score(39_900, 'F', { uncapped: 51_240, cap: { limit: 39_900, reason: '1 critical' } }),
    }),
    comparison: comparison({ baseScore: score(39_900, 'F') }),
    setting: setting({ isAdoption: true, isPublic }),
    withoutCriticals: { total: 59_612, grade: 'E' },
    fixValues: [
      { family: 'template-injection', rules: ['template-injection'], points: 8372 },
      { family: 'unpinned-action', rules: ['unpinned-action'], points: 8010 },
      { family: 'missing-timeout', rules: ['missing-timeout'], points: 1520 },
    ],
  });
}
