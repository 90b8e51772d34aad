import { sliceText } from '../../core/source.ts';
import type { Dockerfile } from '../../documents/dockerfile/model.ts';
import { parseScript, type Script } from '../../documents/shell.ts';
import type { Action, Step, Workflow } from '../../documents/workflow-model.ts';
import { scriptOfStep, scriptsOfInstruction } from './scripts.ts';
import { shellInputsOf } from '../trust/sinks.ts';

/** The shell scripts of a document in order, one list for each job, composite action or stage, whose scripts share files. */
export function scriptsByOwner(document: Workflow | Action | Dockerfile): readonly (readonly Script[])[] {
  switch (document.kind) {
    case 'workflow':
      return document.jobs.map(({ steps }) => steps.flatMap(scriptsOfStep));
    case 'action':
      return [document.steps.flatMap(scriptsOfStep)];
    case 'dockerfile':
      return document.stages.map(({ instructions }) =>
        instructions.flatMap((instruction) =>
          (instruction.trigger ?? instruction).keyword === 'RUN' ? scriptsOfInstruction(instruction) : [],
        ),
      );
  }
}

function scriptsOfStep(step: Step): readonly Script[] {
  const script = scriptOfStep(step);
  return script ? [script] : [...linesForShell(step), ...shellInputsOf(step).map(({ text }) => parseScript(text))];
}

/** Lines of PowerShell and `cmd` that hand something to a POSIX shell read the same there. */
function linesForShell({ run }: Step): readonly Script[] {
  const text = run?.value;
  if (!text) return [];
  return Array.from(text.text.matchAll(/^[^\n|]*\|[ \t]*(?:ba)?sh\b[^\n]*/gm), ({ index, 0: line }) =>
    parseScript(sliceText(text, index, index + line.length)),
  );
}
