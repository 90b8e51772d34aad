import { code } from '../../core/message.ts';
import type { Practice } from '../../core/delivery.ts';
import { isNonShipping } from '../../core/paths.ts';
import { positionOf } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { isDependency } from '../../documents/kind.ts';
import type { Job } from '../../documents/workflow-model.ts';
import { settingsFile, type SignTerm } from '../../knowledge/practices.ts';
import type { Operation } from '../activities/activity.ts';
import { entryJobsOf, operationsOf } from '../activities/operations.ts';
import type { Program } from '../shell/programs.ts';
import { type Glob, globOf, knowsProgram, type Phrases, readPhrases, termsFor } from '../activities/phrases.ts';

/** One thing that shows how a team works, and where it stands. */
export interface Sign {
  readonly what: string;
  /** The command, action or file that says it. */
  readonly by: string;
  readonly path: string;
  /** From 1; `undefined` where the path alone says it. */
  readonly line: number | undefined;
}

/** What was seen, at the place of its first sign. */
export function practiceSeen(name: string, detail: string, { path, line }: Pick<Sign, 'path' | 'line'>): Practice {
  return { name, answer: 'seen', detail, path, ...(line === undefined ? {} : { line }) };
}

/** `canary (`kubectl argo rollouts`), feature flags (`package.json`)`. */
export const inWords = (signs: readonly Sign[]): string => listed(signs.map(({ what, by }) => `${what} (${code(by)})`));

/** `a, b and c`; of many the first four. */
export function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, most);
  if (texts.length > most) return `${shown.join(', ')} and ${(texts.length - most).toString()} more`;
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

const most = 4;

/** What jobs do, without what never runs. */
export function everyOperation(repository: Repository): readonly Operation[] {
  const found = known.get(repository) ?? operationsIn(entryJobsOf(repository), repository);
  known.set(repository, found);
  return found;
}

const known = new WeakMap<Repository, readonly Operation[]>();

export const operationsIn = (jobs: readonly Job[], repository: Repository): readonly Operation[] =>
  jobs.flatMap((job) => operationsOf(job, repository)).filter(({ isDisabled }) => !isDisabled);

/** The first sign of each kind, in the order of the table: of commands and actions, else of texts, else of paths. */
export const signsOf = (
  terms: readonly SignTerm[],
  repository: Repository,
  operations: readonly Operation[],
): readonly Sign[] => {
  const done = signsOfOperations(terms, operations);
  return terms.flatMap(
    (term) =>
      done.find(({ what }) => what === term.what) ?? signOfText(term, repository) ?? signOfPath(term, repository) ?? [],
  );
};

/** Those of commands and actions alone, in the order in which they are done. */
export function signsOfOperations(terms: readonly SignTerm[], operations: readonly Operation[]): readonly Sign[] {
  const { phrases, actions } = tableOf(terms);
  const { uses, runs } = usesIn(operations);
  const found: (readonly [place: number, sign: Sign])[] = [];
  for (const [name, all] of uses) {
    const named = actions.filter((action) => action.name.test(name));
    for (const { place, operation } of named.length === 0 ? [] : all)
      for (const { what, isGiven } of named) if (isGiven(operation)) found.push([place, signAt(operation, what, name)]);
  }
  for (const [program, all] of runs) {
    for (const { place, operation, words } of knowsProgram(phrases, program) ? all : []) {
      const texts = words.map(({ text }) => operation.fill(text));
      for (const { what } of termsFor(phrases, program, texts))
        found.push([place, signAt(operation, what, commandOf(program, texts))]);
    }
  }
  return found.sort(([one], [other]) => one - other).map(([, sign]) => sign);
}

interface Use {
  /** In the order of all operations. */
  readonly place: number;
  readonly operation: Operation;
  /** Arguments of the program. */
  readonly words: Program['arguments'];
}

/** Operations by what they use: tables are many, and each is about a few names only. */
interface Uses {
  readonly uses: ReadonlyMap<string, readonly Use[]>;
  readonly runs: ReadonlyMap<string, readonly Use[]>;
}

const ofOperations = new WeakMap<readonly Operation[], Uses>();

function usesIn(operations: readonly Operation[]): Uses {
  const known = ofOperations.get(operations);
  if (known) return known;
  const uses = new Map<string, Use[]>();
  const runs = new Map<string, Use[]>();
  const add = (to: Map<string, Use[]>, name: string, use: Use): void => {
    const others = to.get(name);
    if (others) others.push(use);
    else to.set(name, [use]);
  };
  let place = 0;
  for (const operation of operations) {
    const used = nameOfAction(operation);
    if (used !== undefined) add(uses, used, { place: place++, operation, words: [] });
    for (const { program, arguments: words } of operation.programs)
      add(runs, program, { place: place++, operation, words });
  }
  const found = { uses, runs };
  ofOperations.set(operations, found);
  return found;
}

interface Table {
  readonly phrases: Phrases<{ readonly what: string; readonly phrases: string }>;
  readonly actions: readonly ReadAction[];
}

const tables = new WeakMap<readonly SignTerm[], Table>();

function tableOf(terms: readonly SignTerm[]): Table {
  const known = tables.get(terms);
  if (known) return known;
  const commands = terms.flatMap(({ what, phrases }) => (phrases ? [{ what, phrases }] : []));
  const table = { phrases: readPhrases(commands), actions: terms.flatMap(readActions) };
  tables.set(terms, table);
  return table;
}

export const signAt = ({ at }: Pick<Operation, 'at'>, what: string, by: string): Sign => ({
  what,
  by,
  path: at.file.path,
  line: positionOf(at.file, at.start).line,
});

const nameOfAction = ({ uses }: Operation): string | undefined =>
  uses?.repository === undefined ? undefined : [uses.repository, uses.path.toLowerCase()].filter(Boolean).join('/');

/** The program with the words that say which of its tasks it is. */
function commandOf(program: string, words: readonly string[]): string {
  const end = words.findIndex((word) => !/^[a-z][\w:-]*$/i.test(word));
  const plain = end === -1 ? words : words.slice(0, end);
  const depth = Object.hasOwn(depths, program) ? depths[program] : 0;
  return [program, ...plain.slice(0, depth)].join(' ');
}

/** How many words name a task. */
const depths: Readonly<Record<string, number>> = {
  ...{ aws: 2, az: 3, gcloud: 3, kubectl: 3, fly: 1, flyctl: 1, docker: 2, vault: 1, op: 1, sops: 1, doppler: 1 },
  ...{ npm: 2, pnpm: 2, yarn: 2, bun: 2, go: 1, cargo: 1, dotnet: 1, make: 1, just: 1, task: 1, mix: 1, bazel: 1 },
  ...{ coverage: 1, gradle: 1, gradlew: 1, mvn: 1, mvnw: 1, deno: 1, forge: 1, k6: 1, swift: 1, promtool: 1 },
};

interface ReadAction {
  readonly what: string;
  readonly name: Glob;
  readonly isGiven: (operation: Operation) => boolean;
}

function readActions({ what, uses = '' }: SignTerm): readonly ReadAction[] {
  return uses.split('\n').flatMap((line) => {
    const [name, ...demands] = line.trim().split(/\s+/);
    if (!name) return [];
    const wanted = demands.map((demand) => {
      const [input = '', value = '*'] = demand.split(/=(.*)/s);
      return { input, value: globOf(value) };
    });
    const isGiven = ({ inputs }: Operation): boolean =>
      wanted.every(({ input, value }) => {
        const given = inputs.get(input)?.trim();
        return given !== undefined && given !== '' && given !== 'false' && value.test(given);
      });
    return [{ what, name: globOf(`${name}|${name}/*`), isGiven }];
  });
}

/** Workflows are read as such; examples and tests say nothing of the product, and definitions of resources nothing of their use. */
const isOfProduct = (path: string): boolean =>
  !path.startsWith('.github/') && !isNonShipping(path) && !isDependency(path) && !/crds?\//i.test(path);

function signOfText({ what, text }: SignTerm, { tree }: Repository): Sign | undefined {
  if (!text) return undefined;
  for (const [path, whole] of tree.texts) {
    if (!text.path.test(path) || !isOfProduct(path)) continue;
    const places = text.says.map((pattern) => whole.search(pattern));
    if (!places.includes(-1))
      return { what, by: path, path, line: positionOf({ path, text: whole }, places.at(-1) ?? 0).line };
  }
  return undefined;
}

function signOfPath({ what, path: pattern }: SignTerm, repository: Repository): Sign | undefined {
  const path = pattern && settingsOf(repository).find((each) => pattern.test(each));
  return path === undefined ? undefined : { what, by: path, path, line: undefined };
}

const settings = new WeakMap<Repository, readonly string[]>();

/** Paths that may be a sign: a few of all there are. */
function settingsOf(repository: Repository): readonly string[] {
  const found =
    settings.get(repository) ?? repository.paths.filter((path) => settingsFile.test(path) && isOfProduct(path));
  settings.set(repository, found);
  return found;
}
