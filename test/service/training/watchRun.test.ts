import { expect, test } from 'vitest';

import { GatescopeError } from '../../../src/errors.ts';
import type { RunEventMessage } from '../../../src/jobs/runEventMessage.ts';
import type { Services } from '../../../src/service/services.ts';
import { watchRun } from '../../../src/service/training/watchRun.ts';
import { toGlobalId } from '../../../src/service/records/globalId.ts';
import type { RunRecord } from '../../../src/store/records.ts';
import { newRun } from '../../http/testService.ts';

const ID = '01a20c73-8a72-7000-a8ca-a368b7c70c10';
const run: RunRecord = {
  ...newRun({ cell: 'LSTM', units: 2 }),
  id: ID,
  status: 'RUNNING',
  step: 10,
  keptStep: null,
  priority: 0,
  attempt: 1,
  tries: 1,
  engine: null,
  error: null,
  waitingReason: null,
  evaluation: null,
  createdAt: new Date(0),
  startedAt: null,
  finishedAt: null,
};
const canceled: RunRecord = { ...run, status: 'CANCELED', finishedAt: new Date(1) };

/** A run as the store gives it from one look to the next, and messages sent by hand. */
class ScriptedRun {
  readonly #looks: (RunRecord | Error | null)[];
  #waiting: ((result: IteratorResult<RunEventMessage>) => void) | undefined;
  returned = false;

  constructor(...looks: (RunRecord | Error | null)[]) {
    this.#looks = looks;
  }

  get services(): Services {
    const find = () => {
      const look = this.#looks.length > 1 ? this.#looks.shift() : this.#looks[0];
      return look instanceof Error ? Promise.reject(look) : Promise.resolve(look ?? null);
    };
    const messages = {
      next: () => new Promise((resolve) => (this.#waiting = resolve)),
      return: () => {
        this.returned = true;
        this.#waiting?.({ done: true, value: undefined });
        return Promise.resolve({ done: true, value: undefined });
      },
    };
    const scripted = { store: { runs: { find } }, events: { subscribe: () => messages } };
    return scripted as unknown as Services;
  }

  async send(message: RunEventMessage): Promise<void> {
    await new Promise(setImmediate);
    this.#waiting?.({ done: false, value: message });
  }
}

const refetch = { kind: 'refetch' } as const;
const watch = (scripted: ScriptedRun) => watchRun(scripted.services, toGlobalId('Run', ID));

test('a lost message is made up for by the store', async () => {
  const scripted = new ScriptedRun(run, canceled);
  const news = await watch(scripted);
  expect((await news.next()).value?.run.status).toBe('RUNNING');
  const next = news.next();
  await scripted.send(refetch);
  expect((await next).value?.run.status).toBe('CANCELED');
  expect(await news.next()).toEqual({ done: true, value: undefined });
  expect(scripted.returned).toBe(true);
});

test('a look at the store that shows nothing new is not told', async () => {
  const moved = { ...run, step: 20 };
  const scripted = new ScriptedRun(run, run, { ...run }, moved);
  const news = await watch(scripted);
  await news.next();
  const next = news.next();
  for (let n = 0; n < 3; n++) await scripted.send(refetch);
  expect((await next).value?.step).toBe(20);
});

test('steps do not go back, but where another worker goes on from a checkpoint', async () => {
  const taken = { ...run, attempt: 2, step: 12 };
  const scripted = new ScriptedRun(run, run, { ...run, step: 15 }, taken);
  const news = await watch(scripted);
  await news.next();
  const figures = { loss: 1, accuracy: null, examplesPerSecond: null, secondsLeft: null };
  const ahead = { kind: 'progress', runId: ID, step: 20, ended: false, ...figures } as const;
  const steps: (number | undefined)[] = [];
  for (const message of [ahead, refetch, refetch]) {
    const next = news.next();
    await scripted.send(message);
    steps.push((await next).value?.step);
  }
  expect(steps).toEqual([20, 20, 12]);
});

test('progress of the attempt that is known is told without a look at the store', async () => {
  const taken = { ...run, attempt: 2, step: 7 };
  const scripted = new ScriptedRun({ ...run, startedAt: new Date(0) }, taken);
  const news = await watch(scripted);
  await news.next();
  const figures = { loss: 1, accuracy: null, examplesPerSecond: null, secondsLeft: null };
  const told: unknown[] = [];
  for (const [attempt, step] of [
    [1, 20],
    [1, 30],
    [2, 8],
  ] as const) {
    const next = news.next();
    await scripted.send({ kind: 'progress', runId: ID, attempt, step, ended: false, ...figures });
    const event = (await next).value;
    told.push([event?.run.attempt, event?.run.step, event?.step]);
  }
  expect(told).toEqual([
    [1, 20, 20],
    [1, 30, 30],
    [2, 7, 8],
  ]);
});

test('the database may be away for a while', async () => {
  const away = new GatescopeError('DATABASE_UNAVAILABLE', 'Postgres cannot be reached');
  const scripted = new ScriptedRun(run, away, canceled);
  const news = await watch(scripted);
  await news.next();
  const next = news.next();
  for (let n = 0; n < 2; n++) await scripted.send(refetch);
  expect((await next).value?.run.status).toBe('CANCELED');
});

test('a run that is deleted after an end that was missed has no more news', async () => {
  const scripted = new ScriptedRun(run, null);
  const news = await watch(scripted);
  await news.next();
  const next = news.next();
  await scripted.send(refetch);
  expect(await next).toEqual({ done: true, value: undefined });
  expect(scripted.returned).toBe(true);
});

test('whoever leaves while nothing happens is let go at once', async () => {
  const scripted = new ScriptedRun(run);
  const news = await watch(scripted);
  await news.next();
  const next = news.next();
  await news.return?.();
  expect(await next).toEqual({ done: true, value: undefined });
  expect(scripted.returned).toBe(true);
});

test('a run that there is not leaves nothing behind', async () => {
  const scripted = new ScriptedRun(new Error('as if it were missing'));
  await expect(watch(scripted)).rejects.toThrow('as if it were missing');
  expect(scripted.returned).toBe(true);
});
