import type { Repository } from '../../documents/document.ts';
import { findVariable, stepsOf, type Step } from '../../documents/workflow-model.ts';

const answers = new WeakMap<Repository, boolean>();

/** Whether a workflow starts containers with plain Docker on a machine that stays: over SSH, on a Swarm, on a runner of one's own. */
export function runsOnHost(repository: Repository): boolean {
  const known = answers.get(repository);
  if (known !== undefined) return known;
  const answer = repository.workflows.some((workflow) => stepsOf(workflow).some(startsOnHost));
  answers.set(repository, answer);
  return answer;
}

const starts =
  /\bdocker(?:-|\s+(?:-[^\n;&|]{0,200}\s)?)compose\b[^\n;&|]{0,200}\sup\b|\bdocker\s+(?:-[^\n;&|]{0,200}\s)?(?:container\s+)?run\b/;

/** `DOCKER_HOST` and `DOCKER_CONTEXT` lead the client to another machine. */
function setsHost({ env, owner }: Step): boolean {
  const all = [...env, ...(owner.kind === 'job' ? [...owner.env, ...owner.workflow.env] : [])];
  return all.some(
    ({ name, value }) =>
      /^DOCKER_(?:HOST|CONTEXT)$/.test(name.text) &&
      !/^(?:unix:|tcp:\/\/(?:localhost|127\.|docker[:/]))/.test(value?.text ?? ''),
  );
}

function startsOnHost(step: Step): boolean {
  const isRemote = /(?:^|[/-])(?:ssh|ssm)(?:-|$)/.test(step.uses?.repository ?? '');
  const text = isRemote ? (findVariable(step.with, 'script')?.value?.text ?? '') : (step.run?.value.text ?? '');
  if (/\bdocker\s+stack\s+deploy\b/.test(text)) return true;
  if (!starts.test(text)) return false;
  const isOwnRunner = step.owner.kind === 'job' && step.owner.runsOn.some((label) => label.text === 'self-hosted');
  if (setsHost(step)) return true;
  return isRemote || isOwnRunner || /(?:^|[\s;&|])ssh\s|DOCKER_HOST=|docker\s+(?:-H|--host|--context)\b/m.test(text);
}
