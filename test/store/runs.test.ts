import { afterAll, expect, test } from 'vitest';

import type { GatescopeError } from '../../src/errors.ts';
import type { RunFilter } from '../../src/store/records.ts';
import { newRecordId } from '../../src/store/recordId.ts';
import { openStore } from '../../src/store/store.ts';
import { openTestDatabase } from '../postgres/testDatabase.ts';
import { sampleCheckpoint, sampleResult, sampleRun } from './sampleRun.ts';

const database = await openTestDatabase();
const store = await openStore(database.url);
const { runs } = store;
afterAll(async () => {
  await store.close();
  await database.drop();
});

const UNKNOWN_ID = '01890000-0000-7000-8000-000000000000';

/** Ids of a whole list, read in pages of two. */
async function listed(filter: RunFilter): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ; after = ids.at(-1) ?? null) {
    const page = await runs.list({ first: 2, after, filter });
    ids.push(...page.items.map((run) => run.id));
    if (!page.hasNextPage) return ids;
  }
}

test('a run is found as it was made', async () => {
  const newRun = sampleRun({ name: 'found-again', engineChoice: 'NATIVE' });
  const run = await runs.create(newRun);
  expect(run).toMatchObject({
    ...newRun,
    status: 'QUEUED',
    step: 0,
    attempt: 0,
    engine: null,
    error: null,
    waitingReason: null,
    evaluation: null,
    startedAt: null,
    finishedAt: null,
  });
  expect(await runs.find(run.id)).toEqual(run);
  expect(await runs.find(UNKNOWN_ID)).toBeNull();
  expect(await runs.find('found-again')).toBeNull();
});

test('names have a form, and belong to one unfinished run or model', async () => {
  for (const name of ['', 'Upper', '-first', 'a b', '../up', 'x'.repeat(65)]) {
    await expect(runs.create(sampleRun({ name }))).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      argument: 'name',
    });
  }
  const first = await runs.create(sampleRun({ name: 'taken' }));
  await expect(runs.create(sampleRun({ name: 'taken' }))).rejects.toMatchObject({
    code: 'NAME_TAKEN',
  });
  await runs.cancel(first.id);
  const second = await runs.create(sampleRun({ name: 'taken' }));
  await runs.beginAttempt(second.id);
  await store.attempt(second.id, 1).succeed(sampleResult());
  await expect(runs.create(sampleRun({ name: 'taken' }))).rejects.toMatchObject({
    code: 'NAME_TAKEN',
  });
});

test('of many submissions with one name at once, one is stored', async () => {
  const attempts = Array.from({ length: 8 }, () => runs.create(sampleRun({ name: 'race' })));
  const outcomes = await Promise.allSettled(attempts);
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'NAME_TAKEN' });
  }
});

test('the runs of a series are stored together or not at all', async () => {
  const seriesId = newRecordId().id;
  const runOf = (seed: number, name: string | null = null) =>
    sampleRun({ seriesId, name, options: { ...sampleRun().options, seed } });
  await runs.create(sampleRun({ name: 'in-the-way' }));
  const refused = runs.createAll([runOf(1), runOf(2, 'in-the-way'), runOf(3)]);
  await expect(refused).rejects.toMatchObject({ code: 'NAME_TAKEN' });
  expect(await runs.ofSeries([seriesId])).toEqual(new Map([[seriesId, []]]));

  const made = await runs.createAll([runOf(5), runOf(-2), runOf(9)]);
  expect(made.map(({ options }) => options.seed)).toEqual([5, -2, 9]);
  const other = newRecordId().id;
  const [lonely] = await runs.createAll([sampleRun({ seriesId: other })]);
  const series = await runs.ofSeries([other, seriesId, UNKNOWN_ID]);
  expect(series).toEqual(
    new Map([
      [other, [lonely]],
      [seriesId, made],
      [UNKNOWN_ID, []],
    ]),
  );
  expect(await listed({ seriesId })).toEqual(made.map(({ id }) => id).reverse());
});

test('numbers that are not finite are not stored', async () => {
  const before = await runs.list({ first: 1, after: null, filter: {} });
  const options = { ...sampleRun().options, learningRate: NaN };
  await expect(runs.create(sampleRun({ options }))).rejects.toThrow(/learningRate.*NaN/);
  const after = await runs.list({ first: 1, after: null, filter: {} });
  expect(after.totalCount).toBe(before.totalCount);
});

test('lists are newest first, filtered, and their pages fit together', async () => {
  const filter = { architecture: 'list-test' };
  const made: string[] = [];
  for (const name of ['mnist', 'other', 'mnist', 'mnist', 'other']) {
    const dataset = { name, sha256: 'b'.repeat(64) };
    made.unshift((await runs.create(sampleRun({ ...filter, dataset }))).id);
  }
  await runs.cancel(made[0] ?? '');
  expect(await listed(filter)).toEqual(made);
  expect(await listed({ ...filter, dataset: 'other' })).toEqual([made[0], made[3]]);
  expect(await listed({ ...filter, status: 'CANCELED' })).toEqual([made[0]]);
  expect(await listed({ ...filter, status: 'FAILED' })).toEqual([]);

  const middle = await runs.list({ first: 2, after: made[1] ?? null, filter });
  expect(middle.items.map((run) => run.id)).toEqual([made[2], made[3]]);
  expect(middle).toMatchObject({ hasNextPage: true, hasPreviousPage: true, totalCount: 5 });
  const first = await runs.list({ first: 5, after: null, filter });
  expect(first).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
});

test('runs that are made while a list is read neither repeat nor hide one that was there', async () => {
  const filter = { architecture: 'growing-list' };
  const made: string[] = [];
  const add = async () => made.unshift((await runs.create(sampleRun(filter))).id);
  for (let i = 0; i < 5; i++) await add();
  const present = [...made];

  const ids: string[] = [];
  for (let after: string | null = null; ; after = ids.at(-1) ?? null) {
    const [page] = await Promise.all([runs.list({ first: 2, after, filter }), add()]);
    ids.push(...page.items.map((run) => run.id));
    if (!page.hasNextPage) break;
  }
  expect(ids.filter((id) => present.includes(id))).toEqual(present);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a cursor that is none is refused', async () => {
  await expect(runs.list({ first: 1, after: 'nonsense', filter: {} })).rejects.toMatchObject({
    code: 'INVALID_ID',
  });
});

test('the queue’s positions pass over runs that no worker can take', async () => {
  for (const { id } of await runs.jobs.unfinished()) await runs.cancel(id);
  const [first, second, third] = [
    await runs.create(sampleRun()),
    await runs.create(sampleRun()),
    await runs.create(sampleRun()),
  ];
  expect((await runs.jobs.unfinished()).map(({ id }) => id)).toEqual([
    first.id,
    second.id,
    third.id,
  ]);
  expect(await runs.jobs.queuePositions([third.id, first.id, second.id])).toEqual([3, 1, 2]);
  await runs.jobs.setWaitingReason(first.id, first.attempt, 'no worker has the data set');
  expect(await runs.find(first.id)).toMatchObject({ waitingReason: 'no worker has the data set' });
  expect(await runs.jobs.queuePositions([third.id])).toEqual([2]);
  await runs.beginAttempt(second.id);
  expect(await runs.jobs.queuePositions([second.id, third.id])).toEqual([null, 1]);
  expect(await runs.jobs.queuePositions([second.id])).toEqual([null]);
  expect(await runs.jobs.queuePositions([])).toEqual([]);
});

test('an attempt takes the run from the one before, and a finished run has no more', async () => {
  const { id } = await runs.create(sampleRun());
  await runs.jobs.setWaitingReason(id, 0, 'waiting');
  expect(await runs.beginAttempt(id)).toMatchObject({
    status: 'RUNNING',
    attempt: 1,
    waitingReason: null,
  });
  expect(await runs.beginAttempt(id)).toMatchObject({ status: 'RUNNING', attempt: 2 });
  expect(await store.claim('run', id, 1).release(null, true)).toBe(false);
  expect(await store.claim('run', id, 2).release('the worker is to end', true)).toBe(true);
  expect(await runs.find(id)).toMatchObject({
    status: 'QUEUED',
    waitingReason: 'the worker is to end',
  });
  await runs.cancel(id);
  expect(await runs.beginAttempt(id)).toBeNull();
  expect(await runs.beginAttempt(UNKNOWN_ID)).toBeNull();
});

test('concurrent attempts get different numbers', async () => {
  const { id } = await runs.create(sampleRun());
  const begun = await Promise.all([1, 2, 3].map(() => runs.beginAttempt(id)));
  expect(begun.map((run) => run?.attempt).sort()).toEqual([1, 2, 3]);
});

test('a run can be canceled once, while it waits or is trained', async () => {
  const waiting = await runs.create(sampleRun());
  expect(await runs.cancel(waiting.id)).toMatchObject({
    status: 'CANCELED',
    finishedAt: expect.any(Date) as Date,
  });
  await expect(runs.cancel(waiting.id)).rejects.toMatchObject({ code: 'RUN_FINISHED' });

  const running = await runs.create(sampleRun());
  await runs.beginAttempt(running.id);
  await store.attempt(running.id, 1).record({
    step: 2,
    curvePoints: [],
    checkpoint: sampleCheckpoint(2),
  });
  expect(await runs.cancel(running.id)).toMatchObject({ status: 'CANCELED', step: 2 });

  await expect(runs.cancel(UNKNOWN_ID)).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
  await expect(runs.cancel('nonsense')).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
});

test('a run is deleted with all that is its own, once it has ended and has no model', async () => {
  const { id } = await runs.create(sampleRun());
  await expect(runs.delete(id)).rejects.toMatchObject({ code: 'RUN_NOT_FINISHED' });
  await runs.beginAttempt(id);
  await expect(runs.delete(id)).rejects.toMatchObject({ code: 'RUN_NOT_FINISHED' });
  const attempt = store.attempt(id, 1);
  await attempt.record({ step: 2, curvePoints: [], checkpoint: sampleCheckpoint(2) });
  const model = await attempt.succeed(sampleResult());
  await expect(runs.delete(id)).rejects.toMatchObject({ code: 'RUN_HAS_MODEL' });
  await store.models.delete(model.id);
  await runs.delete(id);
  expect(await runs.find(id)).toBeNull();
  expect(await store.curvePoints.list(id, 'TEST', 10)).toEqual([]);
  expect(await store.checkpoints.latest(id)).toBeNull();
  for (const gone of [id, UNKNOWN_ID, 'nonsense']) {
    await expect(runs.delete(gone)).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
  }
});

test('a run that is deleted while its model is being deleted goes, or its model is what keeps it', async () => {
  for (let round = 0; round < 10; round++) {
    const { id } = await runs.create(sampleRun());
    await runs.beginAttempt(id);
    const model = await store.attempt(id, 1).succeed(sampleResult());
    const outcomes = await Promise.allSettled([
      store.models.delete(model.id),
      ...Array.from({ length: 6 }, () => runs.delete(id)),
    ]);
    const refusals = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [(outcome.reason as GatescopeError).code] : [],
    );
    expect(['RUN_HAS_MODEL', 'RUN_NOT_FOUND']).toEqual(expect.arrayContaining(refusals));
  }
});

test('a worker that still has a run when it is canceled and deleted can write nothing', async () => {
  const { id } = await runs.create(sampleRun());
  await runs.beginAttempt(id);
  await runs.cancel(id);
  await runs.delete(id);
  const late = { step: 3, curvePoints: [], checkpoint: sampleCheckpoint(3) };
  const superseded = { code: 'ATTEMPT_SUPERSEDED' };
  await expect(store.attempt(id, 1).record(late)).rejects.toMatchObject(superseded);
  await expect(store.attempt(id, 1).succeed(sampleResult())).rejects.toMatchObject(superseded);
  expect(await runs.beginAttempt(id)).toBeNull();
});

test('whichever of a cancellation and an end comes first decides, and the other is told', async () => {
  for (let round = 0; round < 10; round++) {
    const { id } = await runs.create(sampleRun());
    await runs.beginAttempt(id);
    const [cancel, succeed] = await Promise.allSettled([
      runs.cancel(id),
      store.attempt(id, 1).succeed(sampleResult()),
    ]);
    const run = await runs.find(id);
    const model = await store.models.ofRun(id);
    if (cancel.status === 'fulfilled') {
      expect(succeed).toMatchObject({ reason: { code: 'ATTEMPT_SUPERSEDED' } });
      expect([run?.status, model]).toEqual(['CANCELED', null]);
    } else {
      expect(cancel.reason).toMatchObject({ code: 'RUN_FINISHED' });
      expect([run?.status, model?.runId]).toEqual(['SUCCEEDED', id]);
    }
  }
});

test('three attempts in a row without a newer checkpoint give a run up, and say why', async () => {
  const { id } = await runs.create(sampleRun());
  for (const attempt of [1, 2, 3]) {
    expect(await runs.jobs.begin(id)).toMatchObject({ job: { attempt, tries: attempt } });
  }
  // That of the first step is where everybody begins.
  const last = store.attempt(id, 3);
  await last.record({ step: 0, curvePoints: [], checkpoint: sampleCheckpoint(0) });
  const error = { code: 'WORKER_LOST', message: expect.stringContaining('3 attempts') as string };
  expect(await runs.jobs.begin(id)).toMatchObject({ givenUp: { status: 'FAILED', error } });
  expect(await runs.find(id)).toMatchObject({ status: 'FAILED', error, attempt: 3 });
  expect(await runs.jobs.begin(id)).toBe('ENDED');
  await expect(last.progress(1)).rejects.toMatchObject({ code: 'ATTEMPT_SUPERSEDED' });
});

test('a newer checkpoint makes good for every try before it, and an older one does not', async () => {
  const { id } = await runs.create(sampleRun());
  for (let attempt = 1; attempt <= 9; attempt++) {
    expect(await runs.jobs.begin(id)).toMatchObject({ job: { attempt } });
    const step = 10 * Math.floor(attempt / 2);
    const checkpoint = sampleCheckpoint(step);
    await store.attempt(id, attempt).record({ step, curvePoints: [], checkpoint });
    const tries = attempt % 2 === 0 ? 0 : 1;
    expect(await runs.find(id)).toMatchObject({ status: 'RUNNING', tries });
  }
});

test('an attempt that is given back is a try or not, and the reason is told in the end', async () => {
  const { id } = await runs.create(sampleRun());
  for (let attempt = 1; attempt <= 6; attempt++) {
    await runs.jobs.begin(id);
    expect(await store.claim('run', id, attempt).release(null, false)).toBe(true);
  }
  expect(await runs.find(id)).toMatchObject({ status: 'QUEUED', tries: 0 });
  await runs.jobs.begin(id);
  await runs.jobs.begin(id);
  await runs.jobs.forgive(id);
  expect(await runs.find(id)).toMatchObject({ tries: 1 });
  for (let attempt = 9; attempt <= 10; attempt++) {
    await runs.jobs.begin(id);
    await store.claim('run', id, attempt).release('the disk is on fire', true);
  }
  const error = { message: expect.stringContaining('the disk is on fire') as string };
  expect(await runs.jobs.begin(id)).toMatchObject({ givenUp: { error } });
});

test('a higher priority goes first, and what has the same as it came', async () => {
  for (const { id } of await runs.jobs.unfinished()) await runs.cancel(id);
  const made: string[] = [];
  for (const priority of [0, -1, 1, 0, 1]) {
    made.push((await runs.create(sampleRun({ priority }))).id);
  }
  const order = [2, 4, 0, 3, 1].map((place) => made[place]);
  expect((await runs.jobs.unfinished()).map(({ id }) => id)).toEqual(order);
  expect(await runs.jobs.queuePositions(made)).toEqual([3, 5, 1, 4, 2]);
});

test('a run that stands still says why until it goes on', async () => {
  const { id } = await runs.create(sampleRun());
  await runs.beginAttempt(id);
  const attempt = store.attempt(id, 1);
  await attempt.waits('The disk of Postgres is full');
  const waitingReason = 'The disk of Postgres is full';
  expect(await runs.find(id)).toMatchObject({ status: 'RUNNING', waitingReason });
  await attempt.progress(3);
  expect(await runs.find(id)).toMatchObject({ step: 3, waitingReason: null });
});

test('a worker that looked before an attempt began cannot send the run back to the queue', async () => {
  const { id } = await runs.create(sampleRun());
  await runs.beginAttempt(id);
  await runs.jobs.setWaitingReason(id, 0, 'no engine here');
  expect(await runs.find(id)).toMatchObject({ status: 'RUNNING', waitingReason: null });
});
