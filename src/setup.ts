import { code } from './core/message.ts';
import { sourceFile, textOfSpan } from './core/source.ts';
import type { FileTree } from './core/tree.ts';
import { parseWorkflow } from './documents/workflow.ts';
import { hasTrigger, type Job, type Step, type Uses, type Workflow } from './documents/workflow-model.ts';
import { findEntry } from './documents/yaml-value.ts';

/** How our own step stands in the repository's workflows, and what this pull request does to it. */
export interface Setup {
  /** Our step is new: in the workflow that calls us, and in none of the base. */
  readonly isAdoption: boolean;
  readonly changesOwnWorkflow: boolean;
  /** One line each on what makes the gate weaker or deaf. */
  readonly notes: readonly string[];
  /** One line each on what this pull request changes in how we are called. */
  readonly changes: readonly string[];
}

export interface SetupQuestion {
  /** Path of the workflow that calls us, in this repository. */
  readonly calling: string;
  /** What our step's `uses` names: `owner/name` in lower case; empty where it is the repository itself, `./`. */
  readonly action: string;
  readonly head: FileTree;
  readonly base: FileTree | undefined;
  /** Workflows at the base branch's tip that differ from the merge base's, by path. */
  readonly tip: ReadonlyMap<string, string>;
}

export function setupOf(question: SetupQuestion): Setup {
  const { calling, head, base, tip } = question;
  const now = placeIn(calling, head.texts.get(calling), question);
  const before = base && placeIn(calling, base.texts.get(calling), question);
  const isNew = now !== undefined && base !== undefined && placesIn(base.texts, question).size === 0;
  const text = head.texts.get(calling);
  return {
    isAdoption: isNew && placesIn(tip, question).size === 0,
    changesOwnWorkflow: base !== undefined && text !== base.texts.get(calling),
    notes: now ? notesOn(now, hasQueue(head.texts)).map((note) => `${code(calling)}: ${note}`) : [],
    changes: [...(now && before ? changedParts(now, before, calling) : []), ...(base ? removals(base, question) : [])],
  };
}

/** Our step with what stands around it. */
interface Place {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly step: Step;
}

function placesIn(texts: ReadonlyMap<string, string>, question: SetupQuestion): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const [path, text] of texts) {
    if (!path.startsWith('.github/workflows/')) continue;
    const place = placeIn(path, text, question);
    if (place) places.set(path, place);
  }
  return places;
}

function placeIn(path: string, text: string | undefined, { action }: SetupQuestion): Place | undefined {
  // Most workflows never name us; those need no parsing.
  if (!text?.toLowerCase().includes(action === '' ? './' : action)) return undefined;
  const workflow = parseWorkflow(sourceFile(path, text));
  for (const job of workflow.jobs) {
    const step = job.steps.find(({ uses }) => uses !== undefined && isUs(uses, action));
    if (step) return { workflow, job, step };
  }
  return undefined;
}

function isUs(uses: Uses, action: string): boolean {
  if (action === '') return uses.kind === 'local' && uses.path === '';
  return uses.kind === 'repository' && uses.repository === action && uses.path === '';
}

function notesOn({ workflow, job, step }: Place, queueIsUsed: boolean): readonly string[] {
  const notes: string[] = [];
  const trigger = workflow.triggers.find(({ event }) => /^pull_request(?:_target)?$/.test(event.text));
  if (trigger && trigger.paths.length + trigger.pathsIgnore.length > 0) {
    notes.push('`paths` keeps the check from reporting, so that a required one waits for ever');
  }
  // Without `types` GitHub takes opened, synchronize and reopened.
  const types = new Set(trigger?.types.map((type) => type.text));
  if (trigger && !types.has('edited')) {
    notes.push('`types` lacks `edited`: a pull request with a new base branch is not judged again');
  }
  if (trigger && !types.has('ready_for_review')) {
    notes.push('`types` lacks `ready_for_review`: a draft that becomes ready gets no comment before its next push');
  }
  if ([step.continueOnError, job.continueOnError].some((value) => value !== undefined && value.text !== 'false')) {
    notes.push('`continue-on-error` lets the check pass whatever the verdict is');
  }
  if (queueIsUsed && !hasTrigger(workflow, 'merge_group')) {
    notes.push('`merge_group` is missing: a merge queue waits for this check for ever');
  }
  return notes;
}

/** A merge queue is seen where another workflow answers to it. */
function hasQueue(texts: ReadonlyMap<string, string>): boolean {
  return [...texts].some(
    ([path, text]) =>
      path.startsWith('.github/workflows/') &&
      text.includes('merge_group') &&
      hasTrigger(parseWorkflow(sourceFile(path, text)), 'merge_group'),
  );
}

function changedParts(now: Place, before: Place, path: string): readonly string[] {
  const after = partsOf(now);
  const earlier = partsOf(before);
  const changed = Object.keys(after).filter((part) => after[part] !== earlier[part]);
  if (changed.length === 0) return [];
  return [`${code(path)} changes how Plimsoll is called: ${changed.map(code).join(', ')}`];
}

/** What of a workflow decides whether and how we are asked, as written. */
function partsOf({ workflow, job, step }: Place): Readonly<Record<string, string>> {
  const permissions = job.permissions ?? workflow.permissions;
  const conditions = [step.if, job.if].map((scalar) => scalar?.value.text ?? '');
  return {
    on: written(findEntry(workflow.root, 'on')?.span),
    permissions: permissions ? textOfSpan(permissions.span) : '',
    if: conditions.join('\n'),
    'continue-on-error': [step.continueOnError, job.continueOnError].map((value) => value?.text ?? '').join('\n'),
    uses: step.uses?.text.text ?? '',
    with: step.with.map((input) => `${input.name.text}=${input.value?.text ?? ''}`).join('\n'),
  };
}

const written = (span: Parameters<typeof textOfSpan>[0] | undefined): string => (span ? textOfSpan(span) : '');

function removals(base: FileTree, question: SetupQuestion): readonly string[] {
  return [...placesIn(base.texts, question).keys()]
    .filter((path) => !placeIn(path, question.head.texts.get(path), question))
    .map((path) => `${code(path)} no longer runs Plimsoll`);
}
