import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({
  description: 'An object that `node` can fetch by its global id.',
  resolveType: typeOf,
})
export abstract class Node {
  @Field(() => ID, { description: 'Global id: opaque, unique over all types, stable.' })
  id!: string;
}

/** What resolvers give for a node or a job: only a run has steps to do, and only a series has runs. */
export function typeOf(node: object): string {
  if ('totalSteps' in node) return 'Run';
  return 'runs' in node ? 'RunSeries' : 'Model';
}
