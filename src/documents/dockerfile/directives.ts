import { plainText, spanOf, type SourceFile } from '../../core/source.ts';
import type { SyntaxProblem } from '../yaml-value.ts';
import { isBlank, lineAt, skipBlanks, trimmedEnd, type Line } from './lines.ts';
import type { Directive } from './model.ts';

export interface Directives {
  readonly directives: readonly Directive[];
  readonly problems: readonly SyntaxProblem[];
  /** Where the first line behind them begins. */
  readonly next: number;
}

const known = new Set(['syntax', 'escape', 'check']);

/**
 * Parser directives stand on the first lines only; any other comment, an empty line or an instruction ends them.
 * https://docs.docker.com/reference/dockerfile/#parser-directives
 */
export function parseDirectives(file: SourceFile): Directives {
  const directives: Directive[] = [];
  const problems: SyntaxProblem[] = [];
  let next = 0;
  for (let line = lineAt(file, 0); line; line = lineAt(file, next)) {
    const directive = directiveOn(file, line);
    if (!directive) break;
    next = line.next;
    if (directives.some(({ name }) => name === directive.name)) {
      problems.push({ at: directive.span, message: `The directive \`${directive.name}\` stands here twice` });
    } else if (directive.name === 'escape' && directive.value.text !== '\\' && directive.value.text !== '`') {
      problems.push({ at: directive.value.span, message: 'The escape character is neither `\\` nor a backtick' });
    }
    directives.push(directive);
  }
  return { directives, problems, next };
}

function directiveOn(file: SourceFile, line: Line): Directive | undefined {
  const { text } = file;
  const start = skipBlanks(text, line.start, line.end);
  if (text[start] !== '#') return undefined;
  const nameStart = skipBlanks(text, start + 1, line.end);
  let nameEnd = nameStart;
  while (nameEnd < line.end && /[a-zA-Z0-9]/.test(text[nameEnd] ?? '')) nameEnd++;
  const name = text.slice(nameStart, nameEnd).toLowerCase();
  const equals = skipBlanks(text, nameEnd, line.end);
  if (!known.has(name) || text[equals] !== '=') return undefined;
  const valueStart = skipBlanks(text, equals + 1, line.end);
  const valueEnd = trimmedEnd(text, valueStart, line.end);
  if (valueStart === valueEnd || isBlank(text[valueStart])) return undefined;
  return {
    name,
    value: plainText(spanOf(file, valueStart, valueEnd)),
    span: spanOf(file, start, valueEnd),
  };
}
