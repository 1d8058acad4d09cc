import type { Runtime, Tensor } from './runtime.ts';

const adamSettings = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

/** Parameters and moments, each one flat tensor in the order of the parameter layout. */
export interface AdamState {
  parameters: Tensor;
  firstMoment: Tensor;
  secondMoment: Tensor;
}

/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1), ε outside the bias-corrected root as there:
 * θ ← θ - α · m̂ / (√v̂ + ε).
 *
 * @param step the number of this step, counted from 0
 */
export function adamStep(
  { tf }: Runtime,
  { parameters, firstMoment, secondMoment }: AdamState,
  gradient: Tensor,
  step: number,
  learningRate: number,
): AdamState {
  const { beta1, beta2, epsilon } = adamSettings;
  const m = tf.add(tf.mul(firstMoment, beta1), tf.mul(gradient, 1 - beta1));
  const v = tf.add(tf.mul(secondMoment, beta2), tf.mul(tf.square(gradient), 1 - beta2));
  const mCorrected = tf.div(m, 1 - beta1 ** (step + 1));
  const vCorrected = tf.div(v, 1 - beta2 ** (step + 1));
  const update = tf.div(mCorrected, tf.add(tf.sqrt(vCorrected), epsilon));
  return {
    parameters: tf.sub(parameters, tf.mul(update, learningRate)),
    firstMoment: m,
    secondMoment: v,
  };
}
