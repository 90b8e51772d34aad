import { forEachChild, type ParsedScript, type SyntaxNode } from 'unbash';
import type * as Unbash from 'unbash';
import { sliceText, type Text } from '../core/source.ts';
import { deriveText, type Piece } from './derived-text.ts';
import type { Assignment, Command, Redirect, Word } from './shell.ts';
import { hasExpression, unmask } from './shell-expressions.ts';
import { placeAt, spanAt, type Reading } from './shell-reading.ts';

export function readWord(node: Unbash.Word, reading: Reading): Word {
  const written = reading.decodedAt ? '' : reading.masked.source.slice(node.pos, node.end);
  const simple = plain.exec(written);
  if (simple) return simpleWord(simple[1] ?? simple[2] ?? written, written.includes('$'), node, reading);
  return {
    span: spanAt(reading, node.pos, node.end),
    place: placeAt(reading, node.pos, node.end),
    text: reading.decodedAt ? node.value : unmask(node.value, node.pos, node.end, reading.text.text, reading.masked),
    isLiteral: isLiteral(node) && !masks(reading, node.pos, node.end),
    commands: readSubstitutions(node, reading),
  };
}

/**
 * What most words are, and need not be taken apart for: nothing in it that a shell takes for more than itself, but for
 * variables, perhaps all of it in quotes.
 */
const plain =
  /^(?:(?:[\w./:=@,+%-]|\$[A-Za-z_]\w*(?!\w)|\$\{[A-Za-z_]\w*\})+|"((?:[\w ./:=@,+%-]|\$[A-Za-z_]\w*(?!\w)|\$\{[A-Za-z_]\w*\})*)"|'([\w ./:=@,+%-]*)')$/;

const simpleWord = (text: string, hasVariable: boolean, { pos, end }: Unbash.Word, reading: Reading): Word => ({
  span: spanAt(reading, pos, end),
  place: [pos, end],
  text: unmask(text, pos, end, reading.text.text, reading.masked),
  isLiteral: !hasVariable && !masks(reading, pos, end),
  commands: [],
});

export function readAssignment(node: Unbash.Assignment, reading: Reading): Assignment {
  return {
    name: node.name,
    value: node.value.type === 'Word' ? readWord(node.value, reading) : readArray(node.value, reading),
    span: spanAt(reading, node.pos, node.end),
  };
}

/** `(a b c)` as written. */
function readArray(node: Unbash.ArrayValue, reading: Reading): Word {
  const span = spanAt(reading, node.pos, node.end);
  const text = reading.decodedAt ? '' : reading.text.text.slice(node.pos, node.end);
  const place = placeAt(reading, node.pos, node.end);
  return {
    span,
    place,
    text,
    isLiteral: false,
    commands: node.elements.flatMap((element) => readSubstitutions(element, reading)),
  };
}

/** `export NAME=value`: the assignment stands among the words. */
export function wordOfAssignment(node: Unbash.Assignment, reading: Reading): Word {
  const { name, value, span } = readAssignment(node, reading);
  return {
    span,
    place: placeAt(reading, node.pos, node.end),
    text: `${name}${node.append ? '+=' : '='}${value?.text ?? ''}`,
    isLiteral: value?.isLiteral ?? true,
    commands: value?.commands ?? [],
  };
}

export function readRedirect(node: Unbash.Redirection, reading: Reading): Redirect {
  const span = spanAt(reading, node.pos, node.end);
  if (node.type === 'HereDoc') {
    for (const part of node.body.parts ?? []) readSubstitutions(part, reading);
    const body = reading.decodedAt ? undefined : sliceText(reading.text, node.body.pos, node.body.end);
    const heredoc = body && node.operator === '<<-' ? withoutTabs(body) : body;
    return { operator: node.operator, target: undefined, heredoc, span };
  }
  const target = node.target ? readWord(node.target, reading) : undefined;
  return { operator: node.operator, target, heredoc: undefined, span };
}

/** `<<-` takes the tabs off each line. */
function withoutTabs(body: Text): Text {
  const pieces: Piece[] = [];
  for (let start = 0; start < body.text.length;) {
    const feed = body.text.indexOf('\n', start);
    const end = feed === -1 ? body.text.length : feed + 1;
    while (body.text[start] === '\t') start++;
    if (start < end) pieces.push({ start, end });
    start = end;
  }
  return deriveText(body, pieces);
}

/** The commands in the substitutions below a word or another part; they join the script's own. */
export function readSubstitutions(node: SyntaxNode, reading: Reading): readonly Command[] {
  if (reading.depth >= substitutionLimit) return [];
  const from = reading.commands.length;
  for (const [script, pos, end] of substitutionsIn(node)) {
    // Only an escaped backtick script owns a source: its positions count there.
    const decodedAt = reading.decodedAt ?? (script.source === undefined ? undefined : ([pos, end] as const));
    const depth = reading.depth + 1;
    reading.readList(script.commands, {
      ...reading,
      depth,
      decodedAt,
      afterFailure: false,
      isCondition: false,
      redirects: [],
    });
  }
  return reading.commands.slice(from);
}

/** The parser reads each level of substitutions anew. */
const substitutionLimit = 8;
const partLimit = 50;

type Substitution = readonly [script: ParsedScript, pos: number, end: number];

function substitutionsIn(node: SyntaxNode): readonly Substitution[] {
  const found: Substitution[] = [];
  const visit = (part: SyntaxNode, depth: number): void => {
    if (depth > partLimit) return;
    if (
      part.type === 'CommandExpansion' ||
      part.type === 'ProcessSubstitution' ||
      part.type === 'ArithmeticCommandExpansion'
    ) {
      if (part.script) found.push([part.script, part.pos, part.end]);
      return;
    }
    forEachChild(part, (child) => visit(child, depth + 1));
  };
  visit(node, 0);
  return found;
}

/** Quotes, escapes and patterns are literal: what the program gets is the text, or what a pattern matches. */
const isLiteral = (word: Unbash.Word): boolean => !word.parts?.some(expands);

const expansions: ReadonlySet<Unbash.WordPart['type']> = new Set([
  'SimpleExpansion',
  'ParameterExpansion',
  'CommandExpansion',
  'ArithmeticExpansion',
  'ProcessSubstitution',
  'BraceExpansion',
]);

const expands = (part: Unbash.WordPart): boolean =>
  expansions.has(part.type) || ('parts' in part && (part.parts?.some(expands) ?? false));

const masks = (reading: Reading, start: number, end: number): boolean =>
  reading.decodedAt === undefined && hasExpression(reading.masked, start, end);
