import type { TargetClass } from '../../core/delivery.ts';
import type { Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import type { Job, Workflow } from '../../documents/workflow-model.ts';
import { activitiesOf } from '../activities/activities.ts';
import type { Activity } from '../activities/activity.ts';
import { mayRun } from '../delivery/order.ts';
import { needsOf, waitersOf } from '../runs/needs.ts';
import { verificationOf } from '../delivery/verification.ts';
import { wayBackOf } from '../delivery/way-back.ts';
import type { Target } from '../targets/targets.ts';
import { occasionsFor } from './words.ts';

/** What a job of a flow is there for, in the order of what it does; one without any part only stands in between. */
export interface FlowJob {
  readonly job: Job;
  /** Jobs of one role and one place in the order are drawn as one. */
  readonly role: string;
  readonly parts: readonly Part[];
  readonly targets: readonly Target[];
}

export interface Part {
  readonly kind: 'checks' | 'build' | 'approval' | 'verification' | 'rollback' | 'other';
  /** `lint`, `test`; of other parts, what they are called. */
  readonly words: readonly string[];
}

/** The jobs that deliver, those they wait for, and behind them those that look at what was delivered or bring it back. */
export function flowJobsOf(
  workflow: Workflow,
  targets: readonly Target[],
  areFolded: (job: Job, own: readonly Target[]) => boolean,
  repository: Repository,
): readonly FlowJob[] {
  const delivering = new Set(targets.map(({ job }) => job));
  const before = reached(delivering, needsOf);
  const behind = reached(new Set(targets.filter(({ class: name }) => runs.has(name)).map(({ job }) => job)), waitersOf);
  return workflow.jobs.flatMap((job): readonly FlowJob[] => {
    const own = targets.filter((target) => target.job === job);
    if (own.length > 0) {
      const isFolded = areFolded(job, own);
      const role = isFolded ? `targets ${own[0]?.class ?? ''}` : `job ${job.id.text}`;
      return [{ job, role, parts: isFolded ? [] : partsBefore(own, repository), targets: own }];
    }
    const after = behind.has(job) ? partAfter(job, targets, repository) : undefined;
    const parts = after ? [after] : before.has(job) ? partsOf(job, repository) : undefined;
    return parts ? [{ job, role: parts.map(({ kind }) => kind).join(' '), parts, targets: [] }] : [];
  });
}

/** What runs somewhere, so that it can be looked at. */
const runs: ReadonlySet<TargetClass> = new Set(['production', 'staging', 'preview', 'docs', 'unknown']);

function reached(start: ReadonlySet<Job>, next: (job: Job) => readonly Job[]): ReadonlySet<Job> {
  const found = new Set(start);
  // Grows while it is walked.
  for (const job of found) for (const each of next(job)) found.add(each);
  return found;
}

function partsOf(job: Job, repository: Repository): readonly Part[] {
  const activities = activitiesOf(job, repository);
  const parts = checksAndBuild(activities.filter(isSound));
  if (parts.length > 0) return parts;
  const asks = activities.some(({ kind }) => kind === 'approve') || (job.environment && activities.length === 0);
  if (asks) return [{ kind: 'approval', words: [job.environment?.name?.text ?? job.id.text] }];
  // What is called may be anything, checks too.
  return job.uses && activities.length === 0 ? [{ kind: 'other', words: [job.id.text] }] : [];
}

const isSound = ({ mute, isDisabled, isAfterFailure }: Activity): boolean => !mute && !isDisabled && !isAfterFailure;

/** What the deploying job itself does before, on an occasion that leads to the target. */
function partsBefore(targets: readonly Target[], repository: Repository): readonly Part[] {
  const [asked] = mainTargets(targets);
  if (!asked) return [];
  const activities = activitiesOf(asked.job, repository);
  const end = activities.findIndex(({ at, evidence }) => at === asked.first.at && evidence === asked.first.evidence);
  const occasions = occasionsFor(asked, repository);
  return checksAndBuild(
    activities
      .slice(0, Math.max(end, 0))
      .filter((each) => isSound(each) && (occasions.length === 0 || occasions.some((one) => mayRun(each, one)))),
  );
}

/** An image that is pushed before it is deployed is part of the build. */
export function mainTargets(targets: readonly Target[]): readonly Target[] {
  const deployed = targets.filter(({ class: name }) => name === 'production' || name === 'staging');
  const others = targets.filter((target) => !deployed.includes(target) && target.class !== 'publish');
  const main = [...deployed, ...others].sort((one, other) => rankOf(one) - rankOf(other));
  return main.length > 0 ? main : targets;
}

const rankOf = ({ class: name }: Target): number => ['production', 'staging', 'preview', 'docs'].indexOf(name) % 5;

const checks: Readonly<Partial<Record<Activity['kind'], string>>> = {
  lint: 'lint',
  'type-check': 'types',
  test: 'test',
  scan: 'scan',
};
const build: Readonly<Partial<Record<Activity['kind'], string>>> = {
  build: 'build',
  package: 'package',
  publish: 'publish',
};

function checksAndBuild(activities: readonly Activity[]): readonly Part[] {
  const partOf = (kind: 'checks' | 'build', words: typeof checks): readonly Part[] => {
    const found = activities.flatMap((each) => words[each.kind] ?? []);
    const told = Object.values(words).filter((word) => found.includes(word));
    return told.length > 0 ? [{ kind, words: told }] : [];
  };
  const parts = [...partOf('checks', checks), ...partOf('build', build)];
  const last = activities.findLast(({ kind }) => checks[kind] ?? build[kind]);
  return last && checks[last.kind] ? parts.reverse() : parts;
}

/** A job that the target's verification or way back stands in, or that does nothing else. */
function partAfter(job: Job, targets: readonly Target[], repository: Repository): Part | undefined {
  const words = [job.id.text];
  for (const target of targets) {
    if (!runs.has(target.class) || target.job === job) continue;
    const wayBack = wayBackOf(target, repository);
    if (wayBack.kind === 'step' && isInJob(job, wayBack.at)) return { kind: 'rollback', words };
    const verification = verificationOf(target, repository);
    if (verification.kind === 'verified' && isInJob(job, verification.at)) return { kind: 'verification', words };
  }
  const sound = activitiesOf(job, repository).filter(({ mute, isDisabled }) => !mute && !isDisabled);
  if (sound.some(({ kind, isAfterFailure }) => kind === 'rollback' || (kind === 'deploy' && isAfterFailure)))
    return { kind: 'rollback', words };
  const looks = ({ kind, sort }: Activity): boolean =>
    kind === 'verify' || kind === 'test' || (kind === 'scan' && sort === 'running');
  return sound.some(looks) ? { kind: 'verification', words } : undefined;
}

export const isInJob = ({ span }: Job, at: Span | undefined): boolean =>
  at !== undefined && at.file === span.file && at.start >= span.start && at.start < span.end;
