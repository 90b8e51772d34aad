import type { PolicyNote } from '../core/report.ts';
import type { RuleInfo } from '../core/rule-info.ts';
import { sourceFile } from '../core/source.ts';
import type { SourceFile } from '../core/source.ts';
import { isInvalid, parsePolicy } from './parse.ts';
import type { ParsedPolicy } from './parse.ts';
import { PolicyError } from './policy.ts';
import type { Policy, PolicySource, RuleSetting } from './policy.ts';
import { everyPath, inlineWaivers, settings } from './schema.ts';
import type { PolicyFile } from './schema.ts';
import { readInputs } from './inputs.ts';
import type { PolicyProblem } from './shape.ts';
import { tighten } from './tighten.ts';

export interface PolicyParts {
  /** The policy file that judges: of the base branch, of the commit inspected, or named in the terminal. */
  readonly baseFile?: SourceFile | undefined;
  /** By name; an empty text is no input. Names that are no setting are passed over. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The input `policy`: YAML. */
  readonly inlinePolicy?: string | undefined;
  readonly rules: readonly RuleInfo[];
  /** A file that cannot be followed whole: thrown to whoever can mend it now, or replaced by the defaults and said. */
  readonly onBroken: 'throw' | 'replace';
}

export interface ResolvedPolicy {
  readonly policy: Policy;
  readonly source: PolicySource['source'];
  readonly notes: readonly PolicyNote[];
  /** Inputs that would loosen what the file says, by name. */
  readonly ignoredInputs: readonly string[];
}

/** The one policy a run is judged by. Throws a `PolicyError` for inputs that say nothing that can be followed. */
export function resolvePolicy(parts: PolicyParts): ResolvedPolicy {
  const { baseFile, rules } = parts;
  const asked = readInputs(parts.inputs);
  const inline = parts.inlinePolicy?.trim() ? parseInline(parts.inlinePolicy, rules) : {};
  if (!baseFile) {
    const says = { ...inline, ...asked };
    const source = Object.keys(says).length > 0 ? 'inputs' : 'defaults';
    return { policy: completed(says, rules, inlinePath), source, notes: [], ignoredInputs: [] };
  }
  const parsed = parsePolicy(baseFile, rules);
  if (parts.onBroken === 'throw') refuse(parsed, baseFile.path);
  const isBroken = isInvalid(parsed);
  const says = isBroken ? {} : parsed.says;
  const tightened = tighten({ says, isBroken, asked, inline, rules });
  const warnings = isBroken
    ? [brokenNote(parsed, baseFile.path)]
    : parsed.problems.map((problem) => noteOf(problem, baseFile.path));
  const refusals = tightened.ignored.map((name) => ignoredNote(name, baseFile.path, isBroken));
  const fromFile = isBroken ? 'defaults' : 'file';
  const withInputs = isBroken ? 'inputs' : 'file and inputs';
  return {
    policy: completed(tightened.says, rules, baseFile.path),
    source: tightened.isTighter ? withInputs : fromFile,
    notes: [...warnings, ...refusals],
    ignoredInputs: tightened.ignored,
  };
}

const inlinePath = 'input `policy`';

function parseInline(text: string, rules: readonly RuleInfo[]): PolicyFile {
  const parsed = parsePolicy(sourceFile(inlinePath, text), rules);
  refuse(parsed, inlinePath);
  return parsed.says;
}

function refuse(parsed: ParsedPolicy, path: string): void {
  const first = parsed.problems.find((problem) => problem.kind === 'invalid') ?? parsed.problems[0];
  if (first) throw new PolicyError(first.message, path, first.line);
}

function brokenNote(parsed: ParsedPolicy, path: string): PolicyNote {
  const first = parsed.problems.find((problem) => problem.kind === 'invalid');
  const message = `The policy cannot be followed, so the defaults stand in for it: ${first?.message ?? 'it is broken'}`;
  return { kind: 'policy-warning', message, path, line: first?.line ?? 1 };
}

const noteOf = (problem: PolicyProblem, path: string): PolicyNote => ({
  kind: problem.kind === 'waiver' ? 'waiver-refused' : 'policy-warning',
  message: problem.kind === 'waiver' ? problem.message : `Skipped: ${problem.message}`,
  path,
  line: problem.line,
});

function ignoredNote(name: string, path: string, isBroken: boolean): PolicyNote {
  const beside = isBroken ? 'the defaults' : `\`${path}\``;
  const message = name.startsWith('policy.')
    ? `Input \`${name}\` is ignored: beside ${beside} an inline policy can only switch rules on or raise their severity`
    : `Input \`${name}\` is looser than ${beside} and is ignored`;
  return { kind: 'policy-warning', message };
}

function completed(says: PolicyFile, rules: readonly RuleInfo[], path: string): Policy {
  const failBelow = says['fail-below'] ?? settings['fail-below'].default;
  return {
    rules: Object.fromEntries(rules.map((rule) => [rule.id, completedSetting(rule, says.rules?.[rule.id])])),
    overrides: (says.overrides ?? []).map((override) => ({
      paths: override.paths ?? [],
      rules: Object.fromEntries(
        Object.entries(override.rules ?? {}).flatMap(([id, setting]) => (setting ? [[id, setting]] : [])),
      ),
    })),
    ignore: says.ignore ?? [],
    waivers: (says.waivers ?? []).map((waiver) => ({
      rule: waiver.rule,
      path: waiver.path ?? everyPath,
      reason: waiver.reason,
      until: waiver.until,
      origin: { path, line: waiver.line },
    })),
    targets: (says.targets ?? []).map((target) => ({ ...target, origin: { path, line: target.line } })),
    inlineWaivers: says['inline-waivers'] ?? inlineWaivers.default,
    gate: {
      failOn: says['fail-on'] ?? settings['fail-on'].default,
      failBelow: failBelow === 'off' ? undefined : failBelow,
      onError: says['on-error'] ?? settings['on-error'].default,
    },
    delivery: {
      comment: says.comment ?? settings.comment.default,
      annotations: says.annotations ?? settings.annotations.default,
      source: says.source ?? settings.source.default,
      label: says.label ?? settings.label.default,
    },
  };
}

function completedSetting(rule: RuleInfo, said: RuleSetting | undefined): RuleSetting {
  const defaults = Object.entries(rule.options).map(([name, option]) => [name, option.default] as const);
  const options = { ...Object.fromEntries(defaults), ...said?.options };
  return { enabled: undefined, severity: undefined, ...said, options };
}
