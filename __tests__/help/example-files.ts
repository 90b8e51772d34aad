import { usualPaths } from '../../src/dev/example-tree.ts';
import { sourceFile, type Range } from '../../src/core/source.ts';
import { rangeOf, spanOf } from '../../src/core/source.ts';
import type { FileTree } from '../../src/core/tree.ts';
import type { Kind } from '../../src/core/rule-info.ts';
import type { ExampleText } from '../../src/rules/rule.ts';

export interface Marked {
  readonly files: ReadonlyMap<string, string>;
  /** The faulty places, as `path:line:column-line:column`, sorted. */
  readonly marks: readonly string[];
}

/** Takes the marks out of an example's texts and says where they stood. */
export function unmark(example: ExampleText, kinds: readonly Kind[], path: string | undefined): Marked {
  const [kind = 'workflow'] = kinds;
  const texts = typeof example === 'string' ? { [path ?? usualPaths[kind]]: example } : example;
  const files = new Map<string, string>();
  const marks: string[] = [];
  for (const [name, text] of Object.entries(texts)) {
    let plain = '';
    const spans: { start: number; end: number }[] = [];
    const open: number[] = [];
    for (const character of text) {
      if (character === '«') open.push(plain.length);
      else if (character === '»') spans.push({ start: open.pop() ?? 0, end: plain.length });
      else plain += character;
    }
    files.set(name, plain);
    const file = sourceFile(name, plain);
    for (const { start, end } of spans) marks.push(placeOf(name, rangeOf(spanOf(file, start, end))));
  }
  return { files, marks: marks.sort() };
}

export const placeOf = (path: string, range: Range): string =>
  `${path}:${range.startLine}:${range.startColumn}-${range.endLine}:${range.endColumn}`;

export const treeOfFiles = (files: ReadonlyMap<string, string>): FileTree => ({
  entries: [...files.keys()].sort().map((path) => ({ path, mode: 'file' })),
  texts: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
  unread: new Map(),
  gaps: [],
});
