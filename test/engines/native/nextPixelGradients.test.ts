import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TrainingData } from '../../../src/data/trainingData.ts';
import { NativeEngine } from '../../../src/engines/native/nativeEngine.ts';
import { parameterLayout } from '../../../src/networks/parameters.ts';
import { makeRecipe, type RecipeChoices } from '../../../src/networks/recipe.ts';
import { lossAndGradient } from '../lossAndGradient.ts';
import { binding, lossAndGradientOf, nextPixelNetwork, openSession } from './nextPixelSample.ts';

/** Of one parameter's gradient, by PyTorch: see test/networks/fixtures/make_next_pixel.py. */
interface GradientRecord {
  norm: number;
  at: number[];
  values: number[];
}

interface ModelRecord {
  task: 'NEXT_PIXEL' | 'CLASSIFY';
  recipe: RecipeChoices;
  loss: number;
  gradients: Record<string, GradientRecord>;
}

const path = new URL('../../networks/fixtures/nextPixel.json', import.meta.url);
const records = JSON.parse(readFileSync(path, 'utf8')) as ModelRecord[];
const [batch, steps, classes] = [16, 784, 10];

/** The fractions of n times the golden ratio, less a half: the rule that both sides share. */
const spread = (n: number) => (Math.imul(n, 0x9e3779b9) >>> 0) / 2 ** 32 - 0.5;

const images = Uint8Array.from({ length: batch * steps }, (_, n) => Number(spread(n + 7) > 0.3));

interface Tensor {
  name: string;
  shape: readonly number[];
}

/** The gradient of each parameter, in the order of the flat array. */
interface Found {
  loss: number;
  tensors: readonly Tensor[];
  gradient: Float32Array;
}

const sizeOf = ({ shape }: Tensor) => shape.reduce((product, size) => product * size, 1);

function parametersOf(tensors: readonly Tensor[]): Float32Array {
  const scales = tensors.flatMap((tensor) =>
    Array<number>(sizeOf(tensor)).fill(2 / Math.sqrt(tensor.shape[0]!)),
  );
  return Float32Array.from(scales, (scale, n) => spread(n) * scale);
}

async function nextPixel(recipe: RecipeChoices, instructionSet: string): Promise<Found> {
  const network = nextPixelNetwork(recipe, steps);
  const tensors: Tensor[] = [
    ...parameterLayout(network.layers).filter(({ name }) => !name.startsWith('head.')),
    { name: 'head.0.kernel', shape: [network.units, 1] },
    { name: 'head.0.bias', shape: [1] },
  ];
  const session = openSession(network, images, parametersOf(tensors), { instructionSet });
  return { tensors, ...(await lossAndGradientOf(session, batch)) };
}

async function classify(choices: RecipeChoices, instructionSet: string): Promise<Found> {
  const recipe = makeRecipe(choices);
  const network = { recipe, rows: steps, columns: 1, classes, binarizeThreshold: null };
  const tensors = parameterLayout(network);
  const labels = Uint8Array.from({ length: batch }, (_, n) => n % classes);
  const split = { examples: batch, images, labels };
  const data: TrainingData = {
    ...{ sha256: 'spread', rows: steps, columns: 1, classes },
    splits: { TRAIN: split, VALIDATION: split, TEST: split },
    levels: Float32Array.from({ length: 256 }, (_, level) => level),
  };
  const engine = new NativeEngine({ threads: 2, instructionSet });
  return {
    tensors,
    ...(await lossAndGradient(engine, network, data, parametersOf(tensors))),
  };
}

const cases = binding.instructionSets().flatMap((instructionSet) =>
  records.map((record) => {
    const { cell, units, layers = 1, resetAfter = true } = record.recipe;
    const form = resetAfter ? '' : ' reset-before';
    const title = `${record.task} ${cell}${form} ${layers} × ${units}`;
    return { title, instructionSet, record };
  }),
);

describe.each(cases)('$instructionSet on $title', ({ instructionSet, record }) => {
  it('has PyTorch’s loss and gradients over 784 steps, to 1e-5 of each norm', async () => {
    const run = record.task === 'CLASSIFY' ? classify : nextPixel;
    const { loss, tensors, gradient } = await run(record.recipe, instructionSet);
    expect(Math.abs(loss - record.loss) / record.loss).toBeLessThan(1e-5);
    let offset = 0;
    for (const tensor of tensors) {
      const values = gradient.subarray(offset, (offset += sizeOf(tensor)));
      const { norm, at, values: expected } = record.gradients[tensor.name]!;
      expect(Math.abs(Math.hypot(...values) - norm) / norm, tensor.name).toBeLessThan(1e-5);
      const differences = at.map((n, k) => Math.abs(values[n]! - expected[k]!));
      expect(Math.max(...differences) / norm, tensor.name).toBeLessThan(1e-5);
    }
    expect(offset).toBe(gradient.length);
  });
});
