import { afterAll, expect, test } from 'vitest';

import { GatescopeError } from '../../src/errors.ts';
import type { JobOutcome } from '../../src/jobs/jobQueue.ts';
import { createLogger } from '../../src/logger.ts';
import { openStore } from '../../src/store/store.ts';
import { doJob } from '../../src/work/doJob.ts';
import type { JobAttempt, JobWork } from '../../src/work/jobWork.ts';
import { openTestDatabase } from '../postgres/testDatabase.ts';
import { sampleResult, sampleRun } from '../store/sampleRun.ts';

const database = await openTestDatabase();
const store = await openStore(database.url);
afterAll(async () => {
  await store.close();
  await database.drop();
});

const never = new AbortController().signal;

/** Work that does what is given, with who was told of an end. */
function worker(
  toTheEnd: JobAttempt['toTheEnd'],
  prepare: JobWork<object>['prepare'] = () => Promise.resolve({}),
) {
  const told: string[] = [];
  const queue = {
    tellEnd: (id: string) => {
      told.push(id);
      return Promise.resolve();
    },
  };
  const services = { store, queue, logger: createLogger('test', 'silent') };
  const work: JobWork<object> = {
    prepare,
    begin: ({ id, attempt }) => ({ claim: store.claim('run', id, attempt), step: 7, toTheEnd }),
  };
  const offer = (id: string, signal = never): Promise<JobOutcome> =>
    doJob(services, work, { kind: 'run', id }, signal);
  return { offer, told };
}

const fails = (error: Error) => worker(() => Promise.reject(error));

test('a job that fails for good ends with the reason, and who watches is told', async () => {
  const { id } = await store.runs.create(sampleRun());
  const diverged = new GatescopeError('TRAINING_DIVERGED', 'the loss was NaN');
  const { offer, told } = fails(diverged);
  expect(await offer(id)).toBe('done');
  const error = { code: 'TRAINING_DIVERGED', message: 'the loss was NaN' };
  expect(await store.runs.find(id)).toMatchObject({ status: 'FAILED', error });
  expect(told).toEqual([id]);
  expect(await offer(id)).toBe('done');
});

test('a defect is shown to nobody', async () => {
  const { id } = await store.runs.create(sampleRun());
  await fails(new Error('password is secret')).offer(id);
  const { error } = (await store.runs.find(id)) ?? {};
  expect(error?.code).toBe('INTERNAL');
  expect(error?.message).not.toContain('secret');
});

test.each(['DATABASE_UNAVAILABLE', 'DATABASE_FULL', 'BUSY'] as const)(
  '%s passes: the job waits and says why, however often',
  async (code) => {
    const { id } = await store.runs.create(sampleRun());
    const { offer, told } = fails(new GatescopeError(code, 'come back later'));
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect(await offer(id)).toBe('requeue');
      const waits = { status: 'QUEUED', waitingReason: 'come back later', attempt, tries: 0 };
      expect(await store.runs.find(id)).toMatchObject(waits);
    }
    expect(told).toEqual([]);
  },
);

test('a worker that cannot prepare a job uses up a try, and after three it is given up', async () => {
  const { id } = await store.runs.create(sampleRun());
  const broken = worker(
    () => Promise.resolve(true),
    () => Promise.reject(new Error('no permission')),
  );
  for (let tries = 1; tries <= 3; tries++) {
    expect(await broken.offer(id)).toBe('requeue');
    expect(await store.runs.find(id)).toMatchObject({ status: 'QUEUED', tries });
  }
  await broken.offer(id);
  const error = { code: 'WORKER_LOST', message: expect.stringContaining('prepare') as string };
  expect(await store.runs.find(id)).toMatchObject({ status: 'FAILED', error });
  expect(broken.told).toEqual([id]);
});

test('a job whose worker ended three times is given up, and no worker gets it any more', async () => {
  const { id } = await store.runs.create(sampleRun());
  for (let killed = 1; killed <= 3; killed++) await store.runs.beginAttempt(id);
  const { offer, told } = fails(new Error('never asked'));
  expect(await offer(id)).toBe('done');
  const error = { code: 'WORKER_LOST' };
  expect(await store.runs.find(id)).toMatchObject({ status: 'FAILED', attempt: 3, error });
  expect(told).toEqual([id]);
});

test('what waited for Postgres and was given away meanwhile is no try', async () => {
  const { id } = await store.runs.create(sampleRun());
  const { offer } = worker(async (_signal, persistence) => {
    let writes = 0;
    await persistence.store(() => {
      if (++writes > 1) return Promise.resolve();
      return Promise.reject(new GatescopeError('DATABASE_UNAVAILABLE', 'Postgres is away'));
    });
    const waitingReason = 'Postgres is away';
    expect(await store.runs.find(id)).toMatchObject({ status: 'RUNNING', waitingReason });
    await store.runs.beginAttempt(id);
    await store.attempt(id, 1).progress(3);
    return true;
  });
  expect(await offer(id)).toBe('done');
  expect(await store.runs.find(id)).toMatchObject({ status: 'RUNNING', attempt: 2, tries: 1 });
  await store.attempt(id, 2).succeed(sampleResult());
});

test('what a worker lacks is told, and is no try', async () => {
  const { id } = await store.runs.create(sampleRun());
  const lacking = worker(
    () => Promise.resolve(true),
    () => Promise.resolve({ missing: 'there is no such data set here' }),
  );
  for (let times = 0; times < 5; times++) expect(await lacking.offer(id)).toBe('requeue');
  const waits = { status: 'QUEUED', waitingReason: 'there is no such data set here', tries: 0 };
  expect(await store.runs.find(id)).toMatchObject({ ...waits, attempt: 0 });
});

test('a job that is canceled while it is worked on stays so', async () => {
  const { id } = await store.runs.create(sampleRun());
  const { offer } = worker(async () => {
    await store.runs.cancel(id);
    throw new Error('too late');
  });
  expect(await offer(id)).toBe('done');
  expect(await store.runs.find(id)).toMatchObject({ status: 'CANCELED', error: null });
});
