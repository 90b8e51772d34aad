import { blocksOf, type Block, type Piece, type Style } from './comment-markdown.ts';
import { widthOf } from './text-width.ts';

/**
 * A comment as GitHub shows it, drawn as SVG: the same on every machine and without a browser. Every piece of text is
 * told its width, so that another font than the measured one cannot run over its neighbour.
 */
export function renderCommentPicture(markdown: string, title: string): string {
  const drawn: string[] = [];
  let y = top;
  for (const block of blocksOf(markdown)) {
    y += block.gapBefore;
    const { lines, bottom } = drawBlock(block, y);
    drawn.push(...lines);
    y = bottom;
  }
  const height = Math.ceil(y + padding);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>text{font:${fontSize}px -apple-system,'Segoe UI','Noto Sans',Helvetica,Arial,sans-serif;fill:#1f2328;white-space:pre}.bold,.heading{font-weight:600}.heading{font-size:${headingSize}px}.code{font:${codeSize}px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace}.link{fill:#0969da}.faint{fill:#59636e}</style>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6" fill="#ffffff" stroke="#d1d9e0"/>`,
    `<path d="M1 ${headerHeight}V6.5a5.5 5.5 0 0 1 5.5-5.5H${width - 6.5}a5.5 5.5 0 0 1 5.5 5.5V${headerHeight}z" fill="#f6f8fa"/>`,
    `<line x1="1" x2="${width - 1}" y1="${headerHeight + 0.5}" y2="${headerHeight + 0.5}" stroke="#d1d9e0"/>`,
    ...drawPieces(header, padding, 25).lines,
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
}

const width = 830;
const padding = 16;
const headerHeight = 38;
const fontSize = 14;
const codeSize = 12;
const headingSize = 17.5;
const lineHeight = 21;
const indent = 22;
const top = headerHeight + padding - 4;

const header: readonly Piece[] = [
  { style: 'bold', text: 'github-actions' },
  { style: 'faint', text: ' commented' },
];

function drawBlock(block: Block, from: number): { readonly lines: readonly string[]; readonly bottom: number } {
  const left = padding + (block.isItem ? indent : 0);
  const lines: string[] = [];
  let y = from;
  for (const pieces of wrapped(block.pieces, width - padding - left)) {
    const step = pieces[0]?.style === 'heading' ? 26 : lineHeight;
    if (block.isItem && y === from) lines.push(`<circle cx="${left - 10}" cy="${y + 11}" r="2.5" fill="#1f2328"/>`);
    if (block.isFold && y === from) lines.push(`<path d="M${left} ${y + 6}l7 4.5-7 4.5z" fill="#1f2328"/>`);
    lines.push(...drawPieces(pieces, left + (block.isFold ? 12 : 0), y + 15).lines);
    y += step;
  }
  return { lines, bottom: y };
}

function drawPieces(pieces: readonly Piece[], left: number, baseline: number) {
  const lines: string[] = [];
  let x = left;
  for (const { style, text } of pieces) {
    const length = measure(style, text);
    if (style === 'code') {
      lines.push(
        `<rect x="${short(x)}" y="${short(baseline - 14)}" width="${short(length)}" height="19" rx="4" fill="#818b981f"/>`,
      );
    }
    if (text.trim() !== '') {
      const edge = style === 'code' ? codeEdge : 0;
      const css = style === 'plain' ? '' : ` class="${style}"`;
      lines.push(
        `<text x="${short(x + edge)}" y="${short(baseline)}"${css} textLength="${short(length - 2 * edge)}" lengthAdjust="spacingAndGlyphs">${escaped(text)}</text>`,
      );
    }
    x += length;
  }
  return { lines };
}

/** Lines of pieces, broken at spaces and where the text itself breaks; neighbours of one style are one piece again. */
function wrapped(pieces: readonly Piece[], room: number): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]];
  let used = 0;
  for (const { style, text } of pieces) {
    for (const word of text.match(/\n| +|[^ \n]+/g) ?? []) {
      const line = lines.at(-1) ?? [];
      const last = line.at(-1);
      const size = measure(style, word) - (style === 'code' && last?.style === 'code' ? 2 * codeEdge : 0);
      if (word === '\n' || (used + size > room && word.trim() !== '')) {
        lines.push(word === '\n' ? [] : [{ style, text: word }]);
        used = word === '\n' ? 0 : measure(style, word);
        continue;
      }
      if (last?.style === style) line[line.length - 1] = { style, text: last.text + word };
      else line.push({ style, text: word });
      used += size;
    }
  }
  return lines.map(withoutEdges).filter((line) => line.length > 0);
}

/** A line neither begins nor ends with a space. */
function withoutEdges(line: readonly Piece[]): readonly Piece[] {
  const trimmed = line.map((piece, at) => {
    const start = at === 0 ? piece.text.trimStart() : piece.text;
    return { ...piece, text: at === line.length - 1 ? start.trimEnd() : start };
  });
  return trimmed.filter((piece) => piece.text !== '');
}

const codeEdge = 4.5;

function measure(style: Style, text: string): number {
  if (style === 'code') return [...text].length * codeSize * 0.602 + 2 * codeEdge;
  const size = style === 'heading' ? headingSize : fontSize;
  return widthOf(text) * size * (style === 'bold' || style === 'heading' ? 1.06 : 1);
}

const short = (value: number): string => String(Math.round(value * 10) / 10);

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
