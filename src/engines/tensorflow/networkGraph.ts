import {
  layerWeights,
  projectInput,
  recordingTap,
  runHead,
  type Recorder,
  type Weights,
} from '../../networks/equations.ts';
import { interveningTap } from '../../networks/intervene.ts';
import type { Intervention } from '../../networks/interventions.ts';
import type { Network } from '../../networks/recipe.ts';
import { layerOf } from './layer.ts';
import { runLayer } from './layerByEquations.ts';
import type { Runtime, Tensor } from './runtime.ts';
import { tensorOperations } from './tensorOperations.ts';

/** The network on tensors: sequences are time-major, [step, batch, …]. */
export class NetworkGraph {
  readonly #runtime: Runtime;
  readonly #network: Network;

  constructor(runtime: Runtime, network: Network) {
    this.#runtime = runtime;
    this.#network = network;
  }

  /** images [step, batch, columns] → the last step's logits [batch, classes], differentiable. */
  lastLogits(weights: Weights<Tensor>, images: Tensor): Tensor {
    const { tf } = this.#runtime;
    const layer = layerOf(this.#runtime, this.#network);
    let sequence = this.#projected(weights, images, () => undefined);
    for (let n = 0; n < this.#network.recipe.layers; n++) {
      sequence = layer(sequence, layerWeights(this.#network, weights, n));
    }
    const lastStep = sequence.shape[0] - 1;
    const h = tf.squeeze(tf.slice(sequence, [lastStep], [1]), [0]);
    const ops = tensorOperations(this.#runtime);
    return runHead(ops, this.#network, weights, h, () => undefined);
  }

  /**
   * Every activation, by canonical name: [step, batch, size].
   *
   * @param images [step, batch, columns]
   */
  activations(
    weights: Weights<Tensor>,
    images: Tensor,
    interventions: readonly Intervention[],
  ): Map<string, Tensor> {
    const { tf } = this.#runtime;
    const { recipe } = this.#network;
    const ops = tensorOperations(this.#runtime);
    const [steps, batch] = images.shape as [number, number, number];
    const found = new Map<string, Tensor>();
    /** Of all steps at once, [step · batch, size]. */
    const recordAll = (name: string, value: Tensor) =>
      found.set(name, tf.reshape(value, [steps, batch, -1]));

    const sequences = new Map<string, Tensor[]>();
    const recordStep: Recorder<Tensor> = (name, step, value) => {
      const sequence = sequences.get(name) ?? [];
      sequence[step] = value;
      sequences.set(name, sequence);
    };
    const tap = recordingTap(interveningTap(ops, recipe.units, interventions), recordStep);
    let sequence = this.#projected(weights, images, recordAll);
    for (let n = 0; n < recipe.layers; n++) {
      const ofLayer = layerWeights(this.#network, weights, n);
      sequence = runLayer(this.#runtime, recipe, sequence, ofLayer, (step, values) =>
        tap(n, step, values),
      );
    }
    for (const [name, values] of sequences) found.set(name, tf.stack(values));

    const h = tf.reshape(sequence, [steps * batch, -1]);
    const logits = runHead(ops, this.#network, weights, h, recordAll);
    recordAll('head.probabilities', ops.softmax(logits));
    return found;
  }

  /** The optional input projection, over all steps in one product. */
  #projected(
    weights: Weights<Tensor>,
    images: Tensor,
    record: (name: string, value: Tensor) => void,
  ): Tensor {
    const { tf } = this.#runtime;
    if (!this.#network.recipe.inputProjection) return images;
    const [steps, batch, columns] = images.shape as [number, number, number];
    const rows = tf.reshape(images, [steps * batch, columns]);
    const ops = tensorOperations(this.#runtime);
    const [projected] = projectInput(ops, this.#network, weights, [rows], (name, _step, value) =>
      record(name, value),
    );
    return tf.reshape(projected as Tensor, [steps, batch, -1]);
  }
}
