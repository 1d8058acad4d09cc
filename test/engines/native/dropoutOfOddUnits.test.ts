import { describe, expect, it } from 'vitest';
import { loadBinding } from '../../../src/engines/native/binding.ts';
import { NativeEngine } from '../../../src/engines/native/nativeEngine.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { makeRecipe } from '../../../src/networks/recipe.ts';
import { constantRate, plainAdam } from '../plainAdam.ts';
import { wholeBatch } from '../wholeBatch.ts';
import { trainingSample } from './trainingSample.ts';

const shape = { rows: 5, columns: 64, classes: 3 };
const batches = Array.from({ length: 16 }, (_, n) => 17 + n);

/**
 * A batch ends with fewer rows than are run at once, and these use the same memory cut differently: what
 * lies where no unit is must not be taken for one. White pixels, as bytes, are NaN when read as floats.
 */
describe.each(loadBinding().instructionSets())('dropout on %s', (instructionSet) => {
  it.each([1, 3, 5, 9])('stays finite with %i units, whatever the batch', async (units) => {
    const recipe = makeRecipe({ cell: 'LSTM', units, layers: 2 });
    const network = { recipe, ...shape, binarizeThreshold: null };
    for (const examples of batches) {
      const data = trainingSample({ examples, ...shape });
      data.splits.TRAIN.images.fill(255);
      const session = await new NativeEngine({ threads: 1, instructionSet }).open({
        network,
        data: { ...data, sha256: `${examples} white images` },
        parameters: initialParameters(network, 1),
        optimizer: { ...plainAdam, dropout: 0.5 },
      });
      const steps = constantRate(wholeBatch(examples));
      const [loss] = await session.train(steps, new AbortController().signal);
      expect(loss, `${examples} examples`).toBeLessThan(10);
      await session.close();
    }
  });
});
