/**
 * User text as a message quotes it: one line between two backticks, with nothing inside that could end the quote, hide
 * or act. Messages are plain sentences in which a pair of backticks is code; rules put every piece of text from the
 * repository through here, so that pairs always match and renderers can tell words from quotes.
 */
export function code(text: string): string {
  const folded = text
    .slice(0, 4 * mostShown)
    .trim()
    .replace(/[ \t]*\r?\n\s*/g, '⏎')
    // The first digits tell one digest from another, and leave room for the name before it.
    .replace(/(sha256:[0-9a-f]{7})[0-9a-f]{57}/g, '$1…');
  const shown = [...visible(folded).replaceAll('`', '\\u{60}')];
  if (shown.length === 0) return '`""`';
  const isCut = shown.length > mostShown || text.length > 4 * mostShown;
  return `\`${isCut ? `${shown.slice(0, mostShown - 1).join('')}…` : shown.join('')}\``;
}

/** Text with every unseen character written out as `\u{…}`. Tabs become spaces. */
export const visible = (text: string): string =>
  replaceUnseen(text.replaceAll('\t', ' '), (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);

/**
 * Replaces what is not seen, or reorders or acts on what is seen: control characters, bidirectional and zero-width ones
 * (https://trojansource.codes), line separators, fillers, selectors, half surrogate pairs.
 */
export const replaceUnseen = (text: string, replacement: (character: string) => string): string =>
  text.replace(unseen, replacement);

const mostShown = 80;

// `Cf` holds the bidirectional and zero-width ones and the tag characters; the single ones are letters, marks and a
// symbol that draw nothing.
const unseen =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180D\u2800\u3164\uFFA0\u{E0100}-\u{E01EF}]/gu;
