import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';

import { GatescopeError } from '../../src/errors.ts';
import { RunEvents } from '../../src/jobs/runEvents.ts';
import type { RunProgress } from '../../src/jobs/runEventMessage.ts';
import { initialParameters } from '../../src/networks/initialParameters.ts';
import type { TrainingOptions } from '../../src/networks/trainingOptions.ts';
import type { RunRecord, SnapshotRecord } from '../../src/store/records.ts';
import { snapshotDueIn } from '../../src/work/snapshotSteps.ts';
import { weightsFile } from '../../src/work/weightsFile.ts';
import { openTestDatabase } from '../postgres/testDatabase.ts';
import { openTrainingWorker, trainRun } from './trainingWorker.ts';

const database = await openTestDatabase();
const worker = await openTrainingWorker(database.url);
const { store, services } = worker;
afterAll(async () => {
  await worker.close();
  await database.drop();
});

const never = new AbortController().signal;
const submit = (evaluationInterval: number, changes: Partial<TrainingOptions> = {}) =>
  worker.submit({ evaluationInterval, ...changes });

async function snapshotsOf({ id }: RunRecord): Promise<SnapshotRecord[]> {
  const steps = await store.snapshots.steps(id);
  return Promise.all(
    steps.map(async (step) => ({
      step,
      parameters: (await store.snapshots.parameters(id, step))!,
    })),
  );
}

type Progress = Omit<RunProgress, 'kind'>;

/** As if the worker had been killed before it could tell of this. */
class LostWorkerEvents extends RunEvents {
  readonly #isLost: (progress: Progress) => boolean;

  constructor(isLost: (progress: Progress) => boolean) {
    super(database.url, services.logger);
    this.#isLost = isLost;
  }

  override publish(progress: Progress): Promise<void> {
    if (!this.#isLost(progress)) return super.publish(progress);
    throw new WorkerGone();
  }
}

/** What ends a worker writes nothing more. */
class WorkerGone extends GatescopeError {
  constructor() {
    super('ATTEMPT_SUPERSEDED', 'the worker is gone');
  }
}

/** Trains until the worker is lost: what it told of last is stored, or no checkpoint has it. */
async function trainUntil(run: RunRecord, isLost: (progress: Progress) => boolean): Promise<void> {
  const lostWorker = new LostWorkerEvents(isLost);
  expect(await trainRun({ ...services, events: lostWorker }, run.id, never)).toBe('done');
  await lostWorker.close();
}

test('a run leaves snapshots from its initial weights to its last', async () => {
  const run = await submit(20);
  expect(await trainRun(services, run.id, never)).toBe('done');
  const snapshots = await snapshotsOf(run);
  expect(snapshots.map(({ step }) => step)).toEqual([0, 20, 40, 46]);
  expect(snapshots[0]!.parameters).toEqual(initialParameters(run.network, run.options.seed));
  const model = await store.models.ofRun(run.id);
  expect(weightsFile(run.network, snapshots.at(-1)!.parameters).sha256).toBe(model!.weights.sha256);
});

test('of many evaluations few leave a snapshot', async () => {
  const run = await submit(1);
  await trainRun(services, run.id, never);
  const steps = await store.snapshots.steps(run.id);
  expect(steps).toHaveLength(25);
  expect(steps.slice(0, 5)).toEqual([0, 2, 4, 6, 8]);
  expect(steps.at(-1)).toBe(46);
});

test('a run that another worker takes up ends with the same snapshots', async () => {
  const undisturbed = await submit(20);
  await trainRun(services, undisturbed.id, never);

  const run = await submit(20);
  await trainUntil(run, ({ step }) => step >= 25);
  expect(await store.snapshots.steps(run.id)).toEqual([0, 20]);

  expect(await trainRun(services, run.id, never)).toBe('done');
  expect(await store.runs.find(run.id)).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
  expect(await snapshotsOf(run)).toEqual(await snapshotsOf(undisturbed));
});

test('a run that is stopped goes on from there, to the same snapshots', async () => {
  const undisturbed = await submit(20);
  await trainRun(services, undisturbed.id, never);

  const run = await submit(20);
  expect(await trainRun(services, run.id, AbortSignal.abort())).toBe('requeue');
  expect(await store.snapshots.steps(run.id)).toEqual([0]);
  expect(await trainRun(services, run.id, never)).toBe('done');
  expect(await snapshotsOf(run)).toEqual(await snapshotsOf(undisturbed));
});

test('a run that is stopped early ends so, whichever workers have it', async () => {
  // With a learning rate this high validation gets no better for long.
  const impatient = { learningRate: 1, patience: 2, keep: 'BEST' } as const;
  const undisturbed = await submit(3, impatient);
  await trainRun(services, undisturbed.id, never);
  const ended = (await store.runs.find(undisturbed.id))!;
  expect(ended).toMatchObject({ status: 'SUCCEEDED', totalSteps: 46 });
  expect(ended.step).toBeLessThan(46);
  expect(ended.keptStep).toBe(ended.step - 2 * 3);
  const snapshots = await snapshotsOf(ended);
  expect(snapshots.at(-1)!.step).toBe(ended.step);
  const model = (await store.models.ofRun(ended.id))!;
  const kept = snapshots.find(({ step }) => step === ended.keptStep)!;
  expect(weightsFile(ended.network, kept.parameters).sha256).toBe(model.weights.sha256);
  const curve = await store.curvePoints.list(ended.id, 'TEST', 100);
  expect(model.evaluation).toMatchObject({
    ...{ split: 'TEST', examples: 200 },
    crossEntropy: curve.find(({ step }) => step === ended.keptStep)!.crossEntropy,
  });

  const run = await submit(3, impatient);
  await trainUntil(run, ({ step }) => step > ended.keptStep!);
  expect(await trainRun(services, run.id, AbortSignal.abort())).toBe('requeue');
  expect(await trainRun(services, run.id, never)).toBe('done');
  const { step, keptStep, evaluation } = ended;
  expect(await store.runs.find(run.id)).toMatchObject({ attempt: 3, step, keptStep, evaluation });
  expect((await store.models.ofRun(run.id))!.weights).toEqual(model.weights);
  expect(await store.curvePoints.list(run.id, 'TEST', 100)).toEqual(curve);
});

test('a run that is stopped early leaves a snapshot of its last step, due or not', async () => {
  // With a learning rate this low no weight changes, and so no evaluation is better than the first.
  const run = await submit(1, { learningRate: 1e-30, patience: 4 });
  await trainRun(services, run.id, never);
  expect(await store.runs.find(run.id)).toMatchObject({ status: 'SUCCEEDED', step: 5 });
  expect(snapshotDueIn(run)(5)).toBe(false);
  expect(await store.snapshots.steps(run.id)).toEqual([0, 2, 4, 5]);
});

test.each([
  [46, null],
  [9, 2],
])(
  'a worker that dies between the evaluation of the last step, %i, and the end changes nothing',
  async (step, patience) => {
    // With so much decay weights change sign and grow at every step: the first evaluation is the best.
    const options = { learningRate: 1, weightDecay: 2.2, keep: 'BEST', patience } as const;
    const undisturbed = await submit(3, options);
    await trainRun(services, undisturbed.id, never);
    const ended = (await store.runs.find(undisturbed.id))!;
    expect(ended).toMatchObject({ status: 'SUCCEEDED', step, keptStep: 3 });

    const run = await submit(3, options);
    // An evaluation is told of without a loss.
    await trainUntil(run, (progress) => progress.step === step && progress.loss === null);
    expect(await store.checkpoints.latest(run.id)).toMatchObject({ step, best: { step: 3 } });
    expect(await store.models.ofRun(run.id)).toBeNull();

    expect(await trainRun(services, run.id, never)).toBe('done');
    const { status, keptStep, evaluation } = ended;
    const again = { attempt: 2, status, step, keptStep, evaluation };
    expect(await store.runs.find(run.id)).toMatchObject(again);
    expect(await outcomeOf(run)).toEqual(await outcomeOf(undisturbed));
  },
);

/** All that a run leaves behind. */
async function outcomeOf(run: RunRecord) {
  const curves = (['TRAIN', 'VALIDATION', 'TEST'] as const).map((split) =>
    store.curvePoints.list(run.id, split, 100),
  );
  return {
    weights: (await store.models.ofRun(run.id))?.weights,
    curves: await Promise.all(curves),
    snapshots: await snapshotsOf(run),
  };
}

test.each(['CLAIM_LOST', 'STOPPING', 'JOB_ENDED'])(
  'the log says that a worker stopped because of %s',
  async (reason) => {
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line) => lines.push(line) });
    const run = await submit(20);
    await trainRun({ ...services, logger: log }, run.id, AbortSignal.abort(reason));
    const entry = JSON.parse(lines.at(-1) ?? '{}') as object;
    expect(entry).toMatchObject({ run: run.id, attempt: 1, reason });
  },
);
