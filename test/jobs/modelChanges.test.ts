import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { listenForModelChanges } from '../../src/jobs/modelChanges.ts';
import type { NotificationListener } from '../../src/jobs/notificationListener.ts';
import { createLogger } from '../../src/logger.ts';
import { connection } from '../../src/postgres/startCluster.ts';
import { KnownModels } from '../../src/store/knownModels.ts';
import type { ModelRecord } from '../../src/store/records.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { openTestDatabase, type TestDatabase } from '../postgres/testDatabase.ts';
import { sampleResult, sampleRun } from '../store/sampleRun.ts';

/** So long that no record goes by itself while a test waits. */
const HOURS = 10_000_000;
const PATIENCE = { timeout: 20_000 };

let database: TestDatabase;
let store: Store;
let elsewhere: ReturnType<typeof connection>;
beforeAll(async () => {
  database = await openTestDatabase();
  store = await openStore(database.url);
  elsewhere = connection(database.url);
  await elsewhere.connect();
});
afterAll(async () => {
  await elsewhere.end();
  await store.close();
  await database.drop();
});

async function trained(name: string): Promise<ModelRecord> {
  const { id } = await store.runs.create(sampleRun({ name }));
  await store.runs.beginAttempt(id);
  return store.attempt(id, 1).succeed(sampleResult());
}

const rename = (slug: string, architecture: string) =>
  elsewhere.query('UPDATE "Model" SET "architecture" = $2 WHERE "slug" = $1', [slug, architecture]);

describe('while changes are heard of', () => {
  let known: KnownModels;
  let listener: NotificationListener;
  beforeEach(() => {
    known = new KnownModels((slug) => store.models.find(slug), HOURS);
    listener = listenForModelChanges(database.url, known, createLogger('test', 'silent'));
    return () => listener.close();
  });

  /** A record, once it is kept. */
  async function kept(slug: string): Promise<ModelRecord> {
    await expect
      .poll(async () => (await known.find(slug)) === (await known.find(slug)), PATIENCE)
      .toBe(true);
    return (await known.find(slug)) as ModelRecord;
  }
  const architecture = async (slug: string) => (await known.find(slug))?.architecture;

  test('a record is kept until another process changes it', async () => {
    await trained('changed');
    await kept('changed');
    await rename('changed', 'other');
    await expect.poll(() => architecture('changed'), PATIENCE).toBe('other');
  });

  test('or deletes it', async () => {
    await trained('deleted');
    await kept('deleted');
    await elsewhere.query(`DELETE FROM "Model" WHERE "slug" = 'deleted'`);
    await expect.poll(() => known.find('deleted'), PATIENCE).toBeNull();
  });

  test('what changed while the connection was lost is seen', async () => {
    // From the start, as word of the new model itself could come late and hide what is tested.
    await elsewhere.query('ALTER TABLE "Model" DISABLE TRIGGER "Model_changed"');
    await trained('missed');
    await kept('missed');
    await rename('missed', 'other');
    await elsewhere.query('ALTER TABLE "Model" ENABLE TRIGGER "Model_changed"');
    expect(await architecture('missed')).not.toBe('other');
    await elsewhere.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'gatescope notifications' AND datname = current_database()`,
    );
    await expect.poll(() => architecture('missed'), PATIENCE).toBe('other');
  });

  test('once nobody listens any more, nothing is kept', async () => {
    await trained('unheard');
    await kept('unheard');
    await listener.close();
    expect(await known.find('unheard')).not.toBe(await known.find('unheard'));
  });
});

test('whoever deletes a model does not see it again', async () => {
  const { models } = store;
  models.known.keep();
  await trained('gone');
  expect(await models.find('gone')).toBe(await models.find('gone'));
  await models.delete('gone');
  expect(await models.find('gone')).toBeNull();
  models.known.keepNothing();
});

test('a record that was read before a change is not kept', async () => {
  const record = await trained('slow');
  let answer: (found: ModelRecord) => void = () => undefined;
  let reads = 0;
  const known = new KnownModels(() => {
    reads++;
    return new Promise((resolve) => (answer = resolve));
  });
  known.keep();
  const reading = known.find('slow');
  known.drop();
  answer(record);
  expect(await reading).toBe(record);
  void known.find('slow');
  expect(reads).toBe(2);
});
