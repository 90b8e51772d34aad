import type { Kind } from '../core/rule-info.ts';
import type { FileTree } from '../core/tree.ts';
import type { ExampleText } from '../rules/rule.ts';

/** Where a file of this kind usually stands, for examples that are one text. */
export const usualPaths: Readonly<Record<Kind, string>> = {
  workflow: '.github/workflows/ci.yml',
  action: 'action.yml',
  dockerfile: 'Dockerfile',
  dockerignore: '.dockerignore',
  dependabot: '.github/dependabot.yml',
  repository: '.github/workflows/ci.yml',
};

/** An example's files without their marks. */
export function treeOfExample(kinds: readonly Kind[], path: string | undefined, example: ExampleText) {
  const [kind = 'workflow'] = kinds;
  const files = typeof example === 'string' ? { [path ?? usualPaths[kind]]: example } : example;
  const texts = new Map(
    Object.entries(files)
      .map(([name, text]) => [name, text.replace(/[«»]/g, '')] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const tree: FileTree = {
    entries: [...texts.keys()].map((name) => ({ path: name, mode: 'file' })),
    texts,
    unread: new Map(),
    gaps: [],
  };
  return { texts, tree };
}
