import { type Term } from '../../documents/expression.ts';
import type { Trigger } from '../../documents/workflow-model.ts';
import { findValue, textsOf } from '../../documents/yaml-value.ts';
import type { Operation } from '../activities/activity.ts';
import { valueOf } from '../runs/conditions.ts';
import { valuesInJob } from '../runs/matrix.ts';
import { type Occasion, valuesOfRef } from './occasions.ts';
import { partsOfText, withValues } from './substitution.ts';

/**
 * What a text with expressions comes to on an occasion: each of the values it may have. `undefined` where that is known
 * only when it runs: an output, a variable of the repository, a free input.
 */
export function valuesOfText(written: string, operation: Operation, occasion: Occasion): readonly string[] | undefined {
  const filled = operation.fill(written);
  const rows = [operation.job, operation.entry].reduce<readonly string[]>(
    (texts, job) => texts.flatMap((text) => valuesInJob(job, [text]).flat()),
    [filled],
  );
  const values = rows.map((text) => valuesOfFilled(text, operation, occasion));
  const known = values.flatMap((each) => each ?? []);
  return values.every((each) => each !== undefined) ? [...new Set(known)].slice(0, mostValues) : undefined;
}

const mostValues = 30;

function valuesOfFilled(text: string, operation: Operation, occasion: Occasion): readonly string[] | undefined {
  let values: readonly string[] = [''];
  for (const part of partsOfText(text)) {
    const next = typeof part === 'string' ? [part] : part && valuesOfTerm(part, operation, occasion);
    if (!next) return undefined;
    values = values.flatMap((value) => next.map((each) => value + each)).slice(0, mostValues);
  }
  return values;
}

function valuesOfTerm(written: Term, operation: Operation, occasion: Occasion): readonly string[] | undefined {
  return possible(withValues(written, valuesOfRef(occasion, [written]), operation), occasion);
}

/** `a && 'x' || 'y'` is one of two where nothing is known of `a`. */
function possible(term: Term, occasion: Occasion): readonly string[] | undefined {
  const isChain = term.kind === 'operation' && (term.operator === '&&' || term.operator === '||');
  // Of a chain it may only be known whether it holds, not which of its values it is.
  const value = isChain ? undefined : valueOf(term, occasion);
  if (value !== undefined) return [value === null ? '' : String(value)];
  if (term.kind === 'access') return choicesOf(term.path, occasion);
  if (!isChain) return undefined;
  const [first, ...rest] = term.operands;
  if (!first) return undefined;
  const last = rest.length === 1 ? rest[0] : ({ ...term, operands: rest } as const);
  if (!last) return undefined;
  const truth = valueOf(first, occasion);
  if (term.operator === '&&') {
    if (truth !== undefined) return truth ? possible(last, occasion) : [String(truth ?? '')];
    const behind = possible(last, occasion);
    return behind && [...behind, ''];
  }
  const before = possible(first, occasion)?.filter((each) => each !== '' && each !== 'false');
  if (truth) return before;
  const behind = possible(last, occasion);
  return before && behind && [...before, ...behind];
}

/** The choices of an input that whoever starts the workflow by hand picks from. */
function choicesOf(path: string, { event, trigger }: Occasion): readonly string[] | undefined {
  const name = /^(?:github\.event\.)?inputs\.([\w-]+)$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  return event === 'workflow_dispatch' ? optionsOf(name, trigger) : event === 'workflow_call' ? undefined : [''];
}

function optionsOf(name: string, trigger: Trigger | undefined): readonly string[] | undefined {
  const inputs = findValue(trigger?.value, 'inputs');
  if (inputs?.kind !== 'mapping') return undefined;
  const input = inputs.entries.find(({ key }) => key.value.text.toLowerCase() === name)?.value;
  const options = textsOf(findValue(input, 'options')).map(({ text }) => text);
  return options.length > 0 ? options : undefined;
}
