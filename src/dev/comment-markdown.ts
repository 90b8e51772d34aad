/** The little of Markdown that our comments are made of, for drawing them. */
export interface Block {
  readonly pieces: readonly Piece[];
  readonly isItem: boolean;
  /** A closed fold: only its summary is seen. */
  readonly isFold: boolean;
  /** Room above it. */
  readonly gapBefore: number;
}

export type Style = 'plain' | 'bold' | 'code' | 'link' | 'faint' | 'heading';

export interface Piece {
  readonly style: Style;
  readonly text: string;
}

/** Headings, paragraphs, list items and closed folds. The marker, an HTML comment, is not seen. */
export function blocksOf(markdown: string): readonly Block[] {
  const withoutFolds = markdown.replace(/(<details><summary>.*?<\/summary>)[^]*?<\/details>/g, '$1');
  const lines = withoutFolds.split('\n').filter((line) => !/^<!--.*-->$/.test(line));
  const blocks: Block[] = [];
  let open: string[] = [];
  const close = (): void => {
    if (open.length > 0) blocks.push(blockOf(open.join('\n'), blocks.at(-1)));
    open = [];
  };
  for (const line of lines) {
    const startsAnew = line === '' || /^(?:- |### |<details>)/.test(line) || /^### /.test(open[0] ?? '');
    if (startsAnew) close();
    if (line !== '') open.push(line);
  }
  close();
  return blocks;
}

function blockOf(text: string, previous: Block | undefined): Block {
  const isItem = text.startsWith('- ');
  const gapBefore = !previous ? 0 : isItem && previous.isItem ? 4 : 10;
  if (text.startsWith('### ')) {
    const pieces = inline(text.slice(4)).map((piece) => ({ ...piece, style: 'heading' as const }));
    return { pieces, isItem, isFold: false, gapBefore };
  }
  const summary = /^<details><summary>(.*)<\/summary>/.exec(text)?.[1];
  if (summary !== undefined) return { pieces: inline(summary), isItem, isFold: true, gapBefore };
  const body = (isItem ? text.slice(2) : text).replace(/\n +/g, '\n');
  return { pieces: inline(body), isItem, isFold: false, gapBefore };
}

function inline(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const found of text.matchAll(mark)) {
    if (found.index > end) pieces.push({ style: 'plain', text: unescaped(text.slice(end, found.index)) });
    const [whole, bold, code, link] = found;
    if (bold !== undefined) pieces.push({ style: 'bold', text: unescaped(bold) });
    if (code !== undefined) pieces.push({ style: 'code', text: code });
    if (link !== undefined) pieces.push({ style: 'link', text: unescaped(link) });
    end = found.index + whole.length;
  }
  if (end < text.length) pieces.push({ style: 'plain', text: unescaped(text.slice(end)) });
  return pieces;
}

const mark = /\*\*([^*]+)\*\*|`([^`]+)`|\[([^\]]+)\]\([^)]*\)/g;

const unescaped = (text: string): string => text.replace(/\\([\\`*_[\]~<>|@#$])/g, '$1');
