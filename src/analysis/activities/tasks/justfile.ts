import { sliceText, spanWithin, type Text } from '../../../core/source.ts';
import { posixShells, programName } from '../../../knowledge/shells.ts';
import { continues, linesOf, type Line } from './lines.ts';
import { isForShell, mostBodies, type Body, type Definition, type Reference, type TaskFile } from './task.ts';
import { bodyOf, bodyOfLine, replaceIn } from './texts.ts';

export interface Justfile {
  readonly tasks: TaskFile;
  /** How many words a recipe takes; all of them where it takes any number. */
  readonly parametersOf: (name: string) => number;
}

interface Recipe {
  readonly name: string;
  readonly text: Text;
  readonly start: number;
  readonly parameters: string;
  readonly needs: string;
  readonly lines: Line[];
}

/** The recipes of a justfile and of those it imports. */
export function readJustfile(texts: readonly Text[], folder: string, isWhole: boolean): Justfile {
  const recipes = new Map<string, Recipe>();
  const aliases = new Map<string, string>();
  const variables = new Map<string, string>();
  let isShell = true;
  for (const text of texts) {
    let recipe: Recipe | undefined;
    for (const line of linesOf(text.text)) {
      const written = text.text.slice(line.start, line.end);
      if (/^[ \t]/.test(written) || written === '') {
        recipe?.lines.push(line);
        continue;
      }
      if (/^[#[]/.test(written)) continue;
      const [, alias, aliased] = /^alias[ \t]+([\w-]+)[ \t]*:=[ \t]*([\w:-]+)/.exec(written) ?? [];
      const [, shell] = /^set[ \t]+shell[ \t]*:=[ \t]*\[[ \t]*["']([^"']*)["']/.exec(written) ?? [];
      const [, variable, value] =
        /^(?:export[ \t]+)?([\w-]+)[ \t]*:=[ \t]*["']([^"']*)["'][ \t]*(?:#.*)?$/.exec(written) ?? [];
      if (alias !== undefined && aliased !== undefined) aliases.set(alias, aliased);
      else if (shell !== undefined) isShell = posixShells.has(programName(shell));
      else if (variable !== undefined && value !== undefined) variables.set(variable, value);
      recipe = recipeAt(text, line.start, written);
      // In the file itself a recipe comes before an imported one of the same name.
      if (recipe && !recipes.has(recipe.name)) recipes.set(recipe.name, recipe);
    }
  }
  const definitions = new Map<string, Definition | undefined>();
  const recipeNamed = (name: string): Recipe | undefined => recipes.get(aliases.get(name) ?? name);
  const find = (name: string): Definition | undefined => {
    const recipe = recipeNamed(name);
    if (!recipe) return undefined;
    if (!definitions.has(recipe.name)) definitions.set(recipe.name, definitionOf(recipe, variables, folder, isShell));
    return definitions.get(recipe.name);
  };
  const usual = recipes.keys().next().value;
  return {
    tasks: { kind: 'target', find, usual, mayHold: (name) => !isWhole || name.includes('::') },
    parametersOf: (name) => {
      const parameters = recipeNamed(name)?.parameters ?? '';
      return /(?:^|\s)[*+]/.test(parameters) ? Infinity : namesIn(parameters).length;
    },
  };
}

/** `@test name='x' *args: build (lint "a") && report` */
function recipeAt(text: Text, start: number, written: string): Recipe | undefined {
  const [head, name] = /^@?([A-Za-z_][\w-]*)(?=[ \t:])/.exec(written) ?? [];
  if (head === undefined || name === undefined) return undefined;
  const colon = colonIn(written, head.length);
  if (colon === undefined) return undefined;
  const parameters = written.slice(head.length, colon).trim();
  return { name, text, start, parameters, needs: written.slice(colon + 1), lines: [] };
}

/** Outside quotes and brackets; none where it is an assignment's. */
function colonIn(written: string, from: number): number | undefined {
  let quote: string | undefined;
  for (let at = from; at < written.length; at++) {
    const character = written[at] ?? '';
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
    } else if (/["'`]/.test(character)) quote = character;
    else if (character === ':') return written[at + 1] === '=' ? undefined : at;
  }
  return undefined;
}

const namesIn = (parameters: string): readonly string[] =>
  Array.from(parameters.matchAll(/(?:^|\s)[*+]?\$?([A-Za-z_][\w-]*)/g), ([, name = '']) => name);

function definitionOf(
  { name, text, start, parameters, needs, lines }: Recipe,
  variables: ReadonlyMap<string, string>,
  folder: string,
  isShell: boolean,
): Definition {
  const nameStart = text.text[start] === '@' ? start + 1 : start;
  const at = spanWithin(text, nameStart, nameStart + name.length);
  const [before = '', after = ''] = needs.replace(/#.*$/, '').split('&&');
  const defaults = defaultsIn(parameters);
  const fill = (part: Text): Text => filled(part, variables, defaults);
  const bodies = bodiesOf(text, lines, fill, folder, isShell);
  return { name, at, parts: bodies && [...referencesIn(before), ...bodies, ...referencesIn(after)] };
}

/** The words, and of `(word "argument")` the first. */
const referencesIn = (needs: string): readonly Reference[] =>
  Array.from(needs.matchAll(/\(\s*([\w:-]+)[^)]*\)|([\w:-]+)/g), ([, called, plain]) => ({
    task: called ?? plain ?? '',
  }));

function bodiesOf(
  text: Text,
  lines: readonly Line[],
  fill: (text: Text) => Text,
  folder: string,
  isShell: boolean,
): readonly Body[] | undefined {
  const written = lines.filter(({ start, end }) => text.text.slice(start, end).trim() !== '');
  const [first] = written;
  const last = written.at(-1);
  if (!first || !last) return [];
  const indent = /^[ \t]*/.exec(text.text.slice(first.start, first.end))?.[0].length ?? 0;
  if (text.text.startsWith('#!', first.start + indent)) {
    const whole = sliceText(text, first.start + indent, last.end);
    return isForShell(whole.text) ? [bodyOf(fill(whole), folder)] : undefined;
  }
  if (!isShell) return undefined;
  const bodies: Body[] = [];
  for (let index = 0; index < written.length && bodies.length < mostBodies; index++) {
    const line = written[index];
    if (!line) continue;
    let end = line;
    while (continues(text.text, end) && index + 1 < written.length) end = written[++index] ?? end;
    const start = Math.min(line.start + indent, end.end);
    const body = bodyOfLine(fill(sliceText(text, start, end.end)), folder, /^\s*[@-]*/);
    if (body) bodies.push(body);
  }
  return bodies;
}

/** `{{name}}`: a variable that is a plain text, a parameter with such a default; else what only a run knows. */
const filled = (text: Text, variables: ReadonlyMap<string, string>, defaults: ReadonlyMap<string, string>): Text =>
  replaceIn(text, /\{\{([^{}]*)\}\}/g, (_, inside) => {
    const name = inside.trim();
    const value = defaults.get(name) ?? variables.get(name);
    if (value !== undefined) return value;
    return /^[\w-]+$/.test(name) ? `\${${name.replaceAll('-', '_')}}` : '${just}';
  });

/** `dir='src'`, and `*args`, which may be nothing. */
const defaultsIn = (parameters: string): ReadonlyMap<string, string> =>
  new Map(
    Array.from(
      parameters.matchAll(/(?<=^|\s)([*+]?)\$?([A-Za-z_][\w-]*)(?:=(?:"([^"]*)"|'([^']*)'))?(?=\s|$)/g),
      ([, variadic, name = '', double, single]) =>
        [name, double ?? single ?? (variadic === '*' ? '' : undefined)] as const,
    ).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
