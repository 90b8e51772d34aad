import type { SourceFile } from '../core/source.ts';
import { stepsFrom } from './steps.ts';
import type { Action, Step } from './workflow-model.ts';
import { inputsOf, outputsOf } from './workflow-parts.ts';
import { parseYaml } from './yaml.ts';
import { findText, findValue } from './yaml-value.ts';

/** An `action.yml`: composite, JavaScript or Docker. */
export function parseAction(file: SourceFile): Action {
  const { root, comments, problems } = parseYaml(file);
  const runs = findValue(root, 'runs');
  const steps: Step[] = [];
  const action: Action = {
    kind: 'action',
    file,
    root,
    comments,
    problems,
    name: findText(root, 'name'),
    using: findText(runs, 'using'),
    inputs: inputsOf(findValue(root, 'inputs')),
    outputs: outputsOf(findValue(root, 'outputs')),
    steps,
    image: findText(runs, 'image'),
  };
  const defaults = { shell: undefined, workingDirectory: undefined };
  steps.push(...stepsFrom(findValue(runs, 'steps'), action, defaults, comments));
  return action;
}
