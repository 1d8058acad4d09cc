import type { ErrorCode } from '../../errors.ts';

const statuses: Readonly<Partial<Record<ErrorCode, number>>> = {
  INVALID_ARGUMENT: 400,
  INVALID_ID: 400,
  INVALID_IMAGE: 400,
  NOT_RECURRENT: 400,
  NOT_A_CLASSIFIER: 400,
  MODEL_PROTECTED: 403,
  ORIGIN_NOT_ALLOWED: 403,
  EXAMPLE_NOT_FOUND: 404,
  ARCHITECTURE_NOT_FOUND: 404,
  MODEL_NOT_FOUND: 404,
  RUN_NOT_FOUND: 404,
  SNAPSHOT_NOT_FOUND: 404,
  DATASET_NOT_FOUND: 404,
  ROUTE_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  DATASET_BROKEN: 409,
  NAME_TAKEN: 409,
  RUN_FINISHED: 409,
  RUN_NOT_FINISHED: 409,
  RUN_HAS_MODEL: 409,
  WEBSOCKET_NEEDED: 400,
  PROTOCOL_NOT_SUPPORTED: 400,
  QUERY_TOO_LARGE: 413,
  CLIENT_GONE: 499,
  HOST_NOT_ALLOWED: 421,
  ENGINE_UNAVAILABLE: 503,
  BUSY: 503,
  QUEUE_FULL: 503,
  DATABASE_UNAVAILABLE: 503,
  DATABASE_FULL: 503,
};

/** What a plain route answers an error with; over GraphQL the code is what counts. */
export function httpStatus(code: string): number {
  return statuses[code as ErrorCode] ?? 500;
}
