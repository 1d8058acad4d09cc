import type { TrainingData } from '../../src/data/trainingData.ts';
import type { Engine } from '../../src/engines/engine.ts';
import type { Network } from '../../src/networks/recipe.ts';
import { constantRate, plainAdam } from './plainAdam.ts';
import { wholeBatch } from './wholeBatch.ts';

/**
 * Of one batch with all examples of the train split, from one step of Adam with zero moments: its
 * first moment is then (1 - β₁) times the gradient.
 */
export async function lossAndGradient(
  engine: Engine,
  network: Network,
  data: TrainingData,
  parameters: Float32Array,
): Promise<{ loss: number; gradient: Float32Array }> {
  const session = await engine.open({ network, data, parameters, optimizer: plainAdam });
  const batch = wholeBatch(data.splits.TRAIN.examples);
  const [loss] = await session.train(constantRate(batch), new AbortController().signal);
  const { firstMoment } = await session.optimizerState();
  await session.close();
  return {
    loss: loss as number,
    gradient: firstMoment.map((moment) => moment / (1 - plainAdam.beta1)),
  };
}
