import type { Term } from '../../documents/expression.ts';
import type { Trigger } from '../../documents/workflow-model.ts';
import { hasPullRequestRefs, isKnownEvent, payloadKeys, triggerEventOf } from '../../knowledge/trigger-events.ts';

export type Value = string | number | boolean | null;

/** The event a condition is asked about. */
export interface Occasion {
  readonly event: string;
  readonly trigger: Trigger | undefined;
  /** What is known of this one run beside its event, by path. */
  readonly known?: ReadonlyMap<string, Value>;
}

/** What a condition comes to under one event; `undefined` where the run decides. */
export function valueOf(term: Term, occasion: Occasion): Value | undefined {
  switch (term.kind) {
    case 'literal':
      return term.value;
    case 'access':
      return term.base ? undefined : valueOfPath(term.path, occasion);
    case 'call':
      return valueOfCall(term.name, term.arguments, occasion);
    case 'operation':
      return valueOfOperation(term.operator, term.operands, occasion);
  }
}

/** Falsy as expressions have it: https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators */
export const isNever = (term: Term, occasion: Occasion): boolean => {
  const value = valueOf(term, occasion);
  return value !== undefined && !value;
};

/** The strings of `fromJSON('["a", "b"]')`; `undefined` for anything else. */
export function literalListOf(term: Term | undefined): readonly string[] | undefined {
  if (term?.kind !== 'call' || term.name !== 'fromjson') return undefined;
  const argument = term.arguments[0];
  if (argument?.kind !== 'literal' || typeof argument.value !== 'string') return undefined;
  try {
    const parsed: unknown = JSON.parse(argument.value);
    return Array.isArray(parsed) && parsed.every((item) => typeof item === 'string') ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function valueOfPath(path: string, { event, trigger, known }: Occasion): Value | undefined {
  const value = known?.get(path);
  if (value !== undefined) return value;
  if (!isKnownEvent(event)) return undefined;
  if (path === 'github.event_name') return event;
  if (path === 'github.head_ref' || path === 'github.base_ref') return hasPullRequestRefs(event) ? undefined : '';
  if (path === 'github.event.action') return trigger?.types.length === 1 ? trigger.types[0]?.text : undefined;
  const key = /^github\.event\.([a-z_]+)/.exec(path)?.[1];
  const carriers = key !== undefined && Object.hasOwn(payloadKeys, key) ? payloadKeys[key] : undefined;
  return carriers && !carriers.includes(event) ? null : undefined;
}

function valueOfCall(name: string, terms: readonly Term[], occasion: Occasion): Value | undefined {
  if (name === 'always') return true;
  if (name === 'format') return formatted(terms, occasion);
  const [first, second] = terms;
  if (!first || !second) return undefined;
  if (name === 'startswith') {
    if (isRef(first) && refContradicts(second, occasion)) return false;
    return whole(first, second, occasion, (text, start) => text.startsWith(start));
  }
  if (name === 'endswith') return whole(first, second, occasion, (text, end) => text.endsWith(end));
  if (name !== 'contains') return undefined;
  const list = literalListOf(first);
  const wanted = valueOf(second, occasion);
  if (list) return wanted === undefined ? undefined : list.some((item) => isEqual(item, wanted));
  return whole(first, second, occasion, (text, part) => text.includes(part));
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#format, without escaped braces */
function formatted(terms: readonly Term[], occasion: Occasion): string | undefined {
  const [text, ...values] = terms.map((term) => valueOf(term, occasion));
  if (typeof text !== 'string' || text.includes('{{') || values.includes(undefined)) return undefined;
  return text.replace(/\{(\d+)\}/g, (written, place: string) => {
    const value = values[Number(place)];
    return value === undefined ? written : String(value ?? '');
  });
}

function whole(
  first: Term,
  second: Term,
  occasion: Occasion,
  test: (text: string, part: string) => boolean,
): boolean | undefined {
  const text = valueOf(first, occasion);
  const part = valueOf(second, occasion);
  if (text === undefined || part === undefined) return undefined;
  return test(String(text ?? '').toLowerCase(), String(part ?? '').toLowerCase());
}

function valueOfOperation(operator: string, terms: readonly Term[], occasion: Occasion): Value | undefined {
  const [first, second] = terms;
  if (!first) return undefined;
  if (operator === '!') {
    const value = valueOf(first, occasion);
    return value === undefined ? undefined : !value;
  }
  if (operator === '&&') return valueOfChain(terms, occasion, false);
  if (operator === '||') return valueOfChain(terms, occasion, true);
  if (!second || (operator !== '==' && operator !== '!=')) return undefined;
  if ((isRef(first) && refContradicts(second, occasion)) || (isRef(second) && refContradicts(first, occasion))) {
    return operator === '!=';
  }
  const left = valueOf(first, occasion);
  const right = valueOf(second, occasion);
  if (left === undefined || right === undefined) return undefined;
  return isEqual(left, right) === (operator === '==');
}

/** `&&` ends at the first false one, `||` at the first true one. */
function valueOfChain(terms: readonly Term[], occasion: Occasion, end: boolean): Value | undefined {
  const values = terms.map((term) => valueOf(term, occasion));
  const unknown = values.indexOf(undefined);
  const ending = values.findIndex((value) => value !== undefined && Boolean(value) === end);
  if (ending === -1) return unknown === -1 ? values.at(-1) : undefined;
  // One before it is unknown: which of the two stands is open, but not what it amounts to.
  return unknown !== -1 && unknown < ending ? end : values[ending];
}

const isRef = (term: Term): boolean => term.kind === 'access' && !term.base && term.path === 'github.ref';

/** Whether `github.ref` cannot begin with this text: a branch event asked for `refs/tags/v`. */
function refContradicts(term: Term, occasion: Occasion): boolean {
  const { event, trigger } = occasion;
  const wanted = isKnownEvent(event) ? valueOf(term, occasion) : undefined;
  const start = typeof wanted === 'string' ? refStartOf(event, trigger) : undefined;
  if (typeof wanted !== 'string' || start === undefined) return false;
  const length = Math.min(start.length, wanted.length);
  return start.slice(0, length) !== wanted.slice(0, length).toLowerCase();
}

function refStartOf(event: string, trigger: Trigger | undefined): string | undefined {
  const kind = triggerEventOf(event).ref;
  if (kind === 'branch') return 'refs/heads/';
  if (kind === 'tag') return 'refs/tags/';
  // A pull request that was closed by merging runs on its base branch.
  if (kind === 'pull') return trigger?.types.some((type) => type.text === 'closed') ? undefined : 'refs/pull/';
  if (event !== 'push' || !trigger) return undefined;
  const hasBranches = trigger.branches.length > 0 || trigger.branchesIgnore.length > 0;
  const hasTags = trigger.tags.length > 0 || trigger.tagsIgnore.length > 0;
  if (hasBranches === hasTags) return undefined;
  return hasBranches ? 'refs/heads/' : 'refs/tags/';
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators: strings compare without case. */
const isEqual = (left: Value, right: Value): boolean =>
  typeof left === 'string' && typeof right === 'string'
    ? left.toLowerCase() === right.toLowerCase()
    : typeof left === typeof right
      ? left === right
      : Number(left ?? 0) === Number(right ?? 0);
