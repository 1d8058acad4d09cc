import { GatescopeError } from '../errors.ts';
import { Prisma } from './generated/client.ts';

/** Prisma's codes: not reachable, timed out, closed, no connection free, no transaction begun. */
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028']);
const DRIVER_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout']);
/** SQLSTATEs: connection exceptions, too many connections, the server being stopped or started. */
const SQLSTATES = /^(08|53300|57P0)/;
/** The driver's own errors, which have no code. */
const DRIVER_MESSAGES =
  /connection error and is not queryable|Connection terminated|timeout exceeded/;

/** What the driver reports below a Prisma error. */
interface DriverCause {
  kind?: string;
  code?: string;
}

/** The error itself, or DATABASE_UNAVAILABLE in place of one that means that Postgres is away. */
export function translated(error: unknown): unknown {
  if (!isConnectionFailure(error)) return error;
  return new GatescopeError('DATABASE_UNAVAILABLE', 'Postgres cannot be reached', { cause: error });
}

function isConnectionFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) {
    return !(error instanceof GatescopeError) && DRIVER_MESSAGES.test(error.message);
  }
  if (PRISMA_CODES.has(error.code)) return true;
  const driverError = error.meta?.['driverAdapterError'] as { cause?: DriverCause } | undefined;
  const { kind = '', code = '' } = driverError?.cause ?? {};
  return DRIVER_KINDS.has(kind) || SQLSTATES.test(code);
}
