import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SplitName } from '../../data/split.ts';
import { statisticsBatches } from '../../networks/batchNormalization.ts';
import type { Dropout } from '../../networks/dropout.ts';
import { parameterLayout, trainedParameterCount } from '../../networks/parameters.ts';
import { sequenceOf, taskKindOf, taskOf } from '../../networks/tasks/taskOf.ts';
import type {
  EvaluationResult,
  OptimizerState,
  Session,
  SessionRequest,
  TrainingSteps,
} from '../engine.ts';
import { examplesAtOnce } from './examplesAtOnce.ts';
import { EvaluationCount, type BatchOutcome } from './evaluationCount.ts';
import { graphOf } from './graphOf.ts';
import type { NetworkGraph } from './networkGraph.ts';
import { Optimizer, type TrainingState } from './optimizer.ts';
import { cutParameters, joinParameters, weightsFrom, weightsOf } from './parameterTensors.ts';
import type { ResidentData } from './residentData.ts';
import type { Runtime, Tensor } from './runtime.ts';
import { tensorflowTasks, type TensorFlowTask } from './tensorflowTasks.ts';

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
  readonly #task: TensorFlowTask;
  readonly #optimizer: Optimizer;
  readonly #release: () => void;
  readonly #trainedCount: number;
  #state: TrainingState;
  #statisticsAreStale = false;
  #closed = false;

  constructor(runtime: Runtime, data: ResidentData, request: SessionRequest, release: () => void) {
    this.#runtime = runtime;
    this.#data = data;
    this.#request = request;
    this.#release = release;
    const { network, parameters, optimizerState, optimizer } = request;
    this.#graph = graphOf(runtime, network);
    this.#task = tensorflowTasks[taskOf(network).name];
    this.#optimizer = new Optimizer(runtime, network, optimizer);
    this.#trainedCount = trainedParameterCount(network);
    const { tf } = runtime;
    const zeros = () => new Float32Array(parameters.length);
    this.#state = {
      parameters: tf.tensor1d(parameters.slice()),
      firstMoment: tf.tensor1d(optimizerState?.firstMoment.slice() ?? zeros()),
      secondMoment: tf.tensor1d(optimizerState?.secondMoment.slice() ?? zeros()),
    };
  }

  async train(
    { indices, firstStep, learningRates }: TrainingSteps,
    signal: AbortSignal,
  ): Promise<Float32Array> {
    const { steps, batchSize, values } = indices;
    const losses = new Float32Array(steps);
    for (let step = 0; step < steps; step++) {
      if (signal.aborted) return losses.subarray(0, step);
      const batch = values.subarray(step * batchSize, (step + 1) * batchSize);
      losses[step] = this.#step(batch, firstStep + step, learningRates[step] as number);
      await nextTurn();
    }
    return losses;
  }

  /** Forward, back and Adam on one batch; returns its mean loss. */
  #step(indices: Int32Array, step: number, learningRate: number): number {
    const { tf } = this.#runtime;
    const old = this.#state;
    const { state, loss } = tf.tidy(() => {
      const { loss, gradient } = this.#lossAndGradient(indices, step);
      const state = this.#optimizer.step(old, gradient, step, learningRate);
      return { state: { ...state }, loss };
    });
    this.#state = state;
    disposeState(old);
    this.#statisticsAreStale = this.#trainedCount < state.parameters.size;
    const [value] = loss.dataSync() as Float32Array;
    loss.dispose();
    return value as number;
  }

  #lossAndGradient(indices: Int32Array, step: number): { loss: Tensor; gradient: Tensor } {
    const { tf } = this.#runtime;
    const { images, labels } = this.#data.batch('TRAIN', indices);
    const targets = this.#task.targets(this.#runtime, images, labels);
    const places = parameterLayout(this.#request.network);
    const tensors = cutParameters(this.#runtime, places, this.#state.parameters);
    const trainedTensors = places.filter(({ trained }) => trained).length;
    const rest = tensors.slice(trainedTensors);
    const meanLoss = (...trained: Tensor[]) => {
      const weights = weightsOf(places, [...trained, ...rest]);
      const logits = this.#graph.trainingAnswer(weights, images, this.#dropout(step));
      return tf.mean(this.#task.losses(this.#runtime, logits, targets)).asScalar();
    };
    const { value, grads } = tf.valueAndGrads(meanLoss)(tensors.slice(0, trainedTensors));
    const gradients = [...grads, ...rest.map((tensor) => tf.zerosLike(tensor))];
    return { loss: value, gradient: joinParameters(this.#runtime, gradients) };
  }

  #dropout(trainingStep: number): Dropout | null {
    const { dropout: probability, seed } = this.#request.optimizer;
    return probability === 0 ? null : { probability, seed, trainingStep };
  }

  /**
   * Takes the statistics of batch normalization anew where steps were taken since: by the present
   * weights, over some of the train split. Training goes by its batches and does not need them.
   */
  #refreshStatistics(): void {
    if (!this.#statisticsAreStale) return;
    const { tf } = this.#runtime;
    const { parameters } = this.#state;
    this.#state.parameters = tf.tidy(() => {
      const weights = weightsFrom(this.#runtime, this.#request.network, parameters);
      const found = statisticsBatches(this.#data.examples('TRAIN')).map((indices) =>
        tf.tidy(() => this.#graph.statistics(weights, this.#data.batch('TRAIN', indices).images)),
      );
      const trained = tf.slice(parameters, [0], [this.#trainedCount]);
      return tf.concat([trained, tf.div(tf.addN(found), found.length)]);
    });
    parameters.dispose();
    this.#statisticsAreStale = false;
  }

  async evaluate(split: SplitName, signal: AbortSignal): Promise<EvaluationResult | null> {
    this.#refreshStatistics();
    const examples = this.#data.examples(split);
    const { network } = this.#request;
    const sequence = sequenceOf(network);
    const classes = taskKindOf(network).targetClasses(sequence);
    const total = new EvaluationCount(split, examples, classes);
    const atOnce = examplesAtOnce(EVALUATION_BATCH, sequence);
    for (let first = 0; first < examples; first += atOnce) {
      if (signal.aborted) return null;
      const length = Math.min(atOnce, examples - first);
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
    const [losses, predicted, targets] = tf.tidy<[Tensor, Tensor, Tensor]>(() => {
      const { images, labels } = this.#data.batch(split, indices);
      const weights = weightsFrom(this.#runtime, network, this.#state.parameters);
      const logits = this.#graph.answer(weights, images);
      const targets = this.#task.targets(this.#runtime, images, labels);
      const losses = this.#task.losses(this.#runtime, logits, targets);
      return [losses, this.#task.predicted(this.#runtime, logits), targets];
    });
    const outcome = {
      losses: losses.dataSync() as Float32Array,
      predicted: predicted.dataSync() as Int32Array,
      targets: targets.dataSync() as Int32Array,
    };
    this.#runtime.tf.dispose([losses, predicted, targets]);
    return outcome;
  }

  async parameters(): Promise<Float32Array> {
    this.#refreshStatistics();
    return (await this.#state.parameters.data()) as Float32Array;
  }

  async optimizerState(): Promise<OptimizerState> {
    return {
      firstMoment: (await this.#state.firstMoment.data()) as Float32Array,
      secondMoment: (await this.#state.secondMoment.data()) as Float32Array,
    };
  }

  close(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#closed = true;
    disposeState(this.#state);
    this.#optimizer.dispose();
    this.#release();
    return Promise.resolve();
  }
}

function disposeState({ parameters, firstMoment, secondMoment }: TrainingState): void {
  for (const tensor of [parameters, firstMoment, secondMoment]) tensor.dispose();
}
