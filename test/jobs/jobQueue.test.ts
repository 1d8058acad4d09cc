import { once } from 'node:events';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { openJobQueue } from '../../src/jobs/openJobQueue.ts';
import { createLogger } from '../../src/logger.ts';
import type { RunRecord, RunStatus } from '../../src/store/records.ts';
import { queryRows } from '../postgres/queryRows.ts';
import { openTestDatabase, type TestDatabase } from '../postgres/testDatabase.ts';
import { sampleResult, sampleRun } from '../store/sampleRun.ts';
import { submitOne } from './submitOne.ts';
import { openQueueProcess, type QueueProcess } from './queueProcess.ts';

const patience = { timeout: 30_000, interval: 50 };

let database: TestDatabase;
let processes: QueueProcess[];
let server: QueueProcess;
beforeEach(async () => {
  database = await openTestDatabase();
  processes = [];
  server = await open();
});
afterEach(async () => {
  await Promise.all(processes.map((process) => process.close()));
  await database.drop();
});

async function open(): Promise<QueueProcess> {
  const process = await openQueueProcess(database.url);
  processes.push(process);
  return process;
}

const query = (sql: string): Promise<unknown[]> => queryRows(database.url, sql);

function reaches(runId: string, status: RunStatus): Promise<void> {
  return vi.waitFor(
    async () => expect(await server.store.runs.find(runId)).toMatchObject({ status }),
    patience,
  );
}

/** Takes a run and trains it to its end in no time. */
async function train({ store }: QueueProcess, runId: string): Promise<'done'> {
  const run = await store.runs.beginAttempt(runId);
  if (run !== null) await store.attempt(runId, run.attempt).succeed(sampleResult());
  return 'done';
}

test('a submitted run is stored, and a worker gets it', async () => {
  const worker = await open();
  await worker.jobs.work(({ id: runId }) => train(worker, runId));
  const run = await submitOne(server.queue, sampleRun({ name: 'submitted' }));
  expect(run).toMatchObject({ name: 'submitted', status: 'QUEUED' });
  await reaches(run.id, 'SUCCEEDED');
});

test('runs are handed out one at a time, oldest first', async () => {
  const runs = [];
  for (let i = 0; i < 4; i++) runs.push(await submitOne(server.queue, sampleRun()));
  const worker = await open();
  const taken: string[] = [];
  let busy = 0;
  await worker.jobs.work(async ({ id: runId }) => {
    expect(++busy).toBe(1);
    taken.push(runId);
    await train(worker, runId);
    busy--;
    return 'done';
  });
  for (const run of runs) await reaches(run.id, 'SUCCEEDED');
  expect(taken).toEqual(runs.map((run) => run.id));
});

test('runs whose jobs cannot be sent are not stored', async () => {
  await query('ALTER TABLE pgboss.queue RENAME TO elsewhere');
  await expect(server.queue.submit([sampleRun(), sampleRun()])).rejects.toThrow();
  await query('ALTER TABLE pgboss.elsewhere RENAME TO queue');
  expect(await server.store.runs.jobs.unfinished()).toEqual([]);
});

test('a submission that fails at its very end leaves neither runs nor jobs', async () => {
  await query(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'refused at the end'; END $$;
    CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON "Run"
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()`);
  const both = server.queue.submit([sampleRun(), sampleRun()]);
  await expect(both).rejects.toThrow('refused at the end');
  expect(await server.store.runs.jobs.unfinished()).toEqual([]);
  expect(await query(`SELECT id FROM pgboss.job WHERE name = 'jobs'`)).toEqual([]);
});

test('a canceled run stops its worker, and tells who watches', async () => {
  const worker = await open();
  const reasons: unknown[] = [];
  await worker.jobs.work(async ({ id: runId }, signal) => {
    await worker.store.runs.beginAttempt(runId);
    await once(signal, 'abort');
    reasons.push(signal.reason);
    return 'done';
  });
  const run = await submitOne(server.queue, sampleRun());
  await reaches(run.id, 'RUNNING');
  const watched = server.events.subscribe(run.id);
  await watched.next();
  expect(await server.queue.cancel(run.id)).toMatchObject({ status: 'CANCELED' });
  await vi.waitFor(() => expect(reasons).toEqual(['JOB_ENDED']), patience);
  expect((await watched.next()).value).toMatchObject({ kind: 'progress', ended: true });
  await vi.waitFor(() => expect(worker.events.subscriptions).toBe(0), patience);
});

test('a run that was canceled while it waited is not trained', async () => {
  const run = await submitOne(server.queue, sampleRun());
  await server.queue.cancel(run.id);
  await expect(server.queue.cancel(run.id)).rejects.toMatchObject({ code: 'RUN_FINISHED' });
  const worker = await open();
  await worker.jobs.work(({ id: runId }) => train(worker, runId));
  const next = await submitOne(server.queue, sampleRun());
  await reaches(next.id, 'SUCCEEDED');
  expect(await server.store.runs.find(run.id)).toMatchObject({ status: 'CANCELED', attempt: 0 });
});

test('a worker that is to end hands its run on at once, and that is no failure', async () => {
  const run = await submitOne(server.queue, sampleRun());
  const reasons: unknown[] = [];
  for (let attempt = 1; attempt <= 7; attempt++) {
    const worker = await open();
    await worker.jobs.work(async ({ id: runId }, signal) => {
      await worker.store.runs.beginAttempt(runId);
      if (!signal.aborted) await once(signal, 'abort');
      reasons.push(signal.reason);
      await worker.store.claim('run', runId, attempt).release(null, false);
      return 'requeue';
    });
    await reaches(run.id, 'RUNNING');
    await worker.close();
    processes = processes.filter((process) => process !== worker);
  }
  expect(reasons).toEqual(Array(7).fill('STOPPING'));
  expect(await server.store.runs.find(run.id)).toMatchObject({ status: 'QUEUED', attempt: 7 });
  const last = await open();
  await last.jobs.work(({ id: runId }) => train(last, runId));
  await reaches(run.id, 'SUCCEEDED');
});

test('a run that a worker cannot take is offered again, and others need not wait for it', async () => {
  const picky = await submitOne(server.queue, sampleRun({ architecture: 'picky' }));
  const easy = await submitOne(server.queue, sampleRun());
  const worker = await open();
  const taken: string[] = [];
  await worker.jobs.work(async ({ id: runId }) => {
    taken.push(runId);
    if (runId !== picky.id || taken.length > 2) return train(worker, runId);
    await worker.store.runs.jobs.setWaitingReason(runId, 0, 'no worker has the data set');
    return 'requeue';
  });
  await reaches(easy.id, 'SUCCEEDED');
  expect(await server.store.runs.find(picky.id)).toMatchObject({
    status: 'QUEUED',
    waitingReason: 'no worker has the data set',
  });
  await reaches(picky.id, 'SUCCEEDED');
  expect(taken).toEqual([picky.id, easy.id, picky.id]);
});

test('a higher priority is handed out first', async () => {
  const runs: RunRecord[] = [];
  for (const priority of [0, -1, 1]) {
    runs.push(await submitOne(server.queue, sampleRun({ priority })));
  }
  const worker = await open();
  const taken: string[] = [];
  await worker.jobs.work(({ id }) => {
    taken.push(id);
    return train(worker, id);
  });
  for (const run of runs) await reaches(run.id, 'SUCCEEDED');
  expect(taken).toEqual([2, 0, 1].map((place) => runs[place]?.id));
});

test('runs whose jobs were lost get new ones, and no run gets two', async () => {
  const lost = await submitOne(server.queue, sampleRun());
  await query(`DELETE FROM pgboss.job WHERE name = 'jobs'`);
  const kept = await submitOne(server.queue, sampleRun());
  const worker = await open();
  await server.jobs.sweep();
  const jobs = await query(`SELECT data->>'id' AS id FROM pgboss.job WHERE name = 'jobs'`);
  expect(jobs.map((job) => (job as { id: string }).id).sort()).toEqual([lost.id, kept.id].sort());
  await worker.jobs.work(({ id: runId }) => train(worker, runId));
  await reaches(lost.id, 'SUCCEEDED');
  await reaches(kept.id, 'SUCCEEDED');
});

test('a sweep sends nothing for runs that have their job', async () => {
  const run = await submitOne(server.queue, sampleRun());
  await query('ALTER TABLE pgboss.queue RENAME TO elsewhere');
  await server.jobs.sweep();
  await query(`UPDATE pgboss.job SET state = 'completed' WHERE singleton_key = '${run.id}'`);
  await expect(server.jobs.sweep()).rejects.toThrow();
  await query('ALTER TABLE pgboss.elsewhere RENAME TO queue');
});

test('without Postgres the queue does not open, and says why', async () => {
  const { store, events } = server;
  const databaseUrl = 'postgresql://nobody@127.0.0.1:1/none';
  const logger = createLogger('test', 'silent');
  await expect(openJobQueue({ databaseUrl, store, events, logger })).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
  });
});
