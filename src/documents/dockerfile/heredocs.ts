import { spanOf, type Run, type SourceFile, type Span, type Text } from '../../core/source.ts';
import { lineAt } from './lines.ts';
import type { Heredoc } from './model.ts';
import { quotedWordsOf, unquote } from './words.ts';

interface Opener {
  readonly name: string;
  readonly fileDescriptor: number;
  readonly expands: boolean;
  readonly stripsTabs: boolean;
  readonly span: Span;
}

/** More in one line are nobody's. */
const openerLimit = 100;

/**
 * A heredoc opens with a word of its own: `<<EOF`, `<<-EOF`, `3<<EOF`, `<<"EOF"`. `<<<`, words in quotes and
 * arithmetic do not begin that way. https://docs.docker.com/reference/dockerfile/#here-documents
 */
export function findHeredocOpeners(line: Text): readonly Opener[] {
  if (!line.text.includes('<<')) return [];
  const words = quotedWordsOf(line, '\\').filter(({ text }) => text.includes('<<'));
  return words.slice(0, openerLimit).flatMap((word) => {
    const match = /^(\d{0,9})<<(-?)([^<]+)$/.exec(word.text);
    const delimiter = match?.[3];
    if (match === null || delimiter === undefined) return [];
    const name = unquote({ ...word, text: delimiter, runs: [] }, '\\').text;
    return [
      {
        name,
        fileDescriptor: Number(match[1] ?? 0),
        expands: name === delimiter,
        stripsTabs: match[2] === '-',
        span: word.span,
      },
    ];
  });
}

export interface Heredocs {
  readonly heredocs: readonly Heredoc[];
  /** The opener of one that never ends. */
  readonly unterminated: Span | undefined;
  /** Where the last one's closing line ends; `undefined` without any. */
  readonly end: number | undefined;
  readonly next: number;
}

/** Reads the bodies one after the other, in the order their openers stand on the line. */
export function readHeredocs(file: SourceFile, openers: readonly Opener[], start: number): Heredocs {
  const heredocs: Heredoc[] = [];
  let end: number | undefined;
  let next = start;
  let unterminated: Span | undefined;
  for (const opener of openers) {
    const bodyStart = next;
    const kept: [start: number, end: number][] = [];
    let isClosed = false;
    let bodyEnd = next;
    for (let line = lineAt(file, next); line; line = lineAt(file, next)) {
      next = line.next;
      let from = line.start;
      if (opener.stripsTabs) while (file.text[from] === '\t') from++;
      end = line.end;
      isClosed = line.end - from === opener.name.length && file.text.startsWith(opener.name, from);
      if (isClosed) break;
      keep(kept, from, line.end);
      // The carriage return of a CRLF file is left out, its line feed kept.
      if (line.next > line.end) keep(kept, line.next - 1, line.next);
      bodyEnd = line.next;
    }
    // `$((1 <<2 ))` opens none for the eye; whether Docker thinks so is not documented.
    if (!isClosed && /^[A-Za-z_]/.test(opener.name)) unterminated ??= opener.span;
    heredocs.push({
      name: opener.name,
      fileDescriptor: opener.fileDescriptor,
      expands: opener.expands,
      stripsTabs: opener.stripsTabs,
      body: bodyOf(spanOf(file, bodyStart, bodyEnd), kept),
      opener: opener.span,
    });
  }
  return { heredocs, unterminated, end, next };
}

function keep(kept: [start: number, end: number][], start: number, end: number): void {
  const last = kept.at(-1);
  if (last?.[1] === start) last[1] = end;
  else if (end > start) kept.push([start, end]);
}

function bodyOf(span: Span, kept: readonly (readonly [start: number, end: number])[]): Text {
  const runs: Run[] = [];
  let at = 0;
  for (const [start, end] of kept) {
    runs.push({ at, length: end - start, fileStart: start, fileLength: end - start });
    at += end - start;
  }
  return { text: kept.map(([start, end]) => span.file.text.slice(start, end)).join(''), span, runs };
}
