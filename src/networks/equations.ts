import {
  normalizeByStatistics,
  type LayerNormalizations,
  type NormalizeStep,
} from './batchNormalization.ts';
import type { CellState, LayerWeights } from './cells/cell.ts';
import { cellOf } from './cells/cellOf.ts';
import { headOf } from './head.ts';
import { affine, type Operations } from './operations.ts';
import type { Network, RecurrentNetwork, RecurrentRecipe } from './recipe.ts';
import { taskKindOf } from './tasks/taskOf.ts';

/** Gives a parameter by its canonical name; absent ones are an error of the caller. */
export type Weights<T> = (name: string) => T;

/** A cell's tap that also learns in which layer and at which step, both counted from 0. */
export type LayerTap<T> = <Name extends string>(
  layer: number,
  step: number,
  values: Record<Name, T>,
) => Record<Name, T>;

/** The same within one layer. */
export type StepTap<T> = <Name extends string>(
  step: number,
  values: Record<Name, T>,
) => Record<Name, T>;

/** Told of an activation outside the recurrent layers, by canonical name. */
export type Recorder<T> = (activation: string, step: number, value: T) => void;

/** Records what a cell goes on with, under canonical names. */
export function recordingTap<T>(tap: LayerTap<T>, record: Recorder<T>): LayerTap<T> {
  return (layer, step, values) => {
    const used = tap(layer, step, values);
    for (const [name, value] of Object.entries<T>(used)) {
      record(`layers.${layer}.${name}`, step, value);
    }
    return used;
  };
}

/**
 * The whole recurrent network as equations: input rows → recurrent layers → head, at every step.
 *
 * @param rows one matrix [batch, width] for each step
 * @returns the logits of each step, [batch, outputs]
 */
export function runNetwork<T>(
  ops: Operations<T>,
  network: RecurrentNetwork,
  weights: Weights<T>,
  rows: readonly T[],
  tap: LayerTap<T>,
  record: Recorder<T>,
): T[] {
  const inputs = projectInput(ops, network, weights, rows, record);
  return runLayers(ops, network, weights, inputs, tap).map((h, step) => {
    const logits = runHead(ops, network, weights, h, (name, value) => record(name, step, value));
    record('head.probabilities', step, taskKindOf(network).probabilities(ops, logits));
    return logits;
  });
}

/** The optional affine map of each row to the unit count. */
export function projectInput<T>(
  ops: Operations<T>,
  { recipe }: RecurrentNetwork,
  weights: Weights<T>,
  rows: readonly T[],
  record: Recorder<T>,
): readonly T[] {
  if (!recipe.inputProjection) return rows;
  const kernel = weights('inputProjection.kernel');
  const bias = weights('inputProjection.bias');
  return rows.map((row, step) => {
    const projected = affine(ops, row, kernel, bias);
    record('inputProjection.output', step, projected);
    return projected;
  });
}

/** All recurrent layers; returns the top layer's hidden state at each step. */
function runLayers<T>(
  ops: Operations<T>,
  network: RecurrentNetwork,
  weights: Weights<T>,
  inputs: readonly T[],
  tap: LayerTap<T>,
): readonly T[] {
  let sequence = inputs;
  for (let layer = 0; layer < network.recipe.layers; layer++) {
    const ofLayer = layerWeights(network, weights, layer);
    const cell = cellOf(network.recipe);
    const sums = sequence.map((input) => cell.inputSums(ops, ofLayer, input));
    sequence = runSteps(ops, network.recipe, ofLayer, sums, (step, values) =>
      tap(layer, step, values),
    );
  }
  return sequence;
}

/**
 * The steps of one recurrent layer.
 *
 * @param inputSums what the cell makes of each step's input, [batch, gates · units]
 * @param normalize by the statistics kept, when not given
 * @returns the hidden state of each step, [batch, units]
 */
export function runSteps<T>(
  ops: Operations<T>,
  recipe: RecurrentRecipe,
  weights: LayerWeights<T>,
  inputSums: readonly T[],
  tap: StepTap<T>,
  normalize?: NormalizeStep<T>,
): T[] {
  const steps = stepByStep(ops, recipe, weights, inputSums, tap, normalize);
  return Array.from(steps, ({ hiddenState }) => hiddenState);
}

/** The same, taking a step whenever it is asked for the next state. */
export function* stepByStep<T>(
  ops: Operations<T>,
  recipe: RecurrentRecipe,
  weights: LayerWeights<T>,
  inputSums: Iterable<T>,
  tap: StepTap<T>,
  normalize: NormalizeStep<T> = normalizeByStatistics(ops, weights.normalizations),
): Generator<CellState<T>> {
  const cell = cellOf(recipe);
  let state: CellState<T> | undefined;
  let step = 0;
  for (const sums of inputSums) {
    const here = step++;
    state ??= cell.initialState(ops, sums);
    state = cell.step(
      ops,
      weights,
      sums,
      state,
      (values) => tap(here, values),
      (name, values) => normalize(name, here, values),
    );
    yield state;
  }
}

export function layerWeights<T>(
  { recipe }: RecurrentNetwork,
  weights: Weights<T>,
  layer: number,
): LayerWeights<T> {
  const prefix = `layers.${layer}`;
  const cell = cellOf(recipe);
  const normalizations: LayerNormalizations<T> = {};
  for (const { name, hasBeta } of cell.normalizations) {
    normalizations[name] = {
      gamma: weights(`${prefix}.${name}Gamma`),
      beta: hasBeta ? weights(`${prefix}.${name}Beta`) : undefined,
      mean: weights(`${prefix}.${name}Mean`),
      variance: weights(`${prefix}.${name}Variance`),
    };
  }
  return {
    kernel: weights(`${prefix}.kernel`),
    recurrentKernel: weights(`${prefix}.recurrentKernel`),
    bias: weights(`${prefix}.bias`),
    recurrentBias: cell.hasRecurrentBias ? weights(`${prefix}.recurrentBias`) : undefined,
    normalizations,
  };
}

/** What the head reads, [batch, inputs], → logits [batch, outputs] */
export function runHead<T>(
  ops: Operations<T>,
  network: Network,
  weights: Weights<T>,
  input: T,
  record: (activation: string, value: T) => void,
): T {
  const { reluFirst, layers } = headOf(network);
  let value = reluFirst ? ops.relu(input) : input;
  layers.forEach(({ relu }, n) => {
    const sum = affine(ops, value, weights(`head.${n}.kernel`), weights(`head.${n}.bias`));
    value = relu ? ops.relu(sum) : sum;
    record(relu ? `head.${n}.output` : 'head.logits', value);
  });
  return value;
}
