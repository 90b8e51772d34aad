import { code } from '../core/message.ts';
import type { Related } from '../core/problem.ts';
import { triggerEventOf } from '../knowledge/trigger-events.ts';
import type { Start } from './triggers.ts';

/** Who is behind a run, as a sentence's subject: "whoever comments". */
export const whoStarts = (start: Start): string => {
  if (start.startedBy === 'unknown') return 'whoever writes it';
  const { startedBy, who } = triggerEventOf(start.event);
  return startedBy === start.startedBy ? who : 'whoever can write here';
};

/** The way from the event to the step, for a finding that has to show it. */
export function pathOfStart(start: Start): readonly Related[] {
  const { trigger } = start;
  const first = trigger && { at: trigger.event.span, message: `${code(trigger.event.text)} ${rights[start.startedBy]}` };
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
