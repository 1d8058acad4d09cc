import { projectInput, layerWeights, runHead, type Weights } from '../../networks/equations.ts';
import type { Network } from '../../networks/recipe.ts';
import type { Tap } from '../../networks/operations.ts';
import { layerOf } from './layer.ts';
import type { Runtime, Tensor } from './runtime.ts';
import { tensorOperations } from './tensorOperations.ts';

const untouched: Tap<Tensor> = (_name, value) => value;

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
    let sequence = this.#projected(weights, images, untouched);
    for (let n = 0; n < this.#network.recipe.layers; n++) {
      sequence = layer.hiddenStates(sequence, layerWeights(this.#network, weights, n));
    }
    const lastStep = (sequence.shape[0] as number) - 1;
    const h = tf.squeeze(tf.slice(sequence, [lastStep], [1]), [0]);
    return runHead(tensorOperations(this.#runtime), this.#network, weights, h, untouched);
  }

  /** images [step, batch, columns] → every activation [step, batch, size] by canonical name. */
  activations(weights: Weights<Tensor>, images: Tensor): Map<string, Tensor> {
    const { tf } = this.#runtime;
    const ops = tensorOperations(this.#runtime);
    const [steps, batch] = images.shape as [number, number, number];
    const found = new Map<string, Tensor>();
    /** Records what was computed for all steps at once, [step · batch, size]. */
    const record: Tap<Tensor> = (name, value) => {
      found.set(name, tf.reshape(value, [steps, batch, -1]));
      return value;
    };

    const layer = layerOf(this.#runtime, this.#network);
    let sequence = this.#projected(weights, images, record);
    for (let n = 0; n < this.#network.recipe.layers; n++) {
      const outputs = layer.activations(sequence, layerWeights(this.#network, weights, n));
      for (const [name, value] of outputs) found.set(`layers.${n}.${name}`, value);
      sequence = outputs.get('hiddenState') as Tensor;
    }
    const h = tf.reshape(sequence, [steps * batch, -1]);
    const logits = runHead(ops, this.#network, weights, h, record);
    record('head.probabilities', ops.softmax(logits));
    return found;
  }

  /** The optional input projection, over all steps in one product. */
  #projected(weights: Weights<Tensor>, images: Tensor, tap: Tap<Tensor>): Tensor {
    const { tf } = this.#runtime;
    if (!this.#network.recipe.inputProjection) return images;
    const [steps, batch, columns] = images.shape as [number, number, number];
    const rows = tf.reshape(images, [steps * batch, columns]);
    const [projected] = projectInput(
      tensorOperations(this.#runtime),
      this.#network,
      weights,
      [rows],
      (name, _step, value) => tap(name, value),
    );
    return tf.reshape(projected as Tensor, [steps, batch, -1]);
  }
}
