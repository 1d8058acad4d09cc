import { expect, test } from 'vitest';

import { TensorFlowEngine } from '../../../src/engines/tensorflow/tensorflowEngine.ts';
import { loadRuntime } from '../../../src/engines/tensorflow/runtime.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import type { Intervention } from '../../../src/networks/interventions.ts';
import { makeRecipe, type RecurrentNetwork } from '../../../src/networks/recipe.ts';

const options = { mode: 'cpu', threads: 2 } as const;
const engine = new TensorFlowEngine(options);
const { tf } = loadRuntime(options);

const network: RecurrentNetwork = {
  recipe: makeRecipe({ cell: 'LSTM', units: 64, layers: 2, batchNormalization: true }),
  ...{ rows: 28, columns: 28, classes: 10, binarizeThreshold: null },
};
const setForgetGate: Intervention = {
  ...{ layer: 0, activation: 'forgetGate', steps: { from: 0, to: 28 }, units: null },
  act: { kind: 'set', value: 0.5 },
};
const request = {
  network,
  parameters: initialParameters(network, 1),
  images: { batch: 1, rows: 28, columns: 28, values: new Float32Array(28 * 28) },
  names: ['layers.0.forgetGate', 'head.probabilities'],
  interventions: Array.from({ length: 64 }, () => setForgetGate),
};

async function run(names = request.names): Promise<void> {
  for await (const { activations } of engine.forward({ ...request, names })) {
    expect(activations.map(({ name }) => name)).toEqual(names);
  }
}

test('a pass with many interventions lets the event loop turn', async () => {
  let turns = 0;
  let turning = setImmediate(function turn() {
    turns++;
    turning = setImmediate(turn);
  });
  await run();
  clearImmediate(turning);
  // Thousands of operations: seconds on a slow machine, and tens of milliseconds on any.
  expect(turns).toBeGreaterThan(3);
});

test('passes that take turns with each other leave no tensor behind', async () => {
  await run();
  const before = tf.memory().numTensors;
  await Promise.all([run(), run(), expect(run(['head.nothing'])).rejects.toThrow()]);
  expect(tf.memory().numTensors).toBe(before);
});
