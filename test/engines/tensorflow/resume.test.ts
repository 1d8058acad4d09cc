import { beforeAll, describe, expect, it } from 'vitest';
import { batchIndices } from '../../../src/data/batches.ts';
import type { TrainingData } from '../../../src/data/trainingData.ts';
import type { OptimizerState } from '../../../src/engines/engine.ts';
import { TensorFlowEngine } from '../../../src/engines/tensorflow/tensorflowEngine.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { makeRecipe, type Network, type Recipe } from '../../../src/networks/recipe.ts';
import { epochOrder } from '../../../src/training/epochOrder.ts';
import { smallMnist } from '../../training/smallMnist.ts';
import { plainAdam } from '../plainAdam.ts';

const engine = new TensorFlowEngine({ mode: 'cpu', threads: 2 });
const never = new AbortController().signal;
const optimizer = { ...plainAdam, dropout: 0.3, weightDecay: 0.1, clipNorm: 0.5, seed: 7 };

let data: TrainingData;
beforeAll(async () => {
  data = await smallMnist();
});

interface Snapshot {
  parameters: Float32Array;
  optimizerState: OptimizerState;
}

/** Goes on from a snapshot, or starts, and takes the steps in one session. */
async function train(network: Network, from: Snapshot | null, firstStep: number, steps: number) {
  const start = from ?? { parameters: initialParameters(network, 1) };
  const session = await engine.open({ network, data, optimizer, ...start });
  const indices = batchIndices({
    ...{ examples: 1000, batchSize: 64, firstStep, steps },
    shuffle: epochOrder(1),
  });
  const learningRates = Float64Array.from({ length: steps }, (_, n) => 0.01 / (1 + firstStep + n));
  const losses = await session.train({ indices, firstStep, learningRates }, never);
  const optimizerState = await session.optimizerState();
  const snapshot: Snapshot = { parameters: await session.parameters(), optimizerState };
  const evaluation = await session.evaluate('TEST', never);
  await session.close();
  return { losses, snapshot, evaluation };
}

const recipes: Recipe[] = [
  makeRecipe({ cell: 'LSTM', units: 24, batchNormalization: true, layers: 2 }),
  makeRecipe({ cell: 'LSTM', units: 8, layers: 2 }),
  makeRecipe({ cell: 'GRU', units: 8, resetAfter: false }),
  makeRecipe({ cell: 'RNN', units: 8, layers: 2 }),
  { convolutions: [4, 4], dense: [8] },
];
const networks = recipes.map((recipe): [string, Network] => [
  'cell' in recipe ? `${recipe.cell} ${recipe.layers} × ${recipe.units}` : 'convolutions',
  { recipe, rows: 28, columns: 28, classes: 10, binarizeThreshold: 0.1 },
]);

describe.each(networks)('training %s with every option', (_title, network) => {
  it('is the same to the bit when it is done again, or resumed at any step', async () => {
    const steps = 4;
    const whole = await train(network, null, 0, steps);
    expect(await train(network, null, 0, steps)).toEqual(whole);
    for (let cut = 1; cut < steps; cut++) {
      const { snapshot } = await train(network, null, 0, cut);
      const rest = await train(network, snapshot, cut, steps - cut);
      expect(rest.snapshot).toEqual(whole.snapshot);
      expect(rest.losses).toEqual(whole.losses.subarray(cut));
      expect(rest.evaluation).toEqual(whole.evaluation);
    }
  });
});
