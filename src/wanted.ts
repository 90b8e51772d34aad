import { namedFilesIn } from './analysis/activities/named-files.ts';
import { namedManifestsIn } from './analysis/images/named-manifests.ts';
import { entryScriptsOf, mayNameScript } from './analysis/images/entry-scripts.ts';
import { sourceFile } from './core/source.ts';
import type { FileTree, Wanted } from './core/tree.ts';
import { isWanted, kindOf } from './documents/kind.ts';
import { parseDocument } from './documents/parse.ts';

/** What rules may ask of a tree, in the two rounds in which trees are read. */
export const wanted: Wanted = {
  isWanted,
  alsoWanted: (tree: FileTree) => {
    const named = new Set(namedFilesIn(tree));
    const exists = new Set(tree.entries.map((entry) => entry.path));
    for (const [path, text] of tree.texts) {
      if (!mayNameScript.test(text) || kindOf(path) !== 'dockerfile') continue;
      const document = parseDocument(sourceFile(path, text));
      if (document?.kind !== 'dockerfile') continue;
      for (const script of entryScriptsOf(document)) if (exists.has(script)) named.add(script);
    }
    for (const manifest of namedManifestsIn(tree)) named.add(manifest);
    return [...named];
  },
};
