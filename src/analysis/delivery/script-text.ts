import { findVariable, type Step } from '../../documents/workflow-model.ts';

/** What a step's script says, without comments and without lines that only print. */
export const scriptTextOf = (step: Step): string =>
  (step.run?.value.text ?? '')
    .replace(/(^|\s)#[^\n]*/g, '$1')
    // What is printed into a pipe is looked at by what stands behind it.
    .replace(/^[ \t]*(?:echo|printf|Write-Host|Write-Output)\b[^\n|]*$/gm, '');

/** The JavaScript that a step hands to an action, without comments. */
export const javaScriptTextOf = (step: Step): string =>
  (findVariable(step.with, 'script')?.value?.text ?? '').replace(/\/\*.*?\*\/|(^|\s)\/\/[^\n]*/gs, '$1');
