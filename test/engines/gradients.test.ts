import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TrainingData } from '../../src/data/trainingData.ts';
import { loadBinding } from '../../src/engines/native/binding.ts';
import { NativeEngine } from '../../src/engines/native/nativeEngine.ts';
import { TensorFlowEngine } from '../../src/engines/tensorflow/tensorflowEngine.ts';
import { tensorsFromParameters } from '../../src/networks/namedParameters.ts';
import { parameterCount, parameterLayout } from '../../src/networks/parameters.ts';
import { makeRecipe, type Network, type RecipeChoices } from '../../src/networks/recipe.ts';
import { lossAndGradient } from './lossAndGradient.ts';

/** Of one parameter's gradient, by PyTorch: see test/networks/fixtures/make_gradients.py. */
interface GradientRecord {
  norm: number;
  at: number[];
  values: number[];
}

interface ModelRecord {
  recipe: RecipeChoices;
  loss: number;
  gradients: Record<string, GradientRecord>;
}

const path = new URL('../networks/fixtures/gradients.json', import.meta.url);
const records = JSON.parse(readFileSync(path, 'utf8')) as ModelRecord[];
const [batch, rows, columns, classes] = [256, 28, 28, 10];

/** The fractions of n times the golden ratio, less a half: the rule that both sides share. */
const spread = (n: number) => (Math.imul(n, 0x9e3779b9) >>> 0) / 2 ** 32 - 0.5;

function parametersOf(network: Network): Float32Array {
  const values = new Float32Array(parameterCount(network));
  for (const { shape, offset, length } of parameterLayout(network)) {
    const scale = 2 / Math.sqrt(shape[0] as number);
    for (let n = offset; n < offset + length; n++) values[n] = spread(n) * scale;
  }
  return values;
}

const split = {
  examples: batch,
  images: Uint8Array.from({ length: batch * rows * columns }, (_, n) =>
    Number(spread(n + 7) > 0.3),
  ),
  labels: Uint8Array.from({ length: batch }, (_, n) => n % classes),
};
const data: TrainingData = {
  sha256: 'spread',
  ...{ rows, columns, classes },
  splits: { TRAIN: split, VALIDATION: split, TEST: split },
  levels: Float32Array.from({ length: 256 }, (_, level) => level),
};

const engines = [
  ...loadBinding()
    .instructionSets()
    .map((instructionSet) => new NativeEngine({ threads: 2, instructionSet })),
  new TensorFlowEngine({ mode: 'cpu', threads: 2 }),
];
const cases = engines.flatMap((engine) =>
  records.map((record) => {
    const { cell, units, layers = 1 } = record.recipe;
    return { engine, record, title: `${engine.description}, ${cell} ${layers} × ${units}` };
  }),
);

describe.each(cases)('$title', ({ engine, record }) => {
  it('has PyTorch’s loss and gradients at the homework’s size, to 1e-5 relative', async () => {
    const recipe = makeRecipe(record.recipe);
    const network = { recipe, rows, columns, classes, binarizeThreshold: null };
    const parameters = parametersOf(network);
    const { loss, gradient } = await lossAndGradient(engine, network, data, parameters);
    expect(Math.abs(loss - record.loss) / record.loss).toBeLessThan(1e-5);
    for (const { name, values } of tensorsFromParameters(network, gradient)) {
      const { norm, at, values: expected } = record.gradients[name]!;
      expect(Math.abs(Math.hypot(...values) - norm) / norm, name).toBeLessThan(1e-5);
      const differences = at.map((n, k) => Math.abs(values[n]! - expected[k]!));
      expect(Math.max(...differences) / norm, name).toBeLessThan(1e-5);
    }
  });
});
