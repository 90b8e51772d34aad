/** A text with its variables replaced; what cannot be known stands as written and makes it unresolved. */
export interface Expanded {
  readonly value: string;
  readonly isResolved: boolean;
}

/** What is known of a variable. */
export type VariableState =
  | { readonly kind: 'known'; readonly value: string }
  /** Declared without a value, or nowhere: empty unless the build hands one in. */
  | { readonly kind: 'unset' }
  /** Set by someone we cannot see: the platform, the base image. */
  | { readonly kind: 'unknown' };

export type Lookup = (name: string) => VariableState;

/** Values that grow out of each other are cut off here. */
export const valueLimit = 4096;
const depthLimit = 10;

/**
 * Expands a word as the Dockerfile frontend does: quotes go, single ones keep their content from expansion, the escape
 * character guards `$`. https://docs.docker.com/reference/dockerfile/#environment-replacement
 */
export const expand = (text: string, escape: string, lookup: Lookup): Expanded => expandAt(text, escape, lookup, 0);

function expandAt(text: string, escape: string, lookup: Lookup, depth: number): Expanded {
  if (!/[$"'\\`]/.test(text)) return { value: text, isResolved: true };
  const parts: string[] = [];
  let isResolved = true;
  let length = 0;
  let quote = '';
  let at = 0;
  const add = (part: string): void => {
    parts.push(part);
    length += part.length;
  };
  while (at < text.length) {
    if (length > valueLimit || depth > depthLimit) return { value: text.slice(0, valueLimit), isResolved: false };
    const character = text[at] ?? '';
    if (quote === "'") {
      if (character === "'") quote = '';
      else add(character);
      at++;
    } else if (character === escape) {
      const next = text[at + 1];
      if (quote === '"' && next !== '"' && next !== '$' && next !== escape) add(character);
      add(next ?? '');
      at += 2;
    } else if (character === quote || (quote === '' && (character === '"' || character === "'"))) {
      quote = quote === '' ? character : '';
      at++;
    } else if (character === '$') {
      const variable = variableAt(text, at);
      const expanded = variable
        ? expandVariable(variable, text.slice(at, variable.end), escape, lookup, depth)
        : { value: character, isResolved: at + 1 === text.length || text[at + 1] !== '{' };
      add(expanded.value);
      isResolved &&= expanded.isResolved;
      at = variable?.end ?? at + 1;
    } else {
      add(character);
      at++;
    }
  }
  return { value: parts.join(''), isResolved };
}

interface VariableUse {
  readonly name: string;
  /** All behind the name: `:-default`, `%pattern`. */
  readonly modifier: string;
  readonly end: number;
}

function variableAt(text: string, dollar: number): VariableUse | undefined {
  const isBraced = text[dollar + 1] === '{';
  const start = dollar + (isBraced ? 2 : 1);
  let end = start;
  while (/[A-Za-z0-9_]/.test(text[end] ?? '')) end++;
  if (end === start) return undefined;
  const name = text.slice(start, end);
  if (!isBraced) return { name, modifier: '', end };
  const close = closingBrace(text, end);
  return close === undefined ? undefined : { name, modifier: text.slice(end, close), end: close + 1 };
}

function closingBrace(text: string, start: number): number | undefined {
  let open = 0;
  // A modifier longer than any value is none.
  const limit = Math.min(text.length, start + valueLimit);
  for (let at = start; at < limit; at++) {
    if (text[at] === '{') open++;
    else if (text[at] === '}' && open-- === 0) return at;
  }
  return undefined;
}

function expandVariable(use: VariableUse, written: string, escape: string, lookup: Lookup, depth: number): Expanded {
  const unresolved: Expanded = { value: written, isResolved: false };
  const state = lookup(use.name);
  if (state.kind === 'unknown') return unresolved;
  const match = /^(:?)([-+?])/.exec(use.modifier);
  if (!match) {
    if (state.kind === 'unset') return unresolved;
    return use.modifier === ''
      ? { value: state.value, isResolved: true }
      : (withoutPattern(state.value, use.modifier) ?? unresolved);
  }
  const word = use.modifier.slice(match[0].length);
  const isSet = state.kind === 'known' && !(match[1] === ':' && state.value === '');
  if (match[2] === '+') return isSet ? expandAt(word, escape, lookup, depth + 1) : { value: '', isResolved: true };
  if (isSet) return { value: state.value, isResolved: true };
  return match[2] === '-' ? expandAt(word, escape, lookup, depth + 1) : unresolved;
}

/** `${X#a}`, `${X%b}`, `${X/a/b}` with plain text; patterns with wildcards are left alone. */
function withoutPattern(value: string, modifier: string): Expanded | undefined {
  if (/[*?[\\$"']/.test(modifier)) return undefined;
  const match = /^(##?|%%?|\/\/?)(.+)$/.exec(modifier);
  const operator = match?.[1];
  const operand = match?.[2];
  if (operator === undefined || operand === undefined) return undefined;
  const changed = operator.startsWith('/') ? replaced(value, operator, operand) : trimmed(value, operator, operand);
  return { value: changed.slice(0, valueLimit), isResolved: true };
}

function replaced(value: string, operator: string, operand: string): string {
  const slash = operand.indexOf('/');
  const pattern = slash === -1 ? operand : operand.slice(0, slash);
  const replacement = slash === -1 ? '' : operand.slice(slash + 1);
  if (pattern === '') return value;
  // A function, so that `$` in the replacement means nothing.
  return operator === '//' ? value.replaceAll(pattern, () => replacement) : value.replace(pattern, () => replacement);
}

function trimmed(value: string, operator: string, affix: string): string {
  if (operator.startsWith('#')) return value.startsWith(affix) ? value.slice(affix.length) : value;
  return value.endsWith(affix) ? value.slice(0, value.length - affix.length) : value;
}
