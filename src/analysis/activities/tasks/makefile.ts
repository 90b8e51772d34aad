import type { Text } from '../../../core/source.ts';
import { plainText, sliceText, spanOf } from '../../../core/source.ts';
import { deriveText, type Piece } from '../../../documents/derived-text.ts';
import { parseScript } from '../../../documents/shell.ts';
import { posixShells, programName } from '../../../knowledge/shells.ts';
import { linesOf } from './lines.ts';
import { readMakefile, type MakeRule, type Makefile } from './makefile-rules.ts';
import { expandMake, type MakeBudget, type MakeVariables } from './make-variables.ts';
import { mostBodies, type Body, type Definition, type Reference, type TaskFile } from './task.ts';

/** The targets of Makefiles that are read as one: the file itself and those that it includes. Run in `folder`. */
export function targetsOfMakefiles(texts: readonly Text[], folder: string | undefined, isWhole: boolean): TaskFile {
  const makefile = readMakefile(texts);
  const definitions = new Map<string, Definition | undefined>();
  const find = (name: string): Definition | undefined => {
    if (!definitions.has(name)) definitions.set(name, definitionOf(makefile, name, folder));
    return definitions.get(name);
  };
  return {
    kind: 'target',
    find,
    usual: makefile.usual,
    // What is needed is a file more often than a target; those of files that are not read have plain names.
    mayHold: (name) => !isWhole && /^[\w-]+$/.test(name),
  };
}

function definitionOf(makefile: Makefile, name: string, folder: string | undefined): Definition | undefined {
  const named = makefile.rules.get(name) ?? [];
  const pattern = named.some(({ recipe }) => recipe.length > 0) ? undefined : patternRule(makefile, name);
  const rules = pattern ? [...named, pattern.rule] : named;
  const first = rules[0];
  if (!first) return undefined;
  const needs = rules.flatMap((rule) => rule.needs.map((need) => need.replace('%', pattern?.stem ?? '%')));
  const parts: Reference[] = [...new Set(needs)].map((task) => ({ task }));
  const shell = makefile.variables.get('SHELL');
  const isShell = shell === undefined || shell.split(/\s+/).some((word) => posixShells.has(programName(word)));
  const recipes = recipesOf(rules);
  if (recipes.length === 0) return { name, at: first.at, parts };
  if (!isShell) return { name, at: first.at, parts: undefined };
  const variables: MakeVariables = new Map([
    ...makefile.variables,
    ['@', name],
    ['<', needs[0] ?? ''],
    ['^', needs.join(' ')],
    ['*', pattern?.stem ?? ''],
  ]);
  const ignoresAll = makefile.ignored === 'all' || makefile.ignored.has(name);
  const texts = makefile.isOneShell ? recipes.flatMap((lines) => inOne(lines)) : recipes.flat().slice(0, mostBodies);
  const bodies = texts.flatMap((text) => bodyOf(text, variables, makefile.budget, folder, ignoresAll) ?? []);
  return { name, at: first.at, parts: [...parts, ...bodies] };
}

/** With one colon the last recipe wins; with two all of them run. */
function recipesOf(rules: readonly MakeRule[]): readonly (readonly Text[])[] {
  const written = rules.filter(({ recipe }) => recipe.length > 0);
  const chosen = written.some(({ isDouble }) => isDouble) ? written : written.slice(-1);
  return chosen.map(({ recipe }) => recipe);
}

/** The rule with the shortest stem, as GNU Make chooses. */
function patternRule(makefile: Makefile, name: string): { readonly rule: MakeRule; readonly stem: string } | undefined {
  let best: { readonly rule: MakeRule; readonly stem: string } | undefined;
  for (const rule of makefile.patterns) {
    const [before = '', after = ''] = rule.target.split('%');
    if (rule.recipe.length === 0 || name.length <= before.length + after.length) continue;
    if (!name.startsWith(before) || !name.endsWith(after)) continue;
    const stem = name.slice(before.length, name.length - after.length);
    // What matches anything is only for what its needs can be made for.
    if (rule.target === '%' && !rule.needs.every((need) => makefile.rules.has(need.replace('%', stem)))) continue;
    if (!best || stem.length < best.stem.length) best = { rule, stem };
  }
  return best;
}

function inOne(lines: readonly Text[]): readonly Text[] {
  const [first] = lines;
  const last = lines.at(-1) ?? first;
  return first && last ? [plainText(spanOf(first.span.file, first.span.start, last.span.end))] : [];
}

/** What the shell gets of a recipe's line: tabs behind continuations off, variables filled in, `@`, `-` and `+` off. */
function bodyOf(
  recipe: Text,
  variables: MakeVariables,
  budget: MakeBudget,
  folder: string | undefined,
  ignores: boolean,
): Body | undefined {
  const pieces: Piece[] = linesOf(recipe.text).flatMap(({ start, end }, index, all) => {
    const from = index > 0 && recipe.text[start] === '\t' ? start + 1 : start;
    const next = all[index + 1]?.start;
    return [{ start: from, end }, ...(next === undefined ? [] : [{ start: next - 1, end: next }])];
  });
  const plain =
    pieces.length === 1
      ? recipe
      : deriveText(
          recipe,
          pieces.filter(({ start, end }) => start < end),
        );
  const expanded = expandMake(plain, variables, budget);
  const [prefix = ''] = /^[@+\-\s]*/.exec(expanded.text) ?? [];
  const text = sliceText(expanded, prefix.length, expanded.text.length);
  if (/^(?:#|$)/.test(text.text)) return undefined;
  return { script: parseScript(text), folder, ignoresStatus: ignores || prefix.includes('-') };
}
