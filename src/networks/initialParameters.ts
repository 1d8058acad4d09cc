import { cellOf, gateCount } from './cells/cell.ts';
import { layerInputs, parameterCount, parameterLayout, type ParameterPlace } from './parameters.ts';
import { randomUniform } from './random.ts';
import type { Network } from './recipe.ts';

/**
 * Starting parameters, flat in the order of the layout: Glorot and Bengio's uniform weights (2010),
 * the cell's starting biases, all other biases 0. A weight depends on the seed and its place alone.
 */
export function initialParameters(network: Network, seed: number): Float32Array {
  const values = new Float32Array(parameterCount(network));
  const uniform = randomUniform(seed, 'initialWeights');
  const biases = startingBiases(network);
  for (const place of parameterLayout(network)) {
    const kind = place.name.slice(place.name.lastIndexOf('.') + 1);
    if (kind === 'bias' && place.name.startsWith('layers.')) values.set(biases, place.offset);
    if (place.shape.length < 2) continue;
    const limits = columnLimits(network, place);
    for (let n = 0; n < place.length; n++) {
      const limit = limits[n % limits.length] as number;
      values[place.offset + n] = (2 * uniform(place.offset + n) - 1) * limit;
    }
  }
  return values;
}

/** Half the width of the uniform distribution for each column of a matrix: √(6 / (in + out)). */
function columnLimits(network: Network, { name, shape }: ParameterPlace): number[] {
  const [inputs, outputs] = shape as [number, number];
  if (!name.startsWith('layers.')) {
    return Array<number>(outputs).fill(Math.sqrt(6 / (inputs + outputs)));
  }
  const { units } = network.recipe;
  // Kernel and recurrent kernel count as one matrix over [input, state], a block of columns each.
  const layer = Number(name.split('.')[1]);
  const fanIn = layerInputs(network, layer) + units;
  return cellOf(network.recipe).columnBlocks.flatMap(({ gates }) => {
    const columns = gates * units;
    return Array<number>(columns).fill(Math.sqrt(6 / (fanIn + columns)));
  });
}

/** [gates · units] */
function startingBiases({ recipe }: Network): Float32Array {
  const cell = cellOf(recipe);
  const gateBiases = cell.columnBlocks.flatMap(({ biases }) => biases);
  const length = gateCount(cell) * recipe.units;
  return Float32Array.from(
    { length },
    (_, column) => gateBiases[Math.floor(column / recipe.units)] as number,
  );
}
