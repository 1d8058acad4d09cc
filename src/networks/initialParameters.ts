import { cellOf } from './cells/cellOf.ts';
import { layerInputs, parameterCount, parameterLayout, type ParameterPlace } from './parameters.ts';
import { randomUniform } from './random.ts';
import { isRecurrent, type Network, type RecurrentNetwork } from './recipe.ts';

/** How γ starts, as in arXiv 1603.09025: with 1, tanh would be saturated and pass little gradient. */
const STARTING_GAMMA = 0.1;

/**
 * Starting parameters, flat in the order of the layout: Glorot and Bengio's uniform weights (2010),
 * the cell's starting biases, all other biases 0; or as ZERO_CELL has it (recipe.ts). A weight depends
 * on the seed and its place alone.
 */
export function initialParameters(network: Network, seed: number): Float32Array {
  const values = new Float32Array(parameterCount(network));
  const uniform = randomUniform(seed, 'initialWeights');
  for (const place of parameterLayout(network)) {
    const { drawn, byColumn } = startOf(network, place);
    for (let n = 0; n < place.length; n++) {
      const index = place.offset + n;
      const size = byColumn[n % byColumn.length] as number;
      values[index] = drawn ? (2 * uniform(index) - 1) * size : size;
    }
  }
  return values;
}

/** For each column (or for all alike): the value, or the limit of the uniform distribution. */
interface Start {
  drawn: boolean;
  byColumn: readonly number[];
}

const all = (value: number): Start => ({ drawn: false, byColumn: [value] });
const within = (limit: number): Start => ({ drawn: true, byColumn: [limit] });

function startOf(network: Network, { name, shape }: ParameterPlace): Start {
  if (isRecurrent(network) && name.startsWith('layers.')) return startInLayer(network, name);
  if (shape.length > 1) return within(glorotLimit(shape));
  const zeroCell = isRecurrent(network) && network.recipe.initialization === 'ZERO_CELL';
  // Glorot's formula for a vector, as TensorFlow 1 has it.
  return zeroCell && name.startsWith('head.')
    ? within(Math.sqrt(3 / (shape[0] as number)))
    : all(0);
}

/** √(6 / (in + out)), where every place of a convolution's window counts: [..., in, out]. */
function glorotLimit(shape: readonly number[]): number {
  const window = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  const [inputs, outputs] = shape.slice(-2) as [number, number];
  return Math.sqrt(6 / (window * (inputs + outputs)));
}

function startInLayer(network: RecurrentNetwork, name: string): Start {
  const { recipe } = network;
  const kind = name.slice(name.lastIndexOf('.') + 1);
  if (kind.endsWith('Gamma')) return all(STARTING_GAMMA);
  if (kind.endsWith('Variance')) return all(1);
  if (recipe.initialization === 'ZERO_CELL') return all(0);
  switch (kind) {
    case 'kernel':
    case 'recurrentKernel':
      return { drawn: true, byColumn: columnLimits(network, Number(name.split('.')[1])) };
    case 'bias':
      return { drawn: false, byColumn: startingBiases(network) };
    default:
      return all(0);
  }
}

/** Kernel and recurrent kernel count as one matrix over [input, state], a block of columns each. */
function columnLimits(network: RecurrentNetwork, layer: number): number[] {
  const { units } = network.recipe;
  const fanIn = layerInputs(network, layer) + units;
  return cellOf(network.recipe).columnBlocks.flatMap(({ gates }) => {
    const columns = gates * units;
    return Array<number>(columns).fill(Math.sqrt(6 / (fanIn + columns)));
  });
}

/** [gates · units] */
function startingBiases({ recipe }: RecurrentNetwork): number[] {
  const gateBiases = cellOf(recipe).columnBlocks.flatMap(({ biases }) => biases);
  return gateBiases.flatMap((bias) => Array<number>(recipe.units).fill(bias));
}
