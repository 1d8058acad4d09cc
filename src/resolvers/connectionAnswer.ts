import { invalidArgument, misfit, shown } from '../errors.ts';
import type { ConnectionOf, PageArguments } from '../schema/connection.ts';
import { pageLimits } from '../service/limits/requestLimits.ts';
import type { Page } from '../store/records.ts';

/** Of records in Postgres. */
const recordId = /^[0-9a-f-]{36}$/;

/** Of what has a place in a list that does not change. */
export const placeId = /^\d{1,8}$/;

/**
 * The part of a list that is asked for, as the store takes it.
 *
 * @param idOfItem what the ids of its items look like
 * @throws GatescopeError INVALID_ARGUMENT, naming `first`, or INVALID_ID, naming `after`
 */
export function pageRequest(
  { first, after }: PageArguments,
  idOfItem: RegExp = recordId,
): {
  first: number;
  after: string | null;
} {
  const count = first ?? pageLimits.defaultFirst;
  if (count < 0 || count > pageLimits.first) {
    throw invalidArgument('first', `a whole number from 0 to ${pageLimits.first}`, count);
  }
  return {
    first: count,
    after: after === null || after === undefined ? null : idAfter(after, idOfItem),
  };
}

export function connectionAnswer<Item extends { id: string }>(
  page: Page<Item>,
): ConnectionOf<Item> {
  const edges = page.items.map((node) => ({ cursor: toCursor(node.id), node }));
  return {
    edges,
    nodes: page.items,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: page.totalCount,
  };
}

function toCursor(id: string): string {
  return Buffer.from(`after:${id}`).toString('base64url');
}

function idAfter(cursor: string, idOfItem: RegExp): string {
  const [label, id] = Buffer.from(cursor, 'base64url').toString('latin1').split(':');
  if (label === 'after' && id !== undefined && idOfItem.test(id) && toCursor(id) === cursor)
    return id;
  throw misfit('INVALID_ID', 'after', 'a cursor of this list', shown(cursor));
}
