import type { Text } from '../../core/source.ts';
import type { Step } from '../../documents/workflow-model.ts';
import { injectionSinks, otherSinks } from '../../knowledge/injection-sinks.ts';

/** A text of a step that is run as a program. */
export interface Sink {
  readonly text: Text;
  /** The key that holds it: `run`, or the input of an action. */
  readonly key: string;
}

export function sinksOf(step: Step): readonly Sink[] {
  if (step.run) return [{ text: step.run.value, key: 'run' }];
  const inputs = step.uses?.repository === undefined ? undefined : injectionSinks[step.uses.repository];
  if (!inputs) return [];
  return step.with.flatMap(({ name, value }) =>
    value && inputs.includes(name.text.toLowerCase()) ? [{ text: value, key: name.text }] : [],
  );
}

/** The inputs of an action that it hands to a shell. */
export const shellInputsOf = (step: Step): readonly Sink[] =>
  step.uses?.repository === undefined || otherSinks.has(step.uses.repository) ? [] : sinksOf(step);
