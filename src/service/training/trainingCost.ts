import { multiplyAdds } from '../../networks/multiplyAdds.ts';
import { trainedParameterCount } from '../../networks/parameters.ts';
import type { NewRun } from '../../store/records.ts';
import type { TrainingRate } from '../../store/trainingRates.ts';
import type { Services } from '../services.ts';

/** As the API's type of the same name. */
export interface TrainingCostAnswer {
  parameterCount: number;
  multiplyAddsPerStep: number | null;
  multiplyAddsPerImage: number;
  steps: number;
  expectedSeconds: number | null;
  measuredRuns: number;
  engine: string | null;
}

/** Enough that one run on a busy machine does not matter. */
const MOST_RUNS = 9;

/** What a run costs, and how long it should take by those of this database. */
export async function trainingCost(
  { architecture, network, options, engineChoice, totalSteps: steps }: NewRun,
  { store }: Pick<Services, 'store'>,
): Promise<TrainingCostAnswer> {
  const { batchSize } = options;
  const rates = await store.rates.newest({
    ...{ architecture, network, batchSize, engineChoice, most: MOST_RUNS },
  });
  // Those of another engine or version say nothing of what the newest went by.
  const [newest] = rates;
  const alike = rates.filter(({ engine }) => engine === newest?.engine);
  const { perStep, perImage } = multiplyAdds(network);
  return {
    parameterCount: trainedParameterCount(network),
    multiplyAddsPerStep: perStep,
    multiplyAddsPerImage: perImage,
    steps,
    expectedSeconds: newest === undefined ? null : steps * medianSeconds(alike),
    measuredRuns: alike.length,
    engine: newest?.engine ?? null,
  };
}

function medianSeconds(rates: readonly TrainingRate[]): number {
  const sorted = rates.map(({ secondsPerStep }) => secondsPerStep).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}
