/**
 * What in a piece of Markdown would act on GitHub, and not just be read: tags, links, images, mentions, references to
 * issues. Stricter than GitHub in doubt. Mentions and references are looked for in the text as rendered, since GitHub
 * finds them there: neither a backslash nor an entity keeps `@name` from notifying, only code does.
 */
export interface Surface {
  readonly tags: readonly string[];
  readonly comments: readonly string[];
  readonly links: readonly string[];
  readonly images: readonly string[];
  readonly mentions: readonly string[];
  readonly references: readonly string[];
}

export function surfaceOf(markdown: string): Surface {
  const found = { tags: [], comments: [], links: [], images: [], mentions: [], references: [] };
  for (const block of blocksOf(markdown)) {
    if (block.kind === 'html') readHtml(block.text, found);
    else for (const cell of block.kind === 'row' ? cellsOf(block.text) : [block.text]) readInline(cell, found);
  }
  return found;
}

type Found = { readonly [K in keyof Surface]: string[] };

interface Block {
  readonly kind: 'text' | 'row' | 'html';
  text: string;
}

/** Paragraphs, list items, rows and HTML blocks; fenced code is left out. */
function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let fence: string | undefined;
  let open: Block | undefined;
  for (const line of markdown.split(/\r\n|\r|\n/)) {
    const opened = /^(?:[ >]|[-*+] |\d+[.)] )*(`{3,}|~{3,})([^`]*)$/.exec(line);
    if (fence !== undefined) {
      if (opened?.[1]?.startsWith(fence) && opened[2]?.trim() === '') fence = undefined;
      continue;
    }
    if (line.trim() === '') {
      open = undefined;
      continue;
    }
    if (open?.kind === 'html') {
      open.text += `\n${line}`;
      if (open.text.startsWith('<!--') && open.text.includes('-->')) open = undefined;
      continue;
    }
    if (opened) {
      fence = opened[1];
      open = undefined;
      continue;
    }
    const start = line.trimStart();
    if (/^<(?:!--|\/?[a-z])/i.test(start)) {
      open = { kind: 'html', text: start };
      blocks.push(open);
      if (start.startsWith('<!--') && start.includes('-->')) open = undefined;
    } else if (start.startsWith('|')) {
      blocks.push({ kind: 'row', text: start });
      open = undefined;
    } else if (open === undefined || /^(?:#{1,6} |[-*+] |\d+[.)] |>)/.test(start)) {
      open = { kind: 'text', text: start };
      blocks.push(open);
    } else open.text += `\n${start}`;
  }
  return blocks;
}

/** A row is cut at its bars before anything else is read, in code as well. */
const cellsOf = (row: string): string[] => row.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|'));

function readInline(text: string, found: Found) {
  let shown = '';
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    const ticks = /^`+/.exec(rest)?.[0];
    if (ticks !== undefined) {
      const close = new RegExp(`(?<!\`)\`{${ticks.length}}(?!\`)`).exec(rest.slice(ticks.length));
      shown += close === null ? ticks : '\u0000';
      at += close === null ? ticks.length : 2 * ticks.length + close.index;
      continue;
    }
    const escaped = /^\\[!-/:-@[-`{-~]/.exec(rest)?.[0];
    if (escaped !== undefined) {
      shown += escaped[1];
      at += 2;
      continue;
    }
    const length = actingLength(rest, text[at - 1], found);
    if (length > 0) {
      shown += '\u0000';
      at += length;
      continue;
    }
    shown += text[at];
    at += 1;
  }
  readRendered(decoded(shown), found);
}

/** Length of the tag, comment, image, link or address that begins here; 0 for plain text. */
function actingLength(rest: string, before: string | undefined, found: Found): number {
  const comment = /^<!--[^]*?-->/.exec(rest)?.[0];
  if (comment !== undefined) return noted(found.comments, comment);
  const auto = /^<[a-z][a-z\d+.-]*:[^\s<>]*>/i.exec(rest)?.[0];
  if (auto !== undefined) return noted(found.links, auto);
  const tag = /^<(?:\/?[a-z][^<>]*|[!?][^<>]*)>/i.exec(rest)?.[0];
  if (tag !== undefined) return noted(found.tags, tag);
  if (/^!\[/.test(rest)) return noted(found.images, rest.slice(0, 80)) && 2;
  const target = /^\](\([^)]*\)|\[[^\]]*\]|:\s*\S+)/.exec(rest)?.[0];
  if (target !== undefined) return noted(found.links, target.slice(1).replace(/^\((.*)\)$/s, '$1'));
  const isStart = before === undefined || !/[\w/]/.test(before);
  const address = isStart ? /^(?:https?:\/\/|www\.|ftp:\/\/)[^\s<]*/i.exec(rest)?.[0] : undefined;
  return address === undefined ? 0 : noted(found.links, address);
}

function noted(list: string[], text: string): number {
  list.push(text);
  return text.length;
}

/** Inside an HTML block nothing is Markdown: backticks protect nothing. */
function readHtml(text: string, found: Found) {
  const withoutComments = text.replace(/<!--[^]*?-->/g, (comment) => {
    found.comments.push(comment);
    return '\u0000';
  });
  const withoutCode = withoutComments.replace(/<code>[^<]*<\/code>/g, '\u0000');
  const withoutTags = withoutCode.replace(/<[a-z/!?][^>]*>/gi, (tag) => {
    found.tags.push(tag);
    return '\u0000';
  });
  for (const match of withoutTags.matchAll(/(?:https?:\/\/|www\.)\S*/gi)) found.links.push(match[0]);
  readRendered(decoded(withoutTags), found);
}

function readRendered(text: string, found: Found) {
  for (const match of text.matchAll(/(?<!\w)@[a-z\d][\w/-]*/gi)) found.mentions.push(match[0]);
  for (const match of text.matchAll(/(?<![\w&])(?:[\w.-]+\/[\w.-]+|GH-|#)#?\d+\b/gi)) {
    if (/#\d|^GH-\d/i.test(match[0])) found.references.push(match[0]);
  }
}

const decoded = (text: string): string =>
  text
    .replace(/&#x([\da-f]{1,6});/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_, digits: string) => character(Number(digits)))
    .replace(/&(lt|gt|amp|quot|commat|num);/g, (whole, name: string) => named[name] ?? whole);

const character = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', commat: '@', num: '#' };
