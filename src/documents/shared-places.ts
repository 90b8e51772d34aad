import { contains } from '../core/source.ts';
import type { Span } from '../core/source.ts';
import { isSwitchedOff } from './expression.ts';
import type { Action, Step, Workflow } from './workflow-model.ts';
import type { Entry, Value } from './yaml-value.ts';

const ofDocuments = new WeakMap<Workflow | Action, readonly Span[]>();

/**
 * The places that jobs and steps which are not switched off take from elsewhere by an alias: what stands there is run,
 * though the job or step around it is not. https://yaml.org/spec/1.2.2/#71-alias-nodes
 */
export function placesSharedByAlias(document: Workflow | Action): readonly Span[] {
  const known = ofDocuments.get(document);
  if (known) return known;
  const shared: Span[] = [];
  if (document.kind === 'action') addSteps(document.steps, undefined, shared);
  else {
    for (const job of document.jobs) {
      if (isSwitchedOff(job.if)) continue;
      const own = job.entries.filter((entry) => entry.key.value.text !== 'steps');
      addEntries(own, job.span, shared);
      addSteps(job.steps, job.span, shared);
    }
  }
  ofDocuments.set(document, shared);
  return shared;
}

function addSteps(steps: readonly Step[], around: Span | undefined, shared: Span[]): void {
  const seen = new Set<number>();
  for (const step of steps) {
    if (isSwitchedOff(step.if)) continue;
    // A second time in the same list is an alias as well, and already counted.
    if (around && !contains(around, step.span) && !seen.has(step.span.start)) shared.push(step.span);
    seen.add(step.span.start);
    addEntries(step.entries, step.span, shared);
  }
}

function addEntries(entries: readonly Entry[], around: Span, shared: Span[]): void {
  for (const { value } of entries) if (value) addValue(value, around, shared);
}

function addValue(value: Value, around: Span, shared: Span[]): void {
  if (!contains(around, value.span)) {
    shared.push(value.span);
    return;
  }
  if (value.kind === 'mapping') addEntries(value.entries, around, shared);
  if (value.kind === 'sequence') for (const item of value.items) addValue(item, around, shared);
}
