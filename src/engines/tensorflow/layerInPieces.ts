import type { LayerWeights } from '../../networks/cells/cell.ts';
import { cellOf } from '../../networks/cells/cellOf.ts';
import { stepByStep, type StepTap } from '../../networks/equations.ts';
import type { RecurrentRecipe } from '../../networks/recipe.ts';
import type { KeptTensors } from './keptTensors.ts';
import type { Runtime, Tensor } from './runtime.ts';
import { tensorOperations } from './tensorOperations.ts';

/** Multiplications of one product that take some ten milliseconds on a slow core. */
const LARGEST_PRODUCT = 2 ** 27;

interface LayerRequest {
  /** [step, batch, inputs] */
  input: Tensor;
  weights: LayerWeights<Tensor>;
  tap: StepTap<Tensor>;
  kept: KeptTensors;
}

/**
 * A recurrent layer by its equations, with a tap on every activation; pauses after each step.
 *
 * @returns the hidden states, [step, batch, units]
 */
export function* layerInPieces(
  runtime: Runtime,
  recipe: RecurrentRecipe,
  request: LayerRequest,
): Generator<void, Tensor> {
  const { weights, tap, kept } = request;
  const sums = inputSums(runtime, recipe, request);
  const hiddenStates: Tensor[] = [];
  const states = stepByStep(tensorOperations(runtime), recipe, weights, sums, tap);
  for (const { hiddenState, cellState } of states) {
    hiddenStates.push(kept.keep(hiddenState));
    if (cellState !== undefined) kept.keep(cellState);
    yield;
  }
  return kept.keep(runtime.tf.stack(hiddenStates));
}

/** Of each step, [batch, gates · units]: of all steps in one product where that is quick. */
function* inputSums(
  runtime: Runtime,
  recipe: RecurrentRecipe,
  { input, weights, kept }: LayerRequest,
): Generator<Tensor> {
  const { tf } = runtime;
  const cell = cellOf(recipe);
  const ops = tensorOperations(runtime);
  const [steps, batch, inputs] = input.shape as [number, number, number];
  const columns = weights.kernel.shape[1] as number;
  const stepsAtOnce = Math.max(1, Math.floor(LARGEST_PRODUCT / (batch * inputs * columns)));
  for (let first = 0; first < steps; first += stepsAtOnce) {
    const count = Math.min(stepsAtOnce, steps - first);
    const rows = tf.reshape(tf.slice(input, [first], [count]), [count * batch, inputs]);
    const sums = tf.reshape(cell.inputSums(ops, weights, rows), [count, batch, -1]);
    const ofSteps = tf.unstack(sums).map((ofStep) => kept.keep(ofStep));
    yield* ofSteps;
  }
}
