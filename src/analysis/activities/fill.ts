import type { Action, Job, Step, Variable, Workflow } from '../../documents/workflow-model.ts';
import { valuesOf } from '../runs/matrix.ts';

/** Puts the values in that are literally known; leaves everything else as it is written. */
export type Fill = (text: string) => string;

export const fillNothing: Fill = (text) => text;

const expression = /\$\{\{\s*(inputs|github\.event\.inputs|env)\.([\w-]+)\s*\}\}/g;

/** `${{ inputs.x }}` of a called workflow or composite action, by what its caller hands over and by its defaults. */
export function fillOfCall(callee: Workflow | Action, given: readonly Variable[], outer: Fill): Fill {
  const inputs =
    callee.kind === 'action'
      ? callee.inputs
      : callee.triggers.flatMap((trigger) => (trigger.event.text === 'workflow_call' ? trigger.inputs : []));
  const values = new Map(
    inputs.flatMap(({ name, default: preset }) => (preset ? [[name.text.toLowerCase(), preset.text]] : [])),
  );
  for (const { name, value } of given) if (value) values.set(name.text.toLowerCase(), outer(value.text));
  return (text) => filled(text, (kind, name) => (kind === 'env' ? undefined : values.get(name.toLowerCase())));
}

/** `${{ env.X }}`, `$X` and `${X}` by the literal values of the step, the job and the workflow, and one-valued matrices. */
export function fillOfStep(step: Step, outer: Fill): Fill {
  let known: ReadonlyMap<string, string> | undefined;
  const fillOnce = (text: string): string => {
    const called = outer(text);
    if (!called.includes('$')) return called;
    known ??= variablesAround(step);
    const values = known;
    const named = filled(called, (kind, name) => (kind === 'env' ? values.get(name) : undefined));
    const shelled = replaced(named, /\$(?:\{(\w+)\}|(\w+))/g, (braced, bare) => values.get(braced ?? bare ?? ''));
    const [only, ...others] = shelled.includes('matrix.') ? valuesOf(step, [shelled]) : [[shelled]];
    return others.length === 0 ? (only?.[0] ?? shelled) : shelled;
  };
  return (text) => {
    let result = text;
    // A variable may name another, as `IMAGE: ${{ env.REGISTRY }}/shop` does.
    for (let round = 0; round < 3 && result.includes('$'); round++) {
      const next = fillOnce(result);
      if (next === result) break;
      result = next;
    }
    return result;
  };
}

function variablesAround({ env, owner }: Step): ReadonlyMap<string, string> {
  const around = owner.kind === 'job' ? variablesOf(owner) : noVariables;
  if (env.length === 0) return around;
  return new Map([...around, ...valuesIn(env)]);
}

const noVariables: ReadonlyMap<string, string> = new Map();
const ofJobs = new WeakMap<Job, ReadonlyMap<string, string>>();

/** Of its steps most have none of their own. */
function variablesOf(job: Job): ReadonlyMap<string, string> {
  const known = ofJobs.get(job) ?? new Map(valuesIn([...job.workflow.env, ...job.env]));
  ofJobs.set(job, known);
  return known;
}

const valuesIn = (variables: readonly Variable[]): readonly (readonly [string, string])[] =>
  variables.flatMap(({ name, value }) => (value ? [[name.text, value.text] as const] : []));

/** `${{ inputs.x }}` in a job of a called workflow, outside of its steps. */
export const fillOfJob = (job: Job, outer: Fill): Fill => {
  const values = variablesOf(job);
  return (text) => filled(outer(text), (kind, name) => (kind === 'env' ? values.get(name) : undefined));
};

/** Values in values can grow without end; nobody names a namespace with more than this. */
const longest = 2_000;

const filled = (text: string, valueOf: (kind: string, name: string) => string | undefined): string =>
  text.includes('${{') ? replaced(text, expression, (kind = '', name = '') => valueOf(kind, name)) : text;

/** Each match by its value, if there is one, as long as the whole stays short. */
function replaced(
  text: string,
  pattern: RegExp,
  valueOf: (first: string | undefined, second: string | undefined) => string | undefined,
): string {
  let room = longest - text.length;
  if (room < 0) return text;
  return text.replace(pattern, (written, first?: string, second?: string) => {
    const value = valueOf(first, second);
    if (value === undefined || value.length > room) return written;
    room -= value.length;
    return value;
  });
}
