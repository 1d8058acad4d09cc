import { describe, expect, it } from 'vitest';
import { loadBinding } from '../../../src/engines/native/binding.ts';
import { NativeEngine } from '../../../src/engines/native/nativeEngine.ts';
import { activationList } from '../../../src/networks/activationList.ts';
import type { Activation } from '../../../src/networks/activations.ts';
import { forwardByEquations } from '../../../src/networks/forwardByEquations.ts';
import { largestDifference } from '../../networks/largestDifference.ts';
import { readReferences, referenceData } from '../../networks/references.ts';
import { lossAndGradient } from '../lossAndGradient.ts';
import { relativeDifference } from '../relativeDifference.ts';

const cases = loadBinding()
  .instructionSets()
  .flatMap((instructionSet) =>
    readReferences().map((reference) => ({ instructionSet, title: reference.title, reference })),
  );

describe.each(cases)('$instructionSet on $title', ({ instructionSet, reference }) => {
  const { network, parameters, images } = reference;
  const engine = new NativeEngine({ threads: 2, instructionSet });

  it('gives every activation of the equations to 1e-5', async () => {
    const names = activationList(network).map(({ name }) => name);
    const expected = forwardByEquations(network, parameters, images);
    const found: Activation[] = [];
    for await (const chunk of engine.forward({ network, parameters, images, names })) {
      found.push(...chunk.activations);
    }
    expect(found.map(({ name }) => name)).toEqual(names);
    for (const { name, shape, values } of found) {
      expect(shape).toEqual(expected.get(name)!.shape);
      expect(largestDifference(values, expected.get(name)!.values), name).toBeLessThan(1e-5);
    }
  });

  it('gives the reference’s loss and gradients to 1e-5', async () => {
    const data = referenceData(reference);
    const { loss, gradient } = await lossAndGradient(engine, network, data, parameters);
    expect(loss).toBeCloseTo(reference.loss, 5);
    expect(relativeDifference(gradient, reference.gradients)).toBeLessThan(1e-5);
  });
});
