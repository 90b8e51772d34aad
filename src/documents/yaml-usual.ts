import { plainText, spanOf } from '../core/source.ts';
import type { SourceFile } from '../core/source.ts';
import { scalarOf } from './yaml-scalar.ts';
import type { Comment, Entry, Mapping, Scalar, Sequence, Value } from './yaml-value.ts';

export interface UsualYaml {
  readonly root: Value;
  readonly comments: readonly Comment[];
}

/** So that no file is read here that is beyond the library's limits: a line has at most 16 lexemes of its 50,000. */
const maxLines = 3_000;
const maxDepth = 20;

// Control characters but the line feed and the tab, and byte order marks.
const unusual = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]/;

/**
 * YAML as nearly all workflows are written: mappings and lists by indentation, scalars of one line, `|` and `>` blocks,
 * flow collections of one line. Reading it in one pass takes a tenth of the library's time, which otherwise is the
 * largest part of a run. `undefined` for all the rest, legal or not: anchors, tags, escapes, scalars of several lines,
 * repeated keys. The library reads that, and it alone says what is wrong with a file. Where both read a file they give
 * the same values, places and comments; the tests compare them.
 */
export function readUsualYaml(file: SourceFile): UsualYaml | undefined {
  const { text } = file;
  if (unusual.test(text)) return undefined;
  const comments: Comment[] = [];
  // The line in hand: where its content begins and ends, and in which column; -1 behind the last line.
  let from = 0;
  let end = -1;
  let column = -1;
  /** Where the value read last ends. */
  let valueEnd = 0;
  /** Those of blocks not counted; an item of a flow collection counts as one. */
  let lines = 0;

  advance(0);
  if (column === 0 && text.slice(from, end) === '---') advance(end + 1);
  const root = column === 0 ? readBlock(0) : undefined;
  return root && column === -1 && lines <= maxLines ? { root, comments } : undefined;

  /** To the first line, at or behind a line's start, that is neither blank nor a comment. */
  function advance(start: number): void {
    column = -1;
    for (let line = start; line < text.length && column === -1; line = end + 1) {
      if (++lines > maxLines) return;
      end = lineEnd(line);
      from = skipBlanks(line);
      if (from === end) continue;
      if (text[from] === '#') comments.push({ span: spanOf(file, from, end), ownLine: true });
      else column = from - line;
    }
  }

  function lineEnd(at: number): number {
    const found = text.indexOf('\n', at);
    return found === -1 ? text.length : found;
  }

  function skipBlanks(at: number): number {
    while (text[at] === ' ') at++;
    return at;
  }

  /** Goes on to the next line, if nothing but a comment stands behind a value. */
  function leaveLine(at: number): boolean {
    const rest = skipBlanks(at);
    if (rest < end) {
      if (text[rest] !== '#' || rest === at) return false;
      comments.push({ span: spanOf(file, rest, end), ownLine: false });
    }
    advance(end + 1);
    return true;
  }

  function readBlock(depth: number): Value | undefined {
    if (depth > maxDepth) return undefined;
    return isItem() ? readSequence(depth) : readMapping(depth);
  }

  function isItem(): boolean {
    return text[from] === '-' && text[from + 1] === ' ';
  }

  // A line that goes on in another column than its collection's ends the collection, and all around it, so that the
  // file is not read to its end.
  function readSequence(depth: number): Sequence | undefined {
    const own = column;
    const start = from;
    const items: Value[] = [];
    while (column === own && isItem()) {
      const inner = skipBlanks(from + 1);
      column += inner - from;
      from = inner;
      const item = colonOf(from) === -1 ? readInline(from, own, depth) : readMapping(depth + 1);
      if (!item) return undefined;
      items.push(item);
    }
    return { kind: 'sequence', items, span: spanOf(file, start, valueEnd) };
  }

  function readMapping(depth: number): Mapping | undefined {
    if (depth > maxDepth) return undefined;
    const own = column;
    const start = from;
    const entries: Entry[] = [];
    const names = new Set<string>();
    while (column === own) {
      const colon = colonOf(from);
      const key = colon === -1 ? undefined : keyBetween(from, colon);
      if (!key || names.has(key.value.text)) return undefined;
      names.add(key.value.text);
      const value = readValue(colon + 1, own, depth);
      if (value === undefined) return undefined;
      entries.push({ key, value: value ?? undefined, span: spanOf(file, key.span.start, valueEnd) });
    }
    return { kind: 'mapping', entries, span: spanOf(file, start, valueEnd) };
  }

  /** The colon behind a key that begins here; -1 without one. */
  function colonOf(at: number): number {
    keyPattern.lastIndex = at;
    return keyPattern.test(text) ? keyPattern.lastIndex - 1 : -1;
  }

  function keyBetween(start: number, stop: number): Scalar | undefined {
    const quote = text[start];
    return quote === '"' || quote === "'" ? readQuoted(start) : plain(start, stop);
  }

  /** What stands behind a colon; `null` for nothing. */
  function readValue(at: number, own: number, depth: number): Value | null | undefined {
    const start = skipBlanks(at);
    if (start < end && text[start] !== '#') return readInline(start, own, depth);
    valueEnd = start;
    if (!leaveLine(at)) return undefined;
    if (column > own || (column === own && isItem())) return readBlock(depth + 1);
    return null;
  }

  /** A value that begins in the line, and the lines of a block. */
  function readInline(at: number, own: number, depth: number): Value | undefined {
    const first = text[at] ?? '';
    if (first === '|' || first === '>') return readBlockScalar(at, own);
    const isFlow = first === '[' || first === '{';
    const value = isFlow ? readFlow(at, depth) : isQuote(first) ? readQuoted(at) : readPlain(at);
    if (!value) return undefined;
    valueEnd = value.span.end;
    return leaveLine(valueEnd) ? value : undefined;
  }

  function plain(start: number, stop: number): Scalar {
    const span = spanOf(file, start, stop);
    const value = plainText(span);
    return { kind: 'scalar', value, span, style: 'plain', type: typeOf(value.text) };
  }

  function readPlain(at: number): Scalar | undefined {
    plainStart.lastIndex = at;
    if (!plainStart.test(text)) return undefined;
    const comment = text.slice(at, end).indexOf(' #');
    let stop = comment === -1 ? end : at + comment;
    while (text[stop - 1] === ' ') stop--;
    const scalar = plain(at, stop);
    return /: |:$|\t/.test(scalar.value.text) ? undefined : scalar;
  }

  /** In one line. */
  function readQuoted(at: number): Scalar | undefined {
    const isDouble = text[at] === '"';
    const quote = isDouble ? '"' : "'";
    let close = at + 1;
    for (; close < end; close++) {
      if (isDouble && text[close] === '\\') {
        if (!escapes.has(text[++close] ?? '')) return undefined;
      } else if (text[close] === quote) {
        if (isDouble || text[close + 1] !== quote) break;
        close++;
      }
    }
    if (close >= end) return undefined;
    const written = text.slice(at + 1, close);
    const source = isDouble
      ? written.replace(/\\(.)/g, (_escape, unit: string) => escapes.get(unit) ?? '')
      : written.replaceAll("''", "'");
    const type = isDouble ? 'QUOTE_DOUBLE' : 'QUOTE_SINGLE';
    return scalarOf(file, { range: [at, close + 1, close + 1], type, source, value: source });
  }

  function readBlockScalar(at: number, own: number): Scalar | undefined {
    const [, header, remark] = /^([|>]-?)( +#.*)?$/.exec(text.slice(at, end)) ?? [];
    if (header === undefined) return undefined;
    if (remark !== undefined)
      comments.push({ span: spanOf(file, skipBlanks(at + header.length), end), ownLine: false });
    const content: string[] = [];
    let indent = 0;
    let line = end + 1;
    let blockEnd = 0;
    let count = 0;
    while (line < text.length) {
      const stop = lineEnd(line);
      const first = skipBlanks(line);
      const width = first - line;
      if (first === stop) {
        if (width > indent) return undefined;
      } else if (width < (indent || own + 1)) {
        break;
      } else {
        indent ||= width;
        count = content.length + 1;
        blockEnd = Math.min(stop + 1, text.length);
      }
      content.push(text.slice(line + indent, stop));
      line = stop + 1;
    }
    const isFolded = header.startsWith('>');
    const kept = content.slice(0, count);
    // Folding keeps the breaks around empty and further indented lines.
    if (count === 0 || (isFolded && kept.some((each) => each === '' || /^[ \t]/.test(each)))) return undefined;
    const source = kept.join(isFolded ? ' ' : '\n') + (header.length === 1 ? '\n' : '');
    const scalar = scalarOf(file, {
      range: [at, blockEnd, blockEnd],
      type: isFolded ? 'BLOCK_FOLDED' : 'BLOCK_LITERAL',
      source,
      value: source,
      srcToken: { indent: own, props: [{ source: header }, { source: `${remark ?? ''}\n` }] },
    });
    valueEnd = scalar.span.end;
    advance(line);
    return column > own ? undefined : scalar;
  }

  function readFlow(at: number, depth: number): Mapping | Sequence | undefined {
    if (depth > maxDepth) return undefined;
    const isMapping = text[at] === '{';
    const close = isMapping ? '}' : ']';
    const entries: Entry[] = [];
    const items: Value[] = [];
    const names = new Set<string>();
    let next = skipBlanks(at + 1);
    while (text[next] !== close) {
      if (++lines > maxLines) return undefined;
      const key = isMapping ? readFlowScalar(next) : undefined;
      if (isMapping) {
        if (!key || names.has(key.value.text) || !text.startsWith(': ', key.span.end)) return undefined;
        names.add(key.value.text);
        next = skipBlanks(key.span.end + 1);
      }
      const isFlow = text[next] === '[' || text[next] === '{';
      const value = isFlow ? readFlow(next, depth + 1) : readFlowScalar(next);
      if (!value) return undefined;
      if (key) entries.push({ key, value, span: spanOf(file, key.span.start, value.span.end) });
      else items.push(value);
      next = skipBlanks(value.span.end);
      if (text[next] === close) break;
      if (text[next] !== ',') return undefined;
      next = skipBlanks(next + 1);
      if (text[next] === close) return undefined;
    }
    const span = spanOf(file, at, next + 1);
    return isMapping ? { kind: 'mapping', entries, span } : { kind: 'sequence', items, span };
  }

  function readFlowScalar(at: number): Scalar | undefined {
    if (isQuote(text[at])) return readQuoted(at);
    flowPlain.lastIndex = at;
    return flowPlain.test(text) ? plain(at, flowPlain.lastIndex) : undefined;
  }
}

const isQuote = (unit: string | undefined): boolean => unit === '"' || unit === "'";

/** Those that anybody writes. */
const escapes: ReadonlyMap<string, string> = new Map([
  ...['"', '\\', '/'].map((unit) => [unit, unit] as const),
  ['n', '\n'],
  ['t', '\t'],
]);

/** A key with its colon. */
const keyPattern = /(?:[A-Za-z_][\w./-]*(?: [\w./-]+)*|"[\w./ -]+"|'[\w./ -]+'):(?=[ \n]|$)/y;

/** First unit of a plain scalar that cannot be anything else. */
const plainStart = /[\w./$~(<=+^;\\]|-(?=[\w./$-])|[^\0-\x9f\u2028\u2029\ufeff]/y;

const flowPlain = /[\w./$~(=+^;](?:[\w./$~(=+^;)*@%!<>|&?\\-]| (?=[\w./$~(=+^;)*@%!<>|&?\\-])|:(?=[\w/.-]))*/y;

/** What the core schema makes of a plain scalar: https://yaml.org/spec/1.2.2/#1032-tag-resolution */
function typeOf(text: string): Scalar['type'] {
  if (!/^[-+.\d~nNtTfF]/.test(text)) return 'string';
  if (/^(?:~|[Nn]ull|NULL)$/.test(text)) return 'null';
  if (/^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/.test(text)) return 'boolean';
  return /^(?:0o[0-7]+|0x[\da-fA-F]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/.test(
    text,
  )
    ? 'number'
    : 'string';
}
