import { spanOf, type SourceFile, type Span } from '../core/source.ts';

/** A block of a Terraform file: `resource "github_branch_protection" "main" { … }`. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
  /** From its type to the closing brace. */
  readonly span: Span;
}

/** `name = …`. */
export interface HclAttribute {
  readonly name: string;
  /** The strings of a value that is one literal string or a list of them; `undefined` for everything else. */
  readonly strings: readonly HclString[] | undefined;
  /** A value that is a word: `true`, `var.branch`. */
  readonly word: string | undefined;
  readonly span: Span;
}

export interface HclString {
  readonly text: string;
  /** Without the quotes. */
  readonly span: Span;
}

/**
 * The blocks of a file in HashiCorp's configuration language, as far as blocks and literal values go; expressions are
 * passed over. Never throws; what is broken ends the block it stands in.
 * https://developer.hashicorp.com/terraform/language/syntax/configuration
 */
export function parseHcl(file: SourceFile): readonly HclBlock[] {
  const body = readBody(tokensOf(file), 0, 0, file);
  return body.blocks;
}

interface Token {
  readonly kind: 'word' | 'string' | 'mark' | 'line';
  /** Of a string: without quotes, escapes taken off. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A string that holds no `${ }` or `%{ }`. */
  readonly isLiteral: boolean;
}

// A word, or one of the places where something longer begins.
const token = /[\p{L}_][\p{L}\p{N}_.-]*|\r?\n|#|\/\/|\/\*|<<-?|"|\S/gu;

function tokensOf(file: SourceFile): readonly Token[] {
  const { text } = file;
  const tokens: Token[] = [];
  const scanner = new RegExp(token);
  for (let match = scanner.exec(text); match; match = scanner.exec(text)) {
    const [written] = match;
    const start = match.index;
    const add = (kind: Token['kind'], value: string, end: number, isLiteral: boolean): void => {
      tokens.push({ kind, text: value, start, end, isLiteral });
      scanner.lastIndex = end;
    };
    if (written === '#' || written === '//') scanner.lastIndex = endOfLine(text, start);
    else if (written === '/*') scanner.lastIndex = behind(text, '*/', start + 2);
    else if (written.startsWith('<<')) add('string', '', endOfHeredoc(text, scanner.lastIndex), false);
    else if (written === '"') {
      const end = endOfString(text, start + 1);
      const inner = text.slice(start + 1, end);
      const isClosed = text[end] === '"';
      const isLiteral = isClosed && !/[$%]\{/.test(inner);
      add('string', inner.replace(/\\(["\\])/g, '$1'), isClosed ? end + 1 : end, isLiteral);
    } else if (written.endsWith('\n')) add('line', '', scanner.lastIndex, false);
    else add(/[\p{L}_]/u.test(written) ? 'word' : 'mark', written, scanner.lastIndex, false);
  }
  return tokens;
}

const endOfLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
};

const behind = (text: string, closing: string, from: number): number => {
  const at = text.indexOf(closing, from);
  return at === -1 ? text.length : at + closing.length;
};

/** The closing quote. Inside `${ }` stand strings of their own: `"${lookup(a, "b")}"`. */
function endOfString(text: string, from: number): number {
  // For each `${` that is open, how many braces; at the end -1 for a string inside of it.
  const open: ('string' | 'expression')[] = ['string'];
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    const isString = open.at(-1) === 'string';
    if (character === '\n' && open.length === 1) return at;
    if (isString && character === '\\') at += 1;
    else if (character === '"') {
      if (!isString) open.push('string');
      else open.pop();
      if (open.length === 0) return at;
    } else if (character === '{' && (!isString || /[$%]/.test(text[at - 1] ?? ''))) open.push('expression');
    else if (character === '}' && !isString) open.pop();
  }
  return text.length;
}

/** Behind the line that holds nothing but the word of `<<WORD`. */
function endOfHeredoc(text: string, from: number): number {
  const word = /^\w+/.exec(text.slice(from, from + 100))?.[0];
  if (word === undefined) return from;
  let line = endOfLine(text, from);
  while (line < text.length) {
    const end = endOfLine(text, line + 1);
    if (text.slice(line + 1, end).trim() === word) return end;
    line = end;
  }
  return text.length;
}

interface Body {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
  /** Index of the closing brace, or past the last token. */
  readonly end: number;
}

/** Deeper nesting than this is nobody's configuration. */
const deepest = 12;

function readBody(tokens: readonly Token[], from: number, depth: number, file: SourceFile): Body {
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  let at = from;
  while (at < tokens.length) {
    const first = tokens[at];
    if (!first || (first.text === '}' && first.kind === 'mark')) break;
    if (first.kind !== 'word') {
      at += 1;
      continue;
    }
    let next = at + 1;
    const labels: string[] = [];
    for (; tokens[next]?.kind === 'string' || tokens[next]?.kind === 'word'; next++)
      labels.push(tokens[next]?.text ?? '');
    const opener = tokens[next];
    if (opener?.text === '=' && opener.kind === 'mark' && labels.length === 0) {
      const end = endOfValue(tokens, next + 1);
      attributes.push(attributeOf(first, tokens.slice(next + 1, end), file));
      at = end;
    } else if (opener?.text === '{' && opener.kind === 'mark') {
      const isTooDeep = depth >= deepest;
      const inner = isTooDeep ? undefined : readBody(tokens, next + 1, depth + 1, file);
      const end = inner?.end ?? endOfValue(tokens, next);
      const span = spanOf(file, first.start, tokens[Math.min(end, tokens.length - 1)]?.end ?? first.end);
      blocks.push({ type: first.text, labels, attributes: inner?.attributes ?? [], blocks: inner?.blocks ?? [], span });
      at = end + 1;
    } else at = next;
  }
  return { attributes, blocks, end: at };
}

/** The index behind a value: at the end of its line, or before a brace that closes the block around it. */
function endOfValue(tokens: readonly Token[], from: number): number {
  let depth = 0;
  let at = from;
  for (; at < tokens.length; at++) {
    const { kind, text } = tokens[at] ?? { kind: 'line', text: '' };
    if (kind === 'line' && depth === 0) break;
    if (kind !== 'mark') continue;
    if ('([{'.includes(text)) depth += 1;
    if (!')]}'.includes(text)) continue;
    if (depth === 0) break;
    depth -= 1;
  }
  return at;
}

function attributeOf(name: Token, value: readonly Token[], file: SourceFile): HclAttribute {
  const written = value.filter(({ kind }) => kind !== 'line');
  const last = written.at(-1) ?? name;
  const [only] = written;
  const isList = only?.text === '[' && last.text === ']' && only.kind === 'mark' && last.kind === 'mark';
  const items = isList ? written.slice(1, -1).filter(({ kind, text }) => kind !== 'mark' || text !== ',') : written;
  const areLiteral =
    (isList || items.length === 1) && items.every(({ kind, isLiteral }) => kind === 'string' && isLiteral);
  return {
    name: name.text,
    strings: areLiteral
      ? items.map(({ text, start, end }) => ({ text, span: spanOf(file, start + 1, end - 1) }))
      : undefined,
    word: written.length === 1 && only?.kind === 'word' ? only.text : undefined,
    span: spanOf(file, name.start, last.end),
  };
}

/** Blocks of a type, at any depth. */
export const blocksOfType = (blocks: readonly HclBlock[], type: string): readonly HclBlock[] =>
  blocks.flatMap((block) => [...(block.type === type ? [block] : []), ...blocksOfType(block.blocks, type)]);

export const findHclAttribute = (block: HclBlock, name: string): HclAttribute | undefined =>
  block.attributes.find((attribute) => attribute.name === name);

/** The literal strings of an attribute; none where it is missing or computed. */
export const stringsOf = (block: HclBlock, name: string): readonly HclString[] =>
  findHclAttribute(block, name)?.strings ?? [];
