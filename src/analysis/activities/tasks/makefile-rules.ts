import type { Span, Text } from '../../../core/source.ts';
import { sliceText, spanWithin } from '../../../core/source.ts';
import { continues, linesOf, type Line } from './lines.ts';
import { closingEnd, expandMakeName, newMakeBudget, type MakeBudget } from './make-variables.ts';

/** What GNU Make reads of one or more files: https://www.gnu.org/software/make/manual/make.html */
export interface Makefile {
  readonly rules: ReadonlyMap<string, readonly MakeRule[]>;
  /** Targets with a `%`, in order. */
  readonly patterns: readonly MakeRule[];
  readonly variables: ReadonlyMap<string, string>;
  /** What plain `make` builds. */
  readonly usual: string | undefined;
  /** By `.IGNORE`. */
  readonly ignored: ReadonlySet<string> | 'all';
  readonly isOneShell: boolean;
  readonly budget: MakeBudget;
  /** Files that it includes, as written; `-include` asks for less. */
  readonly includes: readonly { readonly path: string; readonly isOptional: boolean }[];
}

/** One target of one rule. */
export interface MakeRule {
  readonly target: string;
  readonly at: Span;
  readonly needs: readonly string[];
  /** Lines with their continuations, without the tab in front. */
  readonly recipe: readonly Text[];
  readonly isDouble: boolean;
}

interface Reading {
  readonly rules: Map<string, MakeRule[]>;
  readonly patterns: MakeRule[];
  readonly variables: Map<string, string>;
  readonly includes: { readonly path: string; readonly isOptional: boolean }[];
  readonly ignored: Set<string>;
  readonly budget: MakeBudget;
  ignoresAll: boolean;
  isOneShell: boolean;
  first: string | undefined;
  /** Where the lines of the rule in hand go. */
  recipe: Text[] | undefined;
}

export function readMakefile(texts: readonly Text[]): Makefile {
  const reading: Reading = {
    rules: new Map(),
    patterns: [],
    variables: new Map(),
    includes: [],
    ignored: new Set(),
    budget: newMakeBudget(),
    ignoresAll: false,
    isOneShell: false,
    first: undefined,
    recipe: undefined,
  };
  for (const text of texts) {
    reading.recipe = undefined;
    readLines(text, reading);
  }
  const { rules, patterns, variables, includes, isOneShell, budget } = reading;
  const usual = variables.get('.DEFAULT_GOAL') ?? reading.first;
  return {
    rules,
    patterns,
    variables,
    includes,
    isOneShell,
    budget,
    usual,
    ignored: reading.ignoresAll ? 'all' : reading.ignored,
  };
}

function readLines(text: Text, reading: Reading): void {
  const lines = linesOf(text.text);
  let isDefine = false;
  for (let index = 0; index < lines.length; index++) {
    const first = lines[index];
    if (!first) continue;
    const prefix = reading.variables.get('.RECIPEPREFIX')?.[0] ?? '\t';
    const isRecipe = reading.recipe !== undefined && text.text[first.start] === prefix;
    let last: Line = first;
    while (continues(text.text, last) && index + 1 < lines.length) last = lines[++index] ?? last;
    if (isRecipe && !isDefine) {
      reading.recipe?.push(sliceText(text, first.start + 1, last.end));
      continue;
    }
    const written = text.text.slice(first.start, last.end);
    // Of equal length, so that places stay what they are.
    const line = withoutComment(written.replace(/\\\r?\n/g, (found) => ' '.repeat(found.length)));
    if (isDefine) isDefine = !/^\s*endef\b/.test(line);
    else if (/^\s*(?:(?:override|export)\s+)?define\s/.test(line)) isDefine = true;
    else readLine(text, first.start, line, reading);
  }
}

const withoutComment = (line: string): string => line.replace(/(^|[^\\])#[^]*$/, '$1');

function readLine(text: Text, start: number, line: string, reading: Reading): void {
  // Both sides of a condition are read; neither ends a rule.
  if (/^\s*(?:(?:ifeq|ifneq|ifdef|ifndef|else|endif)\b|$)/.test(line)) return;
  reading.recipe = undefined;
  const include = /^ *(-|s)?include\s+(.*)$/.exec(line);
  if (include) {
    const paths = expandMakeName(include[2] ?? '', reading.variables, reading.budget)
      .trim()
      .split(/\s+/);
    reading.includes.push(...paths.map((path) => ({ path, isOptional: include[1] !== undefined })));
    return;
  }
  if (/^\s*(?:vpath|undefine|unexport)\s/.test(line) || assigns(line, reading.variables)) return;
  readRule(text, start, line, reading);
}

/** Cheap, and linear: a name is one word. */
const assignment = /^\s*(?:(?:export|override|private)\s+)*([^\s:#=?+!$]+)\s*(\?|\+|:{1,3}|!)?=\s*(.*)$/;

function assigns(line: string, variables: Map<string, string>): boolean {
  const [, name, operator, written = ''] = assignment.exec(line) ?? [];
  if (name === undefined) return false;
  const value = written.trimEnd();
  const before = variables.get(name);
  if (operator === '+') variables.set(name, before === undefined ? value : appended(before, value));
  else if (operator === '!') variables.set(name, `$(shell ${value})`);
  else if (operator !== '?' || before === undefined) variables.set(name, selfFree(name, value, before ?? ''));
  return true;
}

const longestValue = 8_000;

const appended = (before: string, value: string): string =>
  before.length > longestValue ? before : `${before} ${value}`;

/** `X := $(X) more` would stand for itself for ever. */
const selfFree = (name: string, value: string, before: string): string =>
  before.length > longestValue ? value : value.replaceAll(`$(${name})`, before).replaceAll(`\${${name}}`, before);

function readRule(text: Text, start: number, line: string, reading: Reading): void {
  const colon = outside(line, ':', 0);
  if (colon === undefined || colon === 0) return;
  const isDouble = line[colon + 1] === ':';
  const behind = colon + (isDouble ? 2 : 1);
  const semicolon = outside(line, ';', behind);
  const needed = line.slice(behind, semicolon);
  // A variable of the target: its needs are said elsewhere.
  if (assignment.test(needed.trim())) return;
  const stems = outside(needed, ':', 0);
  const listed = expandMakeName(needed.slice(stems === undefined ? 0 : stems + 1), reading.variables, reading.budget);
  const needs = wordsIn(listed).filter((need) => need !== '|');
  const recipe: Text[] = [];
  if (semicolon !== undefined) recipe.push(sliceText(text, start + semicolon + 1, start + line.length));
  for (const { name, from, to } of targetsIn(line.slice(0, colon).replace(/&$/, ' '), reading)) {
    if (/^\.[A-Z_]+$/.test(name)) {
      readSpecial(name, needs, reading);
      continue;
    }
    const rule: MakeRule = { target: name, at: spanWithin(text, start + from, start + to), needs, recipe, isDouble };
    if (name.includes('%')) {
      reading.patterns.push(rule);
      continue;
    }
    if (!name.startsWith('.') || name.includes('/')) reading.first ??= name;
    const same = reading.rules.get(name);
    if (same) same.push(rule);
    else reading.rules.set(name, [rule]);
  }
  reading.recipe = recipe;
}

function readSpecial(name: string, needs: readonly string[], reading: Reading): void {
  if (name === '.ONESHELL') reading.isOneShell = true;
  if (name !== '.IGNORE') return;
  if (needs.length === 0) reading.ignoresAll = true;
  for (const need of needs) reading.ignored.add(need);
}

/** The first place of a character outside `$( )`. */
function outside(line: string, wanted: string, from: number): number | undefined {
  for (let at = from; at < line.length; at++) {
    if (line[at] === wanted) return at;
    if (line[at] !== '$' || !/[({]/.test(line[at + 1] ?? '')) continue;
    const end = closingEnd(line, at + 1);
    if (end === undefined) return undefined;
    at = end - 1;
  }
  return undefined;
}

const wordsIn = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

interface WrittenTarget {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Names that a variable stands for have its place. */
const targetsIn = (line: string, { variables, budget }: Reading): readonly WrittenTarget[] =>
  writtenWords(line).flatMap(([from, to]) =>
    wordsIn(expandMakeName(line.slice(from, to), variables, budget)).map((name) => ({ name, from, to })),
  );

/** Words with the blanks that stand inside `$( )`. */
function writtenWords(line: string): readonly (readonly [from: number, to: number])[] {
  const words: [number, number][] = [];
  let isOpen = false;
  let from: number | undefined;
  for (let at = 0; at <= line.length; at++) {
    const character = line[at] ?? ' ';
    if (/\s/.test(character)) {
      if (from !== undefined) words.push([from, at]);
      from = undefined;
      continue;
    }
    from ??= at;
    if (isOpen || character !== '$' || !/[({]/.test(line[at + 1] ?? '')) continue;
    const end = closingEnd(line, at + 1);
    if (end === undefined) isOpen = true;
    else at = end - 1;
  }
  return words;
}
