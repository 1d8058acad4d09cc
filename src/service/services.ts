import type { DatasetCatalog } from '../data/datasetCatalog.ts';
import type { Inspector } from '../inspection/inspector.ts';
import type { RunEvents } from '../jobs/runEvents.ts';
import type { TrainingQueue } from '../jobs/trainingQueue.ts';
import type { Network } from '../networks/recipe.ts';
import type { EngineChoice } from '../engines/engineNames.ts';
import type { Store } from '../store/store.ts';

/** What the programs hand in: everything behind the API. */
export interface Services {
  store: Store;
  queue: TrainingQueue;
  events: RunEvents;
  catalog: DatasetCatalog;
  inspector: Inspector;
  /** What an engine lacks to run a recipe on any machine, as a short clause; null for nothing. */
  engineLack: (network: Pick<Network, 'recipe' | 'task'>, choice: EngineChoice) => string | null;
}
