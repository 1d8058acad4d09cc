import { describe, expect, it } from 'vitest';
import type { TrainingData } from '../../../src/data/trainingData.ts';
import { NativeEngine } from '../../../src/engines/native/nativeEngine.ts';
import { loadBinding } from '../../../src/engines/native/binding.ts';
import { forwardByEquations } from '../../../src/networks/forwardByEquations.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { parameterLayout } from '../../../src/networks/parameters.ts';
import { randomUniform } from '../../../src/networks/random.ts';
import { makeRecipe, type Network, type RecipeChoices } from '../../../src/networks/recipe.ts';
import { lossAndGradient } from '../lossAndGradient.ts';
import { trainingSample, type SampleShape } from './trainingSample.ts';

const cells: Pick<RecipeChoices, 'cell' | 'resetAfter'>[] = [
  { cell: 'LSTM' },
  { cell: 'GRU', resetAfter: true },
  { cell: 'GRU', resetAfter: false },
];

const shapes: (Omit<RecipeChoices, 'cell'> & SampleShape)[] = [
  { units: 5, rows: 1, columns: 3, classes: 2, examples: 1 },
  { units: 33, rows: 7, columns: 9, classes: 11, examples: 101, layers: 2 },
  { units: 5, rows: 7, columns: 1, classes: 3, examples: 7, layers: 4 },
  { units: 33, rows: 1, columns: 30, classes: 17, examples: 70, inputProjection: true },
  { units: 1, rows: 3, columns: 2, classes: 2, examples: 34, inputProjection: true, layers: 2 },
];

const sets = loadBinding().instructionSets();
const cases = cells.flatMap((cell) =>
  shapes.flatMap((shape) =>
    sets.map((instructionSet) => {
      const { rows, columns, classes, examples, ...choices } = shape;
      const recipe = makeRecipe({ ...cell, ...choices });
      const network = { recipe, rows, columns, classes, binarizeThreshold: null };
      const data = trainingSample({ rows, columns, classes, examples });
      const { units, layers } = recipe;
      const form = cell.resetAfter === false ? ' reset-before' : '';
      const title = `${cell.cell}${form} ${layers} × ${units}, ${rows} steps, batch ${examples}`;
      return { title, instructionSet, network, data };
    }),
  ),
);

/**
 * Central differences of the equations: a reference that shares nothing with the backward pass. A few
 * directions stand for all. The logits are float32, which leaves an error below 5e-4 of the product of
 * both lengths; references.test.ts compares to 1e-5.
 */
describe.each(cases)('$instructionSet on $title', ({ instructionSet, network, data }) => {
  it('has the gradient of finite differences', async () => {
    const engine = new NativeEngine({ threads: 2, instructionSet });
    const parameters = shaken(network, initialParameters(network, 3));
    const { gradient } = await lossAndGradient(engine, network, data, parameters);
    for (let n = 0; n < 4; n++) {
      const { derivative, direction } = centralDifference(network, data, parameters, n);
      const found = gradient.reduce((sum, g, at) => sum + g * (direction[at] as number), 0);
      const size = Math.hypot(...gradient) * Math.hypot(...direction);
      expect(Math.abs(found - derivative) / size).toBeLessThan(5e-4);
    }
  });
});

/**
 * No bias at zero, where a mistake would not show; and every other unit of the head's hidden layers
 * far below the bend of ReLU, the others far above, so that the loss is smooth.
 */
function shaken(network: Network, parameters: Float32Array): Float32Array {
  const uniform = randomUniform(5, 'shuffle');
  const result = parameters.map((value, n) => value + 0.2 * (uniform(n) - 0.5));
  for (const { name, offset, length } of parameterLayout(network)) {
    if (!/^head\.[01]\.bias$/.test(name)) continue;
    const far = name.startsWith('head.0') ? 3 : 20;
    for (let n = 0; n < length; n++) result[offset + n] = n % 2 === 0 ? far : -2 * far;
  }
  return result;
}

/** The derivative along a random direction; the one that float32 parameters really moved in. */
function centralDifference(
  network: Network,
  data: TrainingData,
  parameters: Float32Array,
  which: number,
): { derivative: number; direction: Float64Array } {
  const step = 2 ** -9;
  const uniform = randomUniform(100 + which, 'shuffle');
  const moved = (side: number) => parameters.map((value, n) => value + side * (uniform(n) - 0.5));
  const [ahead, behind] = [moved(step), moved(-step)];
  const difference = meanLoss(network, data, ahead) - meanLoss(network, data, behind);
  const direction = Float64Array.from(ahead, (value, n) => value - (behind[n] as number));
  return { derivative: difference / (2 * step), direction: direction.map((d) => d / (2 * step)) };
}

function meanLoss(
  network: Network,
  { rows, classes, splits, levels }: TrainingData,
  parameters: Float32Array,
): number {
  const { examples, images, labels } = splits.TRAIN;
  const values = Float32Array.from(images, (grey) => levels[grey] as number);
  const found = forwardByEquations(network, parameters, { batch: examples, rows, values });
  const { values: logits } = found.get('head.logits')!;
  let sum = 0;
  for (let n = 0; n < examples; n++) {
    const from = (n * rows + rows - 1) * classes;
    const own = logits.subarray(from, from + classes);
    const largest = Math.max(...own);
    const total = own.reduce((total, logit) => total + Math.exp(logit - largest), 0);
    sum += Math.log(total) + largest - (own[labels[n] as number] as number);
  }
  return sum / examples;
}
