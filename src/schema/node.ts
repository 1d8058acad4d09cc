import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({
  description: 'Anything that `node` can fetch again by its global id.',
  // What resolvers give for a node is a record of the store, and only a run's has steps to do.
  resolveType: (record: object) => ('totalSteps' in record ? 'Run' : 'Model'),
})
export abstract class Node {
  @Field(() => ID, { description: 'Global id: opaque, unique over all types, stable.' })
  id!: string;
}
