import { describe, expect, it } from 'vitest';
import { TensorFlowEngine } from '../../../src/engines/tensorflow/tensorflowEngine.ts';
import { forwardByEquations } from '../../../src/networks/forwardByEquations.ts';
import { largestDifference } from '../../networks/largestDifference.ts';
import { readReferences, referenceData } from '../../networks/references.ts';
import { allActivations } from '../allActivations.ts';
import { lossAndGradient } from '../lossAndGradient.ts';

const engine = new TensorFlowEngine({ mode: 'cpu', threads: 2 });
const all = [...readReferences(), ...readReferences('rnnReferences.json')];

describe.each(all)('the TensorFlow engine on $title', (reference) => {
  const { network, parameters, images } = reference;
  const forward = () => allActivations(engine, network, parameters, images);

  it('gives the reference’s hidden states and logits to 1e-5', async () => {
    const found = await forward();
    const hidden = found.get(`layers.${network.recipe.layers - 1}.hiddenState`)!;
    expect(largestDifference(hidden.values, reference.hiddenStates)).toBeLessThan(1e-5);
    const logits = found.get('head.logits')!;
    expect(largestDifference(logits.values, reference.logits)).toBeLessThan(1e-5);
  });

  it('gives every activation of the equations to 1e-5', async () => {
    const expected = forwardByEquations(network, parameters, images);
    for (const [name, { shape, values }] of await forward()) {
      expect(shape).toEqual(expected.get(name)!.shape);
      expect(largestDifference(values, expected.get(name)!.values), name).toBeLessThan(1e-5);
    }
  });

  it('gives the reference’s loss and gradients to 1e-5 and 1e-4', async () => {
    const data = referenceData(reference);
    const { loss, gradient } = await lossAndGradient(engine, network, data, parameters);
    expect(loss).toBeCloseTo(reference.loss, 5);
    expect(largestDifference(gradient, reference.gradients)).toBeLessThan(1e-4);
  });
});
