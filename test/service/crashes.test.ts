import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunningService } from './runningService.ts';

// 55,000 images in batches of 512: 108 steps an epoch, enough to be in the middle of something.
const trainMutation = `mutation ($name: String!) {
  trainModel(input: {
    name: $name, recipe: { cell: LSTM, units: 24 }, epochs: 4, batchSize: 512,
    evaluationInterval: 50, seed: 7, engine: TENSORFLOW
  }) { run { id } userErrors { message } }
}`;

const runQuery = `query ($id: ID!) {
  run(id: $id) {
    status step attempt error { message }
    curve { step value }
    model { weights { sha256 } }
  }
}`;

interface Run {
  status: string;
  step: number;
  attempt: number;
  error: { message: string } | null;
  curve: { step: number; value: number }[];
  model: { weights: { sha256: string } } | null;
}

let service: RunningService;
beforeEach(async () => {
  service = await RunningService.start();
});
afterEach(async () => {
  await service.remove();
});

async function startRun(name: string): Promise<string> {
  const { data } = await service.graphql<{ trainModel: { run: { id: string } } }>(trainMutation, {
    name,
  });
  return data.trainModel.run.id;
}

async function readRun(id: string): Promise<Run> {
  const { data } = await service.graphql<{ run: Run }>(runQuery, { id });
  return data.run;
}

/** Waits until the run has points on its curve, so at least one checkpoint. */
const underWay = (id: string) =>
  service.until(async () => {
    const run = await readRun(id);
    return run.curve.length >= 2 && run.status === 'RUNNING' ? run : null;
  });

const finished = (id: string) =>
  service.until(async () => {
    const run = await readRun(id);
    return run.status === 'SUCCEEDED' || run.status === 'FAILED' ? run : null;
  }, 240);

describe('a run', () => {
  it('goes on after its worker is killed, and ends with the weights of an undisturbed one', async () => {
    const undisturbed = await finished(await startRun('undisturbed'));
    const id = await startRun('disturbed');
    await underWay(id);
    await service.kill('worker');

    const run = await finished(id);
    expect(run).toMatchObject({ status: 'SUCCEEDED', attempt: 2, error: null });
    expect(run.curve).toEqual(undisturbed.curve);
    expect(run.model!.weights.sha256).toBe(undisturbed.model!.weights.sha256);
  });

  it('is not disturbed when the server is killed', async () => {
    const id = await startRun('served');
    await underWay(id);
    const first = service.pid('server');
    await service.kill('server');

    await service.until(async () => ((await readRun(id)).status !== '' ? true : null));
    expect(service.pid('server')).not.toBe(first);
    expect(await finished(id)).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
  });

  it('goes on after everything is killed, Postgres too, and started again', async () => {
    const id = await startRun('survivor');
    const before = await underWay(id);
    const pids = (['main', 'server', 'worker'] as const).map((program) => service.pid(program));
    for (const pid of [...pids, postgresPid(service.dataFolder)]) process.kill(pid, 'SIGKILL');

    await service.startMain();
    const restarted = await readRun(id);
    expect(restarted.curve.slice(0, before.curve.length)).toEqual(before.curve);
    const run = await finished(id);
    expect(run).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
    expect(run.curve.map(({ step }) => step)).toEqual([50, 100, 150, 200, 250, 300, 350, 400, 430]);
  });
});

function postgresPid(dataFolder: string): number {
  const file = join(dataFolder, 'postgres', 'cluster', 'data', 'postmaster.pid');
  return Number(readFileSync(file, 'utf8').split('\n')[0]);
}
