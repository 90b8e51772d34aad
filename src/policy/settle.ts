// TEMPORARY stand-in so that rules can be run; part C replaces this file whole.
import type { Finding, Waived } from '../core/finding.ts';
import type { Problem } from '../core/problem.ts';
import type { PolicyNote, Report } from '../core/report.ts';
import type { RuleInfo } from '../core/rule-info.ts';
import { rangeOf, textOfSpan, type SourceFile } from '../core/source.ts';
import type { Document, Repository } from '../documents/document.ts';
import type { Policy } from './policy.ts';

export interface Judged {
  readonly rule: RuleInfo;
  readonly document: Document | Repository;
  readonly problem: Problem;
}

export interface SettleOptions {
  readonly today: string;
  readonly redact: (text: string) => string;
  readonly redactedLinesOf: (file: SourceFile) => readonly string[];
  readonly base: Report | undefined;
  readonly isFork: boolean;
  readonly checked: (rule: string, path: string) => boolean;
  readonly renamed?: ReadonlyMap<string, string>;
}

export function settle(judged: readonly Judged[], _repository: Repository, _policy: Policy, options: SettleOptions) {
  const findings: Finding[] = judged.map(({ rule, problem }) => {
    const range = rangeOf(problem.at);
    const excerpt = options.redactedLinesOf(problem.at.file).slice(range.startLine - 1, range.startLine + 2).slice(0, range.endLine - range.startLine + 1);
    return {
      ...range, rule: rule.id, category: rule.category, family: rule.family, severity: problem.severity ?? rule.severity,
      certainty: problem.certainty ?? 'firm', path: problem.at.file.path, message: options.redact(problem.message), fingerprint: `${rule.id}${range.startLine}:${range.startColumn}${problem.at.file.path}`,
      points: 0, status: null, related: (problem.related ?? []).map(({ at, message }) => ({ ...rangeOf(at), path: at.file.path, message })),
      fixable: false, disabled: false, excerpt, identity: { path: problem.at.file.path, anchor: '', key: problem.key ?? textOfSpan(problem.at), excerpt: '', occurrence: 0 },
    };
  });
  const waived: Waived[] = [];
  const notes: PolicyNote[] = [];
  return { findings, waived, notes };
}
