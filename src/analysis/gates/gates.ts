import type { ActivityKind, ActivitySort } from '../../core/activity-kind.ts';
import type { Repository } from '../../documents/document.ts';
import { activitiesIn } from '../activities/activities.ts';
import { type Span, textOfSpan } from '../../core/source.ts';
import type { Activity, Mute, Operation } from '../activities/activity.ts';
import { entryJobsOf, operationsOf } from '../activities/operations.ts';
import { fewestSources, projectOf, testFilesOf } from './project.ts';

/** What is there of one kind of check. Of what is sound, the certain comes first. */
export interface Evidence {
  /** Known by its command or action, and able to fail. */
  readonly sound: readonly Activity[];
  /** Known likewise, but its failure fails nothing. */
  readonly muted: readonly Activity[];
  /** Only a name speaks for it, or something that may be something else. */
  readonly named: readonly Activity[];
}

/** Of all jobs that events start. What runs only after a failure checks nothing. */
export function evidenceFor(kind: ActivityKind, sort: ActivitySort | undefined, repository: Repository): Evidence {
  const found = activitiesIn(repository).filter(
    (activity) => activity.kind === kind && (sort === undefined || activity.sort === sort) && !activity.isAfterFailure,
  );
  const isNamed = ({ certainty, isDoubtful }: Activity): boolean => certainty === 'tentative' || isDoubtful;
  const isMuted = ({ mute, isDisabled }: Activity): boolean => mute !== undefined || isDisabled;
  return {
    sound: strongestFirst(found.filter((activity) => !isMuted(activity) && !isNamed(activity))),
    muted: found.filter((activity) => isMuted(activity) && isPlain(activity)),
    named: found.filter((activity) => !isMuted(activity) && isNamed(activity)),
  };
}

/** A script that is called `audit` may audit anything; one that is called `test` tests. */
const isPlain = ({ kind, certainty, isDoubtful }: Activity): boolean =>
  !isDoubtful && (certainty === 'certain' || (certainty === 'firm' && kind !== 'scan'));

const strongestFirst = (activities: readonly Activity[]): readonly Activity[] => [
  ...activities.filter(({ certainty }) => certainty === 'certain'),
  ...activities.filter(({ certainty }) => certainty !== 'certain'),
];

/** Something that gates, or may do so by its name. */
export const gates = ({ sound, named }: Evidence): Activity | undefined => sound[0] ?? named[0];

/** Muted, and nothing of its kind gates. */
export const findOnlyMuted = (evidence: Evidence): Activity | undefined =>
  gates(evidence) ? undefined : evidence.muted[0];

/** Whether an activity is what was recognised in an operation, by more than a name. */
export const isOf = (activity: Activity, operation: Operation): boolean =>
  activity.certainty !== 'tentative' && activity.evidence === operation.evidence && activity.at === operation.at;

/** What is started by a name of its own. */
export const taskKinds: ReadonlySet<string> = new Set(['package script', 'target', 'script']);

/** How an operation is named in a sentence. */
export function wordsOf(operation: Operation): string {
  const { uses, via, command, programs, evidence } = operation;
  if (uses) return uses.text.text.replace(/@[^@]*$/, '');
  const task = operation.isOpaque ? via.at(-1) : undefined;
  if (task && taskKinds.has(task.kind)) return task.name;
  if (command) return command.words.map(({ text }) => text).join(' ');
  return programs.at(-1)?.program ?? firstLineOf(evidence);
}

/** Of a script that nobody reads. */
function firstLineOf(span: Span): string {
  const line = textOfSpan(span).trim().split('\n', 1)[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/**
 * What a workflow publishes or deploys of a project. An image alone may hold nothing but settings, so that it tells little
 * of a small one.
 */
export function findShipping(repository: Repository): Activity | undefined {
  const found = activitiesIn(repository).filter(
    ({ kind, isDisabled, isDoubtful, certainty }) =>
      (kind === 'publish' || kind === 'deploy') && !isDisabled && !isDoubtful && certainty !== 'tentative',
  );
  const isLarge = projectOf(repository).sources.length >= 2 * fewestSources;
  return found.find(({ kind, sort }) => isLarge || (kind === 'publish' && (sort === 'package' || sort === 'store')));
}

/** A check and what mutes it. */
export interface MutedCheck {
  readonly mute: Mute;
  readonly tool: string;
  readonly at: Span;
}

/**
 * The tests that a build would run and is told to leave out, where no command of any job runs them: Maven's `verify` and
 * Gradle's `build` test on the way. https://maven.apache.org/surefire/maven-surefire-plugin/examples/skipping-tests.html
 */
export function findSkippedTests(repository: Repository): MutedCheck | undefined {
  if (testFilesOf(repository).length === 0 || gates(evidenceFor('test', undefined, repository))) return undefined;
  for (const job of entryJobsOf(repository))
    for (const { command, programs, isDisabled, isAfterFailure, at } of operationsOf(job, repository)) {
      const program = programs.findLast(({ isElsewhere }) => !isElsewhere);
      if (!command || !program || isDisabled || isAfterFailure || !builders.test(program.program)) continue;
      const words = program.arguments.map(({ text }) => text);
      const skip = words.findIndex((word, index) => skips.test(word) || (word === 'test' && words[index - 1] === '-x'));
      const skipped = program.arguments[skip];
      if (!skipped || !words.some((word) => testingPhases.test(word))) continue;
      const text = skipped.text === 'test' ? '-x test' : skipped.text;
      return { mute: { kind: 'skipped tests', at: skipped.span, text }, tool: program.program, at };
    }
  return undefined;
}

const builders = /^(?:mvnw?|mvnd|gradlew?)$/;
const skips = /^-D(?:skipTests|maven\.test\.skip)(?:=true)?$/;
/** Phases and tasks that test on the way, and publish nothing. */
const testingPhases = /^(?:.*:)?(?:test|package|verify|install|build|check)$/;
