import type { Text } from '../../../core/source.ts';
import { deriveText, type Piece } from '../../../documents/derived-text.ts';

/** Variables of Make by name, their values as written. */
export type MakeVariables = ReadonlyMap<string, string>;

/** Set by Make itself: https://www.gnu.org/software/make/manual/html_node/Implicit-Variables.html */
const builtIn: ReadonlyMap<string, string> = new Map([
  ['MAKE', 'make'],
  ['CURDIR', '.'],
  ['SHELL', 'sh'],
  ['MAKEFLAGS', ''],
  ['MAKECMDGOALS', ''],
  ['CC', 'cc'],
  ['CXX', 'c++'],
  ['AR', 'ar'],
  ['RM', 'rm -f'],
]);

const deepest = 8;
const longest = 8_000;

/** Of one Makefile: a few lines of variables of variables stand for more than anybody can read. */
export interface MakeBudget {
  references: number;
  characters: number;
}

export const newMakeBudget = (): MakeBudget => ({ references: 100_000, characters: 2_000_000 });

/**
 * A text with its `$(NAME)` filled in, each value mapped to its reference. What only a run knows (functions, variables
 * of the environment) stands as a variable of the shell, so that nobody takes it for a literal.
 */
export function expandMake(text: Text, variables: MakeVariables, budget: MakeBudget): Text {
  if (!text.text.includes('$')) return text;
  const [prefix = ''] = /^[@+\-\s]*/.exec(text.text) ?? [];
  const pieces: Piece[] = [];
  let from = 0;
  for (const { start, end, name } of referencesIn(text.text)) {
    if (from < start) pieces.push({ start: from, end: start });
    // `$(Q)go test`: what is not set stands for nothing.
    const isPrefix = start <= prefix.length && /^\S/.test(text.text.slice(end, end + 1));
    const value = valueOf(name, variables, budget, 0) ?? (isPrefix ? '' : unknown(name));
    pieces.push({
      start,
      end,
      text: withoutFolder(value, text.text.slice(Math.max(0, start - 1), start), text.text[end]),
    });
    from = end;
  }
  if (from < text.text.length) pieces.push({ start: from, end: text.text.length });
  return deriveText(text, pieces);
}

/** `$(TOOLS)/bin/tool`: wherever that is, the program is known. */
function withoutFolder(value: string, before: string, behind: string | undefined): string {
  if (!/^[\s@+;&|("'\x60-]?$/.test(before) || !value.startsWith('${')) return value;
  return `${value}${behind ?? ''}`.replace(/^\$\{\w+\}(?=\/)/, '').slice(0, behind === undefined ? undefined : -1);
}

/** As a plain string, for names of targets and files. */
export function expandMakeName(text: string, variables: MakeVariables, budget: MakeBudget): string {
  return text.includes('$') ? expanded(text, variables, budget, 0) : text;
}

const unknown = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? `\${${name}}` : '${make}');

/** `undefined` where only a run knows it. */
function valueOf(name: string, variables: MakeVariables, budget: MakeBudget, depth: number): string | undefined {
  if (name === '$') return '$';
  // They tell, or set, and leave nothing in the line.
  if (/^(?:info|warning|error|eval)[ \t]/.test(name)) return '';
  const value = variables.get(name) ?? builtIn.get(name);
  if (value === undefined || value.length > longest || depth >= deepest) return undefined;
  if (--budget.references < 0 || (budget.characters -= value.length) < 0) return undefined;
  const result = expanded(value, variables, budget, depth + 1);
  return result.length > longest ? undefined : result;
}

function expanded(text: string, variables: MakeVariables, budget: MakeBudget, depth: number): string {
  let result = '';
  let from = 0;
  for (const { start, end, name } of referencesIn(text)) {
    result += text.slice(from, start) + (valueOf(name, variables, budget, depth) ?? unknown(name));
    from = end;
    if (result.length > longest) return result;
  }
  return result + text.slice(from);
}

interface VariableReference {
  readonly start: number;
  readonly end: number;
  /** `$` for `$$`; a whole call for functions. */
  readonly name: string;
}

function referencesIn(text: string): readonly VariableReference[] {
  const found: VariableReference[] = [];
  for (let start = text.indexOf('$'); start !== -1; start = text.indexOf('$', found.at(-1)?.end ?? text.length)) {
    const opener = text[start + 1];
    if (opener === undefined) break;
    const isLong = opener === '(' || opener === '{';
    const end = isLong ? closingEnd(text, start + 1) : start + 2;
    if (end === undefined) break;
    found.push({ start, end, name: isLong ? text.slice(start + 2, end - 1).trim() : opener });
  }
  return found;
}

/** Behind the bracket that closes the one at `at`. */
export function closingEnd(text: string, at: number): number | undefined {
  const opener = text[at];
  const closer = opener === '(' ? ')' : '}';
  let depth = 0;
  for (let end = at; end < text.length; end++) {
    if (text[end] === opener) depth++;
    else if (text[end] === closer && --depth === 0) return end + 1;
  }
  return undefined;
}
