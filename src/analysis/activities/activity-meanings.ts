import type { Repository } from '../../documents/document.ts';
import type { Uses } from '../../documents/workflow-model.ts';
import {
  actionTerms,
  commandTerms,
  inertActions,
  inertPhrases,
  inertPrograms,
  names,
  taskNames,
} from '../../knowledge/vocabulary/index.ts';
import type { ActionTerm, CommandTerm, NameTerm } from '../../knowledge/vocabulary/terms.ts';
import type { Activity, Operation } from './activity.ts';
import { valuesOf } from '../runs/matrix.ts';
import { isOwnProduct } from './own-actions.ts';
import { type Glob, globOf, knowsProgram, readPhrases, termsFor, type Phrases } from './phrases.ts';

/** What an operation is there for, without the operation itself. */
export type Meaning = Pick<Activity, 'kind' | 'sort' | 'tool' | 'how' | 'certainty' | 'isDoubtful'>;

/** All that tables say of an operation, the surest first; the same kind may stand there twice. */
export const meaningsOf = (operation: Operation, repository: Repository): readonly Meaning[] => [
  ...meaningsOfCommand(operation),
  ...(operation.uses ? meaningsOfUses(operation, operation.uses, repository) : meaningsOfTask(operation)),
];

/** What a name of a step, a job or a workflow says. */
export const meaningsOfTitle = (name: string): readonly NameTerm[] => meaningsOfName(names, name);

/** A program, action or call that is known and is evidence of nothing. */
export function isInert({ uses, programs }: Operation): boolean {
  if (uses) return isInertAction(nameOfUses(uses) ?? '');
  const inner = programs.at(-1);
  if (!inner) return false;
  const words = inner.arguments.map(({ text }) => text);
  if (inertPrograms.has(inner.program) || asksOnly(words)) return true;
  return termsFor(vocabulary().inert, inner.program, words).length > 0;
}

let read:
  { readonly commands: Phrases<CommandTerm>; readonly inert: Phrases<{ readonly phrases: string }> } | undefined;
const vocabulary = () =>
  (read ??= { commands: readPhrases(commandTerms), inert: readPhrases([{ phrases: inertPhrases }]) });

function meaningsOfCommand(operation: Operation): readonly Meaning[] {
  const { programs, fill } = operation;
  const how = howOf(operation);
  const task = unreadTaskOf(operation);
  return programs.flatMap(({ program, arguments: words }) => {
    if (!isKnown(program)) return [];
    const texts = words.map(({ text }) => (text.includes('$') ? fill(text) : text));
    if (asksOnly(texts)) return [];
    const sure = meaningsOfWords(program, texts, how);
    // `npm test`, `tox -e py312`: what is started cannot be read, and counts by its name.
    if (task && task.kind !== 'script' && task.name !== program)
      return sure.map((meaning) => ({ ...meaning, how: task.kind, certainty: 'firm' }));
    if (sure.length > 0 || !texts.some((text) => text.includes('matrix.'))) return sure;
    return variantsOf(operation, texts).flatMap((variant) => meaningsOfWords(program, variant, 'matrix'));
  });
}

const isKnown = (program: string): boolean => knowsProgram(vocabulary().commands, program);

function meaningsOfWords(program: string, words: readonly string[], how: Activity['how']): readonly Meaning[] {
  return termsFor(vocabulary().commands, program, words.map(withoutExpressions)).map(
    ({ kind, sort, isDoubtful }): Meaning => {
      const certainty = how === 'matrix' ? 'tentative' : 'certain';
      return { kind, sort, tool: toolOf(program, words), how, certainty, isDoubtful: isDoubtful ?? false };
    },
  );
}

/**
 * `tox -e ${{ matrix.env || format('py{0}', matrix.python) }}`: the words of an expression are nobody's. What a secret or
 * variable is called tells what it holds: `curl ${{ secrets.DEPLOY_HOOK }}`.
 */
const withoutExpressions = (word: string): string =>
  word.includes('${{') ? word.replace(/\$\{\{(?!\s*(?:secrets|vars|env)\.[\w-]+\s*\}\}).*?\}\}/gs, '${{}}') : word;

/** `make ${{ matrix.target }}`, once for each value. */
function variantsOf({ innerStep }: Operation, texts: readonly string[]): readonly (readonly string[])[] {
  const variants = innerStep ? valuesOf(innerStep, texts) : [];
  return variants.filter((variant) => variant.some((text, index) => text !== texts[index]));
}

/** Tells of itself and does nothing. */
const asksOnly = (words: readonly string[]): boolean =>
  words.at(-1) === '--help' || (words.length === 1 && /^(?:--?version|-V|-h|version|help)$/.test(words[0] ?? ''));

/** `kubectl apply`, `npm publish`, `eslint`: with its subcommand where it has one. */
function toolOf(program: string, words: readonly string[]): string {
  // `terraform -chdir=infra apply`
  const first = words.find((word) => !/^--?[\w-]+=/.test(word)) ?? '';
  return hasSubcommands.test(program) && /^[a-z][\w:-]*$/.test(first) ? `${program} ${first}` : program;
}

const hasSubcommands =
  /^(?:npm|pnpm|yarn|bun|go|cargo|docker|podman|kubectl|helm|helmfile|terraform|tofu|terragrunt|dotnet|composer|mix|dart|flutter|swift|deno|gh|az|aws|gcloud|uv|poetry|pdm|hatch|flit|maturin|gem|pulumi|cdk|sam|sls|serverless|kamal|railway|supabase|heroku|cf|eb|copilot|azd|nomad|kustomize|fly|flyctl|make|just|task|mage|trivy|snyk|buf|nx|turbo|lerna|bazel|argocd|flux|skaffold|firebase|vercel|netlify|wrangler|oras|crane|skopeo|buildah|bundle|rake|rails|fastlane)$/;

/** What stands behind an opaque one is its own name, and not the way to it. */
function howOf({ via, isOpaque, uses }: Operation): Activity['how'] {
  const entered = isOpaque && !uses ? via.slice(0, -1) : via;
  const last = entered.findLast(({ kind }) => kind !== 'composite action' && kind !== 'reusable workflow');
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

interface UnreadTask {
  readonly kind: 'package script' | 'target' | 'script';
  readonly name: string;
}

/** What the operation starts and nobody can read. */
function unreadTaskOf({ isOpaque, uses, via }: Operation): UnreadTask | undefined {
  const last = isOpaque && !uses ? via.at(-1) : undefined;
  if (last?.kind !== 'package script' && last?.kind !== 'target' && last?.kind !== 'script') return undefined;
  return { kind: last.kind, name: last.name };
}

/** A script or target whose body cannot be read counts by its name, a tool of the project also by what it is told. */
function meaningsOfTask(operation: Operation): readonly Meaning[] {
  const task = unreadTaskOf(operation);
  const inner = operation.programs.at(-1);
  if (!task || !inner) return [];
  const { kind: how, name } = task;
  // `yarn prettier`: what the tables know of a program is all that there is to know.
  if (how === 'package script' && name === inner.program && isKnown(name)) return [];
  const isTool = how === 'script' && toolOfProject.test(inner.program) && !isUnderstood(operation);
  const word = isTool
    ? wordToldTo(
        inner.arguments.flatMap(({ text }) => text.split(' ')),
        inner.program,
      )
    : undefined;
  const variants = name.includes('matrix.') ? variantsOf(operation, [name]).flat() : [];
  const called = [...(name.includes('${{') ? [] : [name]), ...(word ? [word] : [])].map((text) => ({
    text,
    certainty: 'firm' as const,
  }));
  const computed = variants.map((text) => ({ text, certainty: 'tentative' as const }));
  return [...called, ...computed].flatMap(({ text, certainty }) =>
    meaningsOfName(taskNames, text).map((term): Meaning => {
      const { kind, sort } = term;
      return { kind, sort, tool: name, how, certainty: term.certainty ?? certainty, isDoubtful: false };
    }),
  );
}

/** `./dev test`, `./build.sh --target=Test`, `pwsh -ExecutionPolicy Bypass -File build.ps1 Test`, `dotnet cake --target=Test` */
function wordToldTo(words: readonly string[], program: string): string | undefined {
  const own = words.filter((word) => !/^(?:Bypass|Unrestricted|RemoteSigned|AllSigned)$/i.test(word));
  return own
    .flatMap((word) => /^(?:--?t(?:argets?|asks?)?[=:])?([a-z][\w:-]*)$/i.exec(word)?.[1] ?? [])
    .at(program === 'dotnet' ? -1 : 0);
}

/** `./bin/flux check` is one of the program's own calls, whoever built it. */
const isUnderstood = (operation: Operation): boolean => meaningsOfCommand(operation).length > 0 || isInert(operation);

/** `./mach test`, `./dev.sh lint`; the first word behind another script is nobody's subcommand. */
const toolOfProject =
  /^(?:[\w-]+|(?:x|manage|dev|develop|task|tasks|run|build|ci|do|go|make|cli|tool|tools|project|main)\.\w+)$/;

/** `runUnitTests` is read as `run Unit Tests`: the tables look for whole words. */
function meaningsOfName(terms: readonly NameTerm[], name: string): readonly NameTerm[] {
  const told = terms === names ? toldByTitles : toldByTasks;
  const words = name
    .slice(0, longestName)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  const known = told.get(words);
  if (known) return known;
  const found = terms.filter((term) => term.name.test(words));
  if (told.size < mostKept) told.set(words, found);
  return found;
}

/** The same names stand in many steps. */
const toldByTitles = new Map<string, readonly NameTerm[]>();
const toldByTasks = new Map<string, readonly NameTerm[]>();
const mostKept = 10_000;

/** Beyond it there is no name that anybody reads. */
const longestName = 200;

interface ReadAction {
  readonly term: ActionTerm;
  /** In the order of the tables. */
  readonly place: number;
  readonly inputs: readonly {
    readonly name: string;
    readonly value: Glob | undefined;
    readonly isForbidden: boolean;
  }[];
}

interface ActionTable {
  /** By `owner/repository` or `owner/repository/path`. */
  readonly byName: ReadonlyMap<string, readonly ReadAction[]>;
  /** Those with a `*` in the name. */
  readonly byPattern: readonly (readonly [name: Glob, action: ReadAction])[];
}

let readActions: ActionTable | undefined;
/** The same few actions are used again and again. */
const asked = new Map<string, readonly ReadAction[]>();

/** What a table says of an action holds for all that lies in its folder, too. */
function actionsNamed(name: string): readonly ReadAction[] {
  const known = asked.get(name);
  if (known) return known;
  const { byName, byPattern } = (readActions ??= readActionTable());
  const parts = name.split('/');
  const named = parts.flatMap((_, index) => byName.get(parts.slice(0, index + 1).join('/')) ?? []);
  const globbed = byPattern.flatMap(([pattern, action]) => (pattern.test(name) ? [action] : []));
  const found = [...named, ...globbed].sort((a, b) => a.place - b.place);
  if (asked.size < mostKept) asked.set(name, found);
  return found;
}

function readActionTable(): ActionTable {
  const byName = new Map<string, ReadAction[]>();
  const byPattern: (readonly [Glob, ReadAction])[] = [];
  let place = 0;
  for (const term of actionTerms) {
    for (const line of term.uses.split('\n')) {
      const [name, ...demands] = line.trim().split(/\s+/);
      if (!name) continue;
      const action: ReadAction = { term, place: place++, inputs: demands.map(readDemand) };
      if (name.includes('*')) byPattern.push([globOf(`${name}|${name}/*`), action]);
      else byName.set(name, [...(byName.get(name) ?? []), action]);
    }
  }
  return { byName, byPattern };
}

function readDemand(demand: string): ReadAction['inputs'][number] {
  const isForbidden = demand.startsWith('!');
  const [name = '', value] = demand.replace(/^!/, '').split(/=(.*)/s);
  return { name, value: value === undefined ? undefined : globOf(value), isForbidden };
}

function meaningsOfUses(operation: Operation, uses: Uses, repository: Repository): readonly Meaning[] {
  const how = operation.innerStep ? 'action' : 'reusable workflow';
  if (uses.kind === 'local' || uses.kind === 'self') return meaningsOfOwn(operation, uses, repository);
  const name = nameOfUses(uses);
  if (name === undefined) return [];
  const listed = actionsNamed(name);
  const terms = listed.filter(({ inputs }) => inputs.every((input) => isGiven(input, operation)));
  const known = terms.map(({ term: { kind, sort, certainty, isDoubtful } }): Meaning => {
    return { kind, sort, tool: name, how, certainty: certainty ?? 'certain', isDoubtful: isDoubtful ?? false };
  });
  if (listed.length > 0 || isInertAction(name)) return known;
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
const meaningsOfOwn = (operation: Operation, uses: Uses, repository: Repository): readonly Meaning[] =>
  isOwnProduct(operation, uses, repository)
    ? [{ kind: 'test', sort: 'integration', tool: uses.text.text, how: 'action', certainty: 'firm', isDoubtful: false }]
    : [];

function isGiven({ name, value, isForbidden }: ReadAction['inputs'][number], { inputs }: Operation): boolean {
  const given = inputs.get(name);
  const isMet = value
    ? given !== undefined && value.test(given.trim())
    : given !== undefined && given.trim() !== 'false';
  return isMet !== isForbidden;
}

const isInertAction = (name: string): boolean =>
  inertActions.has(name) || inertActions.has(name.split('/').slice(0, 2).join('/'));
