/** Path to text of everything generated but the rules' index, which the rest is made from. */
export function generatedFiles(_root: string): ReadonlyMap<string, string> {
  return new Map();
}
