import type { Text } from '../core/source.ts';
import { parseUses } from './uses.ts';
import type { Container, Input, Permissions, RunDefaults, Uses, Variable } from './workflow-model.ts';
import { findEntry, findText, findValue } from './yaml-value.ts';
import type { Comment, Entry, Scalar, Value } from './yaml-value.ts';

/** What workflows and actions are made of alike: variables, inputs, permissions, containers, `uses`. */

export const entriesOf = (value: Value | undefined): readonly Entry[] =>
  value?.kind === 'mapping' ? value.entries : [];

export const itemsOf = (value: Value | undefined): readonly Value[] => (value?.kind === 'sequence' ? value.items : []);

export const scalarOf = (value: Value | undefined): Scalar | undefined =>
  value?.kind === 'scalar' && value.type !== 'null' ? value : undefined;

export const textOf = (value: Value | undefined): Text | undefined => scalarOf(value)?.value;

export const variablesOf = (value: Value | undefined): readonly Variable[] =>
  entriesOf(value).map((entry) => ({ name: entry.key.value, value: textOf(entry.value), span: entry.span }));

/** Variables whose value stands one level deeper: the outputs of an action or of a reusable workflow. */
export const outputsOf = (value: Value | undefined): readonly Variable[] =>
  entriesOf(value).map((entry) => ({
    name: entry.key.value,
    value: entry.value?.kind === 'mapping' ? findText(entry.value, 'value') : textOf(entry.value),
    span: entry.span,
  }));

export const inputsOf = (value: Value | undefined): readonly Input[] =>
  entriesOf(value).map((entry) => ({
    name: entry.key.value,
    type: findText(entry.value, 'type'),
    default: findText(entry.value, 'default'),
    required: findText(entry.value, 'required')?.text === 'true',
  }));

export function permissionsOf(parent: Value | undefined): Permissions | undefined {
  const entry = findEntry(parent, 'permissions');
  if (!entry?.value) return undefined;
  const place = { span: entry.value.span, keySpan: entry.key.span };
  if (entry.value.kind === 'mapping') {
    const scopes = entry.value.entries.map((scope) => ({
      name: scope.key.value,
      level: textOf(scope.value),
      span: scope.span,
    }));
    return { ...place, kind: 'scopes', all: undefined, scopes };
  }
  const all = textOf(entry.value);
  return all && { ...place, kind: 'all', all, scopes: [] };
}

export function defaultsOf(parent: Value | undefined): RunDefaults {
  const run = findValue(findValue(parent, 'defaults'), 'run');
  return { shell: findText(run, 'shell'), workingDirectory: findText(run, 'working-directory') };
}

export function containerOf(entry: Entry | undefined, id: Text | undefined): Container | undefined {
  if (!entry?.value || entry.value.kind === 'sequence') return undefined;
  const isShort = entry.value.kind === 'scalar';
  return {
    id,
    image: isShort ? textOf(entry.value) : findText(entry.value, 'image'),
    env: variablesOf(findValue(entry.value, 'env')),
    options: findText(entry.value, 'options'),
    span: entry.span,
  };
}

export function usesOf(parent: Value | undefined, comments: readonly Comment[]): Uses | undefined {
  const uses = scalarOf(findValue(parent, 'uses'));
  return uses && parseUses(uses.value, commentBehind(uses, comments));
}

/** The comment on the line where a scalar ends: `# v4.2.2` behind a pin. */
function commentBehind(scalar: Scalar, comments: readonly Comment[]): string | undefined {
  const { file, end } = scalar.span;
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const comment = comments[middle];
    if (comment && comment.span.start < end) low = middle + 1;
    else high = middle;
  }
  const comment = comments[low];
  if (!comment || comment.ownLine || file.text.slice(end, comment.span.start).includes('\n')) return undefined;
  return file.text.slice(comment.span.start + 1, comment.span.end).trim();
}
