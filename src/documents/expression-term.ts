import {
  Binary,
  ContextAccess,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Star,
  Unary,
} from '@actions/expressions/ast';
import type { Expr } from '@actions/expressions/ast';
import { Lexer, TokenType } from '@actions/expressions/lexer';
import type { Token } from '@actions/expressions/lexer';
import { Parser } from '@actions/expressions/parser';
import { spanWithin } from '../core/source.ts';
import type { Span, Text } from '../core/source.ts';
import type { Access, Expression, Term } from './expression.ts';

// The parser bounds nesting itself, but not a chain of comparisons.
const maxChain = 100;

/** Parses what stands between `${{` and `}}` with GitHub's own grammar; names that it does not know are accepted. */
export function parseTerm(source: Text): Pick<Expression, 'tree' | 'error'> {
  if (source.text === '') return { tree: undefined, error: 'It is empty' };
  if (isPlainAccess(source.text)) return { tree: plainAccess(source), error: undefined };
  try {
    const { tokens } = new Lexer(source.text).lex();
    const names = tokens.filter((token) => token.type === TokenType.IDENTIFIER).map((token) => token.lexeme);
    const functions = names.map((name) => ({ name, minArgs: 0, maxArgs: 255 }));
    const expression = new Parser(tokens, names, functions).parse();
    return { tree: termReader(source, tokens)(expression), error: undefined };
  } catch (error) {
    return { tree: undefined, error: reasonOf(error) };
  }
}

/** `matrix.os`, `github.event.issue.title`: two of three expressions, which need no parser. */
const isPlainAccess = (text: string): boolean => /^[a-z_][\w-]*(\.[a-z_][\w-]*)+$/i.test(text);

const plainAccess = (source: Text): Access => ({
  kind: 'access',
  path: source.text.toLowerCase(),
  base: undefined,
  indices: [],
  span: spanWithin(source, 0, source.text.length),
});

/** The library repeats the whole expression in some of its messages. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const reason = message.split(/\.? Located at position/)[0] ?? message;
  return reason.length > 120 ? `${reason.slice(0, 119)}…` : reason;
}

function chainLength(expression: Expr): number {
  let length = 0;
  for (let left = expression; left instanceof Binary; left = left.left) length++;
  return length;
}

/**
 * Turns the library's tree into terms with spans. The tree names too few of its tokens to say where a call or an index
 * ends, but it is read in the order of the tokens, so walking both together tells.
 */
function termReader(source: Text, tokens: readonly Token[]): (expression: Expr) => Term {
  let next = 0;
  let offset = 0;
  /** Passes one token; gives the place where it starts. */
  const pass = (): number => {
    const lexeme = tokens[next++]?.lexeme ?? '';
    while (offset < source.text.length && source.text.slice(offset, offset + lexeme.length) !== lexeme) offset++;
    const start = offset;
    offset += lexeme.length;
    return start;
  };
  const isNext = (type: TokenType): boolean => tokens[next]?.type === type;
  const spanFrom = (start: number): Span => spanWithin(source, start, offset);
  const startOfNext = (): number => {
    const kept = { next, offset };
    const start = pass();
    ({ next, offset } = kept);
    return start;
  };

  function read(expression: Expr): Term {
    const start = startOfNext();
    if (expression instanceof Grouping) {
      pass();
      const inner = read(expression.group);
      pass();
      return inner;
    }
    if (expression instanceof Literal) {
      pass();
      return { kind: 'literal', value: valueOf(expression.token), span: spanFrom(start) };
    }
    if (expression instanceof ContextAccess) {
      pass();
      const path = expression.name.lexeme.toLowerCase();
      return { kind: 'access', path, base: undefined, indices: [], span: spanFrom(start) };
    }
    if (expression instanceof IndexAccess) return readIndex(expression, start);
    if (expression instanceof FunctionCall) {
      pass();
      pass();
      const terms = expression.args.map((argument) => {
        const term = read(argument);
        if (isNext(TokenType.COMMA)) pass();
        return term;
      });
      pass();
      const name = expression.functionName.lexeme.toLowerCase();
      return { kind: 'call', name, arguments: terms, span: spanFrom(start) };
    }
    if (expression instanceof Unary) {
      pass();
      const operand = read(expression.expr);
      return { kind: 'operation', operator: '!', operands: [operand], span: spanFrom(start) };
    }
    if (expression instanceof Binary) {
      if (chainLength(expression) > maxChain) throw new Error(`It chains more than ${maxChain} comparisons`);
      const left = read(expression.left);
      pass();
      const operands = [left, read(expression.right)];
      return { kind: 'operation', operator: expression.operator.lexeme, operands, span: spanFrom(start) };
    }
    if (expression instanceof Logical) {
      const operands = expression.args.map((argument, index) => {
        if (index > 0) pass();
        return read(argument);
      });
      return { kind: 'operation', operator: expression.operator.lexeme, operands, span: spanFrom(start) };
    }
    throw new Error('Unknown kind of expression');
  }

  function readIndex(expression: IndexAccess, start: number): Access {
    const inner = read(expression.expr);
    const isDot = isNext(TokenType.DOT);
    pass();
    const base: Omit<Access, 'span'> =
      inner.kind === 'access' ? inner : { kind: 'access', path: '', base: inner, indices: [] };
    let name = '*';
    let indices = base.indices;
    if (isDot || expression.index instanceof Star) {
      pass();
      if (expression.index instanceof Literal) name = expression.index.token.lexeme;
    } else {
      const index = read(expression.index);
      if (index.kind === 'literal') name = String(index.value);
      else indices = [...indices, index];
    }
    if (!isDot) pass();
    const isContext = base.base === undefined;
    const path = isContext ? `${base.path}.${name.toLowerCase()}` : '';
    return { kind: 'access', path, base: base.base, indices, span: spanFrom(start) };
  }

  return read;
}

function valueOf({ type, lexeme, value }: Token): string | number | boolean | null {
  // The library takes only the first doubled quote apart.
  if (type === TokenType.STRING) return lexeme.slice(1, -1).replaceAll("''", "'");
  if (type === TokenType.TRUE) return true;
  if (type === TokenType.FALSE) return false;
  return type === TokenType.NULL ? null : (value ?? lexeme);
}
