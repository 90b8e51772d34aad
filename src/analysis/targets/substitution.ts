import { plainText, sourceFile, spanOf } from '../../core/source.ts';
import { expressionsIn, type Term } from '../../documents/expression.ts';
import type { Operation } from '../activities/activity.ts';

/** Paths of contexts, in lower case, and what they hold. */
export type Values = Readonly<Record<string, string | boolean>>;

/** A term with known values in the place of the contexts that hold them, and with the inputs that a caller hands over. */
export function withValues(term: Term, values: Values, operation: Operation): Term {
  switch (term.kind) {
    case 'literal':
      return term;
    case 'access': {
      if (term.base) return term;
      const known = Object.hasOwn(values, term.path) ? values[term.path] : inputOf(term.path, operation);
      return known === undefined ? term : { kind: 'literal', value: known, span: term.span };
    }
    case 'call':
      return { ...term, arguments: term.arguments.map((each) => withValues(each, values, operation)) };
    case 'operation':
      return { ...term, operands: term.operands.map((each) => withValues(each, values, operation)) };
  }
}

/** What a caller hands to a reusable workflow or composite action, where it is one literal. */
function inputOf(path: string, { fill }: Operation): string | boolean | undefined {
  const name = /^inputs\.([\w-]+)$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  const text = fill(`\${{ inputs.${name} }}`);
  if (text.includes('${{')) return undefined;
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

/** A text cut at its expressions: what stands between them as it is, and each expression's term. */
export function partsOfText(written: string): readonly (string | Term | undefined)[] {
  const text = plainText(spanOf(sourceFile('', written), 0, written.length));
  const parts: (string | Term | undefined)[] = [];
  let at = 0;
  for (const { span, tree } of expressionsIn(text)) {
    parts.push(written.slice(at, span.start), tree);
    at = span.end;
  }
  return [...parts, written.slice(at)].filter((part) => part !== '');
}
