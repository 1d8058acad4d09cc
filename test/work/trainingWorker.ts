import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createEngineSource } from '../../src/engines/engineSource.ts';
import type { JobOutcome } from '../../src/jobs/jobQueue.ts';
import { RunEvents } from '../../src/jobs/runEvents.ts';
import { createLogger } from '../../src/logger.ts';
import {
  defaultTrainingOptions,
  totalSteps,
  type TrainingOptions,
} from '../../src/networks/trainingOptions.ts';
import type { RunRecord } from '../../src/store/records.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { doJob } from '../../src/work/doJob.ts';
import { trainingWork, type TrainingServices } from '../../src/work/trainRun.ts';
import { newRun } from '../http/testService.ts';
import { smallDigits } from './smallDigits.ts';

/** What a worker is made of, without its queue: runs are handed to it by the test. */
export interface TrainingWorker {
  store: Store;
  services: TrainingServices;
  /** A run of 46 steps over the data set `digits`, unless options say otherwise. */
  submit(options: Partial<TrainingOptions>): Promise<RunRecord>;
  close(): Promise<void>;
}

export async function openTrainingWorker(databaseUrl: string): Promise<TrainingWorker> {
  const folder = mkdtempSync(join(tmpdir(), 'gatescope-work-'));
  const logger = createLogger('test', 'silent');
  const store = await openStore(databaseUrl);
  const events = new RunEvents(databaseUrl, logger);
  const engines = createEngineSource({ tensorflow: 'cpu', engine: 'auto', threads: 1 });
  const catalog = await smallDigits(folder);
  return {
    store,
    services: { store, events, catalog, engines, logger },
    async submit(changes) {
      const dataset = await catalog.load('digits');
      const options = { ...defaultTrainingOptions, epochs: 1, batchSize: 20, ...changes };
      const { examples } = dataset.splits.TRAIN;
      const steps = { totalSteps: totalSteps(options, examples) };
      return store.runs.create(newRun({ cell: 'LSTM', units: 6 }, { options, dataset, ...steps }));
    },
    async close() {
      await Promise.all([events.close(), engines.close(), store.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** What a worker does when it is handed the run. */
export function trainRun(
  services: TrainingServices,
  id: string,
  signal: AbortSignal,
): Promise<JobOutcome> {
  const queue = { tellEnd: () => Promise.resolve() };
  return doJob({ ...services, queue }, trainingWork(services), { kind: 'run', id }, signal);
}
