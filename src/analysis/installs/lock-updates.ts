import type { Action, Job, Step } from '../../documents/workflow-model.ts';
import { allCommandsOf, programOf, scriptOfStep } from '../shell/scripts.ts';

/** Whether the job commits or proposes what a step leaves behind: it is there to write the lock file anew. */
export const keepsNewLockFile = ({ owner, index }: Step): boolean => index <= lastCommitOf(owner);

const lastCommits = new WeakMap<Job | Action, number>();

/** The index of the last step that commits; all of them count before an action that opens a pull request. */
function lastCommitOf(owner: Job | Action): number {
  const known = lastCommits.get(owner);
  if (known !== undefined) return known;
  const last = owner.steps.findLastIndex((step) => proposes(step) || commits(step));
  lastCommits.set(owner, last);
  return last;
}

const proposes = (step: Step): boolean =>
  /create-pull-request|git-auto-commit|add-and-commit/.test(step.uses?.repository ?? '');

function commits(step: Step): boolean {
  const script = scriptOfStep(step);
  if (!script || !/\bgit\b/.test(script.text.text)) return false;
  return allCommandsOf(script).some((command) => {
    const program = programOf(command);
    return program?.program === 'git' && program.arguments.some(({ text }) => text === 'commit' || text === 'push');
  });
}
