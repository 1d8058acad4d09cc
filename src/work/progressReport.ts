import type { RunEvents } from '../jobs/runEvents.ts';
import type { RunProgress } from '../jobs/runEventMessage.ts';
import type { Attempt } from '../store/attempt.ts';
import type { RunRecord } from '../store/records.ts';
import type { TrainingEvent } from '../training/trainingEvents.ts';
import { evaluationRecord } from './evaluationRecord.ts';
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

  /** Steps done, as last told. */
  get step(): number {
    return this.#step;
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
    const last = event.kind === 'evaluated' && event.last;
    const due = parameters !== undefined && (last || snapshotDueIn(this.#run)(step));
    await this.#attempt.record({
      step,
      curvePoints: event.kind === 'evaluated' ? event.curvePoints : [],
      checkpoint: resume,
      snapshot: due ? { step, parameters } : undefined,
    });
  }

  async succeed({ step, curvePoints, outcome }: LastEvaluation): Promise<void> {
    const { network } = this.#run;
    await this.#attempt.succeed({
      step,
      keptStep: outcome.step,
      curvePoints,
      evaluation: evaluationRecord(outcome.test, network),
      weights: weightsFile(network, outcome.parameters),
      parameterCount: outcome.parameters.length,
    });
    this.#accuracy = outcome.test.accuracy;
    await this.#publish({ step, ended: true });
  }

  #publish(event: Partial<RunProgress> & { step: number }): Promise<void> {
    this.#step = event.step;
    return this.#events.publish({
      runId: this.#run.id,
      attempt: this.#attempt.attempt,
      loss: null,
      accuracy: this.#accuracy,
      examplesPerSecond: null,
      secondsLeft: null,
      ended: false,
      ...event,
    });
  }
}
