import { GatescopeError, type ErrorCode } from '../errors.ts';
import { Prisma } from './generated/client.ts';

const AWAY = ['DATABASE_UNAVAILABLE', 'Postgres cannot be reached'] as const;
const FULL_POOL = ['BUSY', 'Every connection to Postgres is in use; ask again later'] as const;
const TOO_SLOW = ['DATABASE_UNAVAILABLE', 'Postgres took too long'] as const;
const CONFLICT = ['BUSY', 'Others kept what is asked for from being changed; ask again'] as const;

/**
 * What Postgres refuses only for now, by SQLSTATE: the first pattern that fits. Whoever waits may ask
 * again. All other failures would come again as well: they are defects of ours.
 */
const SQLSTATES: readonly (readonly [RegExp, readonly [ErrorCode, string]])[] = [
  [/^08/, AWAY],
  [/^40/, CONFLICT],
  [/^53100/, ['DATABASE_FULL', 'The disk of Postgres is full']],
  [/^53/, ['DATABASE_UNAVAILABLE', 'Postgres has no memory or connection left']],
  [/^55/, CONFLICT],
  [/^57014/, TOO_SLOW],
  [/^57/, AWAY],
  [/^58/, ['DATABASE_UNAVAILABLE', 'Postgres cannot use its files']],
];

/** Prisma's own: not reachable, timed out, closed; no connection free; a transaction not ended in time. */
const PRISMA_CODES: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ...{ P1001: AWAY, P1002: AWAY, P1008: AWAY, P1017: AWAY },
  ...{ P2024: FULL_POOL, P2028: TOO_SLOW, P2034: CONFLICT },
};
/** What the driver's adapter makes of some SQLSTATEs and of a socket's errors. */
const DRIVER_KINDS: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ...{ DatabaseNotReachable: AWAY, ConnectionClosed: AWAY, SocketTimeout: AWAY },
  ...{ TooManyConnections: AWAY, TransactionWriteConflict: CONFLICT },
};
/** The driver's own errors, which have no code. */
const MESSAGES: readonly (readonly [RegExp, readonly [ErrorCode, string]])[] = [
  // Of those who wait for a connection of the pool, most likely as all are in use.
  [/^timeout exceeded when trying to connect|Unable to start a transaction in/, FULL_POOL],
  [/connection error and is not queryable|Connection terminated|timeout exceeded/, AWAY],
];

/** What the driver reports below a Prisma error. */
interface DriverCause {
  kind?: string;
  code?: string;
  originalCode?: string;
}

const passingCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(['DATABASE_UNAVAILABLE', 'DATABASE_FULL', 'BUSY'] as const),
]);

/** Whether the same may well succeed later, and nobody is to blame. */
export function mayPass(error: unknown): error is GatescopeError {
  return error instanceof GatescopeError && passingCodes.has(error.code);
}

/**
 * The error itself or, where it comes of a state of Postgres that may pass, one that says so.
 *
 * @param answers whether Postgres has answered others of late: then who waits in vain for a connection
 *   waits for those
 */
export function translated(error: unknown, answers: boolean): unknown {
  const failure = passingFailure(error);
  if (failure === null) return error;
  const [code, message] = failure === FULL_POOL && !answers ? AWAY : failure;
  return new GatescopeError(code, message, { cause: error });
}

function passingFailure(error: unknown): readonly [ErrorCode, string] | null {
  if (!(error instanceof Error) || error instanceof GatescopeError) return null;
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    const { kind = '', code, originalCode } = driverCause(error);
    return (
      DRIVER_KINDS[kind] ??
      firstFit(SQLSTATES, code ?? originalCode ?? '') ??
      firstFit(MESSAGES, error.message) ??
      PRISMA_CODES[error.code] ??
      null
    );
  }
  return firstFit(MESSAGES, error.message);
}

function driverCause(error: Prisma.PrismaClientKnownRequestError): DriverCause {
  const driverError = error.meta?.['driverAdapterError'] as { cause?: DriverCause } | undefined;
  return driverError?.cause ?? {};
}

function firstFit<T>(table: readonly (readonly [RegExp, T])[], text: string): T | null {
  return table.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
