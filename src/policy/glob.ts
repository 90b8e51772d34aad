import picomatch from 'picomatch';

export type Matcher = (path: string) => boolean;

/** `**` for many folders, `*` within one, `{a,b}`, `[a-z]`; dot files are files like any other. */
export function matcherOf(globs: readonly string[]): Matcher {
  const known = matchers.get(globs);
  if (known) return known;
  const parts = globs.map((glob) => picomatch(patternOf(glob), options));
  const matcher: Matcher = (path) => parts.some((part) => part(path));
  matchers.set(globs, matcher);
  return matcher;
}

/** Why a text is no glob that we take, as the end of "must be …"; `undefined` where it is one. */
export function globFault(glob: string): string | undefined {
  if (glob.trim() === '') return 'a glob, not an empty text';
  if (glob.length > 300) return 'a glob of at most 300 characters';
  if (glob.startsWith('!')) return 'a glob of what is meant; exceptions with `!` are not known';
  // A match that fails takes time to the power of the wildcards: ten of them kept a machine busy for minutes.
  if ((glob.match(/\*+|\{/g)?.length ?? 0) > 5) return 'a glob of at most five wildcards';
  return undefined;
}

const matchers = new WeakMap<readonly string[], Matcher>();

// Without `windows` the library would look at the machine it runs on.
const options = { dot: true, nonegate: true, noextglob: true, windows: false };

/** As people write paths: `./docs`, `/docs`, `docs/` for all below. Parentheses are what they are in a file's name. */
function patternOf(glob: string): string {
  const rooted = glob
    .trim()
    .replace(/^\.?\//, '')
    .replace(/\/$/, '/**');
  return rooted.replace(/[()|]/g, '\\$&') || '**';
}
