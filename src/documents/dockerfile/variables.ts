import type { Text } from '../../core/source.ts';
import { expand, type Expanded, type VariableState } from './expansion.ts';
import type { Dockerfile, Instruction, Stage } from './model.ts';

/**
 * The text with its variables replaced by what they hold at this instruction: the defaults of `ARG`s, and the `ENV`s of
 * its stage and of the stages it builds on. `text` is a word, a flag's value or a pair's value of the instruction.
 * What cannot be known stands as written and is not resolved.
 */
export function resolve(text: Text, instruction: Instruction): Expanded {
  const dockerfile = instruction.stage?.dockerfile;
  // A pair's value has lost its quotes, and with them what they guard from expansion.
  const written = instruction.pairs.find((pair) => pair.value === text)?.rawValue ?? text;
  if (!/[$"'\\`]/.test(written.text)) return { value: written.text, isResolved: true };
  if (!dockerfile) return expand(written.text, '\\', () => ({ kind: 'unknown' }));
  const scopes = known.get(dockerfile) ?? readScopes(dockerfile);
  known.set(dockerfile, scopes);
  return expandIn(written, instruction, scopes);
}

interface Scopes {
  readonly escape: string;
  readonly global: Scope;
  readonly ofStages: Map<Stage, Scope>;
}

/** The `ARG`s and `ENV`s of one stage, or of the lines before the first. */
interface Scope {
  readonly parent: Scope | undefined;
  /** It builds on an image that may set variables of its own. */
  readonly hasUnknownBase: boolean;
  readonly arguments: Map<string, Setting[]>;
  readonly env: Map<string, Setting[]>;
}

/** What a variable holds behind one offset of the file. */
interface Setting {
  readonly from: number;
  readonly state: VariableState;
}

const known = new WeakMap<Dockerfile, Scopes>();

/** `FROM a AS b`, `FROM b AS c` and so on: nobody writes chains this long. */
const chainLimit = 100;

/** https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope */
const platformArguments = new Set([
  'TARGETPLATFORM',
  'TARGETOS',
  'TARGETARCH',
  'TARGETVARIANT',
  'BUILDPLATFORM',
  'BUILDOS',
  'BUILDARCH',
  'BUILDVARIANT',
]);

function readScopes(dockerfile: Dockerfile): Scopes {
  const global: Scope = { parent: undefined, hasUnknownBase: false, arguments: new Map(), env: new Map() };
  const scopes: Scopes = { escape: dockerfile.escape, global, ofStages: new Map() };
  for (const instruction of dockerfile.globalArgs) readInstruction(instruction, global, scopes);

  const byName = new Map<string, Scope>();
  for (const stage of dockerfile.stages) {
    const base = stage.base ? expandIn(stage.base, stage.from, scopes).value.toLowerCase() : '';
    const parent = byName.get(base);
    const hasUnknownBase = parent === undefined && base !== 'scratch';
    const scope: Scope = { parent, hasUnknownBase, arguments: new Map(), env: new Map() };
    scopes.ofStages.set(stage, scope);
    for (const instruction of stage.instructions) readInstruction(instruction, scope, scopes);
    if (stage.name) byName.set(stage.name.text.toLowerCase(), scope);
  }
  return scopes;
}

function readInstruction(instruction: Instruction, scope: Scope, scopes: Scopes): void {
  if (instruction.keyword !== 'ARG' && instruction.keyword !== 'ENV') return;
  const settings = instruction.keyword === 'ARG' ? scope.arguments : scope.env;
  // By documentation every value of one instruction sees the variables as they were before it.
  const from = instruction.span.end;
  for (const pair of instruction.pairs) {
    const name = pair.name.text;
    const state = pair.rawValue
      ? knownOr(expandIn(pair.rawValue, instruction, scopes))
      : undeclaredState(name, scope, scopes);
    const before = settings.get(name);
    if (before) before.push({ from, state });
    else settings.set(name, [{ from, state }]);
  }
}

const knownOr = ({ value, isResolved }: Expanded): VariableState =>
  isResolved ? { kind: 'known', value } : { kind: 'unknown' };

/** `ARG NAME`: in a stage it takes the global one's default, or the platform's value. */
function undeclaredState(name: string, scope: Scope, scopes: Scopes): VariableState {
  const global = scope === scopes.global ? undefined : scopes.global.arguments.get(name)?.at(-1);
  if (global) return global.state;
  return platformArguments.has(name) ? { kind: 'unknown' } : { kind: 'unset' };
}

function expandIn(text: Text, instruction: Instruction, scopes: Scopes): Expanded {
  const stage = instruction.keyword === 'FROM' ? undefined : instruction.stage;
  const scope = (stage && scopes.ofStages.get(stage)) ?? scopes.global;
  const at = instruction.span.start;
  return expand(text.text, scopes.escape, (name) => stateOf(name, scope, at, scopes));
}

/** `ENV` wins over `ARG`, also that of a stage it builds on. */
function stateOf(name: string, scope: Scope, at: number, scopes: Scopes): VariableState {
  let argument: VariableState | undefined;
  let last = scope;
  let steps = 0;
  for (let current: Scope | undefined = scope; current; current = current.parent) {
    if (steps++ > chainLimit) return { kind: 'unknown' };
    const env = lastBefore(current.env.get(name), at);
    if (env) return env;
    argument ??= lastBefore(current.arguments.get(name), at);
    last = current;
  }
  if (argument) return argument;
  if (last === scopes.global) return { kind: platformArguments.has(name) ? 'unknown' : 'unset' };
  return { kind: last.hasUnknownBase ? 'unknown' : 'unset' };
}

function lastBefore(settings: readonly Setting[] | undefined, at: number): VariableState | undefined {
  if (!settings) return undefined;
  let low = 0;
  let high = settings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((settings[middle]?.from ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return settings[low - 1]?.state;
}
