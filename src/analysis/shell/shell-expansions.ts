/** The first characters of the commit, whichever way they are cut off. */
export const shortHash = '${{ short sha }}';

/** `$(git rev-parse --short HEAD)`, `$(echo $GITHUB_SHA | cut -c1-7)` and their like, and what lowers a text's case. */
export const withShortHashes = (text: string): string =>
  text.includes('$(')
    ? text
        .replace(/\$\(\s*git rev-parse --short(?:=\d+)?(?: HEAD| "?\$\{?GITHUB_SHA\}?"?)?\s*\)/g, shortHash)
        .replace(/\$\(\s*git rev-parse (?:HEAD|--verify HEAD)\s*\)/g, '${{ github.sha }}')
        .replace(
          /\$\(\s*(?:echo|printf) (?:-n )?"?(?:\$\{?GITHUB_SHA\}?|\$\{\{ github\.sha \}\})"? \| (?:cut -c ?1-\d+|head -c ?\d+)\s*\)/g,
          shortHash,
        )
        .replace(
          /\$\(\s*(?:echo|printf) (?:-n )?"?([^"|()]+?)"? \| (?:tr (?:'?\[:upper:\]'? '?\[:lower:\]'?|'?\[?A-Z\]?'? '?\[?a-z\]?'?)|awk '\{ ?print tolower\(\$0\) ?\}')\s*\)/g,
          '$1',
        )
    : text;

/**
 * A variable's value with what its braces do to it; names and tags are compared without case, so that `${X,,}` is `X`.
 * `undefined` where that cannot be told.
 */
export function withModifier(value: string | undefined, modifier: string): string | undefined {
  const preset = /^:?[-=](.*)$/s.exec(modifier)?.[1];
  if (preset !== undefined) return value ?? preset;
  if (value === undefined) return undefined;
  if (modifier === '' || modifier === ',,' || modifier === '@L') return value;
  const cut = /^:\s?0?:(\d+)$/.exec(modifier)?.[1];
  if (cut !== undefined) return value === '${{ github.sha }}' ? shortHash : cutText(value, Number(cut));
  if (value === '${{ github.ref }}' && /^##?(?:\*\/|refs\/(?:tags|heads)\/)$/.test(modifier))
    return '${{ github.ref_name }}';
  const prefix = /^#([\w./-]+)$/.exec(modifier)?.[1];
  if (prefix !== undefined && !value.includes('$'))
    return value.startsWith(prefix) ? value.slice(prefix.length) : value;
  // A version's `v` taken off leaves a version.
  return prefix === 'v' && /^\$\{\{ [^}]+ \}\}$/.test(value) ? value : undefined;
}

const cutText = (value: string, length: number): string | undefined =>
  value.includes('$') ? undefined : value.slice(0, length);
