/** As much of JSON Schema as our own schema uses; a key that it does not describe counts as a fault. */
export function faultsOf(value: unknown, schema: object): readonly string[] {
  return check(value, schema, '$', (schema as Schema).$defs ?? {});
}

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly minimum?: number;
}

function check(value: unknown, schema: Schema, at: string, defs: Readonly<Record<string, Schema>>): readonly string[] {
  if (schema.$ref !== undefined) return check(value, defs[schema.$ref.replace('#/$defs/', '')] ?? {}, at, defs);
  if (schema.anyOf) {
    return schema.anyOf.some((one) => check(value, one, at, defs).length === 0) ? [] : [`${at}: none of the choices`];
  }
  if (schema.enum && !schema.enum.includes(value)) return [`${at}: not in the list`];
  if ('const' in schema && schema.const !== value) return [`${at}: not the value`];
  if (schema.type !== undefined && !isOfType(value, schema.type)) return [`${at}: no ${schema.type}`];
  if (schema.minimum !== undefined && typeof value === 'number' && value < schema.minimum) return [`${at}: too small`];
  if (Array.isArray(value))
    return value.flatMap((one: unknown, i) => check(one, schema.items ?? {}, `${at}[${i}]`, defs));
  if (typeof value !== 'object' || value === null) return [];
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const missing = (schema.required ?? []).filter((key) => !(key in value)).map((key) => `${at}: ${key} is missing`);
  const described = schema.properties ?? {};
  const unknown = entries.filter(([key]) => !(key in described) && !schema.additionalProperties);
  return [
    ...missing,
    ...unknown.map(([key]) => `${at}: ${key} is not described`),
    ...entries.flatMap(([key, part]) =>
      check(part, described[key] ?? schema.additionalProperties ?? {}, `${at}.${key}`, defs),
    ),
  ];
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
