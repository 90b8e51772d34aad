import type { RuleInfo } from '../core/rule-info.ts';
import { matcherOf } from './glob.ts';
import type { Policy, RuleSetting } from './policy.ts';

/** The paths that globs are held against: a file's own and, where it was renamed, the one it has on the other side. */
export type Paths = readonly string[];

/** How a rule is judged in one file: what the policy says of it, with the overrides that match; the last one holds. */
export function settingAt(policy: Policy, rule: string, paths: Paths): RuleSetting {
  let setting = policy.rules[rule] ?? { enabled: undefined, severity: undefined, options: {} };
  for (const override of policy.overrides) {
    const other = override.rules[rule];
    if (!other || !paths.some(matcherOf(override.paths))) continue;
    setting = {
      ...setting,
      enabled: other.enabled ?? setting.enabled,
      severity: other.severity ?? setting.severity,
      options: { ...setting.options, ...other.options },
    };
  }
  return setting;
}

export const isEnabled = (setting: RuleSetting, rule: Pick<RuleInfo, 'optIn'>): boolean =>
  setting.enabled ?? !rule.optIn;

/** Whether a rule can say anything at all, anywhere; one that cannot need not run. */
export const isEnabledSomewhere = (policy: Policy, rule: RuleInfo): boolean =>
  isEnabled(settingAt(policy, rule.id, []), rule) ||
  policy.overrides.some((override) => override.rules[rule.id]?.enabled === true);

export const isIgnoredPath = (policy: Policy, paths: Paths): boolean => paths.some(matcherOf(policy.ignore));
