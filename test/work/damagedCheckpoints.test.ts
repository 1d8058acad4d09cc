import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';

import { RunEvents } from '../../src/jobs/runEvents.ts';
import type { RunProgress } from '../../src/jobs/runEventMessage.ts';
import { openTestDatabase } from '../postgres/testDatabase.ts';
import { openTrainingWorker, trainRun } from './trainingWorker.ts';
import { withClient } from '../postgres/withClient.ts';

const database = await openTestDatabase();
const worker = await openTrainingWorker(database.url);
const { store, services } = worker;
afterAll(async () => {
  await worker.close();
  await database.drop();
});

const never = new AbortController().signal;

/** Has the worker stop once it tells of the given step. */
class StoppingEvents extends RunEvents {
  readonly #lastStep: number;
  readonly stop = new AbortController();

  constructor(lastStep: number) {
    super(database.url, services.logger);
    this.#lastStep = lastStep;
  }

  override publish({ step }: Omit<RunProgress, 'kind'>): Promise<void> {
    if (step >= this.#lastStep) this.stop.abort('STOPPING');
    return Promise.resolve();
  }
}

/** What a run with the same options ends with, undisturbed. */
async function undisturbed() {
  const run = await worker.submit({ evaluationInterval: 10 });
  await trainRun(services, run.id, never);
  return (await store.models.ofRun(run.id))?.weights;
}

/** A run that two workers have left, each with a checkpoint. */
async function leftWithTwoCheckpoints(): Promise<string> {
  const { id } = await worker.submit({ evaluationInterval: 10 });
  for (const step of [20, 40]) {
    const events = new StoppingEvents(step);
    await trainRun({ ...services, events }, id, events.stop.signal);
    await events.close();
  }
  return id;
}

const checkpointsOf = (id: string) =>
  withClient(database.url, async (client) => {
    const { rows } = await client.query<{ step: number }>(
      `SELECT "step" FROM "Checkpoint" WHERE "runId" = $1 ORDER BY "step"`,
      [id],
    );
    return rows.map(({ step }) => step);
  });

const newest = `"runId" = $1 AND "step" = (SELECT max("step") FROM "Checkpoint" WHERE "runId" = $1)`;
/** Each is what a disk, or a hand, may do. */
const damages = {
  'one flipped bit in the parameters': `"parameters" = set_bit("parameters", 31, 1 - get_bit("parameters", 31))`,
  'truncated moments': `"firstMoment" = substr("firstMoment", 1, 10)`,
  NaN: `"secondMoment" = set_byte(set_byte("secondMoment", 3, 127), 2, 192)`,
  'a wrong step': `"step" = 999999`,
  'a wrong sum of losses': `"lossSum" = "lossSum" + 1e-9`,
};

test.each(Object.entries(damages))(
  'a checkpoint with %s is passed over for the one before, and the weights are the same',
  async (_what, damage) => {
    const expected = await undisturbed();
    const id = await leftWithTwoCheckpoints();
    const [first] = await checkpointsOf(id);
    await withClient(database.url, (client) =>
      client.query(`UPDATE "Checkpoint" SET ${damage} WHERE ${newest}`, [id]),
    );
    const lines: string[] = [];
    const logger = pino({}, { write: (line) => lines.push(line) });
    expect(await trainRun({ ...services, logger }, id, never)).toBe('done');
    expect(await store.runs.find(id)).toMatchObject({ status: 'SUCCEEDED' });
    expect((await store.models.ofRun(id))?.weights).toEqual(expected);
    const told = lines.map((line) => JSON.parse(line) as { msg: string });
    const message = 'damaged checkpoints; going on from the one before';
    expect(told.find(({ msg }) => msg === message)).toMatchObject({ step: first });
  },
);

test('a run whose checkpoints are all damaged begins again, to the same weights', async () => {
  const expected = await undisturbed();
  const id = await leftWithTwoCheckpoints();
  await withClient(database.url, (client) =>
    client.query(`UPDATE "Checkpoint" SET "lossCount" = 77 WHERE "runId" = $1`, [id]),
  );
  await trainRun(services, id, never);
  expect((await store.models.ofRun(id))?.weights).toEqual(expected);
});

test('a damaged snapshot is refused, and one from before there were hashes is not', async () => {
  const { id } = await worker.submit({ evaluationInterval: 46 });
  await trainRun(services, id, never);
  const damage = (change: string, step: number) =>
    withClient(database.url, (client) =>
      client.query(`UPDATE "Snapshot" SET ${change} WHERE "runId" = $1 AND "step" = $2`, [
        id,
        step,
      ]),
    );
  await damage(damages['one flipped bit in the parameters'], 46);
  await expect(store.snapshots.parameters(id, 46)).rejects.toMatchObject({
    code: 'WEIGHTS_CORRUPT',
  });
  await damage(`"sha256" = NULL`, 0);
  expect(await store.snapshots.parameters(id, 0)).toBeInstanceOf(Float32Array);
});
