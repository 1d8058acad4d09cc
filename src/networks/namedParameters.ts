import { GatescopeError } from '../errors.ts';
import type { NamedArray, ShapedArray } from '../namedArray.ts';
import { parameterCount, parameterLayout } from './parameters.ts';
import type { Network } from './recipe.ts';

/** The flat parameters cut into named tensors, as views in the order of the layout. */
export function tensorsFromParameters(network: Network, parameters: Float32Array): NamedArray[] {
  return parameterLayout(network).map(({ name, shape, offset, length }) => ({
    name,
    shape,
    values: parameters.subarray(offset, offset + length),
  }));
}

/**
 * Puts named tensors back into one flat array.
 *
 * @throws GatescopeError WEIGHTS_CORRUPT for a missing, surplus or mis-shaped tensor
 */
export function parametersFromTensors(
  network: Network,
  tensors: ReadonlyMap<string, ShapedArray>,
): Float32Array {
  const parameters = new Float32Array(parameterCount(network));
  const layout = parameterLayout(network);
  for (const { name, shape, offset } of layout) {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw corrupt(`tensor ${name} is missing`);
    if (tensor.shape.join() !== shape.join()) {
      throw corrupt(
        `tensor ${name}: expected shape [${shape.join()}], got [${tensor.shape.join()}]`,
      );
    }
    parameters.set(tensor.values, offset);
  }
  if (tensors.size > layout.length) {
    const known = new Set(layout.map(({ name }) => name));
    const surplus = [...tensors.keys()].find((name) => !known.has(name));
    throw corrupt(`tensor ${surplus} does not belong to this network`);
  }
  return parameters;
}

function corrupt(problem: string): GatescopeError {
  return new GatescopeError('WEIGHTS_CORRUPT', `weights: ${problem}`);
}
