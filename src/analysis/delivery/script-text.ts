import { once } from '../../core/once.ts';
import { findVariable, type Step } from '../../documents/workflow-model.ts';

/** What a step's script says, without comments and without lines that only print. */
export const scriptTextOf = once((step: Step): string =>
  (step.run?.value.text ?? '')
    .replace(/(^|\s)#[^\n]*/g, '$1')
    // What is printed into a pipe is looked at by what stands behind it.
    .replace(/^[ \t]*(?:echo|printf|Write-Host|Write-Output)\b[^\n|]*$/gm, ''),
);

/** The JavaScript that a step hands to an action, without comments. */
export const javaScriptTextOf = (step: Step): string =>
  withoutBlocks(findVariable(step.with, 'script')?.value?.text ?? '').replace(/(^|\s)\/\/[^\n]*/g, '$1');

function withoutBlocks(text: string): string {
  let kept = '';
  let from = 0;
  for (let start = text.indexOf('/*'); start !== -1; start = text.indexOf('/*', from)) {
    const end = text.indexOf('*/', start + 2);
    if (end === -1) break;
    kept += text.slice(from, start);
    from = end + 2;
  }
  return kept + text.slice(from);
}
