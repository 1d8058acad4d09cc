import type { EvaluationResult } from '../engines/engine.ts';
import type { RunEvents, RunProgress } from '../jobs/runEvents.ts';
import type { Attempt } from '../store/attempt.ts';
import type { EvaluationRecord, RunRecord } from '../store/records.ts';
import type { TrainingEvent } from '../training/trainingEvents.ts';
import { snapshotDueIn } from './snapshotSteps.ts';
import { weightsFile } from './weightsFile.ts';

type LastEvaluation = Extract<TrainingEvent, { kind: 'evaluated'; last: true }>;

/**
 * Turns what the trainer tells into records of the run and events for whoever watches. Records come
 * first, so an event never tells what a query cannot find.
 */
export class ProgressReport {
  readonly #events: RunEvents;
  readonly #attempt: Attempt;
  readonly #run: RunRecord;
  #step: number;
  /** On the test split, as last evaluated by this attempt. */
  #accuracy: number | null = null;

  constructor(events: RunEvents, attempt: Attempt, run: RunRecord) {
    this.#events = events;
    this.#attempt = attempt;
    this.#run = run;
    this.#step = run.step;
  }

  /** @throws GatescopeError ATTEMPT_SUPERSEDED when the run is no longer this worker's */
  async tell(event: TrainingEvent): Promise<void> {
    if (event.kind === 'progress') {
      const { step, loss, examplesPerSecond, secondsLeft } = event;
      await this.#attempt.progress(step);
      await this.#publish({ step, loss, examplesPerSecond, secondsLeft });
      return;
    }
    await this.#record(event);
    if (event.kind === 'evaluated') {
      this.#accuracy = event.test.accuracy;
      await this.#publish({ step: event.step });
    }
  }

  async #record(event: Exclude<TrainingEvent, { kind: 'progress' }>): Promise<void> {
    const { step, resume } = event;
    const parameters = event.kind === 'evaluated' ? event.parameters : resume?.parameters;
    const due = parameters !== undefined && snapshotDueIn(this.#run)(step);
    await this.#attempt.record({
      step,
      curvePoints: event.kind === 'evaluated' ? event.curvePoints : [],
      checkpoint: resume,
      snapshot: due ? { step, parameters } : undefined,
    });
  }

  async succeed({ step, curvePoints, test, parameters }: LastEvaluation): Promise<void> {
    await this.#attempt.succeed({
      step,
      curvePoints,
      evaluation: evaluationRecord(test, this.#run.network.classes),
      weights: weightsFile(this.#run.network, parameters),
      parameterCount: parameters.length,
    });
    this.#accuracy = test.accuracy;
    await this.#publish({ step, ended: true });
  }

  async fail({ code, message }: { code: string; message: string }): Promise<void> {
    await this.#attempt.fail({ code, message });
    await this.#publish({ step: this.#step, ended: true });
  }

  #publish(event: Partial<RunProgress> & { step: number }): Promise<void> {
    this.#step = event.step;
    return this.#events.publish({
      runId: this.#run.id,
      loss: null,
      accuracy: this.#accuracy,
      examplesPerSecond: null,
      secondsLeft: null,
      ended: false,
      ...event,
    });
  }
}

function evaluationRecord(result: EvaluationResult, classes: number): EvaluationRecord {
  const { split, examples, crossEntropy, accuracy, confusion } = result;
  const rows = Array.from({ length: classes }, (_, label) => [
    ...confusion.subarray(label * classes, (label + 1) * classes),
  ]);
  return { split, examples, crossEntropy, accuracy, confusion: rows };
}
