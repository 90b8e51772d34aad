import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeText } from '../../src/core/file-text.ts';
import { gather } from '../../src/core/gather.ts';
import { severities } from '../../src/core/severity.ts';
import { sourceFile } from '../../src/core/source.ts';
import { defaultPolicy } from '../../src/dev/default-policy.ts';
import { inspect } from '../../src/inspect.ts';
import { judgeTrees } from '../../src/judge-trees.ts';
import { resolvePolicy } from '../../src/policy/effective.ts';
import { shownScore } from '../../src/report/numbers.ts';
import { rules } from '../../src/rules/index.ts';
import { scoreOf } from '../../src/score/score.ts';
import { wanted } from '../../src/wanted.ts';
import { findingOf } from '../help/findings.ts';
import { sideOf } from '../help/made-up-tree.ts';

/** From texts to the score and back: what an edit of a repository may do to its number, and what it may not. */

type Files = Readonly<Record<string, string>>;

const ci = '.github/workflows/ci.yml';
const facts = { today: '2026-06-15', server: 'github.com' };
const sha = '8f1d3a5b7c9e0f2a4b6d8e1c3a5f7092b4d6e8f1';
const dependabot = `version: 2
updates:
  - { package-ecosystem: github-actions, directory: /, schedule: { interval: weekly } }
  - { package-ecosystem: docker, directory: /, schedule: { interval: weekly } }
`;

const job = (id: string, steps: string, more = ''): string =>
  `  ${id}:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n${more}    steps:\n${steps}`;
const workflow = (...jobs: readonly string[]): string => `on: push\npermissions: {}\njobs:\n${jobs.join('')}`;
const step = (uses: string): string => `      - uses: ${uses}\n`;
const oneTag = workflow(job('a', step('other/scan@v1')));

const treeOf = (files: Files) => {
  const [tree] = gather([sideOf(new Map(Object.entries({ '.github/dependabot.yml': dependabot, ...files })))], wanted);
  if (!tree) throw new Error('No tree');
  return tree;
};
const policyOf = (text: string) =>
  resolvePolicy({
    baseFile: sourceFile('.github/plimsoll.yml', text),
    inputs: {},
    rules: rules.map((rule) => rule.info),
    onBroken: 'throw',
  }).policy;
const reportOn = (files: Files, policy = defaultPolicy, today = facts.today) =>
  inspect(treeOf(files), policy, { ...facts, today }, { root: '.', onCrash: 'throw' });
const compared = (base: Files, head: Files) =>
  judgeTrees(treeOf(head), treeOf(base), defaultPolicy, facts, { root: '.', isFork: false });

const total = (files: Files): number => reportOn(files).score?.total ?? NaN;
const found = (files: Files): readonly string[] =>
  reportOn(files).findings.map(({ rule, path, startLine }) => `${path}:${startLine} ${rule}`);
const told = ({ report, comparison }: ReturnType<typeof compared>) => ({
  news: report.findings.filter(({ status }) => status !== 'unchanged').length,
  fixed: comparison?.fixed.length,
  delta: comparison?.delta,
});

describe('a repository', () => {
  test('without a file to judge is not rated', () => {
    expect([reportOn({}).score, reportOn({ 'README.md': '# x\n' }).score]).toEqual([null, null]);
  });

  test('of nothing but calls of pinned workflows has the full score', () => {
    const calls = `on: push\npermissions: {}\njobs:\n  a:\n    uses: other/flows/.github/workflows/a.yml@${sha}\n`;
    expect([found({ [ci]: calls }), total({ [ci]: calls })]).toEqual([[], 100_000]);
  });

  test('with remarks of no weight alone has the full score', () => {
    const report = reportOn({ Dockerfile: 'FROM node:24\nEXPOSE 80\nUSER 1000\nCMD ["a"]\n' });
    expect([report.findings.map(({ rule, points }) => [rule, points]), report.score?.total]).toEqual([
      [['missing-healthcheck', 0]],
      100_000,
    ]);
  });
});

describe('findings', () => {
  const everyFamily = rules.map(({ info }) =>
    findingOf({ rule: info.id, family: info.family, category: info.category, severity: info.severity }),
  );

  test('one in every family cost what their categories lost, and no category its whole budget', () => {
    const { score, findings } = scoreOf(everyFamily, []);
    const lost = Object.values(score.categories).reduce((sum, category) => sum + category.lost, 0);
    expect(findings.reduce((sum, { points }) => sum + points, 0)).toBe(lost);
    expect([score.uncapped, score.total > 0]).toEqual([100_000 - lost, true]);
    expect(Object.values(score.categories).filter(({ budget, lost: cost }) => cost >= budget)).toEqual([]);
  });

  test('that are all tentative never cap the score', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...severities), { maxLength: 60 }), (chosen) => {
        const findings = chosen.map((severity, index) =>
          findingOf({ severity, certainty: 'tentative', rule: `rule-${index % 7}`, fingerprint: index.toString() }),
        );
        const { score } = scoreOf(findings, []);
        expect([score.cap, score.total]).toEqual([null, score.uncapped]);
      }),
    );
  });

  test('that use up a budget leave it used up: a thousand more cost no more than is left', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        findingOf({ severity: 'critical', category: 'upkeep', rule: `rule-${index}`, fingerprint: index.toString() }),
      );
    const { upkeep } = scoreOf(many(1_000), []).score.categories;
    const more = scoreOf(many(2_000), []).score.categories.upkeep;
    expect([upkeep.lost <= more.lost, more.lost <= more.budget, more.budget - more.lost < 10]).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('show a score that never looks better than its grade', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (points) => {
        const shown = Number(shownScore(points));
        expect([shown * 1000 <= points, points - shown * 1000 < 100 + 1e-6]).toEqual([true, true]);
      }),
    );
    expect([shownScore(90_000), shownScore(89_999)]).toEqual(['90.0', '89.9']);
  });
});

describe('a waiver', () => {
  const waived = (until: string): string =>
    workflow(job('a', `      # plimsoll: ignore[unpinned-action] reason="ours"${until}\n${step('other/scan@v1')}`));
  const outcome = (text: string, today?: string) => {
    const { findings, waived: accepted, policyNotes, score } = reportOn({ [ci]: text }, defaultPolicy, today);
    return [findings.length, accepted.length, policyNotes.map(({ kind }) => kind), score?.total];
  };
  const costs = total({ [ci]: oneTag });

  test.each([
    ['counts through its last day', waived(' until=2026-06-15'), '2026-06-15', [0, 1, [], 100_000]],
    ['has lapsed on the day behind it', waived(' until=2026-06-15'), '2026-06-16', [1, 0, ['waiver-lapsed'], costs]],
    [
      'with a day that is none is refused',
      waived(' until=2026-06-31'),
      '2026-06-15',
      [1, 0, ['waiver-refused'], costs],
    ],
  ])('%s', (_, text, today, expected) => {
    expect(outcome(text, today)).toEqual(expected);
  });

  test('that matches nothing, or what is mended by now, changes no number', () => {
    const policy = policyOf('waivers: [{ rule: remote-script, reason: "once it was there" }]');
    const { score, waived: accepted, policyNotes } = reportOn({ [ci]: oneTag }, policy);
    expect([score?.total, accepted, policyNotes.map(({ kind }) => kind)]).toEqual([costs, [], ['waiver-unused']]);
  });

  test('of one of two criticals leaves the cap of the other', () => {
    const open = (id: string): string => job(id, '      - run: echo "${{ github.event.issue.title }}"\n');
    const text = workflow(open('a'), open('b')).replace('on: push', 'on: issues');
    const policy = policyOf(`waivers: [{ rule: template-injection, path: ${ci}, reason: "a" }]`);
    const half = { [ci]: text.replace(open('b'), ''), '.github/workflows/b.yml': text.replace(open('a'), '') };
    expect([total({ [ci]: text }), reportOn(half, policy).score]).toMatchObject([
      35_900,
      { total: 39_900, withoutWaivers: 35_900, cap: { reason: '1 critical' } },
    ]);
  });
});

describe('an edit', () => {
  const two = workflow(job('a', step('other/scan@v1')), job('b', step('other/lint@v1')));

  test('that moves a step to another file changes no number', () => {
    const other = '.github/workflows/other.yml';
    const base = { [ci]: two, [other]: workflow(job('c', '      - run: make\n')) };
    const head = {
      [ci]: workflow(job('a', step('other/scan@v1')), job('b', '      - run: make\n')),
      [other]: workflow(job('c', step('other/lint@v1'))),
    };
    expect([total(base), told(compared(base, head)).delta]).toEqual([total(head), 0]);
  });

  test.each<[string, Files, Files]>([
    [
      'that renames a file and changes a little of it is no news',
      { [ci]: two },
      { '.github/workflows/checks.yml': two.replace('timeout-minutes: 5', 'timeout-minutes: 9') },
    ],
    ['that renames a job is no news', { [ci]: two }, { [ci]: two.replace('  a:\n', '  audit:\n') }],
    ['that bumps a version is no news', { [ci]: two }, { [ci]: two.replaceAll('@v1', '@v2') }],
  ])('%s', (_, base, head) => {
    expect(told(compared(base, head))).toEqual({ news: 0, fixed: 0, delta: 0 });
  });

  test('that mends what nobody else repeats is fixed and never costs', () => {
    const { fixed, news, delta = 0 } = told(compared({ [ci]: two }, { [ci]: two.replace('lint@v1', `lint@${sha}`) }));
    expect([fixed, news, (delta ?? 0) > 0]).toEqual([1, 0, true]);
  });

  test('that doubles a workflow finds everything twice and gains nothing', () => {
    const copy = { [ci]: two, '.github/workflows/copy.yml': two };
    expect([found(copy).length, total(copy) < total({ [ci]: two })]).toEqual([2 * found({ [ci]: two }).length, true]);
  });

  test('that copies a step costs less with every copy, and never nothing', () => {
    const copies = (count: number): Files => ({ [ci]: workflow(job('a', step('other/scan@v1').repeat(count))) });
    const totals = Array.from({ length: 50 }, (_, index) => total(copies(index + 1)));
    const costs = totals.slice(1).map((after, index) => (totals[index] ?? 0) - after);
    expect(found(copies(50))).toHaveLength(50);
    expect(costs.filter((cost) => cost <= 0)).toEqual([]);
    // Whole milli-points: one up or down.
    expect(costs.slice(1).filter((cost, index) => cost > (costs[index] ?? 0) + 1)).toEqual([]);
  });

  test('of the policy for some paths changes the severity there alone', () => {
    const policy = policyOf('overrides: [{ paths: [.github/workflows/o*.yml], rules: { unpinned-action: high } }]');
    const { findings, score } = reportOn({ [ci]: oneTag, '.github/workflows/other.yml': oneTag }, policy);
    expect([findings.map(({ path, severity }) => [path, severity]), score?.cap?.reason ?? score?.grade]).toEqual([
      [
        [ci, 'medium'],
        ['.github/workflows/other.yml', 'high'],
      ],
      '1 high',
    ]);
  });
});

describe('one place in a file is one finding', () => {
  const steps = (lines: string): Files => ({ [ci]: workflow(job('a', lines)) });

  test('however many jobs share it by an alias', () => {
    const shared = workflow(job('a', step('other/scan@v1')).replace('steps:', 'steps: &all'));
    const aliases = 'bcd'.replace(/./g, (id) => `  ${id}: { runs-on: x, timeout-minutes: 5, steps: *all }\n`);
    expect(found({ [ci]: shared + aliases })).toEqual([`${ci}:8 unpinned-action`]);
  });

  test('however large the matrix', () => {
    const matrix = '    strategy: { matrix: { node: [20, 22, 24], os: [a, b, c] } }\n';
    expect(found({ [ci]: workflow(job('a', step('other/scan@v1'), matrix)) })).toHaveLength(1);
    expect(total({ [ci]: workflow(job('a', step('other/scan@v1'), matrix)) })).toBe(total({ [ci]: oneTag }));
  });

  test('whether steps run side by side or one after the other', () => {
    const parallel = steps('      - parallel:\n          - uses: other/scan@v1\n          - uses: other/lint@v1\n');
    expect(total(parallel)).toBe(total(steps(step('other/scan@v1') + step('other/lint@v1'))));
    expect(found(parallel)).toEqual([`${ci}:9 unpinned-action`, `${ci}:10 unpinned-action`]);
  });
});

describe('a file', () => {
  test('of another encoding is read as far as it goes, and costs what it says', () => {
    const bytes = Buffer.from(oneTag.replace('on: push', '# Prüfung\non: push'), 'latin1');
    const decoded = decodeText(bytes);
    expect('text' in decoded ? total({ [ci]: decoded.text }) : decoded).toBe(total({ [ci]: oneTag }));
  });

  test('that is a symbolic link is not followed', () => {
    const side = sideOf(new Map([[ci, oneTag]]));
    const entries = side.listing.entries.map((entry) => ({ ...entry, mode: 'symlink' as const }));
    const [tree = treeOf({})] = gather([{ ...side, listing: { entries, gaps: [] } }], wanted);
    expect(inspect(tree, defaultPolicy, facts, { root: '.' })).toMatchObject({ findings: [], score: null });
  });

  test('whose name differs from another by case alone is a file of its own, with its name as written', () => {
    const image = 'FROM node:latest\nUSER 1000\nCMD ["a"]\n';
    const both = found({ 'App/Dockerfile': image, 'app/Dockerfile': image });
    expect(both).toEqual(['App/Dockerfile:1 floating-base-image', 'app/Dockerfile:1 floating-base-image']);
  });
});

describe('the bytes of a report', () => {
  const files: Files = {
    [ci]: oneTag,
    '.github/workflows/Äpfel.yml': oneTag,
    '.github/workflows/I.yml': oneTag,
    '.github/workflows/ı.yml': workflow(job('i', '      - run: curl https://get.example.com | SH\n')),
    'b/Dockerfile': 'FROM node:LATEST\nCMD ["a"]\n',
    'a/Dockerfile': 'from node:latest\ncmd ["a"]\n',
  };
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plimsoll-bytes-'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('do not depend on the language and the time zone of the machine', () => {
    const root = join(import.meta.dirname, '..', '..');
    const program = ['--import', join(root, 'scripts', 'register.mjs'), join(root, 'src', 'cli.ts')];
    const printed = [
      { LC_ALL: 'C', TZ: 'UTC' },
      { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati' },
    ].map(
      (env) =>
        spawnSync(process.execPath, [...program, '--format', 'json', '.'], {
          cwd: folder,
          env: { PATH: process.env['PATH'] ?? '', GIT_CEILING_DIRECTORIES: join(folder, '..'), ...env },
          encoding: 'utf8',
        }).stdout,
    );
    expect([printed[0] === printed[1], printed[0]?.includes('ı.yml')]).toEqual([true, true]);
  });

  test('do not depend on the order in which files arrive', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.keys(files), { minLength: Object.keys(files).length }), (order) => {
        const side = sideOf(new Map(Object.entries(files)));
        const late = {
          ...side,
          readTexts: () => new Map(order.map((path) => [path, { text: files[path] ?? '' }] as const)),
        };
        const [inOrder, shuffled] = [side, late].map((one) => gather([one], wanted)[0] ?? treeOf({}));
        const bytesOf = (tree = treeOf({})) => JSON.stringify(inspect(tree, defaultPolicy, facts, { root: '.' }));
        expect(bytesOf(shuffled)).toBe(bytesOf(inOrder));
      }),
      { numRuns: 20 },
    );
  });
});
