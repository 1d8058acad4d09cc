import { describe, expect, it } from 'vitest';
import type { NamedArray } from '../../src/namedArray.ts';
import { initialParameters } from '../../src/networks/initialParameters.ts';
import {
  parametersFromTensors,
  tensorsFromParameters,
} from '../../src/networks/namedParameters.ts';
import { makeRecipe } from '../../src/networks/recipe.ts';

const network = {
  recipe: makeRecipe({ cell: 'GRU', units: 3 }),
  rows: 4,
  columns: 4,
  classes: 2,
  binarizeThreshold: null,
};
const parameters = initialParameters(network, 5);

function tensors(): Map<string, NamedArray> {
  return new Map(tensorsFromParameters(network, parameters).map((tensor) => [tensor.name, tensor]));
}

describe('parametersFromTensors', () => {
  it('undoes tensorsFromParameters', () => {
    expect(parametersFromTensors(network, tensors())).toEqual(parameters);
  });

  it('names a tensor that is missing, mis-shaped or too many', () => {
    const missing = tensors();
    missing.delete('layers.0.bias');
    expect(() => parametersFromTensors(network, missing)).toThrow(
      'tensor layers.0.bias is missing',
    );

    const misshaped = tensors();
    misshaped.set('layers.0.bias', { ...misshaped.get('layers.0.bias')!, shape: [3, 3] });
    expect(() => parametersFromTensors(network, misshaped)).toThrow(
      'tensor layers.0.bias: expected shape [9], got [3,3]',
    );

    const surplus = tensors();
    surplus.set('layers.9.bias', {
      name: 'layers.9.bias',
      shape: [1],
      values: new Float32Array(1),
    });
    expect(() => parametersFromTensors(network, surplus)).toThrow(
      'tensor layers.9.bias does not belong to this network',
    );
  });
});
