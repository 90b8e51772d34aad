/**
 * Patterns over paths of a build context, as in ignore files and `COPY` sources: Go's `filepath.Match` (`*`, `?`, `[a-z]`,
 * `\\` escapes) with `**` for any folders. https://docs.docker.com/build/concepts/context/#syntax
 */
type Token =
  | { readonly kind: 'character'; readonly character: string }
  /** `?` */
  | { readonly kind: 'one' }
  /** `[a-z]` */
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] }
  /** `*`: within one segment. */
  | { readonly kind: 'star' }
  /** `**` or `**` with a slash: any folders, none too. */
  | { readonly kind: 'folders' }
  /** `**` at the end. */
  | { readonly kind: 'rest' };

/** Whether a pattern matches a path or a folder that the path is in. */
export function contextMatcher(pattern: string): (path: string) => boolean {
  if (!/[*?[\\]/.test(pattern))
    return (path) => path === pattern || (path.startsWith(pattern) && path[pattern.length] === '/');
  const tokens = tokensOf(pattern);
  return (path) => matches(tokens, path);
}

function tokensOf(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? '';
    if (character === '*' && pattern[at + 1] === '*') {
      at++;
      if (pattern[at + 1] === '/') at++;
      tokens.push({ kind: at + 1 >= pattern.length ? 'rest' : 'folders' });
    } else if (character === '*') tokens.push({ kind: 'star' });
    else if (character === '?') tokens.push({ kind: 'one' });
    else if (character === '[') {
      const found = classAt(pattern, at);
      tokens.push(found?.token ?? { kind: 'character', character });
      at = found?.last ?? at;
    } else if (character === '\\') {
      at++;
      tokens.push({ kind: 'character', character: pattern[at] ?? '\\' });
    } else tokens.push({ kind: 'character', character });
  }
  return tokens;
}

function classAt(pattern: string, start: number): { readonly token: Token; readonly last: number } | undefined {
  const negated = pattern[start + 1] === '^';
  const ranges: [string, string][] = [];
  let at = start + (negated ? 2 : 1);
  const character = (): string | undefined => {
    if (pattern[at] === '\\') at++;
    return pattern[at++];
  };
  while (at < pattern.length && pattern[at] !== ']') {
    const from = character();
    let to = from;
    if (pattern[at] === '-' && pattern[at + 1] !== ']') {
      at++;
      to = character();
    }
    if (from === undefined || to === undefined) return undefined;
    ranges.push([from, to]);
  }
  return at < pattern.length && ranges.length > 0 ? { token: { kind: 'class', negated, ranges }, last: at } : undefined;
}

/**
 * Walks pattern and path together and, where they part, goes back to the last `*` of the segment, else to the last
 * `**`: earlier ones could only reach what the last one reaches too. Never more steps than path times pattern.
 */
function matches(tokens: readonly Token[], path: string): boolean {
  let at = 0;
  let index = 0;
  let star: { index: number; at: number } | undefined;
  let folders: { index: number; at: number } | undefined;
  for (;;) {
    const token = tokens[index];
    if (!token && (at === path.length || path[at] === '/')) return true;
    if (token?.kind === 'rest') return true;
    if (token?.kind === 'star') {
      star = { index: ++index, at };
      continue;
    }
    if (token?.kind === 'folders') {
      folders = { index: ++index, at };
      star = undefined;
      continue;
    }
    if (token && at < path.length && matchesOne(token, path[at] ?? '')) {
      at++;
      index++;
      continue;
    }
    if (star && star.at < path.length && path[star.at] !== '/') {
      star.at++;
      at = star.at;
      index = star.index;
      continue;
    }
    const slash = folders ? path.indexOf('/', folders.at) : -1;
    if (!folders || slash === -1) return false;
    folders.at = slash + 1;
    star = undefined;
    at = folders.at;
    index = folders.index;
  }
}

function matchesOne(token: Token, character: string): boolean {
  if (token.kind === 'character') return token.character === character;
  if (token.kind === 'one') return character !== '/';
  if (token.kind !== 'class') return false;
  return token.ranges.some(([from, to]) => from <= character && character <= to) !== token.negated;
}
