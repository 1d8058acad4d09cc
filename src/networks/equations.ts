import { cellOf, type CellState, type LayerWeights } from './cells/cell.ts';
import { headOf } from './head.ts';
import { affine, type Operations, type Tap } from './operations.ts';
import type { Network, Recipe } from './recipe.ts';

/** Gives a parameter by its canonical name; absent ones are an error of the caller. */
export type Weights<T> = (name: string) => T;

/** A tap that also learns at which step, counted from 0, the activation was computed. */
export type StepTap<T> = (activation: string, step: number, value: T) => T;

/**
 * The whole network as equations: input rows → recurrent layers → head, at every step.
 *
 * @param rows one matrix [batch, columns] for each step
 * @returns the logits of each step, [batch, classes]
 */
export function runNetwork<T>(
  ops: Operations<T>,
  network: Network,
  weights: Weights<T>,
  rows: readonly T[],
  tap: StepTap<T>,
): T[] {
  const hidden = runLayers(
    ops,
    network,
    weights,
    projectInput(ops, network, weights, rows, tap),
    tap,
  );
  return hidden.map((h, step) => {
    const logits = runHead(ops, network, weights, h, (name, value) => tap(name, step, value));
    tap('head.probabilities', step, ops.softmax(logits));
    return logits;
  });
}

/** The optional affine map of each row to the unit count. */
export function projectInput<T>(
  ops: Operations<T>,
  { recipe }: Network,
  weights: Weights<T>,
  rows: readonly T[],
  tap: StepTap<T>,
): readonly T[] {
  if (!recipe.inputProjection) return rows;
  const kernel = weights('inputProjection.kernel');
  const bias = weights('inputProjection.bias');
  return rows.map((row, step) =>
    tap('inputProjection.output', step, affine(ops, row, kernel, bias)),
  );
}

/** All recurrent layers; returns the top layer's hidden state at each step. */
export function runLayers<T>(
  ops: Operations<T>,
  network: Network,
  weights: Weights<T>,
  inputs: readonly T[],
  tap: StepTap<T>,
): readonly T[] {
  let sequence = inputs;
  for (let layer = 0; layer < network.recipe.layers; layer++) {
    const named: StepTap<T> = (name, step, value) => tap(`layers.${layer}.${name}`, step, value);
    const ofLayer = layerWeights(network, weights, layer);
    const sums = sequence.map((input) => affine(ops, input, ofLayer.kernel, ofLayer.bias));
    sequence = runSteps(ops, network.recipe, ofLayer, sums, named);
  }
  return sequence;
}

/**
 * The steps of one recurrent layer.
 *
 * @param inputSums W·x + b of each step, [batch, gates · units]
 * @param tap sees names within the layer, such as `inputGate`
 * @returns the hidden state of each step, [batch, units]
 */
export function runSteps<T>(
  ops: Operations<T>,
  recipe: Recipe,
  weights: LayerWeights<T>,
  inputSums: readonly T[],
  tap: StepTap<T>,
): T[] {
  const cell = cellOf(recipe);
  let state: CellState<T> | undefined;
  return inputSums.map((sums, step) => {
    state ??= cell.initialState(ops, sums);
    state = cell.step(ops, weights, sums, state, (name, value) => tap(name, step, value));
    return state.hiddenState;
  });
}

export function layerWeights<T>(
  { recipe }: Network,
  weights: Weights<T>,
  layer: number,
): LayerWeights<T> {
  const prefix = `layers.${layer}`;
  return {
    kernel: weights(`${prefix}.kernel`),
    recurrentKernel: weights(`${prefix}.recurrentKernel`),
    bias: weights(`${prefix}.bias`),
    recurrentBias: cellOf(recipe).hasRecurrentBias ? weights(`${prefix}.recurrentBias`) : undefined,
  };
}

/** h [batch, units] → logits [batch, classes] */
export function runHead<T>(
  ops: Operations<T>,
  network: Network,
  weights: Weights<T>,
  h: T,
  tap: Tap<T>,
): T {
  const { reluFirst, layers } = headOf(network);
  let value = reluFirst ? ops.relu(h) : h;
  layers.forEach(({ relu }, n) => {
    const sum = affine(ops, value, weights(`head.${n}.kernel`), weights(`head.${n}.bias`));
    value = relu ? tap(`head.${n}.output`, ops.relu(sum)) : tap('head.logits', sum);
  });
  return value;
}
