import type { Finding, Identity, Waived } from '../core/finding.ts';
import { isNonShipping } from '../core/paths.ts';
import type { Problem } from '../core/problem.ts';
import type { PolicyNote, Report } from '../core/report.ts';
import type { RuleInfo } from '../core/rule-info.ts';
import { oneLower, rankOf } from '../core/severity.ts';
import type { Severity } from '../core/severity.ts';
import { rangeOf, textOfSpan } from '../core/source.ts';
import { anchorAt, isDisabledAt } from '../documents/anchor.ts';
import type { Document, Repository } from '../documents/document.ts';
import { fingerprintOf, normalised } from './identity.ts';
import { notesOnPolicy } from './notes.ts';
import type { Policy, RuleSetting } from './policy.ts';
import { isEnabled, isIgnoredPath, settingAt } from './setting.ts';
import { shownWithout } from './shown.ts';
import type { Redaction, Shown } from './shown.ts';
import { waive } from './waive.ts';

/** A problem, the rule that saw it and the document that the rule was asked about. */
export interface Judged {
  readonly rule: RuleInfo;
  readonly document: Document | Repository;
  readonly problem: Problem;
}

export interface SettleOptions extends Redaction {
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
  /** The other side's report while a pull request's head is settled; `undefined` for a base and where nothing is compared. */
  readonly base: Report | undefined;
  readonly isFork: boolean;
  /** Whether a rule ran over a file, so that silence means something. */
  readonly checked: (rule: string, path: string) => boolean;
  /** This side's path of a renamed file to the other side's. */
  readonly renamed?: ReadonlyMap<string, string>;
}

export interface Settled {
  readonly findings: readonly Finding[];
  readonly waived: readonly Waived[];
  readonly notes: readonly PolicyNote[];
}

/** Problems to findings: the policy's severity, identity, redaction, duplicates, order, waivers. */
export function settle(
  judged: readonly Judged[],
  repository: Repository,
  policy: Policy,
  options: SettleOptions,
): Settled {
  const documents = new Map(repository.documents.map((document) => [document.file.path, document]));
  const shown = shownWithout(
    judged.map((one) => one.problem),
    options,
  );
  const drafts: Draft[] = [];
  for (const { rule, problem } of judged) {
    const { path } = problem.at.file;
    const other = options.renamed?.get(path);
    const paths = other === undefined ? [path] : [path, other];
    const setting = settingAt(policy, rule.id, paths);
    if (!isEnabled(setting, rule) || isIgnoredPath(policy, paths)) continue;
    drafts.push(draftOf(rule, problem, setting, paths, documents.get(path), shown));
  }
  const settled = numbered(withoutDuplicates(drafts.sort(inOrder)), options.redact);
  const { findings, waived, notes } = waive(settled, repository, policy, options);
  return { findings, waived, notes: [...notesOnPolicy(policy, repository), ...notes] };
}

/** A finding whose occurrence is not counted yet. */
export interface Draft {
  readonly finding: Finding;
  readonly problem: Problem;
  readonly paths: readonly string[];
}

function draftOf(
  rule: RuleInfo,
  problem: Problem,
  setting: RuleSetting,
  paths: readonly string[],
  document: Document | undefined,
  shown: Shown,
): Draft {
  const { at } = problem;
  const excerpt = shown.excerptOf(at);
  const finding: Finding = {
    rule: rule.id,
    category: problem.category ?? rule.category,
    family: rule.family,
    severity: severityOf(rule, problem, setting),
    certainty: problem.certainty ?? 'firm',
    path: at.file.path,
    ...rangeOf(at),
    message: shown.textOf(problem.message, problem),
    fingerprint: '',
    points: 0,
    status: null,
    related: (problem.related ?? []).map((related) => ({
      path: related.at.file.path,
      ...rangeOf(related.at),
      message: shown.textOf(related.message, problem),
    })),
    fixable: false,
    disabled: !problem.ofRepository && document !== undefined && isDisabledAt(document, at),
    excerpt,
    identity: problem.ofRepository ? ofRepository(problem, shown) : identityOf(problem, document, excerpt, shown),
  };
  return { finding, problem, paths };
}

/** What the policy says is final. Else what does not ship weighs less. */
function severityOf(rule: RuleInfo, problem: Problem, setting: RuleSetting): Severity {
  if (setting.severity) return setting.severity;
  const own = problem.severity ?? rule.severity;
  const lowered = !problem.ofRepository && isNonShipping(problem.at.file.path) ? oneLower(own) : own;
  return setting.atLeast && rankOf(setting.atLeast) > rankOf(lowered) ? setting.atLeast : lowered;
}

// Where such a finding is shown depends on what else there is, so nothing of the place is part of it.
const ofRepository = (problem: Problem, shown: Shown): Identity => ({
  path: '',
  anchor: 'repository',
  key: shown.textOf(problem.key ?? '', problem),
  excerpt: '',
  occurrence: 0,
});

function identityOf(
  problem: Problem,
  document: Document | undefined,
  excerpt: readonly string[],
  shown: Shown,
): Identity {
  const anchor = document && anchorAt(document, problem.at, (text) => shown.textOf(text, problem));
  const place = anchor ? [anchor.container, anchor.scope].filter((part) => part !== '').join('/') : 'file';
  const key = problem.key ?? normalised(shown.textOf(textOfSpan(problem.at).slice(0, 2000), problem));
  return {
    path: problem.at.file.path,
    anchor: place,
    key: shown.textOf(key, problem).slice(0, 300),
    excerpt: normalised(excerpt.join('\n')),
    occurrence: 0,
  };
}

function inOrder(one: Draft, other: Draft): number {
  return (
    compareText(one.finding.path, other.finding.path) ||
    one.problem.at.start - other.problem.at.start ||
    compareText(one.finding.rule, other.finding.rule) ||
    one.problem.at.end - other.problem.at.end ||
    compareText(one.finding.identity.key, other.finding.identity.key) ||
    rankOf(other.finding.severity) - rankOf(one.finding.severity) ||
    compareText(one.finding.certainty, other.finding.certainty) ||
    Number(one.finding.disabled) - Number(other.finding.disabled) ||
    compareText(one.finding.message, other.finding.message)
  );
}

/** By code unit, the same on every machine. */
const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * One fault at one place is one finding, however many jobs an alias repeats it in: the worst of them, which is the
 * first in order. Without a key of its own a problem is told from another by what it says.
 */
function withoutDuplicates(drafts: readonly Draft[]): readonly Draft[] {
  const seen = new Set<string>();
  return drafts.filter(({ finding, problem }) => {
    const told = problem.key === undefined ? ['says', finding.message] : ['key', finding.identity.key];
    const place = JSON.stringify([finding.rule, finding.path, problem.at.start, problem.at.end, ...told]);
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  });
}

function numbered(drafts: readonly Draft[], redact: (text: string) => string): readonly Draft[] {
  const counts = new Map<string, number>();
  return drafts.map((draft) => {
    const { rule, identity } = draft.finding;
    const group = JSON.stringify([rule, identity.path, identity.anchor, identity.key]);
    const occurrence = counts.get(group) ?? 0;
    counts.set(group, occurrence + 1);
    const counted = { ...identity, occurrence };
    // Files may be named after a token.
    const fingerprint = fingerprintOf(rule, { ...counted, path: redact(counted.path) });
    return { ...draft, finding: { ...draft.finding, identity: counted, fingerprint } };
  });
}
