import * as prettier from 'prettier/plugins/markdown';

/** What a Markdown parser makes of a text. */
export interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}

/** All nodes below the root, in order. */
export function nodesOf(text: string): readonly Node[] {
  const { parse } = prettier.parsers.markdown;
  // The options of Prettier's own formatter are of no use to its parser.
  const root = parse(text, {} as never) as Node;
  return (root.children ?? []).flatMap(withChildren);
}

/** The words and code of a text, as a reader sees them. */
export const shownBy = (text: string): string =>
  nodesOf(text)
    .filter((node) => node.type === 'text' || node.type === 'inlineCode')
    .map((node) => node.value)
    .join('');

const withChildren = (node: Node): readonly Node[] => [node, ...(node.children ?? []).flatMap(withChildren)];
