import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FileTree } from '../core/tree.ts';

interface Snapshot {
  readonly repository: string;
  readonly paths: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** Where real repositories' files lie beside the project, if they do. */
export const corpusFolder = join(import.meta.dirname, '..', '..', '..', 'shared', 'corpus');

export const hasCorpus = (): boolean => existsSync(corpusFolder);

/** A path without a text there is unknown, never absent. */
export function* corpusTrees(only = ''): Generator<{ readonly repository: string; readonly tree: FileTree }> {
  for (const file of readdirSync(corpusFolder).sort()) {
    if (!file.endsWith('.json') || !file.includes(only)) continue;
    const snapshot = JSON.parse(readFileSync(join(corpusFolder, file), 'utf8')) as Snapshot;
    const paths = [...new Set([...snapshot.paths, ...Object.keys(snapshot.files)])].sort();
    yield {
      repository: snapshot.repository,
      tree: {
        entries: paths.map((path) => ({ path, mode: 'file' as const })),
        texts: new Map(Object.entries(snapshot.files).sort(([a], [b]) => (a < b ? -1 : 1))),
        unread: new Map(),
        gaps: [],
      },
    };
  }
}
