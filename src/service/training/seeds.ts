import { notBoth } from '../../errors.ts';
import { defaultTrainingOptions, trainingLimits } from '../../networks/trainingOptions.ts';
import { differentItems } from '../limits/differentItems.ts';
import type { Mistakes } from './mistakes.ts';
import type { RunRequest } from './runRequest.ts';

/** One run by itself, or a series of runs. */
export interface Seeds {
  values: readonly number[];
  areSeries: boolean;
}

/** Null where `mistakes` has heard of one. */
export async function chosenSeeds(
  { seed, seeds }: RunRequest,
  mistakes: Mistakes,
): Promise<Seeds | null> {
  if (seeds === null || seeds === undefined) {
    return { values: [seed ?? defaultTrainingOptions.seed], areSeries: false };
  }
  const alone = seed === null || seed === undefined;
  if (!alone) {
    mistakes.note([notBoth('input.seeds', 'input.seeds', 'input.seed')]);
  }
  const limits = { least: 1, most: trainingLimits.seeds };
  const values = await mistakes.try(() => differentItems('input.seeds', seeds, 'seeds', limits));
  return alone && values !== null ? { values, areSeries: true } : null;
}
