import type { Practice } from '../../core/delivery.ts';
import { code } from '../../core/message.ts';
import { fitsPath, type PathPart } from '../../core/wildcards.ts';
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
  const rules = rulesIn(text);
  const parts = [
    ['workflows', repository.workflows],
    ['Dockerfiles', repository.dockerfiles],
  ] as const;
  if (rules.length * (repository.workflows.length + repository.dockerfiles.length) > mostAsked)
    return practiceSeen(name, code(path), { path, line: undefined });
  const told = parts.flatMap(([what, documents]) => {
    const count = documents.filter((document) => hasOwner(document.file.path, rules)).length;
    if (documents.length === 0) return [];
    return [
      `${count === documents.length ? 'all' : count === 0 ? 'no' : `${count.toString()} of ${documents.length.toString()}`} ${what}`,
    ];
  });
  const detail = told.length === 0 ? code(path) : `${code(path)} names owners of ${told.join(' and ')}`;
  return practiceSeen(name, detail, { path, line: 1 });
}

/** A longer file, or one of more rules for more files than anybody has, is not gone through. */
const mostText = 100_000;
const mostAsked = 200_000;

interface Owned {
  readonly parts: readonly PathPart[];
  /** Whether what lies below is owned as well. */
  readonly below: boolean;
  readonly isOwned: boolean;
}

function rulesIn(text: string): readonly Owned[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [pattern, ...names] = withoutComment(line).trim().split(/\s+/);
    return pattern ? [{ ...readPattern(pattern), isOwned: names.length > 0 }] : [];
  });
}

function withoutComment(line: string): string {
  const at = line.search(/(?<!\S)#/);
  return at === -1 ? line : line.slice(0, at);
}

/** The last pattern that fits decides, and one without names takes the owners away. */
const hasOwner = (path: string, rules: readonly Owned[]): boolean =>
  rules.findLast(({ parts, below }) => fitsPath(path, parts, { below }))?.isOwned ?? false;

/** As in an ignore file: a slash in front or within binds to the root, one behind means a folder, `*` stays in its folder. */
function readPattern(pattern: string): Pick<Owned, 'parts' | 'below'> {
  const isFolder = pattern.endsWith('/');
  const body = pattern.replace(/^\/|\/$/g, '');
  const isBound = pattern.startsWith('/') || body.includes('/');
  const parts: PathPart[] = isBound ? [] : [{ any: 'folders' }];
  for (const [sign] of body.matchAll(/\*\*\/|\*\*|[^]/g)) {
    const any = signs.get(sign);
    parts.push(any ? { any } : { character: sign });
  }
  if (isFolder) parts.push({ character: '/' }, { any: 'across' });
  // `docs/*` is what lies in the folder, `docs` the folder with everything below.
  return { parts, below: !isFolder && !(body.endsWith('*') && body.includes('/')) };
}

const signs: ReadonlyMap<string, 'one' | 'within' | 'across' | 'folders'> = new Map([
  ['**/', 'folders'],
  ['**', 'across'],
  ['*', 'within'],
  ['?', 'one'],
]);
