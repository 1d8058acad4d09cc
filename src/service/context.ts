import type { GraphQLSchema } from 'graphql';

import { createBatches, type Batches } from './records/batches.ts';
import { Inspections } from './reading/inspections.ts';
import { ConcurrencyLimit } from './limits/concurrencyLimit.ts';
import { Drawings } from './limits/drawings.ts';
import { LoadedWeights } from './reading/loadedWeights.ts';
import { SplitAnswers } from './results/splitAnswers.ts';
import type { Services } from './services.ts';
import { ValuesBudget } from './limits/valuesBudget.ts';

/** What all requests of a server share. */
export interface SharedContext {
  schema: GraphQLSchema;
  services: Services;
  weights: LoadedWeights;
  splitAnswers: SplitAnswers;
  /** Forward passes. */
  limit: ConcurrencyLimit;
  pictures: ConcurrencyLimit;
}

/** What resolvers get; made anew for each request. */
export interface Context {
  services: Services;
  batches: Batches;
  inspections: Inspections;
  values: ValuesBudget;
  drawings: Drawings;
  splitAnswers: SplitAnswers;
  /** The API itself, to read what stands in an address as its arguments are read. */
  schema: GraphQLSchema;
}

export function createSharedContext(services: Services, schema: GraphQLSchema): SharedContext {
  const weights = new LoadedWeights();
  return {
    schema,
    services,
    weights,
    splitAnswers: new SplitAnswers(services, weights),
    limit: new ConcurrencyLimit('inspections', 4, 256),
    pictures: new ConcurrencyLimit('pictures', 1, 1024),
  };
}

/** @param gone aborted when the client is no longer there, if that can be known */
export function createContext(shared: SharedContext, gone?: AbortSignal): Context {
  return {
    schema: shared.schema,
    services: shared.services,
    batches: createBatches(shared.services.store),
    inspections: new Inspections(shared, gone),
    values: new ValuesBudget(),
    drawings: new Drawings(shared.pictures, gone),
    splitAnswers: shared.splitAnswers,
  };
}
