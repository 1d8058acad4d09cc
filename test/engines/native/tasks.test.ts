import { describe, expect, it } from 'vitest';
import type { TrainingData } from '../../../src/data/trainingData.ts';
import { NativeEngine } from '../../../src/engines/native/nativeEngine.ts';
import { tensorsFromParameters } from '../../../src/networks/namedParameters.ts';
import { scannedData } from '../../../src/training/scannedData.ts';
import { lossByEquations } from '../../networks/tasks/lossByEquations.ts';
import {
  labels,
  networkOf,
  parametersOf,
  pixels,
  size,
  taskRecords,
} from '../../networks/tasks/taskReferences.ts';
import { lossAndGradient } from '../lossAndGradient.ts';
import { plainAdam } from '../plainAdam.ts';

const { rows, columns, classes, batch } = size;
const split = { examples: batch, images: pixels, labels };
const data: TrainingData = {
  sha256: 'tasks',
  ...{ rows, columns, classes },
  splits: { TRAIN: split, VALIDATION: split, TEST: split },
  levels: Float32Array.from({ length: 256 }, (_, level) => level),
};
const never = new AbortController().signal;

const records = taskRecords.filter(({ recipe }) => recipe.cell !== 'RNN');

describe.each(records)('native: $task by $recipe', ({ task, recipe, loss, gradients }) => {
  const engine = new NativeEngine({ threads: 2 });
  const network = networkOf(task, recipe);
  const parameters = parametersOf(network);
  const scanned = scannedData(data, network);

  it('has PyTorch’s loss and gradients, to what float32 leaves of sums that cancel', async () => {
    expect(engine.supports(network)).toBe(true);
    const found = await lossAndGradient(engine, network, scanned, parameters);
    expect(Math.abs(found.loss - loss) / loss).toBeLessThan(1e-5);
    for (const { name, values } of tensorsFromParameters(network, found.gradient)) {
      const expected = gradients[name]!;
      const distance = Math.hypot(...expected.map((value, n) => value - values[n]!));
      expect(distance / Math.hypot(...expected), name).toBeLessThan(3e-5);
    }
  });

  it('evaluates over targets', async () => {
    const session = await engine.open({
      network,
      data: scanned,
      parameters,
      optimizer: plainAdam,
    });
    const evaluation = (await session.evaluate('TEST', never))!;
    const expected = lossByEquations(network, parameters, pixels, labels);
    expect(evaluation.crossEntropy).toBeCloseTo(expected.loss, 5);
    const targets = task === 'CLASSIFY' ? batch : batch * (rows * columns - 1);
    expect(evaluation.examples).toBe(batch);
    expect(evaluation.confusion.reduce((sum, count) => sum + count)).toBe(targets);
    const width = task === 'CLASSIFY' ? classes : 2;
    const right = evaluation.confusion.filter((_, n) => n % (width + 1) === 0);
    expect(evaluation.accuracy).toBe(right.reduce((sum, count) => sum + count) / targets);
    await session.close();
  });

  it('gives logits at every step', async () => {
    const images = { batch, rows: rows * columns, columns: 1, values: Float32Array.from(pixels) };
    const request = { network, parameters, images, names: ['head.logits'] };
    const { logits } = lossByEquations(network, parameters, pixels, labels);
    for await (const { activations } of engine.forward(request)) {
      const [{ values }] = activations as [(typeof activations)[0]];
      expect(values).toHaveLength(logits.length);
      logits.forEach((logit, n) => expect(values[n]).toBeCloseTo(logit, 4));
    }
  });
});
