import { plainText, spanOf, type SourceFile, type Text } from '../core/source.ts';
import { deriveText, type Piece } from './derived-text.ts';
import type { Entry, Mapping, Scalar, Sequence, Value } from './yaml-value.ts';

/**
 * A TOML file as the same values as YAML: https://toml.io/en/v1.0.0. Reads what is right and passes over the rest;
 * tables that are named twice are one, and their places those of their first header.
 */
export function parseToml(file: SourceFile): Mapping {
  const { text } = file;
  const root = newTable(file, 0, text.length);
  let current = root;
  let at = 0;
  while ((at = skipSpace(at, true)) < text.length) {
    const before = at;
    if (text[at] === '[') readHeader();
    else readPair(current, 0);
    // Whatever stands behind it, or instead of it, is no concern of the next line.
    at = Math.max(lineEnd(at), before + 1);
  }
  return root.value;

  function lineEnd(from: number): number {
    const feed = text.indexOf('\n', from);
    return feed === -1 ? text.length : feed;
  }

  /** Blanks, and with `lines` comments and line breaks. */
  function skipSpace(from: number, lines: boolean): number {
    let end = from;
    for (; end < text.length; end++) {
      const character = text[end] ?? '';
      if (lines && character === '#') end = lineEnd(end) - 1;
      else if (character !== ' ' && character !== '\t' && !(lines && (character === '\n' || character === '\r'))) break;
    }
    return end;
  }

  function readHeader(): void {
    const isArray = text[at + 1] === '[';
    at += isArray ? 2 : 1;
    const keys = readKeys();
    const last = keys.at(-1);
    if (!last || text[skipSpace(at, false)] !== ']') return;
    const parent = keys.slice(0, -1).reduce((table, key) => childOf(table, key, file), root);
    current = isArray ? newItemOf(parent, last, file) : childOf(parent, last, file);
  }

  function readPair(table: Table, depth: number): boolean {
    const keys = readKeys();
    const last = keys.at(-1);
    const equals = skipSpace(at, false);
    if (!last || text[equals] !== '=') return false;
    at = skipSpace(equals + 1, false);
    const value = readValue(depth);
    if (!value) return false;
    const parent = keys.slice(0, -1).reduce((inner, key) => childOf(inner, key, file), table);
    parent.entries.push({ key: last, value, span: spanOf(file, last.span.start, at) });
    return true;
  }

  function readKeys(): readonly Scalar[] {
    const keys: Scalar[] = [];
    while (keys.length < mostKeys) {
      at = skipSpace(at, false);
      const quote = text[at];
      const key = quote === '"' || quote === "'" ? readString(quote) : readBare(bareKey);
      if (!key) return [];
      keys.push({ ...key, type: 'string' });
      const next = skipSpace(at, false);
      if (text[next] !== '.') return keys;
      at = next + 1;
    }
    return [];
  }

  function readBare(pattern: RegExp): Scalar | undefined {
    pattern.lastIndex = at;
    const [word] = pattern.exec(text) ?? [];
    if (word === undefined) return undefined;
    const span = spanOf(file, at, at + word.length);
    at = span.end;
    const type = /^(?:true|false)$/.test(word) ? 'boolean' : 'number';
    return { kind: 'scalar', value: plainText(span), span, style: 'plain', type };
  }

  function readValue(depth: number): Value | undefined {
    const character = text[at] ?? '';
    if (character === '"' || character === "'") return readString(character);
    if (character === '[') return depth < deepest ? readArray(depth + 1) : undefined;
    if (character === '{') return depth < deepest ? readInline(depth + 1) : undefined;
    return readBare(bareValue);
  }

  function readArray(depth: number): Sequence | undefined {
    const start = at;
    const items: Value[] = [];
    at = skipSpace(at + 1, true);
    while (at < text.length && text[at] !== ']') {
      const item = readValue(depth);
      if (!item) return undefined;
      items.push(item);
      at = skipSpace(at, true);
      if (text[at] === ',') at = skipSpace(at + 1, true);
      else if (text[at] !== ']') return undefined;
    }
    if (at >= text.length) return undefined;
    at++;
    return { kind: 'sequence', items, span: spanOf(file, start, at) };
  }

  function readInline(depth: number): Mapping | undefined {
    const table = newTable(file, at, at);
    const start = at;
    at = skipSpace(at + 1, true);
    while (at < text.length && text[at] !== '}') {
      if (!readPair(table, depth)) return undefined;
      at = skipSpace(at, true);
      if (text[at] === ',') at = skipSpace(at + 1, true);
      else if (text[at] !== '}') return undefined;
    }
    if (at >= text.length) return undefined;
    at++;
    return { ...table.value, span: spanOf(file, start, at) };
  }

  function readString(quote: string): Scalar | undefined {
    const start = at;
    const isLong = text.startsWith(quote.repeat(3), at);
    const from = at + (isLong ? 3 : 1);
    const end = stringEnd(from, quote, isLong);
    if (end === undefined) return undefined;
    at = end + (isLong ? 3 : 1);
    // The first line break of a long one is no part of it.
    const first = isLong ? from + (/^\r?\n/.exec(text.slice(from, from + 2))?.[0].length ?? 0) : from;
    const inside = plainText(spanOf(file, first, end));
    const isEscaped = quote === '"' && inside.text.includes('\\');
    const value = isEscaped ? replaced(inside, escape) : isLong ? replaced(inside, /\r(?=\n)/g) : inside;
    const style = quote === '"' ? 'double' : 'single';
    return { kind: 'scalar', value, span: spanOf(file, start, at), style, type: 'string' };
  }

  function stringEnd(from: number, quote: string, isLong: boolean): number | undefined {
    for (let end = from; end < text.length; end++) {
      if (text[end] === '\\' && quote === '"') end++;
      else if (text[end] === '\n' && !isLong) return undefined;
      else if (!isLong && text[end] === quote) return end;
      else if (isLong && text.startsWith(quote.repeat(3), end)) return end;
    }
    return undefined;
  }
}

const bareKey = /[\w-]+/y;
const bareValue = /[^\s,\]}#]+/y;
const mostKeys = 20;
const deepest = 20;

/** A table while it is read. */
interface Table {
  readonly value: Mapping;
  readonly entries: Entry[];
  readonly children: Map<string, Table>;
}

function newTable(file: SourceFile, start: number, end: number): Table {
  const entries: Entry[] = [];
  return { value: { kind: 'mapping', entries, span: spanOf(file, start, end) }, entries, children: new Map() };
}

function childOf(table: Table, key: Scalar, file: SourceFile): Table {
  const name = key.value.text;
  const known = table.children.get(name);
  if (known) return known;
  const child = newTable(file, key.span.start, key.span.end);
  table.children.set(name, child);
  table.entries.push({ key, value: child.value, span: key.span });
  return child;
}

const lists = new WeakMap<Table, Map<string, Value[]>>();

/** One more of `[[name]]`. */
function newItemOf(table: Table, key: Scalar, file: SourceFile): Table {
  const name = key.value.text;
  const named = lists.get(table) ?? new Map<string, Value[]>();
  lists.set(table, named);
  let items = named.get(name);
  if (!items) {
    items = [];
    named.set(name, items);
    table.entries.push({ key, value: { kind: 'sequence', items, span: key.span }, span: key.span });
  }
  const item = newTable(file, key.span.start, key.span.end);
  items.push(item.value);
  // What `[name.more]` adds goes to the last one.
  table.children.set(name, item);
  return item;
}

const escapes: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', e: '\u001b' };

const escape = /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|[ \t]*\r?\n\s*|[^])|\r(?=\n)/g;

/** Escapes and line breaks as the value has them. */
function replaced(text: Text, pattern: RegExp): Text {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index, 0: written, 1: short, 2: long } of text.text.matchAll(pattern)) {
    if (from < index) pieces.push({ start: from, end: index });
    const letter = written[1] ?? '';
    const code = short ?? long;
    const value = code !== undefined ? characterOf(code) : /^\s?$/.test(letter) ? '' : (escapes[letter] ?? letter);
    from = index + written.length;
    pieces.push({ start: index, end: from, text: value });
  }
  if (pieces.length === 0) return text;
  if (from < text.text.length) pieces.push({ start: from, end: text.text.length });
  return deriveText(text, pieces);
}

function characterOf(digits: string): string {
  const code = Number.parseInt(digits, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
