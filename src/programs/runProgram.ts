import { readConfig, type Config } from '../config.ts';
import { GatescopeError } from '../errors.ts';
import { createLogger, type Logger } from '../logger.ts';
import { answerPings } from './watchdog.ts';

export interface RunningProgram {
  /** Where it can be reached, when it listens. */
  address?: string;
  /** Ends it in order; called once. */
  stop(): Promise<void>;
}

/** Set for the programs that main starts. */
export const SUPERVISED = 'GATESCOPE_SUPERVISED';

/** What a supervised program tells its supervisor when it is up. */
export interface ReadyMessage {
  kind: 'ready';
  address: string | null;
}

const BROKEN_OFF = 130;
/**
 * A terminal sends Ctrl-C to npm and to the program, and npm sends it to the program once more: what
 * comes so soon after the first signal is the same key press.
 */
const ONE_PRESS_MS = 1_000;

/**
 * The life of a program of Gatescope: reads the configuration, starts, and stops on SIGTERM, SIGINT
 * or SIGHUP, or when its supervisor is gone. Another signal more than a second later ends it at once.
 */
export async function runProgram(
  name: string,
  start: (config: Config, logger: Logger) => Promise<RunningProgram>,
): Promise<void> {
  const supervised = process.env[SUPERVISED] !== undefined;
  let starting: Promise<RunningProgram> | undefined;
  let logger: Logger | undefined;
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void Promise.resolve(starting)
      .then((program) => program?.stop())
      .then(() => {
        logger?.info('stopped');
        process.exit(0);
      })
      .catch(exitWith);
  };
  stopOnSignals(stop);
  if (supervised) {
    process.on('disconnect', stop);
    answerPings();
    // The supervisor may have died while this program was being loaded.
    if (!process.connected) process.exit(0);
  }

  try {
    const config = readConfig();
    logger = createLogger(name, config.logLevel);
    starting = start(config, logger);
    const { address } = await starting;
    logger.info({ address }, 'ready');
    const ready: ReadyMessage = { kind: 'ready', address: address ?? null };
    if (supervised && process.connected) process.send?.(ready);
  } catch (error) {
    exitWith(error);
  }

  function exitWith(error: unknown): never {
    if (stopping && isStartFailure(error)) process.exit(0);
    console.error(`gatescope ${name}: ${explain(error)}`);
    process.exit(1);
  }
}

function stopOnSignals(stop: () => void): void {
  let first: number | null = null;
  const heard = () => {
    const now = performance.now();
    if (first !== null && now - first > ONE_PRESS_MS) process.exit(BROKEN_OFF);
    first ??= now;
    stop();
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, heard);
}

/** What main meets when its children are told to stop while they start. */
function isStartFailure(error: unknown): boolean {
  return error instanceof GatescopeError && error.code === 'START_FAILED';
}

/** What a user can mend, with what is behind it; all there is to know for a defect. */
function explain(error: unknown): string {
  if (!(error instanceof GatescopeError)) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const reason = causeText(error.cause);
  const said = `${error.message} (${error.code})`;
  // What the message quotes already is not said again.
  return reason === '' || error.message.includes(reason) ? said : `${said}\n${indented(reason)}`;
}

function causeText(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : typeof cause === 'string' ? cause : '';
  return text.trim();
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
