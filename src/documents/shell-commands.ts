import { forEachChild, parse, type ParsedScript, type SyntaxNode } from 'unbash';
import type * as Unbash from 'unbash';
import { sliceText, spanWithin, type Span, type Text } from '../core/source.ts';
import { deriveText, type Piece } from './derived-text.ts';
import type { Assignment, Command, Redirect, Word } from './shell.ts';
import { hasExpression, maskExpressions, unmask, type Masked } from './shell-expressions.ts';

/**
 * Far above any script somebody wrote; the longest of a thousand real ones has 40,000 characters. The parser needs
 * quadratic time for heredocs in one line and for substitutions in substitutions.
 */
const sizeLimit = 1 << 16;
const heredocLimit = 500;
const substitutionLimit = 8;
const partLimit = 50;

const isBeyondLimits = (text: string): boolean => text.length > sizeLimit || text.split('<<').length > heredocLimit;

/** The commands of a shell text, in the order they are written. */
export function readCommands(text: Text): { readonly commands: readonly Command[]; readonly isBroken: boolean } {
  if (isBeyondLimits(text.text)) return { commands: [], isBroken: true };
  const masked = maskExpressions(text.text);
  const script = parse(masked.source);
  const reading: Reading = {
    text,
    masked,
    depth: 0,
    decodedAt: undefined,
    afterFailure: false,
    isCondition: false,
    redirects: [],
    commands: [],
  };
  readList(script.commands, reading);
  return { commands: reading.commands, isBroken: (script.errors?.length ?? 0) > 0 };
}

type Building<T> = { -readonly [Key in keyof T]: T[Key] };
type BuiltCommand = Building<Command>;

/** What is known of the place that is being read; `commands` is where commands go as they are found. */
interface Reading {
  readonly text: Text;
  readonly masked: Masked;
  readonly depth: number;
  /**
   * The place of an escaped backtick substitution: positions within it count in its decoded text, so that everything
   * in it is mapped to the whole of it.
   */
  readonly decodedAt: readonly [number, number] | undefined;
  readonly afterFailure: boolean;
  readonly isCondition: boolean;
  /** Redirections of the compound commands around. */
  readonly redirects: readonly Redirect[];
  readonly commands: BuiltCommand[];
}

/** The first command of a part of a script, and those that end it: of a list the last, of branches each one's last. */
interface Ends {
  readonly head: BuiltCommand | undefined;
  readonly tails: readonly BuiltCommand[];
}

const nothing: Ends = { head: undefined, tails: [] };

function readList(statements: readonly Unbash.Statement[], reading: Reading): Ends {
  let head: BuiltCommand | undefined;
  let before: Ends = nothing;
  let endBefore = 0;
  let background = false;
  for (const statement of statements) {
    const ends = readNode(statement.command, reading);
    head ??= ends.head;
    const operator = background ? '&' : hasSemicolon(reading, endBefore, statement.pos) ? ';' : undefined;
    if (operator && before.tails.length > 0) link(before, operator, ends);
    if (ends.head) before = ends;
    endBefore = statement.command.end;
    background = statement.background === true;
  }
  return { head, tails: before.tails };
}

/** Between two statements stand blanks, comments, line breaks and at most one `;`. */
function hasSemicolon(reading: Reading, start: number, end: number): boolean {
  if (reading.decodedAt) return false;
  return /^[ \t]*;/.test(reading.masked.source.slice(start, Math.min(end, start + 200)));
}

function link(before: Ends, operator: '&&' | '||' | ';' | '&', after: Ends): void {
  for (const command of before.tails) {
    if (command.followedBy) continue;
    command.followedBy = operator;
    command.next = after.head;
  }
}

function readNode(node: SyntaxNode, reading: Reading): Ends {
  switch (node.type) {
    case 'Command':
      return readCommand(node, reading);
    case 'AndOr':
      return readAndOr(node, reading);
    case 'Pipeline':
      return readPipeline(node, reading);
    case 'Redirected':
      return readRedirected(node, reading);
    case 'Subshell':
    case 'BraceGroup':
      return readList(node.body.commands, reading);
    case 'CompoundList':
      return readList(node.commands, reading);
    case 'If':
      return readIf(node, reading);
    case 'While':
      return readGuarded(node.clause, [node.body], reading);
    case 'For':
    case 'Select':
      for (const word of node.wordlist ?? []) readSubstitutions(word, reading);
      return readList(node.body.commands, reading);
    case 'ArithmeticFor':
      return readList(node.body.commands, reading);
    case 'Case':
      readSubstitutions(node.word, reading);
      return readBranches(
        node.items.map((item) => item.body),
        reading,
      );
    case 'Function':
    case 'Coproc':
      return readNode(node.body, reading);
    case 'TestCommand':
    case 'ArithmeticCommand':
      readSubstitutions(node, reading);
      return nothing;
    default:
      return nothing;
  }
}

function readIf(node: Unbash.If, reading: Reading): Ends {
  const branches = [readGuarded(node.clause, [node.then], reading)];
  for (const branch of node.elif) branches.push(readGuarded(branch.clause, [branch.then], reading));
  if (node.else) branches.push(readBranches([node.else], reading));
  return { head: branches[0]?.head, tails: branches.flatMap(({ tails }) => tails) };
}

/** The condition runs first and ends nothing. */
function readGuarded(condition: Unbash.CompoundList, lists: readonly Unbash.CompoundList[], reading: Reading): Ends {
  const { head } = readList(condition.commands, { ...reading, isCondition: true });
  const ends = readBranches(lists, reading);
  return { head: head ?? ends.head, tails: ends.tails };
}

function readBranches(lists: readonly Unbash.CompoundList[], reading: Reading): Ends {
  const all = lists.map((list) => readList(list.commands, reading));
  return { head: all.find(({ head }) => head)?.head, tails: all.flatMap(({ tails }) => tails) };
}

function readAndOr(node: Unbash.AndOr, reading: Reading): Ends {
  let head: BuiltCommand | undefined;
  let before: Ends = nothing;
  node.commands.forEach((command, index) => {
    const operator = node.operators[index - 1];
    const ends = readNode(command, operator === '||' ? { ...reading, afterFailure: true } : reading);
    head ??= ends.head;
    if (operator) link(before, operator, ends);
    before = ends;
  });
  return { head, tails: before.tails };
}

function readPipeline(node: Unbash.Pipeline, reading: Reading): Ends {
  const isNegated = node.prefixes.some((prefix) => prefix.type === 'Negation');
  const inside = isNegated ? { ...reading, isCondition: true } : reading;
  const all = node.commands.map((command) => readNode(command, inside));
  for (const [index, ends] of all.entries()) {
    const reader = all[index + 1]?.head;
    const writers = ends.tails.filter((command) => !command.pipedInto);
    const writer = writers.at(-1);
    if (!reader || !writer) continue;
    for (const command of writers) command.pipedInto = reader;
    reader.pipedFrom = writer;
  }
  return { head: all[0]?.head, tails: all.flatMap(({ tails }) => tails) };
}

function readRedirected(node: Unbash.Redirected, reading: Reading): Ends {
  const redirects = node.redirects.map((redirect) => readRedirect(redirect, reading));
  return readNode(node.command, { ...reading, redirects: [...redirects, ...reading.redirects] });
}

function readCommand(node: Unbash.Command, reading: Reading): Ends {
  const words: Word[] = [];
  const assignments: Assignment[] = [];
  const redirects: Redirect[] = [];
  const command: BuiltCommand = {
    span: spanAt(reading, node.pos, node.end),
    assignments,
    name: undefined,
    words,
    redirects,
    pipedFrom: undefined,
    pipedInto: undefined,
    substitutionDepth: reading.depth,
    followedBy: undefined,
    next: undefined,
    afterFailure: reading.afterFailure,
    isCondition: reading.isCondition,
  };
  reading.commands.push(command);

  for (const part of node.prefix) {
    if (part.type === 'Assignment') assignments.push(readAssignment(part, reading));
    else redirects.push(readRedirect(part, reading));
  }
  if (node.name) {
    const name = readWord(node.name, reading);
    words.push(name);
    if (name.isLiteral) command.name = name.text;
  }
  for (const part of node.suffix) {
    if (part.type === 'Word') words.push(readWord(part, reading));
    else if (part.type === 'Assignment') words.push(wordOfAssignment(part, reading));
    else redirects.push(readRedirect(part, reading));
  }
  redirects.push(...reading.redirects);
  return { head: command, tails: [command] };
}

function readWord(node: Unbash.Word, reading: Reading): Word {
  return {
    span: spanAt(reading, node.pos, node.end),
    place: placeAt(reading, node.pos, node.end),
    text: reading.decodedAt ? node.value : unmask(node.value, node.pos, node.end, reading.text.text, reading.masked),
    isLiteral: isLiteral(node) && !masks(reading, node.pos, node.end),
    commands: readSubstitutions(node, reading),
  };
}

function readAssignment(node: Unbash.Assignment, reading: Reading): Assignment {
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
function wordOfAssignment(node: Unbash.Assignment, reading: Reading): Word {
  const { name, value, span } = readAssignment(node, reading);
  return {
    span,
    place: placeAt(reading, node.pos, node.end),
    text: `${name}${node.append ? '+=' : '='}${value?.text ?? ''}`,
    isLiteral: value?.isLiteral ?? true,
    commands: value?.commands ?? [],
  };
}

function readRedirect(node: Unbash.Redirection, reading: Reading): Redirect {
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
function readSubstitutions(node: SyntaxNode, reading: Reading): readonly Command[] {
  if (reading.depth >= substitutionLimit) return [];
  const from = reading.commands.length;
  for (const [script, pos, end] of substitutionsIn(node)) {
    // Only an escaped backtick script owns a source: its positions count there.
    const decodedAt = reading.decodedAt ?? (script.source === undefined ? undefined : ([pos, end] as const));
    const depth = reading.depth + 1;
    readList(script.commands, { ...reading, depth, decodedAt, afterFailure: false, isCondition: false, redirects: [] });
  }
  return reading.commands.slice(from);
}

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
function isLiteral(word: Unbash.Word): boolean {
  return !word.parts?.some(expands);
}

function expands(part: Unbash.WordPart): boolean {
  switch (part.type) {
    case 'SimpleExpansion':
    case 'ParameterExpansion':
    case 'CommandExpansion':
    case 'ArithmeticExpansion':
    case 'ProcessSubstitution':
    case 'BraceExpansion':
      return true;
    case 'DoubleQuoted':
    case 'LocaleString':
    case 'Glob':
    case 'ExtendedGlob':
      return part.parts?.some(expands) ?? false;
    default:
      return false;
  }
}

const masks = (reading: Reading, start: number, end: number): boolean =>
  reading.decodedAt === undefined && hasExpression(reading.masked, start, end);

const placeAt = (reading: Reading, start: number, end: number): readonly [number, number] | undefined =>
  reading.decodedAt ? undefined : [start, end];

function spanAt(reading: Reading, start: number, end: number): Span {
  return reading.decodedAt
    ? spanWithin(reading.text, reading.decodedAt[0], reading.decodedAt[1])
    : spanWithin(reading.text, start, end);
}
