import { batchIndices } from '../data/batches.ts';
import type { EvaluationResult, Session } from '../engines/engine.ts';
import { totalSteps } from '../networks/trainingOptions.ts';
import { BestEvaluations } from './bestEvaluations.ts';
import { diverged, requireFiniteState } from './divergence.ts';
import { epochOrder } from './epochOrder.ts';
import { learningRates } from './learningRates.ts';
import { Pace } from './pace.ts';
import type { CurvePoint, ResumePoint, TrainingEvent } from './trainingEvents.ts';
import type { TrainingRequest } from './trainingRequest.ts';

/**
 * A checkpoint is due after this long without one, so a killed worker costs at most about this. It
 * holds the weights three times over (four where the best are kept), so evaluations that come more
 * often have none of their own.
 */
const CHECKPOINT_SECONDS = 5;

/** Evaluates other weights than the session's on TEST; null when it was stopped. */
type TestEvaluation = (parameters: Float32Array) => Promise<EvaluationResult | null>;

/** One training from where it stands to its end. */
export class TrainingCourse {
  readonly #session: Session;
  readonly #request: TrainingRequest;
  readonly #evaluateTest: TestEvaluation;
  readonly #total: number;
  readonly #shuffle: (epoch: number, examples: number) => Int32Array;
  readonly #pace: Pace;
  readonly #evaluations: BestEvaluations;
  #step: number;
  #lossSum: number;
  #lossCount: number;
  #lastCheckpoint = performance.now();

  constructor(session: Session, request: TrainingRequest, evaluateTest: TestEvaluation) {
    const { data, options, resume } = request;
    this.#session = session;
    this.#request = request;
    this.#evaluateTest = evaluateTest;
    this.#total = totalSteps(options, data.splits.TRAIN.examples);
    this.#shuffle = epochOrder(options.seed);
    this.#evaluations = new BestEvaluations(options, resume?.best ?? null);
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
    while (!this.#atItsEnd() && !stopped()) {
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
    const { batchSize } = options;
    const firstStep = this.#step;
    const steps = Math.min(this.#pace.stepsPerCall(), this.#stepsToNextEvaluation());
    const { examples } = data.splits.TRAIN;
    const indices = batchIndices({ examples, batchSize, firstStep, steps, shuffle: this.#shuffle });
    const rates = learningRates(options, { firstStep, steps, totalSteps: this.#total });
    const began = performance.now();
    const losses = await this.#session.train({ indices, firstStep, learningRates: rates }, signal);
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

  #stepsToNextEvaluation(): number {
    const { evaluationInterval } = this.#request.options;
    const next = (Math.floor(this.#step / evaluationInterval) + 1) * evaluationInterval;
    return Math.min(next, this.#total) - this.#step;
  }

  #addLosses(losses: Float32Array): void {
    for (const loss of losses) {
      if (!Number.isFinite(loss)) throw diverged(this.#step, `the training loss was ${loss}`);
      this.#lossSum += loss;
      this.#lossCount += 1;
      this.#step += 1;
    }
  }

  /** Before the evaluation of the present step this may still change to no. */
  #atItsEnd(): boolean {
    return this.#step === this.#total || this.#evaluations.patienceEndsAt(this.#step);
  }

  /** At the end, and at every multiple of the interval that has not had its evaluation yet. */
  #evaluationDue(): boolean {
    if (this.#atItsEnd()) return true;
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
    const curvePoints = this.#curvePoints(validation, test);
    await this.#evaluations.add(step, validation.crossEntropy, () => this.#parameters());
    const evaluated = { kind: 'evaluated', step, curvePoints, test } as const;
    if (!this.#atItsEnd()) {
      this.#forgetLosses();
      yield { ...evaluated, last: false, ...(await this.#stateAfterEvaluation()) };
      return;
    }
    const earlier = this.#evaluations.keptFromBefore(step);
    const keptTest = earlier === null ? test : await this.#evaluateTest(earlier.parameters);
    if (keptTest === null) return;
    this.#forgetLosses();
    const resume = await this.#resumePoint();
    const { parameters } = resume;
    const outcome = { ...(earlier ?? { step, parameters }), test: keptTest };
    yield { ...evaluated, last: true, parameters, resume, outcome };
  }

  #curvePoints(...measured: readonly EvaluationResult[]): CurvePoint[] {
    const step = this.#step;
    const points: CurvePoint[] = [];
    if (this.#lossCount > 0) {
      const crossEntropy = this.#lossSum / this.#lossCount;
      points.push({ split: 'TRAIN', step, crossEntropy, accuracy: null });
    }
    for (const { split, crossEntropy, accuracy } of measured) {
      if (!Number.isFinite(crossEntropy)) {
        throw diverged(step, `the cross-entropy on ${split} was ${crossEntropy}`);
      }
      points.push({ split, step, crossEntropy, accuracy });
    }
    return points;
  }

  /** Once they are in a curve point. */
  #forgetLosses(): void {
    this.#lossSum = 0;
    this.#lossCount = 0;
  }

  async #stateAfterEvaluation(): Promise<{ parameters?: Float32Array; resume?: ResumePoint }> {
    if (this.#checkpointDue()) {
      const resume = await this.#resumePoint();
      return { parameters: resume.parameters, resume };
    }
    if (this.#request.wantsParameters?.(this.#step) !== true) return {};
    return { parameters: await this.#parameters() };
  }

  async #checkpoint(): Promise<TrainingEvent> {
    return { kind: 'checkpoint', step: this.#step, resume: await this.#resumePoint() };
  }

  async #resumePoint(): Promise<ResumePoint> {
    this.#lastCheckpoint = performance.now();
    const parameters = await this.#parameters();
    const { firstMoment, secondMoment } = await this.#session.optimizerState();
    requireFiniteState(this.#step, firstMoment, secondMoment);
    return {
      step: this.#step,
      ...{ parameters, firstMoment, secondMoment },
      lossSum: this.#lossSum,
      lossCount: this.#lossCount,
      best: this.#evaluations.best,
    };
  }

  async #parameters(): Promise<Float32Array> {
    const parameters = await this.#session.parameters();
    requireFiniteState(this.#step, parameters);
    return parameters;
  }
}
