import type { Answer } from '../../core/applicability.ts';
import type { TargetClass } from '../../core/delivery.ts';
import { code } from '../../core/message.ts';
import type { Certainty } from '../../core/severity.ts';
import type { Repository } from '../../documents/document.ts';
import type { Activity } from '../activities/activity.ts';
import { type Target, targetsOf } from '../targets/targets.ts';

/** The targets of some classes, but for those whose deploys can never run. */
export const targetsOfClass = (repository: Repository, ...classes: readonly TargetClass[]): readonly Target[] =>
  targetsOf(repository).filter((target) => classes.includes(target.class) && !isAnyErrand(target));

/** A login on some host, started by hand, that no name says anything of: it may deploy, release or tidy up. */
const isAnyErrand = ({ certainty, name, deploys }: Target): boolean =>
  certainty === 'tentative' &&
  name === undefined &&
  deploys.every(({ tool }) => /(?:^|\b)(?:ssh|scp|sshpass)\b/.test(tool));

/** Whether a rule about targets of some classes has anything to ask here. */
export function answerForTargets(repository: Repository, ...classes: readonly TargetClass[]): Answer {
  const found = targetsOfClass(repository, ...classes).length;
  const [one, many] = classes.includes('publish')
    ? ['deploys or publishes', 'deploy or publish']
    : [`deploys to ${classes.join(' or ')}`, `deploy to ${classes.join(' or ')}`];
  if (found > 0)
    return { answer: 'applies', reason: `${found.toString()} ${found === 1 ? `job ${one}` : `jobs ${many}`}` };
  const [unclear] = targetsOfClass(repository, 'unknown');
  if (!unclear) return { answer: 'does not apply', reason: `no job ${one}` };
  return { answer: 'unknown', reason: `where job ${code(unclear.job.id.text)} deploys to cannot be told` };
}

/** A job has one target of a class; its commands, versions and names may change. */
export const keyOfTarget = (target: Target): string => target.class;

/** A finding is no surer than the class that it hangs on. */
export const certaintyOfTarget = (target: Target): Certainty =>
  target.certainty === 'firm' && target.first.certainty !== 'tentative' ? 'firm' : 'tentative';

/** What brings a version; the infrastructure that the same job changes has plans and states of its own. */
export const arrivalOf = ({ deploys, first }: Target): Activity =>
  deploys.find(({ tool }) => !/^(?:terraform|tofu|terragrunt)\b/.test(tool)) ?? first;

/** What deploys, in few words: with the subcommand that says what `git`, `aws ecs` or `docker compose` does. */
export function nameOfDeploy({ tool, programs }: Activity): string {
  const [program = '', subcommand] = tool.split(' ');
  const words = programs.findLast((each) => each.program === program)?.arguments.map(({ text }) => text) ?? [];
  if (program === 'docker' || program === 'docker-compose') {
    const last = words.find((word) => /^(?:up|deploy|update|restart)$/.test(word));
    return last === undefined || last === subcommand ? tool : `${tool} ${last}`;
  }
  const length = Object.hasOwn(wordsOfCommand, program) ? wordsOfCommand[program] : 0;
  const positionals = words.filter((word) => !word.startsWith('-'));
  const told = positionals.slice(subcommand === undefined ? 0 : 1, length);
  const end = told.findIndex((word) => !/^[a-z][a-z-]*$/.test(word));
  return [tool, ...(end === -1 ? told : told.slice(0, end))].join(' ');
}

/** How many words of these programs say what is done; `tool` has one of them, or none. */
const wordsOfCommand: Readonly<Record<string, number>> = {
  git: 1,
  kustomize: 2,
  supabase: 2,
  aws: 2,
  az: 2,
  gcloud: 2,
};
