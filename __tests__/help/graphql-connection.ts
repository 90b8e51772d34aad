import { GraphQLError } from 'graphql';

export interface Page {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** One page of a list. Like GitHub, it wants `first` or `last`, from 1 to 100. */
export function connectionOf<T>(type: string, all: readonly T[], page: Page, nodeOf: (item: T) => object): object {
  const limit = page.first ?? page.last;
  if (limit === undefined || limit === null) {
    throw excess(`You must provide a \`first\` or \`last\` value to properly paginate the \`${type}\` connection.`);
  }
  if (limit < 1 || limit > 100) {
    throw excess(
      `Requesting ${limit} records on the \`${type}\` connection exceeds the \`first\` limit of 100 records.`,
    );
  }
  const from = page.after ? Number(page.after) : 0;
  const to = page.before ? Number(page.before) - 1 : all.length;
  const range = page.first ? { from, to: Math.min(to, from + limit) } : { from: Math.max(from, to - limit), to };
  const edges = all.slice(range.from, range.to).map((item, at) => ({
    __typename: `${type}Edge`,
    cursor: String(range.from + at + 1),
    node: nodeOf(item),
  }));
  return {
    __typename: `${type}Connection`,
    totalCount: all.length,
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      __typename: 'PageInfo',
      hasNextPage: range.to < all.length,
      hasPreviousPage: range.from > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

const excess = (message: string) => new GraphQLError(message);
