import type { Text } from '../../core/source.ts';
import { deriveText, type Piece } from '../../documents/derived-text.ts';

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
/** Variables of variables of variables: a few lines stand for more than anybody can read. */
const mostReferences = 500;
const longest = 8_000;

/**
 * A text with its `$(NAME)` filled in, each value mapped to its reference. What only a run knows (functions, variables
 * of the environment) stands as a variable of the shell, so that nobody takes it for a literal.
 */
export function expandMake(text: Text, variables: MakeVariables): Text {
  if (!text.text.includes('$')) return text;
  const budget = { references: mostReferences };
  const pieces: Piece[] = [];
  let from = 0;
  for (const reference of referencesIn(text.text)) {
    if (from < reference.start) pieces.push({ start: from, end: reference.start });
    const isPrefix =
      /^[@+\-\s]*$/.test(text.text.slice(0, reference.start)) && /^\S/.test(text.text.slice(reference.end));
    const value = valueOf(reference.name, variables, budget, 0);
    pieces.push({
      start: reference.start,
      end: reference.end,
      text: value ?? (isPrefix ? '' : unknown(reference.name)),
    });
    from = reference.end;
  }
  if (from < text.text.length) pieces.push({ start: from, end: text.text.length });
  return deriveText(text, pieces);
}

/** As a plain string, for names of targets and files. */
export function expandMakeName(text: string, variables: MakeVariables): string {
  return text.includes('$') ? expanded(text, variables, { references: mostReferences }, 0) : text;
}

const unknown = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? `\${${name}}` : '${make}');

interface Budget {
  references: number;
}

/** `undefined` where only a run knows it. */
function valueOf(name: string, variables: MakeVariables, budget: Budget, depth: number): string | undefined {
  if (name === '$') return '$';
  const value = variables.get(name) ?? builtIn.get(name);
  if (value === undefined || depth >= deepest || --budget.references < 0) return undefined;
  const result = expanded(value, variables, budget, depth + 1);
  return result.length > longest ? undefined : result;
}

function expanded(text: string, variables: MakeVariables, budget: Budget, depth: number): string {
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
