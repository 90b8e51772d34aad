import type { Result } from '../../src/core/result.ts';
import { comparison, finding, waived } from './example-result.ts';
import { adoptionRun, failedRun } from './example-runs.ts';
import { hostile } from './hostile-text.ts';

/** Real runs in which every text that could come from outside is hostile, one variant for each kind of comment. */
export function hostileRuns(): readonly Result[] {
  const failed = failedRun();
  const full: Result = {
    ...failed,
    report: {
      ...failed.report,
      findings: failed.report.findings.map((one) => ({
        ...one,
        related: [{ path: 'x', startLine: 1, startColumn: 1, endLine: 1, endColumn: 2, message: 'x' }],
      })),
      waived: [waived({ isNew: true }), waived({ origin: 'inline' })],
      notChecked: [
        { path: 'x', reason: 'x' },
        { rule: 'x', reason: 'x' },
      ],
      policyNotes: [{ kind: 'waiver-refused', message: 'x', path: 'x', line: 1 }],
      targets: [
        { path: 'x', job: 'x', startLine: 1, class: 'production', reason: 'x' },
        { path: 'x', job: 'x', startLine: 1, class: 'unknown', reason: 'x' },
      ],
      practices: [
        { name: 'x', answer: 'seen', detail: 'x', path: 'x', line: 1 },
        { name: 'x', answer: 'seen', detail: 'x', path: 'x' },
        { name: 'x', answer: 'unknown', detail: 'x' },
      ],
      flows: [
        {
          path: 'x',
          title: 'x',
          nodes: [
            { id: 'x', kind: 'start', label: 'x' },
            { id: 'y', kind: 'target', class: 'production', label: 'x', lines: [1, 9] },
          ],
          edges: [{ from: 'x', to: 'y', label: 'x' }],
        },
      ],
    },
    comparison: comparison({ delta: -7900, fixed: [finding({})] }),
    verdict: { ...failed.verdict, newWaivers: 1 },
    setting: {
      ...failed.setting,
      policyChanges: ['x'],
      notices: ['x'],
      setupNotes: ['x'],
      label: 'x',
      changesOwnWorkflow: true,
    },
  };
  const reasonsOnly: Result = { ...full, verdict: { ...full.verdict, failing: [], outcome: 'fail' } };
  const error: Result = { ...full, verdict: { ...full.verdict, outcome: 'error' } };
  const clean: Result = {
    ...full,
    report: { ...full.report, findings: [] },
    verdict: { outcome: 'pass', reasons: [], failing: [], newWaivers: 0, belowLineAnyway: true },
  };
  const poisoned = [full, reasonsOnly, error, clean, adoption(false), adoption(true)].map((run) => poison(run));
  // With a server that can be trusted there are links, to hostile paths.
  return [
    ...poisoned,
    ...poisoned.map((run, i) => ({ ...run, head: failed.head, setting: { ...run.setting, ...realPlace(i) } })),
  ];
}

/** Few findings are as good as many here. */
function adoption(isPublic: boolean): Result {
  const run = adoptionRun(isPublic);
  return { ...run, report: { ...run.report, findings: run.report.findings.slice(0, 8) } };
}

const realPlace = (i: number) => ({
  repository: 'acme/shop',
  serverUrl: 'https://github.com',
  checksUrl: i % 2 === 0 ? 'https://github.com/acme/shop/pull/7/checks' : `https://github.com/${hostile}`,
});

// `rules` and `tool` are our own; the others are chosen from a list by us.
const kept = new Set([
  'rules',
  'tool',
  'category',
  'severity',
  'certainty',
  'status',
  'kind',
  'outcome',
  'grade',
  'model',
  'answer',
  'class',
  'origin',
  'fingerprint',
]);

function poison<T>(value: T, key = ''): T {
  if (kept.has(key)) return value;
  // Same shape, other texts: the type stays.
  if (typeof value === 'string') return hostile as T;
  if (Array.isArray(value)) return value.map((one: unknown) => poison(one)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, part]: [string, unknown]) => [name, poison(part, name)]);
  return Object.fromEntries(entries) as T;
}
