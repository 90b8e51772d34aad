import type { RuleInfo } from '../core/rule-info.ts';
import { rankOf } from '../core/severity.ts';
import type { Settings } from './inputs.ts';
import type { RuleSetting } from './policy.ts';
import { settings } from './schema.ts';
import type { PolicyFile } from './schema.ts';

export interface Tightening {
  /** What the file on the base says itself; nothing where it is broken, and then the defaults are what is tightened. */
  readonly says: PolicyFile;
  readonly isBroken: boolean;
  readonly asked: Settings;
  /** The inline policy. */
  readonly inline: PolicyFile;
  readonly rules: readonly RuleInfo[];
}

export interface Tightened {
  readonly says: PolicyFile;
  readonly isTighter: boolean;
  /** By name, what would loosen the file. */
  readonly ignored: readonly string[];
}

/**
 * The base's file with what inputs add to it. Inputs stand in a workflow that a pull request may change, the file does
 * not: so they can only ask for more. What has no order (where to comment) is the input's to say.
 */
export function tighten(tightening: Tightening): Tightened {
  const { says, isBroken, asked } = tightening;
  const ordered = isBroken ? defaults : says;
  const accepted: Record<string, unknown> = {};
  const ignored: string[] = [];
  for (const [name, value] of Object.entries(asked)) {
    const order = orders.find((candidate) => candidate.name === name);
    const difference = order?.compare(asked, ordered) ?? 1;
    if (difference > 0) accepted[name] = value;
    if (difference < 0) ignored.push(name);
  }
  const rules = tightenRules(tightening);
  ignored.push(...rules.ignored);
  for (const name of Object.keys(tightening.inline)) {
    if (name !== 'rules' && name !== '$schema') ignored.push(`policy.${name}`);
  }
  const isTighter = Object.keys(accepted).length > 0 || Object.keys(rules.raised).length > 0;
  return { says: { ...says, ...accepted, rules: { ...says.rules, ...rules.raised } }, isTighter, ignored };
}

const defaults: Settings = {
  'fail-on': settings['fail-on'].default,
  'fail-below': settings['fail-below'].default,
  'on-error': settings['on-error'].default,
};

interface Order {
  readonly name: string;
  /** Above 0 where the first asks for more than the second, or the second says nothing. */
  readonly compare: (asked: Settings, said: Settings) => number;
}

const orders: readonly Order[] = [
  { name: 'fail-on', compare: (asked, said) => compareBy(failOnStrictness, asked['fail-on'], said['fail-on']) },
  { name: 'fail-below', compare: (asked, said) => compareBy(lineStrictness, asked['fail-below'], said['fail-below']) },
  { name: 'on-error', compare: (asked, said) => compareBy(onErrorStrictness, asked['on-error'], said['on-error']) },
];

function compareBy<T>(strictness: (value: T) => number, asked: T | undefined, said: T | undefined): number {
  if (said === undefined || asked === undefined) return 1;
  return strictness(asked) - strictness(said);
}

const failOnStrictness = (failOn: NonNullable<Settings['fail-on']>): number =>
  failOn === 'never' ? 0 : 5 - rankOf(failOn);
const lineStrictness = (line: NonNullable<Settings['fail-below']>): number => (line === 'off' ? -1 : line);
const onErrorStrictness = (onError: NonNullable<Settings['on-error']>): number => (onError === 'fail' ? 1 : 0);

interface TightenedRules {
  readonly raised: Readonly<Record<string, RuleSetting>>;
  readonly ignored: readonly string[];
}

function tightenRules({ says, inline, rules }: Tightening): TightenedRules {
  const raised: Record<string, RuleSetting> = {};
  const ignored: string[] = [];
  for (const rule of rules) {
    const asked = inline.rules?.[rule.id];
    if (!asked) continue;
    const said = says.rules?.[rule.id] ?? { enabled: undefined, severity: undefined, options: {} };
    const name = `policy.rules.${rule.id}`;
    const stricter = raise(rule, said, asked);
    if (stricter === 'looser') ignored.push(name);
    else if (stricter) raised[rule.id] = stricter;
    ignored.push(...Object.keys(asked.options).map((option) => `${name}.${option}`));
  }
  return { raised, ignored };
}

/** `undefined` where it asks for what is so already. */
function raise(rule: RuleInfo, said: RuleSetting, asked: RuleSetting): RuleSetting | 'looser' | undefined {
  const isOn = said.enabled ?? !rule.optIn;
  if (asked.enabled === false) return isOn ? 'looser' : undefined;
  if (!isOn) return asked.enabled ? { ...said, enabled: true, severity: asked.severity } : undefined;
  if (!asked.severity) return undefined;
  const difference = rankOf(asked.severity) - rankOf(said.severity ?? rule.severity);
  if (difference < 0) return 'looser';
  if (said.severity) return difference > 0 ? { ...said, severity: asked.severity } : undefined;
  // The rule itself may find a case worse than its usual severity, so the input sets a floor and nothing more.
  return { ...said, atLeast: asked.severity };
}
