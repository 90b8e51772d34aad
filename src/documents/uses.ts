import { sliceText } from '../core/source.ts';
import type { Text } from '../core/source.ts';
import type { Uses } from './workflow-model.ts';

/**
 * Takes a `uses:` reference apart as the runner does: what stands before the one `@` is `owner/repository` and perhaps
 * a path, what stands behind it is the ref
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsuses).
 */
export function parseUses(text: Text, comment?: string): Uses {
  const start = text.text.length - text.text.trimStart().length;
  const written = text.text.trim();
  const slice = (from: number, to: number): Text => sliceText(text, start + from, start + to);
  const base = { text, repository: undefined, owner: undefined, path: '', ref: undefined, image: undefined, comment };

  if (written.includes('${{')) return { ...base, kind: 'expression' };
  if (/^docker:\/\//i.test(written)) {
    const from = 'docker://'.length;
    return { ...base, kind: written.length > from ? 'docker' : 'malformed', image: slice(from, written.length) };
  }
  if (written.startsWith('./') || written.startsWith('.\\')) return { ...base, kind: 'local', path: pathOf(written) };

  const at = written.indexOf('@');
  const hasRef = at !== -1 && at + 1 < written.length;
  const ref = hasRef ? slice(at + 1, written.length) : undefined;
  const place = at === -1 ? written : written.slice(0, at);
  // The repository and commit that the workflow itself comes from; a ref is refused by GitHub and kept here for rules.
  if (place.startsWith('$/')) return { ...base, kind: 'self', path: pathOf(place), ref };

  const [owner, repository, ...path] = place.split(/[/\\]/);
  const isNamed = owner !== undefined && /^[\w-]/.test(owner) && repository !== undefined && repository !== '';
  if (!isNamed || !hasRef || written.indexOf('@', at + 1) !== -1 || /\s/.test(written)) {
    return { ...base, kind: 'malformed', ref };
  }
  return {
    ...base,
    kind: 'repository',
    owner: owner.toLowerCase(),
    repository: `${owner}/${repository}`.toLowerCase(),
    path: path.filter((part) => part !== '').join('/'),
    ref,
  };
}

/** Without the `./` or `$/` in front and slashes at the end. */
const pathOf = (place: string): string =>
  place
    .slice(2)
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.')
    .join('/');
