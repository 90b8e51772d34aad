import type { Repository } from '../documents/document.ts';
import type { Job, Uses } from '../documents/workflow-model.ts';
import {
  actionTerms,
  commandTerms,
  inertActions,
  inertPhrases,
  inertPrograms,
  names,
  taskNames,
} from '../knowledge/vocabulary/index.ts';
import type { ActionTerm, CommandTerm, NameTerm } from '../knowledge/vocabulary/terms.ts';
import type { Activity, Operation } from './activity.ts';
import { entryJobsOf, operationsOf } from './operations.ts';
import { globOf, readPhrases, termsFor, type Phrases } from './phrases.ts';

const ofJobs = new WeakMap<Job, readonly Activity[]>();
const ofRepositories = new WeakMap<Repository, readonly Activity[]>();

/** What a job is there for, in the order in which it does it. */
export function activitiesOf(job: Job, repository: Repository): readonly Activity[] {
  const known = ofJobs.get(job);
  if (known) return known;
  const operations = operationsOf(job, repository);
  const found = operations.map((operation) => ({ operation, activities: recognised(operation) }));
  const named = namedActivities(job, found);
  const all = found.flatMap(({ operation, activities }) => [...activities, ...(named.get(operation) ?? [])]);
  ofJobs.set(job, all);
  return all;
}

/** What all jobs that events start are there for. */
export function activitiesIn(repository: Repository): readonly Activity[] {
  const known = ofRepositories.get(repository);
  if (known) return known;
  const found = entryJobsOf(repository).flatMap((job) => activitiesOf(job, repository));
  ofRepositories.set(repository, found);
  return found;
}

interface Recognised {
  readonly operation: Operation;
  readonly activities: readonly Activity[];
}

type Meaning = Pick<Activity, 'kind' | 'sort' | 'tool' | 'how' | 'certainty' | 'isDoubtful'>;

const withMeaning = (operation: Operation, meaning: Meaning): Activity => ({ ...operation, ...meaning });

function recognised(operation: Operation): readonly Activity[] {
  const meanings = [
    ...(operation.uses ? meaningsOfUses(operation, operation.uses) : meaningsOfTask(operation)),
    ...meaningsOfCommand(operation),
  ];
  const kinds = new Set<string>();
  return meanings.flatMap((meaning) => {
    if (kinds.has(meaning.kind)) return [];
    kinds.add(meaning.kind);
    // What an image is made of says what is checked on the way, never what is published.
    if (isInImage(operation) && !checks.has(meaning.kind)) return [];
    return [withMeaning(operation, meaning)];
  });
}

const isInImage = ({ via }: Operation): boolean => via.some(({ kind }) => kind === 'image stage');
const checks: ReadonlySet<string> = new Set(['test', 'lint', 'type-check', 'scan', 'build']);

let read:
  { readonly commands: Phrases<CommandTerm>; readonly inert: Phrases<{ readonly phrases: string }> } | undefined;
const vocabulary = () =>
  (read ??= { commands: readPhrases(commandTerms), inert: readPhrases([{ phrases: inertPhrases }]) });

function meaningsOfCommand(operation: Operation): readonly Meaning[] {
  const { programs, fill } = operation;
  const how = howOf(operation);
  return programs.flatMap(({ program, arguments: words }) => {
    const texts = words.map(({ text }) => (text.includes('$') ? fill(text) : text));
    return termsFor(vocabulary().commands, program, texts).map(({ kind, sort, isDoubtful }): Meaning => {
      const tool = toolOf(program, texts);
      const certainty = how === 'matrix' ? 'tentative' : 'certain';
      return { kind, sort, tool, how, certainty, isDoubtful: isDoubtful ?? false };
    });
  });
}

/** `kubectl apply`, `npm publish`, `eslint`: with its subcommand where it has one. */
function toolOf(program: string, words: readonly string[]): string {
  const [first = ''] = words;
  return hasSubcommands.test(program) && /^[a-z][\w:-]*$/.test(first) ? `${program} ${first}` : program;
}

const hasSubcommands =
  /^(?:npm|pnpm|yarn|bun|go|cargo|docker|podman|kubectl|helm|helmfile|terraform|tofu|terragrunt|dotnet|composer|mix|dart|flutter|swift|deno|gh|az|aws|gcloud|uv|poetry|pdm|hatch|flit|maturin|gem|pulumi|cdk|sam|fly|flyctl|make|just|task|mage|trivy|snyk|buf|nx|turbo|lerna|bazel|argocd|flux|skaffold|firebase|vercel|netlify|wrangler|oras|crane|skopeo|buildah|bundle|rake|rails|fastlane)$/;

function howOf({ via }: Operation): Activity['how'] {
  const last = via.findLast(({ kind }) => kind !== 'composite action' && kind !== 'reusable workflow');
  switch (last?.kind) {
    case 'package script':
    case 'target':
    case 'script':
    case 'matrix':
      return last.kind;
    case 'image stage':
      return 'target';
    case 'composite action':
    case 'reusable workflow':
    case undefined:
      return 'command';
  }
}

/** A script or target whose body cannot be read counts by its name. */
function meaningsOfTask(operation: Operation): readonly Meaning[] {
  const task = operation.isOpaque ? operation.via.at(-1) : undefined;
  if (!task || !['package script', 'target', 'script'].includes(task.kind)) return [];
  return meaningsOfName(taskNames, task.name).map(({ kind, sort }) => ({
    kind,
    sort,
    tool: task.name,
    how: howOf(operation),
    certainty: 'firm',
    isDoubtful: false,
  }));
}

const meaningsOfName = (terms: readonly NameTerm[], name: string): readonly NameTerm[] =>
  terms.filter((term) => term.name.test(name));

interface ReadAction {
  readonly term: ActionTerm;
  readonly name: RegExp;
  readonly inputs: readonly {
    readonly name: string;
    readonly value: RegExp | undefined;
    readonly isForbidden: boolean;
  }[];
}

let readActions: readonly ReadAction[] | undefined;
/** The same few actions are used again and again. */
const byName = new Map<string, readonly ReadAction[]>();

function actionsNamed(name: string): readonly ReadAction[] {
  const known = byName.get(name);
  if (known) return known;
  const found = actionsOf().filter((action) => action.name.test(name));
  if (byName.size < 10_000) byName.set(name, found);
  return found;
}

function actionsOf(): readonly ReadAction[] {
  return (readActions ??= actionTerms.flatMap((term) =>
    term.uses.split('\n').flatMap((line): readonly ReadAction[] => {
      const [name, ...demands] = line.trim().split(/\s+/);
      return name ? [{ term, name: globOf(`${name}|${name}/*`), inputs: demands.map(readDemand) }] : [];
    }),
  ));
}

function readDemand(demand: string): ReadAction['inputs'][number] {
  const isForbidden = demand.startsWith('!');
  const [name = '', value] = demand.replace(/^!/, '').split(/=(.*)/s);
  return { name, value: value === undefined ? undefined : globOf(value), isForbidden };
}

function meaningsOfUses(operation: Operation, uses: Uses): readonly Meaning[] {
  const how = operation.innerStep ? 'action' : 'reusable workflow';
  if (uses.kind === 'local' || uses.kind === 'self') return meaningsOfOwn(operation, uses);
  const name = nameOfUses(uses);
  if (name === undefined) return [];
  const terms = actionsNamed(name).filter(({ inputs }) => inputs.every((input) => isGiven(input, operation)));
  const known = terms.map(({ term: { kind, sort, certainty, isDoubtful } }): Meaning => {
    return { kind, sort, tool: name, how, certainty: certainty ?? 'certain', isDoubtful: isDoubtful ?? false };
  });
  if (known.length > 0 || isInert(name)) return known;
  // A name says less of an action than of a script that lies before one's eyes.
  const path = name
    .split('/')
    .slice(1)
    .join(' ')
    .replace(/\.ya?ml$/, '');
  return meaningsOfName(names, path).map(({ kind, sort }) => ({
    kind,
    sort,
    tool: name,
    how,
    certainty: 'tentative',
    isDoubtful: false,
  }));
}

const nameOfUses = (uses: Uses): string | undefined =>
  uses.repository === undefined
    ? uses.image?.text
    : [uses.repository, uses.path.toLowerCase()].filter(Boolean).join('/');

/** A repository that runs its own action tests it. */
function meaningsOfOwn(operation: Operation, { path, text }: Uses): readonly Meaning[] {
  const isOwnAction = operation.innerStep !== undefined && !path.startsWith('.github');
  if (!isOwnAction) return [];
  return [{ kind: 'test', sort: 'integration', tool: text.text, how: 'action', certainty: 'firm', isDoubtful: false }];
}

function isGiven({ name, value, isForbidden }: ReadAction['inputs'][number], { inputs }: Operation): boolean {
  const given = inputs.get(name);
  const isMet = value
    ? given !== undefined && value.test(given.trim())
    : given !== undefined && given.trim() !== 'false';
  return isMet !== isForbidden;
}

const isInert = (name: string): boolean =>
  inertActions.has(name) || inertActions.has(name.split('/').slice(0, 2).join('/'));

/** Whether nothing that we know says what an operation does, given what it was recognised as. */
export function isUnknown(operation: Operation, activities: readonly Activity[]): boolean {
  if (activities.some(({ certainty }) => certainty !== 'tentative')) return false;
  const { uses, programs, isOpaque } = operation;
  if (uses) return isOpaque && !isInert(nameOfUses(uses) ?? '');
  if (isOpaque) return true;
  const inner = programs.at(-1);
  if (!inner) return false;
  const words = inner.arguments.map(({ text }) => text);
  if (inertPrograms.has(inner.program) || words.some((word) => /^--(?:version|help)$/.test(word))) return false;
  return termsFor(vocabulary().inert, inner.program, words).length === 0;
}

/**
 * What names say, where something in the step or job cannot be understood and nothing stronger says the same:
 * the name of a step counts for what is unknown in that step, the job's for what is unknown in the job, and the workflow's
 * where it has no other job.
 */
function namedActivities(job: Job, found: readonly Recognised[]): ReadonlyMap<Operation, readonly Activity[]> {
  const unknown = found.filter(({ operation, activities }) => isUnknown(operation, activities));
  const named = new Map<Operation, Activity[]>();
  const told = new Set(found.flatMap(({ activities }) => activities.map(({ kind }) => kind)));
  const tell = (operation: Operation, name: string | undefined): void => {
    for (const { kind, sort } of name === undefined ? [] : meaningsOfName(names, name)) {
      if (told.has(kind)) continue;
      told.add(kind);
      const meaning: Meaning = { kind, sort, tool: name ?? '', how: 'name', certainty: 'tentative', isDoubtful: false };
      named.set(operation, [...(named.get(operation) ?? []), withMeaning(operation, meaning)]);
    }
  };
  for (const { operation } of unknown) tell(operation, operation.innerStep?.name?.text);
  const [first] = unknown;
  if (!first) return named;
  for (const name of [job.name?.text, job.id.text]) tell(first.operation, name);
  if (job.workflow.jobs.length === 1) tell(first.operation, job.workflow.name?.text);
  return named;
}
