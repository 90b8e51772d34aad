import type { Practice } from '../../core/delivery.ts';
import { code } from '../../core/message.ts';
import type { Repository } from '../../documents/document.ts';
import { practiceSeen } from './signs.ts';

/** Where GitHub looks, in this order. https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners */
const places = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** Whose review a change asks for, and whether that holds for what Plimsoll looks at. */
export function ownersOf(repository: Repository): Practice {
  const name = 'code owners';
  const path = places.find((place) => repository.paths.includes(place));
  if (path === undefined) {
    return { name, answer: 'not seen', detail: 'no `CODEOWNERS` file; who reviews may be agreed elsewhere' };
  }
  const text = repository.tree.texts.get(path);
  if (text === undefined || text.length > mostText) return practiceSeen(name, code(path), { path, line: undefined });
  const owned = owners(text);
  const parts = [
    ['workflows', repository.workflows],
    ['Dockerfiles', repository.dockerfiles],
  ] as const;
  const told = parts.flatMap(([what, documents]) => {
    const count = documents.filter((document) => owned(document.file.path)).length;
    if (documents.length === 0) return [];
    return [
      `${count === documents.length ? 'all' : count === 0 ? 'no' : `${count.toString()} of ${documents.length.toString()}`} ${what}`,
    ];
  });
  const detail = told.length === 0 ? code(path) : `${code(path)} names owners of ${told.join(' and ')}`;
  return practiceSeen(name, detail, { path, line: 1 });
}

/** Nobody writes more of them in one pattern, or a longer file. */
const mostStars = 8;
const mostText = 100_000;

/** Whether a path has an owner: the last pattern that fits decides, and one without names takes the owners away. */
function owners(text: string): (path: string) => boolean {
  const rules = text.split(/\r?\n/).flatMap((line) => {
    const [pattern, ...names] = line
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/\s+/);
    if (!pattern || pattern.split('*').length > mostStars) return [];
    return [{ pattern: patternOf(pattern), isOwned: names.length > 0 }];
  });
  return (path) => rules.findLast(({ pattern }) => pattern.test(path))?.isOwned ?? false;
}

/** As in an ignore file: a slash in front or within binds to the root, one behind means a folder, `*` stays in its folder. */
function patternOf(pattern: string): RegExp {
  const isFolder = pattern.endsWith('/');
  const body = pattern.replace(/^\/|\/$/g, '');
  const isBound = pattern.startsWith('/') || body.includes('/');
  const source = body
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map(
      (part) =>
        ({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' })[part] ??
        part.replace(/[.+^${}()|[\]\\]/g, '\\$&'),
    )
    .join('');
  // `docs/*` is what lies in the folder, `docs` the folder with everything below.
  const below = isFolder ? '/.*' : /\*$/.test(body) && body.includes('/') ? '' : '(?:/.*)?';
  return new RegExp(`^${isBound ? '' : '(?:.*/)?'}${source}${below}$`);
}
