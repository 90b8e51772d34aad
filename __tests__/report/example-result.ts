import type { Finding, Waived } from '../../src/core/finding.ts';
import type { Comparison, Report, Score } from '../../src/core/report.ts';
import type { Result, Setting } from '../../src/core/result.ts';
import type { RuleInfo } from '../../src/core/rule-info.ts';
import { categories, type Category } from '../../src/core/severity.ts';

export const head = 'abc1234abc1234abc1234abc1234abc1234abc1234'.slice(0, 40);
export const base = 'def5678def5678def5678def5678def5678def5678'.slice(0, 40);

let count = 0;

export function finding(of: Partial<Finding>): Finding {
  count += 1;
  const rule = of.rule ?? 'unpinned-action';
  const info = rules.find((known) => known.id === rule);
  const startLine = of.startLine ?? 1;
  return {
    rule,
    category: info?.category ?? 'supply-chain',
    family: rule,
    severity: info?.severity ?? 'medium',
    certainty: 'firm',
    path: '.github/workflows/ci.yml',
    startLine,
    startColumn: 1,
    endLine: of.startLine ?? 1,
    endColumn: 5,
    message: 'Something is off',
    fingerprint: count.toString(16).padStart(16, '0'),
    points: 1000,
    status: 'unchanged',
    related: [],
    fixable: false,
    disabled: false,
    excerpt: [],
    identity: { path: of.path ?? '', anchor: '', key: '', excerpt: '', occurrence: 0 },
    ...of,
  };
}

export const waived = (of: Partial<Waived>): Waived => ({
  finding: finding({}),
  reason: 'Replaced in the next release',
  until: '2027-03-31',
  origin: 'policy',
  path: '.github/plimsoll.yml',
  line: 4,
  pointsWithheld: 1200,
  isNew: false,
  ...of,
});

const noCategories = Object.fromEntries(
  categories.map((category) => [category, { budget: 10_000, lost: 0, findings: 0 }]),
) as Record<Category, { budget: number; lost: number; findings: number }>;

export const score = (total: number, grade: Score['grade'], of: Partial<Score> = {}): Score => ({
  model: 'psm-1',
  total,
  uncapped: total,
  withoutWaivers: total,
  grade,
  cap: null,
  categories: noCategories,
  ...of,
});

export const report = (of: Partial<Report>): Report => ({
  root: '.',
  findings: [],
  waived: [],
  score: score(92_431, 'A'),
  applicability: [],
  notChecked: [],
  policyNotes: [],
  inspected: { workflow: 3, dockerfile: 1 },
  facts: { owner: 'acme', server: 'github.com' },
  ...of,
});

export const setting = (of: Partial<Setting>): Setting => ({
  repository: 'acme/shop',
  serverUrl: 'https://github.com',
  isPublic: false,
  pullRequest: { number: 7, isDraft: false, isFork: false, byBot: false, baseBranch: 'main' },
  changedPaths: ['.github/workflows/ci.yml', '.github/workflows/deploy.yml'],
  checksUrl: 'https://github.com/acme/shop/pull/7/checks',
  isAdoption: false,
  gate: { failOn: 'high', failBelow: null },
  setupNotes: [],
  policyChanges: [],
  notices: [],
  ...of,
});

export const comparison = (of: Partial<Comparison>): Comparison => ({
  baseScore: score(92_431, 'A'),
  delta: 0,
  uncappedDelta: 0,
  fixed: [],
  attribution: [],
  renamed: [],
  ...of,
});

export const result = (of: Partial<Result>): Result => ({
  tool: { name: 'plimsoll', version: '0.1.0', home: 'https://github.com/plimsoll-ci/plimsoll' },
  report: report({}),
  comparison: comparison({}),
  verdict: { outcome: 'pass', reasons: [], failing: [], newWaivers: 0, belowLineAnyway: false },
  policy: { source: 'main', path: '.github/plimsoll.yml', sha: '0123456789012345678901234567890123456789' },
  head,
  base,
  setting: setting({}),
  fixValues: [],
  rules,
  ...of,
});

const rule = (
  of: Pick<RuleInfo, 'id' | 'title' | 'category' | 'severity' | 'why' | 'remedy'> & Partial<RuleInfo>,
): RuleInfo => ({
  since: '0.1.0',
  kinds: ['workflow'],
  optIn: false,
  family: of.id,
  options: {},
  references: ['https://docs.github.com/actions/reference/security/secure-use'],
  sameAs: [],
  ...of,
});

export const rules: readonly RuleInfo[] = [
  rule({
    id: 'template-injection',
    title: 'Anyone can run code with this repository’s token',
    category: 'attack-surface',
    severity: 'critical',
    why: 'Text from outside is pasted into a script before the shell sees it.',
    remedy: 'Pass it through `env:` instead.',
  }),
  rule({
    id: 'unpinned-action',
    title: 'An action can change under you',
    category: 'supply-chain',
    severity: 'high',
    why: 'Whoever can push to that branch runs code with your token on the next build.',
    remedy: 'Pin the action to a full commit SHA',
    sameAs: ['zizmor/unpinned-uses'],
  }),
  rule({
    id: 'unverified-deploy',
    title: 'Nothing checks what was deployed',
    category: 'delivery',
    severity: 'medium',
    why: 'A broken release stays up until a user complains.',
    remedy: 'Ask the deployed service for its health after the deployment',
  }),
  rule({
    id: 'secret-in-script',
    title: 'A secret is pasted into a script',
    category: 'access',
    severity: 'high',
    why: 'A secret in the text of a script can be read from the process list.',
    remedy: 'Hand the secret to the script through `env:`',
  }),
  rule({
    id: 'literal-secret',
    title: 'A secret stands in the file',
    category: 'access',
    severity: 'high',
    why: 'Everyone who can read the file has it.',
    remedy: 'Move it to a secret',
    whenFixed: 'It stood in the open, so rotate it.',
  }),
  rule({
    id: 'missing-timeout',
    title: 'A job may run for six hours',
    category: 'speed',
    severity: 'low',
    why: 'A job that hangs is paid for.',
    remedy: 'Set `timeout-minutes`',
  }),
];
