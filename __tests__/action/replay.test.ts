import { describe, expect, jest, test } from '@jest/globals';
import type { Files } from '../help/git-store.ts';
import { outdent } from './outdent.ts';
import { sail } from './port.ts';
import type { Voyage } from './port.ts';
import { ships, shipsWith } from './ships.ts';

jest.setTimeout(120_000);

const actions = [
  'harbour/scan',
  'harbour/scan/deep',
  'anchor/login',
  'anchor/push',
  'buoy/notify',
  'chart/plot',
  'crane/lift',
  'dock/build',
  'ferry/deploy',
  'fleet/report',
  'gale/warn',
  'hull/check',
  'keel/lay',
  'mast/raise',
];

const job = (id: string, uses: readonly string[], rest = ''): string =>
  [
    `  ${id}:`,
    '    runs-on: ubuntu-24.04',
    '    timeout-minutes: 10',
    ...(rest === '' ? [] : [rest]),
    '    steps:',
    ...uses.map((name) => `      - uses: ${name}`),
  ].join('\n');

const workflow = (jobs: readonly string[]): string =>
  `${outdent(`
    name: Fleet
    on: { push: { branches: [main] } }
    permissions: { contents: read }
    concurrency: fleet
    jobs:
  `)}${jobs.join('\n')}\n`;

const dockerfile = (base: string): string => `FROM ${base}\nCOPY . /app\nHEALTHCHECK CMD ["true"]\nCMD ["/app/run"]\n`;

const at = (version: string, from: number, to: number) => actions.slice(from, to).map((name) => `${name}@${version}`);

const waivedInline = (version: string): string =>
  job('waived', []) +
  `\n      # plimsoll: ignore[unpinned-action] reason="The vendor has no releases" until=2999-12-31\n      - uses: vendor/odd@${version}`;

const fleet = '.github/workflows/fleet.yml';

const without = (files: Files, path: string): Files =>
  Object.fromEntries(Object.entries(files).filter(([name]) => name !== path));

/** Fourteen actions and three base images at one version, in unnamed steps; one finding waived by policy, one inline. */
const before = {
  ...ships,
  '.github/plimsoll.yml': outdent(`
    waivers:
      - rule: root-user
        path: images/crane/Dockerfile
        reason: The crane needs it
        until: 2999-12-31
      - rule: unpinned-action
        path: .github/workflows/fleet.yml
        reason: Nothing
        until: 2000-01-01
  `),
  [fleet]: workflow([
    job('lint', at('v1', 0, 5)),
    job('build', at('v1', 5, 10)),
    job('ship', at('v1.2.3', 10, 14)),
    waivedInline('v1'),
  ]),
  'images/buoy/Dockerfile': dockerfile('debian:12.5'),
  'images/crane/Dockerfile': dockerfile('debian:12.5-slim'),
  'images/ferry/Dockerfile': dockerfile(`registry.example.com/base/ferry:1.4@sha256:${'1'.repeat(64)}`),
} satisfies Files;

/** All of it bumped, the workflow moved, its jobs in another order, lines added above. */
const after: Files = {
  ...without(before, fleet),
  '.github/workflows/armada.yml': `# Moved here\n\n${workflow([
    waivedInline('v2'),
    job('ship', at('v2.0.0', 10, 14)),
    job('lint', at('v2', 0, 5)),
    job('build', at('v2', 5, 10)),
  ])}`,
  'images/buoy/Dockerfile': dockerfile('debian:12.8'),
  'images/crane/Dockerfile': dockerfile('debian:12.8-slim'),
  'images/ferry/Dockerfile': dockerfile(`registry.example.com/base/ferry:1.5@sha256:${'2'.repeat(64)}`),
};

interface Seen {
  readonly verdict: string | undefined;
  readonly fresh: readonly string[];
  readonly fixed: number;
  readonly unchanged: number;
  readonly waived: readonly string[];
  readonly delta: string | undefined;
}

interface ReportJson {
  readonly findings: readonly { readonly rule: string; readonly status: string }[];
  readonly waived: readonly { readonly rule: string; readonly origin: string }[];
  readonly comparison: { readonly fixed: readonly unknown[] } | null;
}

async function replay(main: Files, head: Files, more: Voyage = {}) {
  const { step, github } = await sail({ main, head, ...more });
  // Our own JSON; its shape is checked by the tests of the schema.
  const report = JSON.parse(step.report) as ReportJson;
  const seen: Seen = {
    verdict: step.outputs['verdict'],
    fresh: report.findings
      .filter(({ status }) => status !== 'unchanged')
      .map(({ rule, status }) => `${status} ${rule}`),
    fixed: report.comparison?.fixed.length ?? 0,
    unchanged: report.findings.filter(({ status }) => status === 'unchanged').length,
    waived: report.waived.map(({ rule, origin }) => `${origin} ${rule}`).sort(),
    delta: step.outputs['delta'],
  };
  return { seen, comment: github.state.comments.at(-1)?.body ?? '', step };
}

describe('a replay', () => {
  test.concurrent('of bumps, a moved workflow and reordered jobs brings nothing and fixes nothing', async () => {
    const { seen } = await replay(before, after);
    expect(seen).toEqual({
      verdict: 'pass',
      fresh: [],
      fixed: 0,
      unchanged: 16,
      waived: ['inline unpinned-action', 'policy root-user'],
      delta: '0.0',
    });
  });

  test.concurrent('backwards neither', async () => {
    const { seen } = await replay(after, before);
    expect([seen.verdict, seen.fresh, seen.fixed]).toEqual(['pass', [], 0]);
  });

  test.concurrent('of a reverted fix is red, and shows the ways past it', async () => {
    const { seen, comment } = await replay(
      shipsWith({ [fleet]: workflow([job('scan', [`harbour/scan@${'a'.repeat(40)} # v1`])]) }),
      shipsWith({ [fleet]: workflow([job('scan', ['harbour/scan@main'], '    env: { T: "${{ secrets.T }}" }')]) }),
    );
    expect([seen.verdict, seen.fresh, seen.fixed]).toEqual(['fail', ['new unpinned-action'], 0]);
    expect(comment).toContain('**To pass:**');
    expect(comment).toContain('# plimsoll: ignore[unpinned-action] reason=');
  });

  test.concurrent('of `if: false` taken off a job is red', async () => {
    const scan = job('scan', ['harbour/scan@main'], '    env: { T: "${{ secrets.T }}" }');
    const { seen, comment } = await replay(
      shipsWith({ [fleet]: workflow([scan.replace('    steps:', '    if: false\n    steps:')]) }),
      shipsWith({ [fleet]: workflow([scan]) }),
    );
    expect([seen.verdict, seen.fresh]).toEqual(['fail', ['worsened unpinned-action']]);
    expect(comment).toContain('# plimsoll: ignore[unpinned-action] reason=');
  });

  test.concurrent('of an inline waiver deleted is red', async () => {
    const scan = job('scan', ['harbour/scan@main'], '    env: { T: "${{ secrets.T }}" }');
    const waiver = '      # plimsoll: ignore[unpinned-action] reason="Trusted" until=2999-12-31\n      - uses';
    const { seen, comment } = await replay(
      shipsWith({ [fleet]: workflow([scan.replace('      - uses', waiver)]) }),
      shipsWith({ [fleet]: workflow([scan]) }),
    );
    expect([seen.verdict, seen.fresh]).toEqual(['fail', ['worsened unpinned-action']]);
    expect(comment).toContain('# plimsoll: ignore[unpinned-action] reason=');
  });

  test.concurrent('of a broken file gains no score, fixes nothing and is not red, but says so', async () => {
    const { seen, step, comment } = await replay(before, { ...before, [fleet]: `${before[fleet]}\n  [\n` });
    expect([seen.verdict, seen.fixed, seen.fresh, Number(seen.delta) <= 0]).toEqual(['pass', 0, [], true]);
    expect(comment).toContain('cannot be read from line');
    expect(Number(step.outputs['score'])).toBeLessThanOrEqual(Number(step.outputs['base-score']));
  });

  test.concurrent('of a mended file is not red', async () => {
    const { seen } = await replay({ ...before, [fleet]: `${before[fleet]}\n  [\n` }, before);
    expect([seen.verdict, seen.fresh.filter((entry) => entry.startsWith('new'))]).toEqual(['pass', []]);
  });

  test.concurrent('of a file that is renamed without a change brings nothing', async () => {
    const buoy = before['images/buoy/Dockerfile'];
    const { seen } = await replay(before, {
      ...without(before, 'images/buoy/Dockerfile'),
      'boats/buoy/Dockerfile': buoy,
    });
    expect([seen.verdict, seen.fresh, seen.fixed]).toEqual(['pass', [], 0]);
  });

  test.concurrent('of the same fault written a second time brings one', async () => {
    const { seen } = await replay(before, {
      ...before,
      [fleet]: before[fleet].replace(
        '      - uses: anchor/login@v1',
        '      - uses: anchor/login@v1\n      - uses: anchor/login@v1',
      ),
    });
    expect([seen.verdict, seen.fresh, seen.fixed]).toEqual(['pass', ['new unpinned-action'], 0]);
  });
});
