import { lineSpan, sourceFile, type Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import type { Trigger } from '../../documents/workflow-model.ts';
import { isPullRequestEvent } from '../../knowledge/trigger-events.ts';
import type { Activity } from '../activities/activity.ts';
import { type Start, startsOfJob, startsOfStep } from '../runs/triggers.ts';

/** Whether an event comes with a change before it is on its branch, after that, or has nothing to do with one. */
export function occasionOf({
  event,
  trigger,
}: Pick<Start, 'event' | 'trigger'>): 'before' | 'after' | 'unknown' | 'never' {
  if (isPullRequestEvent(event) || event === 'merge_group') return isOnlyClosed(trigger) ? 'never' : 'before';
  // Somebody asks for it in a comment; another run came first; a caller in another repository.
  if (askedFrom.has(event)) return 'unknown';
  if (event !== 'push') return 'never';
  if (!trigger) return 'unknown';
  const { branches, branchesIgnore, tags, tagsIgnore } = trigger;
  if (branches.length > 0) return branches.some(({ text }) => isWide(text)) ? 'before' : 'after';
  if (branchesIgnore.length > 0) return 'before';
  return tags.length > 0 || tagsIgnore.length > 0 ? 'never' : 'before';
}

const askedFrom: ReadonlySet<string> = new Set([
  'issue_comment',
  'workflow_run',
  'workflow_call',
  'repository_dispatch',
  'check_suite',
  'check_run',
  'status',
]);

const isOnlyClosed = (trigger: Trigger | undefined): boolean =>
  trigger !== undefined && trigger.types.length > 0 && trigger.types.every(({ text }) => text === 'closed');

/** A pattern for branches that are yet to be merged, or one that a merge bot pushes to first. */
const isWide = (pattern: string): boolean =>
  (/[*?+[]/.test(pattern) && !isReleaseLine(pattern)) || /^(?:staging|trying|auto)$/.test(pattern);

/** `release/**`, `v*`, `[0-9]+.x`: branches that outlive a change. */
const isReleaseLine = (pattern: string): boolean =>
  /^(?:releases?|rel|hotfix|stable|maint\w*|support|legacy)\b|^v?(?:\d|\[0-9\]|\*\.)|^v\*|\.x$|[-/](?:stable|release)$/i.test(
    pattern,
  );

/** On which occasions an activity comes about. */
export const occasionsOf = (activity: Activity, repository: Repository): ReadonlySet<ReturnType<typeof occasionOf>> =>
  new Set(startsOf(activity, repository).map(occasionOf));

export const startsOf = ({ step, entry }: Activity, repository: Repository): readonly Start[] =>
  step ? startsOfStep(step, repository) : startsOfJob(entry, repository);

/** Whether some workflow looks at changes at all, before or after they are on their branch. */
export const looksAtChanges = (repository: Repository): boolean =>
  repository.workflows.some(({ triggers }) =>
    triggers.some((trigger) => occasionOf({ event: trigger.event.text, trigger }) !== 'never'),
  );

/**
 * Where a fault of the whole repository is shown: at the first event by which a workflow looks at changes, else at the
 * file that is given, else at the first that there is.
 */
export function placeOfRepository(repository: Repository, path?: string): Span {
  for (const wanted of ['before', 'after', 'unknown'] as const)
    for (const { triggers } of repository.workflows) {
      const found = triggers.find((each) => occasionOf({ event: each.event.text, trigger: each }) === wanted);
      if (found) return found.event.span;
    }
  const [document] = repository.documents;
  const known = path === undefined ? document?.file : repository.documents.find(({ file }) => file.path === path)?.file;
  return lineSpan(known ?? sourceFile(path ?? '', repository.tree.texts.get(path ?? '') ?? ''), 1);
}
