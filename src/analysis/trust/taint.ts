import type { Certainty, Severity } from '../../core/severity.ts';
import { rankOf } from '../../core/severity.ts';
import type { Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { expressionsIn, type Access, type Expression, type Term } from '../../documents/expression.ts';
import { findVariable, type Step, type Variable } from '../../documents/workflow-model.ts';
import { untrustedContexts } from '../../knowledge/untrusted-contexts.ts';
import { isNever, type Occasion } from '../runs/conditions.ts';
import { isFixed } from './fixed-values.ts';
import { findGuard, type Guard } from './guards.ts';
import { startsOfStep, type Start } from '../runs/triggers.ts';

/** Text from outside that an expression pastes into a step, by one way in which the step comes to run. */
export interface Taint {
  /** The context, as written. */
  readonly source: Span;
  readonly path: string;
  /** The variable that hands it on, where the step reads `env`. */
  readonly variable: Variable | undefined;
  readonly start: Start;
  readonly writtenBy: 'anyone' | 'writers';
  readonly guard: Guard | undefined;
  readonly severity: Severity;
  readonly certainty: Certainty;
}

/** The worst of the ways in which text from outside reaches this place of the step. */
export function findTaint(expression: Expression, step: Step, repository: Repository): Taint | undefined {
  if (!expression.tree || !mayBeUntrusted(expression.tree)) return undefined;
  const taints = startsOfStep(step, repository).flatMap((start) => taintsOf(expression, step, start));
  return taints.toSorted((a, b) => weightOf(b) - weightOf(a))[0];
}

const weightOf = (taint: Taint): number => 2 * rankOf(taint.severity) + (taint.certainty === 'firm' ? 1 : 0);

/** The contexts whose text ends up in the value, under one event. What is only compared or counted does not. */
export function* partsOf(term: Term, occasion: Occasion | undefined, as: Part['as'] = 'text'): Iterable<Part> {
  if (term.kind === 'access') {
    if (term.base) yield* partsOf(term.base, occasion, as);
    else yield { access: term, as };
    return;
  }
  if (term.kind === 'call') {
    if (term.name === 'case')
      yield* term.arguments.filter(isResultOfCase).flatMap((each) => [...partsOf(each, occasion)]);
    const form = passesOn.get(term.name);
    if (form) for (const each of term.arguments) yield* partsOf(each, occasion, as === 'json' ? as : form);
    return;
  }
  if (term.kind !== 'operation') return;
  const isDead = (each: Term): boolean => occasion !== undefined && isNever(each, occasion);
  if (term.operator === '||') for (const each of term.operands) if (!isDead(each)) yield* partsOf(each, occasion, as);
  // `a && b` is `b`, or else an `a` that is empty.
  const last = term.operands.at(-1);
  if (term.operator === '&&' && last && !term.operands.some(isDead)) yield* partsOf(last, occasion, as);
}

interface Part {
  readonly access: Access;
  /** A list is written out item by item, or an object with all that is below it; as a text it is only `Array` or `Object`. */
  readonly as: 'text' | 'list' | 'json';
}

const passesOn: ReadonlyMap<string, Part['as']> = new Map([
  ['format', 'text'],
  ['fromjson', 'text'],
  ['join', 'list'],
  ['tojson', 'json'],
]);

/** `case(condition, value, …, default)` */
const isResultOfCase = (_: Term, index: number, terms: readonly Term[]): boolean =>
  index % 2 === 1 || index === terms.length - 1;

/** Whether it is worth asking who can start this at all. */
function mayBeUntrusted(tree: Term): boolean {
  for (const part of partsOf(tree, undefined)) {
    if (/^(?:env\.|(?:github\.event\.)?inputs(?:\.|$)|github\.event\.client_payload)/.test(part.access.path))
      return true;
    if (contextsOf(part).length > 0) return true;
  }
  return false;
}

function taintsOf(expression: Expression, step: Step, start: Start): readonly Taint[] {
  if (!expression.tree) return [];
  return [...partsOf(expression.tree, start)].flatMap((part) => {
    const variable = variableOf(part.access.path, step);
    if (!variable?.value) return taintOf(part, undefined, step, start) ?? [];
    return expressionsIn(variable.value).flatMap((inner) =>
      inner.tree ? [...partsOf(inner.tree, start)].flatMap((each) => taintOf(each, variable, step, start) ?? []) : [],
    );
  });
}

/** The nearest `env` that sets the variable of `${{ env.NAME }}`. */
export function variableOf(path: string, step: Step): Variable | undefined {
  const name = /^env\.([^.*]+)$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  const { owner } = step;
  return (
    findVariable(step.env, name) ??
    (owner.kind === 'job' ? (findVariable(owner.env, name) ?? findVariable(owner.workflow.env, name)) : undefined)
  );
}

function taintOf(part: Part, variable: Variable | undefined, step: Step, start: Start): Taint | undefined {
  const { path } = part.access;
  const typed = isTypedByHand(part, start, step);
  const context = contextsOf(part).find(({ events }) => start.startedBy === 'unknown' || events.includes(start.event));
  if (!typed && (!context || isFixed(path, step, start))) return undefined;
  const isWritten = typed || context?.writtenBy === 'writers';
  const severity = severityOf(isWritten ? 'writers' : start.startedBy);
  const guard = findGuard(step, start);
  const isOpen = !guard && !typed && start.startedBy !== 'unknown';
  return {
    source: part.access.span,
    path,
    variable,
    start,
    writtenBy: isWritten ? 'writers' : 'anyone',
    guard,
    severity: guard && severity === 'critical' ? 'high' : severity,
    certainty: isOpen ? 'firm' : 'tentative',
  };
}

function severityOf(startedBy: Start['startedBy']): Severity {
  if (startedBy === 'anyone') return 'critical';
  return startedBy === 'writers' ? 'low' : 'medium';
}

/** A free text that someone with write access types to start the run, or sends along with it. */
function isTypedByHand({ access: { path }, as }: Part, start: Start, step: Step): boolean {
  if (start.event === 'repository_dispatch') return isBelow(path, 'github.event.client_payload', as);
  if (start.event !== 'workflow_dispatch') return false;
  // Below a call `inputs` are what the caller hands over; the event's own stay what they are.
  const isOwn = start.callers.length === 0 && step.owner.kind === 'job';
  const places = ['github.event.inputs', ...(isOwn ? ['inputs'] : [])];
  const free = start.trigger?.inputs.filter(({ type }) => (type?.text ?? 'string') === 'string') ?? [];
  return free.some(({ name }) => places.some((place) => isBelow(path, place, as, name.text.toLowerCase())));
}

/** Whether the path is in the object (below its property of that name), or writes the object out. */
function isBelow(path: string, object: string, as: Part['as'], name?: string): boolean {
  if (as === 'json' && (path === object || path === 'github.event')) return object.startsWith(path);
  return name === undefined ? path.startsWith(`${object}.`) : path === `${object}.${name}`;
}

function contextsOf({ access: { path, indices }, as }: Part): typeof untrustedContexts {
  if (!path.startsWith('github')) return [];
  // An index that is computed picks one item, a filter makes a list.
  if (as === 'text' && indices.length === 0 && path.includes('.*')) return [];
  const kept = as === 'json' ? keptAsJson : keptAsText;
  const known = kept.get(path);
  if (known) return known;
  const found = contextsAt(path, as);
  if (kept.size < mostKept) kept.set(path, found);
  return found;
}

/** The same few paths are asked about again and again. */
const keptAsJson = new Map<string, typeof untrustedContexts>();
const keptAsText = new Map<string, typeof untrustedContexts>();
const mostKept = 10_000;

function contextsAt(path: string, as: Part['as']): typeof untrustedContexts {
  const segments = path.split('.').map((segment) => (/^\d+$/.test(segment) ? '*' : segment));
  return untrustedContexts.filter((context) => {
    const wanted = context.path.split('.');
    if (as === 'json' ? wanted.length < segments.length : wanted.length !== segments.length) return false;
    return segments.every((segment, index) => segment === '*' || wanted[index] === '*' || segment === wanted[index]);
  });
}
