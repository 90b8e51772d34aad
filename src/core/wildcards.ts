/**
 * Patterns of strangers, matched without regular expressions: those go back and try again for each of their stars, so
 * that three stars and a long text keep a machine busy for minutes. These take each character once.
 */

/** Whether a text is these pieces in their order, with anything between two of them: `a*b*c` split at its stars. */
export function fitsBetween(text: string, pieces: readonly string[]): boolean {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === first;
  const end = text.length - last.length;
  if (first.length > end || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found === -1 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

/**
 * A part of a pattern for paths: one character as it is, `one` of a folder's name, any number `within` one folder or
 * `across` several, or whole `folders` with their slash, or none.
 */
export type PathPart = { readonly character: string } | { readonly any: 'one' | 'within' | 'across' | 'folders' };

/** Whether a path fits; with `below`, whether a folder in which it stands does. */
export function fitsPath(path: string, parts: readonly PathPart[], { below }: { readonly below: boolean }): boolean {
  let places = new Set<number>();
  enter(0, parts, places);
  for (let at = 0; at < path.length; at++) {
    const character = path.charAt(at);
    if (below && character === '/' && places.has(parts.length)) return true;
    const next = new Set<number>();
    for (const place of places) advance(place, character, parts, next);
    if (next.size === 0) return false;
    places = next;
  }
  return places.has(parts.length);
}

/** All places of a pattern that one character leads to. */
function advance(place: number, character: string, parts: readonly PathPart[], next: Set<number>): void {
  const part = parts[place];
  if (!part) return;
  if ('character' in part) {
    if (part.character === character) enter(place + 1, parts, next);
    return;
  }
  const isSlash = character === '/';
  if (part.any === 'across') enter(place, parts, next);
  else if (part.any === 'one' && !isSlash) enter(place + 1, parts, next);
  else if (part.any === 'within' && !isSlash) enter(place, parts, next);
  else if (part.any === 'folders') {
    // In the middle of a name no folder has come to its end.
    next.add(place);
    if (isSlash) enter(place + 1, parts, next);
  }
}

/** A place, and those behind it that ask for no character. */
function enter(place: number, parts: readonly PathPart[], places: Set<number>): void {
  for (let at = place; ; at++) {
    places.add(at);
    const part = parts[at];
    if (!part || 'character' in part || part.any === 'one') return;
  }
}
