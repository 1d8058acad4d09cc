import type { TrainingQueue } from '../../src/jobs/trainingQueue.ts';
import type { NewRun, RunRecord } from '../../src/store/records.ts';

/** A request for one run. */
export async function submitOne(queue: TrainingQueue, run: NewRun): Promise<RunRecord> {
  const [submitted] = await queue.submit([run]);
  return submitted as RunRecord;
}
