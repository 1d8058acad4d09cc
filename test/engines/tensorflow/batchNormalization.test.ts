import { describe, expect, it } from 'vitest';
import type { OptimizerSettings } from '../../../src/engines/engine.ts';
import { TensorFlowEngine } from '../../../src/engines/tensorflow/tensorflowEngine.ts';
import { parameterLayout, trainedParameterCount } from '../../../src/networks/parameters.ts';
import { readBatchNormalizationReference } from '../../networks/batchNormalizationReference.ts';
import { largestDifference } from '../../networks/largestDifference.ts';
import { referenceData } from '../../networks/references.ts';
import { allActivations } from '../allActivations.ts';
import { lossAndGradient } from '../lossAndGradient.ts';
import { constantRate, plainAdam } from '../plainAdam.ts';
import { relativeDifference } from '../relativeDifference.ts';
import { wholeBatch } from '../wholeBatch.ts';

const engine = new TensorFlowEngine({ mode: 'cpu', threads: 2 });
const never = new AbortController().signal;
const reference = readBatchNormalizationReference();
const { network, parameters, images, longerImages } = reference;
const data = referenceData(reference);
const trainedCount = trainedParameterCount(network);

async function train(optimizer: OptimizerSettings, steps: number) {
  const session = await engine.open({ network, data, parameters, optimizer });
  const indices = wholeBatch(images.batch, steps);
  const losses = await session.train(constantRate(indices, 0, reference.learningRate), never);
  const after = await session.parameters();
  await session.close();
  return { losses, after };
}

describe('the TensorFlow engine on a batch-normalized LSTM', () => {
  it('gives the reference’s hidden states and logits by the statistics kept, to 1e-5', async () => {
    const found = await allActivations(engine, network, parameters, longerImages);
    const hidden = found.get('layers.1.hiddenState')!.values;
    expect(largestDifference(hidden, reference.hiddenStates)).toBeLessThan(1e-5);
    const logits = found.get('head.logits')!.values;
    expect(largestDifference(logits, reference.logits)).toBeLessThan(1e-5);
  });

  it('gives the reference’s loss and gradients by those of the batch, none for statistics', async () => {
    const { loss, gradient } = await lossAndGradient(engine, network, data, parameters);
    expect(loss).toBeCloseTo(reference.losses[0]!, 5);
    for (const { name, offset, length } of parameterLayout(network).filter((p) => p.trained)) {
      const [found, expected] = [gradient, reference.gradients].map((values) =>
        values.subarray(offset, offset + length),
      );
      expect(relativeDifference(found!, expected!), name).toBeLessThan(1e-4);
    }
    expect(new Set(gradient.subarray(trainedCount))).toEqual(new Set([0]));
  });

  it('has the reference’s parameters and statistics after some steps, to 1e-4', async () => {
    const { losses, after } = await train(plainAdam, reference.losses.length);
    expect(largestDifference(losses, reference.losses)).toBeLessThan(1e-5);
    for (const { name, offset, length } of parameterLayout(network)) {
      const [found, expected] = [after, reference.parametersAfter].map((values) =>
        values.subarray(offset, offset + length),
      );
      expect(largestDifference(found!, expected!), name).toBeLessThan(1e-4);
    }
  });

  it('keeps the statistics it was given until a step is taken', async () => {
    const session = await engine.open({ network, data, parameters, optimizer: plainAdam });
    expect(await session.parameters()).toEqual(parameters);
    await session.close();
  });

  it('takes the statistics by the weights it has then, whatever the optimizer does', async () => {
    const { after } = await train({ ...plainAdam, weightDecay: 5, clipNorm: 1e-3 }, 2);
    const stale = after.map((value, n) => (n < trainedCount ? value : 17));
    const session = await engine.open({ network, data, parameters: stale, optimizer: plainAdam });
    // A step of no length: only the statistics are taken anew.
    await session.train(constantRate(wholeBatch(images.batch), 0, 0), never);
    expect(await session.parameters()).toEqual(after);
    await session.close();
  });

  it('evaluates by the statistics of its weights', async () => {
    const session = await engine.open({ network, data, parameters, optimizer: plainAdam });
    await session.train(constantRate(wholeBatch(images.batch), 0, 0), never);
    const evaluation = await session.evaluate('TEST', never);
    // The split is the one batch, so these are its own statistics.
    expect(evaluation!.crossEntropy).toBeCloseTo(reference.losses[0]!, 5);
    await session.close();
  });
});
