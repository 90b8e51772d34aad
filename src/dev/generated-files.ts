import { renderToolFile } from './tool-file.ts';

/** Path to text of everything generated but the rules' index, which the rest is made from. */
export function generatedFiles(root: string): ReadonlyMap<string, string> {
  return new Map([['src/knowledge/tool.ts', renderToolFile(root)]]);
}
