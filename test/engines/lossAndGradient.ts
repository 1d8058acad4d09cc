import type { TrainingData } from '../../src/data/trainingData.ts';
import type { Engine } from '../../src/engines/engine.ts';
import type { Network } from '../../src/networks/recipe.ts';

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
  const session = await engine.open({ network, data, learningRate: 0.001, parameters });
  const { examples } = data.splits.TRAIN;
  const values = Int32Array.from({ length: examples }, (_, n) => n);
  const batch = { steps: 1, batchSize: examples, values };
  const [loss] = await session.train(batch, 0, new AbortController().signal);
  const { firstMoment } = await session.optimizerState();
  await session.close();
  return { loss: loss as number, gradient: firstMoment.map((moment) => moment / (1 - 0.9)) };
}
