import type { Operation } from '../activities/activity.ts';
import type { Made } from './image-work.ts';
import type { ImageReference } from './images.ts';
import { parseRunReference } from './run-references.ts';

/** An image while its names are gathered. */
export interface Draft {
  readonly operation: Operation;
  readonly made: Made;
  readonly references: string[];
  readonly pushedBy: Operation[];
}

interface Named {
  readonly draft: Draft;
  readonly reference: ImageReference;
}

/** Images by what they are called. */
export interface Register {
  readonly byName: Map<string, Named[]>;
  /** With the tag behind it; what is pushed by its digest only stands under the name and an `@`. */
  readonly byTag: Map<string, Draft[]>;
  readonly byDigest: Map<string, Draft[]>;
}

export function registerOf(drafts: readonly Draft[]): Register {
  const register: Register = { byName: new Map(), byTag: new Map(), byDigest: new Map() };
  for (const draft of drafts) {
    if (draft.made.digest !== undefined) put(register.byDigest, draft.made.digest, draft);
    for (const text of draft.references) enter(register, draft, text);
  }
  return register;
}

/** Gives an image one more name; a second time changes nothing. */
export function rename(register: Register, draft: Draft, text: string): void {
  if (draft.references.includes(text)) return;
  draft.references.push(text);
  enter(register, draft, text);
}

function enter({ byName, byTag }: Register, draft: Draft, text: string): void {
  const reference = parseRunReference(text);
  if (reference.name === '') return;
  put(byName, reference.name.toLowerCase(), { draft, reference });
  put(byTag, tagKeyOf(reference), draft);
}

/** The images that a text names by one of their tags, or by the digest that a step tells. */
export function draftsCalled({ byTag, byDigest }: Register, text: string): readonly Draft[] {
  const told = /\$\{\{ digest of [^{}]+ \}\}/.exec(text)?.[0];
  const digested = told === undefined ? [] : (byDigest.get(told) ?? []);
  return [...new Set([...digested, ...(byTag.get(tagKeyOf(parseRunReference(text))) ?? [])])];
}

/** The images of that name, whatever their tag. */
export const draftsNamed = ({ byName }: Register, reference: ImageReference): readonly Named[] =>
  byName.get(reference.name.toLowerCase()) ?? [];

/** Registries tell no upper case from lower; a digest that only the run knows may be any. */
const tagKeyOf = ({ name, tag, digest }: ImageReference): string =>
  digest === undefined ? `${name}:${tag ?? 'latest'}`.toLowerCase() : `${name}@`.toLowerCase();

function put<Item>(index: Map<string, Item[]>, key: string, item: Item): void {
  const known = index.get(key);
  if (known) known.push(item);
  else index.set(key, [item]);
}
