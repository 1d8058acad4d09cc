import { describe, expect, it } from 'vitest';
import type { ImageBatch } from '../../../src/engines/engine.ts';
import { TensorFlowEngine } from '../../../src/engines/tensorflow/tensorflowEngine.ts';
import { forwardByEquations } from '../../../src/networks/forwardByEquations.ts';
import type { Intervention } from '../../../src/networks/interventions.ts';
import type { RecurrentNetwork } from '../../../src/networks/recipe.ts';
import { readBatchNormalizationReference } from '../../networks/batchNormalizationReference.ts';
import { largestDifference } from '../../networks/largestDifference.ts';
import { readReferences } from '../../networks/references.ts';
import { allActivations } from '../allActivations.ts';

const engine = new TensorFlowEngine({ mode: 'cpu', threads: 2 });

interface Subject {
  network: RecurrentNetwork;
  parameters: Float32Array;
  images: ImageBatch;
}

/** They change what is computed, and alike in the engine and by the equations. */
async function expectCarriedOut(
  { network, parameters, images }: Subject,
  interventions: Intervention[],
): Promise<void> {
  const found = await allActivations(engine, network, parameters, images, interventions);
  for (const [name, { values }] of forwardByEquations(network, parameters, images, interventions)) {
    expect(largestDifference(found.get(name)!.values, values), name).toBeLessThan(1e-5);
  }
  const untouched = forwardByEquations(network, parameters, images).get('head.logits')!.values;
  const change = largestDifference(found.get('head.logits')!.values, untouched);
  expect(change).toBeGreaterThan(1e-3);
}

describe('interventions on TensorFlow', () => {
  it('act on the vanilla cell', async () => {
    const [, stacked] = readReferences('rnnReferences.json');
    const onHiddenState = { layer: 1, activation: 'hiddenState' };
    const values = Float32Array.from({ length: 6 * 4 }, (_, n) => Math.sin(n));
    await expectCarriedOut(stacked!, [
      { ...onHiddenState, steps: { from: 1, to: 2 }, units: [3], act: { kind: 'set', value: 0.9 } },
      { ...onHiddenState, steps: { from: 3, to: 6 }, units: null, act: { kind: 'copy', values } },
    ]);
  });

  it('act on the batch-normalized LSTM', async () => {
    const { longerImages: images, ...rest } = readBatchNormalizationReference();
    await expectCarriedOut({ ...rest, images }, [
      {
        layer: 0,
        activation: 'forgetGate',
        steps: { from: 1, to: 3 },
        units: [0, 2],
        act: { kind: 'complement', of: 'inputGate' },
      },
      {
        layer: 1,
        activation: 'cellState',
        steps: { from: 2, to: 5 },
        units: null,
        act: { kind: 'scale', factor: -2 },
      },
    ]);
  });
});
