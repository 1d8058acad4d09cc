import { isRecurrent, type Network, type RecurrentNetwork } from '../../networks/recipe.ts';
import { leanWeights } from './runDrawing.ts';
import type { LeanMatrix } from './leanOperations.ts';
import type { Values } from './values.ts';

/** Where the value of a gate or candidate comes from. */
export interface GateParts {
  /** Name within the layer. */
  name: string;
  /** W·x + b, what the row below gives. */
  fromInput: number;
  /** U·h₋₁, what the memory gives; for a candidate reset afterwards, before r takes its share. */
  fromMemory: number;
  /** r, where it multiplies the memory's part. */
  reset: number | null;
  sum: number;
  curve: 'sigmoid' | 'tanh';
}

const blocks: Record<string, readonly string[]> = {
  LSTM: ['inputGate', 'forgetGate', 'candidate', 'outputGate'],
  GRU: ['updateGate', 'resetGate', 'candidate'],
  RNN: ['hiddenState'],
};

/** ε of batch normalization, as in networks/batchNormalization.ts. */
const EPSILON = 1e-3;

export interface PartsRequest {
  network: Network;
  parameters: Float32Array;
  activations: ReadonlyMap<string, Values>;
  /** Inputs of the first layer, [rows · columns]. */
  inputs: Float32Array;
  layer: number;
  unit: number;
  row: number;
}

/** From the weights, for one unit at one row; in the order of the kernels' columns. */
export function gateParts(request: PartsRequest): GateParts[] {
  const { network } = request;
  if (!isRecurrent(network)) return [];
  const sums = new UnitSums(network, request);
  return (blocks[network.recipe.cell] ?? []).map((name, block) => sums.of(name, block));
}

class UnitSums {
  readonly #network: RecurrentNetwork;
  readonly #request: PartsRequest;
  readonly #weights: (name: string) => LeanMatrix;
  readonly #input: Float32Array;
  readonly #memory: Float32Array;

  constructor(network: RecurrentNetwork, request: PartsRequest) {
    const { parameters, layer, row } = request;
    const weights = leanWeights(network, parameters);
    this.#network = network;
    this.#request = request;
    this.#weights = (name) => weights(`layers.${layer}.${name}`);
    this.#input = this.#inputRow();
    this.#memory =
      row === 0 ? new Float32Array(network.recipe.units) : this.#row('hiddenState', row - 1);
  }

  of(name: string, block: number): GateParts {
    const { unit, row } = this.#request;
    const { recipe } = this.#network;
    const column = block * recipe.units + unit;
    const isCandidate = name === 'candidate';
    const isReset = recipe.cell === 'GRU' && isCandidate;
    const reset = isReset ? this.#row('resetGate', row) : null;
    const memory =
      isReset && !recipe.resetAfter
        ? this.#memory.map((value, n) => value * reset![n]!)
        : this.#memory;
    let fromInput = dot(this.#input, this.#weights('kernel'), column);
    let fromMemory = dot(memory, this.#weights('recurrentKernel'), column);
    if (recipe.cell === 'LSTM' && recipe.batchNormalization) {
      fromInput = this.#normalized('input', fromInput, column);
      fromMemory = this.#normalized('recurrent', fromMemory, column);
    }
    fromInput += this.#weights('bias').values[column]!;
    const isAfter = isReset && recipe.resetAfter;
    if (isAfter) fromMemory += this.#weights('recurrentBias').values[unit]!;
    const share = isAfter ? reset![unit]! : null;
    return {
      ...{ name, fromInput, fromMemory, reset: share },
      sum: fromInput + (share ?? 1) * fromMemory,
      curve: isCandidate || recipe.cell === 'RNN' ? 'tanh' : 'sigmoid',
    };
  }

  /** What the layer reads at the row. */
  #inputRow(): Float32Array {
    const { inputs, layer, row, activations } = this.#request;
    const { recipe, columns } = this.#network;
    if (layer > 0) return rowOf(activations.get(`layers.${layer - 1}.hiddenState`), row);
    if (recipe.inputProjection) return rowOf(activations.get('inputProjection.output'), row);
    return inputs.subarray(row * columns, (row + 1) * columns);
  }

  #row(name: string, row: number): Float32Array {
    return rowOf(this.#request.activations.get(`layers.${this.#request.layer}.${name}`), row);
  }

  #normalized(name: string, value: number, column: number): number {
    const statistic = (which: string) => {
      const { rows, columns, values } = this.#weights(name + which);
      return values[Math.min(this.#request.row, rows - 1) * columns + column]!;
    };
    const gamma = this.#weights(`${name}Gamma`).values[column]!;
    return ((value - statistic('Mean')) / Math.sqrt(statistic('Variance') + EPSILON)) * gamma;
  }
}

function rowOf(values: Values | undefined, row: number): Float32Array {
  if (values === undefined) return new Float32Array(0);
  const size = values.shape[1] ?? 0;
  return values.values.subarray(row * size, (row + 1) * size);
}

function dot(
  values: Float32Array,
  { columns, values: weights }: LeanMatrix,
  column: number,
): number {
  let sum = 0;
  for (let n = 0; n < values.length; n++) sum += values[n]! * weights[n * columns + column]!;
  return sum;
}
