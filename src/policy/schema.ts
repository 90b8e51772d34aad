import type { OptionSchema, RuleInfo } from '../core/rule-info.ts';
import { severities } from '../core/severity.ts';
import { positionOf } from '../core/source.ts';
import type { Value } from '../documents/yaml-value.ts';
import { globFault } from './glob.ts';
import type { RuleSetting } from './policy.ts';
import { boolean, choice, listOf, object, text, word } from './shape.ts';
import type { Field, PolicyProblem, Reading, Shape } from './shape.ts';
import { targetsShape } from './targets.ts';

/** What can be set in the policy file and as an input alike. The defaults stand here and nowhere else. */
export const settings = {
  'fail-on': {
    shape: choice(['critical', 'high', 'medium', 'low', 'never']),
    description: 'A new or worsened finding of this severity or above fails the check.',
    default: 'high',
  },
  'fail-below': {
    shape: word(
      'a number from 0 to 100, or `off`',
      ['off'],
      { anyOf: [{ type: 'number', minimum: 0, maximum: 100 }, { enum: ['off', false] }] },
      parseLine,
    ),
    description: 'A score below this number fails the check; in a pull request only where it lowers the score.',
    default: 'off',
  },
  comment: {
    shape: choice(['always', 'on-change', 'never']),
    description: 'When the pull request gets a comment: always, only when something is new or worse, or never.',
    default: 'always',
  },
  source: {
    shape: choice(['auto', 'api', 'workspace']),
    description: "Where files are read from: GitHub's API, or the git objects of the checkout.",
    default: 'auto',
  },
  'on-error': {
    shape: choice(['fail', 'warn']),
    description: 'Whether the check fails when Plimsoll could not look.',
    default: 'fail',
  },
  annotations: {
    shape: choice(['on', 'off']),
    description: 'Whether new findings are shown in the changed files.',
    default: 'on',
  },
  label: {
    shape: labelShape(),
    description: 'A word that tells this comment from that of a second Plimsoll in the same repository.',
    default: '',
  },
} as const;

export const inlineWaivers = {
  shape: choice(['allow', 'base-only', 'off']),
  description: 'Whether comments in files can waive findings, from a pull request or only once they are merged.',
  default: 'allow',
} as const;

/** Of a waiver that names no path. */
export const everyPath = '**';

/** The whole of a policy file. Every key may be left out. */
export function policyShape(rules: readonly RuleInfo[]) {
  const ruleSettings = rulesShape(rules);
  return object(
    {
      $schema: { shape: text({}, () => undefined), description: 'Where editors find this schema.' },
      rules: { shape: ruleSettings, description: 'How each rule is judged.' },
      overrides: {
        shape: listOf(
          object(
            {
              paths: { shape: listOf(glob), description: 'Globs of the files it holds for.' },
              rules: { shape: ruleSettings, description: 'How rules are judged there.' },
            },
            { unknown: unknownKey, required: ['paths', 'rules'] },
          ),
        ),
        description: 'Other settings for some files; of several that match, the last one holds.',
      },
      ignore: { shape: listOf(glob), description: 'Globs of files that are left out.' },
      waivers: {
        shape: listOf(waiverShape(rules), 'waiver'),
        description: 'Findings that are accepted, each with its reason.',
      },
      targets: {
        shape: targetsShape,
        description: 'What jobs deploy or publish, where the report has it wrong: `deploy.yml/ship: production`.',
      },
      'inline-waivers': inlineWaivers,
      ...settings,
    },
    { unknown: unknownKey },
  );
}

/** Only what one file says itself. */
export type PolicyFile = NonNullable<ReturnType<ReturnType<typeof policyShape>['read']>>;

export type FileWaiver = NonNullable<PolicyFile['waivers']>[number];

const unknownKey = (name: string): string => `Unknown key \`${name}\``;

const ruleStates = ['off', 'on', ...severities] as const;
const stateShape = choice(ruleStates);

/** Rules by name and their settings; `definition` is what the reference in its schema stands for. */
export function rulesShape(rules: readonly RuleInfo[]) {
  const fields = rules.map((rule) => [rule.id, { shape: ruleShape(rule), description: rule.title }] as const);
  const byName: Readonly<Record<string, Field<RuleSetting>>> = Object.fromEntries(fields);
  const { read, schema } = object(byName, { unknown: (name) => `No rule is called \`${name}\`` });
  const shape: Shape<Readonly<Record<string, RuleSetting | undefined>>> = {
    schema: { $ref: '#/definitions/rules' },
    read,
  };
  return { ...shape, definition: schema };
}

function ruleShape(rule: RuleInfo): Shape<RuleSetting> {
  const options = Object.entries(rule.options).map(([name, option]) => [name, optionField(option)] as const);
  const detailed = object(
    { severity: { shape: stateShape, description: 'How severe its findings are.' }, ...Object.fromEntries(options) },
    { unknown: (name) => `Rule \`${rule.id}\` has no option \`${name}\`` },
  );
  const read = (value: Value, reading: Reading): RuleSetting | undefined => {
    if (value.kind !== 'mapping') {
      const state = stateShape.read(value, reading);
      return state && settingOf(state, {});
    }
    const found = detailed.read(value, reading);
    if (!found) return undefined;
    const { severity, ...given } = found;
    return settingOf(severity, given);
  };
  return { schema: { anyOf: [stateShape.schema, detailed.schema] }, read };
}

function optionField(option: OptionSchema): Field<unknown> {
  const { description, default: preset } = option;
  if (option.type === 'boolean') return { shape: boolean, description, default: preset };
  return { shape: listOf(text({}, emptyFault)), description, default: preset };
}

function settingOf(state: (typeof ruleStates)[number] | undefined, options: RuleSetting['options']): RuleSetting {
  const severity = severities.find((candidate) => candidate === state);
  return { enabled: state === undefined ? undefined : state !== 'off', severity, options };
}

function waiverShape(rules: readonly RuleInfo[]) {
  const shape = object(
    {
      rule: { shape: ruleName(rules), description: 'The rule whose findings are accepted.' },
      path: { shape: glob, description: 'A glob of the files it holds for.', default: everyPath },
      reason: { shape: text({ minLength: 1 }, emptyFault), description: 'Why; shown wherever the waiver counts.' },
      until: { shape: date, description: 'The last day on which it counts.' },
    },
    { unknown: unknownKey, required: ['rule', 'reason'] },
  );
  const read = (value: Value, reading: Reading) => {
    const problems: PolicyProblem[] = [];
    const found = shape.read(value, { name: 'waivers', problems });
    for (const problem of problems) {
      reading.problems.push({ ...problem, message: `A waiver does not count: ${problem.message}` });
    }
    // One that says more than is understood, or whose date is none, might cover more than was meant.
    if (problems.length > 0 || found?.rule === undefined || found.reason === undefined) return undefined;
    const { line } = positionOf(value.span.file, value.span.start);
    return { ...found, rule: found.rule, reason: found.reason, line };
  };
  return { schema: shape.schema, read };
}

function ruleName(rules: readonly RuleInfo[]): Shape<string> {
  const ids = rules.map((rule) => rule.id);
  const known = word('the id of a rule', ids, { enum: ids }, (written) => ids.find((id) => id === written));
  return {
    schema: known.schema,
    read: (value, reading) => {
      const problems: PolicyProblem[] = [];
      const found = known.read(value, { name: reading.name, problems });
      // A rule that a newer version knows is no fault of the file.
      const kind = value.kind === 'scalar' ? 'unknown' : 'invalid';
      reading.problems.push(...problems.map((problem) => ({ ...problem, kind }) as const));
      return found;
    },
  };
}

const emptyFault = (written: string): string | undefined => (written.trim() === '' ? 'more than nothing' : undefined);

const glob = text({ minLength: 1 }, globFault);

const date = text({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }, (written) =>
  isDate(written) ? undefined : `a date such as \`2027-03-31\`, not \`${written.slice(0, 60)}\``,
);

/** A day of the calendar, as `YYYY-MM-DD`. */
export function isDate(written: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

function parseLine(written: string): number | 'off' | undefined {
  if (/^(?:off|false)$/i.test(written)) return 'off';
  const isNumber = /^\d{1,3}(?:\.\d{1,6})?$/.test(written);
  return isNumber && Number(written) <= 100 ? Number(written) : undefined;
}

function labelShape() {
  // It stands in an HTML comment, so nothing that could end one.
  const pattern = '^([A-Za-z0-9]+([._-][A-Za-z0-9]+)*)?$';
  const isLabel = new RegExp(pattern);
  const schema = { type: 'string', pattern, maxLength: 40 };
  return word('a word of at most 40 letters, digits, `.`, `_` and `-`', [], schema, (written) =>
    written.length <= 40 && isLabel.test(written) ? written : undefined,
  );
}
