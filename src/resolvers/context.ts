import type { GraphQLSchema } from 'graphql';

import { Inspections } from './traces/inspections.ts';
import { InspectionLimit } from './traces/inspectionLimit.ts';
import { LoadedWeights } from './traces/loadedWeights.ts';
import type { Services } from './services.ts';
import { ValuesBudget } from './tensors/valuesBudget.ts';

/** What all requests of a server share. */
export interface SharedContext {
  schema: GraphQLSchema;
  services: Services;
  weights: LoadedWeights;
  limit: InspectionLimit;
}

/** What resolvers get; made anew for each request. */
export interface Context {
  services: Services;
  inspections: Inspections;
  values: ValuesBudget;
  /** The API itself, to read what stands in an address as its arguments are read. */
  schema: GraphQLSchema;
}

export function createSharedContext(services: Services, schema: GraphQLSchema): SharedContext {
  return { schema, services, weights: new LoadedWeights(), limit: new InspectionLimit() };
}

export function createContext(shared: SharedContext): Context {
  return {
    schema: shared.schema,
    services: shared.services,
    inspections: new Inspections(shared),
    values: new ValuesBudget(),
  };
}
