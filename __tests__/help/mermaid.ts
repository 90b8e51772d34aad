/** Mermaid's own parser, which needs a document only for what it draws. */
export async function parseMermaid(text: string): Promise<string> {
  const { default: purify } = await import('dompurify');
  // Without a document there is nothing to sanitise, and the functions are not there.
  const stand: { addHook?: unknown; sanitize?: unknown } = purify;
  stand.addHook ??= () => undefined;
  stand.sanitize ??= (dirty: string) => dirty;
  const { default: mermaid } = await import('mermaid');
  const { diagramType } = await mermaid.parse(text);
  return diagramType;
}

/** The texts of a page's Mermaid fences. */
export const graphsIn = (page: string): readonly string[] =>
  Array.from(page.matchAll(/^```mermaid\n([\s\S]*?)\n```$/gm), ([, text = '']) => text);
