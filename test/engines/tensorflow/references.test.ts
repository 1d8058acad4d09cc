import { beforeAll, describe, expect, it } from 'vitest';
import type { TrainingData } from '../../../src/data/trainingData.ts';
import { TensorFlowEngine } from '../../../src/engines/tensorflow/tensorflowEngine.ts';
import { activationList } from '../../../src/networks/activationList.ts';
import type { Activation } from '../../../src/networks/activations.ts';
import { forwardByEquations } from '../../../src/networks/forwardByEquations.ts';
import { largestDifference } from '../../networks/largestDifference.ts';
import { readReferences, type Reference } from '../../networks/references.ts';

let engine: TensorFlowEngine;
beforeAll(() => {
  engine = new TensorFlowEngine({ mode: 'cpu', threads: 2 });
});

describe.each(readReferences())('the TensorFlow engine on $title', (reference) => {
  const { network, parameters, images } = reference;
  const names = activationList(network).map(({ name }) => name);

  async function forward(): Promise<Map<string, Activation>> {
    const found = new Map<string, Activation>();
    for await (const chunk of engine.forward({ network, parameters, images, names })) {
      for (const activation of chunk.activations) found.set(activation.name, activation);
    }
    return found;
  }

  it('gives the reference’s hidden states and logits to 1e-5', async () => {
    const found = await forward();
    const hidden = found.get(`layers.${network.recipe.layers - 1}.hiddenState`)!;
    expect(largestDifference(hidden.values, reference.hiddenStates)).toBeLessThan(1e-5);
    const logits = found.get('head.logits')!;
    expect(largestDifference(logits.values, reference.logits)).toBeLessThan(1e-5);
  });

  it('gives every activation of the equations to 1e-5', async () => {
    const expected = forwardByEquations(network, parameters, images);
    const found = await forward();
    expect([...found.keys()]).toEqual(names);
    for (const [name, { shape, values }] of found) {
      expect(shape).toEqual(expected.get(name)!.shape);
      expect(largestDifference(values, expected.get(name)!.values), name).toBeLessThan(1e-5);
    }
  });

  it('gives the reference’s loss and gradients to 1e-5 and 1e-4', async () => {
    const { loss, gradients } = await lossAndGradients(reference);
    expect(loss).toBeCloseTo(reference.loss, 5);
    expect(largestDifference(gradients, reference.gradients)).toBeLessThan(1e-4);
  });
});

/** From one step of Adam with zero moments: its first moment is then (1 - β₁) times the gradient. */
async function lossAndGradients(reference: Reference) {
  const { network, parameters, images, labels } = reference;
  const session = await engine.open({
    network,
    data: asTrainingData(reference),
    learningRate: 0.001,
    parameters,
  });
  const batch = { steps: 1, batchSize: images.batch, values: Int32Array.from(labels.keys()) };
  const [loss] = await session.train(batch, 0, new AbortController().signal);
  const { firstMoment } = await session.optimizerState();
  await session.close();
  return { loss: loss!, gradients: firstMoment.map((moment) => moment / (1 - 0.9)) };
}

/** The reference's images, whose pixels are 0 or 1, as a data set of one batch. */
function asTrainingData({ network, images, labels }: Reference): TrainingData {
  const split = {
    examples: images.batch,
    images: Uint8Array.from(images.values),
    labels: Uint8Array.from(labels),
  };
  return {
    sha256: 'reference',
    rows: images.rows,
    columns: images.columns,
    classes: network.classes,
    splits: { TRAIN: split, VALIDATION: split, TEST: split },
    levels: Float32Array.from({ length: 256 }, (_, level) => level),
  };
}
