import { describe, expect, it } from 'vitest';
import { TensorFlowEngine } from '../../../src/engines/tensorflow/tensorflowEngine.ts';
import { largestDifference } from '../../networks/largestDifference.ts';
import { referenceData } from '../../networks/references.ts';
import { readWholeImageReferences } from '../../networks/wholeImageReferences.ts';
import { allActivations } from '../allActivations.ts';
import { lossAndGradient } from '../lossAndGradient.ts';
import { plainAdam } from '../plainAdam.ts';
import { wholeBatch } from '../wholeBatch.ts';

const engine = new TensorFlowEngine({ mode: 'cpu', threads: 2 });
const never = new AbortController().signal;
const { optimizer, learningRates, references } = readWholeImageReferences();

describe.each(references)('the TensorFlow engine on $title', (reference) => {
  const { network, parameters, images } = reference;
  const data = referenceData(reference);

  it('gives the reference’s activations to 1e-5', async () => {
    const found = await allActivations(engine, network, parameters, images);
    expect([...found.keys()]).toEqual([...reference.activations.keys()]);
    for (const [name, { shape, values }] of reference.activations) {
      expect(found.get(name)!.shape).toEqual(shape);
      expect(largestDifference(found.get(name)!.values, values), name).toBeLessThan(1e-5);
    }
  });

  it('gives the reference’s loss and gradients to 1e-5 relative', async () => {
    const { loss, gradient } = await lossAndGradient(engine, network, data, parameters);
    expect(loss).toBeCloseTo(reference.loss, 5);
    const size = Math.hypot(...reference.gradients);
    expect(largestDifference(gradient, reference.gradients) / size).toBeLessThan(1e-5);
  });

  it('takes the reference’s steps with all of the optimizer’s settings', async () => {
    const settings = { ...plainAdam, ...optimizer };
    const session = await engine.open({ network, data, parameters, optimizer: settings });
    const indices = wholeBatch(images.batch, learningRates.length);
    await session.train({ indices, firstStep: 0, learningRates }, never);
    const after = await session.parameters();
    expect(largestDifference(after, reference.parametersAfter)).toBeLessThan(1e-5);
    await session.close();
  });

  it('evaluates by what it answers', async () => {
    const session = await engine.open({ network, data, parameters, optimizer: plainAdam });
    const evaluation = await session.evaluate('TEST', never);
    expect(evaluation!.crossEntropy).toBeCloseTo(reference.loss, 5);
    await session.close();
  });
});
