import type { BatchIndices } from '../data/batches.ts';
import type { SplitName } from '../data/split.ts';
import type { TrainingData } from '../data/trainingData.ts';
import type { Activation } from '../networks/activations.ts';
import type { Intervention } from '../networks/interventions.ts';
import type { Network } from '../networks/recipe.ts';
import type { TrainingOptions } from '../networks/trainingOptions.ts';
import type { EngineChoice, EngineName } from './engineNames.ts';

/**
 * The contract between those who train or look inside and those who compute. It is small and
 * asynchronous, and the data stays with the engine, so that a process, a native library or a GPU
 * can stand behind it. Numbers cross it as float32, row-major, [batch, step, unit]; parameters and
 * Adam's moments as one flat array in the order of networks/parameters.ts.
 */
export interface Engine {
  readonly name: EngineName;
  /** Engine version and device, such as `tensorflow 2.21.0 cpu`; stored with a run. */
  readonly description: string;
  /** True, or the reason why this engine cannot do it. */
  supports(network: Network): true | string;
  /** Starts training; the session holds the data and the parameters until it is closed. */
  open(request: SessionRequest): Promise<Session>;
  /** Runs images and gives the activations asked for, in chunks along the batch. */
  forward(request: ForwardRequest): AsyncIterable<ActivationChunk>;
  close(): Promise<void>;
}

/** The engines of this process; each is loaded when it is first needed. */
export interface EngineSource {
  /**
   * The engine to run a network with. AUTO takes TensorFlow on a GPU, else the native engine where
   * it supports the network, else TensorFlow on the CPU.
   *
   * @throws GatescopeError ENGINE_UNAVAILABLE with the reason and how to get one
   */
  engineFor(network: Network, choice: EngineChoice): Promise<Engine>;
  close(): Promise<void>;
}

export interface SessionRequest {
  network: Network;
  data: TrainingData;
  parameters: Float32Array;
  /** Where training goes on from; zero moments when not given. */
  optimizerState?: OptimizerState;
  optimizer: OptimizerSettings;
}

/**
 * What makes of a gradient a step, but for the learning rate: Adam (Kingma and Ba 2015), ε outside the
 * bias-corrected root. Dropout acts on hidden values on their way up: from each recurrent layer to the
 * next, and from the top one to the head; the seed determines which.
 */
export type OptimizerSettings = Pick<
  TrainingOptions,
  'beta1' | 'beta2' | 'epsilon' | 'weightDecay' | 'clipNorm' | 'dropout' | 'seed'
>;

/** Adam's moments, each in the layout of the parameters. */
export interface OptimizerState {
  firstMoment: Float32Array;
  secondMoment: Float32Array;
}

/** Some steps to be taken one after another. */
export interface TrainingSteps {
  /** Examples of the train split, [steps, batch]. */
  indices: BatchIndices;
  /** The number of the first, counted from 0: Adam's bias correction and dropout depend on it. */
  firstStep: number;
  /** Adam's step size in each, [steps]. */
  learningRates: Float64Array;
}

export interface Session {
  /**
   * Takes the steps.
   *
   * @returns the mean loss of each batch over its targets before its update, in nats; fewer than asked
   *   when `signal` was aborted: exactly those steps were taken
   */
  train(steps: TrainingSteps, signal: AbortSignal): Promise<Float32Array>;
  /** Over all targets of a whole split; null when `signal` was aborted. */
  evaluate(split: SplitName, signal: AbortSignal): Promise<EvaluationResult | null>;
  parameters(): Promise<Float32Array>;
  optimizerState(): Promise<OptimizerState>;
  /** Gives up what the session holds; closing it again does nothing. */
  close(): Promise<void>;
}

export interface EvaluationResult {
  split: SplitName;
  examples: number;
  /** Mean over the targets (networks/tasks), of which a classifier has one an example, in nats. */
  crossEntropy: number;
  /** The part of the targets that is predicted right. */
  accuracy: number;
  /** Counts of targets, row-major [true class, predicted class]; a pixel is of class 0 or 1. */
  confusion: Int32Array;
}

export interface ForwardRequest {
  network: Network;
  parameters: Float32Array;
  images: ImageBatch;
  /** Canonical activation names; unknown ones are an INVALID_ARGUMENT. */
  names: readonly string[];
  /** Carried out on every image; checked before, see inspection. */
  interventions?: readonly Intervention[];
}

/**
 * Inputs as the network reads them, row-major [batch, rows, columns]: binarized if it wants so, and in
 * the order of its scan. Of scanned pixels a row is a step, and has one column.
 */
export interface ImageBatch {
  batch: number;
  rows: number;
  columns: number;
  values: Float32Array;
}

export interface ActivationChunk {
  /** Index in the batch of this chunk's first image. */
  first: number;
  activations: Activation[];
}
