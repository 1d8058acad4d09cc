import { splitNames, type SplitName } from '../../data/split.ts';
import type { EvaluationResult, OptimizerState, Session, TrainingSteps } from '../engine.ts';
import type { Binding, SessionHandle } from './binding.ts';

/** Training in the addon, on threads of its own. Calls that overlap are done one after another. */
export class NativeSession implements Session {
  readonly #binding: Binding;
  readonly #handle: SessionHandle;
  readonly #release: () => void;
  /** Settled when the last call asked for is done. */
  #last: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> | undefined;

  constructor(binding: Binding, handle: SessionHandle, release: () => void) {
    this.#binding = binding;
    this.#handle = handle;
    this.#release = release;
  }

  train(steps: TrainingSteps, signal: AbortSignal): Promise<Float32Array> {
    const { indices, learningRates, firstStep } = steps;
    const { batchSize, values } = indices;
    return this.#next(async () => {
      if (signal.aborted) return new Float32Array(0);
      const losses = this.#binding.train(this.#handle, values, batchSize, learningRates, firstStep);
      return this.#stoppable(losses, signal);
    });
  }

  evaluate(split: SplitName, signal: AbortSignal): Promise<EvaluationResult | null> {
    return this.#next(async () => {
      if (signal.aborted) return null;
      const evaluation = this.#binding.evaluate(this.#handle, splitNames.indexOf(split));
      const { examples, targets, lossSum, correct, confusion, stopped } = await this.#stoppable(
        evaluation,
        signal,
      );
      if (stopped) return null;
      const [crossEntropy, accuracy] = [lossSum / targets, correct / targets];
      return { split, examples, crossEntropy, accuracy, confusion };
    });
  }

  /** Has the call under way end within a step once the signal is aborted. */
  async #stoppable<T>(call: Promise<T>, signal: AbortSignal): Promise<T> {
    const stop = () => this.#binding.stop(this.#handle);
    signal.addEventListener('abort', stop);
    try {
      return await call;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  parameters(): Promise<Float32Array> {
    return this.#next(() => this.#binding.read(this.#handle).parameters);
  }

  optimizerState(): Promise<OptimizerState> {
    return this.#next(() => {
      const { firstMoment, secondMoment } = this.#binding.read(this.#handle);
      return { firstMoment, secondMoment };
    });
  }

  close(): Promise<void> {
    this.#closed ??= this.#next(() => {
      this.#binding.release(this.#handle);
      this.#release();
    });
    return this.#closed;
  }

  /** Begins when all earlier calls have ended, well or not. */
  #next<T>(call: () => T | Promise<T>): Promise<T> {
    const result = this.#last.then(call);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
