import { parse } from 'unbash';
import type * as Unbash from 'unbash';
import type { Text } from '../core/source.ts';
import type { Assignment, Command, Redirect, Word } from './shell.ts';
import { maskExpressions } from './shell-expressions.ts';
import { readAssignment, readRedirect, readSubstitutions, readWord, wordOfAssignment } from './shell-words.ts';
import { spanAt, type BuiltCommand, type Reading } from './shell-reading.ts';

/**
 * Far above any script somebody wrote; the longest of a thousand real ones has 40,000 characters. The parser needs
 * quadratic time for heredocs in one line and for substitutions in substitutions.
 */
const sizeLimit = 1 << 16;
const heredocLimit = 500;

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
    readList,
  };
  readList(script.commands, reading);
  return { commands: reading.commands, isBroken: (script.errors?.length ?? 0) > 0 };
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

function readNode(node: Unbash.Statement['command'] | Unbash.CompoundList, reading: Reading): Ends {
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
