import { cutText, inert } from './escape.ts';

/**
 * Everything that enters a Markdown text passes one of these; nothing is interpolated bare. Plain words are escaped for
 * GitHub's dialect, names and paths become code spans, where neither Markdown nor mentions nor references act.
 */

/** Words as inline Markdown that shows exactly them: no markup, HTML, entity, link, mention, reference or emoji code. */
export const plain = (text: string): string =>
  inert(text).replace(special, (found) => {
    if (/^[&<>`|$]/.test(found)) return `&#${found.charCodeAt(0)};`;
    if (/^[\\*_[\]~]/.test(found)) return `\\${found}`;
    // Mentions, references and bare links are made after Markdown is parsed; only a character in between stops that.
    return `${found}&#8203;`;
  });

/** A code span that shows exactly `text`. */
export function codeSpan(text: string): string {
  // A fake of our own marker must not even stand there.
  const shown = inert(text).replaceAll('<!--', '<\\u{21}--');
  if (shown.trim() === '') return '`""`';
  const longest = Math.max(0, ...Array.from(shown.matchAll(/`+/g), (run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** A message whose backtick pairs are code: both kinds of text, each in its way. A backtick without partner is a word. */
export const prose = (message: string, most = 600): string =>
  partsOf(message, most)
    .map((part) => (part.kind === 'code' ? codeSpan(part.text) : plain(part.text)))
    .join('');

/** The words and quotes of a message, cut to `most` units; a quote that the cut falls into is closed. */
export function partsOf(message: string, most: number): readonly MessagePart[] {
  const pieces = cutText(message, most).split('`');
  const isQuoteOpen = pieces.length % 2 === 0;
  const last = isQuoteOpen && message.length <= most ? pieces.pop() : undefined;
  const parts = pieces.map((text, i): MessagePart => ({ kind: i % 2 === 0 ? 'words' : 'code', text }));
  if (last !== undefined) parts.push({ kind: 'words', text: `\`${last}` });
  return parts.filter((part) => part.kind === 'code' || part.text !== '');
}

export interface MessagePart {
  readonly kind: 'words' | 'code';
  readonly text: string;
}

/**
 * Inline Markdown as a table cell. A pipe ends a cell even in a code span; a backslash before it is the only remedy
 * there, and one that follows a backslash is read differently by different parsers.
 */
export const cell = (markdown: string): string => markdown.replaceAll('\\|', '\\\\u{7c}').replaceAll('|', '\\|');

/** Words inside an HTML element on a line of its own, where Markdown does not act. */
export const html = (text: string): string =>
  plain(text).replace(/\\([\\*_[\]~])/g, (_, character: string) => `&#${character.charCodeAt(0)};`);

/** The head of a table and its rows; fitted as one block. Cells are Markdown. */
export const table = (columns: readonly string[], rows: readonly (readonly string[])[]) => ({
  head: `${tableRow(columns)}\n${tableRow(columns.map(() => '---'))}`,
  rows: rows.map(tableRow),
});

const tableRow = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

/** A link where there is somewhere to go, else the label alone. The label is Markdown. */
export const link = (label: string, url: string | undefined): string => (url ? `[${label}](${url})` : label);

const special = /[&<>`|$\\*_[\]~@]|#(?=\d)|GH-(?=\d)|:(?=:|\/\/)|www(?=\.)|:(?=[\w+-]+:)/gi;
