import type { PolicyNote } from '../core/report.ts';
import type { Repository } from '../documents/document.ts';
import { matcherOf } from './glob.ts';
import type { Matcher } from './glob.ts';
import { findInlineWaivers } from './inline-waivers.ts';
import type { InlineWaiver } from './inline-waivers.ts';
import { nearestOf } from './nearest.ts';
import type { Policy } from './policy.ts';
import { isIgnoredPath, settingAt } from './setting.ts';
import type { SettleOptions } from './settle.ts';

/** A waiver of the policy file that has not lapsed. */
export interface PolicyWaiverInForce {
  readonly rule: string;
  readonly glob: string;
  readonly matches: Matcher;
  readonly reason: string;
  readonly until: string | undefined;
  readonly path: string;
  readonly line: number;
}

/** One rule of an inline waiver that has not lapsed. */
export type InlineWaiverOfRule = Omit<InlineWaiver, 'rules'> & { readonly rule: string };

export function policyWaiversOf(policy: Policy, options: SettleOptions) {
  const waivers: PolicyWaiverInForce[] = [];
  const notes: PolicyNote[] = [];
  for (const { rule, path: glob, reason, until, origin } of policy.waivers) {
    const { path, line } = origin;
    if (isLapsed(until, options)) notes.push(lapsedNote(rule, until, path, line));
    else waivers.push({ rule, glob, matches: matcherOf([glob]), reason, until, path, line });
  }
  return { waivers, notes };
}

export function inlineWaiversOf(repository: Repository, policy: Policy, options: SettleOptions) {
  const byPath = new Map<string, readonly InlineWaiverOfRule[]>();
  const notes: PolicyNote[] = [];
  const rules = Object.keys(policy.rules);
  let switchedOff = 0;
  for (const document of repository.documents) {
    const { path } = document.file;
    if (isIgnoredPath(policy, pathsOf(path, options))) continue;
    const { waivers, refused } = findInlineWaivers(document);
    if (policy.inlineWaivers === 'off') {
      switchedOff += waivers.length;
      continue;
    }
    notes.push(...refused);
    const inForce: InlineWaiverOfRule[] = [];
    for (const waiver of waivers) {
      const { line, until } = waiver;
      for (const rule of waiver.rules) {
        if (!rules.includes(rule)) notes.push(unknownRuleNote(rule, rules, path, line));
        else if (isLapsed(until, options)) notes.push(lapsedNote(rule, until, path, line));
        else inForce.push({ ...waiver, rule });
      }
    }
    if (inForce.length > 0) byPath.set(path, inForce);
  }
  if (switchedOff > 0) notes.push({ kind: 'waiver-refused', message: switchedOffMessage(switchedOff) });
  return { byPath, notes };
}

/** A note on each waiver that accepted nothing, unless its rule or its files were not checked. */
export function unusedWaivers(
  ofPolicy: readonly PolicyWaiverInForce[],
  inline: readonly InlineWaiverOfRule[],
  used: ReadonlySet<object>,
  repository: Repository,
  policy: Policy,
  options: SettleOptions,
): readonly PolicyNote[] {
  const wasChecked = (rule: string, path: string): boolean =>
    settingAt(policy, rule, pathsOf(path, options)).enabled !== false && options.checked(rule, path);
  const notes: PolicyNote[] = [];
  for (const one of ofPolicy) {
    if (used.has(one) || repository.tree.gaps.length > 0) continue;
    const paths = repository.paths.filter((path) => pathsOf(path, options).some(one.matches));
    if (!paths.every((path) => wasChecked(one.rule, path))) continue;
    const where = paths.length > 0 ? 'matches nothing' : `matches no file (\`${one.glob}\`)`;
    notes.push({
      kind: 'waiver-unused',
      message: `Waiver of \`${one.rule}\` ${where}`,
      path: one.path,
      line: one.line,
    });
  }
  for (const one of inline) {
    if (used.has(one) || !wasChecked(one.rule, one.path)) continue;
    notes.push({
      kind: 'waiver-unused',
      message: `Waiver of \`${one.rule}\` matches nothing`,
      path: one.path,
      line: one.line,
    });
  }
  return notes;
}

function pathsOf(path: string, options: SettleOptions): readonly string[] {
  const other = options.renamed?.get(path);
  return other === undefined ? [path] : [path, other];
}

/** `until` names the last day on which it counts. */
const isLapsed = (until: string | undefined, options: SettleOptions): boolean =>
  until !== undefined && until < options.today;

const lapsedNote = (rule: string, until: string | undefined, path: string, line: number): PolicyNote => ({
  kind: 'waiver-lapsed',
  message: `Waiver of \`${rule}\` has lapsed; it counted until ${until ?? 'today'}`,
  path,
  line,
});

function unknownRuleNote(rule: string, rules: readonly string[], path: string, line: number): PolicyNote {
  const nearest = nearestOf(rule, rules);
  const hint = nearest === undefined ? '' : `; did you mean \`${nearest}\`?`;
  return { kind: 'waiver-refused', message: `No rule is called \`${rule.slice(0, 60)}\`${hint}`, path, line };
}

const switchedOffMessage = (count: number): string =>
  `The policy switches inline waivers off: ${count === 1 ? '1 comment does' : `${count} comments do`} not count`;
