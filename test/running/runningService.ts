import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './freePort.ts';

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const STOP_PATIENCE_MS = 30_000;

export interface GraphqlAnswer<T> {
  data: T;
  errors?: { message: string; extensions?: { code?: string } }[];
}

interface LogEntry {
  program: string;
  pid: number;
  msg: string;
}

/** What `npm start` runs, as processes of its own: main, server, worker and Postgres. */
export class RunningService {
  readonly url: string;
  readonly dataFolder: string;
  /** Everything that was printed, line by line. */
  readonly output: string[] = [];
  readonly #environment: NodeJS.ProcessEnv;
  #main: ChildProcess | undefined;

  private constructor(port: number, dataFolder: string, environment: NodeJS.ProcessEnv) {
    this.url = `http://127.0.0.1:${port}`;
    this.dataFolder = dataFolder;
    this.#environment = {
      ...process.env,
      ...environment,
      PORT: String(port),
      HOST: '127.0.0.1',
      GATESCOPE_DATA: dataFolder,
      LOG_LEVEL: 'info',
      DATABASE_URL: '',
    };
  }

  /** On a free port, with a new data folder unless one is given. */
  static async start(
    options: { dataFolder?: string; environment?: NodeJS.ProcessEnv } = {},
  ): Promise<RunningService> {
    const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'gatescope-service-'));
    const service = new RunningService(await freePort(), dataFolder, options.environment ?? {});
    await service.startMain();
    return service;
  }

  /** Starts main again after all has been killed; resolves when it says that it is ready. */
  async startMain(): Promise<void> {
    const child = spawn(process.execPath, [main], {
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#main = child;
    const ready = new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          this.output.push(line);
          if (line.includes('Gatescope is ready')) resolve();
        });
      }
      child.once('exit', (code) => {
        reject(new Error(`main ended with ${code}:\n${this.output.slice(-20).join('\n')}`));
      });
    });
    await ready;
  }

  async graphql<T>(query: string, variables: object = {}): Promise<GraphqlAnswer<T>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as GraphqlAnswer<T>;
  }

  /** The process id of a program that is running now; those of the children stand in their logs. */
  pid(program: 'main' | 'server' | 'worker'): number {
    if (program === 'main') return this.#main!.pid!;
    const ready = this.logged('ready').findLast((entry) => entry.program === program);
    if (ready === undefined) throw new Error(`no ${program} has been ready`);
    return ready.pid;
  }

  /** The entries of the log with this message. */
  logged(message: string): LogEntry[] {
    return this.output
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as LogEntry)
      .filter(({ msg }) => msg === message);
  }

  /** SIGKILL to one program; resolves when it is gone. */
  async kill(program: 'main' | 'server' | 'worker'): Promise<void> {
    const pid = this.pid(program);
    process.kill(pid, 'SIGKILL');
    while (isAlive(pid)) await sleep(20);
  }

  /** Polls until `condition` gives something. */
  async until<T>(condition: () => Promise<T | null | undefined>, seconds = 60): Promise<T> {
    const end = Date.now() + seconds * 1000;
    while (Date.now() < end) {
      const found = await condition().catch(() => null);
      if (found !== null && found !== undefined) return found;
      await sleep(100);
    }
    throw new Error(`not within ${seconds} s; last output:\n${this.output.slice(-20).join('\n')}`);
  }

  /** In order, as Ctrl-C does; returns main's exit code. */
  async stop(): Promise<number | null> {
    const child = this.#main;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return null;
    child.kill('SIGTERM');
    const killing = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
    const [code] = (await once(child, 'exit')) as [number | null];
    clearTimeout(killing);
    return code;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.dataFolder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
