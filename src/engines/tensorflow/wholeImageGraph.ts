import { runHead, type Weights } from '../../networks/equations.ts';
import type { WholeImageNetwork } from '../../networks/recipe.ts';
import { convolutionsOf, POOL_SIZE } from '../../networks/wholeImage.ts';
import type { ActivationRequest, NetworkGraph } from './networkGraph.ts';
import { relu } from './relu.ts';
import type { Runtime, Tensor } from './runtime.ts';
import { tensorOperations } from './tensorOperations.ts';

/** A network of the whole image on tensors. It has no recurrent layers: nothing drops or intervenes. */
export class WholeImageGraph implements NetworkGraph {
  readonly #runtime: Runtime;
  readonly #network: WholeImageNetwork;

  constructor(runtime: Runtime, network: WholeImageNetwork) {
    this.#runtime = runtime;
    this.#network = network;
  }

  answer(weights: Weights<Tensor>, images: Tensor): Tensor {
    return this.#run(weights, images, () => undefined);
  }

  trainingAnswer(weights: Weights<Tensor>, images: Tensor): Tensor {
    return this.answer(weights, images);
  }

  statistics(): never {
    throw new Error('a network of the whole image has no statistics');
  }

  *activations({ weights, images, names, kept }: ActivationRequest): Generator<void, Tensor[]> {
    yield;
    const found = new Map<string, Tensor>();
    const logits = this.#run(weights, images, (name, value) => found.set(name, value));
    found.set('head.probabilities', tensorOperations(this.#runtime).softmax(logits));
    return names.map((name) => kept.keep(found.get(name) as Tensor));
  }

  /** images [batch, row, column] → logits [batch, classes] */
  #run(
    weights: Weights<Tensor>,
    images: Tensor,
    record: (name: string, value: Tensor) => void,
  ): Tensor {
    const { tf } = this.#runtime;
    const [batch] = images.shape as [number, number, number];
    let value = tf.expandDims<Tensor>(images, 3);
    convolutionsOf(this.#network).forEach((_, n) => {
      value = this.#convolved(weights, value, n);
      record(`convolutions.${n}.output`, value);
      value = tf.maxPool(value as TensorOfImages, POOL_SIZE, POOL_SIZE, 'valid');
      record(`convolutions.${n}.pooled`, value);
    });
    const inputs = tf.reshape(value, [batch, -1]);
    return runHead(tensorOperations(this.#runtime), this.#network, weights, inputs, record);
  }

  /** [batch, row, column, channel] → the same with other channels */
  #convolved(weights: Weights<Tensor>, value: Tensor, n: number): Tensor {
    const { tf } = this.#runtime;
    const kernel = weights(`convolutions.${n}.kernel`) as TensorOfImages;
    const sums = tf.conv2d(value as TensorOfImages, kernel, 1, 'same');
    return relu(this.#runtime, tf.add(sums, weights(`convolutions.${n}.bias`)));
  }
}

type TensorOfImages = ReturnType<Runtime['tf']['tensor4d']>;
