import { GatescopeError } from '../errors.ts';
import type { Page } from './records.ts';
import { isRecordId } from './recordId.ts';

/** Which part of a list: the `first` items after the one whose id is `after`, or from the newest. */
export interface PageRequest<Filter> {
  first: number;
  after: string | null;
  filter: Filter;
}

/** A condition on ids, newest first. Ids never change, so pages stay whole while records come and go. */
type IdCondition = { id?: { lt: string } | { gte: string } };

/** How one kind of record is read; the conditions come on top of the filter. */
export interface PageSource<T> {
  newestFirst(condition: IdCondition, most: number): Promise<T[]>;
  count(condition: IdCondition): Promise<number>;
}

/** @throws GatescopeError INVALID_ID when `after` is no id at all; the id of a deleted record will do */
export async function readPage<T>(
  { first, after }: { first: number; after: string | null },
  source: PageSource<T>,
): Promise<Page<T>> {
  if (after !== null && !isRecordId(after)) {
    throw new GatescopeError('INVALID_ID', 'after: expected the cursor of an item of this list');
  }
  const [found, before, totalCount] = await Promise.all([
    source.newestFirst(after === null ? {} : { id: { lt: after } }, first + 1),
    after === null ? 0 : source.count({ id: { gte: after } }),
    source.count({}),
  ]);
  return {
    items: found.slice(0, first),
    hasNextPage: found.length > first,
    hasPreviousPage: before > 0,
    totalCount,
  };
}
