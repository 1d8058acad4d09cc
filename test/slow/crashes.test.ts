import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RunningService } from '../running/runningService.ts';
import { finished, readRun, startRun, underWay } from '../running/watchedRun.ts';

let service: RunningService;
// A killed worker's run is taken up after ten seconds without a heartbeat.
vi.setConfig({ testTimeout: 180_000 });

beforeEach(async () => {
  service = await RunningService.start();
});
afterEach(async () => {
  await service.remove();
});

describe('a run on TensorFlow', () => {
  it('goes on after its worker is killed, and ends with the weights of an undisturbed one', async () => {
    const undisturbed = await finished(
      service,
      await startRun(service, 'undisturbed', 'TENSORFLOW'),
    );
    const id = await startRun(service, 'disturbed', 'TENSORFLOW');
    await underWay(service, id);
    await service.kill('worker');

    const run = await finished(service, id);
    expect(run).toMatchObject({ status: 'SUCCEEDED', attempt: 2, error: null });
    expect(run.curve).toEqual(undisturbed.curve);
    expect(run.model!.weights.sha256).toBe(undisturbed.model!.weights.sha256);
  });
});

describe('a run', () => {
  it('is not disturbed when the server is killed', async () => {
    const id = await startRun(service, 'served', 'TENSORFLOW');
    await underWay(service, id);
    const first = service.pid('server');
    await service.kill('server');

    await service.until(async () => ((await readRun(service, id)).status !== '' ? true : null));
    expect(service.pid('server')).not.toBe(first);
    expect(service.logged('ended unasked; restarting it')).toMatchObject([
      { program: 'main', child: 'server', signalCode: 'SIGKILL' },
    ]);
    expect(await finished(service, id)).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
  });

  it('goes on after everything is killed, Postgres too, and started again', async () => {
    const id = await startRun(service, 'survivor', 'NATIVE');
    const before = await underWay(service, id);
    const pids = programs.map((program) => service.pid(program));
    for (const pid of [...pids, postgresPid(service.dataFolder)]) process.kill(pid, 'SIGKILL');

    await service.startMain();
    const restarted = await readRun(service, id);
    expect(restarted.curve.slice(0, before.curve.length)).toEqual(before.curve);
    const run = await finished(service, id);
    expect(run).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
    expect(run.curve.map(({ step }) => step)).toEqual([50, 100, 150, 200, 250, 300, 350, 400, 430]);
  });

  it('goes on under a new main after the old one alone was killed, which leaves nobody behind', async () => {
    const id = await startRun(service, 'orphan', 'NATIVE');
    await underWay(service, id);
    const children = [service.pid('server'), service.pid('worker')];
    await service.kill('main');
    for (const pid of children) await service.until(() => Promise.resolve(isGone(pid)));

    await service.startMain();
    expect(await finished(service, id)).toMatchObject({ status: 'SUCCEEDED', error: null });
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
