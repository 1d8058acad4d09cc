import { describe, expect, it } from 'vitest';
import type { ActivationChunk, ImageBatch } from '../../../src/engines/engine.ts';
import { NativeEngine } from '../../../src/engines/native/nativeEngine.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { randomUniform } from '../../../src/networks/random.ts';
import { makeRecipe } from '../../../src/networks/recipe.ts';

const shape = { rows: 5, columns: 6, classes: 4, binarizeThreshold: null };
const network = { recipe: makeRecipe({ cell: 'GRU', units: 9 }), ...shape };
const parameters = initialParameters(network, 1);
const names = ['layers.0.resetGate', 'head.probabilities'];

async function forward(threads: number, images: ImageBatch): Promise<ActivationChunk[]> {
  const chunks: ActivationChunk[] = [];
  const request = { network, parameters, images, names };
  for await (const chunk of new NativeEngine({ threads }).forward(request)) chunks.push(chunk);
  return chunks;
}

function someImages(batch: number, rows: number): ImageBatch {
  const uniform = randomUniform(9, 'shuffle');
  const values = Float32Array.from({ length: batch * rows * 6 }, (_, n) => uniform(n));
  return { batch, rows, columns: 6, values };
}

describe('forward', () => {
  it('runs any number of rows, and many images in chunks', async () => {
    const shapes = async (batch: number, rows: number) => {
      const chunks = await forward(2, someImages(batch, rows));
      return chunks.map(({ first, activations }) => [first, ...activations.map((a) => a.shape)]);
    };
    expect(await shapes(1, 1)).toEqual([[0, [1, 1, 9], [1, 1, 4]]]);
    expect(await shapes(1, 40)).toEqual([[0, [1, 40, 9], [1, 40, 4]]]);
    expect(await shapes(257, 2)).toEqual([
      [0, [256, 2, 9], [256, 2, 4]],
      [256, [1, 2, 9], [1, 2, 4]],
    ]);
    expect(await shapes(0, 2)).toEqual([]);
  });

  it('gives an image the same values alone and among others, on any number of threads', async () => {
    const images = someImages(101, 5);
    const [[one], [three]] = [await forward(1, images), await forward(3, images)];
    expect(three).toEqual(one);
    const last = { ...images, batch: 1, values: images.values.slice(100 * 5 * 6) };
    const [[alone]] = [await forward(2, last)];
    expect(alone!.activations[0]!.values).toEqual(one!.activations[0]!.values.slice(100 * 5 * 9));
  });

  it('names the activations there are when asked for another', async () => {
    const request = { network, parameters, images: someImages(1, 1), names: ['layers.0.cell'] };
    await expect(new NativeEngine({ threads: 1 }).forward(request).next()).rejects.toThrow(
      /names: expected one of layers\.0\.updateGate, .*, got "layers\.0\.cell"/,
    );
  });

  it('refuses images and parameters of another size', async () => {
    const engine = new NativeEngine({ threads: 1 });
    const images = someImages(2, 3);
    const few = { ...images, values: images.values.subarray(1) };
    await expect(
      engine.forward({ network, parameters, images: few, names }).next(),
    ).rejects.toThrow('images: expected 36 values, got 35');
    const short = parameters.subarray(1);
    await expect(
      engine.forward({ network, parameters: short, images, names }).next(),
    ).rejects.toThrow(/parameters: expected/);
  });
});
