import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RunningService } from './runningService.ts';

const trainMutation = `mutation ($input: TrainModelInput!) {
  trainModel(input: $input) { run { id } userErrors { message } }
}`;

// Steps of the two engines differ in cost by ten times and more: each run is in its middle for seconds.
const inputs = {
  TENSORFLOW: { recipe: { cell: 'LSTM', units: 16 }, epochs: 2, batchSize: 512 },
  NATIVE: {
    recipe: { cell: 'GRU', units: 128 },
    ...{ epochs: 4, batchSize: 512, schedule: 'COSINE', keep: 'BEST', patience: 100 },
  },
} as const;
type EngineName = keyof typeof inputs;

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
// A killed worker's run is taken up after ten seconds without a heartbeat.
vi.setConfig({ testTimeout: 180_000 });

beforeEach(async () => {
  service = await RunningService.start();
});
afterEach(async () => {
  await service.remove();
});

async function startRun(name: string, engine: EngineName): Promise<string> {
  const input = { ...inputs[engine], name, engine, evaluationInterval: 50, seed: 7 };
  const { data } = await service.graphql<{ trainModel: { run: { id: string } } }>(trainMutation, {
    input,
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

describe.each(['NATIVE', 'TENSORFLOW'] as const)('a run on the %s engine', (engine) => {
  it('goes on after its worker is killed, and ends with the weights of an undisturbed one', async () => {
    const undisturbed = await finished(await startRun('undisturbed', engine));
    const id = await startRun('disturbed', engine);
    await underWay(id);
    await service.kill('worker');

    const run = await finished(id);
    expect(run).toMatchObject({ status: 'SUCCEEDED', attempt: 2, error: null });
    expect(run.curve).toEqual(undisturbed.curve);
    expect(run.model!.weights.sha256).toBe(undisturbed.model!.weights.sha256);
  });
});

describe('a run', () => {
  it('is not disturbed when the server is killed', async () => {
    const id = await startRun('served', 'TENSORFLOW');
    await underWay(id);
    const first = service.pid('server');
    await service.kill('server');

    await service.until(async () => ((await readRun(id)).status !== '' ? true : null));
    expect(service.pid('server')).not.toBe(first);
    expect(service.logged('ended unasked; restarting it')).toMatchObject([
      { program: 'main', child: 'server', signalCode: 'SIGKILL' },
    ]);
    expect(await finished(id)).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
  });

  it('goes on after everything is killed, Postgres too, and started again', async () => {
    const id = await startRun('survivor', 'NATIVE');
    const before = await underWay(id);
    const pids = programs.map((program) => service.pid(program));
    for (const pid of [...pids, postgresPid(service.dataFolder)]) process.kill(pid, 'SIGKILL');

    await service.startMain();
    const restarted = await readRun(id);
    expect(restarted.curve.slice(0, before.curve.length)).toEqual(before.curve);
    const run = await finished(id);
    expect(run).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
    expect(run.curve.map(({ step }) => step)).toEqual([50, 100, 150, 200, 250, 300, 350, 400, 430]);
  });

  it('goes on under a new main after the old one alone was killed, which leaves nobody behind', async () => {
    const id = await startRun('orphan', 'NATIVE');
    await underWay(id);
    const children = [service.pid('server'), service.pid('worker')];
    await service.kill('main');
    for (const pid of children) await service.until(() => Promise.resolve(isGone(pid)));

    await service.startMain();
    expect(await finished(id)).toMatchObject({ status: 'SUCCEEDED', error: null });
  });
});

const programs = ['main', 'server', 'worker'] as const;

function isGone(pid: number): true | null {
  try {
    process.kill(pid, 0);
    return null;
  } catch {
    return true;
  }
}

function postgresPid(dataFolder: string): number {
  const file = join(dataFolder, 'postgres', 'cluster', 'data', 'postmaster.pid');
  return Number(readFileSync(file, 'utf8').split('\n')[0]);
}
