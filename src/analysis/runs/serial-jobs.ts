import type { ActivityKind } from '../../core/activity-kind.ts';
import { textOfSpan, type Text } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { isSwitchedOff } from '../../documents/expression.ts';
import type { Job, Workflow } from '../../documents/workflow-model.ts';
import { activitiesOf, isUnknown } from '../activities/activities.ts';
import type { Activity } from '../activities/activity.ts';
import { operationsOf } from '../activities/operations.ts';
import { labelsOf } from './runners.ts';
import { lineOf } from './triggers.ts';

/** A job that waits for another of its kind, and takes nothing from it. */
export interface NeedlessWait {
  readonly job: Job;
  readonly need: Text;
  readonly kind: 'test' | 'lint' | 'scan';
}

/** Waits that only make a run longer, or spare the second job where the first one fails. */
export const needlessWaitsOf = (workflow: Workflow, repository: Repository): readonly NeedlessWait[] =>
  workflow.jobs.flatMap((job) =>
    job.needs.flatMap((need) => {
      const needed = workflow.jobs.find(({ id }) => id.text.toLowerCase() === need.text.toLowerCase());
      const kind = needed && needed !== job ? kindOfWait(job, needed, repository) : undefined;
      return kind === undefined ? [] : [{ job, need, kind }];
    }),
  );

function kindOfWait(job: Job, needed: Job, repository: Repository): NeedlessWait['kind'] | undefined {
  if (isSwitchedOff(job.if) || isSwitchedOff(needed.if) || takes(job, needed) || isDearer(job, needed))
    return undefined;
  // A wait that another wait brings along anyway costs nothing.
  const others = job.workflow.jobs.filter(({ id }) =>
    job.needs.some((need) => need.text.toLowerCase() === id.text.toLowerCase()),
  );
  if (others.some((other) => other !== needed && lineOf(other).includes(needed))) return undefined;
  const purpose = purposeOf(job, repository);
  const same = purpose && purposeOf(needed, repository);
  if (!same || same.kind !== purpose.kind || same.detail !== purpose.detail) return undefined;
  return handsOver(job, needed, repository) ? undefined : purpose.kind;
}

/** Reads results or outputs, runs whatever became of it, waits for a person, or takes turns. */
function takes(job: Job, needed: Job): boolean {
  const condition = job.if?.value.text ?? '';
  if (/\b(?:always|failure|cancelled|success)\s*\(/i.test(condition)) return true;
  if (/\bneeds\s*(?:\.|\[|\))/.test(textOfSpan(job.span))) return true;
  if (needed.environment || needed.if?.value.text !== job.if?.value.text) return true;
  const group = job.concurrency?.group?.text;
  return group !== undefined && group === needed.concurrency?.group?.text;
}

/** On more or other machines, with services, with a longer limit: it may pay to try the cheaper one first. */
function isDearer(job: Job, needed: Job): boolean {
  if (rankOf(job) > rankOf(needed)) return true;
  if (job.strategy && textOfSpan(job.strategy.span) !== (needed.strategy && textOfSpan(needed.strategy.span)))
    return true;
  if (labelsOf(job).join() !== labelsOf(needed).join() || job.services.length > needed.services.length) return true;
  return Number(job.timeoutMinutes?.text ?? 360) > Number(needed.timeoutMinutes?.text ?? 360);
}

/** By what a job is called: unit before integration before end to end. */
const rankOf = ({ id, name }: Job): number =>
  ranks.findLastIndex((words) => words.test(`${id.text} ${name?.text ?? ''}`));

const ranks = [
  /integration|functional|acceptance|system|slow|long|full|extended|compat|conformance/i,
  /e2e|end[-_ ]?(?:to|2)[-_ ]?end|browser|\bui\b|smoke|load|perf|stress/i,
];

interface Purpose {
  readonly kind: NeedlessWait['kind'];
  /** Equal for two jobs that do the same sort of thing. */
  readonly detail: string;
}

/** What a job is there for, where all that it does is understood and only one kind of check. */
function purposeOf(job: Job, repository: Repository): Purpose | undefined {
  const activities = activitiesOf(job, repository).filter(({ isDisabled }) => !isDisabled);
  const isOf = ({ evidence, command, uses }: Activity, operation: ReturnType<typeof operationsOf>[number]): boolean =>
    evidence === operation.evidence && command === operation.command && uses === operation.uses;
  const isUnderstood = operationsOf(job, repository).every(
    (operation) =>
      operation.isDisabled ||
      !isUnknown(
        operation,
        activities.filter((each) => isOf(each, operation)),
      ),
  );
  if (!isUnderstood) return undefined;
  const kinds = [...new Set(activities.map(({ kind }) => kind))].filter((kind) => !beside.has(kind)).sort();
  const [checked, ...others] = kinds.filter((kind) => kind === 'test' || kind === 'lint' || kind === 'scan');
  if (!checked || others.length > 0 || kinds.some((kind) => kind !== checked && kind !== 'build')) return undefined;
  const sorts = new Set(activities.filter(({ kind }) => kind === 'test').map(({ sort }) => sort ?? ''));
  // Coverage is measured along the way; a job that only gathers it waits for all others.
  sorts.delete('coverage');
  if (checked === 'test' && sorts.size === 0) return undefined;
  return { kind: checked, detail: [...kinds, ...[...sorts].sort()].join() };
}

const beside: ReadonlySet<ActivityKind> = new Set(['set-up', 'cache', 'notify']);

/** Something that one job leaves and the other picks up: an artefact, a cache. */
function handsOver(job: Job, needed: Job, repository: Repository): boolean {
  const names = (each: Job): readonly string[] =>
    operationsOf(each, repository).flatMap(({ uses, programs }) => [
      ...(uses?.repository === undefined ? [] : [`${uses.repository}/${uses.path}`]),
      ...programs.map(({ program, arguments: words }) => [program, ...words.map(({ text }) => text)].join(' ')),
    ]);
  const leaves = names(needed).some((name) => /upload|actions\/cache|^actions\/cache|save/.test(name));
  const picksUp = names(job).some((name) => /download-artifact|actions\/cache|gh run download/.test(name));
  return leaves && picksUp;
}
