import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { GatescopeError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { SUPERVISED, type ReadyMessage } from './runProgram.ts';
import { watchOver } from './watchdog.ts';

const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
/** A program that lived this long is healthy: its next restart is quick again. */
const HEALTHY_MS = 30_000;
const STOP_PATIENCE_MS = 20_000;

/** A child process that is started again whenever it dies, until it is stopped. */
export class SupervisedProgram {
  readonly #name: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #logger: Logger;
  readonly #stopped = new AbortController();
  #child: ChildProcess | undefined;
  #watch: Promise<void> = Promise.resolve();

  /** @param name that of its file beside main.ts, such as `server` */
  constructor(name: string, environment: NodeJS.ProcessEnv, logger: Logger) {
    this.#name = name;
    this.#environment = environment;
    this.#logger = logger;
  }

  /**
   * Resolves with its address when it is ready for the first time.
   *
   * @throws GatescopeError START_FAILED when it ends before; its messages say why
   */
  async start(): Promise<string | null> {
    const child = this.#fork();
    const ready = await readyOrEnded(child);
    if (ready === null) {
      throw new GatescopeError('START_FAILED', `The ${this.#name} did not start`);
    }
    this.#watch = this.#keepAlive(child);
    return ready.address;
  }

  /** SIGTERM, and after a long wait SIGKILL. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    const child = this.#child;
    if (child !== undefined && isAlive(child)) {
      child.kill('SIGTERM');
      const killing = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
      await ended(child);
      clearTimeout(killing);
    }
    await this.#watch;
  }

  #fork(): ChildProcess {
    const extension = extname(import.meta.filename);
    const file = fileURLToPath(new URL(`../${this.#name}${extension}`, import.meta.url));
    // A process group of its own: a terminal's Ctrl-C reaches main alone, which stops all in order.
    const env = { ...this.#environment, [SUPERVISED]: '1' };
    this.#child = fork(file, { env, detached: true });
    watchOver(this.#child, () => {
      this.#logger.error({ child: this.#name }, 'does not answer; killing it');
    });
    // One that could not be made ends as one that died: without an exit code and a signal.
    this.#child.on('error', (error) => {
      this.#logger.error({ err: error, child: this.#name }, 'cannot be started');
    });
    return this.#child;
  }

  async #keepAlive(first: ChildProcess): Promise<void> {
    const { signal } = this.#stopped;
    const stopped = () => signal.aborted;
    let child = first;
    let pause = SHORTEST_PAUSE_MS;
    for (;;) {
      const began = Date.now();
      await ended(child);
      if (stopped()) return;
      pause = Date.now() - began > HEALTHY_MS ? SHORTEST_PAUSE_MS : pause;
      const { exitCode, signalCode } = child;
      const details = { child: this.#name, exitCode, signalCode, pause };
      this.#logger.warn(details, 'ended unasked; restarting it');
      await sleep(pause, undefined, { signal }).catch(() => undefined);
      if (stopped()) return;
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
      child = this.#fork();
    }
  }
}

/** A child that could not be made has no process id. */
function isAlive(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

async function ended(child: ChildProcess): Promise<void> {
  if (isAlive(child)) await once(child, 'exit');
}

async function readyOrEnded(child: ChildProcess): Promise<ReadyMessage | null> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve(null));
    child.once('error', () => resolve(null));
    child.once('message', (message) => resolve(message as ReadyMessage));
  });
}
