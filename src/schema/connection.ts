import { ArgsType, Field, Int, ObjectType, type ClassType } from 'type-graphql';

import { pageLimits } from '../service/limits/requestLimits.ts';

@ArgsType()
export class PageArguments {
  @Field(() => Int, {
    nullable: true,
    defaultValue: pageLimits.defaultFirst,
    description: `How many to give at most, 0 to ${pageLimits.first}.`,
  })
  first!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor after which to continue: `pageInfo.endCursor` of the page before.',
  })
  after?: string | null;
}

@ObjectType({ description: 'The place of a page in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more items follow.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether items come before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first item; null if the page is empty.',
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last item; null if the page is empty.',
  })
  endCursor!: string | null;
}

export interface EdgeOf<Item> {
  cursor: string;
  node: Item;
}

export interface ConnectionOf<Item> {
  edges: EdgeOf<Item>[];
  nodes: Item[];
  pageInfo: PageInfo;
  totalCount: number;
}

/**
 * Makes the two types `NameConnection` and `NameEdge`.
 *
 * @param order of the items, as it is told
 */
export function connectionType<Item extends object>(
  name: string,
  itemType: ClassType<Item>,
  order = 'newest first',
): ClassType<ConnectionOf<Item>> {
  @ObjectType(`${name}Edge`, {
    description: `${/^[AEIOU]/.test(name) ? 'An' : 'A'} ${name} and its place in the list.`,
  })
  class Edge implements EdgeOf<Item> {
    @Field(() => String, {
      description: 'Opaque; give it as `after` to get the items that follow.',
    })
    cursor!: string;

    @Field(() => itemType, { description: 'The item.' })
    node!: Item;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name}s, ${order}.` })
  class Connection implements ConnectionOf<Item> {
    @Field(() => [Edge], { description: 'The items with their cursors.' })
    edges!: Edge[];

    @Field(() => [itemType], { description: 'The items alone.' })
    nodes!: Item[];

    @Field(() => PageInfo, {
      description: 'Whether there are more items, and the cursors to fetch them.',
    })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'How many items there are on all pages.' })
    totalCount!: number;
  }
  return Connection;
}
