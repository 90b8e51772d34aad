import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { forEachChild, parse, type SyntaxNode } from 'unbash';
import { plainText, sourceFile, spanOf } from '../../src/core/source.ts';
import { parseScript } from '../../src/documents/shell.ts';

const expansions = new Set([
  ...['SimpleExpansion', 'ParameterExpansion', 'CommandExpansion', 'ArithmeticExpansion'],
  ...['ProcessSubstitution', 'BraceExpansion'],
]);

const expands = (part: SyntaxNode): boolean => {
  let found = expansions.has(part.type);
  forEachChild(part, (child) => {
    found ||= expands(child);
  });
  return found;
};

/** Place of each word, as the parser takes it apart: its value and whether anything in it is expanded. */
function wordsOfParser(script: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Word') found.set(`${node.pos}-${node.end}`, `${node.value} ${String(!expands(node))}`);
    forEachChild(node, visit);
  };
  visit(parse(script));
  return found;
}

const piece = fc.constantFrom(
  ...['a', 'b=c', '-x', '--y=z', '1', 'a/b.c', '@', '+', '%', ',', ':', '.', '=', '+=', 'é', '~', '*', '!', '#', '\\'],
  ...[' ', ' ', '\n', ';', '&&', '|', '"', "'", '$X', '${X}', '${X:-y}', '$1', '$(c)', '`d`', '{a,b}', '(', ')', 'if'],
  ...['then', 'fi', 'export', 'time', '<<E', '>', '2>', '[[', ']]'],
);

test('words that are not taken apart are what the parser makes of them', () => {
  let compared = 0;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const known = wordsOfParser(text);
      const { commands } = parseScript(plainText(spanOf(sourceFile('a.sh', text), 0, text.length)));
      for (const { words } of commands) {
        for (const word of words) {
          const expected = word.place && known.get(word.place.join('-'));
          if (expected === undefined) continue;
          compared += 1;
          expect(`${word.text} ${String(word.isLiteral)}`).toBe(expected);
        }
      }
    }),
    { numRuns: 3000 },
  );
  // About one a text: enough that the comparison means something, whatever the texts of this run are.
  expect(compared).toBeGreaterThan(1000);
});
