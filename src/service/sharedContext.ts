import { ConcurrencyLimit } from './limits/concurrencyLimit.ts';
import { LoadedWeights } from './reading/loadedWeights.ts';
import { SplitAnswers } from './results/splitAnswers.ts';
import type { Services } from './services.ts';

/** What all operations of a server share. */
export interface SharedContext {
  services: Services;
  weights: LoadedWeights;
  splitAnswers: SplitAnswers;
  /** Forward passes. */
  limit: ConcurrencyLimit;
  pictures: ConcurrencyLimit;
}

export function createSharedContext(services: Services): SharedContext {
  const weights = new LoadedWeights();
  return {
    services,
    weights,
    splitAnswers: new SplitAnswers(services, weights),
    limit: new ConcurrencyLimit('inspections', 4, 256),
    pictures: new ConcurrencyLimit('pictures', 1, 1024),
  };
}
