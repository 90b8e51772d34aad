import type { Dockerfile, Stage } from '../../documents/dockerfile/model.ts';
import type { Repository } from '../../documents/document.ts';
import { buildsOf, type ImageBuild } from './builds.ts';
import { builtImagesOf } from './image-joins.ts';
import { findStage } from './stages.ts';

/**
 * The stages whose images reach users: those that workflows build and push; else those that Compose files build, but
 * for targets that only develop or test; else the last.
 */
export function shippedStages(dockerfile: Dockerfile, repository: Repository): readonly Stage[] {
  const builds = buildsOf(dockerfile, repository);
  const pushed = [
    ...stagesOfBuilds(
      dockerfile,
      builds.filter(({ pushes }) => pushes),
    ),
    ...handedOn(dockerfile, repository),
  ];
  if (pushed.length > 0) return [...new Set(pushed)];
  const composed = stagesOfBuilds(
    dockerfile,
    builds.filter(({ origin, target }) => origin === 'compose' && !developmentTargets.test(target ?? '')),
  );
  if (composed.length > 0) return composed;
  const last = dockerfile.stages.at(-1);
  return last ? [last] : [];
}

/** Those that a later step or another job pushes. */
const handedOn = (dockerfile: Dockerfile, repository: Repository): readonly Stage[] =>
  builtImagesOf(repository).flatMap(({ stage, pushedBy }) =>
    stage?.dockerfile === dockerfile && pushedBy.length > 0 ? [stage] : [],
  );

const developmentTargets =
  /(?:^|[-_.])(?:dev|develop|development|test|tests|testing|ci|lint|debug|debugger|local|builder|build|deps)(?:$|[-_.])/i;

function stagesOfBuilds(dockerfile: Dockerfile, builds: readonly ImageBuild[]): readonly Stage[] {
  const stages = builds.flatMap(({ target }) => {
    const stage = target === undefined ? dockerfile.stages.at(-1) : findStage(dockerfile, target);
    return stage ? [stage] : [];
  });
  return [...new Set(stages)];
}
