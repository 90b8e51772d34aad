import type { Dockerfile, Instruction } from '../documents/dockerfile/model.ts';
import type { Script } from '../documents/shell.ts';
import { type Action, type Step, type Workflow, stepsOf } from '../documents/workflow-model.ts';
import { scriptOfStep, scriptsOfInstruction } from './scripts.ts';

/** A shell script and where it stands: a step's `run`, or an instruction that a shell reads. */
export interface PlacedScript {
  readonly script: Script;
  readonly step: Step | undefined;
  readonly instruction: Instruction | undefined;
}

/** Every shell script of steps, or of `RUN` instructions, in order. */
export function* scriptsOf(document: Workflow | Action | Dockerfile): Generator<PlacedScript> {
  if (document.kind === 'dockerfile') {
    for (const instruction of document.instructions) {
      if ((instruction.trigger ?? instruction).keyword !== 'RUN') continue;
      for (const script of scriptsOfInstruction(instruction)) yield { script, step: undefined, instruction };
    }
    return;
  }
  for (const step of stepsOf(document)) {
    const script = scriptOfStep(step);
    if (script) yield { script, step, instruction: undefined };
  }
}
