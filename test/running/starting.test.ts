import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { RunningService } from './runningService.ts';

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** Runs main until it ends; what it printed, and its exit code. */
async function runMain(environment: NodeJS.ProcessEnv): Promise<[string, number | null]> {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, DATABASE_URL: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return [output, code];
}

describe('npm start', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
  });
  afterAll(() => service.remove());

  it('is alive and ready', async () => {
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
  });

  it('says so when Gatescope runs from the same folder already', async () => {
    const [output, code] = await runMain({ GATESCOPE_DATA: service.dataFolder, PORT: '0' });
    expect(output).toContain(`Gatescope already runs from ${service.dataFolder}`);
    expect(output).toContain('ALREADY_RUNNING');
    expect(code).toBe(1);
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
  });

  it('names every variable that cannot be used', async () => {
    const [output, code] = await runMain({ PORT: '70000', GATESCOPE_THREADS: 'two' });
    expect(output).toMatch(/PORT.*70000/);
    expect(output).toMatch(/GATESCOPE_THREADS.*two/);
    expect(code).toBe(1);
  });
});

describe('a port in use', () => {
  it('is one clear line, and nothing is left running', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    const { port } = occupant.address() as AddressInfo;
    const service = await RunningService.start();
    onTestFinished(() => service.remove());
    onTestFinished(() => void occupant.close());
    const { dataFolder } = service;
    await service.stop();

    const [output, code] = await runMain({ GATESCOPE_DATA: dataFolder, PORT: String(port) });
    expect(output).toContain(`another program listens on port ${port}`);
    expect(output).toContain('PORT_IN_USE');
    expect(output).not.toContain('    at ');
    expect(code).toBe(1);
    // The folder is free again, so Postgres was stopped and its lock given back.
    await service.startMain();
  });
});

describe('the end', () => {
  it('stops everything in order on SIGTERM, within seconds and with exit code 0', async () => {
    const service = await RunningService.start();
    onTestFinished(() => service.remove());
    const pids = (['main', 'server', 'worker'] as const).map((program) => service.pid(program));
    expect(await service.stop()).toBe(0);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    const stopped = service.logged('stopped').map(({ program }) => program);
    expect(stopped).toEqual(['worker', 'server', 'main']);
    expect(existsSync(join(service.dataFolder, 'postgres/cluster/data/postmaster.pid'))).toBe(
      false,
    );
  });
});
