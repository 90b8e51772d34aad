import { code } from '../../core/message.ts';
import type { Related } from '../../core/problem.ts';
import { triggerEventOf } from '../../knowledge/trigger-events.ts';
import type { Start } from '../runs/triggers.ts';

/** Who writes what reaches the run, as a sentence's subject: "whoever comments". */
export function whoWrites(start: Start, writtenBy: 'anyone' | 'writers'): string {
  if (start.startedBy === 'unknown') return writtenBy === 'anyone' ? 'whoever writes it' : 'whoever can write here';
  const { startedBy, who } = triggerEventOf(start.event);
  const isTheirs = startedBy === start.startedBy && (startedBy === 'writers' || writtenBy === 'anyone');
  return isTheirs ? who : 'whoever can write here';
}

/** The way from the event to the step, for a finding that has to show it. */
export function pathOfStart(start: Start): readonly Related[] {
  const { trigger } = start;
  const first = trigger && {
    at: trigger.event.span,
    message: `${code(trigger.event.text)} ${rights[start.startedBy]}`,
  };
  const calls = [
    ...start.callers.toReversed().flatMap((job) => (job.uses ? [job.uses.text.span] : [])),
    ...start.users.toReversed().flatMap((step) => (step.uses ? [step.uses.text.span] : [])),
  ];
  return [...(first ? [first] : []), ...calls.map((at) => ({ at, message: 'Called from here' }))];
}

const rights: Readonly<Record<Start['startedBy'], string>> = {
  anyone: 'lets strangers start it with the rights of the repository',
  'anyone, read-only': 'lets strangers start it, with a token that only reads',
  writers: 'starts it',
  unknown: 'starts it from workflows that are not in this repository',
};
