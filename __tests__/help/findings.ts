import type { Finding } from '../../src/core/finding.ts';
import type { Report } from '../../src/core/report.ts';
import { scoreOf } from '../../src/score/score.ts';

/** A finding with everything that a test does not speak of filled in. */
export function findingOf(parts: Partial<Finding> = {}): Finding {
  const rule = parts.rule ?? 'some-rule';
  const path = parts.path ?? '.github/workflows/ci.yml';
  const identity = { path, anchor: 'job build', key: rule, excerpt: 'build:', occurrence: 0, ...parts.identity };
  return {
    category: 'supply-chain',
    family: rule,
    severity: 'medium',
    certainty: 'firm',
    message: 'Something is wrong',
    fingerprint: [rule, identity.path, identity.anchor, identity.key, String(identity.occurrence)].join('|'),
    points: 0,
    status: null,
    related: [],
    fixable: false,
    disabled: false,
    excerpt: ['build:'],
    startLine: 1,
    startColumn: 1,
    endLine: 1,
    endColumn: 6,
    ...parts,
    rule,
    path,
    identity,
  };
}

export function reportOf(findings: readonly Finding[], parts: Partial<Report> = {}): Report {
  const scored = scoreOf(findings, parts.waived ?? []);
  return {
    root: 'repository',
    applicability: [],
    notChecked: [],
    policyNotes: [],
    inspected: { workflow: 1 },
    facts: { owner: null, server: null },
    ...parts,
    findings: scored.findings,
    waived: scored.waived,
    score: scored.score,
  };
}
