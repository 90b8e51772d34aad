import type { Repository } from '../documents/document.ts';
import { findVariable, stepsOf, type Step } from '../documents/workflow-model.ts';

const answers = new WeakMap<Repository, boolean>();

/** Whether a workflow starts containers with plain Docker on a machine that stays: over SSH, on a Swarm, on a runner of one's own. */
export function runsOnHost(repository: Repository): boolean {
  const known = answers.get(repository);
  if (known !== undefined) return known;
  const answer = repository.workflows.some((workflow) => stepsOf(workflow).some(startsOnHost));
  answers.set(repository, answer);
  return answer;
}

const starts = /\bdocker(?:-|\s+)compose\b[^\n;&|]{0,200}\sup\b|\bdocker\s+(?:container\s+)?run\b/;

function startsOnHost(step: Step): boolean {
  const isRemote = /(?:^|[/-])ssh(?:-|$)/.test(step.uses?.repository ?? '');
  const text = isRemote ? (findVariable(step.with, 'script')?.value?.text ?? '') : (step.run?.value.text ?? '');
  if (/\bdocker\s+stack\s+deploy\b/.test(text)) return true;
  if (!starts.test(text)) return false;
  const isOwnRunner = step.owner.kind === 'job' && step.owner.runsOn.some((label) => label.text === 'self-hosted');
  return isRemote || isOwnRunner || /(?:^|[\s;&|])ssh\s|DOCKER_HOST=|docker\s+(?:-H|--host|--context)\b/m.test(text);
}
