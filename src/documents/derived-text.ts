import { spanWithin, type Run, type Text } from '../core/source.ts';

/** Units of a text from `start` to `end`, kept as they are or standing for `text`. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text?: string;
}

/** A text made of pieces of another (quotes, escapes, tabs left out or replaced), still mapped to the file. */
export function deriveText(base: Text, pieces: readonly Piece[]): Text {
  if (pieces.length > pieceLimit) return deriveText(base, [wholeOf(base, pieces)]);
  const runs: Run[] = [];
  const values: string[] = [];
  let at = 0;
  let run = firstRunAt(base.runs, pieces[0]?.start ?? 0);
  for (const piece of pieces) {
    const value = piece.text ?? base.text.slice(piece.start, piece.end);
    values.push(value);
    if (piece.text !== undefined && piece.text.length !== piece.end - piece.start) {
      const { start, end } = spanWithin(base, piece.start, piece.end);
      if (value.length > 0) runs.push({ at, length: value.length, fileStart: start, fileLength: end - start });
    } else {
      // Pieces ascend, and so do runs: one walk over both.
      while (run < base.runs.length && endOf(base.runs[run]) <= piece.start) run++;
      for (let index = run; index < base.runs.length; index++) {
        const source = base.runs[index];
        if (!source || source.at >= piece.end) break;
        const from = Math.max(piece.start, source.at);
        const length = Math.min(piece.end, endOf(source)) - from;
        const exact = source.length === source.fileLength;
        runs.push({
          at: at + from - piece.start,
          length,
          fileStart: exact ? source.fileStart + from - source.at : source.fileStart,
          fileLength: exact ? length : source.fileLength,
        });
      }
    }
    at += value.length;
  }
  const first = pieces[0];
  const last = pieces.at(-1);
  const span = first && last ? spanWithin(base, first.start, last.end) : { ...base.span, end: base.span.start };
  return { text: values.join(''), span, runs };
}

/** Above it, in texts that nobody wrote by hand, the whole is mapped to the whole. */
const pieceLimit = 10_000;

function wholeOf(base: Text, pieces: readonly Piece[]): Piece {
  const text = pieces.map((piece) => piece.text ?? base.text.slice(piece.start, piece.end)).join('');
  return { start: pieces[0]?.start ?? 0, end: pieces.at(-1)?.end ?? 0, text };
}

/** Index of the first run that reaches beyond `offset`. */
function firstRunAt(runs: readonly Run[], offset: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endOf(runs[middle]) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const endOf = (run: Run | undefined): number => (run ? run.at + run.length : 0);
