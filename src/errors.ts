/**
 * Every error that a user of Gatescope can meet, by its stable code. The text says when it is given
 * and is the reference for docs/errors.md.
 */
export const errorCodes = {
  // What was asked cannot be done as asked.
  INVALID_ARGUMENT: 'An argument is out of its range or of the wrong form.',
  INVALID_ID: 'A global id or a cursor is not one that this API gave out.',
  INVALID_IMAGE: 'An image is not what the model reads: pixels, rows or file format.',
  NOT_RECURRENT:
    'The model sees the whole image at once, so it has no steps, recurrent layers or gates.',
  NOT_A_CLASSIFIER:
    'The model does not tell classes apart, so it has no predictions, decision or comparison.',
  EXAMPLE_NOT_FOUND: 'The data set has no example at that index.',
  ARCHITECTURE_NOT_FOUND: 'No architecture has that slug.',
  MODEL_NOT_FOUND: 'No model has that slug or id.',
  RUN_NOT_FOUND: 'No run has that id.',
  SNAPSHOT_NOT_FOUND: 'The run has no snapshot at that step.',
  DATASET_NOT_FOUND: 'No data set has that name.',
  DATASET_BROKEN: 'A file of a data set is damaged or does not fit the others.',
  NAME_TAKEN: 'Another model or run has that name, or it is reserved for the zoo.',
  RUN_FINISHED: 'The run has ended, so it cannot be canceled.',
  RUN_NOT_FINISHED: 'The run has not ended, so it cannot be deleted; cancel it first.',
  RUN_HAS_MODEL: 'The run made a model that still exists; delete the model first.',
  MODEL_PROTECTED: 'A model of the zoo cannot be deleted, nor the run that made it.',
  QUEUE_FULL: 'Too many runs are queued or running; ask again when some have ended.',
  // What a training run can end with.
  TRAINING_DIVERGED: 'The loss was no longer a finite number.',
  WORKER_LOST:
    'Three attempts in a row ended before a new checkpoint, most likely because their workers died.',
  // What the service lacks or has lost.
  ENGINE_UNAVAILABLE: 'No engine on this machine can run the network.',
  BUSY: 'Too many requests of this kind wait already; ask again later.',
  CLIENT_GONE:
    'The client closed the connection before its request had its turn, so it receives no answer.',
  DATABASE_UNAVAILABLE: 'Postgres cannot be reached.',
  DATABASE_FULL:
    'The disk of Postgres is full. Stored data can be read, but nothing new can be stored.',
  MIGRATION_FAILED: 'The database could not be migrated to the present schema.',
  WEIGHTS_CORRUPT:
    'Weights are damaged, differ from those that were stored, or do not fit the network.',
  ZOO_BROKEN: 'A file of the zoo is damaged, or its card does not fit its weights or architecture.',
  ATTEMPT_SUPERSEDED:
    'A stale write of a superseded attempt was refused (fencing): another attempt at the run has begun, or the run has ended.',
  // Starting up.
  INVALID_CONFIGURATION: 'An environment variable has a value that cannot be used.',
  PORT_IN_USE: 'Another program listens on the port.',
  START_FAILED: 'A program of Gatescope ended before it was ready; its messages say why.',
  ALREADY_RUNNING: 'Gatescope already runs from this data folder.',
  // Limits of the API.
  QUERY_TOO_LARGE:
    'A request exceeds a limit on size, depth, aliases, tokens, cost, numbers or pixels.',
  WEBSOCKET_NEEDED: 'A subscription was sent over HTTP; send it over WebSocket.',
  PROTOCOL_NOT_SUPPORTED: 'A WebSocket was opened without the subprotocol graphql-transport-ws.',
  VALUE_NOT_FINITE: 'A number in the answer is infinite or NaN, which JSON cannot hold.',
  HOST_NOT_ALLOWED: 'The Host header of the request names a host that this server does not serve.',
  ORIGIN_NOT_ALLOWED: 'A page of that origin may not use the API.',
  ROUTE_NOT_FOUND: 'There is nothing at that address.',
  METHOD_NOT_ALLOWED: 'That address can only be read.',
  INTERNAL: 'A defect of Gatescope; the log has the details.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

/**
 * An error with a code from the table and a message fit for the person who caused it: it names the
 * argument, what was expected and what came. `cause` is for the log only.
 */
export class GatescopeError extends Error {
  readonly code: ErrorCode;
  /** The path of the argument at fault, such as `input.epochs`, where there is one. */
  readonly argument: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    details: { argument?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'GatescopeError';
    this.code = code;
    this.argument = details.argument;
  }
}

/** `input.epochs: expected a whole number from 1 to 1000, got 0`. */
export function invalidArgument(argument: string, expected: string, got: unknown): GatescopeError {
  return misfit('INVALID_ARGUMENT', argument, expected, shown(got));
}

/** The same with another code, and with what came in words of one's own. */
export function misfit(
  code: ErrorCode,
  argument: string,
  expected: string,
  got: string,
): GatescopeError {
  return new GatescopeError(code, `${argument}: expected ${expected}, got ${got}`, { argument });
}

/** `t: expected either t or steps, got both`. */
export function notBoth(argument: string, one: string, other: string): GatescopeError {
  return misfit('INVALID_ARGUMENT', argument, `either ${one} or ${other}`, 'both');
}

const LONGEST_SHOWN = 60;

/** What shows nothing itself, and may turn or hide the text around it. */
const UNSEEN = /[\p{Cf}\p{Zl}\p{Zp}\x7f-\x9f]/gu;

const escaped = (unseen: string) => `\\u{${(unseen.codePointAt(0) as number).toString(16)}}`;

/** A value as it is quoted in a message: short, on one line, and never an object's insides. */
export function shown(value: unknown): string {
  if (typeof value === 'string') {
    const characters = Array.from(JSON.stringify(value).replaceAll(UNSEEN, escaped));
    const text = characters.slice(0, LONGEST_SHOWN).join('');
    return characters.length <= LONGEST_SHOWN ? text : `${text}…`;
  }
  if (Array.isArray(value)) return value.length === 1 ? '1 value' : `${value.length} values`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
