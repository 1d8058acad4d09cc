import { describe, expect, it } from 'vitest';
import type { TrainingData } from '../../../src/data/trainingData.ts';
import { TensorFlowEngine } from '../../../src/engines/tensorflow/tensorflowEngine.ts';
import { tensorsFromParameters } from '../../../src/networks/namedParameters.ts';
import type { RecurrentNetwork } from '../../../src/networks/recipe.ts';
import type { TaskName } from '../../../src/networks/tasks/task.ts';
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

const engine = new TensorFlowEngine({ mode: 'cpu', threads: 1 });
const { rows, columns, classes, batch } = size;
const split = { examples: batch, images: pixels, labels };
const data: TrainingData = {
  sha256: 'tasks',
  ...{ rows, columns, classes },
  splits: { TRAIN: split, VALIDATION: split, TEST: split },
  levels: Float32Array.from({ length: 256 }, (_, level) => level),
};
const never = new AbortController().signal;

describe.each(taskRecords)('$task by $recipe', ({ task, recipe, loss, gradients }) => {
  it('has PyTorch’s loss and gradients, to what float32 leaves of sums that cancel', async () => {
    const network = networkOf(task, recipe);
    const scanned = scannedData(data, network);
    const found = await lossAndGradient(engine, network, scanned, parametersOf(network));
    expect(Math.abs(found.loss - loss) / loss).toBeLessThan(1e-5);
    for (const { name, values } of tensorsFromParameters(network, found.gradient)) {
      const expected = gradients[name]!;
      const distance = Math.hypot(...expected.map((value, n) => value - values[n]!));
      expect(distance / Math.hypot(...expected), name).toBeLessThan(3e-5);
    }
  });
});

/** What PyTorch has no module for. */
const others: [TaskName, Parameters<typeof networkOf>[1]][] = [
  ['NEXT_PIXEL', { cell: 'GRU', units: 3, layers: 2, resetAfter: false }],
  ['CLASSIFY', { cell: 'GRU', units: 3, layers: 2, resetAfter: false, inputProjection: true }],
];

it.each(others)('%s by %o has the finite differences of the equations', async (task, recipe) => {
  const network = networkOf(task, recipe);
  const parameters = parametersOf(network);
  const found = await lossAndGradient(engine, network, scannedData(data, network), parameters);
  const expected = finiteDifferences(network, parameters);
  const distance = Math.hypot(...expected.map((value, n) => value - found.gradient[n]!));
  expect(distance / Math.hypot(...expected)).toBeLessThan(1e-4);
});

/** Central ones, by steps that float32 holds exactly. */
function finiteDifferences(network: RecurrentNetwork, parameters: Float32Array): number[] {
  return Array.from(parameters, (value, n) => {
    const lossAt = (moved: number) => {
      const changed = parameters.slice();
      changed[n] = moved;
      return { at: changed[n], loss: lossByEquations(network, changed, pixels, labels).loss };
    };
    const [after, before] = [lossAt(value + 2 ** -10), lossAt(value - 2 ** -10)];
    return (after.loss - before.loss) / (after.at - before.at);
  });
}

it('evaluates over all targets and counts pixels', async () => {
  const network = networkOf('NEXT_PIXEL', { cell: 'LSTM', units: 5 });
  const parameters = parametersOf(network);
  const request = { network, data: scannedData(data, network), parameters, optimizer: plainAdam };
  const session = await engine.open(request);
  const evaluation = (await session.evaluate('TEST', never))!;
  await session.close();
  const { loss, logits } = lossByEquations(network, parameters, pixels, labels);
  const steps = rows * columns;
  const confusion = [0, 0, 0, 0];
  logits.forEach((logit, n) => {
    if (n % steps === steps - 1) return;
    const place = 2 * pixels[n + 1]! + (logit > 0 ? 1 : 0);
    confusion[place] = confusion[place]! + 1;
  });
  expect(evaluation.examples).toBe(batch);
  expect(evaluation.crossEntropy).toBeCloseTo(loss, 6);
  expect([...evaluation.confusion]).toEqual(confusion);
  expect(evaluation.accuracy).toBeCloseTo((confusion[0]! + confusion[3]!) / (batch * 19), 12);
});

it('gives logits and probabilities at every step', async () => {
  const network = networkOf('NEXT_PIXEL', { cell: 'GRU', units: 7 });
  const parameters = parametersOf(network);
  const images = { batch, rows: 20, columns: 1, values: Float32Array.from(pixels) };
  const names = ['head.logits', 'head.probabilities'];
  const { logits } = lossByEquations(network, parameters, pixels, labels);
  for await (const { activations } of engine.forward({ network, parameters, images, names })) {
    const [found, probabilities] = activations;
    expect(found?.shape).toEqual([batch, 20, 1]);
    logits.forEach((logit, n) => {
      expect(found?.values[n]).toBeCloseTo(logit, 5);
      expect(probabilities?.values[n]).toBeCloseTo(1 / (1 + Math.exp(-logit)), 6);
    });
  }
});
