import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../../src/core/finding.ts';
import { complaints, injection, policyOf, quiet, repositoryOf, ruleInfo, settled, unpinned } from './made-up.ts';

const ci = '.github/workflows/ci.yml';
const build = `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/login-action@v3
      - name: Publish
        uses: docker/build-push-action@v6 # v6.1.0
  never:
    if: false
    steps:
      - uses: docker/login-action@v3
`;
const repository = repositoryOf({
  [ci]: build,
  'docs/Dockerfile': 'FROM node:22\nUSER node\n',
  Dockerfile: 'FROM node:22\n',
});
const all = [
  ...complaints(repository, unpinned, ci, 'docker/login-action@v3'),
  ...complaints(repository, unpinned, ci, 'docker/build-push-action@v6'),
  ...complaints(repository, injection, ci, 'push', { certainty: 'tentative' }),
  ...complaints(repository, unpinned, 'docs/Dockerfile', 'node:22'),
  ...complaints(repository, unpinned, 'Dockerfile', 'node:22'),
];

const briefly = ({ path, startLine, rule, severity, identity }: Finding): string =>
  `${path}:${startLine} ${severity} ${rule} | ${identity.anchor} | ${identity.key}`;

describe('settle', () => {
  test('makes findings of problems, in order, each with its place and what it is known by', () => {
    expect(settled(all, repository).findings.map(briefly)).toEqual([
      '.github/workflows/ci.yml:1 critical template-injection | workflow | push',
      '.github/workflows/ci.yml:6 medium unpinned-action | workflow/job build/step docker/login-action | docker/login-action',
      '.github/workflows/ci.yml:8 medium unpinned-action | workflow/job build/step Publish | docker/build-push-action',
      '.github/workflows/ci.yml:8 critical template-injection | workflow/job build/step Publish | push',
      '.github/workflows/ci.yml:12 medium unpinned-action | workflow/job never/step docker/login-action | docker/login-action',
      'Dockerfile:1 medium unpinned-action | dockerfile/stage final/FROM | node',
      'docs/Dockerfile:1 low unpinned-action | dockerfile/stage final/FROM | node',
    ]);
  });

  test('files a problem under the harm that it does, where that is another than its rule’s', () => {
    const upkeep = complaints(repository, unpinned, ci, 'docker/build-push-action@v6', { category: 'upkeep' });
    expect(settled(upkeep, repository).findings.map(({ category }) => category)).toEqual(['upkeep']);
  });

  test('one finding whole', () => {
    expect(settled(complaints(repository, unpinned, ci, 'docker/build-push-action@v6'), repository).findings).toEqual([
      {
        rule: 'unpinned-action',
        category: 'supply-chain',
        family: 'unpinned-action',
        severity: 'medium',
        certainty: 'firm',
        path: ci,
        startLine: 8,
        startColumn: 15,
        endLine: 8,
        endColumn: 42,
        message: '`docker/build-push-action@v6` is wrong',
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        points: 0,
        status: null,
        related: [],
        fixable: false,
        disabled: false,
        excerpt: ['        uses: docker/build-push-action@v6 # v6.1.0'],
        identity: {
          path: ci,
          anchor: 'workflow/job build/step Publish',
          key: 'docker/build-push-action',
          excerpt: 'uses: docker/build-push-action',
          occurrence: 0,
        },
      },
    ]);
  });

  test('says the same whatever order the rules ran in', () => {
    const expected = settled(all, repository);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(settled(shuffled, repository)).toEqual(expected);
      }),
    );
  });

  test('the same fault keeps its fingerprint when lines move, jobs are reordered and versions are bumped', () => {
    const moved = build
      .replace('on: push\n', '# a comment\non: push\n\n')
      .replace(
        'docker/build-push-action@v6 # v6.1.0',
        'docker/build-push-action@0123456789012345678901234567890123456789 # v7',
      );
    const after = repositoryOf({ [ci]: moved });
    const fingerprints = (of: typeof repository, text: string) =>
      settled(complaints(of, unpinned, ci, text), of).findings.map((finding) => finding.fingerprint);
    expect(fingerprints(after, 'docker/build-push-action@0123456789012345678901234567890123456789')).toEqual(
      fingerprints(repository, 'docker/build-push-action@v6'),
    );
  });

  test('equal faults in one step are told apart by their order', () => {
    const twice = repositoryOf({
      [ci]: 'jobs:\n  a:\n    steps:\n      - run: |\n          curl x\n          curl x\n',
    });
    const { findings } = settled(complaints(twice, unpinned, ci, 'curl x'), twice);
    expect([
      findings.map((finding) => finding.identity.occurrence),
      new Set(findings.map((each) => each.fingerprint)).size,
    ]).toEqual([[0, 1], 2]);
  });

  test('one fault at one place is one finding, at its worst', () => {
    const mild = complaints(repository, unpinned, 'Dockerfile', 'node:22', { key: 'node', severity: 'low' });
    const firm = complaints(repository, unpinned, 'Dockerfile', 'node:22', { key: 'node', message: 'in job `b`' });
    expect(settled([...mild, ...firm], repository).findings.map(briefly)).toEqual([
      'Dockerfile:1 medium unpinned-action | dockerfile/stage final/FROM | node',
    ]);
  });

  test('a finding about the repository is known by its rule and key, wherever it is shown', () => {
    const [here, there] = [ci, 'Dockerfile'].map((path) =>
      settled(
        complaints(repository, unpinned, path, path === ci ? 'on: push' : 'FROM', { ofRepository: true, key: '' }),
        repository,
      ),
    );
    expect([here?.findings[0]?.identity, here?.findings[0]?.fingerprint]).toEqual([
      { path: '', anchor: 'repository', key: '', excerpt: '', occurrence: 0 },
      there?.findings[0]?.fingerprint,
    ]);
  });

  test('a finding about the repository weighs the same wherever it is shown', () => {
    const judged = complaints(repository, unpinned, 'docs/Dockerfile', 'FROM', { ofRepository: true });
    expect(settled(judged, repository).findings.map((finding) => finding.severity)).toEqual(['medium']);
  });

  test('what stands in a job that is switched off is disabled', () => {
    const { findings } = settled(complaints(repository, unpinned, ci, 'docker/login-action@v3'), repository);
    expect(findings.map((finding) => finding.disabled)).toEqual([false, true]);
  });

  test.each([
    ['rules: { unpinned-action: off }', []],
    ['rules: { unpinned-action: high }', ['Dockerfile high', 'docs/Dockerfile high']],
    ['overrides: [{ paths: docs/**, rules: { unpinned-action: off } }]', ['Dockerfile medium']],
    [
      'overrides: [{ paths: "**", rules: { unpinned-action: off } }, { paths: docs/**, rules: { unpinned-action: critical } }]',
      ['docs/Dockerfile critical'],
    ],
    ['ignore: [docs]', ['Dockerfile medium', 'docs/Dockerfile low']],
    ['ignore: [docs/]', ['Dockerfile medium']],
  ])('the policy `%s` is final', (policy, expected) => {
    const judged = all.filter(({ problem }) => problem.at.file.path.endsWith('Dockerfile'));
    const { findings } = settled(judged, repository, policyOf(policy));
    expect(findings.map(({ path, severity }) => `${path} ${severity}`)).toEqual(expected);
  });

  test('globs match either path of a renamed file', () => {
    const renamed = new Map([['Dockerfile', 'old/Dockerfile']]);
    const policy = policyOf('overrides: [{ paths: old/**, rules: { unpinned-action: high } }]');
    const { findings } = settled(complaints(repository, unpinned, 'Dockerfile', 'node:22'), repository, policy, {
      renamed,
    });
    expect(findings.map((finding) => finding.severity)).toEqual(['high']);
  });

  test('a rule that must be switched on is silent until it is', () => {
    const judged = complaints(repository, quiet, 'Dockerfile', 'node:22');
    expect([
      settled(judged, repository).findings.length,
      settled(judged, repository, policyOf('rules: { quiet-rule: on }')).findings.length,
    ]).toEqual([0, 1]);
  });

  test('what the policy keeps out of sight is named, with its number of files', () => {
    const policy = policyOf(
      'rules: { quiet-rule: off }\nignore: [docs/**]\noverrides: [{ paths: "*", rules: { unpinned-action: off } }]',
    );
    expect(settled([], repository, policy).notes).toEqual([
      { kind: 'rule-off', message: 'Rule `quiet-rule` is switched off' },
      { kind: 'rule-off', message: 'Rule `unpinned-action` is switched off in `*`: 1 file' },
      { kind: 'paths-ignored', message: '`docs/**` is left out: 1 file' },
    ]);
  });
});

describe('secrets', () => {
  const secretRule = ruleInfo({ id: 'literal-secret', category: 'access' });
  const key = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQ'.repeat(10)}\n-----END PRIVATE KEY-----`;
  const text = `on: push
env:
  TOKEN: ghp_abcdefghijklmnopqrstuvwxyz0123456789
  PASSWORD: correct-horse, X: y
  # ${key.replaceAll('\n', '\n  # ')}
jobs: {}
`;
  const leaky = repositoryOf({ [ci]: text });
  const named = complaints(leaky, secretRule, ci, 'correct-horse');
  const hidden = named.map((judged) => ({ ...judged, problem: { ...judged.problem, secrets: [judged.problem.at] } }));

  test('are in no part of any finding, whichever finding shows their line', () => {
    const others = [...complaints(leaky, unpinned, ci, 'TOKEN'), ...complaints(leaky, unpinned, ci, 'X: y')];
    const { findings } = settled([...others, ...hidden], leaky);
    expect([
      findings.map(({ message, excerpt }) => [message, ...excerpt]),
      /correct-horse|ghp_a/.test(JSON.stringify(findings)),
    ]).toEqual([
      [
        ['`TOKEN` is wrong', '  TOKEN: ghp_…(40 characters)'],
        ['`…(13 characters)` is wrong', '  PASSWORD: …(13 characters), X: y'],
        ['`X: y` is wrong', '  PASSWORD: …(13 characters), X: y'],
      ],
      false,
    ]);
  });

  test('a fingerprint is no hash of one: another secret of the same length gives the same', () => {
    const other = repositoryOf({ [ci]: text.replace('correct-horse', 'battery-stapl') });
    const changed = complaints(other, secretRule, ci, 'battery-stapl').map((judged) => ({
      ...judged,
      problem: { ...judged.problem, secrets: [judged.problem.at] },
    }));
    const fingerprint = settled(hidden, leaky).findings[0]?.fingerprint;
    expect(settled(changed, other).findings[0]?.fingerprint).toBe(fingerprint);
  });

  test('a fingerprint is none of one that another rule found in the same step either', () => {
    const fingerprintWith = (secret: string): string | undefined => {
      const step = `on: push\njobs:\n  a:\n    steps:\n      - run: export PASSWORD=${secret}; make 1\n`;
      const other = repositoryOf({ [ci]: step });
      const [found] = complaints(other, secretRule, ci, secret);
      if (!found) throw new Error('no complaint');
      const known = { ...found, problem: { ...found.problem, key: 'PASSWORD', secrets: [found.problem.at] } };
      const { findings } = settled([known, ...complaints(other, unpinned, ci, 'make')], other);
      return findings.find(({ rule }) => rule === unpinned.id)?.fingerprint;
    };
    expect(fingerprintWith('battery-123-staple')).toBe(fingerprintWith('correct-4567-horse'));
  });

  test('a span over several lines hides each of them and keeps the lines below in place', () => {
    const judged = complaints(leaky, unpinned, ci, 'jobs').concat(
      complaints(leaky, secretRule, ci, key.replaceAll('\n', '\n  # ')).map((one) => ({
        ...one,
        problem: { ...one.problem, message: 'A key', secrets: [one.problem.at] },
      })),
    );
    expect(settled(judged, leaky).findings.map((finding) => finding.excerpt)).toEqual([
      ['  # …(122 characters)', '', ''],
      ['jobs: {}'],
    ]);
  });
});

describe('an excerpt', () => {
  const excerptOf = (text: string, needle: string) =>
    settled(
      complaints(repositoryOf({ Dockerfile: text }), unpinned, 'Dockerfile', needle),
      repositoryOf({ Dockerfile: text }),
    ).findings[0]?.excerpt;

  test('is at most three lines', () => {
    expect(excerptOf('FROM x\nRUN a \\\n  b \\\n  c \\\n  d\n', 'RUN a \\\n  b \\\n  c \\\n  d')).toEqual([
      'RUN a \\',
      '  b \\',
      '  c \\',
    ]);
  });

  test('shows the fault in the middle of a long line', () => {
    const [line = ''] = excerptOf(`RUN ${'a'.repeat(5000)} needle ${'b'.repeat(5000)}\n`, 'needle') ?? [];
    expect([line.length, line.includes(' needle '), line.startsWith('…'), line.endsWith('…')]).toEqual([
      302,
      true,
      true,
      true,
    ]);
  });
});
