import {
  normalizeByBatch,
  type LayerNormalizations,
  type NormalizeStep,
} from '../../networks/batchNormalization.ts';
import type { Dropout } from '../../networks/dropout.ts';
import {
  layerWeights,
  projectInput,
  recordingTap,
  runHead,
  type Recorder,
  type Weights,
} from '../../networks/equations.ts';
import { interveningTap } from '../../networks/intervene.ts';
import type { Operations } from '../../networks/operations.ts';
import type { RecurrentNetwork } from '../../networks/recipe.ts';
import { taskKindOf, taskOf } from '../../networks/tasks/taskOf.ts';
import { BatchStatistics } from './batchStatistics.ts';
import { dropoutTensor } from './dropoutTensor.ts';
import { layerOf } from './layerOf.ts';
import { layerInPieces } from './layerInPieces.ts';
import type { ActivationRequest, NetworkGraph } from './networkGraph.ts';
import type { Runtime, Tensor } from './runtime.ts';
import { tensorflowTasks } from './tensorflowTasks.ts';
import { tensorOperations } from './tensorOperations.ts';

/** What is done differently from a look at the plain answer. */
interface LayerOptions {
  /** How a layer normalizes; by the statistics kept when not given. */
  normalize?: (layer: number, normalizations: LayerNormalizations<Tensor>) => NormalizeStep<Tensor>;
  /** What of a layer's output, [step, batch, units], the next one or the head reads; all of it. */
  handUp?: (layer: number, output: Tensor) => Tensor;
}

/** A recurrent network on tensors. Inside, sequences are time-major: [step, batch, …]. */
export class RecurrentGraph implements NetworkGraph {
  readonly #runtime: Runtime;
  readonly #network: RecurrentNetwork;
  readonly #ops: Operations<Tensor>;

  constructor(runtime: Runtime, network: RecurrentNetwork) {
    this.#runtime = runtime;
    this.#network = network;
    this.#ops = tensorOperations(runtime);
  }

  answer(weights: Weights<Tensor>, images: Tensor): Tensor {
    return this.#head(weights, this.#answering(this.#run(weights, images)));
  }

  trainingAnswer(weights: Weights<Tensor>, images: Tensor, dropout: Dropout | null): Tensor {
    const sequence = this.#run(weights, images, {
      normalize: (_layer, normalizations) => normalizeByBatch(this.#ops, normalizations),
      handUp: (layer, output) => this.#handUp(layer, output, dropout),
    });
    return this.#head(weights, this.#answering(sequence));
  }

  statistics(weights: Weights<Tensor>, images: Tensor): Tensor {
    const statistics = new BatchStatistics(this.#runtime, this.#network);
    this.#run(weights, images, {
      normalize: (layer, normalizations) => statistics.normalize(layer, normalizations),
    });
    return statistics.flat();
  }

  /** What the top layer hands up, [step, batch, units]; of all steps, unless `handUp` takes the last. */
  #run(weights: Weights<Tensor>, images: Tensor, { normalize, handUp }: LayerOptions = {}): Tensor {
    const layer = layerOf(this.#runtime, this.#network.recipe);
    let sequence = this.#projected(weights, this.#swapped(images), () => undefined);
    for (let n = 0; n < this.#network.recipe.layers; n++) {
      const ofLayer = layerWeights(this.#network, weights, n);
      const output = layer(sequence, ofLayer, normalize?.(n, ofLayer.normalizations));
      sequence = handUp?.(n, output) ?? output;
    }
    return sequence;
  }

  *activations(request: ActivationRequest): Generator<void, Tensor[]> {
    const { images, names, kept } = request;
    const found = yield* this.#sequences({ ...request, images: this.#swapped(images) });
    const answers: Tensor[] = [];
    for (const name of names) {
      answers.push(kept.keep(this.#swapped(found(name))));
      yield;
    }
    return answers;
  }

  /** The activations that are asked for, by name, [step, batch, size]. */
  *#sequences(request: ActivationRequest): Generator<void, (name: string) => Tensor> {
    const { weights, images, names, interventions, kept } = request;
    const { tf } = this.#runtime;
    const { recipe } = this.#network;
    const [steps, batch] = images.shape as [number, number, number];
    const found = new Map<string, Tensor>();
    const wanted = new Set(names);
    /** Of all steps at once, [step · batch, size]. */
    const recordAll = (name: string, value: Tensor) => {
      if (wanted.has(name)) found.set(name, kept.keep(tf.reshape(value, [steps, batch, -1])));
    };

    const sequences = new Map(names.map((name): [string, Tensor[]] => [name, []]));
    const recordStep: Recorder<Tensor> = (name, step, value) => {
      const sequence = sequences.get(name);
      if (sequence !== undefined) sequence[step] = kept.keep(value);
    };
    const tap = recordingTap(interveningTap(this.#ops, recipe.units, interventions), recordStep);
    let sequence = kept.keep(this.#projected(weights, images, recordAll));
    for (let n = 0; n < recipe.layers; n++) {
      yield;
      const ofLayer = layerWeights(this.#network, weights, n);
      sequence = yield* layerInPieces(this.#runtime, recipe, {
        ...{ input: sequence, weights: ofLayer, kept },
        tap: (step, values) => tap(n, step, values),
      });
    }
    yield;
    const h = tf.reshape(sequence, [steps * batch, -1]);
    const logits = runHead(this.#ops, this.#network, weights, h, recordAll);
    recordAll('head.probabilities', taskKindOf(this.#network).probabilities(this.#ops, logits));
    return (name) => found.get(name) ?? tf.stack(sequences.get(name) as Tensor[]);
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
    const [projected] = projectInput(
      this.#ops,
      this.#network,
      weights,
      [rows],
      (name, _step, value) => record(name, value),
    );
    return tf.reshape(projected as Tensor, [steps, batch, -1]);
  }

  /** A layer's output with some values dropped; of the top layer only what the head reads goes up. */
  #handUp(layer: number, output: Tensor, dropout: Dropout | null): Tensor {
    if (dropout === null) return output;
    const { tf } = this.#runtime;
    const isTop = layer === this.#network.recipe.layers - 1;
    const lastAlone = isTop && taskKindOf(this.#network).answersAt === 'LAST_STEP';
    const firstStep = lastAlone ? output.shape[0] - 1 : 0;
    const sequence = tf.slice(output, [firstStep]);
    const factors = dropoutTensor(this.#runtime, dropout, layer, firstStep, sequence.shape);
    return tf.mul(sequence, factors);
  }

  /** [step, batch, units] → [targets, units] */
  #answering(sequence: Tensor): Tensor {
    return tensorflowTasks[taskOf(this.#network).name].answering(this.#runtime, sequence);
  }

  #head(weights: Weights<Tensor>, h: Tensor): Tensor {
    return runHead(this.#ops, this.#network, weights, h, () => undefined);
  }

  /** From batch-major to time-major or back. */
  #swapped(tensor: Tensor): Tensor {
    return this.#runtime.tf.transpose(tensor, [1, 0, 2]);
  }
}
