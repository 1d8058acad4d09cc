import { Inspections } from './inspections.ts';
import { InspectionLimit } from './inspectionLimit.ts';
import { ModelWeights } from './modelWeights.ts';
import type { Services } from './services.ts';
import { ValuesBudget } from './valuesBudget.ts';

/** What all requests of a server share. */
export interface SharedContext {
  services: Services;
  weights: ModelWeights;
  limit: InspectionLimit;
}

/** What resolvers get; made anew for each request. */
export interface Context {
  services: Services;
  inspections: Inspections;
  values: ValuesBudget;
}

export function createSharedContext(services: Services): SharedContext {
  const weights = new ModelWeights(services.store.models);
  return { services, weights, limit: new InspectionLimit() };
}

export function createContext(shared: SharedContext): Context {
  return {
    services: shared.services,
    inspections: new Inspections(shared),
    values: new ValuesBudget(),
  };
}
