import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../test/running/freePort.ts';

const START_PATIENCE_MS = 120_000;

/** A program that serves HTTP on a free port of this machine, for as long as it is measured. */
export class RunningProgram {
  readonly address: string;
  readonly #child: ChildProcess;

  private constructor(address: string, child: ChildProcess) {
    this.address = address;
    this.#child = child;
  }

  /**
   * @param command the program and its arguments, and what it gets in the environment
   * @param path answers 200 when the program is ready
   * @throws Error when the program ends or is not ready in time
   */
  static async start(
    command: (port: number) => { program: string; args: string[]; env?: NodeJS.ProcessEnv },
    path: string,
  ): Promise<RunningProgram> {
    const port = await freePort();
    const { program, args, env } = command(port);
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const running = new RunningProgram(`http://127.0.0.1:${port}`, child);
    const end = Date.now() + START_PATIENCE_MS;
    while (!(await isReady(running.address + path))) {
      if (child.exitCode !== null || Date.now() > end) {
        await running.stop();
        throw new Error(`${program} ${args.join(' ')} did not become ready`);
      }
      await sleep(200);
    }
    return running;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
  }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
