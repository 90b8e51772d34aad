import { Composer, isAlias, isScalar, isSeq, Lexer, Parser } from 'yaml';
import type { Alias, CST, Document as YamlDocument, ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import { lineSpan, spanOf } from '../core/source.ts';
import type { SourceFile, Span } from '../core/source.ts';
import { scalarOf } from './yaml-scalar.ts';
import { readUsualYaml } from './yaml-usual.ts';
import type { Comment, Entry, Scalar, SyntaxProblem, Value } from './yaml-value.ts';

export interface ParsedYaml {
  /** Of the first document; `undefined` where there is none, or where the file is beyond what is read. */
  readonly root: Value | undefined;
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

// What keeps a hostile file from costing more than a quarter of a second: a legal workflow padded with 600 kB of
// comments has 42,000 tokens and must still be read; beyond the budget the file is a problem, never silently skipped.
const maxLength = 1024 * 1024;
const maxTokens = 50_000;
/** A block scalar is one token, however many lines it has. */
const maxLines = 60_000;
// Composing recurses, and Node 20 dies without an exception when the stack runs out inside a regular expression.
const maxDepth = 100;
/** Values that aliases may add: a few hundred bytes of nested aliases stand for billions. */
const maxAliased = 50_000;
const maxProblems = 20;

/** A YAML file as GitHub reads it: version 1.2, core schema (`on` and `yes` are strings), one document, no merge keys. */
export function parseYaml(file: SourceFile): ParsedYaml {
  if (file.text.length > maxLength) return refused(file, 'The file is larger than 1 MiB, more than Plimsoll reads');
  if (hasMoreLines(file.text))
    return refused(file, `The file has more than ${maxLines} lines, more than Plimsoll reads`);
  const usual = readUsualYaml(file);
  return usual ? { ...usual, problems: [] } : parseAnyYaml(file);
}

/** By the library, whatever the form. */
export function parseAnyYaml(file: SourceFile): ParsedYaml {
  const lexemes = lexemesOf(file.text);
  if (!lexemes) return refused(file, `The file has more than ${maxTokens} YAML tokens, more than Plimsoll reads`);
  const comments = commentsOf(file, lexemes);
  const composed = compose(file, lexemes);
  if (!composed.document) return { root: undefined, comments, problems: composed.problems };
  const { root, problems } = valueOf(file, composed.document);
  const ordered = [...composed.problems, ...problems].sort((one, other) => one.at.start - other.at.start);
  return { root, comments, problems: ordered.slice(0, maxProblems) };
}

const refused = (file: SourceFile, message: string): ParsedYaml => ({
  root: undefined,
  comments: [],
  problems: [{ at: lineSpan(file, 1), message, isTooLarge: true }],
});

function hasMoreLines(text: string): boolean {
  let lines = 1;
  for (let i = text.indexOf('\n'); i !== -1 && lines <= maxLines; i = text.indexOf('\n', i + 1)) lines++;
  return lines > maxLines;
}

function lexemesOf(text: string): readonly string[] | undefined {
  const lexemes: string[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    if (lexemes.length === maxTokens) return undefined;
    lexemes.push(lexeme);
  }
  return lexemes;
}

// What the lexer puts between pieces of the text: "a document begins", "a flow collection is broken off", "a scalar
// follows". They have no length in the file.
const documentMark = '\u0002';
const flowEndMark = '\u0018';
const scalarMark = '\u001f';

function commentsOf(file: SourceFile, lexemes: readonly string[]): readonly Comment[] {
  const comments: Comment[] = [];
  let offset = 0;
  let isScalarNext = false;
  for (const lexeme of lexemes) {
    if (isScalarNext) {
      isScalarNext = false;
    } else if (lexeme === scalarMark) {
      isScalarNext = true;
      continue;
    } else if (lexeme === documentMark || lexeme === flowEndMark) {
      continue;
    } else if (lexeme.startsWith('#')) {
      const lineStart = file.text.lastIndexOf('\n', offset - 1) + 1;
      const ownLine = offset === 0 || file.text.slice(lineStart, offset).trim() === '';
      comments.push({ span: spanOf(file, offset, offset + lexeme.length), ownLine });
    }
    offset += lexeme.length;
  }
  return comments;
}

interface Composed {
  readonly document: YamlDocument.Parsed | undefined;
  readonly problems: readonly SyntaxProblem[];
}

function compose(file: SourceFile, lexemes: readonly string[]): Composed {
  const problems: SyntaxProblem[] = [];
  const report = (from: number, to: number, message: string): void => {
    if (problems.length >= maxProblems) return;
    const start = Math.min(from, file.text.length);
    const at = spanOf(file, start, Math.max(start, Math.min(to, file.text.length)));
    problems.push({ at, message: shortened(message) });
  };
  const composer = newComposer(report);
  let document: YamlDocument.Parsed | undefined;
  let documents = 0;
  const feed = (token: CST.Token): void => {
    if (token.type === 'document' && ++documents === 2) {
      report(token.offset, token.offset + 3, 'A second YAML document begins here; GitHub reads files of one document');
    }
    if (documents > 1) return;
    if (token.type === 'error') return report(token.offset, token.offset + token.source.length, notYaml(token.message));
    for (const composed of composer.next(token)) document ??= composed;
  };
  const parser = new Parser();
  for (const lexeme of lexemes) {
    for (const token of parser.next(lexeme)) feed(token);
    if (parser.stack.length <= maxDepth) continue;
    report(parser.offset, parser.offset + 1, `Nested deeper than ${maxDepth} levels, more than Plimsoll reads`);
    return { document: undefined, problems };
  }
  for (const token of parser.end()) feed(token);
  for (const composed of composer.end()) document ??= composed;
  return { document, problems };
}

const notYaml = (reason: string): string => `Not valid YAML: ${reason}`;

function newComposer(report: (from: number, to: number, message: string) => void): Composer {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    keepSourceTokens: true,
    // What the YAML specification forbids though nothing about it is ambiguous (a comment right behind a quote) is
    // read by GitHub's parser, so it is no problem.
    strict: false,
  });
  // The composer makes an Error with a stack trace of each fault; half a million of them take five seconds.
  const onError = (source: ErrorSource, _code: string, message: string, isWarning?: boolean): void => {
    if (isWarning) return;
    if (typeof source === 'number') return report(source, source + 1, notYaml(message));
    if ('source' in source) return report(source.offset, source.offset + source.source.length, notYaml(message));
    if ('offset' in source) return report(source.offset, source.offset + 1, notYaml(message));
    report(source[0], source[1], notYaml(message));
  };
  return Object.assign(composer, { onError });
}

/** Where the library places an error: an offset, a range or a token. */
type ErrorSource = number | readonly [number, number, number?] | { readonly offset: number; readonly source?: string };

const shortened = (message: string): string => (message.length > 160 ? `${message.slice(0, 159)}…` : message);

interface Anchored {
  readonly value: Value | undefined;
  /** How many values it holds, itself included, aliases followed. */
  readonly size: number;
  readonly height: number;
}

/** The typed tree, built in one pass that never looks back: aliases name what their anchor held last. */
function valueOf(file: SourceFile, document: YamlDocument.Parsed): Pick<ParsedYaml, 'root' | 'problems'> {
  const problems: SyntaxProblem[] = [];
  const report = (at: Span, message: string): undefined => {
    if (problems.length < maxProblems) problems.push({ at, message });
  };
  const anchors = new Map<string, Anchored | 'open'>();
  let size = 0;
  let aliased = 0;
  let deepest = 0;
  /** Where the value built last ends in the file. The library's own ends take in what follows: comments, line breaks. */
  let end = 0;

  function build(node: ParsedNode, depth: number): Value | undefined {
    if (isAlias(node)) return follow(node, depth);
    const anchor = node.anchor;
    if (anchor === undefined) return buildPlain(node, depth);
    const before = { size, deepest };
    deepest = depth;
    anchors.set(anchor, 'open');
    const value = buildPlain(node, depth);
    anchors.set(anchor, { value, size: size - before.size, height: deepest - depth });
    deepest = Math.max(deepest, before.deepest);
    return value;
  }

  function buildPlain(node: Exclude<ParsedNode, Alias.Parsed>, depth: number): Value {
    size++;
    deepest = Math.max(deepest, depth);
    if (isScalar(node)) {
      const scalar = scalarOf(file, node);
      end = scalar.span.end;
      return scalar;
    }
    const start = node.range[0];
    end = start;
    if (isSeq(node)) {
      const items = itemsOf(node, depth + 1);
      if (node.flow) end = node.range[1];
      return { kind: 'sequence', items, span: spanOf(file, start, end) };
    }
    const entries = entriesOf(node, depth + 1);
    if (node.flow) end = node.range[1];
    return { kind: 'mapping', entries, span: spanOf(file, start, end) };
  }

  function itemsOf(node: YAMLSeq.Parsed, depth: number): readonly Value[] {
    const items: Value[] = [];
    for (const item of node.items) {
      const value = build(item, depth);
      if (value) items.push(value);
    }
    return items;
  }

  function entriesOf(node: YAMLMap.Parsed, depth: number): readonly Entry[] {
    const entries: Entry[] = [];
    const seen = new Set<string>();
    for (const pair of node.items) {
      const key = build(pair.key, depth);
      const value = pair.value ? build(pair.value, depth) : undefined;
      if (key?.kind === 'scalar') {
        const span = spanOf(file, Math.min(pair.key.range[0], end), end);
        entries.push({ key, value: pair.value && isNothing(pair.value) ? undefined : value, span });
        judgeKey(key, seen);
      } else if (key) {
        report(key.span, 'A key is a list or a mapping here; GitHub reads only plain keys');
      }
    }
    return entries;
  }

  function judgeKey(key: Scalar, seen: Set<string>): void {
    const name = key.value.text;
    if (name === '<<' && key.style === 'plain') {
      report(key.span, 'GitHub does not read merge keys (`<<`)');
    } else if (seen.has(name)) {
      report(key.span, `Key \`${shortened(name)}\` is defined twice in the same mapping`);
    }
    seen.add(name);
  }

  function follow(alias: Alias.Parsed, depth: number): Value | undefined {
    const at = spanOf(file, alias.range[0], alias.range[1]);
    end = at.end;
    const anchored = anchors.get(alias.source);
    const refuse = (message: string): undefined => report(at, message);
    if (!anchored) return refuse(`No anchor \`&${shortened(alias.source)}\` stands before this alias`);
    if (anchored === 'open') return refuse(`Alias \`*${shortened(alias.source)}\` stands inside what it names`);
    if (aliased + anchored.size > maxAliased || depth + anchored.height > maxDepth) {
      return refuse('Aliases expand to more than Plimsoll reads');
    }
    aliased += anchored.size;
    size += anchored.size;
    deepest = Math.max(deepest, depth + anchored.height);
    return anchored.value;
  }

  const contents = document.contents;
  const root = contents === null || isNothing(contents) ? undefined : build(contents, 0);
  return { root, problems };
}

/** Nothing was written where a value could stand. */
const isNothing = (node: ParsedNode): boolean => isScalar(node) && node.type === 'PLAIN' && node.source === '';
