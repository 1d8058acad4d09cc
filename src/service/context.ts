import { createRecordLoaders, type RecordLoaders } from './records/recordLoaders.ts';
import { OpenTraces } from './reading/openTraces.ts';
import type { Caller } from './limits/caller.ts';
import { Drawings } from './limits/drawings.ts';
import type { SplitAnswers } from './results/splitAnswers.ts';
import type { Services } from './services.ts';
import type { SharedContext } from './sharedContext.ts';
import { ValuesBudget } from './limits/valuesBudget.ts';

/** What one operation works with; made anew for each, and for each event of a subscription. */
export interface Context {
  services: Services;
  caller: Caller;
  batches: RecordLoaders;
  traces: OpenTraces;
  values: ValuesBudget;
  drawings: Drawings;
  splitAnswers: SplitAnswers;
}

export function createContext(shared: SharedContext, caller: Caller): Context {
  return {
    services: shared.services,
    caller,
    batches: createRecordLoaders(shared.services.store),
    traces: new OpenTraces(shared, caller),
    values: new ValuesBudget(),
    drawings: new Drawings(shared.pictures, caller),
    splitAnswers: shared.splitAnswers,
  };
}
