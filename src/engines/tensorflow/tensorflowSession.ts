import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BatchIndices } from '../../data/batches.ts';
import type { SplitName } from '../../data/split.ts';
import type { EvaluationResult, OptimizerState, Session, SessionRequest } from '../engine.ts';
import { adamStep, type AdamState } from './adam.ts';
import { crossEntropy } from './crossEntropy.ts';
import { NetworkGraph } from './networkGraph.ts';
import { cutParameters, joinParameters, weightsOf } from './parameterTensors.ts';
import type { ResidentData } from './residentData.ts';
import type { Runtime, Tensor } from './runtime.ts';

const EVALUATION_BATCH = 1000;

/**
 * Training on TensorFlow. Steps run on this thread; between two of them other work of the process
 * gets its turn (heartbeats, cancellation).
 */
export class TensorFlowSession implements Session {
  readonly #runtime: Runtime;
  readonly #data: ResidentData;
  readonly #request: SessionRequest;
  readonly #graph: NetworkGraph;
  readonly #release: () => void;
  #state: AdamState;

  constructor(runtime: Runtime, data: ResidentData, request: SessionRequest, release: () => void) {
    this.#runtime = runtime;
    this.#data = data;
    this.#request = request;
    this.#release = release;
    this.#graph = new NetworkGraph(runtime, request.network);
    const { tf } = runtime;
    const { parameters, optimizerState } = request;
    const zeros = () => new Float32Array(parameters.length);
    this.#state = {
      parameters: tf.tensor1d(parameters.slice()),
      firstMoment: tf.tensor1d(optimizerState?.firstMoment.slice() ?? zeros()),
      secondMoment: tf.tensor1d(optimizerState?.secondMoment.slice() ?? zeros()),
    };
  }

  async train(
    indices: BatchIndices,
    firstStep: number,
    signal: AbortSignal,
  ): Promise<Float32Array> {
    const { steps, batchSize, values } = indices;
    const losses = new Float32Array(steps);
    for (let step = 0; step < steps; step++) {
      if (signal.aborted) return losses.subarray(0, step);
      const batch = values.subarray(step * batchSize, (step + 1) * batchSize);
      losses[step] = this.#step(batch, firstStep + step);
      await nextTurn();
    }
    return losses;
  }

  /** Forward, back and Adam on one batch; returns its mean loss. */
  #step(indices: Int32Array, step: number): number {
    const { tf } = this.#runtime;
    const old = this.#state;
    const { state, loss } = tf.tidy(() => {
      const { loss, gradient } = this.#lossAndGradient(indices);
      const { learningRate } = this.#request;
      const state = adamStep(this.#runtime, old, gradient, step, learningRate);
      return { state: { ...state }, loss };
    });
    this.#state = state;
    disposeState(old);
    const [value] = loss.dataSync() as Float32Array;
    loss.dispose();
    return value as number;
  }

  #lossAndGradient(indices: Int32Array): { loss: Tensor; gradient: Tensor } {
    const { tf } = this.#runtime;
    const { network } = this.#request;
    const { images, labels } = this.#data.batch('TRAIN', indices);
    const tensors = cutParameters(this.#runtime, network, this.#state.parameters);
    const meanLoss = (...parameters: Tensor[]) => {
      const logits = this.#graph.lastLogits(weightsOf(network, parameters), images);
      return tf.mean(crossEntropy(this.#runtime, logits, labels)).asScalar();
    };
    const { value, grads } = tf.valueAndGrads(meanLoss)(tensors);
    return { loss: value, gradient: joinParameters(this.#runtime, grads) };
  }

  async evaluate(split: SplitName, signal: AbortSignal): Promise<EvaluationResult | null> {
    const examples = this.#data.examples(split);
    const total = new EvaluationCount(split, this.#request.network.classes);
    for (let first = 0; first < examples; first += EVALUATION_BATCH) {
      if (signal.aborted) return null;
      const length = Math.min(EVALUATION_BATCH, examples - first);
      total.add(
        this.#evaluateBatch(
          split,
          Int32Array.from({ length }, (_, n) => first + n),
        ),
      );
      await nextTurn();
    }
    return total.result();
  }

  /** No typed array leaves `tidy`: it would be walked element by element. */
  #evaluateBatch(split: SplitName, indices: Int32Array): BatchOutcome {
    const { tf } = this.#runtime;
    const { network } = this.#request;
    const [losses, predicted, labels] = tf.tidy<[Tensor, Tensor, Tensor]>(() => {
      const { images, labels } = this.#data.batch(split, indices);
      const tensors = cutParameters(this.#runtime, network, this.#state.parameters);
      const logits = this.#graph.lastLogits(weightsOf(network, tensors), images);
      return [crossEntropy(this.#runtime, logits, labels), tf.argMax(logits, 1), labels];
    });
    const outcome = {
      losses: losses.dataSync() as Float32Array,
      predicted: predicted.dataSync() as Int32Array,
      labels: labels.dataSync() as Int32Array,
    };
    this.#runtime.tf.dispose([losses, predicted, labels]);
    return outcome;
  }

  async parameters(): Promise<Float32Array> {
    return (await this.#state.parameters.data()) as Float32Array;
  }

  async optimizerState(): Promise<OptimizerState> {
    return {
      firstMoment: (await this.#state.firstMoment.data()) as Float32Array,
      secondMoment: (await this.#state.secondMoment.data()) as Float32Array,
    };
  }

  close(): Promise<void> {
    disposeState(this.#state);
    this.#release();
    return Promise.resolve();
  }
}

function disposeState({ parameters, firstMoment, secondMoment }: AdamState): void {
  for (const tensor of [parameters, firstMoment, secondMoment]) tensor.dispose();
}

interface BatchOutcome {
  losses: Float32Array;
  predicted: Int32Array;
  labels: Int32Array;
}

/** Sums over a split, in double precision and in the order of the examples. */
class EvaluationCount {
  readonly #split: SplitName;
  readonly #classes: number;
  readonly #confusion: Int32Array;
  #lossSum = 0;
  #correct = 0;
  #examples = 0;

  constructor(split: SplitName, classes: number) {
    this.#split = split;
    this.#classes = classes;
    this.#confusion = new Int32Array(classes * classes);
  }

  add({ losses, predicted, labels }: BatchOutcome): void {
    labels.forEach((label, n) => {
      const answer = predicted[n] as number;
      const cell = label * this.#classes + answer;
      this.#confusion[cell] = (this.#confusion[cell] as number) + 1;
      this.#correct += answer === label ? 1 : 0;
      this.#lossSum += losses[n] as number;
      this.#examples += 1;
    });
  }

  result(): EvaluationResult {
    return {
      split: this.#split,
      examples: this.#examples,
      crossEntropy: this.#lossSum / this.#examples,
      accuracy: this.#correct / this.#examples,
      confusion: this.#confusion,
    };
  }
}
