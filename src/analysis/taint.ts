import type { Certainty, Severity } from '../core/severity.ts';
import { rankOf } from '../core/severity.ts';
import type { Span } from '../core/source.ts';
import type { Repository } from '../documents/document.ts';
import { expressionsIn, type Access, type Expression, type Term } from '../documents/expression.ts';
import { findVariable, type Step, type Variable } from '../documents/workflow-model.ts';
import { untrustedContexts } from '../knowledge/untrusted-contexts.ts';
import { isNever, type Occasion } from './conditions.ts';
import { isFixed } from './fixed-values.ts';
import { findGuard, type Guard } from './guards.ts';
import { startsOfStep, type Start } from './triggers.ts';

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
export function* partsOf(term: Term, occasion: Occasion | undefined, asJson = false): Iterable<Part> {
  if (term.kind === 'access') {
    if (term.base) yield* partsOf(term.base, occasion, asJson);
    else yield { access: term, asJson };
    return;
  }
  if (term.kind === 'call') {
    if (term.name === 'case')
      yield* term.arguments.filter(isResultOfCase).flatMap((each) => [...partsOf(each, occasion)]);
    if (!passesOn.has(term.name)) return;
    for (const each of term.arguments) yield* partsOf(each, occasion, asJson || term.name === 'tojson');
    return;
  }
  if (term.kind !== 'operation') return;
  const isDead = (each: Term): boolean => occasion !== undefined && isNever(each, occasion);
  if (term.operator === '||')
    for (const each of term.operands) if (!isDead(each)) yield* partsOf(each, occasion, asJson);
  // `a && b` is `b`, or else an `a` that is empty.
  const last = term.operands.at(-1);
  if (term.operator === '&&' && last && !term.operands.some(isDead)) yield* partsOf(last, occasion, asJson);
}

interface Part {
  readonly access: Access;
  /** The whole object is written out, with all that is below the path. */
  readonly asJson: boolean;
}

const passesOn = new Set(['format', 'join', 'tojson', 'fromjson']);

/** `case(condition, value, …, default)` */
const isResultOfCase = (_: Term, index: number, terms: readonly Term[]): boolean =>
  index % 2 === 1 || index === terms.length - 1;

/** Whether it is worth asking who can start this at all. */
function mayBeUntrusted(tree: Term): boolean {
  for (const { access, asJson } of partsOf(tree, undefined)) {
    const { path } = access;
    if (path.startsWith('inputs.') || path.startsWith('github.event.inputs.') || isPayload(path)) return true;
    if (path.startsWith('env.')) return true;
    if (contextsOf(path, asJson).length > 0) return true;
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
function variableOf(path: string, step: Step): Variable | undefined {
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
  const typed = isTypedByHand(path, start, step);
  const context = contextsOf(path, part.asJson).find(
    ({ events }) => start.startedBy === 'unknown' || events.includes(start.event),
  );
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
function isTypedByHand(path: string, start: Start, step: Step): boolean {
  if (start.event === 'repository_dispatch') return isPayload(path);
  if (start.event !== 'workflow_dispatch') return false;
  // Below a call `inputs` are what the caller hands over; the event's own stay what they are.
  const isOwn = start.callers.length === 0 && step.owner.kind === 'job';
  const name = (isOwn ? /^(?:github\.event\.)?inputs\.([^.*]+)$/ : /^github\.event\.inputs\.([^.*]+)$/).exec(path)?.[1];
  const input = start.trigger?.inputs.find((each) => each.name.text.toLowerCase() === name);
  return input !== undefined && (input.type?.text ?? 'string') === 'string';
}

const isPayload = (path: string): boolean => /^github\.event\.client_payload(?:\.|$)/.test(path);

function contextsOf(path: string, asJson: boolean): typeof untrustedContexts {
  if (!path.startsWith('github')) return [];
  const segments = path.split('.').map((segment) => (/^\d+$/.test(segment) ? '*' : segment));
  return untrustedContexts.filter((context) => {
    const wanted = context.path.split('.');
    if (asJson ? wanted.length < segments.length : wanted.length !== segments.length) return false;
    return segments.every((segment, index) => segment === '*' || wanted[index] === '*' || segment === wanted[index]);
  });
}
