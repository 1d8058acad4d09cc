import { describe, expect, it } from 'vitest';
import { arrayOperations, matrix } from '../../src/networks/arrayOperations.ts';
import { statisticsBatches } from '../../src/networks/batchNormalization.ts';
import { forwardByEquations } from '../../src/networks/forwardByEquations.ts';
import { initialParameters } from '../../src/networks/initialParameters.ts';
import { tensorsFromParameters } from '../../src/networks/namedParameters.ts';
import { parameterCount, trainedParameterCount } from '../../src/networks/parameters.ts';
import { readBatchNormalizationReference } from './batchNormalizationReference.ts';
import { largestDifference } from './largestDifference.ts';

const reference = readBatchNormalizationReference();
const { network } = reference;

describe('the equations of a batch-normalized LSTM', () => {
  it('give the reference’s hidden states and logits to 1e-5, also beyond the last step', () => {
    const found = forwardByEquations(network, reference.parameters, reference.longerImages);
    const hidden = found.get('layers.1.hiddenState')!;
    expect(hidden.shape).toEqual([2, network.rows + 1, network.recipe.units]);
    expect(largestDifference(hidden.values, reference.hiddenStates)).toBeLessThan(1e-5);
    const logits = found.get('head.logits')!.values;
    expect(largestDifference(logits, reference.logits)).toBeLessThan(1e-5);
  });

  it('give 0 and not NaN where all rows of a batch are equal', () => {
    const [gamma, beta] = [matrix(1, 2, [1, 2]), matrix(1, 2, [0, 3])];
    const { values, variance } = arrayOperations.normalizeColumns(
      matrix(3, 2, [5, 6, 5, 6, 5, 6]),
      gamma,
      beta,
      1e-5,
    );
    expect([...variance.values]).toEqual([0, 0]);
    expect([...values.values]).toEqual([0, 3, 0, 3, 0, 3]);
  });
});

describe('the parameters of a batch-normalized LSTM', () => {
  it('start as in the paper, with statistics that change nothing', () => {
    const tensors = tensorsFromParameters(network, initialParameters(network, 1));
    const startOf = (name: string) => [
      ...new Set(tensors.find((tensor) => tensor.name === name)!.values),
    ];
    expect(startOf('layers.0.inputGamma')).toEqual([Math.fround(0.1)]);
    expect(startOf('layers.1.cellGamma')).toEqual([Math.fround(0.1)]);
    expect(startOf('layers.1.cellBeta')).toEqual([0]);
    expect(startOf('layers.0.recurrentMean')).toEqual([0]);
    expect(startOf('layers.0.recurrentVariance')).toEqual([1]);
  });

  it('count as trained but for the statistics of each step', () => {
    const { rows, recipe } = network;
    const statistics = recipe.layers * 2 * rows * (4 + 4 + 1) * recipe.units;
    expect(parameterCount(network) - trainedParameterCount(network)).toBe(statistics);
  });
});

describe('statisticsBatches', () => {
  it('spreads two thousand examples over the split, in two batches', () => {
    const batches = statisticsBatches(55_000);
    expect(batches.map(({ length }) => length)).toEqual([1000, 1000]);
    const chosen = batches.flatMap((batch) => [...batch]).sort((a, b) => a - b);
    expect(new Set(chosen).size).toBe(2000);
    const gaps = chosen.slice(1).map((index, n) => index - chosen[n]!);
    expect([Math.min(...gaps), Math.max(...gaps)]).toEqual([27, 28]);
  });

  it('takes all examples of a small split', () => {
    expect(statisticsBatches(7).map((batch) => [...batch])).toEqual([[0, 1, 2, 3, 4, 5, 6]]);
  });
});
