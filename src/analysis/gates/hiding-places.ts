import type { Repository } from '../../documents/document.ts';
import { projectRunners, runsProjects } from '../../knowledge/project-runners.ts';
import { activitiesOf, isUnknown } from '../activities/activities.ts';
import type { Activity, Operation } from '../activities/activity.ts';
import { isOf, taskKinds, wordsOf } from './gates.ts';
import { entryJobsOf, operationsOf } from '../activities/operations.ts';

/**
 * A command, script or called workflow that may do what is looked for, since nothing is known of it: a script that is not
 * read, a target of a file that is not there, another repository's workflow. An unknown action is no hiding place: what
 * checks code is rarely hidden in one.
 */
export const findHidingPlace = (repository: Repository): Operation | undefined => findOperation(repository, mayHide);

/** Likewise for tests, which hide in more: in what a script called `build` does, and where a build tool runs the project. */
export const findHidingPlaceOfTests = (repository: Repository): Operation | undefined =>
  findOperation(repository, (operation, known) => mayHide(operation, known) || mayHideTests(operation, known));

/** A package script or target whose body is not read: what else than its name says it does is not known. */
export const findUnreadTask = (repository: Repository): Operation | undefined =>
  findOperation(repository, ({ isOpaque, isDisabled, via, mute }) => {
    return isOpaque && !isDisabled && !mute && taskKinds.has(via.at(-1)?.kind ?? '');
  });

type Test = (operation: Operation, known: readonly Activity[]) => boolean;

function findOperation(repository: Repository, test: Test): Operation | undefined {
  for (const job of entryJobsOf(repository)) {
    const activities = activitiesOf(job, repository);
    const found = operationsOf(job, repository).find((operation) =>
      test(
        operation,
        activities.filter((activity) => isOf(activity, operation)),
      ),
    );
    if (found) return found;
  }
  return undefined;
}

function mayHide(operation: Operation, known: readonly Activity[]): boolean {
  if (known.length > 0 || !operation.isOpaque || isOut(operation)) return false;
  return operation.uses === undefined ? isUnknown(operation, []) : operation.innerStep === undefined;
}

function mayHideTests(operation: Operation, known: readonly Activity[]): boolean {
  if (isOut(operation)) return false;
  if (operation.uses) return known.length === 0 && projectRunners.has(operation.uses.repository ?? '');
  const isScript = operation.via.at(-1)?.kind === 'script';
  const isRun = operation.programs.some(({ program }) => runsProjects.has(program));
  if (known.length > 0)
    return (
      operation.isOpaque && (isScript || isRun) && known.every(({ kind }) => kind === 'build' || kind === 'package')
    );
  if (!isUnknown(operation, [])) return false;
  const inner = operation.programs.at(-1);
  return isRun || (inner !== undefined && saysSo(inner));
}

/** `lein test-all`, `zef test`: whatever it is, it is told to test. */
const saysSo = ({ program, arguments: words }: Operation['programs'][number]): boolean =>
  [program, ...words.map(({ text }) => text)].some((text) =>
    /(?:^|[^a-z])(?:unit|run)?tests?(?:[^a-z]|$)|(?:^|\W)(?:specs?|ci|check)$/i.test(text),
  );

function isOut(operation: Operation): boolean {
  const { isDisabled, isAfterFailure, mute, innerStep } = operation;
  if (isDisabled || isAfterFailure || mute) return true;
  const title = innerStep?.name?.text ?? '';
  // `Build and publish`
  const told = /\b(?:build|test|check|ci)/i.test(title) ? '' : title;
  return tellsOtherwise.test(`${wordsOf(operation)}\n${told}`);
}

/** Names of what is there for something else, and answers that are only compared. */
const tellsOtherwise =
  /^\$\(|change-?log|release|deploy|publish|docs?(?:\b|[-_])|notif|label|stale|back-?port|auto-?merge|cherry-?pick|version|update|bump|sync|comment|issue|triage|assign|(?:^|[-_/ ])pr(?:\b|[-_])|benchmark|clean|install|set-?up|download|upload|cache|free-?disk|docker-?build|build-?image/im;
