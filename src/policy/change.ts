import type { RuleInfo } from '../core/rule-info.ts';
import type { SourceFile } from '../core/source.ts';
import { parsePolicy } from './parse.ts';
import type { RuleSetting } from './policy.ts';
import { inlineWaivers, settings } from './schema.ts';
import type { FileWaiver, PolicyFile } from './schema.ts';
import { labelOf } from './targets.ts';

/** One line on what a pull request does to the policy file; `undefined` where it leaves it as it is. */
export function describePolicyChange(
  baseFile: SourceFile | undefined,
  headFile: SourceFile | undefined,
  rules: readonly RuleInfo[],
): string | undefined {
  const path = headFile?.path ?? baseFile?.path;
  if (path === undefined || headFile?.text === baseFile?.text) return undefined;
  const before = baseFile ? parsePolicy(baseFile, rules).says : {};
  const after = headFile ? parsePolicy(headFile, rules).says : {};
  const what = !baseFile ? 'is new' : !headFile ? 'is removed' : 'changes';
  const changes = changesOf(before, after, rules);
  const shown = changes.slice(0, maxShown).join('; ');
  const more = changes.length > maxShown ? `; and ${changes.length - maxShown} more` : '';
  return `\`${path}\` ${what} in this pull request; it takes effect after merge${shown ? `: ${shown}${more}` : ''}`;
}

const maxShown = 6;

function changesOf(before: PolicyFile, after: PolicyFile, rules: readonly RuleInfo[]): readonly string[] {
  const presets = { ...settings, 'inline-waivers': inlineWaivers };
  const names = Object.keys(presets) as readonly (keyof typeof presets)[];
  const changed = (name: string, from: unknown, to: unknown): readonly string[] =>
    JSON.stringify(from) === JSON.stringify(to) ? [] : [`\`${name}\` ${String(from)} → ${String(to)}`];
  const counted = (name: string, from: readonly unknown[] = [], to: readonly unknown[] = []): readonly string[] => {
    if (JSON.stringify(from) === JSON.stringify(to)) return [];
    return [from.length === to.length ? `\`${name}\` changed` : `\`${name}\` ${from.length} → ${to.length} entries`];
  };
  return [
    ...names.flatMap((name) =>
      changed(name, before[name] ?? presets[name].default, after[name] ?? presets[name].default),
    ),
    ...rules.flatMap(({ id, severity, optIn }) => {
      const preset = optIn ? 'off' : severity;
      const from = stateOf(before.rules?.[id], preset);
      const to = stateOf(after.rules?.[id], preset);
      const options = [before.rules?.[id]?.options ?? {}, after.rules?.[id]?.options ?? {}];
      const same = from === to && JSON.stringify(options[0]) !== JSON.stringify(options[1]);
      return same ? [`options of \`${id}\` changed`] : changed(id, from, to);
    }),
    ...changedTargets(before.targets, after.targets, changed),
    ...counted('overrides', before.overrides, after.overrides),
    ...counted('ignore', before.ignore, after.ignore),
    ...counted('waivers', before.waivers?.map(withoutLine), after.waivers?.map(withoutLine)),
  ];
}

function changedTargets(
  before: PolicyFile['targets'] = [],
  after: PolicyFile['targets'] = [],
  changed: (name: string, from: unknown, to: unknown) => readonly string[],
): readonly string[] {
  const [from, to] = [before, after].map(
    (targets) => new Map(targets.map((target) => [labelOf(target), target.class] as const)),
  );
  const labels = new Set([...(from?.keys() ?? []), ...(to?.keys() ?? [])]);
  return [...labels].flatMap((label) => changed(label, from?.get(label) ?? 'no class', to?.get(label) ?? 'no class'));
}

function stateOf(setting: RuleSetting | undefined, preset: string): string {
  if (setting?.enabled === undefined) return preset;
  return setting.enabled ? (setting.severity ?? (preset === 'off' ? 'on' : preset)) : 'off';
}

const withoutLine = ({ rule, path, reason, until }: FileWaiver): object => ({ rule, path, reason, until });
