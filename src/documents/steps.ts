import type { Action, Job, RunDefaults, Step } from './workflow-model.ts';
import { entriesOf, itemsOf, scalarOf, usesOf, variablesOf } from './workflow-parts.ts';
import { findText, findValue } from './yaml-value.ts';
import type { Comment, Value } from './yaml-value.ts';

/** The steps of a job or composite action; the members of a `parallel:` group stand in its place. */
export function stepsFrom(
  steps: Value | undefined,
  owner: Job | Action,
  defaults: RunDefaults,
  comments: readonly Comment[],
): Step[] {
  return flattened(steps).map(({ value, parallel }, index) => {
    const run = scalarOf(findValue(value, 'run'));
    return {
      kind: 'step',
      owner,
      index,
      span: value.span,
      entries: entriesOf(value),
      id: findText(value, 'id'),
      name: findText(value, 'name'),
      if: scalarOf(findValue(value, 'if')),
      env: variablesOf(findValue(value, 'env')),
      continueOnError: findText(value, 'continue-on-error'),
      timeoutMinutes: findText(value, 'timeout-minutes'),
      parallel: parallel || findText(value, 'background')?.text === 'true',
      run,
      shell: run && (findText(value, 'shell') ?? defaults.shell),
      workingDirectory: run && (findText(value, 'working-directory') ?? defaults.workingDirectory),
      uses: usesOf(value, comments),
      with: variablesOf(findValue(value, 'with')),
    };
  });
}

interface Placed {
  readonly value: Value;
  readonly parallel: boolean;
}

export function flattened(steps: Value | undefined): readonly Placed[] {
  return itemsOf(steps).flatMap((value): readonly Placed[] => {
    if (value.kind !== 'mapping') return [];
    const group = findValue(value, 'parallel');
    if (group?.kind !== 'sequence') return [{ value, parallel: false }];
    return flattened(group).map((member) => ({ ...member, parallel: true }));
  });
}
