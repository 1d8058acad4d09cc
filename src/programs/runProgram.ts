import { readConfig, type Config } from '../config.ts';
import { GatescopeError } from '../errors.ts';
import { createLogger, type Logger } from '../logger.ts';

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

/**
 * The life of a program of Gatescope: reads the configuration, starts, and stops on SIGTERM, on
 * SIGINT, or when its supervisor is gone. A supervised program leaves SIGINT to its supervisor,
 * since a terminal sends it to all of them at once.
 */
export async function runProgram(
  name: string,
  start: (config: Config, logger: Logger) => Promise<RunningProgram>,
): Promise<void> {
  const supervised = process.env[SUPERVISED] !== undefined;
  let starting: Promise<RunningProgram> | undefined;
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void starting
      ?.then((program) => program.stop())
      .then(() => process.exit(0))
      .catch(exitWith);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', supervised ? () => undefined : stop);
  if (supervised) process.on('disconnect', stop);

  try {
    const config = readConfig();
    const logger = createLogger(name, config.logLevel);
    starting = start(config, logger);
    const { address } = await starting;
    logger.info({ address }, 'ready');
    const ready: ReadyMessage = { kind: 'ready', address: address ?? null };
    if (supervised && process.connected) process.send?.(ready);
  } catch (error) {
    exitWith(error);
  }

  function exitWith(error: unknown): never {
    console.error(`gatescope ${name}: ${explain(error)}`);
    process.exit(1);
  }
}

/** One line for what a user can mend; all there is to know for a defect. */
function explain(error: unknown): string {
  if (error instanceof GatescopeError) return `${error.message} (${error.code})`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
