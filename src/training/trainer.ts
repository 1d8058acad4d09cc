import { batchIndices } from '../data/batches.ts';
import type { TrainingData } from '../data/trainingData.ts';
import type { Engine, Session } from '../engines/engine.ts';
import { GatescopeError } from '../errors.ts';
import { initialParameters } from '../networks/initialParameters.ts';
import type { Network } from '../networks/recipe.ts';
import { totalSteps, type TrainingOptions } from '../networks/trainingOptions.ts';
import { epochOrder } from './epochOrder.ts';
import { Pace } from './pace.ts';
import type { CurvePoint, ResumePoint, TrainingEvent } from './trainingEvents.ts';

export interface TrainingRequest {
  network: Network;
  data: TrainingData;
  options: TrainingOptions;
  /** Where to go on; from the start when not given. */
  resume?: ResumePoint | undefined;
  /** Whether the parameters after so many steps are wanted with their evaluation; if not given, no. */
  wantsParameters?: (step: number) => boolean;
}

/**
 * A checkpoint is due after this long without one, so a killed worker costs at most about this. It
 * holds three times the weights, so evaluations that come more often have none of their own.
 */
const CHECKPOINT_SECONDS = 5;

/**
 * Trains a network and tells how it goes. What comes out depends on the request and the engine
 * alone: not on time, on how steps are grouped, or on where it was resumed.
 *
 * Without a resume point the first event is the `checkpoint` of step 0, with the initial parameters.
 * The last event is `evaluated` at the last step, unless `signal` was aborted: then it is a
 * `checkpoint` of the steps done.
 *
 * @throws GatescopeError TRAINING_DIVERGED with the step at which a loss was not finite
 */
export async function* train(
  engine: Engine,
  request: TrainingRequest,
  signal: AbortSignal,
): AsyncGenerator<TrainingEvent> {
  const { network, data, options, resume } = request;
  const session = await engine.open({
    network,
    data,
    learningRate: options.learningRate,
    parameters: resume?.parameters ?? initialParameters(network, options.seed),
    ...(resume && { optimizerState: resume }),
  });
  try {
    yield* new Training(session, request).run(signal);
  } finally {
    await session.close();
  }
}

class Training {
  readonly #session: Session;
  readonly #request: TrainingRequest;
  readonly #total: number;
  readonly #shuffle: (epoch: number, examples: number) => Int32Array;
  readonly #pace: Pace;
  #step: number;
  #lossSum: number;
  #lossCount: number;
  #lastCheckpoint = performance.now();

  constructor(session: Session, request: TrainingRequest) {
    const { data, options, resume } = request;
    this.#session = session;
    this.#request = request;
    this.#total = totalSteps(options, data.splits.TRAIN.examples);
    this.#shuffle = epochOrder(options.seed);
    this.#step = resume?.step ?? 0;
    this.#lossSum = resume?.lossSum ?? 0;
    this.#lossCount = resume?.lossCount ?? 0;
    this.#pace = new Pace(this.#step);
  }

  async *run(signal: AbortSignal): AsyncGenerator<TrainingEvent> {
    const stopped = () => signal.aborted;
    if (this.#request.resume === undefined) yield await this.#checkpoint();
    // A run may have been left after its steps and before their evaluation.
    if (this.#evaluationDue()) yield* this.#evaluate(signal);
    while (this.#step < this.#total && !stopped()) {
      yield* this.#trainSome(signal);
      if (stopped()) break;
      if (this.#evaluationDue()) yield* this.#evaluate(signal);
      else if (this.#checkpointDue()) yield await this.#checkpoint();
    }
    if (stopped()) yield await this.#checkpoint();
  }

  /** Some steps in one call of the engine, never past the next evaluation. */
  async *#trainSome(signal: AbortSignal): AsyncGenerator<TrainingEvent> {
    const { data, options } = this.#request;
    const { batchSize, evaluationInterval } = options;
    const nextEvaluation = (Math.floor(this.#step / evaluationInterval) + 1) * evaluationInterval;
    const steps = Math.min(
      this.#pace.stepsPerCall(),
      nextEvaluation - this.#step,
      this.#total - this.#step,
    );
    const indices = batchIndices({
      examples: data.splits.TRAIN.examples,
      batchSize,
      firstStep: this.#step,
      steps,
      shuffle: this.#shuffle,
    });
    const began = performance.now();
    const losses = await this.#session.train(indices, this.#step, signal);
    this.#pace.add(losses.length, performance.now() - began);
    this.#addLosses(losses);
    if (losses.length === 0) return;
    yield {
      kind: 'progress',
      step: this.#step,
      loss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
      examplesPerSecond: this.#pace.stepsPerSecond() * batchSize,
      secondsLeft: this.#pace.secondsLeft(this.#step, this.#total),
    };
  }

  #addLosses(losses: Float32Array): void {
    for (const loss of losses) {
      if (!Number.isFinite(loss)) throw diverged(this.#step, `the training loss was ${loss}`);
      this.#lossSum += loss;
      this.#lossCount += 1;
      this.#step += 1;
    }
  }

  /** At the end, and at every multiple of the interval that has not had its evaluation yet. */
  #evaluationDue(): boolean {
    if (this.#step === this.#total) return true;
    return this.#lossCount > 0 && this.#step % this.#request.options.evaluationInterval === 0;
  }

  #checkpointDue(): boolean {
    return performance.now() - this.#lastCheckpoint > CHECKPOINT_SECONDS * 1000;
  }

  /** Nothing comes when it was stopped: the evaluation is then still due. */
  async *#evaluate(signal: AbortSignal): AsyncGenerator<TrainingEvent> {
    const step = this.#step;
    const validation = await this.#session.evaluate('VALIDATION', signal);
    const test = await this.#session.evaluate('TEST', signal);
    if (validation === null || test === null) return;
    const curvePoints: CurvePoint[] = [];
    if (this.#lossCount > 0) {
      const crossEntropy = this.#lossSum / this.#lossCount;
      curvePoints.push({ split: 'TRAIN', step, crossEntropy, accuracy: null });
    }
    for (const { split, crossEntropy, accuracy } of [validation, test]) {
      if (!Number.isFinite(crossEntropy)) {
        throw diverged(step, `the cross-entropy on ${split} was ${crossEntropy}`);
      }
      curvePoints.push({ split, step, crossEntropy, accuracy });
    }
    this.#lossSum = 0;
    this.#lossCount = 0;
    const evaluated = { kind: 'evaluated', step, curvePoints, test } as const;
    if (step === this.#total) {
      const resume = await this.#resumePoint();
      yield { ...evaluated, last: true, parameters: resume.parameters, resume };
    } else {
      yield { ...evaluated, last: false, ...(await this.#stateAfterEvaluation()) };
    }
  }

  async #stateAfterEvaluation(): Promise<{ parameters?: Float32Array; resume?: ResumePoint }> {
    if (this.#checkpointDue()) {
      const resume = await this.#resumePoint();
      return { parameters: resume.parameters, resume };
    }
    if (this.#request.wantsParameters?.(this.#step) !== true) return {};
    const parameters = await this.#session.parameters();
    this.#checkFinite(parameters);
    return { parameters };
  }

  async #checkpoint(): Promise<TrainingEvent> {
    return { kind: 'checkpoint', step: this.#step, resume: await this.#resumePoint() };
  }

  async #resumePoint(): Promise<ResumePoint> {
    this.#lastCheckpoint = performance.now();
    const parameters = await this.#session.parameters();
    const { firstMoment, secondMoment } = await this.#session.optimizerState();
    for (const values of [parameters, firstMoment, secondMoment]) this.#checkFinite(values);
    return {
      step: this.#step,
      ...{ parameters, firstMoment, secondMoment },
      lossSum: this.#lossSum,
      lossCount: this.#lossCount,
    };
  }

  #checkFinite(values: Float32Array): void {
    if (values.every(Number.isFinite)) return;
    throw diverged(this.#step, 'a parameter or a moment of Adam was no longer finite');
  }
}

function diverged(step: number, what: string): GatescopeError {
  return new GatescopeError(
    'TRAINING_DIVERGED',
    `Training diverged at step ${step}: ${what}. A smaller learning rate may help.`,
  );
}
