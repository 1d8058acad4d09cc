import { decays, parameterCount, parameterLayout } from '../../networks/parameters.ts';
import type { Network } from '../../networks/recipe.ts';
import type { OptimizerSettings } from '../engine.ts';
import type { Runtime, Tensor } from './runtime.ts';

/** Parameters and moments, each one flat tensor in the order of the parameter layout. */
export interface TrainingState {
  parameters: Tensor;
  firstMoment: Tensor;
  secondMoment: Tensor;
}

/** The smallest and the largest normal float32. */
const [SMALLEST, LARGEST] = [2 ** -126, (2 - 2 ** -23) * 2 ** 127];

/** What makes of a gradient a step: clipping by norm, Adam, decoupled weight decay. */
export class Optimizer {
  readonly #runtime: Runtime;
  readonly #settings: OptimizerSettings;
  /** 1 where weight decay acts, else 0; null without weight decay. */
  readonly #decaying: Tensor | null;

  constructor(runtime: Runtime, network: Network, settings: OptimizerSettings) {
    this.#runtime = runtime;
    this.#settings = settings;
    this.#decaying = settings.weightDecay === 0 ? null : runtime.tf.tensor1d(decayMask(network));
  }

  /**
   * One step of Adam (Kingma and Ba 2015, algorithm 1), ε outside the bias-corrected root as there:
   * θ ← (1 - α · λ) · θ - α · m̂ / (√v̂ + ε).
   *
   * @param step the number of this step, counted from 0
   */
  step(state: TrainingState, gradient: Tensor, step: number, learningRate: number): TrainingState {
    const { tf } = this.#runtime;
    const { beta1, beta2, epsilon } = this.#settings;
    const g = this.#clipped(gradient);
    const m = tf.add(tf.mul(state.firstMoment, beta1), tf.mul(g, 1 - beta1));
    const v = tf.add(tf.mul(state.secondMoment, beta2), tf.mul(tf.square(g), 1 - beta2));
    const mCorrected = tf.div(m, 1 - beta1 ** (step + 1));
    const vCorrected = tf.div(v, 1 - beta2 ** (step + 1));
    const update = tf.div(mCorrected, tf.add(tf.sqrt(vCorrected), epsilon));
    const kept = this.#decayed(state.parameters, learningRate);
    return {
      parameters: tf.sub(kept, tf.mul(update, learningRate)),
      firstMoment: m,
      secondMoment: v,
    };
  }

  dispose(): void {
    this.#decaying?.dispose();
  }

  /** A gradient whose norm is larger than the limit is shortened to it; any other stays as it is. */
  #clipped(gradient: Tensor): Tensor {
    const { tf } = this.#runtime;
    const { clipNorm } = this.#settings;
    if (clipNorm === null) return gradient;
    // A limit that is 0 or infinite as float32 would make NaN of the quotient.
    const limit = Math.min(Math.max(clipNorm, SMALLEST), LARGEST);
    const norm = tf.sqrt(tf.sum(tf.square(gradient)));
    return tf.mul(gradient, tf.div(limit, tf.maximum(norm, limit)));
  }

  #decayed(parameters: Tensor, learningRate: number): Tensor {
    const { tf } = this.#runtime;
    if (this.#decaying === null) return parameters;
    const lost = tf.mul(this.#decaying, learningRate * this.#settings.weightDecay);
    return tf.mul(parameters, tf.sub(1, lost));
  }
}

function decayMask(network: Network): Float32Array {
  const mask = new Float32Array(parameterCount(network));
  for (const place of parameterLayout(network)) {
    if (decays(place)) mask.fill(1, place.offset, place.offset + place.length);
  }
  return mask;
}
