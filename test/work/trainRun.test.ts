import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';

import { trainingData } from '../../src/data/dataset.ts';
import { createEngineSource } from '../../src/engines/engineSource.ts';
import { GatescopeError } from '../../src/errors.ts';
import { RunEvents, type RunProgress } from '../../src/jobs/runEvents.ts';
import { createLogger } from '../../src/logger.ts';
import { initialParameters } from '../../src/networks/initialParameters.ts';
import { defaultTrainingOptions, totalSteps } from '../../src/networks/trainingOptions.ts';
import type { RunRecord, SnapshotRecord } from '../../src/store/records.ts';
import { openStore } from '../../src/store/store.ts';
import { trainRun } from '../../src/work/trainRun.ts';
import { weightsFile } from '../../src/work/weightsFile.ts';
import { newRun } from '../http/testService.ts';
import { openTestDatabase } from '../postgres/testDatabase.ts';
import { smallDigits } from './smallDigits.ts';

const database = await openTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'gatescope-work-'));
const logger = createLogger('test', 'silent');
const store = await openStore(database.url);
const events = new RunEvents(database.url, logger);
const engines = createEngineSource({ tensorflow: 'cpu', engine: 'auto', threads: 1 });
const catalog = await smallDigits(folder);
const services = { store, events, catalog, engines, logger };
afterAll(async () => {
  await Promise.all([events.close(), engines.close(), store.close()]);
  await database.drop();
  rmSync(folder, { recursive: true });
});

const never = new AbortController().signal;

/** A run of 46 steps. */
async function submit(evaluationInterval: number): Promise<RunRecord> {
  const dataset = await catalog.load('digits');
  const options = { ...defaultTrainingOptions, epochs: 1, batchSize: 20, evaluationInterval };
  const { examples } = trainingData(dataset).splits.TRAIN;
  return store.runs.create(
    newRun(
      { cell: 'LSTM', units: 6 },
      { options, dataset, totalSteps: totalSteps(options, examples) },
    ),
  );
}

async function snapshotsOf({ id }: RunRecord): Promise<SnapshotRecord[]> {
  const steps = await store.snapshots.steps(id);
  return Promise.all(
    steps.map(async (step) => ({
      step,
      parameters: (await store.snapshots.parameters(id, step))!,
    })),
  );
}

/** As if the worker had been killed after 25 steps or a few more: nothing of them is in a checkpoint. */
class LostWorkerEvents extends RunEvents {
  override publish(progress: Omit<RunProgress, 'kind'>): Promise<void> {
    if (progress.step < 25) return super.publish(progress);
    throw new GatescopeError('DATABASE_UNAVAILABLE', 'the worker is gone');
  }
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
  const lostWorker = new LostWorkerEvents(database.url, logger);
  const lost = trainRun({ ...services, events: lostWorker }, run.id, never);
  await expect(lost).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  await lostWorker.close();
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

test.each(['CLAIM_LOST', 'STOPPING', 'RUN_ENDED'])(
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
