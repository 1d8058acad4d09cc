import { describe, expect, it } from 'vitest';
import { createEngineSource } from '../../src/engines/engineSource.ts';
import { makeRecipe } from '../../src/networks/recipe.ts';

const network = {
  recipe: makeRecipe({ cell: 'LSTM', units: 4 }),
  rows: 28,
  columns: 28,
  classes: 10,
  binarizeThreshold: 0.1,
};

describe('createEngineSource', () => {
  it('gives TensorFlow, and the same one again', async () => {
    const source = createEngineSource({ tensorflow: 'cpu', engine: 'auto', threads: 2 });
    const engine = await source.engineFor(network, 'TENSORFLOW');
    expect(engine.description).toMatch(/^tensorflow \d+\.\d+\.\d+ cpu$/);
    expect(await source.engineFor(network, 'TENSORFLOW')).toBe(engine);
  });

  it('says why there is none when TensorFlow is switched off', async () => {
    const source = createEngineSource({ tensorflow: 'off', engine: 'auto', threads: 2 });
    await expect(source.engineFor(network, 'TENSORFLOW')).rejects.toMatchObject({
      code: 'ENGINE_UNAVAILABLE',
      message: expect.stringContaining('GATESCOPE_TENSORFLOW=off') as string,
    });
  });
});
