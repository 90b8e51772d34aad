import { positionOf } from '../core/source.ts';
import type { Span } from '../core/source.ts';
import type { Entry, Value } from '../documents/yaml-value.ts';
import { nearestOf } from './nearest.ts';

/**
 * What a part of the policy may look like, said once: `read` takes the value from YAML and names every fault with its
 * place, `schema` describes the same to editors.
 */
export interface Shape<T> {
  readonly schema: JsonSchema;
  /** `undefined` where the value is wrong; the reason is then in `problems`. */
  readonly read: (value: Value, reading: Reading) => T | undefined;
}

/** A shape that is written in one word, in YAML or as an input of the Action. */
export interface WordShape<T> extends Shape<T> {
  readonly parse: (text: string) => T | undefined;
  /** Completes "must be …". */
  readonly expected: string;
  readonly names: readonly string[];
}

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface PolicyProblem {
  /**
   * `unknown`: a name that this version does not know, skipped. `waiver`: one waiver that cannot count, skipped.
   * `invalid`: the file says something that cannot be followed.
   */
  readonly kind: 'unknown' | 'waiver' | 'invalid';
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly nearest?: string;
}

/** The state of one reading: what is being read, for messages, and what was found wrong so far. */
export interface Reading {
  /** `fail-on`, `rules.root-user`, `waivers`; empty for the whole file. */
  readonly name: string;
  readonly problems: PolicyProblem[];
}

const maxProblems = 50;

export function report(
  reading: Reading,
  kind: PolicyProblem['kind'],
  at: Span,
  message: string,
  nearest?: string,
): void {
  if (reading.problems.length >= maxProblems) return;
  const hint = nearest === undefined ? '' : `; did you mean \`${nearest}\`?`;
  const place = positionOf(at.file, at.start);
  reading.problems.push({
    kind,
    message: `${message}${hint}`,
    line: place.line,
    column: place.column,
    ...(nearest === undefined ? {} : { nearest }),
  });
}

export const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

export function word<T>(
  expected: string,
  names: readonly string[],
  schema: JsonSchema,
  parse: (text: string) => T | undefined,
): WordShape<T> {
  const read = (value: Value, reading: Reading): T | undefined => {
    const parsed = value.kind === 'scalar' ? parse(value.value.text) : undefined;
    if (parsed !== undefined) return parsed;
    const nearest = value.kind === 'scalar' ? nearestOf(value.value.text, names) : undefined;
    const not = value.kind === 'scalar' ? `, not \`${shorten(value.value.text)}\`` : `, not a ${value.kind}`;
    report(reading, 'invalid', value.span, `\`${reading.name}\` must be ${expected}${not}`, nearest);
    return undefined;
  };
  return { schema, read, parse, expected, names };
}

/** One of several names. Where `on` and `off` are among them, YAML's booleans will do. */
export function choice<const Name extends string>(names: readonly Name[]): WordShape<Name> {
  const find = (name: string): Name | undefined => names.find((candidate) => candidate === name);
  const hasSwitch = find('on') !== undefined || find('off') !== undefined;
  const booleans = hasSwitch ? names.flatMap((name) => (name === 'on' ? [true] : name === 'off' ? [false] : [])) : [];
  return word(
    `one of ${names.map((name) => `\`${name}\``).join(', ')}`,
    names,
    { enum: [...names, ...booleans] },
    (text) => {
      if (hasSwitch && /^true$/i.test(text)) return find('on');
      if (hasSwitch && /^false$/i.test(text)) return find('off');
      return find(text);
    },
  );
}

export const boolean: WordShape<boolean> = word('`true` or `false`', ['true', 'false'], { type: 'boolean' }, (text) =>
  /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined,
);

/** Any text; `fault` may say what is wrong with it, to complete "must be …". */
export function text(schema: JsonSchema, fault: (text: string) => string | undefined): Shape<string> {
  const read = (value: Value, reading: Reading): string | undefined => {
    const wrong = value.kind === 'scalar' ? fault(value.value.text) : `one text, not a ${value.kind}`;
    if (wrong === undefined && value.kind === 'scalar') return value.value.text;
    report(reading, 'invalid', value.span, `\`${reading.name}\` must be ${wrong ?? 'a text'}`);
    return undefined;
  };
  return { schema: { type: 'string', ...schema }, read };
}

/** A list; one entry may stand without its dash. With `skipping`, a broken entry is left out and the others count. */
export function listOf<T>(shape: Shape<T>, skipping?: 'waiver'): Shape<readonly T[]> {
  const read = (value: Value, reading: Reading): readonly T[] => {
    const found: T[] = [];
    for (const item of value.kind === 'sequence' ? value.items : [value]) {
      const problems: PolicyProblem[] = [];
      const read = shape.read(item, { name: reading.name, problems });
      if (read !== undefined) found.push(read);
      for (const problem of problems) {
        reading.problems.push(skipping && problem.kind === 'invalid' ? { ...problem, kind: skipping } : problem);
      }
    }
    return found;
  };
  return { schema: { anyOf: [{ type: 'array', items: shape.schema }, shape.schema] }, read };
}

/** One key of a mapping. */
export interface Field<T> {
  readonly shape: Shape<T>;
  readonly description: string;
  readonly default?: T;
}

export type FieldsOf<Fields> = { readonly [Name in keyof Fields]?: Fields[Name] extends Field<infer T> ? T : never };

export interface ObjectOptions {
  /** What a name that is not known is called: "Unknown key `x`". */
  readonly unknown: (name: string) => string;
  readonly required?: readonly string[];
}

/** A mapping of known keys. An empty value is as good as none. */
export function object<Fields extends Readonly<Record<string, Field<unknown>>>>(
  fields: Fields,
  options: ObjectOptions,
): Shape<FieldsOf<Fields>> {
  const names = Object.keys(fields);
  const required = options.required ?? [];
  const read = (value: Value, reading: Reading): FieldsOf<Fields> | undefined => {
    const called = reading.name ? `\`${reading.name}\`` : 'The policy';
    if (value.kind !== 'mapping') {
      report(reading, 'invalid', value.span, `${called} must be a mapping of keys to values`);
      return undefined;
    }
    const found = new Map<string, unknown>();
    for (const entry of value.entries) {
      const name = entry.key.value.text;
      const field = names.includes(name) ? fields[name] : undefined;
      if (!field) {
        report(reading, 'unknown', entry.key.span, options.unknown(shorten(name)), nearestOf(name, names));
        continue;
      }
      const given = givenValue(entry);
      if (!given) continue;
      const read = field.shape.read(given, {
        name: reading.name ? `${reading.name}.${name}` : name,
        problems: reading.problems,
      });
      if (read !== undefined) found.set(name, read);
    }
    const missing = required.filter(
      (name) => !value.entries.some((entry) => entry.key.value.text === name && givenValue(entry)),
    );
    for (const name of missing) report(reading, 'invalid', value.span, `${called} lacks \`${name}\``);
    // What was read went through the shape of its own key, which the type of a map cannot say.
    return required.every((name) => found.has(name)) ? (Object.fromEntries(found) as FieldsOf<Fields>) : undefined;
  };
  return { schema: schemaOf(fields, required), read };
}

function givenValue(entry: Entry): Value | undefined {
  return entry.value?.kind === 'scalar' && entry.value.type === 'null' ? undefined : entry.value;
}

function schemaOf(fields: Readonly<Record<string, Field<unknown>>>, required: readonly string[]): JsonSchema {
  const properties = Object.entries(fields).map(([name, field]) => {
    const { shape, description, default: preset } = field;
    return [name, { description, ...shape.schema, ...(preset === undefined ? {} : { default: preset }) }] as const;
  });
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(properties),
  };
}
