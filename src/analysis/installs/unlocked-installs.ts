import type { Repository } from '../../documents/document.ts';
import type { Dockerfile } from '../../documents/dockerfile/model.ts';
import { type Action, findVariable, type Step, stepsOf, type Workflow } from '../../documents/workflow-model.ts';
import { findFrozenForm, mayUnlock, type Surroundings } from './frozen-installs.ts';
import { imageInstallsOf } from '../images/image-installs.ts';
import { type LockedInstall, lockedInstallsOf } from './installs.ts';
import { keepsNewLockFile } from './lock-updates.ts';
import { allCommandsOf, programOf, scriptOfStep } from '../shell/scripts.ts';

/** An install that has a lock file to keep to and may not. */
export interface UnlockedInstall {
  readonly install: LockedInstall;
  /** The command that keeps to it. */
  readonly instead: string;
}

/** Nobody writes so many into one file; each looks at what runs before it. */
const mostInstalls = 200;

export function unlockedInstallsIn(
  document: Workflow | Action | Dockerfile,
  repository: Repository,
): readonly UnlockedInstall[] {
  const found =
    document.kind === 'dockerfile'
      ? imageInstallsOf(document, repository, mostInstalls)
      : stepsOf(document)
          .flatMap((step) => lockedInstallsOf(step, repository).map((install) => ({ install, step })))
          .filter(({ step }) => !keepsNewLockFile(step))
          .map(({ install, step }) => ({ install, ...around(step, install) }));
  return found.slice(0, mostInstalls).flatMap(({ install, surroundings }) => {
    const instead = findFrozenForm(install, repository, surroundings);
    return instead === undefined ? [] : [{ install, instead }];
  });
}

const around = (step: Step, { command }: LockedInstall): { readonly surroundings: Surroundings } => ({
  surroundings: {
    variable: (name) =>
      command.assignments.find((assignment) => assignment.name === name)?.value?.text ?? variableOf(step, name),
    earlier: () =>
      step.owner.steps
        .slice(0, step.index + 1)
        .flatMap((other) => scriptOfStep(other) ?? [])
        .filter(({ text }) => mayUnlock.test(text.text))
        .flatMap(allCommandsOf)
        .filter((other) => other.span.start < command.span.start)
        .flatMap((other) => programOf(other) ?? []),
  },
});

function variableOf(step: Step, name: string): string | undefined {
  const { owner } = step;
  const ofJob = owner.kind === 'job' ? [owner.env, owner.workflow.env] : [];
  const [set] = [step.env, ...ofJob].flatMap((variables) => findVariable(variables, name) ?? []);
  if (set) return set.value?.text ?? '';
  // https://docs.github.com/en/actions/reference/workflows-and-actions/variables
  if (name === 'CI') return 'true';
  // With `bundler-cache` the action switches Bundler's deployment mode on for all that follows.
  return name === 'BUNDLE_DEPLOYMENT' && owner.steps.slice(0, step.index).some(cachesBundle) ? 'true' : undefined;
}

/** https://github.com/ruby/setup-ruby */
const cachesBundle = (step: Step): boolean =>
  step.uses?.repository === 'ruby/setup-ruby' &&
  findVariable(step.with, 'bundler-cache')?.value?.text.trim() === 'true';
