import { expect, test } from '@jest/globals';
import { namedPaths } from '../../src/core/gather.ts';
import type { FileTree } from '../../src/core/tree.ts';

const treeOf = (paths: readonly string[]): FileTree => ({
  entries: paths.map((path) => ({ path, mode: 'file' })),
  texts: new Map(),
  unread: new Map(),
  gaps: [],
});

const numbered = (from: number): readonly string[] =>
  Array.from({ length: 40 }, (_, at) => `${(from + at).toString().padStart(3, '0')}.sh`);

test('what the texts name first is read first, from all sides alike', () => {
  const sides = [treeOf(numbered(0)), treeOf(numbered(100))];
  const wanted = {
    isWanted: () => false,
    alsoWanted: (tree: FileTree) => ['gone.sh', ...tree.entries.map(({ path }) => path).reverse()],
  };
  const named = [...namedPaths(sides, wanted)];
  expect(named).toEqual(
    numbered(25)
      .slice(0, 15)
      .reverse()
      .flatMap((path) => [path, `1${path.slice(1)}`]),
  );
});
