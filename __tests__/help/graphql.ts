import { schema as published } from '@octokit/graphql-schema';
import { buildClientSchema, execute, GraphQLError, parse, validate } from 'graphql';
import type { DocumentNode, GraphQLFieldResolver, IntrospectionQuery } from 'graphql';
import { mutations, queries } from './graphql-roots.ts';
import type { GitHubState, Token } from './github-state.ts';

/** What GitHub sends back: always HTTP 200, errors with a `type` of their own. */
export interface GraphqlAnswer {
  readonly data?: unknown;
  readonly errors?: readonly object[];
}

/**
 * Executes a document against GitHub's published schema. What the schema does not allow, and what it allows but the fake
 * has no data for, is a violation: the caller asked for something that this test cannot vouch for.
 */
export async function answerGraphql(
  state: GitHubState,
  token: Token,
  body: unknown,
  violations: string[],
): Promise<GraphqlAnswer> {
  const { query, variables } = requestIn(body, violations);
  const document = parsed(query, violations);
  if (document === undefined)
    return { errors: [{ message: 'A query attribute must be specified and must be a string.' }] };
  const faults = validate(schema(), document);
  if (faults.length > 0) {
    violations.push(...faults.map((fault) => `GraphQL: ${fault.message}`));
    return { errors: faults.map((fault) => ({ message: fault.message, locations: fault.locations })) };
  }
  const context = { state, token, violations };
  const result = await execute({
    schema: schema(),
    document,
    variableValues: variables,
    rootValue: { ...queries(state, token), ...mutations(state, token) },
    contextValue: context,
    fieldResolver: resolveStrictly,
  });
  for (const error of result.errors ?? []) {
    // Thrown by `execute` itself: wrong variables, null where the schema forbids it.
    if (error.extensions['type'] === undefined) violations.push(`GraphQL: ${error.message}`);
  }
  const errors = result.errors?.map(asGitHubSaysIt);
  return errors === undefined ? { data: result.data } : { data: result.data, errors };
}

interface Context {
  readonly violations: string[];
}

const resolveStrictly: GraphQLFieldResolver<Readonly<Record<string, unknown>>, Context> = (
  source,
  options,
  _,
  info,
) => {
  const field = `${info.parentType.name}.${info.fieldName}`;
  if (!Object.hasOwn(source, info.fieldName)) throw new GraphQLError(`unresolved field ${field}`);
  const value = source[info.fieldName];
  return typeof value === 'function' ? (value as (options: unknown) => unknown)(options) : value;
};

function requestIn(body: unknown, violations: string[]) {
  const record: Readonly<Record<string, unknown>> = typeof body === 'object' && body !== null ? { ...body } : {};
  for (const key of Object.keys(record)) {
    if (!['query', 'variables', 'operationName'].includes(key))
      violations.push(`GraphQL: unknown key ${key} in the body`);
  }
  const variables = record['variables'];
  return {
    query: record['query'],
    variables: typeof variables === 'object' && variables !== null ? { ...variables } : {},
  };
}

function parsed(query: unknown, violations: string[]): DocumentNode | undefined {
  try {
    if (typeof query === 'string') return parse(query);
    violations.push('GraphQL: no query');
  } catch (error) {
    violations.push(`GraphQL: ${String(error)}`);
  }
  return undefined;
}

function asGitHubSaysIt(error: GraphQLError): object {
  const { type, ...extensions } = error.extensions;
  const { message, path, locations } = error;
  return {
    ...(type === undefined ? {} : { type }),
    path,
    ...(type === undefined ? {} : { extensions }),
    locations,
    message,
  };
}

let built: ReturnType<typeof buildClientSchema> | undefined;

const schema = () => (built ??= buildClientSchema(introspectionOf(published.json)));

// The package's own type is an open record; `buildClientSchema` checks the shape.
const introspectionOf = (json: Readonly<Record<string, unknown>>) =>
  ('data' in json ? json['data'] : json) as IntrospectionQuery;
