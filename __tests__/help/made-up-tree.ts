import { idOf } from './git-store.ts';
import type { Side } from '../../src/core/gather.ts';

/** Path to text. */
export type Texts = ReadonlyMap<string, string>;

/**
 * A tree, or what a pull request changes of one, in a single text, so that no file of it is taken for one of ours:
 * `-- path --` and the file's lines; `-- path (removed) --`. What stands before the first file says what it is.
 */
export function parseTreeText(text: string, before: Texts = new Map()): Texts {
  const files = new Map(before);
  let path: string | undefined;
  for (const line of text.split(/(?<=\n)/)) {
    const [, name, removed] = /^-- (.+?)( \(removed\))? --\n$/.exec(line) ?? [];
    if (name !== undefined) {
      path = removed === undefined ? name : undefined;
      if (path === undefined) files.delete(name);
      else files.set(path, '');
    } else if (path !== undefined) {
      files.set(path, (files.get(path) ?? '') + line);
    }
  }
  return files;
}

/** One side of a comparison, as git or the API would list it. */
export function sideOf(files: Texts): Side {
  const entries = [...files]
    .map(([path, text]) => ({ path, mode: 'file' as const, oid: idOf('blob', Buffer.from(text)) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    listing: { entries, gaps: [] },
    readTexts: (wanted) => new Map(wanted.map(({ path }) => [path, { text: files.get(path) ?? '' }])),
  };
}
