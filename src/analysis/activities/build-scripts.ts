import type { Dockerfile, Stage } from '../../documents/dockerfile/model.ts';
import type { Repository } from '../../documents/document.ts';
import type { Script } from '../../documents/shell.ts';
import type { Step } from '../../documents/workflow-model.ts';
import { buildsOf, type ImageBuild } from '../images/builds.ts';
import { scriptsOfInstruction } from '../shell/scripts.ts';
import { baseOf, copySourceOf, findStage, mountSourcesOf, type StageBase } from '../images/stages.ts';

/** The `RUN`s of all stages that an image build in this step really builds, in the order they are written. */
export function scriptsOfBuild(step: Step, repository: Repository): readonly Script[] {
  const builds = byStep(repository).get(step) ?? [];
  const scripts = builds.flatMap(({ dockerfile, build: { target } }) => {
    const last = target === undefined ? dockerfile.stages.at(-1) : findStage(dockerfile, target);
    return last ? builtWith(last).flatMap(runsOf) : [];
  });
  return [...new Set(scripts)];
}

interface StepBuild {
  readonly dockerfile: Dockerfile;
  readonly build: ImageBuild;
}

const builds = new WeakMap<Repository, ReadonlyMap<Step, readonly StepBuild[]>>();

function byStep(repository: Repository): ReadonlyMap<Step, readonly StepBuild[]> {
  const known = builds.get(repository);
  if (known) return known;
  const found = new Map<Step, StepBuild[]>();
  for (const dockerfile of repository.dockerfiles) {
    for (const build of buildsOf(dockerfile, repository)) {
      if (!build.step) continue;
      const before = found.get(build.step);
      if (before) before.push({ dockerfile, build });
      else found.set(build.step, [{ dockerfile, build }]);
    }
  }
  builds.set(repository, found);
  return found;
}

/** A stage and all that it is made of: what it builds on, what it copies or mounts from. BuildKit leaves out the rest. */
export function builtWith(stage: Stage): readonly Stage[] {
  const found = new Set([stage]);
  // What is added while it runs is visited as well.
  for (const each of found) {
    const sources: readonly (StageBase | undefined)[] = [
      baseOf(each),
      ...each.instructions.flatMap((instruction) => [copySourceOf(instruction), ...mountSourcesOf(instruction)]),
    ];
    for (const source of sources) if (source?.kind === 'stage') found.add(source.stage);
  }
  return [...found].sort((one, other) => one.index - other.index);
}

const runsOf = (stage: Stage): readonly Script[] =>
  stage.instructions.flatMap((instruction) => (instruction.keyword === 'RUN' ? scriptsOfInstruction(instruction) : []));
